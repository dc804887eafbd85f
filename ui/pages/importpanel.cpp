// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/importpanel.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "ui/pages/pageparts.h"
#include "ui/theme.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonArray>
#include <QScrollArea>
#include <QTimer>

namespace ostiary {

namespace {

constexpr qint64 kMostFileBytes = 4'000'000;

QString shown(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble())
           : value.isBool() ? (value.toBool() ? QStringLiteral("true") : QStringLiteral("false"))
                            : value.toString();
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
    m_plan->setHeaderLabels({tr("Model"), tr("Called at"), tr("What happens")});
    m_plan->header()->resizeSection(0, 240);
    m_plan->header()->resizeSection(1, 260);
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
    AdminOperation *asked =
        m_client.send(AdminRequest::post(QStringLiteral("/admin/v1/import"),
                                         {{QLatin1String("yaml"), m_yaml}, {QLatin1String("apply"), apply}}),
                      this);
    m_page.busy().follow(asked, apply ? tr("Taking over %1\u2026").arg(m_file) : tr("Reading %1\u2026").arg(m_file),
                         [this] { m_apply->setEnabled(true); });
    connect(asked, &AdminOperation::finished, this, [this, apply](const AdminReply &reply) {
        m_apply->setEnabled(true);
        if (!reply.ok()) {
            m_page.notice().tell(tr("%1 was not imported, nothing has changed:\n%2").arg(m_file, complaintWords(reply)),
                                 true);
            return;
        }
        m_page.notice().settle(); // the complaint about the file before is not about this one
        showPlan(apply ? QJsonObject() : reply.body);
        if (!apply)
            bringIntoView();
        if (apply)
            m_page.notice().tell(
                tr("%1 is taken over. Each change is a revision that the admin API can take back.").arg(m_file));
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
    int changing = 0;
    for (const QJsonValue &value : plan.value(QLatin1String("changes")).toArray()) {
        const QJsonObject change = value.toObject();
        const QString action = change.value(QLatin1String("action")).toString();
        const bool changes = action == QLatin1String("add") || action == QLatin1String("change");
        changing += changes ? 1 : 0;
        auto *item = new QTreeWidgetItem(
            m_plan, {change.value(QLatin1String("model_name")).toString(),
                     providerTitle(change.value(QLatin1String("provider")).toString()) + QStringLiteral(" \u00b7 ") +
                         change.value(QLatin1String("upstream_model")).toString(),
                     action == QLatin1String("add")      ? tr("is added")
                     : action == QLatin1String("change") ? tr("changes")
                     : action == QLatin1String("same")
                         ? tr("is there already")
                         : tr("is left out: %1").arg(change.value(QLatin1String("why")).toString())});
        const Tokens &tokens = Theme::of().tokens();
        item->setForeground(2, changes ? tokens.good : action == QLatin1String("same") ? tokens.dim : tokens.warning);
        for (const QJsonValue &field : change.value(QLatin1String("diff")).toArray()) {
            const QJsonObject one = field.toObject();
            const bool secret = !one.contains(QLatin1String("to"));
            const QString before = shown(one.value(QLatin1String("from")));
            new QTreeWidgetItem(item, {one.value(QLatin1String("field")).toString(),
                                       before.isEmpty() ? tr("nothing") : before,
                                       secret ? tr("another key") : shown(one.value(QLatin1String("to")))});
        }
        item->setExpanded(true);
    }
    QStringList notes;
    for (const QJsonValue &note : plan.value(QLatin1String("notes")).toArray())
        notes += note.toString();
    m_notes->setText(notes.isEmpty() ? QString() : tr("Not taken over:\n%1").arg(notes.join(QLatin1Char('\n'))));
    m_notes->setVisible(!notes.isEmpty());
    m_apply->setText(tr("Take over %n change(s)", nullptr, changing));
    m_apply->setEnabled(changing > 0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_plan, m_apply, m_dismiss})
        part->setVisible(!plan.isEmpty());
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
