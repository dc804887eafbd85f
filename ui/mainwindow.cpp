// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "models/items/format.h"
#include "ui/icons.h"
#include "ui/pages/firstrunpage.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/modelspage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/playgroundpage.h"
#include "ui/pages/providerspage.h"
#include "ui/pages/requestspage.h"
#include "ui/pages/settingspage.h"
#include "ui/paletteentries.h"
#include "ui/palettesearch.h"
#include "ui/strangersdialog.h"
#include "ui/theme.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/question.h"
#include "ui/widgets/showntext.h"
#include "ui/windowplace.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QJsonArray>
#include <QKeyEvent>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {
constexpr int kSummaryMs = 5000;
constexpr QSize kUsualSize{1360, 850};

QString splitterKey(const QSplitter &splitter)
{
    return QStringLiteral("splitter/") + splitter.objectName();
}

} // namespace

MainWindow::MainWindow(AdminClient &client, Desktop *desktop, QWidget *parent)
    : QMainWindow(parent), m_client(client), m_navigation(new Navigation), m_stack(new QStackedWidget),
      m_banner(new NoticeBar), m_reach(new NoticeBar), m_consoleKey(client), m_alerts(client),
      m_hasDesktop(desktop != nullptr), m_keys(*this), m_foot(new QWidget)
{
    setWindowTitle(m_client.serverName().isEmpty()
                       ? QStringLiteral("Ostiary")
                       : inTitle(QStringLiteral("Ostiary \u2013 %1").arg(m_client.serverName())));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    auto *centre = new QWidget;
    auto *all = new QVBoxLayout(centre);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_stack, 1);
    auto *over = new Overlay(m_stack, Theme::kSmall);
    over->add(m_reach);
    over->add(m_banner);
    m_reach->setDismissable(false); // nothing else on the page would say so
    for (const NoticeBar *bar : {m_reach, m_banner})
        connect(bar, &NoticeBar::left, this, [this] { currentPage()->enter(); });
    auto *upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_navigation);
    upper->addLayout(right, 1);
    all->addLayout(upper, 1);
    all->addWidget(m_foot);
    setCentralWidget(centre);
    buildFoot();
    addPages(desktop);
    connect(m_navigation, &Navigation::chosen, this, [this](int page) {
        if (m_navigation->isWalked())
            bring(page); // the next key goes on along the navigation
        else
            showPage(page);
    });
    connect(m_navigation, &Navigation::paletteWanted, this, &MainWindow::openPalette);
    addKeys();

    connect(&m_client, &AdminClient::countersChanged, this, &MainWindow::showCounters);
    connect(&m_client, &AdminClient::stateChanged, this, &MainWindow::showState);
    m_summary.setInterval(kSummaryMs);
    const auto askSummary = [this] {
        m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/summary")), this, [this](const AdminReply &reply) {
            const QJsonValue p50 = reply.body.value(QLatin1String("overhead_p50_ms"));
            m_added->setText(p50.isDouble() && m_client.state() == AdminClient::State::Online
                                 ? tr("%1 added (p50)").arg(formatMilliseconds(p50.toDouble()))
                                 : QString());
        });
    };
    connect(&m_summary, &QTimer::timeout, this, askSummary);
    m_summary.start();
    askSummary();
    showPage(0);
    placeWindow(*this, QSettings().value(QStringLiteral("window")).toByteArray(), kUsualSize);
    showState();
    connect(&m_alerts, &AlertWatcher::alert, this, &MainWindow::alert);
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this] { m_sessionEnds = true; });
    m_alerts.look();
    offerWelcome();
}

