// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/requestspage.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "models/items/whywords.h"
#include "ui/pages/csvexport.h"
#include "ui/pages/pageparts.h"
#include "ui/pages/requestbars.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QClipboard>
#include <QInputDialog>
#include <QJsonArray>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>

#include <utility>

namespace ostiary {

namespace {

constexpr int kTypingMs = 250;
const QString kViewsKey = QStringLiteral("requests/views");

} // namespace

RequestsPage::RequestsPage(AdminClient &client, QWidget *parent)
    : Page(tr("Requests"), parent), m_client(client),
      m_model(client, {QStringLiteral("/admin/v1/requests"), QString(), QStringLiteral("id"), true}, requestColumns()),
      m_table(new Table(m_model, tr("Requests"))), m_sums(new RequestSums(*this, m_client, m_model)),
      m_filter(new FilterEdit), m_filterError(new PlainLabel), m_live(new QPushButton(tr("Live"))),
      m_views(new QMenu(this)), m_detail(new Card), m_waterfall(new Waterfall), m_why(new PlainLabel),
      m_budgets(new BudgetTable), m_whereTime(new PlainLabel(tr("Where its time went"))), m_timeSums(new ElidedLabel),
      m_facts(dimLabel({})), m_reason(dimLabel({})), m_openKey(new QPushButton(tr("Open the key"))),
      m_openModel(new QPushButton(tr("Open the model")))
{
    m_live->setCheckable(true);
    m_live->setChecked(true);
    m_live->setToolTip(tr("New requests appear by themselves; pause to read on in peace"));
    connect(m_live, &QPushButton::toggled, this, [this](bool live) {
        if (live)
            m_model.toTop(); // everything that came meanwhile
        m_heldBack = 0;
        showLive();
    });
    m_filter->setPlaceholderText(tr("a word, or model:\u2026 status:!=200 since:1h"));
    m_filter->setToolTip(tr("A word is looked for in model, key, user, team and request id; in quotes it may have "
                            "blanks. field:value looks in one field. All have to fit."));
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setFont(Theme::of().monospace());
    m_filter->setMinimumWidth(180);
    m_filter->setMaximumWidth(420);
    QSizePolicy room = m_filter->sizePolicy();
    room.setHorizontalStretch(1); // the room that the header's gap would take
    m_filter->setSizePolicy(room);
    m_filter->setClearButtonEnabled(true);
    connect(m_filter, &QLineEdit::editingFinished, this, &RequestsPage::applyFilter);
    connect(m_filter, &FilterEdit::left, m_table, [this] { m_table->view()->setFocus(); });
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &RequestsPage::typed);
    connect(&m_model, &ResourceModel::loaded, this, &RequestsPage::closeUnlisted);
    auto *views = new QPushButton(tr("Saved views"));
    views->setProperty("menu", true);
    views->setMenu(m_views);
    connect(m_views, &QMenu::aboutToShow, this, &RequestsPage::listViews);
    auto *exported = new QPushButton(tr("Export\u2026"));
    exported->setToolTip(tr("All requests of the filter, the newest first, with whole ids and numbers as they are"));
    const auto exportAll = [this] {
        CsvExport::start(*this, tr("Export all requests of the filter"), QStringLiteral("requests.csv"),
                         [this, filter = m_model.filter()](QObject *owner) {
                             return m_client.send(
                                 AdminRequest::get(QStringLiteral("/admin/v1/requests/export"), filter).parts(), owner);
                         });
    };
    connect(exported, &QPushButton::clicked, this, exportAll);
    m_table->offerExport(exportAll);
    for (QWidget *action : std::initializer_list<QWidget *>{m_live, m_filter, views, exported})
        addAction(action);
    handles() = {.first = m_filter, .search = m_filter, .exported = exported};
    m_filterError->setProperty("error", true);
    m_filterError->setWordWrap(true);
    m_filterError->hide();
    content()->addWidget(m_filterError);

    m_table->setEmptyState(tr("No requests here. Every request through the gateway appears the moment it ends, with "
                              "its cost and where its time went."));
    m_table->setWidths({110, 170, 150, 110, 170, 120, 105, 80}, 1);
    m_table->keepAs(QStringLiteral("requests"));
    auto *list = new Card;
    list->content()->addWidget(m_table);
    buildDetail();
    auto *splitter = keptSplitter(Qt::Vertical, QStringLiteral("requests"));
    splitter->addWidget(list);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    splitter->setSizes({420, 340});
    content()->addWidget(splitter, 1);
    m_detail->hide();

