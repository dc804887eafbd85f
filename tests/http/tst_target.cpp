// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/target.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_Target : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsOnlyPlainPaths_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("good");
        const auto good = [](const char *target) { QTest::newRow(target) << QByteArray(target) << true; };
        const auto bad = [](const char *target) { QTest::newRow(target) << QByteArray(target) << false; };
        good("/");
        good("/v1/chat/completions");
        good("/v1/models/meta-llama%20x");
        good("/v1/models/a:b/c");
        good("/x?next=//evil&y=%2f");
        good("/.well-known/x");
        good("/a...b/");
        good("/v1/models/org%2Fname");
        good("/v1/models/a%2fb%2Fc");
        good("/v1/models/a%252Fb");
        bad("");
        bad("v1/models");
        bad("*");
        bad("http://x/admin");
        bad("//x/admin/keys");
        bad("/v1//models");
        bad("/v1/../admin");
        bad("/v1/..");
        bad("/./admin");
        bad("/v1/%2e%2e/admin");
        bad("/v1/.%2E/admin");
        bad("/v1/models/..%2fadmin");
        bad("/v1/models/a%2F..%2fadmin");
        bad("/v1/models/a%2f%2e%2E");
        bad("/v1/models/a%2f./b");
        bad("/v1/models/%2fa");
        bad("/v1/models/a%2F%2fb");
        bad("/v1/models/a%2f/b");
        bad("/v1/models/a/%2fb");
        bad("/v1/models/a%2F");
        bad("/%2fx/admin");
        bad("/v1%5cadmin");
        bad("/v1\\admin");
        bad("/v1/%00");
        bad("/v1/%zz");
        bad("/v1/%4");
        bad("/v1?x=%0");
        bad("/v1?x=%00");
        bad("/v1#fragment");
        bad("/v1/\x7f");
        bad("/v1/\xc3\xa4");
        bad("/v1 /x");
    }
    void acceptsOnlyPlainPaths()
    {
        QFETCH(QByteArray, target);
        QFETCH(bool, good);
        QCOMPARE(targetDefect(std::string_view(target.constData(), static_cast<std::size_t>(target.size()))).empty(),
                 good);
    }

    void acceptsOnlyHosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *host, bool good) { QTest::newRow(host) << QByteArray(host) << good; };
        row("localhost", true);
        row("localhost:4000", true);
        row("gateway.example.org:65535", true);
        row("127.0.0.1", true);
        row("[::1]:4000", true);
        row("my_host", true);
        row("", false);
        row(":4000", false);
        row("host:", false);
        row("host:0", false);
        row("host:65536", false);
        row("host:4000x", false);
        row("host/#@evil", false);
        row("user@host", false);
        row("host,other", false);
        row("[::1", false);
        row("[xyz]", false);
        row("a b", false);
    }
    void acceptsOnlyHosts()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, good);
        QCOMPARE(hostDefect(std::string_view(host.constData(), static_cast<std::size_t>(host.size()))).empty(), good);
    }
};

OSTIARY_TEST(tst_Target)
#include "tst_target.moc"
