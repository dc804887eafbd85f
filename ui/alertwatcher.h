// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "models/items/boundbudget.h"

#include <QSet>
#include <QTimer>

namespace ostiary {

/// Watches a gateway for what somebody should know without looking: a budget that is nearly or wholly spent, a model
/// all of whose deployments rest, a ledger that cannot be written, a gateway that is not reached. Each is told once,
/// and again only after it has been well between.
class AlertWatcher final : public QObject
{
    Q_OBJECT

public:
    explicit AlertWatcher(AdminClient &client, QObject *parent = nullptr);

    /// Asks at once; it also does by itself every half minute.
    void look();

Q_SIGNALS:
    void alert(const QString &title, const QString &text, const QString &page);

private:
    void judge(const QString &what, bool wrong, const QString &title, const QString &text, const QString &page);
    void judgeBudget(const BoundBudget &budget, const QJsonObject &key, QSet<QString> &wrong);
    void lookAtKeys(const AdminReply &reply);
    void lookAtModels(const AdminReply &reply);

    AdminClient &m_client;
    QTimer m_timer;
    QSet<QString> m_told;
};

} // namespace ostiary