void MainWindow::addPages(Desktop *desktop)
{
    const auto showNamed = [this](const QString &name) { showPage(name); };
    m_navigation->addGroup(tr("Watch"));
    addPage(QStringLiteral("overview"), tr("Overview"), [this] {
        auto *page = new OverviewPage(m_client);
        connect(page, &OverviewPage::requestsWanted, this, [this](const QString &filter) {
            showPage(QStringLiteral("requests"));
            static_cast<RequestsPage *>(pageWidget(QStringLiteral("requests")))->setFilter(filter);
        });
        return page;
    });
    addPage(QStringLiteral("requests"), tr("Requests"), [this] {
        auto *page = new RequestsPage(m_client);
        connect(page, &RequestsPage::playgroundWanted, this, [this](const QString &model) {
            showPage(QStringLiteral("playground"));
            static_cast<PlaygroundPage *>(pageWidget(QStringLiteral("playground")))->setModel(model);
        });
        connect(page, &RequestsPage::keyWanted, this, [this](const QString &id, const QString &name) {
            showPage(QStringLiteral("keys"));
            static_cast<KeysPage *>(pageWidget(QStringLiteral("keys")))->open(id, name);
        });
        connect(page, &RequestsPage::modelWanted, this, [this](const QString &name) {
            showPage(QStringLiteral("models"));
            static_cast<ModelsPage *>(pageWidget(QStringLiteral("models")))->open(name);
        });
        return page;
    });
    m_navigation->addGroup(tr("Offer"));
    addPage(QStringLiteral("models"), tr("Models"), [this] {
        auto *page = new ModelsPage(m_client, m_consoleKey);
        connect(page, &ModelsPage::discoveryWanted, this, [this] {
            showPage(QStringLiteral("providers"));
            static_cast<ProvidersPage *>(pageWidget(QStringLiteral("providers")))->discover();
        });
        return page;
    });
    addPage(QStringLiteral("providers"), tr("Providers"), [this] {
        auto *page = new ProvidersPage(m_client);
        connect(page, &ProvidersPage::modelWanted, this, [this](const QString &model) {
            showPage(QStringLiteral("models"));
            static_cast<ModelsPage *>(pageWidget(QStringLiteral("models")))->open(model);
        });
        return page;
    });
    m_navigation->addGroup(tr("Govern"));
    addPage(QStringLiteral("keys"), tr("Keys"), [this] { return new KeysPage(m_client); });
    m_navigation->addGroup(tr("Use"));
    addPage(QStringLiteral("playground"), tr("Playground"),
            [this] { return new PlaygroundPage(m_client, m_consoleKey); });
    m_navigation->addStretch();
    addPage(QStringLiteral("settings"), tr("Settings"), [this, desktop] {
        auto *page = new SettingsPage(m_client, desktop);
        connect(page, &SettingsPage::appearanceChosen, this, [](int choice) {
            Theme::of().choose(static_cast<Theme::Choice>(choice));
            QSettings().setValue(QStringLiteral("appearance"), choice);
        });
        connect(page, &SettingsPage::languageChosen, this,
                [](const QString &language) { QSettings().setValue(QStringLiteral("language"), language); });
        return page;
    });
    // Not in the navigation: it shows itself while there is no key, and by its name.
    m_pages.push_back({QStringLiteral("welcome"), tr("Welcome"),
                       [this, showNamed] {
                           auto *page = new FirstRunPage(m_client);
                           connect(page, &FirstRunPage::done, this, [showNamed](const QString &next) {
                               QSettings().setValue(QStringLiteral("welcomed"), true);
                               showNamed(next);
                           });
                           connect(page, &FirstRunPage::requestWanted, this, [this](const QString &id) {
                               static_cast<RequestsPage *>(pageWidget(QStringLiteral("requests")))->open(id);
                           });
                           return page;
                       },
                       nullptr, false});
}

/// Where nobody has a key yet, the first thing to see is the way to one.
void MainWindow::offerWelcome()
{
    if (QSettings().value(QStringLiteral("welcomed")).toBool())
        return;
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/keys")), this, [this](const AdminReply &reply) {
        const bool none = reply.ok() && reply.body.value(QLatin1String("data")).toArray().isEmpty();
        if (none && m_stack->currentIndex() == 0)
            showPage(QStringLiteral("welcome"));
    });
}

bool MainWindow::confirmLoss(const std::function<void()> &goOn)
{
    for (Form *form : findChildren<Form *>()) {
        if (!form->isDraft() && !form->confirmLoss(tr("a form"), goOn))
            return false;
    }
    return true;
}

/// A gateway inside this window ends with it.
Closing MainWindow::askToEnd()
{
    if (m_sessionEnds || !carriesGateway())
        return Closing::Close;
    Question question(
        tr("Quit Ostiary?"),
        tr("The gateway runs inside this window and ends with it, for everybody who uses it. Requests under "
           "way have ten seconds to end; new ones are refused."),
        this);
    const QPushButton *quit = question.add(tr("Quit"), QMessageBox::DestructiveRole);
    question.setDefaultButton(question.addCancel());
    question.exec();
    return question.wasAnswered(quit) ? Closing::Close : Closing::Stay;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const Closing wanted = m_closer ? m_closer() : askToEnd();
    if (wanted == Closing::Hide)
        hide();
    if (wanted != Closing::Close || !confirmLoss([this] { close(); })) {
        event->ignore();
        return;
    }
    event->accept();
    Q_EMIT closed();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile() &&
            (url.fileName().endsWith(QLatin1String(".yaml")) || url.fileName().endsWith(QLatin1String(".yml"))))
            event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    showPage(QStringLiteral("settings"));
    static_cast<SettingsPage *>(pageWidget(QStringLiteral("settings")))
        ->importFile(event->mimeData()->urls().value(0).toLocalFile());
    event->acceptProposedAction();
}

