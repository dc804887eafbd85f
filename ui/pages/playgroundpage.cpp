// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playgroundpage.h"

#include "models/items/codewords.h"
#include "models/items/format.h"
#include "models/items/whywords.h"
#include "ui/pages/pageparts.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QImageReader>
#include <QJsonArray>
#include <QMenu>
#include <QMimeData>
#include <QShortcut>
#include <QTimer>

#include <algorithm>

namespace ostiary {

namespace {

constexpr qint64 kMostImageBytes = 10'000'000;
constexpr int kLedgerMs = 60; ///< the row of a request appears within a few milliseconds of its end

QPlainTextEdit *editor(const QString &name, const QString &placeholder, int rows)
{
    auto *edit = new QPlainTextEdit;
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * rows + 22);
    return edit;
}

} // namespace

PlaygroundPage::PlaygroundPage(AdminClient &client, ConsoleKey &key, QWidget *parent)
    : Page(tr("Playground"), parent), m_client(client), m_consoleKey(key),
      m_system(editor(tr("System prompt"), tr("How the model should behave (may stay empty)"), 2)),
      m_prompt(editor(tr("Your message"), tr("Ask something; Ctrl-Enter sends it"), 4)), m_options(new Form),
      m_images(new QListWidget), m_compare(new QPushButton(tr("Compare"))), m_send(new QPushButton(tr("Send"))),
      m_stop(new QPushButton(tr("Stop"))), m_left(makeSide(tr("Model"))), m_right(makeSide(tr("Second model")))
{
    m_compare->setCheckable(true);
    m_compare->setToolTip(tr("Asks a second model the same, side by side"));
    m_send->setProperty("primary", true);
    auto *code = new QPushButton(tr("Copy as code"));
    auto *languages = new QMenu(code);
    for (const auto &[kind, name] : {std::pair(QStringLiteral("curl"), QStringLiteral("curl")),
                                     {QStringLiteral("python"), QStringLiteral("Python")},
                                     {QStringLiteral("node"), QStringLiteral("Node.js")}})
        connect(languages->addAction(name), &QAction::triggered, this, [this, kind = kind] { copyCode(kind); });
    code->setProperty("menu", true);
    code->setMenu(languages);
    for (QPushButton *button : {code, m_compare, m_stop, m_send})
        addAction(button);
    connect(m_compare, &QPushButton::toggled, m_right.card, &QWidget::setVisible);
    connect(m_compare, &QPushButton::toggled, this, &PlaygroundPage::updateButtons);
    connect(m_send, &QPushButton::clicked, this, &PlaygroundPage::send);
    connect(m_stop, &QPushButton::clicked, this, &PlaygroundPage::stop);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &PlaygroundPage::updateButtons);
    m_send->setShortcut(Qt::CTRL | Qt::Key_Return);

    content()->addWidget(buildQuestion());
    handles().first = m_prompt;
    auto *sides = new QHBoxLayout;
    sides->setSpacing(14);
    sides->addWidget(m_left.card, 1);
    sides->addWidget(m_right.card, 1);
    content()->addLayout(sides, 1);
    m_right.card->hide();
    setAcceptDrops(true);

    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (resource == QLatin1String("model"))
            listModels();
    });
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        if (state == AdminClient::State::Online)
            listModels(); // the first time it may not have been reached
    });
    for (Side *side : {&m_left, &m_right})
        connect(side->model, &QComboBox::currentIndexChanged, this, [this, side] {
            side->wanted = side->model->currentData().toString();
            chooseModel(*side);
            updateButtons();
        });
    listModels();
    updateButtons();
}

