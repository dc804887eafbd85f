// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/searchedit.h"
#include "ui/widgets/table.h"

#include <QUrlQuery>

#include <functional>

namespace ostiary {

/// The search of a page's list: the gateway looks while it is typed, the header says how many fit, and where none does
/// there is a way back.
class ListSearch final : public QObject
{
    Q_OBJECT

public:
    /// `words` name what is searched, `counted` say how many there are; `always` is asked with or without a search.
    ListSearch(Page &page, Table &table, const QString &words, std::function<QString(int)> counted,
               const QUrlQuery &always = {});

    SearchEdit *edit() { return m_edit; }
    /// The whole list, without search and filter.
    void clear();
    /// Only what fits `filter` too; `takeAway` puts back what it was chosen by.
    void setFilter(const QUrlQuery &filter, std::function<void()> takeAway);
    /// Chooses the row with this id; where the list is too long to hold it, it is searched by its name.
    void open(const QString &id, const QString &name);

private:
    void apply();
    void showCount();

    Page &m_page;
    Table &m_table;
    SearchEdit *m_edit;
    const std::function<QString(int)> m_counted;
    const QUrlQuery m_always;
    QUrlQuery m_filter;
    std::function<void()> m_takeFilterAway;
    QString m_wanted;
    int m_all = -1; ///< rows without a search; -1: not known yet
};

} // namespace ostiary
