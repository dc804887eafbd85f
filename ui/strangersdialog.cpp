// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/strangersdialog.h"

#include "models/items/codewords.h"
#include "models/items/format.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plaindelegate.h"
#include "ui/widgets/showntext.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ostiary {

namespace {

constexpr QSize kUsualSize{820, 420};
enum Column { kWhen, kFrom, kPath, kKey, kWhy };

QTreeWidgetItem *lineOf(const QJsonObject &call)
{
    const auto text = [&](const char *field) { return call.value(QLatin1String(field)).toString(); };
    const qint64 at = call.value(QLatin1String("at_ms")).toInteger();
    const QString key = text("key");
    auto *line = new QTreeWidgetItem;
    line->setText(kWhen, QLocale().toString(QDateTime::fromMSecsSinceEpoch(at), QLocale::ShortFormat));
    line->setToolTip(kWhen, formatMoment(at));
    line->setText(kFrom, shownName(text("address")));
    line->setText(kPath, shownName(text("path")));
    line->setText(kKey, key.isEmpty() ? dash() : shownName(key));
    line->setText(kWhy, errorWords(text("error")));
    return line;
}

} // namespace

StrangersDialog::StrangersDialog(AdminClient &client, QWidget *parent)
    : QDialog(parent), m_words(dimLabel(tr("Asking the gateway\u2026"))), m_list(new QTreeWidget)
{
    setObjectName(QStringLiteral("strangerslist"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Calls without a valid key"));
    m_words->setWordWrap(true);
    m_list->setAccessibleName(tr("The latest calls without a valid key"));
    m_list->setHeaderLabels({tr("When"), tr("From"), tr("Path"), tr("Key"), tr("Why")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setItemDelegate(new PlainDelegate(m_list));
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_words, 1);
    foot->addWidget(close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::kWide, Theme::kWide, Theme::kWide, Theme::kLarge);
    all->setSpacing(Theme::kMedium);
    all->addWidget(m_list, 1);
    all->addLayout(foot);
    resize(kUsualSize);
    client.call(AdminRequest::get(QStringLiteral("/admin/v1/unauthorized")), this,
                [this](const AdminReply &reply) { showCalls(reply); });
}

void StrangersDialog::showCalls(const AdminReply &reply)
{
    if (!reply.ok()) {
        m_words->setText(tr("They could not be read: %1").arg(complaintWords(reply)));
        return;
    }
    for (const QJsonValue &call : reply.body.value(QLatin1String("latest")).toArray())
        m_list->addTopLevelItem(lineOf(call.toObject()));
    for (int column = kWhen; column < kWhy; ++column)
        m_list->resizeColumnToContents(column);
    const int calls = reply.body.value(QLatin1String("total")).toInt();
    m_words->setText(tr("The latest of %n since the gateway's start", nullptr, calls));
}

} // namespace ostiary
