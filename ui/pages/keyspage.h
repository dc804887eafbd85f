// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/formsaving.h"
#include "ui/pages/keyfilter.h"
#include "ui/pages/listsearch.h"
#include "ui/pages/pageparts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"
#include "ui/widgets/table.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QStringListModel>

#include <optional>

namespace ostiary {

/// Virtual keys: who has one, for which models, with what budget and limits; made, changed, blocked and deleted here.
class KeysPage final : public Page
{
    Q_OBJECT

public:
    explicit KeysPage(AdminClient &client, QWidget *parent = nullptr);

    /// What can be done with a key from elsewhere: what its button here does, asking what it asks.
    enum class Act { Edit, Block, Unblock, Rotate, Delete };

    /// Shows the key with this id, whatever the list shows; then does `act`.
    void open(const QString &id, const QString &name, std::optional<Act> act = {});

private:
    void buildOnce();
    void buildForm();
    void perform(Act act);
    void showKey();
    void show(const QJsonObject &key, Form::Load which);
    /// Every budget and list of models that refuses the key, also those of its user and of all.
    void tellBounds(const QJsonObject &key);
    bool mayLeave(std::function<void()> goOn);
    void startNew();
    FormSaving::Deeds deeds();
    AdminRequest request() const;
    void toggleBlocked();
    void rotate();
    void remove();
    /// The text of a key that was just made or rotated, with its own name and models, whatever the form shows.
    void showNewKey(const QJsonObject &key);
    void showSnippet();
    void listModels();
    /// Whose keys there are: offered where a team or a person is written.
    void listOwners();
    void addOwner(const QJsonObject &key);
    void offerOwners();
    void updateButtons();
    QJsonObject changes() const;

    AdminClient &m_client;
    ResourceModel m_keys;
    Table *m_table;
    ListSearch *m_search;
    KeyFilter *m_filter;
    Card *m_editor;
    Form *m_form;
    QLabel *m_bounds = nullptr;
    FormSaving *m_saving;
    QPushButton *m_block;
    QPushButton *m_rotate;
    QPushButton *m_delete;
    TokenEdit *m_models;
    QSet<QString> m_teamNames, m_personNames;
    QStringListModel m_teams, m_persons;
    Card *m_once;
    QLineEdit *m_onceKey;
    QComboBox *m_snippetKind;
    QPlainTextEdit *m_snippet;
    QString m_key;         ///< id of the one in the form; empty: a new one
    qint64 m_revision = 0; ///< of it, as it is shown
    QString m_anyModel;    ///< for snippets of a key that may call all
    QString m_name;        ///< of the key that is shown
    QString m_onceModel;   ///< of the key whose text is shown; empty: it may call all
    bool m_blocked = false;
    OnceShown m_onceShown;
};

} // namespace ostiary
