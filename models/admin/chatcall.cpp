// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/chatcall.h"

#include <QJsonDocument>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace ostiary {

ChatCall::~ChatCall()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void ChatCall::start(QNetworkAccessManager &network, const QUrl &endpoint, const QString &key, const QString &model,
                     const QJsonArray &messages, const QJsonObject &options)
{
    QUrl url = endpoint;
    url.setPath(QStringLiteral("/v1/chat/completions"));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + key.toUtf8());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    QJsonObject body = options;
    body[QLatin1String("model")] = model;
    body[QLatin1String("messages")] = messages;
    body[QLatin1String("stream")] = true;
    body[QLatin1String("stream_options")] = QJsonObject{{QLatin1String("include_usage"), true}};
    m_clock.start();
    m_reply = network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
    connect(m_reply, &QNetworkReply::sslErrors, this, [this] {
        const QByteArray shown =
            m_reply->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256).toHex();
        if (!m_trusted.isEmpty() && shown == m_trusted)
            m_reply->ignoreSslErrors();
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &ChatCall::read);
    connect(m_reply, &QNetworkReply::finished, this, &ChatCall::end);
}

void ChatCall::read()
{
    if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200) {
        m_errorBody += m_reply->readAll();
        return;
    }
    m_rest += m_reply->readAll();
    qsizetype from = 0;
    for (qsizetype line; (line = m_rest.indexOf('\n', from)) >= 0; from = line + 1)
        takeLine(m_rest.mid(from, line - from).trimmed());
    m_rest.remove(0, from);
}

void ChatCall::takeLine(const QByteArray &line)
{
    if (!line.startsWith("data:"))
        return;
    const QByteArray data = line.mid(5).trimmed();
    if (data == "[DONE]") {
        m_done = true;
        return;
    }
    const QJsonObject chunk = QJsonDocument::fromJson(data).object();
    if (const QJsonObject error = chunk.value(QLatin1String("error")).toObject(); !error.isEmpty()) {
        m_outcome.error = error.value(QLatin1String("message")).toString();
        m_outcome.told = true;
    }
    if (const QJsonObject usage = chunk.value(QLatin1String("usage")).toObject(); !usage.isEmpty()) {
        m_outcome.promptTokens = usage.value(QLatin1String("prompt_tokens")).toInteger();
        m_outcome.completionTokens = usage.value(QLatin1String("completion_tokens")).toInteger();
    }
    const QJsonObject delta =
        chunk.value(QLatin1String("choices")).toArray().first().toObject().value(QLatin1String("delta")).toObject();
    const QString words = delta.value(QLatin1String("content")).toString();
    if (words.isEmpty())
        return;
    if (m_outcome.firstTokenMs < 0)
        m_outcome.firstTokenMs = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    Q_EMIT text(words);
}

void ChatCall::end()
{
    read();
    m_outcome.totalMs = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    m_outcome.requestId = QString::fromLatin1(m_reply->rawHeader("x-request-id"));
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_outcome.status = status;
    if (status == 0) {
        m_outcome.error = m_reply->errorString();
    } else if (status != 200) {
        m_outcome.error = QJsonDocument::fromJson(m_errorBody)
                              .object()
                              .value(QLatin1String("error"))
                              .toObject()
                              .value(QLatin1String("message"))
                              .toString();
        m_outcome.told = !m_outcome.error.isEmpty();
        if (!m_outcome.told)
            m_outcome.error = QStringLiteral("HTTP %1").arg(status);
    } else if (!m_done && m_outcome.error.isEmpty()) {
        m_outcome.error = tr("The answer was cut off");
    }
    m_reply->deleteLater();
    m_reply = nullptr;
    const Outcome outcome = m_outcome; // a receiver may delete this
    Q_EMIT finished(outcome);
}

} // namespace ostiary