MainWindow::~MainWindow()
{
    if (QWidget *focused = focusWidget())
        focused->clearFocus(); // a field that is left tells its page, which is still whole here
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

void MainWindow::addKeys()
{
    for (int i = 0; i < pageCount() && i < 9; ++i)
        m_keys.add(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), {}, [this, i] { showPage(i); });
    const auto press = [this](QAbstractButton *Page::Handles::*which) {
        return [this, which] {
            QAbstractButton *button = currentPage()->handles().*which;
            if (button && button->isVisible())
                button->click();
        };
    };
    m_keys.add(QKeySequence(Qt::CTRL | Qt::Key_K), tr("opens everything by its name"), [this] { openPalette(); });
    m_keys.tell(tr("Ctrl+1 \u2026 Ctrl+9"), tr("the pages"));
    for (const QKeySequence &keys : {QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::Key_Slash)})
        m_keys.add(keys, tr("search in the list; Esc goes back to it"), [this] {
            if (QWidget *search = currentPage()->handles().search)
                search->setFocus(Qt::ShortcutFocusReason);
        });
    m_keys.add(QKeySequence(Qt::CTRL | Qt::Key_N), tr("a new key, model or provider"), press(&Page::Handles::make));
    m_keys.add(QKeySequence(Qt::CTRL | Qt::Key_S), tr("saves the form"), press(&Page::Handles::save));
    m_keys.tell(tr("Enter"), tr("presses the button that has the focus; in a field, the one that its form is for"));
    m_keys.tell(QKeySequence(QKeySequence::Delete).toString(QKeySequence::NativeText),
                tr("deletes the chosen row, after a question"));
    m_keys.tell(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText),
                tr("copies the chosen rows, for a spreadsheet"));
    m_keys.add(QKeySequence(Qt::Key_Question), tr("this list"), [this] { m_keys.showList(); });
    m_keys.add(QKeySequence(Qt::Key_F1), {}, [this] { m_keys.showList(); });
}

Page *MainWindow::currentPage() const
{
    return static_cast<Page *>(m_stack->currentWidget());
}

/// Buttons that nobody else lets Enter press: in a window, unlike a dialog, Qt leaves it at Space.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QAbstractButton *>(focusWidget());
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || event->isAutoRepeat() || !button || !button->isEnabled()) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    button->click();
    if (qobject_cast<NavigationItem *>(button))
        currentPage()->enter();
}

void MainWindow::showPage(int page)
{
    bring(page);
    currentPage()->enter();
}

void MainWindow::bring(int page)
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
    m_dot = new PlainLabel;
    m_dot->setFixedSize(8, 8);
    for (PlainLabel **label : {&m_gateway, &m_rate, &m_added, &m_streams, &m_ledger}) {
        *label = label == &m_gateway ? new ElidedLabel : new PlainLabel;
        (*label)->setProperty("dim", true);
        (*label)->setFont(Theme::of().font(Theme::Type::Caption));
    }
    auto *named = new QHBoxLayout;
    named->setSpacing(6);
    named->addWidget(m_dot);
    named->addWidget(m_gateway);
    row->addLayout(named);
    for (PlainLabel *label : {m_rate, m_added, m_streams})
        row->addWidget(label);
    row->addStretch();
    m_anotherKey = new QPushButton(tr("Enter another key"));
    m_anotherKey->setProperty("link", true);
    m_anotherKey->setFont(Theme::of().font(Theme::Type::Caption));
    m_anotherKey->setMaximumHeight(QFontMetrics(m_anotherKey->font()).height()); // or the pages would move as it comes
    m_anotherKey->hide();
    connect(m_anotherKey, &QPushButton::clicked, this, &MainWindow::keyWanted);
    row->insertWidget(1, m_anotherKey);
    m_strangers = new QPushButton;
    m_strangers->setProperty("link", true);
    m_strangers->setFont(Theme::of().font(Theme::Type::Caption));
    m_strangers->hide();
    connect(m_strangers, &QPushButton::clicked, this, [this] { (new StrangersDialog(m_client, this))->open(); });
    m_strangers->setObjectName(QStringLiteral("strangers"));
    m_ledger->setObjectName(QStringLiteral("ledger"));
    row->addWidget(m_strangers);
    row->addWidget(m_ledger);
}

void MainWindow::showCounters()
{
    if (m_client.state() != AdminClient::State::Online)
        return showState();
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
    showStrangers(counters.value(QLatin1String("unauthorized")).toObject());
    QStringList found;
    for (const QJsonValue &problem : counters.value(QLatin1String("store_problems")).toArray())
        found.append(problem.toString());
    m_ledger->setToolTip(found.join(QLatin1Char('\n')));
    if (!counters.value(QLatin1String("ledger_healthy")).toBool())
        m_ledger->setText(tr("The ledger cannot be written; requests are refused"));
    else if (!counters.value(QLatin1String("ledger_detail")).toString().isEmpty())
        m_ledger->setText(tr("The disk does not keep the ledger"));
    else if (counters.value(QLatin1String("store_check")) == QLatin1String("mismatch"))
        m_ledger->setText(tr("The check of the ledger found what the gateway did not write"));
    else
        m_ledger->setText(tr("Ledger up to date"));
    showState();
}