QWidget *PlaygroundPage::buildQuestion()
{
    auto *question = new Card;
    question->content()->addWidget(m_system);
    question->content()->addWidget(m_prompt);
    m_images->setAccessibleName(tr("Images sent with the message"));
    m_images->setViewMode(QListView::IconMode);
    m_images->setIconSize(QSize(56, 56));
    m_images->setFixedHeight(84);
    m_images->setResizeMode(QListView::Adjust);
    m_images->setMovement(QListView::Static);
    m_images->hide();
    question->content()->addWidget(m_images);
    auto *row = new QHBoxLayout;
    auto *attach = new QPushButton(tr("Add image\u2026"));
    attach->setToolTip(tr("Or drop it here; Delete takes a chosen one away"));
    connect(attach, &QPushButton::clicked, this, [this] {
        for (const QString &file : QFileDialog::getOpenFileNames(this, tr("Images for the model"), {},
                                                                 tr("Images (*.png *.jpg *.jpeg *.webp *.gif)")))
            addImage(file);
    });
    auto *remove = new QShortcut(QKeySequence::Delete, m_images);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this] {
        qDeleteAll(m_images->selectedItems());
        m_images->setVisible(m_images->count() > 0);
    });
    row->addWidget(attach);
    row->addStretch();
    question->content()->addLayout(row);
    m_options->setDraft(true);
    m_options->addNumber(QStringLiteral("max_tokens"), tr("Most tokens of the answer"), tr("tokens"), checkCount);
    m_options->addAmount(QStringLiteral("temperature"), tr("Temperature"), tr("0 to 2"), [](const QString &text) {
        bool ok = true;
        const double value = text.isEmpty() ? 0 : text.toDouble(&ok);
        return ok && value >= 0 && value <= 2 ? QString() : tr("A number from 0 to 2");
    });
    m_options->addChoice(
        QStringLiteral("key"), tr("Key"),
        {{QString(), tr("this console's own, $1 a day")}, {QStringLiteral("other"), tr("another key\u2026")}});
    m_options->addSecret(QStringLiteral("other_key"), tr("The key to ask with"));
    connect(m_options, &Form::edited, this, &PlaygroundPage::updateButtons);
    question->content()->addWidget(m_options);
    question->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return question;
}

void PlaygroundPage::addImage(const QString &file)
{
    QFile in(file);
    const QByteArray kind = QImageReader(file).format();
    if (kind.isEmpty() || in.size() > kMostImageBytes || !in.open(QIODevice::ReadOnly)) {
        notice().tell(tr("%1 is not sent: it must be an image of at most 10 MB that can be read.")
                          .arg(QFileInfo(file).fileName()),
                      true);
        return;
    }
    const QByteArray bytes = in.readAll();
    auto *item = new QListWidgetItem(QIcon(QPixmap(file)), QFileInfo(file).fileName(), m_images);
    item->setData(Qt::UserRole, QStringLiteral("data:image/%1;base64,%2")
                                    .arg(QString::fromLatin1(kind), QString::fromLatin1(bytes.toBase64())));
    m_images->show();
}

void PlaygroundPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void PlaygroundPage::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls())
        addImage(url.toLocalFile());
}

void PlaygroundPage::setModel(const QString &model)
{
    m_left.wanted = model;
    chooseModel(m_left);
    updateButtons();
    m_prompt->setFocus();
}

PlaygroundPage::Side PlaygroundPage::makeSide(const QString &accessibleName)
{
    Side side{new Card(tr("Answer")), new QComboBox, new QPlainTextEdit, new PlainLabel, dimLabel({}), {}, {}};
    side.model->setAccessibleName(accessibleName);
    side.model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    side.model->setMinimumWidth(220);
    side.answer->setReadOnly(true);
    side.answer->setAccessibleName(tr("Answer"));
    side.answer->setPlaceholderText(tr("The answer appears here as it comes."));
    side.card->addAction(side.model);
    side.card->content()->addWidget(side.answer, 1);
    side.missing->setProperty("error", true);
    side.missing->setWordWrap(true);
    side.missing->hide();
    side.card->content()->addWidget(side.missing);
    side.facts->setWordWrap(true);
    side.facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    side.card->content()->addWidget(side.facts);
    return side;
}

