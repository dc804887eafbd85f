// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/widgets/card.h"

#include <QTreeWidget>

namespace ostiary {

/// A LiteLLM configuration: what it would add and change, told by the gateway, before anything is; then done.
class ImportPanel final : public Card
{
    Q_OBJECT

public:
    ImportPanel(AdminClient &client, Page &page, QWidget *parent = nullptr);

    void choose();
    void read(const QString &file);
    void exportAll();

private:
    void ask(bool apply);
    void bringIntoView();
    void showPlan(const QJsonObject &plan);

    AdminClient &m_client;
    Page &m_page;
    QString m_yaml;
    QString m_file;
    QTreeWidget *m_plan;
    PlainLabel *m_notes;
    QPushButton *m_apply;
    QPushButton *m_dismiss;
};

} // namespace ostiary
