// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/form.h"
#include "ui/widgets/table.h"

#include <QPushButton>

namespace ostiary {

/// Virtual keys: who has one, for which models, with what budget and limits; made, changed, blocked and deleted here.
class KeysPage final : public Page
{
    Q_OBJECT

public:
    explicit KeysPage(AdminClient &client, QWidget *parent = nullptr);

private:
    void showKey();
    void startNew();
    void save();
    void toggleBlocked();
    void remove();
    void undoRemoval(qint64 revision);
    void showNewKey(const QString &key);
    void tell(const QString &message, bool bad);
    void updateButtons();
    QJsonObject changes() const;

    AdminClient &m_client;
    ResourceModel m_keys;
    Table *m_table;
    Card *m_editor;
    Form *m_form;
    QPushButton *m_save;
    QPushButton *m_block;
    QPushButton *m_delete;
    QLabel *m_note;
    QPushButton *m_undo;
    Card *m_once;
    QLineEdit *m_onceKey;
    QLabel *m_snippet;
    QString m_key; ///< id of the one in the form; empty: a new one
    bool m_blocked = false;
};

} // namespace ostiary
