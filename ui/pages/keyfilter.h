// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QUrlQuery>
#include <QWidget>

namespace ostiary {

/// Which keys are listed: those of one team, or in one state.
class KeyFilter final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyFilter(QWidget *parent = nullptr);

    /// What can be chosen; a team that is chosen stays.
    void setTeams(const QStringList &teams);
    /// In the admin API's words; empty: all keys.
    QUrlQuery query() const;
    /// All keys again.
    void clear();

Q_SIGNALS:
    void changed();

private:
    QComboBox *m_team;
    QComboBox *m_state;
};

} // namespace ostiary
