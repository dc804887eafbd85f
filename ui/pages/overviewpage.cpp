// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overviewpage.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/pages/csvexport.h"
#include "ui/pages/pageparts.h"
#include "ui/pages/requestfiltertext.h"
#include "ui/theme.h"
#include "ui/widgets/form.h"

#include <QGridLayout>
#include <QJsonArray>
#include <QPushButton>
#include <QSettings>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace ostiary {

namespace {

struct Range
{
    const char *last;
    const char *step;
    qint64 seconds;
    qint64 stepSeconds;
};
constexpr std::array<Range, 4> kRanges{{{"1h", "1m", 3600, 60},
                                        {"24h", "30m", 86'400, 1800},
                                        {"7d", "3h", 604'800, 10'800},
                                        {"30d", "12h", 2'592'000, 43'200}}};
constexpr int kRefreshMs = 5000;
constexpr int kLeastCard = 210; ///< a chart with a grid, or three rows of a list; where less is left, the page scrolls
constexpr const char *kRangeSetting = "overview/range"; ///< which of kRanges was looked at last
constexpr std::size_t kMostSeries = 10;                 ///< the rest is one more: "others"

double number(const QJsonObject &object, const char *field)
{
    const QJsonValue value = object.value(QLatin1String(field));
    return value.isDouble() ? value.toDouble() : std::nan("");
}

double usd(const QJsonObject &object)
{
    return object.value(QLatin1String("cost_usd")).toString().toDouble();
}

/// The moments of a span, whether or not the gateway has anything for them.
std::vector<qint64> momentsOf(const Range &range)
{
    const qint64 step = range.stepSeconds * 1000;
    const qint64 now = QDateTime::currentMSecsSinceEpoch() / step * step;
    std::vector<qint64> moments;
    for (qint64 at = now - range.seconds * 1000 + step; at <= now; at += step)
        moments.push_back(at);
    return moments;
}

int indexOf(const std::vector<qint64> &moments, qint64 at, qint64 step)
{
    const qint64 index = moments.empty() ? -1 : (at - moments.front()) / step;
    return at < moments.front() || index >= static_cast<qint64>(moments.size()) ? -1 : static_cast<int>(index);
}

} // namespace

OverviewPage::OverviewPage(AdminClient &client, QWidget *parent)
    : Page(tr("Overview"), parent), m_client(client), m_groupBox(new QComboBox), m_costCard(new Card(tr("Cost"))),
      m_latencyCard(new Card(tr("Added latency"))),
      m_cost(new Chart(Chart::Kind::Bars,
                       [](double value) {
                           const QString usd = QString::number(value, 'g', 12);
                           return value == 0 ? formatMoney(usd, 0) : formatAmount(usd);
                       })),
      m_latency(new Chart(Chart::Kind::Lines,
                          [](double value) { return QLocale().toString(value, 'f', value < 10 ? 2 : 0); })),
      m_keys(client, {QStringLiteral("/admin/v1/keys"), QStringLiteral("key")}, keyColumns()),
      m_models(client, {QStringLiteral("/admin/v1/models"), QStringLiteral("model"), QStringLiteral("name")},
               modelColumns())
{
    addAction(makeRanges());
    auto *inside = new QWidget;
    auto *all = new QVBoxLayout(inside);
    all->setContentsMargins({});
    all->setSpacing(14);
    all->addWidget(makeFigures());

    m_groupBox->setAccessibleName(tr("Group cost by"));
    for (const auto &[value, text] : {std::pair("model", tr("by model")), std::pair("key", tr("by key")),
                                      std::pair("team", tr("by team")), std::pair("provider", tr("by provider"))})
        m_groupBox->addItem(text, QLatin1String(value));
    connect(m_groupBox, &QComboBox::activated, this, &OverviewPage::refresh);
    m_cost->setAccessibleName(tr("Cost over time"));
    m_latency->setAccessibleName(tr("Added latency over time"));
    m_costCard->addAction(m_groupBox);
    m_costCard->content()->addWidget(m_cost);
    m_latencyCard->setFact(tr("ms, p50 \u00b7 p95 \u00b7 p99"));
    m_latencyCard->content()->addWidget(m_latency);
    auto *charts = new QHBoxLayout;
    charts->setSpacing(14);
    charts->addWidget(m_costCard, 31);
    charts->addWidget(m_latencyCard, 20);
    all->addLayout(charts, 5);

    auto *budgets = new Card(tr("Budgets"));
    budgets->setFact(tr("keys, the nearest to their limit first"));
    auto *keys = new Table(m_keys, tr("Budgets"));
    keys->setEmptyState(tr("No keys yet. Each key can have a budget that is never passed."));
    keys->setWidths({140, 0, 0, 78, 96, 70, 0, 0}, 0);
    budgets->content()->addWidget(keys);
    CsvExport::offer(*this, m_client, *keys, tr("Export the keys"), QStringLiteral("keys.csv"));
    handles().first = keys->view();
    auto *modelsCard = new Card(tr("Models"));
    modelsCard->setFact(tr("failing ones first, then by requests of the last day"));
    auto *models = new Table(m_models, tr("Models"));
    models->setEmptyState(tr("No models yet. Add one under Models."));
    models->setWidths({124, 170, 0, 0, 106, 0, 92, 116}, 1);
    modelsCard->content()->addWidget(models);
    CsvExport::offer(*this, m_client, *models, tr("Export the models"), QStringLiteral("models.csv"));
    auto *lists = new QHBoxLayout;
    lists->setSpacing(14);
    lists->addWidget(budgets, 21);
    lists->addWidget(modelsCard, 31);
    all->addLayout(lists, 8);
    for (Card *card : {m_costCard, m_latencyCard, budgets, modelsCard})
        card->setMinimumHeight(kLeastCard);
    content()->addWidget(scrolled(inside), 1);

    connect(m_cost, &Chart::clicked, this, &OverviewPage::findRequests);
    connect(m_latency, &Chart::clicked, this, [this](qint64 from) { findRequests(from, {}); });
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_refresh.start();
    connect(this, &Page::shown, this, &OverviewPage::refresh);
    connect(&m_client, &AdminClient::stateChanged, this, &OverviewPage::refresh);
    followRequests(m_client, *this, m_keys);
    followRequests(m_client, *this, m_models);
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("with"), QStringLiteral("activity"));
    m_keys.setUsualOrder(QStringLiteral("budget_used,spend_usd"));
    m_models.setUsualOrder(QStringLiteral("failing,requests_24h"));
    m_keys.reload();
    m_models.setFilter(query);
    refresh();
}

QWidget *OverviewPage::makeRanges()
{
    auto *ranges = new QWidget;
    auto *row = new QHBoxLayout(ranges);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const QStringList names{tr("1 h"), tr("24 h"), tr("7 d"), tr("30 d")};
    for (int i = 0; i < names.size(); ++i) {
        auto *button = new QPushButton(names[i]);
        button->setCheckable(true);
        button->setProperty("segment", i == 0                  ? QStringLiteral("first")
                                       : i + 1 == names.size() ? QStringLiteral("last")
                                                               : QStringLiteral("middle"));
        button->setAccessibleName(tr("Show the last %1").arg(names[i]));
        m_ranges.addButton(button, i);
        row->addWidget(button);
    }
    const int kept = QSettings().value(QLatin1String(kRangeSetting)).toInt();
    m_ranges.button(std::clamp(kept, 0, static_cast<int>(names.size()) - 1))->setChecked(true);
    connect(&m_ranges, &QButtonGroup::idClicked, this, [this](int range) {
        QSettings().setValue(QLatin1String(kRangeSetting), range);
        refresh();
    });
    return ranges;
}

QWidget *OverviewPage::makeFigures()
{
    auto *strip = new FigureStrip;
    m_spend = strip->add(tr("Spend"));
    m_requests = strip->add(tr("Requests"));
    m_tokens = strip->add(tr("Tokens"));
    m_errors = strip->add(tr("Errors"));
    m_added = strip->add(tr("Added latency"));
    return strip;
}

void OverviewPage::refresh()
{
    const Range &range = kRanges[static_cast<std::size_t>(std::max(0, m_ranges.checkedId()))];
    const std::array<QString, kRanges.size()> steps{tr("US dollars, each minute"), tr("US dollars, each half hour"),
                                                    tr("US dollars, each three hours"),
                                                    tr("US dollars, each half day")};
    m_costCard->setFact(steps[static_cast<std::size_t>(std::max(0, m_ranges.checkedId()))]);
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("last"), QLatin1String(range.last));
    askFor(QStringLiteral("/admin/v1/summary"), query, [this](const AdminReply &reply) {
        if (reply.ok())
            showSummary(reply.body);
        setFact(reply.ok() ? QString() : outOfDate(reply));
    });
    query.addQueryItem(QStringLiteral("step"), QLatin1String(range.step));
    const QString series = QStringLiteral("/admin/v1/series");
    askFor(series, query, [this](const AdminReply &reply) {
        if (reply.ok())
            showLatency(reply.body.value(QLatin1String("data")).toArray());
    });
    query.addQueryItem(QStringLiteral("by"), m_groupBox->currentData().toString());
    askFor(series, query, [this](const AdminReply &reply) {
        if (reply.ok())
            showCost(reply.body.value(QLatin1String("data")).toArray());
    });
}

/// Why there are no figures of this moment, and of when those are that are shown.
QString OverviewPage::outOfDate(const AdminReply &reply) const
{
    const bool offline = m_client.state() == AdminClient::State::Offline;
    const bool refused = reply.status == 401;
    if (m_readMs == 0)
        return offline ? tr("not connected") : refused ? tr("the admin key is not accepted") : complaintWords(reply);
    const QString why = offline   ? tr("not connected")
                        : refused ? tr("the admin key is not accepted any more")
                                  : complaintWords(reply);
    return tr("%1; the figures are of %2").arg(why, formatMinute(m_readMs, QDateTime::currentMSecsSinceEpoch()));
}

void OverviewPage::askFor(const QString &path, const QUrlQuery &query, std::function<void(const AdminReply &)> take)
{
    m_client.call(AdminRequest::get(path, query), this,
                  [this, take = std::move(take), range = m_ranges.checkedId(),
                   by = m_groupBox->currentData()](const AdminReply &reply) {
                      if (range == m_ranges.checkedId() && by == m_groupBox->currentData())
                          take(reply);
                  });
}

void OverviewPage::showSummary(const QJsonObject &summary)
{
    m_readMs = QDateTime::currentMSecsSinceEpoch();
    const qint64 requests = summary.value(QLatin1String("requests")).toInteger();
    const qint64 errors = summary.value(QLatin1String("errors")).toInteger();
    const qint64 in = summary.value(QLatin1String("prompt_tokens")).toInteger();
    const qint64 out = summary.value(QLatin1String("completion_tokens")).toInteger();
    const double p50 = number(summary, "overhead_p50_ms"), p99 = number(summary, "overhead_p99_ms");
    m_spend.value->setText(formatMoney(summary.value(QLatin1String("cost_usd")).toString()));
    m_spend.below->setText(
        requests > 0 ? tr("%1 a request")
                           .arg(formatMoney(QString::number(usd(summary) / static_cast<double>(requests), 'g', 12)))
                     : tr("nothing spent"));
    m_requests.value->setText(formatCount(requests));
    const double latency = number(summary, "latency_p50_ms");
    m_requests.below->setText(std::isnan(latency) ? tr("none in this span")
                                                  : tr("half of them within %1").arg(formatMilliseconds(latency)));
    m_tokens.value->setText(formatCompact(in + out));
    m_tokens.below->setText(tr("%1 in \u00b7 %2 out").arg(formatCompact(in), formatCompact(out)));
    m_errors.value->setText(
        formatShare(requests > 0 ? static_cast<double>(errors) / static_cast<double>(requests) : 0));
    m_errors.below->setText(tr("%n request(s) failed", nullptr, static_cast<int>(errors)));
    m_added.value->setText(std::isnan(p50) ? dash() : formatMilliseconds(p50));
    m_added.below->setText(std::isnan(p99) ? tr("no answers yet")
                                           : tr("p50 \u00b7 %1 p99").arg(formatMilliseconds(p99)));
}

void OverviewPage::showCost(const QJsonArray &points)
{
    const Range &range = kRanges[static_cast<std::size_t>(std::max(0, m_ranges.checkedId()))];
    const std::vector<qint64> moments = momentsOf(range);
    std::map<QString, double> totals;
    for (const QJsonValue &value : points)
        totals[value.toObject().value(QLatin1String("label")).toString()] += usd(value.toObject());
    std::vector<std::pair<QString, double>> ranked(totals.begin(), totals.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    std::erase_if(ranked, [](const auto &one) { return one.second <= 0; }); // refused, or free
    std::vector<Chart::Series> series;
    std::map<QString, std::size_t> place;
    m_costLabels.clear();
    for (const auto &[label, total] : ranked) {
        const std::size_t at = std::min(series.size(), kMostSeries);
        const bool rest = at == kMostSeries && ranked.size() > kMostSeries + 1;
        if (at == series.size())
            series.push_back({rest              ? tr("others")
                              : label.isEmpty() ? tr("none")
                                                : label,
                              std::vector<double>(moments.size(), 0.0), rest});
        if (!rest && !label.isEmpty())
            m_costLabels.insert(label);
        place[label] = at;
    }
    for (const QJsonValue &value : points) {
        const QJsonObject point = value.toObject();
        const int i = indexOf(moments, point.value(QLatin1String("at_ms")).toInteger(), range.stepSeconds * 1000);
        if (i >= 0 && usd(point) > 0)
            series[place[point.value(QLatin1String("label")).toString()]].values[static_cast<std::size_t>(i)] +=
                usd(point);
    }
    m_cost->setData(moments, range.stepSeconds * 1000, std::move(series));
}

void OverviewPage::findRequests(qint64 from, const QString &series)
{
    const Range &range = kRanges[static_cast<std::size_t>(std::max(0, m_ranges.checkedId()))];
    QStringList terms;
    if (m_costLabels.contains(series))
        terms += RequestFilterText::term(m_groupBox->currentData().toString(), series);
    terms += RequestFilterText::span(from, from + range.stepSeconds * 1000);
    Q_EMIT requestsWanted(terms.join(QLatin1Char(' ')));
}

void OverviewPage::showLatency(const QJsonArray &points)
{
    const Range &range = kRanges[static_cast<std::size_t>(std::max(0, m_ranges.checkedId()))];
    const std::vector<qint64> moments = momentsOf(range);
    std::vector<Chart::Series> series;
    for (const char *name : {"p50", "p95", "p99"})
        series.push_back({QLatin1String(name), std::vector<double>(moments.size(), std::nan(""))});
    bool any = false;
    for (const QJsonValue &value : points) {
        const QJsonObject point = value.toObject();
        const int i = indexOf(moments, point.value(QLatin1String("at_ms")).toInteger(), range.stepSeconds * 1000);
        if (i < 0)
            continue;
        any = true;
        for (Chart::Series &one : series)
            one.values[static_cast<std::size_t>(i)] =
                number(point, ("overhead_" + one.name.toLatin1() + "_ms").constData());
    }
    m_latency->setData(moments, range.stepSeconds * 1000, any ? std::move(series) : std::vector<Chart::Series>());
}

} // namespace ostiary