void PlaygroundPage::listModels()
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/models"), query), this, [this](const AdminReply &reply) {
        if (!reply.ok())
            return; // what was read before stays
        m_listed = true;
        for (Side *side : {&m_left, &m_right}) {
            const QSignalBlocker unasked(side->model); // nobody has chosen
            side->model->clear();
            for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray()) {
                const QJsonObject model = value.toObject();
                const QString name = model.value(QLatin1String("name")).toString();
                if (model.value(QLatin1String("enabled")).toBool(true))
                    side->model->addItem(shownName(name), name);
            }
            chooseModel(*side);
        }
        updateButtons();
    });
}

/// A model that somebody wanted is never replaced by another, which might cost more and be told more than it should.
void PlaygroundPage::chooseModel(Side &side)
{
    if (!m_listed)
        return;
    if (side.wanted.isEmpty())
        side.wanted = side.model->itemData(0).toString();
    const QSignalBlocker unasked(side.model);
    side.model->setCurrentIndex(side.model->findData(side.wanted));
    const bool missing = !side.wanted.isEmpty() && side.model->currentIndex() < 0;
    side.missing->setText(missing
                              ? tr("%1 is not offered: it is disabled, or there is no such model. Choose another one.")
                                    .arg(shownName(side.wanted))
                              : QString());
    side.missing->setVisible(missing);
}

void PlaygroundPage::updateButtons()
{
    const bool running = m_left.call || m_right.call;
    const bool other = !m_options->value(QStringLiteral("key")).isEmpty();
    m_options->setShown(QStringLiteral("other_key"), other);
    const bool hasKey = !other || !m_options->value(QStringLiteral("other_key")).isEmpty();
    m_send->setEnabled(!running && hasKey && m_options->isValid() && !m_prompt->toPlainText().trimmed().isEmpty() &&
                       m_left.model->currentIndex() >= 0 &&
                       (!m_compare->isChecked() || m_right.model->currentIndex() >= 0));
    m_stop->setVisible(running);
    setFact(other ? tr("with the key you choose, within its limits") : tr("with a key of this console's own"));
}

void PlaygroundPage::send()
{
    m_send->setEnabled(false);
    const auto go = [this](const QString &key, const AdminReply &refusal) {
        if (key.isEmpty()) {
            m_left.facts->setText(tr("No key could be made: %1").arg(complaintWords(refusal)));
            updateButtons();
            return;
        }
        ask(m_left, key);
        if (m_compare->isChecked())
            ask(m_right, key);
        updateButtons();
    };
    if (!m_options->value(QStringLiteral("key")).isEmpty())
        go(m_options->value(QStringLiteral("other_key")), {});
    else
        m_consoleKey.get(this, go);
}

/// The request as it is sent, but for the model.
QJsonObject PlaygroundPage::requestBody() const
{
    QJsonArray messages;
    if (const QString system = m_system->toPlainText().trimmed(); !system.isEmpty())
        messages.append(
            QJsonObject{{QLatin1String("role"), QLatin1String("system")}, {QLatin1String("content"), system}});
    QJsonValue content = m_prompt->toPlainText();
    if (m_images->count() > 0) {
        QJsonArray parts{QJsonObject{{QLatin1String("type"), QLatin1String("text")}, {QLatin1String("text"), content}}};
        for (int i = 0; i < m_images->count(); ++i)
            parts.append(
                QJsonObject{{QLatin1String("type"), QLatin1String("image_url")},
                            {QLatin1String("image_url"),
                             QJsonObject{{QLatin1String("url"), m_images->item(i)->data(Qt::UserRole).toString()}}}});
        content = parts;
    }
    messages.append(QJsonObject{{QLatin1String("role"), QLatin1String("user")}, {QLatin1String("content"), content}});
    QJsonObject body{{QLatin1String("messages"), messages}};
    if (const QString most = m_options->value(QStringLiteral("max_tokens")); !most.isEmpty())
        body[QLatin1String("max_tokens")] = most.toInt();
    if (const QString temperature = m_options->value(QStringLiteral("temperature")); !temperature.isEmpty())
        body[QLatin1String("temperature")] = temperature.toDouble();
    return body;
}

