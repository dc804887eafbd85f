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
    QString scope; ///< `organisation`, `team`, `user` or `key`
    QString id;    ///< of the scope; empty for the organisation's
    QString owner; ///< for people, `user one`; empty for the key's own
    QString limit; ///< decimal US dollars, as the admin API writes them
    QString spent;
    QString held;
    qint64 windowEndMs = 0; ///< 0: it never starts anew
    qint64 refused = 0;     ///< requests in its window, since the gateway's start
    qint64 refusedSinceMs = 0;

    double share() const;
    bool isSpent() const { return share() >= 1; }
    /// `$1.00 of $2 spent (user one)`, with what is held, when it starts anew and what it has refused.
    QString facts() const;
    /// Under the admin API's names, for who reads it as data.
    QJsonObject raw() const;

    /// Of a key as the admin API shows it, the nearest to its limit first.
    static std::vector<BoundBudget> of(const QJsonObject &key);
};

} // namespace ostiary
