// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/importpanel.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/pages/pageparts.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTimer>

namespace ostiary {

namespace {

constexpr qint64 kMostFileBytes = 4'000'000;
constexpr int kMostNamed = 12;
enum Columns { kName, kWhat, kPrice, kKey, kNote };
constexpr int kRowRole = Qt::UserRole + 1;    ///< of kName: the row as the gateway calls it
constexpr int kUsableRole = Qt::UserRole + 2; ///< of kName, bool: it can be taken over as it is

QString shown(const QJsonValue &value)
{
    if (value.isArray())
        return value.toVariant().toStringList().join(QStringLiteral(", "));
    return value.isDouble() ? QString::number(value.toDouble())
           : value.isBool() ? (value.toBool() ? QStringLiteral("true") : QStringLiteral("false"))
                            : value.toString();
}

QString named(const QStringList &names)
{
    const QString some = names.mid(0, kMostNamed).join(QStringLiteral(", "));
    return names.size() > kMostNamed ? some + QStringLiteral(", \u2026") : some;
}

QString kindOf(const QJsonObject &change)
{
    return change.value(QLatin1String("kind")).toString();
}

bool isModel(const QJsonObject &change)
{
    return kindOf(change) != QLatin1String("user") && kindOf(change) != QLatin1String("organisation");
}

/// Of a row of the plan, or of a change that was made.
QString nameOf(const QJsonObject &change)
{
    if (isModel(change))
        return change.value(QLatin1String("model_name")).toString();
    if (kindOf(change) == QLatin1String("organisation"))
        return ImportPanel::tr("Organisation");
    const QString id = change.value(QLatin1String("user_id")).toString();
    return id.isEmpty() ? change.value(QLatin1String("name")).toString() : id;
}

/// Of a user or the organisation: what binds its keys.
QString boundsOf(const QJsonObject &change)
{
    const QString limit = change.value(QLatin1String("max_budget_usd")).toString();
    const QString every = change.value(QLatin1String("budget_duration")).toString();
    QStringList parts;
    if (kindOf(change) == QLatin1String("user"))
        parts += ImportPanel::tr("user");
    if (!limit.isEmpty())
        parts += every.isEmpty() ? ImportPanel::tr("budget %1").arg(formatAmount(limit))
                                 : ImportPanel::tr("budget %1 every %2").arg(formatAmount(limit), every);
    if (const QStringList models = change.value(QLatin1String("models")).toVariant().toStringList(); !models.isEmpty())
        parts += ImportPanel::tr("models: %1").arg(named(models));
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString whatOf(const QJsonObject &change)
{
    if (!isModel(change))
        return boundsOf(change);
    const QString provider = change.value(QLatin1String("provider")).toString();
    const QString model = change.value(QLatin1String("upstream_model")).toString();
    return provider.isEmpty() ? model : providerTitle(provider) + QStringLiteral(" \u00b7 ") + model;
}

bool isUsable(const QJsonObject &change)
{
    const QString action = change.value(QLatin1String("action")).toString();
    return action == QLatin1String("add") || action == QLatin1String("change");
}

QString keyWord(const QJsonObject &change)
{
    const QString key = change.value(QLatin1String("key")).toString();
    return key == QLatin1String("present")      ? ImportPanel::tr("present")
           : key == QLatin1String("not_needed") ? ImportPanel::tr("not needed")
                                                : QString();
}

/// Why a row is left out, with the setting and the line of the file that are at fault.
QString whyOf(const QJsonObject &change)
{
    const QString said = change.value(QLatin1String("why")).toString();
    QString words = faultWords({{QLatin1String("message"), said},
                                {QLatin1String("reason"), change.value(QLatin1String("reason"))},
                                {QLatin1String("values"), change.value(QLatin1String("values"))}});
    if (words == said)
        return words; // the gateway's own sentence names both
    const QString field = change.value(QLatin1String("values")).toObject().value(QLatin1String("field")).toString();
    if (!field.isEmpty() && !words.contains(field))
        words = field + QStringLiteral(": ") + words;
    const int line = change.value(QLatin1String("line")).toInt();
    return line > 0 ? ImportPanel::tr("%1 (line %2)").arg(words).arg(line) : words;
}

QString noteOf(const QJsonObject &change)
{
    const QString action = change.value(QLatin1String("action")).toString();
    if (action == QLatin1String("same"))
        return ImportPanel::tr("is there already");
    if (action == QLatin1String("change"))
        return isModel(change) ? ImportPanel::tr("changes") : ImportPanel::tr("exists: its limits would change");
    if (const QString variable = change.value(QLatin1String("key_variable")).toString(); !variable.isEmpty())
        return ImportPanel::tr("needs its key: %1 cannot be read here").arg(variable);
    if (action != QLatin1String("add"))
        return ImportPanel::tr("is left out: %1").arg(whyOf(change));
    if (change.value(QLatin1String("exists")).toBool())
        return ImportPanel::tr("exists: would share its requests");
    return change.value(QLatin1String("key")) == QLatin1String("missing") ? ImportPanel::tr("is added, and needs a key")
                                                                          : ImportPanel::tr("is added");
}

} // namespace

ImportPanel::ImportPanel(AdminClient &client, Page &page, QWidget *parent)
    : Card(tr("Import and export"), parent), m_client(client), m_page(page), m_plan(new QTreeWidget),
      m_notes(dimLabel({})), m_apply(new QPushButton), m_dismiss(new QPushButton(tr("Leave everything as it is")))
{
    setFact(tr("drop a LiteLLM config.yaml anywhere on this window"));
    auto *open = new QPushButton(tr("Import\u2026"));
    auto *write = new QPushButton(tr("Export\u2026"));
    connect(open, &QPushButton::clicked, this, &ImportPanel::choose);
    connect(write, &QPushButton::clicked, this, &ImportPanel::exportAll);
    addAction(open);
    addAction(write);
    m_plan->setAccessibleName(tr("What the import would change"));
    m_plan->setHeaderLabels({tr("Name"), tr("What"), tr("Price"), tr("Key"), tr("Note")});
    m_plan->header()->resizeSection(kName, 200);
    m_plan->header()->resizeSection(kWhat, 210);
    m_plan->header()->resizeSection(kPrice, 110);
    m_plan->header()->resizeSection(kKey, 160);
    connect(m_plan, &QTreeWidget::itemChanged, this, &ImportPanel::countTicks);
    m_plan->setMinimumHeight(180);
    m_notes->setWordWrap(true);
    m_apply->setProperty("primary", true);
    connect(m_apply, &QPushButton::clicked, this, [this] { ask(true); });
    connect(m_dismiss, &QPushButton::clicked, this, [this] { showPlan({}); });
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_dismiss);
    row->addWidget(m_apply);
    content()->addWidget(m_plan);
    content()->addWidget(m_notes);
    content()->addLayout(row);
    showPlan({});
}

void ImportPanel::choose()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Import a LiteLLM configuration"), {}, tr("YAML files (*.yaml *.yml)"));
    if (!file.isEmpty())
        read(file);
}

