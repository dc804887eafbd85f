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
        QTest::newRow("no id") << "GET"
                               << "/v1/models/"
                               << ""
                               << "";
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
};

OSTIARY_TEST(tst_Routes)
#include "tst_routes.moc"
