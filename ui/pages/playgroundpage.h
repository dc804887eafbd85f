// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "models/admin/chatcall.h"
#include "models/admin/consolekey.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

namespace ostiary {

/// Try a model as a client would: the answer as it streams, with tokens, cost, time to the first token and speed; a
/// second model beside it to compare. Asks with the console's own key, or with one that is pasted.
class PlaygroundPage final : public Page
{
    Q_OBJECT

public:
    PlaygroundPage(AdminClient &client, ConsoleKey &key, QWidget *parent = nullptr);

    /// Chooses the model to ask.
    void setModel(const QString &model);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Side
    {
        Card *card;
        QComboBox *model;
        QPlainTextEdit *answer;
        PlainLabel *missing; ///< says that the wanted model is not offered
        PlainLabel *facts;
        QPointer<ChatCall> call;
        QString wanted; ///< the model that was chosen, whether or not it is offered
    };
    Side makeSide(const QString &accessibleName);
    void listModels();
    void chooseModel(Side &side);
    void send();
    void ask(Side &side, const QString &key);
    QJsonObject requestBody() const;
    QWidget *buildQuestion();
    void addImage(const QString &file);
    void stop();
    void showFacts(Side &side, const ChatCall::Outcome &outcome, const QString &cost);
    void showFinished(Side &side, const ChatCall::Outcome &outcome);
    void updateButtons();
    void copyCode(const QString &kind);

    AdminClient &m_client;
    ConsoleKey &m_consoleKey;
    QNetworkAccessManager m_network;
    QPlainTextEdit *m_system;
    QPlainTextEdit *m_prompt;
    Form *m_options;
    QListWidget *m_images;
    QPushButton *m_compare;
    QPushButton *m_send;
    QPushButton *m_stop;
    Side m_left;
    Side m_right;
    bool m_listed = false; ///< the models have been read
};

} // namespace ostiary
