// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/firstrunpage.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/pages/pageparts.h"
#include "ui/pages/providerspage.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QScopeGuard>

#include <utility>

namespace ostiary {

namespace {

enum Step { kSource, kModels, kKey, kSnippet };
constexpr int kStepCount = 4;
constexpr int kWatchMs = 400;
constexpr int kWidest = 760;

PlainLabel *heading(const QString &text)
{
    auto *label = new PlainLabel(text);
    label->setFont(Theme::of().font(Theme::Type::CardTitle));
    return label;
}

PlainLabel *words(const QString &text)
{
    PlainLabel *label = dimLabel(text);
    label->setWordWrap(true);
    return label;
}

QHBoxLayout *atRight(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    row->addStretch();
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    return row;
}

QPushButton *primary(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setProperty("primary", true);
    return button;
}

} // namespace

FirstRunPage::FirstRunPage(AdminClient &client, QWidget *parent)
    : Page(tr("Welcome"), parent), m_client(client), m_card(new Card), m_across(new QHBoxLayout), m_where(dimLabel({}))
{
    setFact(tr("four steps to your first request"));
    auto *later = new QPushButton(tr("Not now"));
    later->setToolTip(tr("Ctrl-K, then \u201cWelcome\u201d, brings this page back"));
    connect(later, &QPushButton::clicked, this, [this] { Q_EMIT done(QStringLiteral("overview")); });
    addAction(later);
    m_card->setMaximumWidth(kWidest);
    m_card->content()->addWidget(m_where);
    m_steps = {buildSource(), buildModels(), buildKey(), buildSnippet()};
    for (QWidget *step : std::as_const(m_steps)) {
        step->hide(); // one that is hidden wants no room
        m_card->content()->addWidget(step, 1);
    }
    m_across->addStretch(1);
    m_across->addWidget(m_card, 100);
    m_across->addStretch(1);
    content()->addLayout(m_across, 1);
    m_watch.setInterval(kWatchMs);
    connect(&m_watch, &QTimer::timeout, this, &FirstRunPage::lookForRequest);
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        if (state == AdminClient::State::Online)
            look();
    });
    look();
    showStep(kSource);
}

void FirstRunPage::look()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/provider-presets")), this,
                  [this](const AdminReply &reply) {
                      if (reply.ok())
                          showPresets(reply.body.value(QLatin1String("data")).toArray());
                  });
    lookForServers();
}

void FirstRunPage::showPresets(const QJsonArray &presets)
{
    const QString chosen = m_chosen ? m_provider->currentData().toString() : QString();
    m_presets = presets;
    const auto takesAKeyAlone = [](const QJsonObject &preset) {
        return preset.value(QLatin1String("needs_key")).toBool() &&
               !preset.value(QLatin1String("needs_address")).toBool();
    };
    m_provider->clear();
    for (const auto &[name, title] : providerChoices(m_presets, takesAKeyAlone))
        m_provider->addItem(title, name);
    markProviders(*m_provider);
    if (QLineEdit *search = m_provider->lineEdit())
        search->setPlaceholderText(m_provider->placeholderText());
    m_provider->setCurrentIndex(m_provider->findData(chosen));
    keyTyped(m_paste->text());
}

void FirstRunPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_step == kSnippet && m_request.isEmpty())
        m_watch.start();
}

void FirstRunPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_watch.stop();
}

void FirstRunPage::keyPressEvent(QKeyEvent *event)
{
    const QWidget *field = focusWidget();
    const bool ofSource = field == m_paste || field == m_provider;
    if (!ofSource || !isEnterIn(field, *event))
        Page::keyPressEvent(event);
    else if (!event->isAutoRepeat())
        m_useKey->click();
}

