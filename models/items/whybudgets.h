// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <vector>

namespace ostiary {

/// How one of the budgets stood that bound a refused request, in words and figures. All amounts of a column have the
/// same decimals, so that right-aligned figures are aligned at the point.
struct BudgetRow
{
    enum class Verdict {
        Refused, ///< it is what the request was refused for
        TooLow,  ///< it would have refused the request, had the other one not
        Enough,
    };
    Verdict verdict = Verdict::Enough;
    QString whose; ///< with a name as it was given, for plain text only
    QString limit;
    QString spent;
    QString held; ///< for other requests
    QString needed;
    QString left;
    QString anew; ///< when its window ends; a dash where it never does

    QString verdictWords() const;

    /// Of a request of the admin API, the one that refused first; none where no budget did.
    static std::vector<BudgetRow> of(const QJsonObject &request);
};

} // namespace ostiary
