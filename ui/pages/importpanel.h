// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/widgets/card.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QTreeWidget>

namespace ostiary {

/// A LiteLLM configuration: what it would add and change, told by the gateway, before anything is; then what is ticked
/// of it is done, with the keys that were typed beside it, and can be taken back.
class ImportPanel final : public Card
{
    Q_OBJECT

public:
    ImportPanel(AdminClient &client, Page &page, QWidget *parent = nullptr);

    void choose();
    void read(const QString &file);
    void exportAll();

private:
    void ask(bool apply);
    void bringIntoView();
    void showPlan(const QJsonObject &plan);
    void showRow(const QJsonObject &change);
    void askKey(QTreeWidgetItem *item, const QString &name);
    void setTick(QTreeWidgetItem *item, bool possible, bool ticked);
    void countTicks();
    QList<QTreeWidgetItem *> ticked() const;
    QString keyOf(QTreeWidgetItem *item) const;
    void tellDone(const QJsonObject &answer);
    void takeBack(QJsonArray left, QStringList done, QStringList failed);

    AdminClient &m_client;
    Page &m_page;
    QString m_yaml;
    QString m_file;
    QTreeWidget *m_plan;
    PlainLabel *m_notes;
    QPushButton *m_apply;
    QPushButton *m_dismiss;
};

} // namespace ostiary
