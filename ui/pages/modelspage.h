// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/chatcall.h"
#include "models/admin/consolekey.h"
#include "ui/pages/formsaving.h"
#include "ui/pages/listsearch.h"
#include "ui/pages/pageparts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"
#include "ui/widgets/table.h"

#include <QNetworkAccessManager>
#include <QPushButton>

namespace ostiary {

/// The catalogue: what is offered under which name, and the deployments behind it; deployments that the console made
/// are edited here, the others say where they are managed.
class ModelsPage final : public Page
{
    Q_OBJECT

public:
    ModelsPage(AdminClient &client, ConsoleKey &key, QWidget *parent = nullptr);

    /// What can be done with a deployment from elsewhere: what its button here does, asking what it asks.
    enum class Act { Edit, Enable, Disable, Test };

    /// Shows the model with this name, whatever the list shows.
    void open(const QString &name);
    /// The same with this deployment of it; then does `act`.
    void open(const QString &name, const QString &deployment, Act act);

Q_SIGNALS:
    /// Models of a provider shall be found and added.
    void discoveryWanted();

private:
    void buildForm();
    QWidget *buildDeployments();
    void perform(Act act);
    void showModel();
    void listDeployments(const QString &model);
    void showDeployment();
    void edit(const QJsonObject &deployment, Form::Load which);
    void fill(const QJsonObject &deployment, Form::Load which);
    /// False when what is in the form shall be kept.
    bool startNew();
    bool mayLeave(std::function<void()> goOn);
    void startCopy();
    FormSaving::Deeds deeds();
    AdminRequest request() const;
    void toggleEnabled();
    void setEnabledOf(const QString &id, const QString &model, bool enabled, const QString &consequence);
    void remove();
    void test();
    void showTest(const ChatCall::Outcome &outcome);
    void askForRequest(const QString &id, std::function<void(const QJsonObject &)> take);
    void listProviders();
    void updateButtons();

    AdminClient &m_client;
    ConsoleKey &m_consoleKey;
    QNetworkAccessManager m_network;
    ResourceModel m_models;
    Table *m_table;
    ListSearch *m_search;
    ResourceModel m_deployments;
    Table *m_deploymentTable;
    Card *m_editor;
    Form *m_form;
    QComboBox *m_connection;
    FormSaving *m_saving;
    QPushButton *m_delete, *m_copy, *m_enable, *m_test;
    PlainLabel *m_price;
    PlainLabel *m_tested;
    QPointer<ChatCall> m_call;
    QString m_answer;      ///< of the test
    QString m_deployment;  ///< id of the one in the form; empty: a new one
    qint64 m_revision = 0; ///< of it, as it is shown
    QString m_model;       ///< its name; empty: a new one
    QString m_listed;      ///< the model whose deployments are listed; empty: none are
    bool m_editable = false;
    bool m_enabled = true;
    OnceShown m_onceShown;
};

} // namespace ostiary
