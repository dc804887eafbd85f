// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "models/items/format.h"
#include "ui/icons.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/modelspage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/playgroundpage.h"
#include "ui/pages/requestspage.h"
#include "ui/pages/settingspage.h"
#include "ui/theme.h"
#include "ui/widgets/palette.h"

#include <QSettings>
#include <QShortcut>
#include <QSplitter>

#include <algorithm>

namespace ostiary {

namespace {
constexpr int kSummaryMs = 5000;

QString splitterKey(const QSplitter &splitter)
{
    return QStringLiteral("splitter/") + splitter.objectName();
}

} // namespace

MainWindow::MainWindow(AdminClient &client, QWidget *parent)
    : QMainWindow(parent), m_client(client), m_navigation(new Navigation), m_stack(new QStackedWidget),
      m_foot(new QWidget)
{
    setWindowTitle(m_client.serverName().isEmpty() ? QStringLiteral("Ostiary")
                                                   : QStringLiteral("Ostiary \u2013 %1").arg(m_client.serverName()));
    setWindowIcon(applicationIcon());
    auto *centre = new QWidget;
    auto *all = new QVBoxLayout(centre);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_navigation);
    upper->addWidget(m_stack, 1);
    all->addLayout(upper, 1);
    all->addWidget(m_foot);
    setCentralWidget(centre);
    buildFoot();

    m_navigation->addGroup(tr("Watch"));
    addPage(QStringLiteral("overview"), tr("Overview"), [this] {
        auto *page = new OverviewPage(m_client);
        connect(page, &OverviewPage::requestsWanted, this, [this](const QString &filter) {
            showPage(QStringLiteral("requests"));
            static_cast<RequestsPage *>(pageWidget(QStringLiteral("requests")))->setFilter(filter);
        });
        return page;
    });
    addPage(QStringLiteral("requests"), tr("Requests"), [this] { return new RequestsPage(m_client); });
    m_navigation->addGroup(tr("Offer"));
    addPage(QStringLiteral("models"), tr("Models"), [this] { return new ModelsPage(m_client); });
    m_navigation->addGroup(tr("Govern"));
    addPage(QStringLiteral("keys"), tr("Keys"), [this] { return new KeysPage(m_client); });
    m_navigation->addGroup(tr("Use"));
    addPage(QStringLiteral("playground"), tr("Playground"), [this] { return new PlaygroundPage(m_client); });
    m_navigation->addStretch();
    addPage(QStringLiteral("settings"), tr("Settings"), [this] {
        auto *page = new SettingsPage(m_client);
        connect(page, &SettingsPage::appearanceChosen, this, [](int choice) {
            Theme::of().choose(static_cast<Theme::Choice>(choice));
            QSettings().setValue(QStringLiteral("appearance"), choice);
        });
        connect(page, &SettingsPage::languageChosen, this,
                [](const QString &language) { QSettings().setValue(QStringLiteral("language"), language); });
        return page;
    });
    connect(m_navigation, &Navigation::chosen, this, qOverload<int>(&MainWindow::showPage));
    for (int i = 0; i < pageCount() && i < 9; ++i) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] { showPage(i); });
    }
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this), &QShortcut::activated, this,
            &MainWindow::openPalette);

    connect(&m_client, &AdminClient::countersChanged, this, &MainWindow::showCounters);
    connect(&m_client, &AdminClient::stateChanged, this, &MainWindow::showState);
    m_summary.setInterval(kSummaryMs);
    const auto askSummary = [this] {
        m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/summary")), this, [this](const AdminReply &reply) {
            const QJsonValue p50 = reply.body.value(QLatin1String("overhead_p50_ms"));
            m_added->setText(p50.isDouble() ? tr("%1 added (p50)").arg(formatMilliseconds(p50.toDouble())) : QString());
        });
    };
    connect(&m_summary, &QTimer::timeout, this, askSummary);
    m_summary.start();
    askSummary();
    resize(1360, 850);
    restoreGeometry(QSettings().value(QStringLiteral("window")).toByteArray());
    showPage(0);
    showState();
}