    connect(m_table, &Table::currentChanged, this, &RequestsPage::showRequest);
    m_table->view()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table->view(), &QWidget::customContextMenuRequested, this, &RequestsPage::offerRow);
    connect(&m_client, &AdminClient::countersChanged, this, &RequestsPage::tick);
    connect(this, &Page::shown, this, &RequestsPage::tick);
    connect(&m_client, &AdminClient::stateChanged, this, &RequestsPage::showLive);
    connect(m_table->view()->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (m_heldBack > 0)
            catchUp();
    });
    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (resource == QLatin1String("key") || resource == QLatin1String("model"))
            learnNames();
    });
    m_model.reload();
    learnNames();
}

void RequestsPage::buildDetail()
{
    auto *copyId = new QPushButton(tr("Copy id"));
    connect(copyId, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_shown);
        Toast::show(this, tr("The request's id is in the clipboard."));
    });
    auto *copyCurl = new QPushButton(tr("Copy as curl"));
    copyCurl->setToolTip(
        tr("Prompts are not kept: the command asks the same model the same way, with words of its own"));
    connect(copyCurl, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(
            snippet(QStringLiteral("curl"), m_client.dataAddress(), QStringLiteral("$OPENAI_API_KEY"), requestLike()));
        Toast::show(this, tr("The command is in the clipboard; it reads the key from OPENAI_API_KEY."));
    });
    auto *again = new QPushButton(tr("Open in playground"));
    connect(again, &QPushButton::clicked, this, [this] { Q_EMIT playgroundWanted(askedModel(m_request)); });
    m_ofRequest = {copyCurl, again};
    for (QPushButton *button : {copyId, copyCurl, again})
        m_detail->addAction(button);
    m_facts->setWordWrap(true);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *inside = new QWidget; // scrolls where there is little room: what it explains is not cut off
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, Theme::kSmall, 0);
    column->addWidget(m_facts);
    column->addWidget(m_why);
    column->addWidget(m_budgets);
    auto *links = new QHBoxLayout;
    for (QPushButton *link : {m_openKey, m_openModel}) {
        link->setProperty("link", true);
        links->addWidget(link);
    }
    links->addStretch();
    connect(m_openKey, &QPushButton::clicked, this, &RequestsPage::openKey);
    connect(m_openModel, &QPushButton::clicked, this,
            [this] { Q_EMIT modelWanted(m_request.value(QLatin1String("model")).toString()); });
    column->addLayout(links);
    auto *time = new QHBoxLayout;
    m_whereTime->setFont(Theme::of().font(Theme::Type::CardTitle));
    time->addWidget(m_whereTime);
    time->addStretch();
    time->addWidget(m_timeSums);
    column->addLayout(time);
    column->addWidget(m_waterfall);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_reason);
    column->addStretch();
    QScrollArea *area = scrolled(inside);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_detail->content()->addWidget(area, 1);
}

/// A request to the same model in the same way; what was said is not kept anywhere.
QJsonObject RequestsPage::requestLike() const
{
    QJsonObject body = exampleRequest(askedModel(m_request));
    if (m_request.value(QLatin1String("streamed")).toBool())
        body[QLatin1String("stream")] = true;
    return body;
}

/// Names of models and keys, to complete the filter with.
void RequestsPage::learnNames()
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/models"), query), this, [this](const AdminReply &reply) {
        QStringList models, providers;
        for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray()) {
            models += value.toObject().value(QLatin1String("name")).toString();
            for (const QJsonValue &deployment : value.toObject().value(QLatin1String("deployments")).toArray())
                providers += deployment.toObject().value(QLatin1String("provider")).toString();
        }
        providers.removeDuplicates();
        m_filter->setValues(QStringLiteral("model"), models);
        m_filter->setValues(QStringLiteral("provider"), providers);
    });
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/keys"), query), this, [this](const AdminReply &reply) {
        QStringList keys, teams, users;
        for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray()) {
            const QJsonObject key = value.toObject();
            for (const auto &[field, to] : {std::pair("alias", &keys), {"team_id", &teams}, {"user_id", &users}}) {
                const QString name = key.value(QLatin1String(field)).toString();
                if (!name.isEmpty() && !to->contains(name))
                    *to += name;
            }
        }
        m_filter->setValues(QStringLiteral("key"), keys);
        m_filter->setValues(QStringLiteral("team"), teams);
        m_filter->setValues(QStringLiteral("user"), users);
    });
}