void PlaygroundPage::ask(Side &side, const QString &key)
{
    side.answer->clear();
    side.facts->setText(tr("Asking %1\u2026").arg(side.model->currentText()));
    QJsonObject options = requestBody();
    const QJsonArray messages = options.take(QLatin1String("messages")).toArray();
    side.call = new ChatCall(this);
    connect(side.call, &ChatCall::text, side.answer, [answer = side.answer](const QString &delta) {
        QTextCursor cursor(answer->document()); // not the visible one: the reader may be selecting
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(delta);
    });
    connect(side.call, &ChatCall::finished, this,
            [this, &side](const ChatCall::Outcome &outcome) { showFinished(side, outcome); });
    side.call->trust(m_client.dataCertificate());
    side.call->start(m_network, m_client.dataAddress(), key, side.model->currentData().toString(), messages, options);
}

void PlaygroundPage::stop()
{
    for (Side *side : {&m_left, &m_right}) {
        if (side->call)
            side->facts->setText(tr("Stopped; what had come so far is paid for."));
        delete side->call;
    }
    updateButtons();
}

void PlaygroundPage::showFinished(Side &side, const ChatCall::Outcome &outcome)
{
    side.call->deleteLater();
    side.call = nullptr;
    updateButtons();
    if (!outcome.error.isEmpty()) {
        if (outcome.status == 401 && m_options->value(QStringLiteral("key")).isEmpty())
            m_consoleKey.forget();
        side.facts->setText(callWords(outcome));
    } else {
        showFacts(side, outcome, {});
    }
    if (outcome.requestId.isEmpty())
        return;
    QTimer::singleShot(kLedgerMs, this, [this, &side, outcome] {
        m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests/") + outcome.requestId), this,
                      [this, &side, outcome](const AdminReply &reply) {
                          if (!reply.ok() || side.call)
                              return;
                          if (!outcome.error.isEmpty())
                              side.facts->setText(callWords(outcome, reply.body));
                          else
                              showFacts(side, outcome,
                                        formatMoney(reply.body.value(QLatin1String("cost_usd")).toString()));
                      });
    });
}

void PlaygroundPage::showFacts(Side &side, const ChatCall::Outcome &outcome, const QString &cost)
{
    QStringList facts;
    if (outcome.completionTokens >= 0)
        facts += tr("%1 tokens").arg(formatTokens(outcome.promptTokens, outcome.completionTokens));
    if (!cost.isEmpty())
        facts += cost;
    if (outcome.firstTokenMs >= 0)
        facts += tr("first token after %1").arg(formatMilliseconds(outcome.firstTokenMs));
    const double seconds = (outcome.totalMs - outcome.firstTokenMs) / 1000;
    if (outcome.completionTokens > 1 && seconds > 0.001)
        facts += tr("%1 tokens/s").arg(formatCount(qRound64(static_cast<double>(outcome.completionTokens) / seconds)));
    side.facts->setText(facts.join(QStringLiteral(" \u00b7 ")));
}

void PlaygroundPage::copyCode(const QString &kind)
{
    QJsonObject body = requestBody();
    body[QLatin1String("model")] = m_left.model->currentData().toString();
    const QString key = kind == QLatin1String("curl") ? QStringLiteral("$OPENAI_API_KEY") : tr("sk-your-key");
    QApplication::clipboard()->setText(snippet(kind, m_client.dataAddress(), key, body));
    Toast::show(this, tr("The code is in the clipboard; put a key into it."));
}

} // namespace ostiary