void ImportPanel::read(const QString &name)
{
    QFile file(name);
    if (file.size() > kMostFileBytes || !file.open(QIODevice::ReadOnly)) {
        m_page.notice().tell(
            tr("%1 cannot be read: %2").arg(name, file.isOpen() ? tr("it has more than 4 MB") : file.errorString()),
            true);
        return;
    }
    m_file = QFileInfo(name).fileName();
    m_yaml = QString::fromUtf8(file.readAll());
    ask(false);
}

void ImportPanel::ask(bool apply)
{
    m_apply->setEnabled(false);
    QJsonObject body{{QLatin1String("yaml"), m_yaml}, {QLatin1String("apply"), apply}};
    if (apply) {
        QJsonArray rows;
        QJsonObject keys;
        for (QTreeWidgetItem *item : ticked()) {
            const QString row = item->data(kName, kRowRole).toString();
            rows.append(row);
            if (const QString key = keyOf(item); !key.isEmpty())
                keys[row] = key;
        }
        body[QLatin1String("rows")] = rows;
        body[QLatin1String("keys")] = keys;
    }
    AdminOperation *asked = m_client.send(AdminRequest::post(QStringLiteral("/admin/v1/import"), body), this);
    m_page.busy().follow(asked, apply ? tr("Taking over %1\u2026").arg(m_file) : tr("Reading %1\u2026").arg(m_file),
                         [this] { countTicks(); });
    connect(asked, &AdminOperation::finished, this, [this, apply](const AdminReply &reply) {
        countTicks();
        if (!reply.ok()) {
            m_page.notice().tell(tr("%1 was not imported, nothing has changed:\n%2").arg(m_file, complaintWords(reply)),
                                 true);
            return;
        }
        m_page.notice().settle(); // the complaint about the file before is not about this one
        showPlan(apply ? QJsonObject() : reply.body);
        if (apply)
            tellDone(reply.body);
        else
            bringIntoView();
    });
}

