// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/keyfilter.h"

#include "models/admin/adminrequest.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QHBoxLayout>

#include <algorithm>

namespace ostiary {

KeyFilter::KeyFilter(QWidget *parent) : QWidget(parent), m_team(new QComboBox), m_state(new QComboBox)
{
    m_team->setAccessibleName(tr("Show the keys of"));
    m_team->setMaximumWidth(180);
    m_state->setAccessibleName(tr("Show the keys that are"));
    for (const auto &[state, words] : {std::pair(QString(), tr("Every state")),
                                       {QStringLiteral("active"), tr("Active")},
                                       {QStringLiteral("spent"), tr("Spent")},
                                       {QStringLiteral("expired"), tr("Expired")},
                                       {QStringLiteral("blocked"), tr("Blocked")}})
        m_state->addItem(words, state);
    setTeams({});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::kSmall);
    row->addWidget(m_team);
    row->addWidget(m_state);
    connect(m_team, &QComboBox::activated, this, &KeyFilter::changed);
    connect(m_state, &QComboBox::activated, this, &KeyFilter::changed);
}

void KeyFilter::setTeams(const QStringList &teams)
{
    const QString chosen = m_team->currentData().toString();
    m_team->clear();
    m_team->addItem(tr("Every team"), QString());
    for (const QString &team : teams)
        m_team->addItem(shownName(team), team);
    if (!chosen.isEmpty() && m_team->findData(chosen) < 0)
        m_team->addItem(shownName(chosen), chosen);
    m_team->setCurrentIndex(std::max(0, m_team->findData(chosen)));
}

QUrlQuery KeyFilter::query() const
{
    QUrlQuery query;
    for (const auto &[name, box] : {std::pair(QStringLiteral("team_id"), m_team), {QStringLiteral("state"), m_state}}) {
        if (const QString value = box->currentData().toString(); !value.isEmpty())
            addText(query, name, value);
    }
    return query;
}

void KeyFilter::clear()
{
    m_team->setCurrentIndex(0);
    m_state->setCurrentIndex(0);
    Q_EMIT changed();
}

} // namespace ostiary