void RequestsPage::listViews()
{
    m_views->clear();
    const QVariantMap kept = QSettings().value(kViewsKey).toMap();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
        const QString filter = it.value().toString();
        QAction *view = m_views->addAction(onButton(it.key()));
        view->setToolTip(filter);
        connect(view, &QAction::triggered, this, [this, filter] { setFilter(filter); });
    }
    if (!kept.isEmpty())
        m_views->addSeparator();
    QAction *save = m_views->addAction(tr("Save this filter as a view\u2026"));
    save->setEnabled(!m_filter->text().trimmed().isEmpty());
    connect(save, &QAction::triggered, this, [this] {
        bool named = false;
        const QString name =
            QInputDialog::getText(this, tr("Save this filter as a view"), tr("Name"), QLineEdit::Normal, {}, &named)
                .trimmed();
        if (named && !name.isEmpty())
            keepView(name, m_filter->text().trimmed());
    });
    if (!kept.isEmpty()) {
        QMenu *forget = m_views->addMenu(tr("Forget a view"));
        for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
            connect(forget->addAction(onButton(it.key())), &QAction::triggered, this,
                    [this, name = it.key()] { keepView(name, {}); });
        }
    }
}

void RequestsPage::keepView(const QString &name, const QString &filter)
{
    QVariantMap kept = QSettings().value(kViewsKey).toMap();
    if (filter.isEmpty())
        kept.remove(name);
    else
        kept[name] = filter;
    QSettings().setValue(kViewsKey, kept);
}

void RequestsPage::setFilter(const QString &filter)
{
    m_filter->setText(filter);
    applyFilter();
}

/// What is half written is not complained about.
void RequestsPage::typed()
{
    if (RequestFilterText::parse(m_filter->text(), QDateTime::currentMSecsSinceEpoch()).error.isEmpty())
        applyFilter();
}

void RequestsPage::applyFilter()
{
    m_typing.stop();
    if (std::exchange(m_applied, m_filter->text()) == m_filter->text() &&
        !m_filter->text().contains(QLatin1String("since:")))
        return;
    const RequestFilterText filter = RequestFilterText::parse(m_filter->text(), QDateTime::currentMSecsSinceEpoch());
    m_filterError->setText(filter.error);
    m_filterError->setVisible(!filter.error.isEmpty());
    if (!filter.error.isEmpty())
        return;
    m_table->showFromTop();
    m_filtered = true;
    m_sums->setFilter(filter.onlyTime);
    m_model.setFilter(filter.query);
    QString unfit = filter.query.isEmpty() ? QString() : tr("No request fits this filter.");
    if (!filter.searched.isEmpty())
        unfit += QLatin1Char(' ') + tr("A word is looked for in model, key, user, team and request id.");
    m_table->setUnfit(unfit, tr("Clear the filter"), [this] { setFilter({}); });
}

/// What another filter does not list is not shown below it either.
void RequestsPage::closeUnlisted()
{
    if (!std::exchange(m_filtered, false) || m_shown.isEmpty() || m_model.rowOf(m_shown) >= 0)
        return;
    m_table->clearChoice();
    m_shown.clear();
    m_request = {};
    m_detail->hide();
}

void RequestsPage::tick()
{
    if (!isVisible())
        return; // the count stays as it was, so that what comes meanwhile is listed when the page is shown
    const qint64 requests = m_client.counters().value(QLatin1String("requests_total")).toInteger();
    const qint64 before = std::exchange(m_requestsSeen, requests);
    const bool came = before != requests;
    const bool late = std::exchange(m_rowsMayFollow, came); // a request is counted shortly before its row is there
    if (!came && !late)
        return;
    if (before >= 0)
        m_heldBack += std::max<qint64>(0, requests - before); // they wait in the ledger, none is lost
    catchUp();
}

/// Lists what was held back, where nobody reads on in peace.
void RequestsPage::catchUp()
{
    if (m_live->isChecked() && m_table->isAtTop()) {
        m_heldBack = 0;
        m_model.reload();
    }
    showLive();
}