void FirstRunPage::showStep(int step)
{
    m_step = step;
    m_steps[step]->show(); // before the one that goes, so that the keyboard stays on the page
    for (int i = 0; i < kStepCount; ++i)
        m_steps[i]->setVisible(i == step);
    // As high as what is in it, from the top on; a list of models takes what there is.
    m_across->setAlignment(m_card, step == kModels ? Qt::Alignment() : Qt::Alignment(Qt::AlignTop));
    m_where->setText(tr("Step %1 of %2").arg(step + 1).arg(kStepCount));
    m_watch.stop();
    // The keyboard stays on the page, whose key is shown only once.
    handles().first = step == kSource ? static_cast<QWidget *>(m_paste)
                      : step == kKey  ? m_keyForm->findField(QStringLiteral("alias"))
                                      : m_steps[step];
    if (step == kSnippet) {
        handles().first = m_copy;
        m_watch.start();
    }
    enter();
}

QWidget *FirstRunPage::buildSource()
{
    const bool isHere = m_client.serverName().isEmpty(); // the gateway is within this program
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, Theme::kSmall, 0, 0);
    column->setSpacing(Theme::kSmall);
    column->addWidget(heading(tr("Which models shall go through this door?")));
    column->addWidget(
        words(isHere ? tr("Paste the key of a provider. It is kept sealed on this machine and never shown again.")
                     : tr("Paste the key of a provider. The gateway keeps it sealed and never shows it again.")));
    m_paste = new QLineEdit;
    m_paste->setEchoMode(QLineEdit::Password);
    m_paste->setPlaceholderText(tr("Key of OpenAI, Anthropic, Mistral, OpenRouter\u2026"));
    m_paste->setAccessibleName(tr("Key of a provider"));
    connect(m_paste, &QLineEdit::textChanged, this, &FirstRunPage::keyTyped);
    m_provider = new QComboBox;
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->setPlaceholderText(tr("whose key it is"));
    m_provider->setMinimumWidth(180);
    connect(m_provider, &QComboBox::currentIndexChanged, this,
            [this] { m_useKey->setEnabled(!m_paste->text().trimmed().isEmpty() && m_provider->currentIndex() >= 0); });
    connect(m_provider, &QComboBox::activated, this, [this] { m_chosen = true; });
    m_useKey = primary(tr("Test it and go on"));
    m_useKey->setEnabled(false);
    connect(m_useKey, &QPushButton::clicked, this, &FirstRunPage::useKey);
    auto *row = new QHBoxLayout;
    row->addWidget(m_paste, 1);
    row->addWidget(m_provider);
    row->addWidget(m_useKey);
    column->addLayout(row);
    m_sourceError = new PlainLabel;
    m_sourceError->setProperty("error", true);
    m_sourceError->setWordWrap(true);
    m_sourceError->hide();
    column->addWidget(m_sourceError);
    column->addSpacing(Theme::kLarge);
    column->addWidget(heading(isHere ? tr("Or use a model server on this machine")
                                     : tr("Or use a model server on the gateway's machine")));
    m_servers = new QVBoxLayout;
    m_servers->setSpacing(6);
    m_servers->addWidget(words(tr("Looking for Ollama, vLLM, llama.cpp and LM Studio\u2026")));
    column->addLayout(m_servers);
    column->addSpacing(Theme::kLarge);
    column->addWidget(heading(tr("Or just try it")));
    column->addWidget(
        words(tr("The built-in simulator answers like a model and costs nothing but numbers on a screen.")));
    auto *simulator = new QPushButton(tr("Use the simulator"));
    connect(simulator, &QPushButton::clicked, this, [this] {
        m_offered = {QStringLiteral("sim")};
        showStep(kKey);
    });
    auto *simulatorRow = new QHBoxLayout;
    simulatorRow->addWidget(simulator);
    simulatorRow->addStretch();
    column->addLayout(simulatorRow);
    column->addStretch();
    return page;
}

