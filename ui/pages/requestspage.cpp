// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/requestspage.h"

#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QFileDialog>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSplitter>

namespace ostiary {

namespace {

constexpr int kRefreshMs = 1000;

QString stageName(const QString &stage)
{
    static const std::pair<const char *, const char *> kNames[] = {
        {"authenticate", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "authenticate")},
        {"index", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "parse")},
        {"authorize", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "rights")},
        {"hold", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "budget hold")},
        {"rate_limit", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "rate limit")},
        {"route", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "route")},
        {"adapt", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "adapt and send")},
        {"upstream", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "provider")},
        {"relay", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "stream")},
        {"settle", QT_TRANSLATE_NOOP("ostiary::RequestsPage", "settle, record")}};
    for (const auto &[name, words] : kNames) {
        if (stage == QLatin1String(name))
            return QCoreApplication::translate("ostiary::RequestsPage", words);
    }
    return stage;
}

} // namespace

RequestFilterText RequestFilterText::parse(const QString &text, qint64 nowMs)
{
    static const std::pair<const char *, const char *> kWords[] = {{"model", "model"},  {"team", "team_id"},
                                                                   {"user", "user_id"}, {"status", "status"},
                                                                   {"error", "error"},  {"deployment", "deployment_id"},
                                                                   {"key", "key_id"}};
    static const QRegularExpression kTerm(QStringLiteral("(\\w+):(\"[^\"]*\"|\\S+)"));
    RequestFilterText out;
    QString left = text;
    for (auto match = kTerm.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch term = match.next();
        left.remove(term.captured());
        const QString word = term.captured(1).toLower();
        QString value = term.captured(2);
        if (value.startsWith(QLatin1Char('"')))
            value = value.mid(1, value.size() - 2);
        if (word == QLatin1String("since")) {
            static const QRegularExpression kSpan(QStringLiteral("^(\\d+)([smhd])$"));
            const QRegularExpressionMatch span = kSpan.match(value);
            const qint64 units[] = {1000, 60'000, 3'600'000, 86'400'000};
            if (!span.hasMatch()) {
                out.error = RequestsPage::tr("'since' takes a span such as 15m, 1h or 7d");
                return out;
            }
            const qint64 unit = units[QStringLiteral("smhd").indexOf(span.captured(2))];
            out.query.addQueryItem(QStringLiteral("since_ms"),
                                   QString::number(nowMs - span.captured(1).toLongLong() * unit));
            continue;
        }
        if (word == QLatin1String("is") && value == QLatin1String("failed")) {
            out.query.addQueryItem(QStringLiteral("failed"), QStringLiteral("true"));
            continue;
        }
        const auto known = std::find_if(std::begin(kWords), std::end(kWords),
                                        [&](const auto &w) { return word == QLatin1String(w.first); });
        if (known == std::end(kWords)) {
            out.error = RequestsPage::tr("'%1' is no field; there are model, team, user, key, deployment, status, "
                                         "error, since and is:failed")
                            .arg(word);
            return out;
        }
        out.query.addQueryItem(QLatin1String(known->second), value);
    }
    if (!left.trimmed().isEmpty())
        out.error = RequestsPage::tr("Write field:value, for example model:sim status:429 since:1h");
    return out;
}

RequestsPage::RequestsPage(AdminClient &client, QWidget *parent)
    : Page(tr("Requests"), parent), m_client(client),
      m_model(client, {QStringLiteral("/admin/v1/requests"), QString()}, requestColumns()),
      m_table(new Table(m_model, tr("Requests"))), m_filter(new QLineEdit), m_filterError(new QLabel),
      m_live(new QPushButton(tr("Live"))), m_detail(new Card), m_waterfall(new Waterfall), m_reason(dimLabel({}))
{
    m_live->setCheckable(true);
    m_live->setChecked(true);
    m_live->setToolTip(tr("New requests appear by themselves; pause to read on in peace"));
    connect(m_live, &QPushButton::toggled, this,
            [this](bool live) { m_live->setText(live ? tr("Live") : tr("Paused")); });
    m_filter->setPlaceholderText(tr("model:… status:429 since:1h is:failed"));
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setFont(Theme::of().monospace());
    m_filter->setMinimumWidth(330);
    m_filter->setClearButtonEnabled(true);
    m_filter->setCompleter(new QCompleter({QStringLiteral("model:"), QStringLiteral("team:"), QStringLiteral("user:"),
                                           QStringLiteral("status:"), QStringLiteral("since:1h"),
                                           QStringLiteral("is:failed"), QStringLiteral("error:")},
                                          m_filter));
    connect(m_filter, &QLineEdit::editingFinished, this, &RequestsPage::applyFilter);
    auto *exported = new QPushButton(tr("Export\u2026"));
    connect(exported, &QPushButton::clicked, this, &RequestsPage::exportCsv);
    for (QWidget *action :
         {static_cast<QWidget *>(m_live), static_cast<QWidget *>(m_filter), static_cast<QWidget *>(exported)})
        addAction(action);
    m_filterError->setProperty("error", true);
    m_filterError->hide();
    content()->addWidget(m_filterError);

    m_table->setEmptyState(tr("No requests here. Every request through the gateway appears the moment it ends, with "
                              "its cost and where its time went."));
    m_table->setWidths({110, 170, 150, 100, 170, 120, 105, 80}, 1);
    auto *list = new Card;
    list->content()->addWidget(m_table);
    auto *copyId = new QPushButton(tr("Copy id"));
    connect(copyId, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_shown); });
    m_detail->addAction(copyId);
    m_detail->content()->addWidget(m_waterfall);
    m_reason->setWordWrap(true);
    m_detail->content()->addWidget(m_reason);
    m_detail->content()->addStretch();
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(14);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(list);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    splitter->setSizes({420, 340});
    splitter->setObjectName(QStringLiteral("requests"));
    content()->addWidget(splitter, 1);
    m_detail->hide();

    connect(m_table, &Table::currentChanged, this, &RequestsPage::showRequest);
    connect(&m_client, &AdminClient::countersChanged, this, &RequestsPage::tick);
    m_model.reload();
}