void ImportPanel::tellDone(const QJsonObject &answer)
{
    const QJsonArray revisions = answer.value(QLatin1String("revisions")).toArray();
    const QString text = tr("%1 is taken over: %n change(s).", nullptr, static_cast<int>(revisions.size())).arg(m_file);
    if (revisions.isEmpty())
        m_page.notice().tell(text);
    else
        m_page.notice().tell(text, false, tr("Undo"), [this, revisions] { takeBack(revisions, {}, {}); });
}

/// The newest first: a revision can be rolled back only while none of the same object came after it. One that cannot
/// be leaves the others as they are to be; a gateway that is gone ends it.
void ImportPanel::takeBack(QJsonArray left, QStringList done, QStringList failed)
{
    if (left.isEmpty()) {
        const QString back =
            tr("Taken back, %n change(s): %1", nullptr, static_cast<int>(done.size())).arg(named(done));
        const QString kept = tr("Not taken back: %1").arg(failed.join(QLatin1Char('\n')));
        m_page.notice().tell(failed.isEmpty() ? back
                             : done.isEmpty() ? kept
                                              : back + QLatin1Char('\n') + kept,
                             !failed.isEmpty());
        return;
    }
    const QJsonObject revision = left.last().toObject();
    left.removeLast();
    const QString name = shownName(nameOf(revision));
    const qint64 number = revision.value(QLatin1String("number")).toInteger();
    m_client.call(AdminRequest::post(QStringLiteral("/admin/v1/revisions/%1/rollback").arg(number), {}), this,
                  [this, left, done, failed, name](const AdminReply &reply) {
                      if (reply.ok())
                          takeBack(left, done + QStringList(name), failed);
                      else
                          takeBack(reply.status == 0 ? QJsonArray() : left, done,
                                   failed + QStringList(name + QStringLiteral(": ") + complaintWords(reply)));
                  });
}

/// The card may be below the window's edge; once it has the height that what it shows wants.
void ImportPanel::bringIntoView()
{
    QTimer::singleShot(0, this, [this] {
        for (QWidget *above = parentWidget(); above; above = above->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(above)) {
                area->ensureWidgetVisible(m_plan);
                area->ensureWidgetVisible(m_apply);
            }
        }
    });
}

void ImportPanel::showPlan(const QJsonObject &plan)
{
    m_plan->clear();
    {
        const QSignalBlocker quiet(m_plan); // they are counted once, when all are there
        for (const QJsonValue &change : plan.value(QLatin1String("changes")).toArray())
            showRow(change.toObject());
    }
    QStringList notes;
    for (const QJsonValue &note : plan.value(QLatin1String("notes")).toArray())
        notes += note.toString();
    m_notes->setText(notes.isEmpty() ? QString() : tr("Not taken over:\n%1").arg(notes.join(QLatin1Char('\n'))));
    m_notes->setVisible(!notes.isEmpty());
    countTicks();
    for (QWidget *part : std::initializer_list<QWidget *>{m_plan, m_apply, m_dismiss})
        part->setVisible(!plan.isEmpty());
}

