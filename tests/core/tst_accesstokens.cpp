// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/accesstokens.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace ostiary;

namespace {

/// An authority that answers what a test says.
class Authority : public QTcpServer
{
public:
    QByteArray status = "200 OK";
    QByteArray body;
    QList<QByteArray> requests;

    Authority()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    QByteArray got = socket->property("got").toByteArray() + socket->readAll();
                    socket->setProperty("got", got);
                    const auto head = got.indexOf("\r\n\r\n");
                    if (head < 0 || !got.contains("scope="))
                        return;
                    socket->setProperty("got", QByteArray());
                    requests.append(got);
                    socket->write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " +
                                  QByteArray::number(body.size()) + "\r\n\r\n" + body);
                });
            }
        });
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(serverPort()); }
};

DeploymentPtr deployment(const std::string &authority, const char *secret = "test-secret&=")
{
    Deployment made;
    made.id = std::string("azure-") + secret;
    made.provider = "azure";
    made.token = std::make_shared<TokenCell>(
        TokenLogin{authority, "tenant", "client", Secret(secret), "https://example.test/.default"});
    return std::make_shared<Deployment>(std::move(made));
}

std::string tokenOf(const DeploymentPtr &deployment, const Clock &clock)
{
    return std::string(deployment->token->token(clock.wallMs()).reveal());
}

} // namespace

class tst_AccessTokens : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    EventPoll m_poll;
    UpstreamPool m_pool{m_poll, m_clock};

private Q_SLOTS:
    void fetchesOneTokenForAllThatShareALogin()
    {
        Authority authority;
        authority.body = "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"token-1\"}";
        AccessTokens keeper(m_pool, m_clock);
        const DeploymentPtr a = deployment(authority.url()), b = deployment(authority.url());
        QVERIFY(outOfService(*a, m_clock.wallMs()).has_value());
        keeper.keep({a, b});
        QTRY_COMPARE(tokenOf(a, m_clock), std::string("token-1"));
        QCOMPARE(tokenOf(b, m_clock), std::string("token-1"));
        QCOMPARE(authority.requests.size(), 1);
        const QByteArray sent = authority.requests.front();
        QVERIFY2(sent.startsWith("POST /tenant/oauth2/v2.0/token HTTP/1.1\r\n"), sent);
        QVERIFY(sent.contains("application/x-www-form-urlencoded"));
        QVERIFY(sent.endsWith("grant_type=client_credentials&client_id=client&client_secret=test-secret%26%3D&scope="
                              "https%3A%2F%2Fexample.test%2F.default"));
        QVERIFY(!outOfService(*a, m_clock.wallMs()));
        // After a reload the new cells have the token at once.
        const DeploymentPtr again = deployment(authority.url());
        keeper.keep({again});
        QCOMPARE(tokenOf(again, m_clock), std::string("token-1"));
        QCOMPARE(authority.requests.size(), 1);
        m_clock.advanceSeconds(3601);
        QVERIFY(outOfService(*again, m_clock.wallMs()).has_value()); // never used after its end
    }

    void renewsBeforeTheEnd()
    {
        Authority authority;
        authority.body = "{\"expires_in\":\"1\",\"access_token\":\"token-1\"}";
        AccessTokens keeper(m_pool, m_clock);
        const DeploymentPtr a = deployment(authority.url());
        keeper.keep({a});
        QTRY_COMPARE(tokenOf(a, m_clock), std::string("token-1"));
        authority.body = "{\"expires_in\":3600,\"access_token\":\"token-2\"}";
        QTRY_COMPARE(tokenOf(a, m_clock), std::string("token-2"));
    }

    void saysWhyThereIsNone_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("a wrong secret") << QByteArray("401 Unauthorized")
                                        << QByteArray("{\"error\":\"invalid_client\",\"error_description\":"
                                                      "\"AADSTS7000215: Invalid client secret 'test-secret&='\"}")
                                        << QByteArray("status 401 (invalid_client, AADSTS7000215)");
        QTest::newRow("no JSON") << QByteArray("502 Bad Gateway") << QByteArray("<html>")
                                 << QByteArray("answered with status 502");
        QTest::newRow("no token") << QByteArray("200 OK") << QByteArray("{}") << QByteArray("status 200");
        QTest::newRow("no header value") << QByteArray("200 OK")
                                         << QByteArray("{\"access_token\":\"a\\r\\nb\",\"expires_in\":9}")
                                         << QByteArray("status 200");
    }
    void saysWhyThereIsNone()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, words);
        Authority authority;
        authority.status = status;
        authority.body = body;
        AccessTokens keeper(m_pool, m_clock);
        const DeploymentPtr a = deployment(authority.url());
        keeper.keep({a});
        QTRY_VERIFY(!a->token->trouble().empty());
        const QByteArray said = QByteArray::fromStdString(outOfService(*a, m_clock.wallMs()).value_or(""));
        QVERIFY2(said.contains(words), said);
        QVERIFY2(!said.contains("test-secret"), said);
        QVERIFY(tokenOf(a, m_clock).empty());
        authority.status = "200 OK"; // it is asked again
        authority.body = "{\"expires_in\":3600,\"access_token\":\"token-3\"}";
        QTRY_COMPARE(tokenOf(a, m_clock), std::string("token-3"));
    }

    void forgetsALoginThatNobodyUses()
    {
        Authority authority;
        authority.body = "{\"expires_in\":3600,\"access_token\":\"token-1\"}";
        AccessTokens keeper(m_pool, m_clock);
        const DeploymentPtr a = deployment(authority.url());
        keeper.keep({a});
        QTRY_COMPARE(authority.requests.size(), 1);
        QTRY_COMPARE(tokenOf(a, m_clock), std::string("token-1"));
        const DeploymentPtr other = deployment(authority.url(), "test-other");
        keeper.keep({other});
        QTRY_COMPARE(tokenOf(other, m_clock), std::string("token-1"));
        const DeploymentPtr back = deployment(authority.url());
        keeper.keep({back});
        QVERIFY(tokenOf(back, m_clock).empty()); // it is asked for anew
        QTRY_COMPARE(authority.requests.size(), 3);
    }
};

OSTIARY_TEST(tst_AccessTokens)
#include "tst_accesstokens.moc"
