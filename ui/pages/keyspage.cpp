// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/keyspage.h"

#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QMessageBox>
#include <QSplitter>
#include <QStyle>

namespace ostiary {

namespace {

const char *const kFields[] = {"alias", "user_id", "team_id", "max_budget_usd", "rpm_limit", "max_parallel_requests"};

QJsonValue apiValue(const QString &field, const QString &text)
{
    if (field == QLatin1String("alias") || field == QLatin1String("user_id") || field == QLatin1String("team_id"))
        return text;
    if (text.isEmpty())
        return QJsonValue();
    return field == QLatin1String("max_budget_usd") ? QJsonValue(text) : QJsonValue(text.toInt());
}

} // namespace

KeysPage::KeysPage(AdminClient &client, QWidget *parent)
    : Page(tr("Keys"), parent), m_client(client),
      m_keys(client, {QStringLiteral("/admin/v1/keys"), QStringLiteral("key")}, keyColumns()),
      m_table(new Table(m_keys, tr("Keys"))), m_editor(new Card), m_form(new Form), m_save(new QPushButton(tr("Save"))),
      m_block(new QPushButton), m_delete(new QPushButton(tr("Delete\u2026"))), m_note(new QLabel),
      m_undo(new QPushButton(tr("Undo"))), m_once(new Card(tr("The new key"))), m_onceKey(new QLineEdit),
      m_snippet(new QLabel)
{
    auto *add = new QPushButton(tr("New key"));
    add->setProperty("primary", true);
    connect(add, &QPushButton::clicked, this, &KeysPage::startNew);
    addAction(add);
    auto *first = new QPushButton(tr("Make the first key"));
    connect(first, &QPushButton::clicked, this, &KeysPage::startNew);
    m_table->setEmptyState(
        tr("A key lets a person or a program in: to the models you choose, within a budget and limits."), first);
    m_table->setWidths({220, 130, 150, 100, 100, 90, 110, 100}, 0);
    auto *list = new Card;
    list->content()->addWidget(m_table);

    m_once->setFact(tr("shown this once; keep it now"));
    m_onceKey->setReadOnly(true);
    m_onceKey->setFont(Theme::of().monospace());
    m_onceKey->setAccessibleName(tr("The new key"));
    auto *copy = new QPushButton(tr("Copy"));
    copy->setProperty("primary", true);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_onceKey->text()); });
    auto *done = new QPushButton(tr("I have it"));
    connect(done, &QPushButton::clicked, this, [this] {
        m_onceKey->clear();
        m_once->hide();
    });
    m_once->addAction(copy);
    m_once->addAction(done);
    m_snippet->setFont(Theme::of().monospace());
    m_snippet->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_once->content()->addWidget(m_onceKey);
    m_once->content()->addWidget(m_snippet);
    m_once->hide();
    content()->addWidget(m_once);

    m_form->addText(QStringLiteral("alias"), tr("Name"));
    m_form->addText(QStringLiteral("team_id"), tr("Team"));
    m_form->addText(QStringLiteral("user_id"), tr("Person"));
    m_form->addText(QStringLiteral("models"), tr("Models, separated by commas (empty: all)"));
    m_form->addText(QStringLiteral("max_budget_usd"), tr("Budget in $ (empty: unlimited)"), checkMoney);
    m_form->addChoice(QStringLiteral("budget_duration"), tr("The budget starts anew"),
                      {{QString(), tr("never")},
                       {QStringLiteral("1d"), tr("every day")},
                       {QStringLiteral("7d"), tr("every 7 days")},
                       {QStringLiteral("30d"), tr("every 30 days")}});
    m_form->addText(QStringLiteral("rpm_limit"), tr("Most requests per minute"), checkCount);
    m_form->addText(QStringLiteral("max_parallel_requests"), tr("Most requests at once"), checkCount);
    m_save->setProperty("primary", true);
    m_delete->setProperty("danger", true);
    for (QPushButton *button : {m_block, m_delete, m_save})
        m_editor->addAction(button);
    m_note->setWordWrap(true);
    auto *noteRow = new QHBoxLayout;
    noteRow->addWidget(m_note, 1);
    noteRow->addWidget(m_undo);
    m_undo->hide();
    m_editor->content()->addWidget(m_form);
    m_editor->content()->addStretch();
    m_note->hide();
    m_editor->content()->insertLayout(0, noteRow);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("keys"));
    splitter->setHandleWidth(14);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(list);
    splitter->addWidget(m_editor);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    content()->addWidget(splitter, 1);
    m_editor->hide();

    connect(m_table, &Table::currentChanged, this, &KeysPage::showKey);
    connect(m_form, &Form::edited, this, &KeysPage::updateButtons);
    connect(m_save, &QPushButton::clicked, this, &KeysPage::save);
    connect(m_block, &QPushButton::clicked, this, &KeysPage::toggleBlocked);
    connect(m_delete, &QPushButton::clicked, this, &KeysPage::remove);
    connect(&m_keys, &ResourceModel::loaded, this, [this] { setFact(tr("%n key(s)", nullptr, m_keys.rowCount())); });
    m_keys.reload();
}