void ImportPanel::showRow(const QJsonObject &change)
{
    const QString name = nameOf(change);
    const bool isMissing = change.value(QLatin1String("key")) == QLatin1String("missing");
    auto *item = new QTreeWidgetItem(m_plan, {name, whatOf(change),
                                              change.contains(QLatin1String("price"))
                                                  ? priceText({{QLatin1String("deployments"), QJsonArray{change}}})
                                                  : QString(),
                                              isMissing ? QString() : keyWord(change), noteOf(change)});
    item->setData(kName, kRowRole, change.value(QLatin1String("row")).toString());
    item->setData(kName, kUsableRole, isUsable(change));
    item->setToolTip(kNote, item->text(kNote));
    const bool exists = change.value(QLatin1String("exists")).toBool();
    const Tokens &tokens = Theme::of().tokens();
    item->setForeground(kNote, change.value(QLatin1String("action")) == QLatin1String("same") ? tokens.dim
                               : isUsable(change) && !exists && !isMissing                    ? tokens.good
                                                                                              : tokens.warning);
    setTick(item, isUsable(change), !exists && !isMissing);
    if (isMissing)
        askKey(item, name);
    for (const QJsonValue &field : change.value(QLatin1String("diff")).toArray()) {
        const QJsonObject one = field.toObject();
        const bool secret = !one.contains(QLatin1String("to"));
        const QString before = shown(one.value(QLatin1String("from")));
        auto *line = new QTreeWidgetItem(item, {one.value(QLatin1String("field")).toString(),
                                                before.isEmpty() ? tr("nothing") : before, QString(), QString(),
                                                secret ? tr("another key") : shown(one.value(QLatin1String("to")))});
        line->setFlags(line->flags() & ~Qt::ItemIsUserCheckable);
    }
    item->setExpanded(true);
}

/// A field for the key that the row lacks. What cannot be used without one gets its box with it.
void ImportPanel::askKey(QTreeWidgetItem *item, const QString &name)
{
    auto *edit = new QLineEdit;
    edit->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    edit->setPlaceholderText(tr("missing: enter it here"));
    edit->setAccessibleName(tr("Key of %1").arg(name));
    connect(edit, &QLineEdit::textChanged, this, [this, item](const QString &text) {
        const bool given = !text.trimmed().isEmpty();
        setTick(item, given || item->data(kName, kUsableRole).toBool(), given);
    });
    connect(edit, &QLineEdit::returnPressed, m_apply, &QPushButton::click);
    item->setSizeHint(kKey, edit->sizeHint());
    m_plan->setItemWidget(item, kKey, edit);
}

QString ImportPanel::keyOf(QTreeWidgetItem *item) const
{
    const auto *edit = qobject_cast<QLineEdit *>(m_plan->itemWidget(item, kKey));
    return edit ? edit->text().trimmed() : QString();
}

void ImportPanel::setTick(QTreeWidgetItem *item, bool possible, bool ticked)
{
    item->setFlags(possible ? item->flags() | Qt::ItemIsUserCheckable : item->flags() & ~Qt::ItemIsUserCheckable);
    item->setData(kName, Qt::CheckStateRole,
                  possible ? QVariant(ticked ? Qt::Checked : Qt::Unchecked) : QVariant()); // without a value: no box
}

QList<QTreeWidgetItem *> ImportPanel::ticked() const
{
    QList<QTreeWidgetItem *> out;
    for (int i = 0; i < m_plan->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_plan->topLevelItem(i);
        if (item->data(kName, Qt::CheckStateRole).isValid() && item->checkState(kName) == Qt::Checked)
            out += item;
    }
    return out;
}

void ImportPanel::countTicks()
{
    const int count = static_cast<int>(ticked().size());
    m_apply->setText(tr("Take over %n change(s)", nullptr, count));
    m_apply->setEnabled(count > 0);
}

void ImportPanel::exportAll()
{
    m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/export")), this, [this](const AdminReply &reply) {
        if (reply.ok())
            saveTextAs(m_page, tr("Export the catalogue"), QStringLiteral("config.yaml"), tr("YAML files (*.yaml)"),
                       reply.body.value(QLatin1String("yaml")).toString());
        else
            m_page.notice().tell(complaintWords(reply), true);
    });
}

} // namespace ostiary
