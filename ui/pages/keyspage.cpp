// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/keyspage.h"

#include "models/items/boundbudget.h"
#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/pages/csvexport.h"
#include "ui/pages/pageparts.h"
#include "ui/theme.h"
#include "ui/widgets/question.h"
#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QJsonArray>

namespace ostiary {

namespace {

const char *const kFields[] = {
    "alias", "user_id", "team_id", "max_budget_usd", "rpm_limit", "tpm_limit", "max_parallel_requests"};

/// Seconds in the largest unit that divides them: 30d, 12h, 90m.
QString spanText(qint64 seconds)
{
    for (const auto &[unit, size] : {std::pair('d', 86'400), {'h', 3600}, {'m', 60}}) {
        if (seconds > 0 && seconds % size == 0)
            return QString::number(seconds / size) + QLatin1Char(unit);
    }
    return seconds > 0 ? QStringLiteral("%1s").arg(seconds) : QString();
}

/// As its notices call a key: by its name, or by what is known of its text.
QString nameOf(const QJsonObject &key)
{
    const QString alias = key.value(QLatin1String("alias")).toString();
    return shownName(alias.isEmpty() ? key.value(QLatin1String("name")).toString() : alias);
}

void completeFrom(QLineEdit *edit, QStringListModel &names)
{
    auto *completer = new QCompleter(&names, edit);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    edit->setCompleter(completer);
    // A chosen line is as good as a typed one, which is what the form looks at; the field itself writes it only later.
    QObject::connect(completer, qOverload<const QString &>(&QCompleter::activated), edit, [edit](const QString &name) {
        edit->setText(name);
        Q_EMIT edit->textEdited(name);
    });
}

QJsonValue apiValue(const QString &field, const QString &text)
{
    if (field == QLatin1String("alias") || field == QLatin1String("user_id") || field == QLatin1String("team_id"))
        return text;
    if (text.isEmpty())
        return QJsonValue();
    return field == QLatin1String("max_budget_usd") ? QJsonValue(text) : QJsonValue(text.toLongLong());
}

} // namespace

KeysPage::KeysPage(AdminClient &client, QWidget *parent)
    : Page(tr("Keys"), parent), m_client(client),
      m_keys(client, {QStringLiteral("/admin/v1/keys"), QStringLiteral("key")}, keyColumns()),
      m_table(new Table(m_keys, tr("Keys"))), m_editor(new Card), m_form(new Form),
      m_saving(new FormSaving(*this, client, *m_form, deeds())), m_block(new QPushButton),
      m_rotate(new QPushButton(tr("Rotate\u2026"))), m_delete(new QPushButton(tr("Delete\u2026"))),
      m_once(new Card(tr("The new key"))), m_onceKey(new QLineEdit), m_snippetKind(new QComboBox),
      m_snippet(new QPlainTextEdit)
{
    auto *add = new QPushButton(tr("New key"));
    add->setProperty("primary", true);
    connect(add, &QPushButton::clicked, this, &KeysPage::startNew);
    handles() = {.first = m_table->view(), .make = add, .save = m_saving->buttons().save()};
    m_search = new ListSearch(*this, *m_table, tr("Find a key"), [](int all) { return tr("%n key(s)", nullptr, all); });
    m_filter = new KeyFilter;
    connect(m_filter, &KeyFilter::changed, this,
            [this] { m_search->setFilter(m_filter->query(), [this] { m_filter->clear(); }); });
    addAction(m_filter);
    addAction(m_search->edit());
    addAction(add);
    auto *first = new QPushButton(tr("Make the first key"));
    connect(first, &QPushButton::clicked, this, &KeysPage::startNew);
    m_table->setEmptyState(
        tr("A key lets a person or a program in: to the models you choose, within a budget and limits."), first);
    m_table->setWidths({200, 120, 130, 90, 90, 90, 110, 120, 110, 120}, 0);
    m_table->keepAs(QStringLiteral("keys"));
    CsvExport::offer(*this, m_client, *m_table, tr("Export the keys"), QStringLiteral("keys.csv"));
    auto *list = new Card;
    list->content()->addWidget(m_table);
    buildOnce();
    content()->addWidget(m_once);
    buildForm();
    auto *splitter = keptSplitter(Qt::Vertical, QStringLiteral("keys"));
    splitter->addWidget(list);
    splitter->addWidget(m_editor);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    content()->addWidget(splitter, 1);
    setTabOrder(m_saving->buttons().save(), m_saving->buttons().discard());
    setTabOrder(m_saving->buttons().discard(), m_rotate);
    setTabOrder(m_rotate, m_block);
    setTabOrder(m_block, m_delete); // what destroys is come to last
    m_editor->hide();

    m_table->setGuard([this] { return m_form->isDirty(); },
                      [this] { return mayLeave([this, id = m_table->wantedId()] { m_table->choose(id); }); });
    connect(m_table, &Table::currentChanged, this, &KeysPage::showKey);
    m_table->setDeleteButton(m_delete);
    connect(m_form, &Form::edited, this, &KeysPage::updateButtons);
    followRequests(m_client, *this, m_keys);
    connect(&m_client, &AdminClient::changed, this, [this](const QString &resource) {
        if (resource == QLatin1String("model"))
            listModels();
    });
    connect(&m_client, &AdminClient::stateChanged, this, [this](AdminClient::State state) {
        if (state == AdminClient::State::Online) { // the first time it may not have been reached
            listModels();
            listOwners();
        }
    });
    connect(&m_keys, &ResourceModel::loaded, this, [this] {
        for (int row = 0; row < m_keys.rowCount(); ++row)
            addOwner(m_keys.object(row));
        offerOwners();
    });
    listModels();
    listOwners();
    m_keys.reload();
}

void KeysPage::buildOnce()
{
    m_once->setFact(tr("shown this once; keep it now"));
    m_onceKey->setReadOnly(true);
    m_onceKey->setFont(Theme::of().monospace());
    m_onceKey->setAccessibleName(tr("The new key"));
    auto *copy = new QPushButton(tr("Copy key"));
    copy->setProperty("primary", true);
    connect(copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_onceKey->text());
        Toast::show(this, tr("The key is in the clipboard."));
    });
    auto *copySnippet = new QPushButton(tr("Copy snippet"));
    connect(copySnippet, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_snippet->toPlainText());
        Toast::show(this, tr("The snippet is in the clipboard, with the key in it."));
    });
    auto *done = new QPushButton(tr("I have it"));
    connect(done, &QPushButton::clicked, this, [this] {
        m_onceKey->clear();
        m_snippet->clear();
        takeAway(m_once);
    });
    m_snippetKind->setAccessibleName(tr("Snippet for"));
    for (const auto &[kind, text] : {std::pair(QStringLiteral("environment"), tr("environment variables")),
                                     {QStringLiteral("curl"), QStringLiteral("curl")},
                                     {QStringLiteral("python"), QStringLiteral("Python")},
                                     {QStringLiteral("node"), QStringLiteral("Node.js")}})
        m_snippetKind->addItem(text, kind);
    connect(m_snippetKind, &QComboBox::currentIndexChanged, this, [this] { showSnippet(); });
    for (QWidget *action : std::initializer_list<QWidget *>{m_snippetKind, copySnippet, done, copy})
        m_once->addAction(action);
    m_snippet->setReadOnly(true);
    m_snippet->setFont(Theme::of().monospace());
    m_snippet->setAccessibleName(tr("Snippet"));
    m_snippet->setTabChangesFocus(true);
    m_snippet->setFixedHeight(m_snippet->fontMetrics().lineSpacing() * 6 + 18);
    m_once->content()->addWidget(m_onceKey);
    m_once->content()->addWidget(m_snippet);
    m_once->hide();
}

