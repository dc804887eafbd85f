// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/figurestrip.h"
#include "ui/widgets/table.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QTimer>
#include <QUrlQuery>

#include <functional>

namespace ostiary {

/// What is spent, how much is asked, how it goes: figures, cost and added latency over time, budgets, models.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(AdminClient &client, QWidget *parent = nullptr);

Q_SIGNALS:
    /// A time of a chart was clicked, and perhaps a label of the cost chart's grouping.
    void requestsWanted(const QString &filter);

private:
    QWidget *makeFigures();
    QWidget *makeRanges();
    void refresh();
    /// Calls `take` with the answer, unless another span or grouping is looked at by then.
    void askFor(const QString &path, const QUrlQuery &query, std::function<void(const AdminReply &)> take);
    QString outOfDate(const AdminReply &reply) const;
    void showSummary(const QJsonObject &summary);
    void showCost(const QJsonArray &points);
    void showLatency(const QJsonArray &points);
    void findRequests(qint64 from, const QString &series);

    AdminClient &m_client;
    QButtonGroup m_ranges;
    QComboBox *m_groupBox;
    FigureStrip::Figure m_spend, m_requests, m_tokens, m_errors, m_added;
    Card *m_costCard;
    Card *m_latencyCard;
    Chart *m_cost;
    Chart *m_latency;
    QSet<QString> m_costLabels; ///< of series that are one model, key, team or provider
    ResourceModel m_keys;
    ResourceModel m_models;
    QTimer m_refresh;
    qint64 m_readMs = 0; ///< when the figures were read; 0: never
};

} // namespace ostiary
