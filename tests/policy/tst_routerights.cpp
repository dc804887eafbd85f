// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/routerights.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_RouteRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsWhatTheListNames_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *entry, const char *path, bool allowed) {
            QTest::addRow("%s for %s", entry, path) << QByteArray(entry) << QByteArray(path) << allowed;
        };
        row("", "/v1/chat/completions", true);
        row("llm_api_routes", "/v1/chat/completions", true);
        row("llm_api_routes", "/embeddings", true);
        row("llm_api_routes", "/v1/models/gpt-4o", true);
        row("llm_api_routes", "/key/info", false);
        row("llm_api_routes", "/health", false);
        row("openai_routes", "/v1/embeddings", true);
        row("info_routes", "/key/info", true);
        row("info_routes", "/v1/models", true);
        row("info_routes", "/v1/chat/completions", false);
        row("management_routes", "/v1/chat/completions", false);
        row("management_routes", "/key/info", true);
        row("mcp_routes", "/v1/chat/completions", false);
        row("/v1/embeddings", "/v1/embeddings", true);
        row("/v1/embeddings", "/embeddings", true);
        row("/embeddings", "/v1/embeddings", true);
        row("/v1/embeddings", "/v1/chat/completions", false);
        row("/v1/models", "/v1/models/gpt-4o", true);
        row("/v1/models", "/v1/models2", false);
        row("/v1/chat/*", "/v1/chat/completions", true);
        row("/v1/chat/*", "/v1/completions", false);
    }
    void allowsWhatTheListNames()
    {
        QFETCH(QByteArray, entry);
        QFETCH(QByteArray, path);
        QFETCH(bool, allowed);
        std::vector<std::string> list;
        if (!entry.isEmpty()) {
            QVERIFY(isRouteEntry(entry.toStdString()));
            list.push_back(entry.toStdString());
        }
        QCOMPARE(routeAllowed(list, path.toStdString()), allowed);
    }

    void refusesEntriesThatMeanNothing()
    {
        for (const char *entry : {"", "/", "chat", "llm_routes", "v1/models", "/v1/*/x", "/a?b"})
            QVERIFY2(!isRouteEntry(entry), entry);
    }
};

OSTIARY_TEST(tst_RouteRights)
#include "tst_routerights.moc"
