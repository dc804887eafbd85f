// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/whybudgets.h"

#include <QGridLayout>
#include <QWidget>

namespace ostiary {

class PlainLabel;

/// The budgets that bound a refused request, one below the other with their figures; hidden where there are none.
class BudgetTable final : public QWidget
{
    Q_OBJECT

public:
    explicit BudgetTable(QWidget *parent = nullptr);

    void setBudgets(const std::vector<BudgetRow> &budgets);

private:
    void addHead();
    void addBudget(int row, const BudgetRow &budget);
    PlainLabel *cell(int row, int column, const QString &text, Qt::Alignment alignment);

    QGridLayout *m_grid;
};

} // namespace ostiary
