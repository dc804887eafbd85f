// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/budgettable.h"

#include "ui/theme.h"
#include "ui/widgets/card.h"

namespace ostiary {

namespace {

constexpr Qt::Alignment kText = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kFigure = Qt::AlignRight | Qt::AlignVCenter;
constexpr int kAmounts = 5; ///< columns of money, behind whose they are

} // namespace

BudgetTable::BudgetTable(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setAccessibleName(tr("Budgets that bound the request"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Theme::kMedium);
    m_grid->setVerticalSpacing(Theme::kTight);
    m_grid->setColumnStretch(kAmounts + 2, 1);
    hide();
}

PlainLabel *BudgetTable::cell(int row, int column, const QString &text, Qt::Alignment alignment)
{
    auto *label = new PlainLabel(text);
    label->setAlignment(alignment);
    m_grid->addWidget(label, row, column);
    return label;
}

void BudgetTable::addHead()
{
    const QStringList names{tr("Budget"), tr("Limit"), tr("Spent"),       tr("Held for others"),
                            tr("Needed"), tr("Left"),  tr("Starts anew"), QString()};
    for (int column = 0; column < names.size(); ++column) {
        PlainLabel *name = cell(0, column, names[column], column >= 1 && column <= kAmounts ? kFigure : kText);
        name->setProperty("dim", true);
        name->setFont(Theme::of().font(Theme::Type::Caption));
    }
}

void BudgetTable::addBudget(int row, const BudgetRow &budget)
{
    const bool refused = budget.verdict == BudgetRow::Verdict::Refused;
    auto *whose = new ElidedLabel(budget.whose);
    whose->setProperty("dim", false);
    whose->setLeast(90);
    m_grid->addWidget(whose, row, 0);
    const QString amounts[kAmounts] = {budget.limit, budget.spent, budget.held, budget.needed, budget.left};
    for (int i = 0; i < kAmounts; ++i)
        cell(row, i + 1, amounts[i], kFigure);
    cell(row, kAmounts + 1, budget.anew, kText);
    PlainLabel *verdict = cell(row, kAmounts + 2, budget.verdictWords(), kText);
    verdict->setProperty(refused ? "error" : "dim", true);
    if (!refused)
        return;
    for (QWidget *marked : {static_cast<QWidget *>(whose), static_cast<QWidget *>(verdict)}) {
        QFont font = marked->font();
        font.setWeight(QFont::DemiBold);
        marked->setFont(font);
    }
}

void BudgetTable::setBudgets(const std::vector<BudgetRow> &budgets)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList words;
    for (const BudgetRow &budget : budgets)
        words += QStringList{budget.whose, budget.verdictWords(), budget.limit, budget.spent,
                             budget.held,  budget.needed,         budget.left,  budget.anew}
                     .join(QLatin1Char(' '));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    if (!budgets.empty())
        addHead();
    for (std::size_t i = 0; i < budgets.size(); ++i)
        addBudget(static_cast<int>(i) + 1, budgets[i]);
    setVisible(!budgets.empty());
}

} // namespace ostiary