QWidget *FirstRunPage::buildModels()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, Theme::kSmall, 0, 0);
    column->addWidget(heading(tr("Which of its models do you want to offer?")));
    column->addWidget(words(
        tr("Prices are those of the price list; you can change them later. The name is what clients will call.")));
    m_models = new DiscoverPanel(m_client);
    m_models->addButton()->hide();
    column->addWidget(m_models, 1);
    m_toKey = primary(tr("Offer them and go on"));
    auto *back = new QPushButton(tr("Back"));
    connect(back, &QPushButton::clicked, this, [this] { showStep(kSource); });
    connect(m_toKey, &QPushButton::clicked, m_models, &DiscoverPanel::add);
    connect(m_models, &DiscoverPanel::choiceChanged, this, [this] { m_toKey->setEnabled(m_models->mayAdd()); });
    connect(m_models, &DiscoverPanel::added, this, [this](const QStringList &names, const QString &complaint) {
        m_offered += names;
        if (!complaint.isEmpty())
            notice().tell(complaint, true);
        else
            showStep(kKey);
    });
    column->addLayout(atRight({back, m_toKey}));
    return page;
}

QWidget *FirstRunPage::buildKey()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, Theme::kSmall, 0, 0);
    column->addWidget(heading(tr("Who gets the first key?")));
    column->addWidget(
        words(tr("A person, a team or a program. Its budget is hard: the request that would pass it is refused.")));
    m_keyForm = new Form;
    m_keyForm->setDraft(true);
    m_keyForm->addText(QStringLiteral("alias"), tr("Name"), checkRequired);
    m_keyForm->addText(QStringLiteral("team_id"), tr("Team (may stay empty)"));
    m_keyForm->addMoney(QStringLiteral("max_budget_usd"), tr("Budget (empty: unlimited)"));
    m_keyForm->addChoice(QStringLiteral("budget_duration"), tr("The budget starts anew"),
                         {{QStringLiteral("30d"), tr("every 30 days")},
                          {QStringLiteral("7d"), tr("every 7 days")},
                          {QStringLiteral("1d"), tr("every day")},
                          {QString(), tr("never")}});
    m_keyForm->setValue(QStringLiteral("max_budget_usd"), QStringLiteral("10"));
    m_keyForm->settle();
    column->addWidget(m_keyForm);
    m_makeKey = primary(tr("Make the key"));
    m_makeKey->setEnabled(false);
    connect(m_keyForm, &Form::edited, this, [this] { m_makeKey->setEnabled(m_keyForm->isValid()); });
    connect(m_makeKey, &QPushButton::clicked, this, &FirstRunPage::makeKey);
    connect(m_keyForm, &Form::entered, m_makeKey, &QPushButton::click);
    auto *back = new QPushButton(tr("Back"));
    connect(back, &QPushButton::clicked, this, [this] { showStep(m_models->isEmpty() ? kSource : kModels); });
    column->addLayout(atRight({back, m_makeKey}));
    column->addStretch();
    return page;
}

