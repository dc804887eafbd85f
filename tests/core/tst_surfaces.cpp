// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/unspoken.h"
#include "tests/support/testregistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace ostiary;

/// The surfaces that clients look for and that do not exist yet.
class tst_Surfaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatItIsNotSpoken_data()
    {
        QTest::addColumn<ErrorForm>("form");
        QTest::addColumn<QString>("instead");
        const auto row = [](const char *call, ErrorForm form, const char *instead) {
            QTest::newRow(call) << form << instead;
        };
        const char *chat = "/v1/chat/completions";
        row("POST /v1/responses", ErrorForm::OpenAi, chat);
        row("POST /responses", ErrorForm::OpenAi, chat);
        row("GET /v1/responses/resp_1", ErrorForm::OpenAi, chat);
        row("POST /v1/responses/resp_1/cancel", ErrorForm::OpenAi, chat);
        row("POST /v1/responses/", ErrorForm::OpenAi, chat);
        row("POST /v1/messages", ErrorForm::Anthropic, chat);
        row("POST /v1/messages/count_tokens", ErrorForm::Anthropic, chat);
        row("POST /v1/messages/batches", ErrorForm::Anthropic, chat);
        row("POST /anthropic/v1/messages", ErrorForm::Anthropic, chat);
        row("POST /v1/complete", ErrorForm::Anthropic, chat);
        row("POST /v1beta/models/gemini-2.5-pro:generateContent", ErrorForm::Google, chat);
        row("POST /v1beta/models/gemini-2.5-pro:streamGenerateContent", ErrorForm::Google, chat);
        row("GET /v1beta/models", ErrorForm::Google, chat);
        row("POST /v1/models/gemini-2.5-pro:generateContent", ErrorForm::Google, chat);
        row("POST /v1/projects/p/locations/l/publishers/google/models/m:generateContent", ErrorForm::Google, chat);
        row("POST /openai/deployments/gpt-4o/chat/completions", ErrorForm::OpenAi, chat);
        row("POST /openai/v1/responses", ErrorForm::OpenAi, chat);
        row("POST /v1/audio/transcriptions", ErrorForm::OpenAi, "");
        row("POST /v1/audio/speech", ErrorForm::OpenAi, "");
        row("POST /v1/images/generations", ErrorForm::OpenAi, "");
        row("POST /v1/moderations", ErrorForm::OpenAi, "");
        row("POST /v1/rerank", ErrorForm::OpenAi, "");
        row("POST /rerank", ErrorForm::OpenAi, "");
        row("POST /v2/rerank", ErrorForm::Message, "");
        row("POST /v1/files", ErrorForm::OpenAi, "");
        row("GET /v1/files/file-1/content", ErrorForm::OpenAi, "");
        row("POST /v1/batches", ErrorForm::OpenAi, chat);
        row("POST /api/chat", ErrorForm::Ollama, chat);
        row("POST /api/generate", ErrorForm::Ollama, chat);
        row("GET /api/tags", ErrorForm::Ollama, "/v1/models");
        row("POST /api/embed", ErrorForm::Ollama, "/v1/embeddings");
        row("POST /model/anthropic.claude/converse", ErrorForm::Message, chat);
    }
    void saysThatItIsNotSpoken()
    {
        QFETCH(ErrorForm, form);
        QFETCH(QString, instead);
        const QStringList call = QString(QTest::currentDataTag()).split(' ');
        RouteTable table;
        addUnspokenRoutes(table);
        const RouteTable::Match match = table.find(call[0].toStdString(), call[1].toStdString());
        QVERIFY(match.route);
        QCOMPARE(match.route->permission, Permission::Inference);
        QVERIFY(match.route->refusal.has_value());
        const GatewayError &refusal = *match.route->refusal;
        // What official clients do not repeat: neither by its status nor against the header.
        QCOMPARE(refusal.status, 400);
        QVERIFY(!refusal.retryable);
        QCOMPARE(match.form, form);
        const QJsonObject body = QJsonDocument::fromJson(QByteArray::fromStdString(errorBody(refusal, form))).object();
        QString text;
        switch (form) {
        case ErrorForm::OpenAi:
            QCOMPARE(body["error"]["type"].toString(), QString("invalid_request_error"));
            text = body["error"]["message"].toString();
            break;
        case ErrorForm::Anthropic:
            QCOMPARE(body["type"].toString(), QString("error"));
            QCOMPARE(body["error"]["type"].toString(), QString("invalid_request_error"));
            text = body["error"]["message"].toString();
            break;
        case ErrorForm::Google:
            QCOMPARE(body["error"]["code"].toInt(), 400);
            QCOMPARE(body["error"]["status"].toString(), QString("INVALID_ARGUMENT"));
            text = body["error"]["message"].toString();
            break;
        case ErrorForm::Ollama:
            text = body["error"].toString();
            break;
        case ErrorForm::Message:
            text = body["message"].toString();
            break;
        }
        QVERIFY2(text.contains("is not spoken yet"), qPrintable(text));
        QCOMPARE(text.contains("use "), !instead.isEmpty());
        QVERIFY2(text.contains(instead), qPrintable(text));
    }

    void leavesWhatIsSpokenAlone()
    {
        RouteTable table;
        addUnspokenRoutes(table);
        for (const char *path : {"/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/chat/completions"}) {
            QVERIFY2(!table.find("POST", path).route, path);
            QCOMPARE(table.find("POST", path).form, ErrorForm::OpenAi);
        }
        QVERIFY(!table.find("GET", "/v1/models").route);
        QVERIFY(!table.find("GET", "/v1/models/org%2Fname").route);
    }
};

OSTIARY_TEST(tst_Surfaces)
#include "tst_surfaces.moc"
