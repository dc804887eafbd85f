// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playgroundpage.h"

#include "models/items/format.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSplitter>
#include <QTimer>

namespace ostiary {

namespace {

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

PlaygroundPage::PlaygroundPage(AdminClient &client, QWidget *parent)
    : Page(tr("Playground"), parent), m_client(client),
      m_system(editor(tr("System prompt"), tr("How the model should behave (may stay empty)"), 2)),
      m_prompt(editor(tr("Your message"), tr("Ask something; Ctrl-Enter sends it"), 4)), m_options(new Form),
      m_compare(new QPushButton(tr("Compare"))), m_send(new QPushButton(tr("Send"))),
      m_stop(new QPushButton(tr("Stop"))), m_left(makeSide(tr("Model"))), m_right(makeSide(tr("Second model")))
{
    setFact(tr("with a key of its own and a budget of $1"));
    m_compare->setCheckable(true);
    m_send->setProperty("primary", true);
    auto *code = new QPushButton(tr("Copy as curl"));
    for (QPushButton *button : {code, m_compare, m_stop, m_send})
        addAction(button);
    connect(code, &QPushButton::clicked, this, &PlaygroundPage::copyCode);
    connect(m_compare, &QPushButton::toggled, m_right.card, &QWidget::setVisible);
    connect(m_send, &QPushButton::clicked, this, &PlaygroundPage::send);
    connect(m_stop, &QPushButton::clicked, this, &PlaygroundPage::stop);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &PlaygroundPage::updateButtons);
    m_send->setShortcut(Qt::CTRL | Qt::Key_Return);

    auto *question = new Card;
    question->content()->addWidget(m_system);
    question->content()->addWidget(m_prompt);
    m_options->addText(QStringLiteral("max_tokens"), tr("Most tokens of the answer"), checkCount);
    m_options->addText(QStringLiteral("temperature"), tr("Temperature"), checkMoney);
    question->content()->addWidget(m_options);
    question->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    content()->addWidget(question);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(14);
    sides->addWidget(m_left.card, 1);
    sides->addWidget(m_right.card, 1);
    content()->addLayout(sides, 1);
    m_right.card->hide();

    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (resource == QLatin1String("model"))
            listModels();
    });
    listModels();
    updateButtons();
}

PlaygroundPage::Side PlaygroundPage::makeSide(const QString &accessibleName)
{
    Side side{new Card(tr("Answer")), new QComboBox, new QPlainTextEdit, dimLabel({}), {}};
    side.model->setAccessibleName(accessibleName);
    side.model->setMinimumWidth(220);
    side.answer->setReadOnly(true);
    side.answer->setAccessibleName(tr("Answer"));
    side.answer->setPlaceholderText(tr("The answer appears here as it comes."));
    side.card->addAction(side.model);
    side.card->content()->addWidget(side.answer, 1);
    side.card->content()->addWidget(side.facts);
    return side;
}

void PlaygroundPage::listModels()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/models")), this, [this](const AdminReply &reply) {
        for (Side *side : {&m_left, &m_right}) {
            const QString chosen = side->model->currentText();
            side->model->clear();
            for (const QJsonValue &model : reply.body.value(QLatin1String("data")).toArray())
                side->model->addItem(model.toObject().value(QLatin1String("name")).toString());
            side->model->setCurrentIndex(std::max(0, side->model->findText(chosen)));
        }
        updateButtons();
    });
}

void PlaygroundPage::updateButtons()
{
    const bool running = m_left.call || m_right.call;
    m_send->setEnabled(!running && !m_prompt->toPlainText().trimmed().isEmpty() && m_left.model->count() > 0);
    m_stop->setVisible(running);
}

void PlaygroundPage::send()
{
    m_send->setEnabled(false);
    const auto go = [this] {
        ask(m_left);
        if (m_compare->isChecked())
            ask(m_right);
        updateButtons();
    };
    if (!m_key.isEmpty()) {
        go();
        return;
    }
    const QJsonObject wanted{
        {QLatin1String("alias"), tr("Playground %1").arg(QDateTime::currentDateTime().toString(Qt::ISODate))},
        {QLatin1String("max_budget_usd"), QStringLiteral("1")},
        {QLatin1String("duration"), QStringLiteral("1d")}};
    m_client.call(AdminRequest::post(QStringLiteral("/admin/v1/keys"), wanted), this,
                  [this, go](const AdminReply &reply) {
                      m_key = reply.body.value(QLatin1String("key")).toString();
                      if (reply.ok()) {
                          go();
                          return;
                      }
                      m_left.facts->setText(tr("No key could be made: %1").arg(reply.message));
                      updateButtons();
                  });
}

void PlaygroundPage::ask(Side &side)
{
    side.answer->clear();
    side.facts->setText(tr("Asking %1\u2026").arg(side.model->currentText()));
    QJsonArray messages;
    if (const QString system = m_system->toPlainText().trimmed(); !system.isEmpty())
        messages.append(
            QJsonObject{{QLatin1String("role"), QLatin1String("system")}, {QLatin1String("content"), system}});
    messages.append(QJsonObject{{QLatin1String("role"), QLatin1String("user")},
                                {QLatin1String("content"), m_prompt->toPlainText()}});
    QJsonObject options;
    if (const QString most = m_options->value(QStringLiteral("max_tokens")); !most.isEmpty())
        options[QLatin1String("max_tokens")] = most.toInt();
    if (const QString temperature = m_options->value(QStringLiteral("temperature")); !temperature.isEmpty())
        options[QLatin1String("temperature")] = temperature.toDouble();
    side.call = new ChatCall(this);
    connect(side.call, &ChatCall::text, side.answer, [answer = side.answer](const QString &delta) {
        QTextCursor cursor(answer->document()); // not the visible one: the reader may be selecting
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(delta);
    });
    connect(side.call, &ChatCall::finished, this,
            [this, &side](const ChatCall::Outcome &outcome) { showFinished(side, outcome); });
    side.call->start(m_network, m_client.dataAddress(), m_key, side.model->currentText(), messages, options);
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
        side.facts->setText(outcome.error);
        return;
    }
    showFacts(side, outcome, {});
    QTimer::singleShot(kLedgerMs, this, [this, &side, outcome] {
        m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests/") + outcome.requestId), this,
                      [this, &side, outcome](const AdminReply &reply) {
                          if (reply.ok() && !side.call)
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

void PlaygroundPage::copyCode() const
{
    const QJsonObject body{
        {QLatin1String("model"), m_left.model->currentText()},
        {QLatin1String("messages"), QJsonArray{QJsonObject{{QLatin1String("role"), QLatin1String("user")},
                                                           {QLatin1String("content"), m_prompt->toPlainText()}}}}};
    QString json = QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
    json.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    QApplication::clipboard()->setText(QStringLiteral("curl %1/v1/chat/completions -H \"Authorization: Bearer "
                                                      "$OPENAI_API_KEY\" -H \"Content-Type: application/json\" -d '%2'")
                                           .arg(m_client.dataAddress().toString(), json));
}

} // namespace ostiary