QWidget *FirstRunPage::buildSnippet()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, Theme::kSmall, 0, 0);
    column->setSpacing(Theme::kSmall);
    column->addWidget(heading(tr("The key, shown this once")));
    m_key = new QLineEdit;
    m_key->setReadOnly(true);
    m_key->setFont(Theme::of().monospace());
    m_key->setAccessibleName(tr("The new key"));
    auto *copyKey = new QPushButton(tr("Copy key"));
    connect(copyKey, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_key->text());
        Toast::show(this, tr("The key is in the clipboard."));
    });
    auto *keyRow = new QHBoxLayout;
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(copyKey);
    column->addLayout(keyRow);
    m_kind = new QComboBox;
    m_kind->setAccessibleName(tr("Snippet for"));
    for (const auto &[kind, text] : {std::pair(QStringLiteral("curl"), QStringLiteral("curl")),
                                     {QStringLiteral("python"), QStringLiteral("Python")},
                                     {QStringLiteral("node"), QStringLiteral("Node.js")},
                                     {QStringLiteral("environment"), tr("environment variables")}})
        m_kind->addItem(text, kind);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FirstRunPage::showSnippet);
    m_copy = primary(tr("Copy snippet"));
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_snippet->toPlainText());
        if (m_request.isEmpty())
            m_waiting->setText(tr("Paste it into a terminal and press Enter.")); // a toast would lie over this line
    });
    auto *row = new QHBoxLayout;
    row->addWidget(heading(tr("Send a first request with")));
    row->addWidget(m_kind);
    row->addStretch();
    row->addWidget(m_copy);
    column->addSpacing(Theme::kSmall);
    column->addLayout(row);
    m_snippet = new QPlainTextEdit;
    m_snippet->setReadOnly(true);
    m_snippet->setFont(Theme::of().monospace());
    m_snippet->setAccessibleName(tr("Snippet"));
    m_snippet->setTabChangesFocus(true);
    m_snippet->setMinimumHeight(m_snippet->fontMetrics().lineSpacing() * 9);
    column->addWidget(m_snippet, 1);
    m_waiting = new PlainLabel(tr("Waiting for the first request\u2026"));
    m_waiting->setWordWrap(true);
    m_waiting->setAccessibleName(tr("The first request"));
    m_open = primary(tr("See where its time went"));
    m_open->hide();
    connect(m_open, &QPushButton::clicked, this, [this] {
        Q_EMIT done(QStringLiteral("requests"));
        Q_EMIT requestWanted(m_request);
    });
    auto *waitingRow = new QHBoxLayout;
    waitingRow->addWidget(m_waiting, 1);
    waitingRow->addWidget(m_open);
    column->addLayout(waitingRow);
    return page;
}

void FirstRunPage::keyTyped(const QString &text)
{
    if (!m_chosen) // otherwise the key would be shown to another provider than the one it is for
        m_provider->setCurrentIndex(m_provider->findData(providerOfKey(m_presets, text.trimmed())));
    m_useKey->setEnabled(!text.trimmed().isEmpty() && m_provider->currentIndex() >= 0);
}

void FirstRunPage::useKey()
{
    const QJsonObject account{{QLatin1String("provider"), m_provider->currentData().toString()},
                              {QLatin1String("api_key"), m_paste->text().trimmed()}};
    m_sourceError->hide();
    m_useKey->setEnabled(false);
    listModelsOf(account);
}

void FirstRunPage::useServer(const QJsonObject &server)
{
    listModelsOf({{QLatin1String("provider"), server.value(QLatin1String("provider"))},
                  {QLatin1String("api_base"), server.value(QLatin1String("api_base"))}});
}

/// Tests the account first; only one that answers is stored.
void FirstRunPage::listModelsOf(const QJsonObject &account)
{
    AdminOperation *asked =
        m_client.send(AdminRequest::post(QStringLiteral("/admin/v1/providers/test"), account), this);
    busy().follow(asked, tr("Asking the provider for its models\u2026"), [this] { keyTyped(m_paste->text()); });
    connect(asked, &AdminOperation::finished, this, [this, account](const AdminReply &reply) {
        keyTyped(m_paste->text());
        m_sourceError->setText(complaintWords(reply));
        m_sourceError->setVisible(!reply.ok());
        if (!reply.ok())
            return;
        const QJsonArray models = reply.body.value(QLatin1String("data")).toArray();
        m_client.call(AdminRequest::post(QStringLiteral("/admin/v1/providers"), account), this,
                      [this, models](const AdminReply &stored) {
                          m_sourceError->setText(complaintWords(stored));
                          m_sourceError->setVisible(!stored.ok());
                          if (!stored.ok())
                              return;
                          m_chosen = false; // the next key may be another provider's
                          m_paste->clear();
                          m_models->setModels(models, stored.body.value(QLatin1String("id")).toString(),
                                              stored.body.value(QLatin1String("provider")).toString());
                          showStep(kModels);
                      });
    });
}