void KeysPage::buildForm()
{
    m_form->addText(QStringLiteral("alias"), tr("Name"));
    completeFrom(m_form->addText(QStringLiteral("team_id"), tr("Team")), m_teams);
    completeFrom(m_form->addText(QStringLiteral("user_id"), tr("Person")), m_persons);
    m_form->addDuration(QStringLiteral("duration"), tr("Ends after (empty: never)"));
    m_models = m_form->addTokens(QStringLiteral("models"), tr("Models"), tr("all; type a name to allow only some"));
    m_form->addMoney(QStringLiteral("max_budget_usd"), tr("Budget (empty: unlimited)"));
    m_form->addDuration(QStringLiteral("budget_duration"), tr("The budget starts anew every (empty: never)"));
    m_form->addNumber(QStringLiteral("rpm_limit"), tr("Most requests per minute"), tr("per minute"), checkCount);
    m_form->addNumber(QStringLiteral("tpm_limit"), tr("Most tokens per minute"), tr("per minute"), checkCount);
    m_form->addNumber(QStringLiteral("max_parallel_requests"), tr("Most requests at once"), tr("at once"), checkCount);
    m_bounds = dimLabel({});
    m_bounds->setWordWrap(true);
    m_editor->content()->addWidget(m_bounds);
    m_delete->setProperty("danger", true);
    m_editor->content()->addWidget(scrolled(m_form), 1); // before the buttons in the order of Tab
    for (QPushButton *button : {m_delete, m_block, m_rotate, m_saving->buttons().discard(), m_saving->buttons().save()})
        m_editor->addAction(button);
    connect(m_block, &QPushButton::clicked, this, &KeysPage::toggleBlocked);
    connect(m_rotate, &QPushButton::clicked, this, &KeysPage::rotate);
    connect(m_delete, &QPushButton::clicked, this, &KeysPage::remove);
}

