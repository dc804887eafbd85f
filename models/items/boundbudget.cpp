// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/boundbudget.h"

#include "models/items/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(BoundBudget)
};

QString ownerOf(const QString &scope, const QString &id)
{
    if (scope == QLatin1String("organisation"))
        return Words::tr("organisation");
    if (scope == QLatin1String("team"))
        return Words::tr("team %1").arg(id);
    return scope == QLatin1String("user") ? Words::tr("user %1").arg(id) : QString();
}

} // namespace

double BoundBudget::share() const
{
    const double dollars = limit.toDouble();
    return dollars > 0 ? spent.toDouble() / dollars : 1; // of nothing nothing is left
}

QString BoundBudget::facts() const
{
    QString text = Words::tr("%1 of %2 spent").arg(formatMoney(spent), formatAmount(limit));
    if (!owner.isEmpty())
        text += QStringLiteral(" (%1)").arg(owner);
    if (held.toDouble() > 0)
        text += QStringLiteral(", ") + Words::tr("%1 held for requests under way").arg(formatMoney(held));
    if (windowEndMs > 0)
        text += QStringLiteral(", ") + Words::tr("starts anew %1").arg(formatMoment(windowEndMs));
    if (refused > 0)
        text += QStringLiteral(", ") + Words::tr("%Ln request(s) refused since %1", nullptr, static_cast<int>(refused))
                                           .arg(formatRecent(refusedSinceMs, QDateTime::currentMSecsSinceEpoch()));
    return text;
}

QJsonObject BoundBudget::raw() const
{
    return {{QLatin1String("scope"), scope},     {QLatin1String("id"), id},
            {QLatin1String("limit_usd"), limit}, {QLatin1String("spent_usd"), spent},
            {QLatin1String("held_usd"), held},   {QLatin1String("window_end_ms"), windowEndMs},
            {QLatin1String("refused"), refused}};
}

std::vector<BoundBudget> BoundBudget::of(const QJsonObject &key)
{
    std::vector<BoundBudget> bound;
    for (const QJsonValue &value : key.value(QLatin1String("budgets")).toArray()) {
        const QJsonObject budget = value.toObject();
        const auto text = [&](const char *field) { return budget.value(QLatin1String(field)).toString(); };
        if (!text("limit_usd").isEmpty())
            bound.push_back({text("scope"), text("id"), ownerOf(text("scope"), text("id")), text("limit_usd"),
                             text("spent_usd"), text("held_usd"),
                             budget.value(QLatin1String("window_end_ms")).toInteger(),
                             budget.value(QLatin1String("refused")).toInteger(),
                             budget.value(QLatin1String("refused_since_ms")).toInteger()});
    }
    const QString own = key.value(QLatin1String("max_budget_usd")).toString();
    if (!key.contains(QLatin1String("budgets")) && !own.isEmpty()) // a gateway that tells of the key's own alone
        bound.push_back({QStringLiteral("key"),
                         key.value(QLatin1String("id")).toString(),
                         {},
                         own,
                         key.value(QLatin1String("spend_usd")).toString(),
                         key.value(QLatin1String("held_usd")).toString()});
    std::stable_sort(bound.begin(), bound.end(),
                     [](const BoundBudget &a, const BoundBudget &b) { return a.share() > b.share(); });
    return bound;
}

} // namespace ostiary