void FirstRunPage::lookForServers()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/local-servers")), this, [this](const AdminReply &reply) {
        if (!reply.ok())
            return;
        while (QLayoutItem *item = m_servers->takeAt(0)) {
            item->widget()->deleteLater();
            delete item;
        }
        const QJsonArray servers = reply.body.value(QLatin1String("data")).toArray();
        if (servers.isEmpty())
            m_servers->addWidget(
                words(tr("None was found on the usual ports. Under Providers you can add one by its address.")));
        for (const QJsonValue &value : servers) {
            const QJsonObject server = value.toObject();
            auto *use =
                new QPushButton(tr("%1 with %n model(s)", nullptr,
                                   static_cast<int>(server.value(QLatin1String("models")).toArray().size()))
                                    .arg(onButton(providerTitle(server.value(QLatin1String("provider")).toString()))));
            connect(use, &QPushButton::clicked, this, [this, server] { useServer(server); });
            m_servers->addWidget(use);
        }
    });
}

void FirstRunPage::makeKey()
{
    QJsonObject body;
    for (const char *name : {"alias", "team_id", "max_budget_usd", "budget_duration"}) {
        if (const QString value = m_keyForm->value(QLatin1String(name)); !value.isEmpty())
            body[QLatin1String(name)] = value;
    }
    if (!body.contains(QLatin1String("max_budget_usd")))
        body.remove(QLatin1String("budget_duration"));
    const HeldFocus focus(*this);
    m_makeKey->setEnabled(false);
    m_client.call(
        AdminRequest::post(QStringLiteral("/admin/v1/keys"), body), this, [this, focus](const AdminReply &reply) {
            m_makeKey->setEnabled(true);
            const auto after = qScopeGuard([&] { focus.giveBack(*m_keyForm); }); // the buttons are as they shall be
            if (!reply.ok()) {
                if (!m_keyForm->setError(fieldOf(reply), complaintWords(reply)))
                    notice().tell(complaintWords(reply), true);
                return;
            }
            m_keyForm->settle();
            m_key->setText(reply.body.value(QLatin1String("key")).toString());
            m_alias = reply.body.value(QLatin1String("alias")).toString();
            showSnippet();
            showStep(kSnippet);
        });
}

void FirstRunPage::showSnippet()
{
    m_snippet->setPlainText(snippet(m_kind->currentData().toString(), m_client.dataAddress(), m_key->text(),
                                    exampleRequest(m_offered.value(0, QStringLiteral("sim")))));
}

void FirstRunPage::lookForRequest()
{
    QUrlQuery query;
    addText(query, QStringLiteral("key"), m_alias);
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1"));
    m_client.call(
        AdminRequest::get(QStringLiteral("/admin/v1/requests"), query), this, [this](const AdminReply &reply) {
            const QJsonObject first = reply.body.value(QLatin1String("data")).toArray().first().toObject();
            if (first.isEmpty())
                return;
            m_request = first.value(QLatin1String("id")).toString();
            m_watch.stop();
            const bool served = first.value(QLatin1String("status")).toInt() == 200;
            m_waiting->setText(
                served ? tr("There it is: %1 answered %2 tokens for %3 after %4.")
                             .arg(shownName(first.value(QLatin1String("model")).toString()),
                                  formatTokens(first.value(QLatin1String("prompt_tokens")).toInteger(),
                                               first.value(QLatin1String("completion_tokens")).toInteger()),
                                  formatMoney(first.value(QLatin1String("cost_usd")).toString()),
                                  formatMilliseconds(first.value(QLatin1String("latency_ms")).toDouble()))
                       : tr("A request came, and was answered with %1 %2. Send another; this page goes on waiting.")
                             .arg(first.value(QLatin1String("status")).toInt())
                             .arg(errorWords(first.value(QLatin1String("error")).toString())));
            m_open->setVisible(served);
            if (!served)
                m_watch.start();
        });
}

} // namespace ostiary