void KeysPage::listModels()
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/models"), query), this, [this](const AdminReply &reply) {
        if (!reply.ok())
            return; // what was read before stays
        QStringList names;
        for (const QJsonValue &model : reply.body.value(QLatin1String("data")).toArray())
            names += model.toObject().value(QLatin1String("name")).toString();
        m_models->setSuggestions(names);
        m_anyModel = names.value(0);
    });
}

void KeysPage::listOwners()
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/keys"), query), this, [this](const AdminReply &reply) {
        for (const QJsonValue &key : reply.body.value(QLatin1String("data")).toArray())
            addOwner(key.toObject());
        offerOwners();
    });
}

void KeysPage::addOwner(const QJsonObject &key)
{
    m_teamNames += key.value(QLatin1String("team_id")).toString();
    m_personNames += key.value(QLatin1String("user_id")).toString();
}

void KeysPage::offerOwners()
{
    for (const auto &[names, model] : {std::pair(&m_teamNames, &m_teams), {&m_personNames, &m_persons}}) {
        names->remove(QString());
        QStringList sorted = names->values();
        sorted.sort(Qt::CaseInsensitive);
        if (model->stringList() == sorted)
            continue; // an open list of choices would close
        model->setStringList(sorted);
        if (names == &m_teamNames)
            m_filter->setTeams(sorted);
    }
}

void KeysPage::showKey()
{
    const int row = m_table->currentRow();
    if (row < 0 || (m_form->isDirty() && m_keys.idOf(row) != m_key))
        return;
    show(m_keys.object(row), m_keys.idOf(row) == m_key ? Form::Load::Again : Form::Load::Another);
}