void RequestsPage::setFilter(const QString &filter)
{
    m_filter->setText(filter);
    applyFilter();
}

void RequestsPage::applyFilter()
{
    const RequestFilterText filter = RequestFilterText::parse(m_filter->text(), QDateTime::currentMSecsSinceEpoch());
    m_filterError->setText(filter.error);
    m_filterError->setVisible(!filter.error.isEmpty());
    if (filter.error.isEmpty())
        m_model.setFilter(filter.query);
}

void RequestsPage::tick()
{
    const qint64 requests = m_client.counters().value(QLatin1String("requests_total")).toInteger();
    const bool more = std::exchange(m_requestsSeen, requests) != requests;
    if (more && m_live->isChecked() && isVisible())
        m_model.reload();
}

void RequestsPage::showRequest()
{
    const QString id = m_table->currentId();
    if (id.isEmpty() || id == m_shown)
        return;
    m_shown = id;
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests/") + id), this,
                  [this, id](const AdminReply &reply) {
                      if (id == m_shown && reply.ok())
                          showDetail(reply.body);
                  });
}

void RequestsPage::showDetail(const QJsonObject &request)
{
    m_detail->setTitle(tr("%1 for %2").arg(request.value(QLatin1String("model")).toString(), whoText(request)));
    m_detail->setFact(shortId(request.value(QLatin1String("id")).toString()));
    const QJsonObject stages = request.value(QLatin1String("stages_ms")).toObject();
    std::vector<Waterfall::Bar> bars;
    double at = 0;
    for (const char *stage : {"authenticate", "index", "authorize", "hold", "rate_limit", "route", "adapt", "upstream",
                              "relay", "settle"}) {
        const double ms = stages.value(QLatin1String(stage)).toDouble();
        const QLatin1String name(stage);
        const bool provider = name == QLatin1String("upstream") || name == QLatin1String("relay");
        if (ms > 0) {
            const int status = request.value(QLatin1String("status")).toInt();
            const auto kind = !provider       ? Waterfall::Bar::Kind::Own
                              : status >= 400 ? Waterfall::Bar::Kind::Failed
                                              : Waterfall::Bar::Kind::Provider;
            bars.push_back({stageName(name), at, ms, formatMilliseconds(ms), kind});
        }
        at += ms;
    }
    m_waterfall->setBars(std::move(bars));
    QStringList lines;
    if (request.value(QLatin1String("attempts")).toInt() == 0)
        lines += tr("Refused after %1, before any provider was asked: %2.")
                     .arg(formatMilliseconds(request.value(QLatin1String("latency_ms")).toDouble()),
                          request.value(QLatin1String("error")).toString().replace(QLatin1Char('_'), QLatin1Char(' ')));
    if (const QString reason = request.value(QLatin1String("reason")).toString(); !reason.isEmpty())
        lines += tr("Route: %1.").arg(reason);
    for (const QJsonValue &value : request.value(QLatin1String("attempt_list")).toArray()) {
        const QJsonObject attempt = value.toObject();
        lines += tr("Try %1: %2 / %3 answered %4, %5 tokens, %6.")
                     .arg(attempt.value(QLatin1String("attempt")).toInt())
                     .arg(attempt.value(QLatin1String("provider")).toString(),
                          attempt.value(QLatin1String("upstream_model")).toString())
                     .arg(attempt.value(QLatin1String("upstream_status")).toInt())
                     .arg(formatTokens(attempt.value(QLatin1String("prompt_tokens")).toInteger(),
                                       attempt.value(QLatin1String("completion_tokens")).toInteger()),
                          formatMoney(attempt.value(QLatin1String("cost_usd")).toString()));
    }
    m_reason->setText(lines.join(QLatin1Char('\n')));
    m_detail->show();
}

void RequestsPage::exportCsv()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the requests shown"),
                                                      QStringLiteral("requests.csv"), tr("CSV files (*.csv)"));
    if (file.isEmpty())
        return;
    QSaveFile out(file);
    const bool written = out.open(QIODevice::WriteOnly) && out.write(m_table->toCsv().toUtf8()) >= 0 && out.commit();
    m_filterError->setText(written ? QString() : tr("%1 could not be written: %2").arg(file, out.errorString()));
    m_filterError->setVisible(!written);
}

} // namespace ostiary
