// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/routetable.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_Routes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheRoute_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("parameter");
        QTest::newRow("exact") << "GET"
                               << "/v1/models"
                               << "/v1/models"
                               << "";
        QTest::newRow("HEAD is a GET") << "HEAD"
                                       << "/v1/models"
                                       << "/v1/models"
                                       << "";
        QTest::newRow("an id") << "GET"
                               << "/v1/models/gpt-4o"
                               << "/v1/models/{id}"
                               << "gpt-4o";
        QTest::newRow("an id with slashes") << "GET"
                                            << "/v1/models/openai/gpt-4o:free"
                                            << "/v1/models/{id}"
                                            << "openai/gpt-4o:free";
        QTest::newRow("an encoded id") << "GET"
                                       << "/v1/models/a%20b"
                                       << "/v1/models/{id}"
                                       << "a b";
        QTest::newRow("an id in the middle") << "POST"
                                             << "/admin/v1/keys/7/block"
                                             << "/admin/v1/keys/{id}/block"
                                             << "7";
        const auto row = [](const char *method, const char *path, const char *pattern, const char *parameter) {
            QTest::newRow(qPrintable(QString(method) + " " + path)) << method << path << pattern << parameter;
        };
        row("GET", "/v1/models/org%2Fname", "/v1/models/{id}", "org/name");
        row("GET", "/v1/models/org%2fname:free", "/v1/models/{id}", "org/name:free");
        row("GET", "/v1/models/gemma+it", "/v1/models/{id}", "gemma+it");
        row("GET", "/v1/models/a%2Bb", "/v1/models/{id}", "a+b");
        row("GET", "/v1/models/100%25", "/v1/models/{id}", "100%");
        row("GET", "/v1/models/%ff", "", "");     // no text
        row("GET", "/v1/models/a%0ab", "", "");   // a line of its own in a log
        row("GET", "/v1/models/%1b%5Bx", "", ""); // a terminal's control sequence
        row("POST", "/admin/v1/keys/a%2Fb/block", "/admin/v1/keys/{id}/block", "a/b");
        row("POST", "/admin/v1/keys/a/b/block", "", "");
        row("POST", "/admin/v1/keys%2F7/block", "", "");
        row("GET", "/v1%2Fmodels", "", "");
        // a slash at the end
        row("GET", "/v1/models/", "/v1/models", "");
        row("GET", "/v1/models/gpt-4o/", "/v1/models/{id}", "gpt-4o");
        row("GET", "/v1/models/org%2Fname/", "/v1/models/{id}", "org/name");
        row("POST", "/admin/v1/keys/7/block/", "/admin/v1/keys/{id}/block", "7");
        row("GET", "/", "", "");
        QTest::newRow("another method") << "DELETE"
                                        << "/v1/models"
                                        << ""
                                        << "";
        QTest::newRow("nothing there") << "GET"
                                       << "/v1"
                                       << ""
                                       << "";
        QTest::newRow("case matters") << "GET"
                                      << "/V1/models"
                                      << ""
                                      << "";
    }
    void findsTheRoute()
    {
        QFETCH(QString, method);
        QFETCH(QString, path);
        QFETCH(QString, pattern);
        QFETCH(QString, parameter);
        RouteTable table;
        table.add("GET", "/v1/models", Permission::Inference, [](RouteCall &&) {});
        table.add("GET", "/v1/models/{id}", Permission::Inference, [](RouteCall &&) {});
        table.add("POST", "/admin/v1/keys/{id}/block", Permission::Admin, [](RouteCall &&) {});
        const RouteTable::Match match = table.find(method.toStdString(), path.toStdString());
        QCOMPARE(match.route ? QString::fromStdString(match.route->pattern) : QString(), pattern);
        QCOMPARE(QString::fromStdString(match.parameter), parameter);
        if (method == "DELETE")
            QCOMPARE(match.allow, std::string("GET"));
    }

    void anEncodedSlashOutsideANameIsRefused()
    {
        RouteTable table;
        table.add("GET", "/v1/models", Permission::Inference, [](RouteCall &&) {});
        HttpRequest request;
        request.setStart("GET", "/v1%2fmodels");
        QCOMPARE(noRoute(table.find("GET", request.path()), request).status, 400);
        request.setStart("GET", "/v1/modules");
        QCOMPARE(noRoute(table.find("GET", request.path()), request).status, 404);
    }

    void everyPathKnowsItsErrorForm()
    {
        RouteTable table;
        table.setForm("/v1/messages", ErrorForm::Anthropic);
        table.refuse("POST", "/v1/messages", Permission::Inference,
                     GatewayError::make(ErrorCode::NotImplemented, "no"));
        table.add("GET", "/v1/models", Permission::Inference, [](RouteCall &&) {});
        QCOMPARE(table.find("POST", "/v1/messages").form, ErrorForm::Anthropic);
        QCOMPARE(table.find("PUT", "/v1/messages/").form, ErrorForm::Anthropic);  // 405
        QCOMPARE(table.find("GET", "/v1/messages/x").form, ErrorForm::Anthropic); // 404
        QCOMPARE(table.find("GET", "/v1/models").form, ErrorForm::OpenAi);
        QCOMPARE(table.find("GET", "/v1/modules").form, ErrorForm::OpenAi);
    }
};

OSTIARY_TEST(tst_Routes)
#include "tst_routes.moc"
