// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/whybudgets.h"

#include "models/domain/money.h"
#include "models/items/format.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WhyBudgets)
};

struct Amounts
{
    Money limit, spent, held, needed, left;
};

/// Where each column of amounts comes from and goes to.
constexpr std::array<std::pair<Money Amounts::*, QString BudgetRow::*>, 5> kColumns{
    {{&Amounts::limit, &BudgetRow::limit},
     {&Amounts::spent, &BudgetRow::spent},
     {&Amounts::held, &BudgetRow::held},
     {&Amounts::needed, &BudgetRow::needed},
     {&Amounts::left, &BudgetRow::left}}};

Amounts amountsOf(const QJsonObject &budget)
{
    const auto amount = [&](const char *name) {
        return Money::fromNano(budget.value(QLatin1String(name)).toInteger());
    };
    Amounts amounts{amount("limit_nano"), amount("spent_nano"), amount("held_nano"), amount("needed_nano"), {}};
    amounts.left = std::max(Money(), amounts.limit - amounts.spent - amounts.held);
    return amounts;
}

QString whose(const QJsonObject &budget)
{
    const QString scope = budget.value(QLatin1String("scope")).toString();
    const QString who = budget.value(QLatin1String("who")).toString();
    if (scope == QLatin1String("team"))
        return Words::tr("Team %1").arg(who);
    if (scope == QLatin1String("user"))
        return Words::tr("User %1").arg(who);
    if (scope == QLatin1String("key"))
        return Words::tr("Key %1").arg(who);
    return Words::tr("Organisation");
}

BudgetRow rowOf(const QJsonObject &budget, const Amounts &amounts, bool refused)
{
    BudgetRow row;
    row.verdict = refused                         ? BudgetRow::Verdict::Refused
                  : amounts.left < amounts.needed ? BudgetRow::Verdict::TooLow
                                                  : BudgetRow::Verdict::Enough;
    row.whose = whose(budget);
    const qint64 ends = budget.value(QLatin1String("ends_ms")).toInteger();
    row.anew = ends > 0 ? formatMoment(ends) : dash();
    return row;
}

QString decimal(Money amount)
{
    return QString::fromStdString(amount.toDecimal());
}

} // namespace

QString BudgetRow::verdictWords() const
{
    switch (verdict) {
    case Verdict::Refused:
        return Words::tr("refused it");
    case Verdict::TooLow:
        return Words::tr("too little as well");
    case Verdict::Enough:
        break;
    }
    return Words::tr("had enough");
}

std::vector<BudgetRow> BudgetRow::of(const QJsonObject &request)
{
    const QJsonObject why = request.value(QLatin1String("why")).toObject();
    const QJsonObject refusing = why.value(QLatin1String("budget")).toObject();
    if (refusing.isEmpty())
        return {};
    QJsonArray budgets{refusing};
    for (const QJsonValue &other : why.value(QLatin1String("other_budgets")).toArray())
        budgets.append(other);
    std::vector<BudgetRow> rows;
    std::vector<Amounts> amounts;
    for (const QJsonValue &budget : std::as_const(budgets)) {
        amounts.push_back(amountsOf(budget.toObject()));
        rows.push_back(rowOf(budget.toObject(), amounts.back(), rows.empty()));
    }
    for (const auto &[from, to] : kColumns) {
        int decimals = 0;
        for (const Amounts &each : amounts)
            decimals = std::max(decimals, moneyDecimals(decimal(each.*from)));
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].*to = formatMoney(decimal(amounts[i].*from), decimals);
    }
    return rows;
}

} // namespace ostiary