void RequestsPage::showLive()
{
    const bool gone =
        m_client.state() == AdminClient::State::Offline || m_client.state() == AdminClient::State::Distrusted;
    const QString word = !m_live->isChecked() ? tr("Paused") : gone ? tr("Not connected") : tr("Live");
    m_live->setText(m_heldBack > 0 ? tr("%1 \u00b7 %2 new").arg(word, formatCount(m_heldBack)) : word);
}

void RequestsPage::open(const QString &id)
{
    setFilter({});
    m_table->choose(id);
    m_shown = id;
    readDetail();
}

void RequestsPage::showRequest()
{
    const QString id = m_table->currentId();
    if (id.isEmpty() || id == m_shown)
        return;
    m_shown = id;
    readDetail();
}

void RequestsPage::readDetail()
{
    m_request = {};
    showDetail(); // empty until it is there: what stood here is of another request
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests/") + m_shown), this,
                  [this, id = m_shown](const AdminReply &reply) {
                      if (id != m_shown)
                          return;
                      if (reply.ok())
                          m_request = reply.body;
                      showDetail();
                      if (!reply.ok())
                          m_why->setText(complaintWords(reply));
                      m_why->setVisible(!m_why->text().isEmpty());
                  });
}

void RequestsPage::showDetail()
{
    const bool known = !m_request.isEmpty();
    for (QPushButton *button : m_ofRequest)
        button->setEnabled(known);
    m_detail->setTitle(known ? tr("%1 for %2").arg(shownName(askedModel(m_request)), shownName(whoText(m_request)))
                             : QString());
    m_detail->setFact(shortId(m_shown));
    m_why->setText(whyWords(m_request));
    m_why->setVisible(!m_why->text().isEmpty());
    m_facts->setText(known ? factWords(m_request) : QString());
    m_openKey->setVisible(m_request.value(QLatin1String("key_id")).toInteger() > 0);
    const QString model = m_request.value(QLatin1String("model")).toString();
    m_openModel->setVisible(!model.isEmpty() && !model.startsWith(QLatin1Char('('))); // (unknown) is none
    m_budgets->setBudgets(BudgetRow::of(m_request));
    m_timeSums->setText(requestSums(m_request));
    m_whereTime->setVisible(!m_timeSums->text().isEmpty());
    m_waterfall->setBars(requestBars(m_request), m_request.value(QLatin1String("latency_ms")).toDouble());
    const QString reason = m_request.value(QLatin1String("reason")).toString();
    QStringList lines;
    if (const QJsonArray tries = m_request.value(QLatin1String("attempt_list")).toArray(); !tries.isEmpty()) {
        const QJsonObject last = tries.last().toObject();
        lines += tr("By %1 / %2.")
                     .arg(shownName(servedBy(last)), shownName(last.value(QLatin1String("upstream_model")).toString()));
    }
    if (!reason.isEmpty())
        lines += tr("Route: %1.").arg(routeWords(reason));
    m_reason->setText(lines.join(QLatin1Char(' ')));
    m_detail->show();
}

void RequestsPage::openKey()
{
    const QJsonObject request = m_request;
    Q_EMIT keyWanted(QString::number(request.value(QLatin1String("key_id")).toInteger()),
                     request.value(QLatin1String("key")).toString());
}

/// What can be done with a row.
void RequestsPage::offerRow(const QPoint &at)
{
    const int row = m_table->view()->indexAt(at).row();
    if (row < 0)
        return;
    const QJsonObject request = m_model.object(row);
    const QString key = request.value(QLatin1String("key")).toString(), model = askedModel(request);
    QMenu menu(this);
    const auto filterBy = [&](const QString &words, const QString &field, const QString &value) {
        if (!value.isEmpty())
            menu.addAction(words, this, [this, field, value] { setFilter(RequestFilterText::term(field, value)); });
    };
    filterBy(tr("Only this key"), QStringLiteral("key"), key);
    filterBy(tr("Only this model"), QStringLiteral("model"), request.value(QLatin1String("model")).toString());
    if (const qint64 id = request.value(QLatin1String("key_id")).toInteger(); id > 0)
        menu.addAction(tr("Open the key"), this, [this, id, key] { Q_EMIT keyWanted(QString::number(id), key); });
    menu.addAction(tr("Copy id"), this,
                   [id = request.value(QLatin1String("id")).toString()] { QApplication::clipboard()->setText(id); });
    menu.exec(m_table->view()->viewport()->mapToGlobal(at));
}

} // namespace ostiary
