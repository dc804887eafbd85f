// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "models/admin/chatcall.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"

#include <QPlainTextEdit>
#include <QPushButton>

namespace ostiary {

/// Try a model as a client would: the answer as it streams, with tokens, cost, time to the first token and speed; a
/// second model beside it to compare. Uses a key of its own with a small budget, which it makes when it is first needed
/// and forgets when the console ends.
class PlaygroundPage final : public Page
{
    Q_OBJECT

public:
    explicit PlaygroundPage(AdminClient &client, QWidget *parent = nullptr);

private:
    struct Side
    {
        Card *card;
        QComboBox *model;
        QPlainTextEdit *answer;
        QLabel *facts;
        QPointer<ChatCall> call;
    };
    Side makeSide(const QString &accessibleName);
    void listModels();
    void send();
    void ask(Side &side);
    void stop();
    void showFacts(Side &side, const ChatCall::Outcome &outcome, const QString &cost);
    void showFinished(Side &side, const ChatCall::Outcome &outcome);
    void updateButtons();
    void copyCode() const;

    AdminClient &m_client;
    QNetworkAccessManager m_network;
    QPlainTextEdit *m_system;
    QPlainTextEdit *m_prompt;
    Form *m_options;
    QPushButton *m_compare;
    QPushButton *m_send;
    QPushButton *m_stop;
    Side m_left;
    Side m_right;
    QString m_key; ///< held in memory only
};

} // namespace ostiary
