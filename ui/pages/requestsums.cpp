// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/requestsums.h"

#include "models/items/format.h"

#include <utility>

namespace ostiary {

namespace {

constexpr int kRestMs = 5000; ///< a live list is read much more often than it needs to be counted

QJsonObject sumsOf(const ResourceModel &list)
{
    double usd = 0;
    qint64 in = 0, out = 0;
    for (int row = 0; row < list.rowCount(); ++row) {
        const QJsonObject &request = list.object(row);
        usd += request.value(QLatin1String("cost_usd")).toString().toDouble();
        in += request.value(QLatin1String("prompt_tokens")).toInteger();
        out += request.value(QLatin1String("completion_tokens")).toInteger();
    }
    return {{QLatin1String("requests"), list.rowCount()},
            {QLatin1String("prompt_tokens"), in},
            {QLatin1String("completion_tokens"), out},
            {QLatin1String("cost_usd"), QString::number(usd, 'g', 12)}};
}

} // namespace

RequestSums::RequestSums(Page &page, AdminClient &client, ResourceModel &list)
    : QObject(&page), m_page(page), m_client(client), m_list(list)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (std::exchange(m_again, false))
            askTotals();
    });
    connect(&m_list, &ResourceModel::loaded, this, [this] {
        show();
        if (m_onlyTime && !m_list.isWhole())
            askTotals();
    });
}

void RequestSums::setFilter(bool onlyTime)
{
    m_onlyTime = onlyTime;
    m_totals.reset();
    m_rest.stop();
    m_again = false;
}

void RequestSums::askTotals()
{
    if (m_rest.isActive()) {
        m_again = true;
        return;
    }
    m_rest.start();
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests/totals"), m_list.filter()), this,
                  [this, filter = m_list.filter()](const AdminReply &reply) {
                      if (m_onlyTime && filter == m_list.filter())
                          take(reply.ok() ? reply.body : QJsonObject());
                  });
}

/// Without a count, as from a gateway that does not know how to or needs too long, the one before is not shown on.
void RequestSums::take(const QJsonObject &totals)
{
    m_totals.reset();
    if (totals.value(QLatin1String("requests")).isDouble())
        m_totals = totals;
    show();
}

void RequestSums::show()
{
    const bool whole = m_list.isWhole();
    const bool known = whole || m_totals;
    const QJsonObject sums = whole || !m_totals ? sumsOf(m_list) : *m_totals;
    const int requests = static_cast<int>(sums.value(QLatin1String("requests")).toInteger());
    const QString money = formatMoney(sums.value(QLatin1String("cost_usd")).toString()),
                  tokens = formatTokens(sums.value(QLatin1String("prompt_tokens")).toInteger(),
                                        sums.value(QLatin1String("completion_tokens")).toInteger());
    if (known) {
        const QString count = tr("%Ln request(s)", nullptr, requests);
        m_page.setFact(requests == 0 ? count : tr("%1 \u00b7 %2 \u00b7 %3 tokens").arg(count, money, tokens));
        return;
    }
    const QString count = m_list.isLooking() ? tr("%Ln request(s) so far, looking further back", nullptr, requests)
                                             : tr("more than %Ln request(s)", nullptr, requests);
    m_page.setFact(requests == 0 ? count : tr("%1 \u00b7 so far at least %2 and %3 tokens").arg(count, money, tokens));
}

} // namespace ostiary
