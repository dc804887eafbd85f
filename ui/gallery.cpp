// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery.h"

#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/pages/budgettable.h"
#include "ui/theme.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/form.h"
#include "ui/widgets/navigation.h"
#include "ui/widgets/table.h"
#include "ui/widgets/waterfall.h"

#include <QDateTime>
#include <QGridLayout>
#include <QJsonArray>
#include <QTimer>

#include <cmath>

namespace ostiary {

namespace {

/// Answers every list with the same invented rows; or never; or with an error.
class InventedClient final : public AdminClient
{
public:
    enum class Kind { Rows, Nothing, Never, Broken };
    explicit InventedClient(Kind kind, QJsonArray rows = {}) : m_kind(kind), m_rows(std::move(rows))
    {
        setState(State::Online);
    }

    AdminOperation *send(const AdminRequest &, QObject *parent) override
    {
        auto *operation = new AdminOperation(parent);
        if (m_kind == Kind::Never)
            return operation;
        QTimer::singleShot(0, operation, [this, operation] {
            AdminReply reply;
            reply.status = m_kind == Kind::Broken ? 503 : 200;
            reply.message =
                m_kind == Kind::Broken ? QStringLiteral("The ledger cannot be read. Is the disk full?") : QString();
            reply.body = {{QLatin1String("data"), m_rows}};
            operation->deleteLater();
            Q_EMIT operation->finished(reply);
        });
        return operation;
    }
    QString serverName() const override { return {}; }
    QUrl dataAddress() const override { return QUrl(QStringLiteral("http://127.0.0.1:4000")); }

private:
    const Kind m_kind;
    const QJsonArray m_rows;
};

QJsonArray inventedModels()
{
    QJsonArray rows;
    for (const auto &[name, status, weight] : {std::tuple("chat-default", "in_service", 3),
                                               {"code-assistant", "resting", 5},
                                               {"summary-eu", "failing", 1},
                                               {"embed-small", "unused", 0}}) {
        QJsonArray activity;
        for (int hour = 0; hour < 24; ++hour)
            activity.append(weight * (40 + 30 * std::sin(hour / 3.8)));
        rows.append(
            QJsonObject{{QLatin1String("name"), QLatin1String(name)},
                        {QLatin1String("ttft_p50_ms"), 180.0 * (weight + 1)},
                        {QLatin1String("requests_24h"), weight * 960},
                        {QLatin1String("activity"), activity},
                        {QLatin1String("deployments"),
                         QJsonArray{QJsonObject{
                             {QLatin1String("provider"), QLatin1String("openai")},
                             {QLatin1String("upstream_model"), QLatin1String("gpt-5.5")},
                             {QLatin1String("context_tokens"), 128'000},
                             {QLatin1String("managed_by"), QLatin1String("store")},
                             {QLatin1String("price"),
                              QJsonObject{{QLatin1String("input_usd_per_mtok"), QLatin1String("2.5")},
                                          {QLatin1String("output_usd_per_mtok"), QLatin1String("10")},
                                          {QLatin1String("source"), QLatin1String("price list 2026-08-21")}}},
                             {QLatin1String("health"), QJsonObject{{QLatin1String("status"), QLatin1String(status)},
                                                                   {QLatin1String("rests_for_ms"), 4200}}}}}}});
    }
    return rows;
}

QJsonArray inventedKeys()
{
    QJsonArray rows;
    for (const auto &[alias, spent, limit, blocked] : {std::tuple("Support", "61.77", "100", false),
                                                       {"Interns", "14.91", "15", false},
                                                       {"Research", "160.20", "150", false},
                                                       {"Marketing", "36.76", "", true}})
        rows.append(QJsonObject{{QLatin1String("id"), QLatin1String(alias)},
                                {QLatin1String("alias"), QLatin1String(alias)},
                                {QLatin1String("name"), QLatin1String("sk-...W8TA")},
                                {QLatin1String("spend_usd"), QLatin1String(spent)},
                                {QLatin1String("max_budget_usd"), QLatin1String(limit)},
                                {QLatin1String("blocked"), blocked},
                                {QLatin1String("rpm_limit"), QJsonValue()}});
    return rows;
}

std::vector<qint64> hours(int count)
{
    std::vector<qint64> times;
    const qint64 now = QDateTime::currentMSecsSinceEpoch() / 3'600'000 * 3'600'000;
    for (int i = 0; i < count; ++i)
        times.push_back(now - (count - 1 - i) * 3'600'000LL);
    return times;
}

Card *titled(const QString &title, QWidget *content)
{
    auto *card = new Card(title);
    card->content()->addWidget(content);
    return card;
}

} // namespace

// What is written here is not translated: only developers see it.
Gallery::Gallery(QWidget *parent) : Page(QStringLiteral("Gallery"), parent)
{
    setFact(QStringLiteral("every part that pages are made of"));
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(14);
    column->addWidget(titled(QStringLiteral("Buttons, navigation, type"), controls()));
    column->addWidget(titled(QStringLiteral("Form"), forms()));
    column->addWidget(titled(QStringLiteral("Charts"), charts()));
    column->addWidget(titled(QStringLiteral("Tables: rows, empty, loading, failed"), tables()));
    column->addWidget(titled(QStringLiteral("Waterfall"), waterfall()));
    column->addWidget(titled(QStringLiteral("Budgets of a refusal"), budgets()));
    column->addWidget(titled(QStringLiteral("Notices"), notices()));
    content()->addWidget(scrolled(all), 1);
}

Gallery::~Gallery()
{
    qDeleteAll(findChildren<Table *>()); // before the clients that they ask
}

QWidget *Gallery::controls()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto *plain = new QPushButton(QStringLiteral("Plain"));
    auto *primary = new QPushButton(QStringLiteral("Primary"));
    primary->setProperty("primary", true);
    auto *danger = new QPushButton(QStringLiteral("Delete\u2026"));
    danger->setProperty("danger", true);
    auto *off = new QPushButton(QStringLiteral("Disabled"));
    off->setEnabled(false);
    auto *item = new NavigationItem(QStringLiteral("requests"), QStringLiteral("Inbox"));
    item->setBadge(3);
    item->setFixedWidth(180);
    for (QWidget *widget : std::initializer_list<QWidget *>{plain, primary, danger, off, item})
        row->addWidget(widget);
    for (const auto &[type, name] : {std::pair(Theme::Type::Caption, "Caption"),
                                     {Theme::Type::Body, "Body"},
                                     {Theme::Type::CardTitle, "Card title"},
                                     {Theme::Type::PageTitle, "Page title"},
                                     {Theme::Type::Figure, "$412.86"}}) {
        auto *label = new PlainLabel(QLatin1String(name));
        label->setFont(Theme::of().font(type));
        row->addWidget(label);
    }
    row->addStretch();
    return box;
}

QWidget *Gallery::forms()
{
    auto *form = new Form;
    form->addText(QStringLiteral("name"), QStringLiteral("Text, needed"), checkRequired);
    form->addChoice(
        QStringLiteral("choice"), QStringLiteral("Choice"),
        {{QStringLiteral("a"), QStringLiteral("as the desktop")}, {QStringLiteral("b"), QStringLiteral("light")}});
    form->addMoney(QStringLiteral("money"), QStringLiteral("Money"));
    form->addDuration(QStringLiteral("span"), QStringLiteral("Duration"));
    form->addNumber(QStringLiteral("count"), QStringLiteral("Number with its unit"), QStringLiteral("per minute"),
                    checkCount);
    form->addSecret(QStringLiteral("secret"), QStringLiteral("Secret"));
    form->addTokens(QStringLiteral("tokens"), QStringLiteral("Several texts"), QStringLiteral("type one more"));
    form->setValue(QStringLiteral("money"), QStringLiteral("25"));
    form->setValue(QStringLiteral("span"), QStringLiteral("30d"));
    form->setValue(QStringLiteral("tokens"), QStringLiteral("chat-default\ncode-assistant\nsummary-eu"));
    form->setError(QStringLiteral("count"), QStringLiteral("A whole number, for example 60"));
    return form;
}

QWidget *Gallery::charts()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    const auto times = hours(48);
    for (const Chart::Kind kind : {Chart::Kind::Bars, Chart::Kind::Lines}) {
        auto *chart = new Chart(kind, [](double value) { return formatAmount(QString::number(value, 'f', 2)); });
        std::vector<Chart::Series> series;
        for (int s = 0; s < 3; ++s) {
            std::vector<double> values;
            for (int i = 0; i < 48; ++i)
                values.push_back(kind == Chart::Kind::Lines && i > 20 && i < 26
                                     ? std::nan("")
                                     : (s + 1) * (2 + std::sin(i / (5.0 + s))));
            series.push_back({kind == Chart::Kind::Lines ? QStringLiteral("p%1").arg(50 + 45 * s)
                                                         : QStringLiteral("Team %1").arg(s + 1),
                              std::move(values)});
        }
        chart->setData(times, 3'600'000, std::move(series));
        chart->setAccessibleName(QStringLiteral("Chart"));
        chart->setMinimumHeight(190);
        row->addWidget(chart, 1);
    }
    return box;
}

