// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/form.h"
#include "ui/widgets/table.h"

#include <QPushButton>

namespace ostiary {

/// The catalogue: what is offered under which name, and the deployments behind it; deployments that the console made
/// are edited here, the others say where they are managed.
class ModelsPage final : public Page
{
    Q_OBJECT

public:
    explicit ModelsPage(AdminClient &client, QWidget *parent = nullptr);

private:
    void showModel();
    void showDeployment();
    void edit(const QJsonObject &deployment);
    void startNew();
    void save();
    void remove();
    void tell(const QString &message, bool bad);
    void updateButtons();

    AdminClient &m_client;
    ResourceModel m_models;
    Table *m_table;
    ResourceModel m_deployments;
    Table *m_deploymentTable;
    Card *m_editor;
    Form *m_form;
    QPushButton *m_save;
    QPushButton *m_delete;
    QLabel *m_note;
    QString m_deployment; ///< id of the one in the form; empty: a new one
    QString m_model;
    bool m_editable = false;
};

} // namespace ostiary
