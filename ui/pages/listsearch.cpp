// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/listsearch.h"

#include <utility>

namespace ostiary {

ListSearch::ListSearch(Page &page, Table &table, const QString &words, std::function<QString(int)> counted,
                       const QUrlQuery &always)
    : QObject(&page), m_page(page), m_table(table), m_edit(new SearchEdit(words)), m_counted(std::move(counted)),
      m_always(always)
{
    connect(m_edit, &SearchEdit::wanted, this, [this](const QString &text) {
        m_wanted = text;
        apply();
    });
    connect(m_edit, &SearchEdit::left, &table, [&table] { table.view()->setFocus(); });
    connect(&table.model(), &ResourceModel::loaded, this, &ListSearch::showCount);
    page.handles().search = m_edit;
}

void ListSearch::clear()
{
    m_edit->search({});
    if (!m_filter.isEmpty())
        m_takeFilterAway();
}

void ListSearch::setFilter(const QUrlQuery &filter, std::function<void()> takeAway)
{
    m_filter = filter;
    m_takeFilterAway = std::move(takeAway);
    apply();
}

void ListSearch::apply()
{
    QUrlQuery query = m_always;
    for (const auto &[name, value] : m_filter.queryItems(QUrl::FullyEncoded))
        query.addQueryItem(name, value);
    if (!m_wanted.isEmpty())
        addText(query, QStringLiteral("search"), m_wanted);
    m_table.showFromTop();
    m_table.model().setFilter(query);
    const bool filtered = !m_filter.isEmpty();
    m_table.setUnfit(filtered             ? tr("Nothing fits what is chosen here.")
                     : m_wanted.isEmpty() ? QString()
                                          : tr("Nothing is called \u201c%1\u201d.").arg(m_wanted),
                     filtered ? tr("Show all") : tr("Clear the search"), [this] { clear(); });
}

void ListSearch::showCount()
{
    const int rows = static_cast<int>(m_table.model().total());
    if (rows < 0)
        return;
    const bool whole = m_wanted.isEmpty() && m_filter.isEmpty();
    if (whole)
        m_all = rows;
    const QString all = m_all < 0 ? QString() : m_counted(m_all);
    m_page.setFact(whole           ? all
                   : all.isEmpty() ? tr("%n found", nullptr, rows)
                                   : tr("%n found", nullptr, rows) + QStringLiteral(" \u00b7 ") + all);
}

void ListSearch::open(const QString &id, const QString &name)
{
    if (m_table.model().rowOf(id) < 0) {
        if (!m_filter.isEmpty())
            m_takeFilterAway();
        m_edit->search(name);
    }
    m_table.choose(id);
}

} // namespace ostiary