QWidget *Gallery::tables()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(14);
    const auto add = [&](std::unique_ptr<AdminClient> client, const ResourceModel::Source &source,
                         std::vector<Column> columns, const std::vector<int> &widths, int at) {
        auto *model = new ResourceModel(*client, source, std::move(columns));
        auto *table = new Table(*model, QStringLiteral("Table %1").arg(at + 1));
        model->setParent(table);
        auto *step = new QPushButton(QStringLiteral("Make the first key"));
        table->setEmptyState(
            QStringLiteral(
                "A key lets a person or a program in: to the models you choose, within a budget and limits."),
            step);
        table->setWidths(widths, 0);
        table->setFixedHeight(180);
        grid->addWidget(table, at / 2, at % 2);
        model->reload();
        m_clients.push_back(std::move(client));
    };
    using Kind = InventedClient::Kind;
    const ResourceModel::Source models{QStringLiteral("/invented"), QString(), QStringLiteral("name")},
        keys{QStringLiteral("/invented"), QString()};
    add(std::make_unique<InventedClient>(Kind::Rows, inventedModels()), models, modelColumns(),
        {150, 0, 120, 0, 130, 0, 100, 120}, 0);
    add(std::make_unique<InventedClient>(Kind::Rows, inventedKeys()), keys, keyColumns(),
        {120, 110, 0, 90, 90, 90, 0, 0, 90}, 1);
    add(std::make_unique<InventedClient>(Kind::Nothing), keys, keyColumns(), {120, 110}, 2);
    add(std::make_unique<InventedClient>(Kind::Never), keys, keyColumns(), {120, 110, 0, 90}, 3);
    add(std::make_unique<InventedClient>(Kind::Broken), keys, keyColumns(), {120, 110}, 4);
    return box;
}