void KeysPage::show(const QJsonObject &key, Form::Load which)
{
    m_key = key.value(QLatin1String("id")).toString();
    m_revision = key.value(QLatin1String("revision")).toInteger();
    m_blocked = key.value(QLatin1String("blocked")).toBool();
    m_name = nameOf(key);
    m_editor->setTitle(whoText(key));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QStringList facts{key.value(QLatin1String("name")).toString(),
                      tr("made %1").arg(formatAgo(key.value(QLatin1String("created_ms")).toInteger(), now))};
    if (const qint64 until = key.value(QLatin1String("previous_until_ms")).toInteger(); until > now)
        facts += tr("the key before holds until %1").arg(formatMoment(until));
    if (const qint64 expires = key.value(QLatin1String("expires_ms")).toInteger(); expires > 0)
        facts += expires > now ? tr("ends %1").arg(formatMoment(expires)) : tr("has ended");
    m_editor->setFact(facts.join(QStringLiteral(" \u00b7 ")));
    tellBounds(key);
    QList<std::pair<QString, QString>> values;
    for (const char *name : kFields) {
        const QJsonValue value = key.value(QLatin1String(name));
        values.emplaceBack(QLatin1String(name),
                           value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    }
    QStringList models;
    for (const QJsonValue &model : key.value(QLatin1String("models")).toArray())
        models += model.toString();
    values.emplaceBack(QStringLiteral("models"), models.join(Form::kBetween));
    QString written = key.value(QLatin1String("budget_duration")).toString();
    if (!written.isEmpty() && written.back().isDigit())
        written += QLatin1Char('s'); // as the field wants it
    values.emplaceBack(QStringLiteral("budget_duration"),
                       written.isEmpty() ? spanText(key.value(QLatin1String("budget_seconds")).toInteger()) : written);
    values.emplaceBack(QStringLiteral("duration"), QString());
    m_form->load(values, which);
    m_form->setPlaceholder(QStringLiteral("duration"),
                           key.value(QLatin1String("expires_ms")).isNull() ? tr("never") : tr("as it is"));
    m_editor->show();
    updateButtons();
    m_onceShown.tell(*this, m_key);
}

void KeysPage::tellBounds(const QJsonObject &key)
{
    QStringList lines;
    for (const BoundBudget &budget : BoundBudget::of(key))
        lines += budget.facts();
    if (BoundBudget::of(key).empty())
        lines +=
            tr("%1 spent; no budget binds this key").arg(formatMoney(key.value(QLatin1String("spend_usd")).toString()));
    QStringList models;
    for (const QJsonValue &model : key.value(QLatin1String("user_models")).toArray())
        models += shownName(model.toString());
    if (!models.isEmpty())
        lines += tr("Its user may call no other models than %1.").arg(models.join(QStringLiteral(", ")));
    m_bounds->setText(lines.join(QLatin1Char('\n')));
    m_bounds->show();
}

void KeysPage::open(const QString &id, const QString &name, std::optional<Act> act)
{
    const auto open = [this, id, name, act] {
        if (act)
            m_onceShown.want(id, [this, id, act = *act] {
                if (id == m_key)
                    perform(act);
            });
        m_search->open(id, name);
        m_onceShown.tell(*this, m_key);
    };
    if (id == m_key || mayLeave(open))
        open();
}

/// The key may have been blocked or let in meanwhile.
void KeysPage::perform(Act act)
{
    if (act == Act::Edit)
        m_form->begin();
    else if (act == Act::Rotate)
        m_rotate->click();
    else if (act == Act::Delete)
        m_delete->click();
    else if (m_blocked == (act == Act::Unblock))
        m_block->click();
}

bool KeysPage::mayLeave(std::function<void()> goOn)
{
    return m_form->confirmLoss(m_key.isEmpty() ? tr("the new key") : m_name, std::move(goOn));
}

void KeysPage::startNew()
{
    if (!mayLeave([this] { startNew(); }))
        return;
    m_key.clear();
    m_name.clear();
    m_revision = 0;
    m_blocked = false;
    m_table->clearChoice();
    QList<std::pair<QString, QString>> values;
    for (const char *name : kFields)
        values.emplaceBack(QLatin1String(name), QString());
    for (const char *name : {"models", "budget_duration", "duration"})
        values.emplaceBack(QLatin1String(name), QString());
    m_form->load(values, Form::Load::Another);
    m_form->setPlaceholder(QStringLiteral("duration"), tr("never"));
    m_form->setEnabled(true);
    m_bounds->hide();
    m_editor->setTitle(tr("New key"));
    m_editor->setFact(tr("give it a name by which you will know it"));
    m_editor->show();
    m_form->begin();
    updateButtons();
}

void KeysPage::updateButtons()
{
    const bool isNew = m_key.isEmpty();
    m_saving->buttons().save()->setText(isNew ? tr("Make key") : tr("Save"));
    m_saving->buttons().update();
    m_block->setVisible(!isNew);
    m_block->setText(m_blocked ? tr("Unblock") : tr("Block"));
    m_rotate->setVisible(!isNew);
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
        for (const QString &model : m_form->value(QStringLiteral("models")).split(Form::kBetween, Qt::SkipEmptyParts))
            models.append(model);
        body[QLatin1String("models")] = models;
    }
    for (const char *name : {"budget_duration", "duration"}) {
        const QString field = QLatin1String(name);
        const QString span = m_form->value(field);
        if (m_form->changed(field))
            body[field] = span.isEmpty() ? QJsonValue() : QJsonValue(span);
    }
    return body;
}

AdminRequest KeysPage::request() const
{
    const QString list = QStringLiteral("/admin/v1/keys");
    return m_key.isEmpty() ? AdminRequest::post(list, changes())
                           : AdminRequest::patch(list + QLatin1Char('/') + m_key, changes()).at(m_revision);
}

FormSaving::Deeds KeysPage::deeds()
{
    return {.request = [this] { return request(); },
            .name = [this] { return m_key.isEmpty() ? tr("The new key") : m_name; },
            .saved =
                [this](const QJsonObject &key, bool isNew) {
                    const QString id = key.value(QLatin1String("id")).toString();
                    if (isNew)
                        m_search->clear(); // it is to be seen in the list
                    m_key = id;
                    m_table->choose(id); // before what is shown, for the list may not know it yet
                    show(key, Form::Load::Another);
                },
            .again = [this](const QJsonObject &key) { show(key, Form::Load::Again); },
            .made = [this](const QJsonObject &key) { showNewKey(key); }}; // it is told this once
}

