// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QUrl>

namespace ostiary {

/// One streamed chat request to a gateway's endpoint, as any client sends it. Ends with exactly one `finished`;
/// deleting it cancels the request.
class ChatCall final : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        QString error;     ///< empty: the answer is whole
        bool told = false; ///< the error is in the gateway's words, not in the console's
        int status = 0;    ///< of HTTP; 0: the gateway was not reached
        QString requestId;
        double firstTokenMs = -1;
        double totalMs = 0;
        qint64 promptTokens = -1; ///< -1: not told
        qint64 completionTokens = -1;
    };

    explicit ChatCall(QObject *parent = nullptr) : QObject(parent) {}
    ~ChatCall() override;

    /// `endpoint` without `/v1`; `options` are further fields of the request, such as `max_tokens`.
    void start(QNetworkAccessManager &network, const QUrl &endpoint, const QString &key, const QString &model,
               const QJsonArray &messages, const QJsonObject &options);
    /// Trusts this certificate (SHA-256 in hex), whatever the system thinks of it.
    void trust(const QByteArray &certificate) { m_trusted = certificate; }

Q_SIGNALS:
    void text(const QString &delta);
    void finished(const ostiary::ChatCall::Outcome &outcome);

private:
    void read();
    void takeLine(const QByteArray &line);
    void end();

    QPointer<QNetworkReply> m_reply;
    QElapsedTimer m_clock;
    QByteArray m_trusted;
    QByteArray m_rest;
    QByteArray m_errorBody;
    Outcome m_outcome;
    bool m_done = false; ///< [DONE] has come
};

} // namespace ostiary