void KeysPage::showKey()
{
    const int row = m_table->currentRow();
    if (row < 0 || m_form->isDirty())
        return;
    const QJsonObject key = m_keys.object(row);
    m_key = key.value(QLatin1String("id")).toString();
    m_blocked = key.value(QLatin1String("blocked")).toBool();
    m_editor->setTitle(whoText(key));
    m_editor->setFact(
        tr("%1 \u00b7 made %2")
            .arg(key.value(QLatin1String("name")).toString(),
                 formatAgo(key.value(QLatin1String("created_ms")).toInteger(), QDateTime::currentMSecsSinceEpoch())));
    for (const char *name : kFields) {
        const QJsonValue value = key.value(QLatin1String(name));
        m_form->setValue(QLatin1String(name), value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    }
    QStringList models;
    for (const QJsonValue &model : key.value(QLatin1String("models")).toArray())
        models += model.toString();
    m_form->setValue(QStringLiteral("models"), models.join(QStringLiteral(", ")));
    const qint64 window = key.value(QLatin1String("budget_seconds")).toInteger();
    m_form->setValue(QStringLiteral("budget_duration"),
                     window > 0 ? QStringLiteral("%1d").arg(window / 86'400) : QString());
    m_form->settle();
    m_form->setEnabled(true);
    m_save->show();
    m_editor->show();
    updateButtons();
}

void KeysPage::startNew()
{
    m_key.clear();
    m_blocked = false;
    m_table->view()->clearSelection();
    for (const char *name : kFields)
        m_form->setValue(QLatin1String(name), {});
    m_form->setValue(QStringLiteral("models"), {});
    m_form->setValue(QStringLiteral("budget_duration"), {});
    m_form->settle();
    m_form->setEnabled(true);
    m_save->show();
    m_editor->setTitle(tr("New key"));
    m_editor->setFact(tr("give it a name by which you will know it"));
    m_editor->show();
    m_form->findChild<QLineEdit *>()->setFocus();
    tell({}, false);
    updateButtons();
}

void KeysPage::updateButtons()
{
    const bool isNew = m_key.isEmpty();
    m_save->setText(isNew ? tr("Make key") : tr("Save"));
    m_save->setEnabled(m_form->isValid() && m_form->isDirty());
    m_block->setVisible(!isNew);
    m_block->setText(m_blocked ? tr("Unblock") : tr("Block"));
    m_delete->setVisible(!isNew);
}

QJsonObject KeysPage::changes() const
{
    QJsonObject body;
    for (const char *name : kFields) {
        const QString field = QLatin1String(name);
        if (m_form->changed(field))
            body[field] = apiValue(field, m_form->value(field));
    }
    if (m_form->changed(QStringLiteral("models"))) {
        QJsonArray models;
        for (const QString &model : m_form->value(QStringLiteral("models")).split(QLatin1Char(','), Qt::SkipEmptyParts))
            models.append(model.trimmed());
        body[QLatin1String("models")] = models;
    }
    if (m_form->changed(QStringLiteral("budget_duration"))) {
        const QString window = m_form->value(QStringLiteral("budget_duration"));
        body[QLatin1String("budget_duration")] = window.isEmpty() ? QJsonValue() : QJsonValue(window);
    }
    return body;
}

void KeysPage::save()
{
    const bool isNew = m_key.isEmpty();
    const QString list = QStringLiteral("/admin/v1/keys");
    m_save->setEnabled(false);
    m_client.call(
        isNew ? AdminRequest::post(list, changes()) : AdminRequest::patch(list + QLatin1Char('/') + m_key, changes()),
        this, [this, isNew](const AdminReply &reply) {
            if (!reply.ok()) {
                updateButtons();
                const QString field = reply.field == QLatin1String("key_alias") ? QStringLiteral("alias") : reply.field;
                if (!m_form->setError(field, reply.message))
                    tell(tr("Not saved: %1").arg(reply.message), true);
                return;
            }
            m_form->settle();
            updateButtons();
            tell(isNew ? QString() : tr("Saved; it holds from the next request on."), false);
            if (isNew)
                showNewKey(reply.body.value(QLatin1String("key")).toString());
            m_table->choose(reply.body.value(QLatin1String("id")).toString());
        });
}

void KeysPage::showNewKey(const QString &key)
{
    m_onceKey->setText(key);
    m_snippet->setText(QStringLiteral("export OPENAI_BASE_URL=%1/v1\nexport OPENAI_API_KEY=%2")
                           .arg(m_client.dataAddress().toString(), key.left(7) + QStringLiteral("\u2026")));
    m_once->show();
}

void KeysPage::toggleBlocked()
{
    m_client.call(
        AdminRequest::patch(QStringLiteral("/admin/v1/keys/") + m_key, {{QLatin1String("blocked"), !m_blocked}}), this,
        [this](const AdminReply &reply) {
            if (!reply.ok()) {
                tell(tr("Not changed: %1").arg(reply.message), true);
                return;
            }
            m_blocked = reply.body.value(QLatin1String("blocked")).toBool();
            tell(m_blocked ? tr("Blocked. What it had under way has ended.") : tr("It may be used again."), false);
            updateButtons();
        });
}

void KeysPage::remove()
{
    const QString who =
        m_form->value(QStringLiteral("alias")).isEmpty() ? tr("this key") : m_form->value(QStringLiteral("alias"));
    QMessageBox question(QMessageBox::Question, tr("Delete %1?").arg(who),
                         tr("Whoever uses %1 is refused at once, and what is under way ends.").arg(who),
                         QMessageBox::Cancel, this);
    question.setInformativeText(tr("Its records stay. You can undo this."));
    QPushButton *sure = question.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    question.exec();
    if (question.clickedButton() != sure)
        return;
    m_client.call(AdminRequest::remove(QStringLiteral("/admin/v1/keys/") + m_key), this,
                  [this, who, id = m_key](const AdminReply &reply) {
                      if (!reply.ok()) {
                          tell(tr("Not deleted: %1").arg(reply.message), true);
                          return;
                      }
                      m_form->settle();
                      m_form->setEnabled(false);
                      QUrlQuery query;
                      query.addQueryItem(QStringLiteral("resource"), QStringLiteral("key"));
                      query.addQueryItem(QStringLiteral("object_id"), id);
                      query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1"));
                      m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/revisions"), query), this,
                                    [this, who](const AdminReply &revisions) {
                                        const qint64 number = revisions.body.value(QLatin1String("data"))
                                                                  .toArray()
                                                                  .first()
                                                                  .toObject()
                                                                  .value(QLatin1String("number"))
                                                                  .toInteger();
                                        tell(tr("%1 is deleted.").arg(who), false);
                                        m_undo->disconnect(this);
                                        connect(m_undo, &QPushButton::clicked, this,
                                                [this, number] { undoRemoval(number); });
                                        m_undo->setVisible(number > 0);
                                        for (QPushButton *button : {m_save, m_block, m_delete})
                                            button->hide();
                                    });
                  });
}

void KeysPage::undoRemoval(qint64 revision)
{
    m_client.call(AdminRequest::post(QStringLiteral("/admin/v1/revisions/%1/rollback").arg(revision), {}), this,
                  [this](const AdminReply &reply) {
                      m_undo->hide();
                      tell(reply.ok() ? tr("It is back.") : tr("It could not be brought back: %1").arg(reply.message),
                           !reply.ok());
                  });
}

void KeysPage::tell(const QString &message, bool bad)
{
    m_note->setText(message);
    m_note->setVisible(!message.isEmpty());
    m_note->setProperty("error", bad);
    m_note->setProperty("dim", !bad);
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
    m_undo->hide();
}

} // namespace ostiary
