// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include <functional>

namespace ostiary {

/// What a provider has: choose models, name them as clients shall call them, price them, add them all. A name that is
/// taken is marked in its row; it can be changed there, or stay, and then shares that name's requests. A price that is
/// written goes before the list's.
class DiscoverPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit DiscoverPanel(AdminClient &client, QWidget *parent = nullptr);

    /// `models` as `/admin/v1/providers/…/test` lists them; they are added with `connection`, a provider's id.
    void setModels(const QJsonArray &models, const QString &connection, const QString &provider);
    void clear();
    bool isEmpty() const { return m_tree->topLevelItemCount() == 0; }
    int chosenCount() const;
    /// Whether something is chosen and nothing of it is at fault.
    bool mayAdd() const;
    /// The names of the chosen models, as clients will call them.
    QStringList chosenNames() const;
    /// Chooses those whose provider's name contains one of these.
    void choose(const QStringList &parts);
    /// Adds what is chosen, one after the other.
    void add();
    QPushButton *addButton() { return m_add; }

Q_SIGNALS:
    void choiceChanged();
    /// Everything that was chosen is added, or `complaint` says which was not and why.
    void added(const QStringList &names, const QString &complaint);

private:
    void showPrice(QTreeWidgetItem *item, const QJsonObject &model);
    void readPrice(QTreeWidgetItem *item);
    void showNote(QTreeWidgetItem *item);
    void showItem(QTreeWidgetItem *item, int column);
    void showChoice();
    void changeRows(const std::function<void(QTreeWidgetItem *)> &change);
    void filter(const QString &text);
    /// Those that the filter shows.
    void chooseShown();
    /// Writes what is in the field for it as the price of everything that is chosen.
    void priceChosen();
    void addNext();

    AdminClient &m_client;
    QString m_connection;
    QString m_provider;
    QStringList m_taken; ///< names in the catalogue
    QLineEdit *m_filter;
    QTreeWidget *m_tree;
    QPushButton *m_all;
    QLineEdit *m_price;
    QPushButton *m_setPrice;
    QPushButton *m_add;
    QList<QTreeWidgetItem *> m_left;
    QStringList m_done;
    bool m_showing = false;
    bool m_adding = false;
    int m_round = 0; ///< of the list; an answer to one before means nothing
};

} // namespace ostiary
