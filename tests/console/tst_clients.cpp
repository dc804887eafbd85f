// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/chatcall.h"
#include "models/admin/consolekey.h"
#include "models/admin/httpadminclient.h"
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/certificatefacts.h"

#include <QJsonArray>
#include <QProcess>
#include <QSslCertificate>

using namespace ostiary;

/// The two ways to a gateway: what one answers, the other does, too.
class tst_Clients : public ConsoleFixture
{
    Q_OBJECT

    std::unique_ptr<HttpAdminClient> remoteWith(const QString &token)
    {
        HttpAdminClient::Profile profile;
        profile.name = "elsewhere";
        profile.address = QUrl(QString("http://127.0.0.1:%1").arg(m_core->adminPort()));
        profile.token = token;
        return std::make_unique<HttpAdminClient>(profile);
    }

    /// Answers hold moments that differ from call to call.
    static QJsonObject lasting(QJsonObject body)
    {
        for (const char *name :
             {"until_ms", "since_ms", "id", "created_ms", "name", "key", "number", "at_ms", "mem", "cpu_ms"})
            body.remove(name);
        return body;
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void bothAnswerAlike_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        const QJsonObject none;
        QTest::newRow("a list") << QByteArray("GET") << "/admin/v1/models"
                                << "" << none << 200;
        QTest::newRow("a list with parameters") << QByteArray("GET") << "/admin/v1/deployments"
                                                << "sort=model_name&order=desc&limit=1" << none << 200;
        QTest::newRow("a parameter with blanks and umlauts") << QByteArray("GET") << "/admin/v1/keys"
                                                             << "search=T\u00fcr mit % & =" << none << 200;
        QTest::newRow("an object that is not there") << QByteArray("GET") << "/admin/v1/keys/999"
                                                     << "" << none << 404;
        QTest::newRow("a route that is not there") << QByteArray("GET") << "/admin/v1/nothing"
                                                   << "" << none << 404;
        QTest::newRow("a body at fault") << QByteArray("POST") << "/admin/v1/keys"
                                         << "" << QJsonObject{{"max_budget_usd", "x"}} << 400;
        QTest::newRow("a change of nothing") << QByteArray("PATCH") << "/admin/v1/keys/999"
                                             << "" << QJsonObject{{"blocked", true}} << 404;
        QTest::newRow("a deletion of nothing") << QByteArray("DELETE") << "/admin/v1/keys/999"
                                               << "" << none << 404;
        QTest::newRow("an answer that comes later") << QByteArray("POST") << "/admin/v1/providers/test"
                                                    << "" << QJsonObject{{"provider", "sim"}} << 200;
        QTest::newRow("a later answer that is an error")
            << QByteArray("POST") << "/admin/v1/providers/test"
            << "" << QJsonObject{{"provider", "openai_like"}, {"api_base", "http://127.0.0.1:9/v1"}} << 400;
        QTest::newRow("settings") << QByteArray("GET") << "/admin/v1/settings"
                                  << "" << none << 200;
    }
    void bothAnswerAlike()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(QString, query);
        QFETCH(QJsonObject, body);
        QFETCH(int, status);
        AdminRequest request{method, path, {}, body};
        for (const QString &part : query.split('&', Qt::SkipEmptyParts)) {
            if (!part.contains("T\u00fcr"))
                request.query.addQueryItem(part.section('=', 0, 0), part.section('=', 1));
        }
        if (query.contains("T\u00fcr"))
            request.query.addQueryItem("search", QUrl::toPercentEncoding(query.section('=', 1)));
        const auto remote = remoteWith(kMaster);
        const AdminReply near = ask(*m_client, request), far = ask(*remote, request);
        QCOMPARE(near.status, status);
        QCOMPARE(far.status, status);
        QCOMPARE(lasting(far.body), lasting(near.body));
        QCOMPARE(far.message, near.message);
        QCOMPARE(far.field, near.field);
    }

    void bothTellTheSameEvents()
    {
        const auto remote = remoteWith(kMaster);
        QSignalSpy near(m_client.get(), &AdminClient::changed), far(remote.get(), &AdminClient::changed);
        remote->start();
        QTRY_COMPARE_WITH_TIMEOUT(remote->state(), AdminClient::State::Online, 10000);
        const auto has = [](const QSignalSpy &spy, const QString &resource, qint64 revision) {
            return std::any_of(spy.begin(), spy.end(), [&](const QList<QVariant> &told) {
                return told[0].toString() == resource && told[1].toLongLong() == revision;
            });
        };
        for (const auto &[resource, request] :
             {std::pair(QString("key"), AdminRequest::post("/admin/v1/keys", {{"alias", "made near"}})),
              {QString("provider"), AdminRequest::post("/admin/v1/providers", {{"provider", "sim"}})},
              {QString("model"),
               AdminRequest::post("/admin/v1/deployments",
                                  {{"model_name", "m"}, {"provider", "sim"}, {"upstream_model", "sim"}})},
              {QString("settings"), AdminRequest::patch("/admin/v1/settings", {{"retention_days", 30}})}}) {
            const auto before = near.size();
            const AdminReply done =
                ask(resource == "provider" ? static_cast<AdminClient &>(*remote) : *m_client, request);
            QVERIFY2(done.ok(), qPrintable(resource + ": " + done.message));
            QTRY_VERIFY2(near.size() > before, qPrintable(resource));
            QCOMPARE(near.back()[0].toString(), resource);
            QTRY_VERIFY2(has(far, resource, near.back()[1].toLongLong()), qPrintable(resource));
        }
        QTRY_COMPARE(remote->counters().keys(), m_client->counters().keys());
        QTRY_COMPARE(remote->dataAddress().port(), m_client->dataAddress().port());
    }

    void anOperationThatIsDeletedTellsNothing()
    {
        const auto remote = remoteWith(kMaster);
        for (AdminClient *client :
             {static_cast<AdminClient *>(m_client.get()), static_cast<AdminClient *>(remote.get())}) {
            int told = 0;
            AdminOperation *operation = client->send(AdminRequest::get("/admin/v1/keys"), this);
            connect(operation, &AdminOperation::finished, this, [&] { ++told; });
            delete operation;
            QVERIFY(ask(*client, AdminRequest::get("/admin/v1/keys")).ok()); // the next one comes
            QCOMPARE(told, 0);
        }
    }

    void pinsACertificateAndNoticesAnother()
    {
        const auto make = [&](const QString &name) {
            QProcess openssl;
            openssl.start("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                                      "-days", "2", "-subj", "/CN=gateway", "-keyout", m_folder.filePath(name + ".key"),
                                      "-out", m_folder.filePath(name + ".pem")});
            return openssl.waitForFinished(20000) && openssl.exitCode() == 0;
        };
        if (QStandardPaths::findExecutable("openssl").isEmpty())
            QSKIP("SKIPPED: openssl is not here");
        QVERIFY(make("one"));
        QVERIFY(QDir().mkpath(m_folder.filePath("tls")));
        QFile file(m_folder.filePath("tls.yaml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("model_list: []\nostiary:\n  tls: {certificate: " + m_folder.filePath("one.pem").toUtf8() +
                   ", key: " + m_folder.filePath("one.key").toUtf8() + "}\n");
        file.close();
        ServerConfig config = configIn(m_folder.filePath("tls"));
        config.configFile = file.fileName();
        Core core(config);
        const auto started = core.start();
        QVERIFY2(started.ok(), started ? "" : started.error().c_str());

        HttpAdminClient::Profile profile;
        profile.address = QUrl(QString("https://127.0.0.1:%1").arg(core.adminPort()));
        profile.token = kMaster;
        QByteArray print;
        {
            HttpAdminClient stranger(profile);
            QSignalSpy asked(&stranger, &HttpAdminClient::certificateUnknown);
            // A question that runs events: within the handshake the connection would be torn from under it.
            bool answered = false;
            connect(&stranger, &HttpAdminClient::certificateUnknown, &stranger, [&] {
                QEventLoop question;
                QTimer::singleShot(0, &question, &QEventLoop::quit);
                question.exec();
                answered = true;
            });
            stranger.start();
            QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10000);
            QTRY_VERIFY(answered);
            QTRY_COMPARE(stranger.state(), AdminClient::State::Distrusted);
            stranger.askAgain(); // "No" is not for ever
            QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 2, 10000);
            QTRY_COMPARE(stranger.state(), AdminClient::State::Distrusted);
            const QString facts = certificateFacts(asked[1][0].value<QSslCertificate>());
            for (const QString &fact :
                 {QString("gateway"), QLocale().toString(QDate::currentDate(), QLocale::ShortFormat),
                  QString("SHA-256 ")})
                QVERIFY2(facts.contains(fact), qPrintable(facts));
            QVERIFY(!asked[0][1].toBool()); // nothing was pinned before
            QVERIFY(stranger.state() != AdminClient::State::Online);
            print = asked[0][0].value<QSslCertificate>().digest(QCryptographicHash::Sha256).toHex();
            stranger.pin(print);
            QTRY_COMPARE_WITH_TIMEOUT(stranger.state(), AdminClient::State::Online, 10000);
            QVERIFY(ask(stranger, AdminRequest::get("/admin/v1/status")).ok());
            QTRY_COMPARE(stranger.dataCertificate(), print); // told over the trusted connection
            QCOMPARE(stranger.dataAddress().scheme(), QString("https"));
        }
        profile.pinnedSha256 = QByteArray(64, '0'); // another than the one that is shown
        HttpAdminClient wary(profile);
        QSignalSpy asked(&wary, &HttpAdminClient::certificateUnknown);
        wary.start();
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10000);
        QVERIFY(asked[0][1].toBool());
        QTRY_COMPARE(wary.state(), AdminClient::State::Distrusted);
        QCOMPARE(ask(wary, AdminRequest::get("/admin/v1/keys")).status, 0);
        core.stop(std::chrono::seconds(5));
    }

    void aWrongKeyIsToldAndNotTriedAgain()
    {
        const auto remote = remoteWith("sk-wrong-token-0123456789");
        QSignalSpy refused(remote.get(), &HttpAdminClient::keyRefused),
            states(remote.get(), &AdminClient::stateChanged);
        remote->start();
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 10000);
        QCOMPARE(remote->state(), AdminClient::State::Refused);
        const AdminReply reply = ask(*remote, AdminRequest::get("/admin/v1/keys"));
        QCOMPARE(reply.status, 401);
        QVERIFY(!reply.message.isEmpty());
        QVERIFY(!reply.body.contains("data"));
        QCOMPARE(refused.size(), 1);
        remote->setToken(kMaster);
        QTRY_COMPARE_WITH_TIMEOUT(remote->state(), AdminClient::State::Online, 10000);
    }

    void theConsolesKeyIsOneAndHasABudget()
    {
        QString first, second;
        {
            ConsoleKey key(*m_client);
            key.get(this, [&](const QString &made, const AdminReply &) { first = made; });
            QTRY_VERIFY(!first.isEmpty());
            QCOMPARE(chat(first, "sim"), 200);
        }
        ConsoleKey again(*m_client); // as after a restart
        again.get(this, [&](const QString &made, const AdminReply &) { second = made; });
        QTRY_VERIFY(!second.isEmpty());
        QCOMPARE(chat(second, "sim"), 200);
        QCOMPARE(chat(first, "sim"), 401);
        QUrlQuery query;
        query.addQueryItem("alias", again.alias());
        const QJsonArray kept = ask(AdminRequest::get("/admin/v1/keys", query)).body.value("data").toArray();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.first().toObject().value("max_budget_usd").toString(), QString("1"));
    }
};

OSTIARY_TEST(tst_Clients)
#include "tst_clients.moc"