MainWindow::~MainWindow()
{
    QSettings settings;
    settings.setValue(QStringLiteral("window"), saveGeometry());
    for (const QSplitter *splitter : findChildren<QSplitter *>())
        settings.setValue(splitterKey(*splitter), splitter->saveState());
}

void MainWindow::addPage(const QString &name, const QString &title, std::function<QWidget *()> make)
{
    m_navigation->addPage(name, title, pageCount());
    m_pages.push_back({name, title, std::move(make)});
}

void MainWindow::showPage(int page)
{
    Entry &entry = m_pages[static_cast<std::size_t>(page)];
    if (!entry.widget) {
        entry.widget = entry.make();
        m_stack->addWidget(entry.widget);
        for (QSplitter *splitter : entry.widget->findChildren<QSplitter *>())
            splitter->restoreState(QSettings().value(splitterKey(*splitter)).toByteArray());
    }
    m_stack->setCurrentWidget(entry.widget);
    m_navigation->setCurrent(page);
}

void MainWindow::showPage(const QString &name)
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(), [&](const Entry &e) { return e.name == name; });
    if (found != m_pages.end())
        showPage(static_cast<int>(found - m_pages.begin()));
}

QWidget *MainWindow::pageWidget(const QString &name) const
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(), [&](const Entry &e) { return e.name == name; });
    return found == m_pages.end() ? nullptr : found->widget;
}

void MainWindow::buildFoot()
{
    m_foot->setObjectName(QStringLiteral("footline"));
    m_foot->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(Theme::kLarge, 5, Theme::kLarge, 5);
    row->setSpacing(18);
    m_dot = new QLabel;
    m_dot->setFixedSize(8, 8);
    for (QLabel **label : {&m_gateway, &m_rate, &m_added, &m_streams, &m_ledger}) {
        *label = new QLabel;
        (*label)->setProperty("dim", true);
        (*label)->setFont(Theme::of().font(Theme::Type::Caption));
    }
    auto *named = new QHBoxLayout;
    named->setSpacing(6);
    named->addWidget(m_dot);
    named->addWidget(m_gateway);
    row->addLayout(named);
    for (QLabel *label : {m_rate, m_added, m_streams})
        row->addWidget(label);
    row->addStretch();
    row->addWidget(m_ledger);
}

void MainWindow::showCounters()
{
    const QJsonObject &counters = m_client.counters();
    const qint64 requests = counters.value(QLatin1String("requests_total")).toInteger();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (m_lastRequests >= 0 && now > m_lastMs) {
        const qint64 rate =
            qRound64(static_cast<double>(requests - m_lastRequests) * 1000.0 / static_cast<double>(now - m_lastMs));
        m_rate->setText(tr("%1 requests/s").arg(formatCount(std::max<qint64>(0, rate))));
    }
    m_lastRequests = requests;
    m_lastMs = now;
    m_streams->setText(tr("%n under way", nullptr, counters.value(QLatin1String("in_flight")).toInt()));
    m_ledger->setText(counters.value(QLatin1String("ledger_healthy")).toBool()
                          ? tr("Ledger up to date")
                          : tr("The ledger cannot be written; requests are refused"));
    showState();
}

void MainWindow::showState()
{
    const bool online = m_client.state() == AdminClient::State::Online;
    const QString address = m_client.dataAddress().authority();
    QString name = m_client.serverName().isEmpty() ? tr("Embedded gateway") : m_client.serverName();
    if (m_client.state() == AdminClient::State::Offline)
        name = tr("%1 is not reached; trying again").arg(name);
    else if (m_client.state() == AdminClient::State::Connecting)
        name = tr("Connecting to %1\u2026").arg(name);
    m_gateway->setText(address.isEmpty() || !online ? name : name + QStringLiteral(" \u00b7 ") + address);
    const Tokens &tokens = Theme::of().tokens();
    m_dot->setStyleSheet(
        QStringLiteral("background: %1; border-radius: 4px;").arg((online ? tokens.good : tokens.warning).name()));
}

void MainWindow::openPalette()
{
    QStringList names;
    for (const Entry &entry : m_pages)
        names += entry.title;
    auto *palette = new CommandPalette(names, this);
    connect(palette, &CommandPalette::chosen, this, qOverload<int>(&MainWindow::showPage));
    palette->open();
}

} // namespace ostiary