void MainWindow::showUnknown()
{
    for (QLabel *label : {m_rate, m_added, m_streams})
        label->clear();
    m_strangers->hide();
    m_ledger->setText(tr("Ledger: unknown"));
    m_lastRequests = -1; // the next count is no rate
}

void MainWindow::showStrangers(const QJsonObject &refused)
{
    const int calls = refused.value(QLatin1String("last_24h")).toInt();
    const QJsonObject last = refused.value(QLatin1String("last")).toObject();
    const QString key = last.value(QLatin1String("key")).toString();
    m_strangers->setVisible(calls > 0);
    m_strangers->setText(tr("%n call(s) without a valid key in 24 hours", nullptr, calls));
    m_strangers->setToolTip(tr("The last one from %1 at %2, with %3.")
                                .arg(last.value(QLatin1String("address")).toString(),
                                     last.value(QLatin1String("path")).toString(), key.isEmpty() ? tr("no key") : key));
}

/// Once for each change, and until the gateway is reached again.
void MainWindow::tellReach()
{
    const AdminClient::State state = m_client.state();
    m_anotherKey->setVisible(state == AdminClient::State::Refused);
    if (std::exchange(m_toldReach, state) == state)
        return;
    const QString name = m_client.serverName().isEmpty() ? tr("Embedded gateway") : m_client.serverName();
    if (state == AdminClient::State::Refused)
        m_reach->tell(tr("%1 does not take the admin key. It may have been changed there.").arg(name), true,
                      tr("Enter another key"), [this] {
                          m_toldReach = AdminClient::State::Online; // who cancels is told again
                          Q_EMIT keyWanted();
                          tellReach();
                      });
    else if (state == AdminClient::State::Distrusted)
        m_reach->tell(tr("The certificate of %1 is not trusted, so nothing is asked of it.").arg(name), true,
                      tr("Look at it"), [this] {
                          m_toldReach = AdminClient::State::Online;
                          Q_EMIT certificateWanted();
                          tellReach();
                      });
    else if (state == AdminClient::State::Offline)
        m_reach->tell(tr("%1 is not reached; trying again. What is shown may be out of date.").arg(name), true);
    else
        m_reach->settle();
}

void MainWindow::showState()
{
    const bool online = m_client.state() == AdminClient::State::Online;
    if (!online || m_client.counters().isEmpty())
        showUnknown();
    tellReach();
    if (m_client.isOtherVersion() && !std::exchange(m_toldVersion, true))
        m_banner->tell(
            tr("The gateway is version %1, this console %2. What one knows and the other does not is not shown; bring "
               "both to the same version.")
                .arg(m_client.counters().value(QLatin1String("version")).toString(), QLatin1String(OSTIARY_VERSION)));
    const QString address = m_client.dataAddress().authority();
    QString name = m_client.serverName().isEmpty() ? tr("Embedded gateway") : m_client.serverName();
    if (m_client.state() == AdminClient::State::Offline)
        name = tr("%1 is not reached; trying again").arg(name);
    else if (m_client.state() == AdminClient::State::Refused)
        name = tr("%1 does not take the key").arg(name);
    else if (m_client.state() == AdminClient::State::Distrusted)
        name = tr("The certificate of %1 is not trusted").arg(name);
    else if (m_client.state() == AdminClient::State::Connecting)
        name = tr("Connecting to %1\u2026").arg(name);
    m_gateway->setText(address.isEmpty() || !online ? name : name + QStringLiteral(" \u00b7 ") + address);
    const Tokens &tokens = Theme::of().tokens();
    m_dot->setStyleSheet(
        QStringLiteral("background: %1; border-radius: 4px;").arg((online ? tokens.good : tokens.warning).name()));
}

void MainWindow::openPalette()
{
    std::vector<PaletteEntry> own = actionsOf(*this);
    for (int i = 0; i < pageCount(); ++i) {
        const Entry &entry = m_pages[static_cast<std::size_t>(i)];
        own.push_back({tr("Pages"), entry.name, entry.title, {}, {}, [this, i] { showPage(i); }});
    }
    auto *palette = new CommandPalette(std::move(own), this);
    connect(palette, &CommandPalette::wanted, this,
            [this, palette](const QString &text) { searchGateway(m_client, *this, *palette, text); });
    palette->open();
}

} // namespace ostiary