QWidget *Gallery::waterfall()
{
    auto *bars = new Waterfall;
    using Kind = Waterfall::Bar::Kind;
    bars->setBars({{QStringLiteral("parse"), 0, 3, QStringLiteral("0.03 ms"), Kind::Own},
                   {QStringLiteral("try 1"), 3, 702, QStringLiteral("702 ms"), Kind::Failed,
                    QStringLiteral("\u201cThe server is overloaded.\u201d")},
                   {QStringLiteral("wait"), 705, 400, QStringLiteral("400 ms"), Kind::Wait},
                   {QStringLiteral("stream"), 1105, 1440, QStringLiteral("1.44 s"), Kind::Provider},
                   {QStringLiteral("settle"), 2545, 12, QStringLiteral("0.12 ms"), Kind::Own}});
    return bars;
}

QWidget *Gallery::budgets()
{
    using Verdict = BudgetRow::Verdict;
    const auto row = [](Verdict verdict, const char *whose, const char *limit, const char *left) {
        return BudgetRow{verdict,
                         QLatin1String(whose),
                         QLatin1String(limit),
                         QStringLiteral("$59.94"),
                         QStringLiteral("$0.00"),
                         QStringLiteral("$0.0674"),
                         QLatin1String(left),
                         QStringLiteral("1 Dec 2026, 00:00")};
    };
    auto *table = new BudgetTable;
    table->setBudgets({row(Verdict::Refused, "Team Interns", "$60.00", "$0.06"),
                       row(Verdict::TooLow, "User intern-04", "$60.00", "$0.06"),
                       row(Verdict::Enough, "Organisation", "$3,000.00", "$2,940.06")});
    return table;
}

QWidget *Gallery::notices()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    auto *undo = new NoticeBar;
    undo->tell(QStringLiteral("desk-02 is deleted."), false, QStringLiteral("Undo"), [] {});
    auto *bad = new NoticeBar;
    bad->tell(QStringLiteral(
                  "vega-large is not saved: the store could not be written; nothing was changed. Is the disk full?"),
              true);
    auto *busyBar = new BusyBar;
    busyBar->follow(new QObject(busyBar), QStringLiteral("Asking the provider for its models\u2026"));
    auto *toast = new QPushButton(QStringLiteral("Show a toast"));
    connect(toast, &QPushButton::clicked, this,
            [this] { Toast::show(this, QStringLiteral("Saved; it holds from the next request on.")); });
    for (QWidget *widget : std::initializer_list<QWidget *>{undo, bad, busyBar})
        column->addWidget(widget);
    column->addWidget(toast, 0, Qt::AlignLeft);
    return box;
}

} // namespace ostiary
