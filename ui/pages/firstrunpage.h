// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/discoverpanel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTimer>

namespace ostiary {

/// The way from nothing to the first request: a provider's key, a local server or the simulator; models; a key with a
/// budget; a snippet to paste; and the first request as it arrives.
class FirstRunPage final : public Page
{
    Q_OBJECT

public:
    explicit FirstRunPage(AdminClient &client, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The user goes on elsewhere.
    void done(const QString &page);
    /// The request with this id shall be seen.
    void requestWanted(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildSource();
    QWidget *buildModels();
    QWidget *buildKey();
    QWidget *buildSnippet();
    void showStep(int step);
    /// Reads whose keys there can be, and looks for servers.
    void look();
    void showPresets(const QJsonArray &presets);
    void keyTyped(const QString &text);
    void useKey();
    void useServer(const QJsonObject &server);
    void listModelsOf(const QJsonObject &account);
    void lookForServers();
    void makeKey();
    void showSnippet();
    void lookForRequest();

    AdminClient &m_client;
    Card *m_card;
    QHBoxLayout *m_across; ///< the card, between what is left at its sides
    QList<QWidget *> m_steps;
    int m_step = 0;
    PlainLabel *m_where;
    QJsonArray m_presets;
    QLineEdit *m_paste;
    QComboBox *m_provider;
    bool m_chosen = false; ///< the provider, by a person
    QPushButton *m_useKey;
    PlainLabel *m_sourceError;
    QVBoxLayout *m_servers;
    DiscoverPanel *m_models;
    QPushButton *m_toKey;
    Form *m_keyForm;
    QPushButton *m_makeKey;
    QLineEdit *m_key;
    QComboBox *m_kind;
    QPlainTextEdit *m_snippet;
    PlainLabel *m_waiting;
    QPushButton *m_copy;
    QPushButton *m_open;
    QTimer m_watch;
    QStringList m_offered; ///< names of the models that were added, or the simulator's
    QString m_alias;
    QString m_request; ///< id of the first request
};

} // namespace ostiary
