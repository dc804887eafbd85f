// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/firstrequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace ostiary {

namespace {

constexpr int kReportTries = 50;

void complain(const char *what, QNetworkReply *reply)
{
    std::fprintf(stderr, "%s: %s\n", what, reply->readAll().constData());
}

} // namespace

FirstRequest::FirstRequest(const Core &core, const ServerConfig &config) : m_core(core)
{
    const Secret &key = core.newAdminKey().isEmpty() ? config.masterKey : core.newAdminKey();
    m_adminKey = QByteArray(key.reveal().data(), static_cast<qsizetype>(key.reveal().size()));
    const CatalogPtr catalog = core.catalog(); // held: a reload may let go of it meanwhile
    const auto &names = catalog->names();
    const bool simulated = std::find(names.begin(), names.end(), "sim") != names.end();
    m_model = simulated || names.empty() ? QStringLiteral("sim") : QString::fromStdString(names.front());
}

QNetworkRequest FirstRequest::request(const QString &url, const QByteArray &key) const
{
    QNetworkRequest made{QUrl(url)};
    made.setRawHeader("Authorization", "Bearer " + key);
    made.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    return made;
}

void FirstRequest::start()
{
    if (m_adminKey.isEmpty()) {
        std::printf(
            "\nThe admin key was shown when it was made; set OSTIARY_MASTER_KEY to have this demonstration again.\n");
        std::fflush(stdout);
        return;
    }
    makeKey();
}

void FirstRequest::makeKey()
{
    const QJsonObject body{{QLatin1String("max_budget"), 1},
                           {QLatin1String("metadata"),
                            QJsonObject{{QLatin1String("made_by"), QLatin1String("ostiaryd --first-request")}}}};
    QNetworkReply *reply =
        m_network.post(request(QStringLiteral("http://127.0.0.1:%1/key/generate").arg(m_core.port()), m_adminKey),
                       QJsonDocument(body).toJson());
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError)
            return complain("no key could be made", reply);
        m_key = QJsonDocument::fromJson(reply->readAll()).object()[QLatin1String("key")].toString().toLatin1();
        std::printf("\nA virtual key with a budget of $1 was made: %s\n\n", m_key.constData());
        ask();
    });
}

void FirstRequest::ask()
{
    const QJsonObject body{{QLatin1String("model"), m_model},
                           {QLatin1String("stream"), true},
                           {QLatin1String("max_tokens"), 64},
                           {QLatin1String("messages"),
                            QJsonArray{QJsonObject{{QLatin1String("role"), QLatin1String("user")},
                                                   {QLatin1String("content"), QLatin1String("Who keeps the door?")}}}}};
    std::printf("you    Who keeps the door?\n%-6s ", qPrintable(m_model));
    std::fflush(stdout);
    QNetworkReply *reply =
        m_network.post(request(QStringLiteral("http://127.0.0.1:%1/v1/chat/completions").arg(m_core.port()), m_key),
                       QJsonDocument(body).toJson());
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { readStream(reply); });
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        readStream(reply);
        if (reply->error() != QNetworkReply::NoError) {
            std::fprintf(stderr, "\nthe request failed: %s %s\n", qPrintable(reply->errorString()),
                         m_buffer.constData());
            return;
        }
        report(reply->rawHeader("x-request-id"), kReportTries);
    });
}

void FirstRequest::readStream(QNetworkReply *reply)
{
    m_buffer += reply->readAll();
    for (qsizetype end = m_buffer.indexOf("\n\n"); end >= 0; end = m_buffer.indexOf("\n\n")) {
        const QByteArray event = m_buffer.left(end);
        m_buffer.remove(0, end + 2);
        if (!event.startsWith("data: {"))
            continue;
        const QJsonObject chunk = QJsonDocument::fromJson(event.mid(6)).object();
        const QString text = chunk[QLatin1String("choices")]
                                 .toArray()
                                 .first()
                                 .toObject()[QLatin1String("delta")]
                                 .toObject()[QLatin1String("content")]
                                 .toString();
        std::fputs(text.toUtf8().constData(), stdout);
        std::fflush(stdout);
    }
}

void FirstRequest::report(const QByteArray &requestId, int tries)
{
    QNetworkReply *reply = m_network.get(request(QStringLiteral("http://127.0.0.1:%1/admin/v1/requests/%2")
                                                     .arg(m_core.adminPort())
                                                     .arg(QLatin1String(requestId)),
                                                 m_adminKey));
    connect(reply, &QNetworkReply::finished, this, [this, reply, requestId, tries] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError && tries > 0) { // rows are gathered for a few milliseconds
            QTimer::singleShot(20, this, [this, requestId, tries] { report(requestId, tries - 1); });
            return;
        }
        const QJsonObject row = QJsonDocument::fromJson(reply->readAll()).object();
        std::printf(
            "\n\nmodel %s · %lld → %lld tokens · $%s · first token after %.0f ms · %.2f ms of it added by Ostiary\n",
            qPrintable(row[QLatin1String("model")].toString()),
            static_cast<long long>(row[QLatin1String("prompt_tokens")].toInteger()),
            static_cast<long long>(row[QLatin1String("completion_tokens")].toInteger()),
            qPrintable(row[QLatin1String("cost_usd")].toString()), row[QLatin1String("ttft_ms")].toDouble(),
            row[QLatin1String("overhead_ms")].toDouble());
        showHowTo();
    });
}

void FirstRequest::showHowTo() const
{
    const QByteArray model = m_model.toUtf8();
    std::printf(R"(
The same with curl:

  curl http://127.0.0.1:%d/v1/chat/completions \
    -H "Authorization: Bearer %s" -H "Content-Type: application/json" \
    -d '{"model":"%s","messages":[{"role":"user","content":"Who keeps the door?"}]}'

and with Python (pip install openai):

  from openai import OpenAI
  client = OpenAI(base_url="http://127.0.0.1:%d/v1", api_key="%s")
  answer = client.chat.completions.create(model="%s", messages=[{"role": "user", "content": "Who keeps the door?"}])
  print(answer.choices[0].message.content)

Ostiary goes on serving. Ctrl-C ends it.
)",
                m_core.port(), m_key.constData(), model.constData(), m_core.port(), m_key.constData(),
                model.constData());
    std::fflush(stdout);
}

} // namespace ostiary