void KeysPage::showNewKey(const QJsonObject &key)
{
    const QString text = key.value(QLatin1String("key")).toString();
    if (text.isEmpty())
        return;
    m_once->setTitle(tr("The new key of %1").arg(nameOf(key)));
    m_onceKey->setText(text);
    m_onceModel = key.value(QLatin1String("models")).toArray().at(0).toString();
    showSnippet();
    m_once->show();
}

void KeysPage::showSnippet()
{
    if (m_onceKey->text().isEmpty())
        return;
    m_snippet->setPlainText(snippet(m_snippetKind->currentData().toString(), m_client.dataAddress(), m_onceKey->text(),
                                    exampleRequest(m_onceModel.isEmpty() ? m_anyModel : m_onceModel)));
}

void KeysPage::toggleBlocked()
{
    m_client.call(
        AdminRequest::patch(QStringLiteral("/admin/v1/keys/") + m_key, {{QLatin1String("blocked"), !m_blocked}}), this,
        [this, id = m_key, name = m_name](const AdminReply &reply) {
            if (!reply.ok()) {
                notice().tell(tr("%1 is not changed: %2").arg(name, complaintWords(reply)), true);
                return;
            }
            const bool blocked = reply.body.value(QLatin1String("blocked")).toBool();
            if (id == m_key) { // another may have been chosen meanwhile
                m_blocked = blocked;
                m_revision = reply.body.value(QLatin1String("revision")).toInteger();
            }
            offerUndo(*this, m_client, name, reply,
                      blocked ? tr("Blocked %1. What it had under way has ended.").arg(name)
                              : tr("%1 may be used again.").arg(name));
            updateButtons();
        });
}

void KeysPage::rotate()
{
    const QString id = m_key, name = m_name; // another key may be shown when it has been answered
    Question question(tr("Give %1 another key?").arg(name),
                      tr("Budgets, limits and records stay. How long shall the old text still be let in?"), this);
    QPushButton *day = question.add(tr("24 hours"), QMessageBox::AcceptRole);
    QPushButton *hour = question.add(tr("1 hour"), QMessageBox::AcceptRole);
    QPushButton *now = question.add(tr("Not at all"), QMessageBox::DestructiveRole);
    question.addCancel();
    question.setDefaultButton(day);
    question.exec();
    const QAbstractButton *chosen = question.clickedButton();
    if (chosen != day && chosen != hour && chosen != now)
        return;
    QJsonObject body;
    if (chosen != now)
        body[QLatin1String("grace")] = chosen == day ? QStringLiteral("24h") : QStringLiteral("1h");
    m_client.call(AdminRequest::post(QStringLiteral("/admin/v1/keys/") + id + QStringLiteral("/rotate"), body), this,
                  [this, id, name](const AdminReply &reply) {
                      if (!reply.ok()) {
                          notice().tell(tr("%1 is not rotated: %2").arg(name, complaintWords(reply)), true);
                          return;
                      }
                      notice().settle();
                      if (id == m_key)
                          m_revision = reply.body.value(QLatin1String("revision")).toInteger();
                      showNewKey(reply.body);
                  });
}

void KeysPage::remove()
{
    const QString id = m_key, who = m_name; // another key may be shown when it has been answered
    if (!confirmDestruction(this, tr("Delete %1?").arg(who),
                            tr("Whoever uses %1 is refused at once, and what is under way ends.").arg(who),
                            tr("Its records stay. You can undo this."), tr("Delete")))
        return;
    m_client.call(AdminRequest::remove(QStringLiteral("/admin/v1/keys/") + id), this,
                  [this, who, id](const AdminReply &reply) {
                      if (!reply.ok()) {
                          notice().tell(tr("%1 is not deleted: %2").arg(who, complaintWords(reply)), true);
                          return;
                      }
                      if (id == m_key) {
                          m_form->settle();
                          m_key.clear();
                          takeAway(m_editor);
                      }
                      offerUndo(*this, m_client, who, reply, tr("%1 is deleted.").arg(who));
                  });
}

} // namespace ostiary
