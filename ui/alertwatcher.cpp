// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alertwatcher.h"

#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/widgets/showntext.h"

#include <QJsonArray>

#include <algorithm>

namespace ostiary {

namespace {
constexpr int kLookMs = 30'000;
constexpr double kNearly = 0.8;
} // namespace

AlertWatcher::AlertWatcher(AdminClient &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, &AlertWatcher::look);
    m_timer.start();
    connect(&m_client, &AdminClient::countersChanged, this, [this] {
        judge(QStringLiteral("ledger"), !m_client.counters().value(QLatin1String("ledger_healthy")).toBool(true),
              tr("The ledger cannot be written"), tr("Requests are refused until it can be. Is the disk full?"),
              QStringLiteral("overview"));
    });
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        judge(QStringLiteral("gateway"),
              state == AdminClient::State::Offline || state == AdminClient::State::Distrusted,
              tr("The gateway is not reached"),
              tr("%1 is tried again and again; what is shown may be out of date.").arg(m_client.serverName()),
              QStringLiteral("overview"));
    });
}

void AlertWatcher::look()
{
    if (m_client.state() != AdminClient::State::Online)
        return;
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/models"), query), this,
                  [this](const AdminReply &reply) { lookAtModels(reply); });
    query.addQueryItem(QStringLiteral("sort"), QStringLiteral("budget_used")); // of many keys those that matter
    query.addQueryItem(QStringLiteral("order"), QStringLiteral("desc"));
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/keys"), query), this,
                  [this](const AdminReply &reply) { lookAtKeys(reply); });
}

void AlertWatcher::judge(const QString &what, bool wrong, const QString &title, const QString &text,
                         const QString &page)
{
    if (!wrong) {
        m_told.remove(what);
    } else if (!m_told.contains(what)) {
        m_told.insert(what);
        Q_EMIT alert(title, text, page);
    }
}

/// A budget that binds several keys is told of once.
void AlertWatcher::judgeBudget(const BoundBudget &budget, const QJsonObject &key, QSet<QString> &wrong)
{
    const double share = budget.share();
    if (share < kNearly || budget.limit.toDouble() <= 0) // who gave nothing knows that nothing is left
        return;
    const QString of = budget.scope + QLatin1Char('/') +
                       (budget.owner.isEmpty() ? key.value(QLatin1String("id")).toString() : budget.id);
    const QString what = (share >= 1 ? QStringLiteral("spent/") : QStringLiteral("nearly/")) + of;
    if (wrong.contains(what))
        return;
    wrong.insert(what);
    judge(what, true, share >= 1 ? tr("A budget is spent") : tr("A budget is nearly spent"),
          tr("%1: %2 of %3 are spent.")
              .arg(shownName(budget.owner.isEmpty() ? whoText(key) : budget.owner), formatMoney(budget.spent),
                   formatAmount(budget.limit)),
          QStringLiteral("keys"));
}

void AlertWatcher::lookAtKeys(const AdminReply &reply)
{
    if (!reply.ok())
        return; // what was wrong may be so still
    QSet<QString> wrong;
    for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray()) {
        const QJsonObject key = value.toObject();
        for (const BoundBudget &budget : BoundBudget::of(key))
            judgeBudget(budget, key, wrong);
    }
    m_told.removeIf([&](const QString &what) {
        const bool budgets = what.startsWith(QLatin1String("spent/")) || what.startsWith(QLatin1String("nearly/"));
        return budgets && !wrong.contains(what);
    });
}

void AlertWatcher::lookAtModels(const AdminReply &reply)
{
    for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray()) {
        const QJsonObject model = value.toObject();
        const QJsonArray deployments = model.value(QLatin1String("deployments")).toArray();
        const bool allRest = std::all_of(deployments.begin(), deployments.end(), [](const QJsonValue &deployment) {
            return deployment.toObject().value(QLatin1String("health")).toObject().value(QLatin1String("status")) ==
                   QLatin1String("resting");
        });
        const QString name = model.value(QLatin1String("name")).toString();
        judge(QStringLiteral("resting/") + name, allRest && !deployments.isEmpty(), tr("A model does not answer"),
              tr("All places where %1 is called have failed and rest for a moment.").arg(shownName(name)),
              QStringLiteral("models"));
    }
}

} // namespace ostiary
