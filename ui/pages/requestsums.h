// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

#include "models/items/resourcemodel.h"

#include <QTimer>

#include <optional>

namespace ostiary {

/// How many requests fit a filter and what they sum up to, in a page's header: of a list that is wholly there from its
/// rows, of a longer span of time as the gateway counts it, and of any other long list what is known so far.
class RequestSums final : public QObject
{
    Q_OBJECT

public:
    RequestSums(Page &page, AdminClient &client, ResourceModel &list);

    /// The list's filter is another; `onlyTime`: the gateway can count what fits.
    void setFilter(bool onlyTime);

private:
    void show();
    void askTotals();
    void take(const QJsonObject &totals);

    Page &m_page;
    AdminClient &m_client;
    ResourceModel &m_list;
    bool m_onlyTime = true;
    std::optional<QJsonObject> m_totals; ///< of the filter; none: not told
    QTimer m_rest;                       ///< between two questions
    bool m_again = false;                ///< rows came while it rested
};

} // namespace ostiary
