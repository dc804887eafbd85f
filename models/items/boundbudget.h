// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <vector>

namespace ostiary {

/// One of the budgets with a limit that bind a key: the organisation's, the user's or its own.
struct BoundBudget
{
    QString owner; ///< for people, `user one`; empty for the key's own
    QString limit; ///< decimal US dollars, as the admin API writes them
    QString spent;
    QString held;
    qint64 windowEndMs = 0; ///< 0: it never starts anew

    double share() const;
    bool isSpent() const { return share() >= 1; }
    /// `$1.00 of $2 spent (user one)`, with what is held and when it starts anew.
    QString facts() const;

    /// Of a key as the admin API shows it, the nearest to its limit first.
    static std::vector<BoundBudget> of(const QJsonObject &key);
};

} // namespace ostiary
