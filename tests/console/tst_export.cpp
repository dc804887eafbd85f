// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/httpadminclient.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/requestspage.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QTcpServer>
#include <QTcpSocket>

using namespace ostiary;

/// Lists written into files: whole, or not at all.
class tst_Export : public ConsoleFixture
{
    Q_OBJECT

    static constexpr int kRequests = 1100; ///< more than the gateway reads at once

    std::unique_ptr<HttpAdminClient> remote(quint16 port)
    {
        HttpAdminClient::Profile profile;
        profile.name = "elsewhere";
        profile.address = QUrl(QString("http://127.0.0.1:%1").arg(port));
        profile.token = kMaster;
        return std::make_unique<HttpAdminClient>(profile);
    }
    /// Many requests that are refused at once, and recorded.
    bool sendRequests(const QString &key)
    {
        QNetworkAccessManager network;
        QNetworkRequest request(m_client->dataAddress().resolved(QUrl("/v1/chat/completions")));
        request.setRawHeader("Authorization", "Bearer " + key.toUtf8());
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
        int ended = 0;
        for (int i = 0; i < kRequests; ++i) {
            QNetworkReply *reply =
                network.post(request, "{\"model\":\"nothing\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
            connect(reply, &QNetworkReply::finished, this, [&] { ++ended; });
        }
        return QTest::qWaitFor([&] { return ended == kRequests; }, 120'000);
    }
    /// Gives the file to the dialog that opens next.
    static void chooseFile(const QString &file)
    {
        auto *timer = new QTimer(qApp);
        timer->setInterval(5);
        connect(timer, &QTimer::timeout, timer, [timer, file] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            timer->deleteLater();
            dialog->setOption(QFileDialog::DontConfirmOverwrite);
            dialog->selectFile(file);
            static_cast<QDialog *>(dialog)->accept();
        });
        timer->start();
    }
    QString fileWith(const QByteArray &text)
    {
        QFile file(m_folder.filePath("export.csv"));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName();
    }
    static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QPushButton *exportButton(QWidget *page) { return button(page, QString::fromUtf8("Export\xe2\x80\xa6")); }
    /// What is exported of a gateway that answers as the test says.
    static AdminOperation *exportUnderWay(const FakeGateway &gateway)
    {
        for (const FakeGateway::Asked &one : gateway.asked) {
            if (one.request.path.endsWith("/export"))
                return one.operation;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        startConsole();
        QVERIFY(sendRequests(makeKey("=cmd|calc")));
    }
    void cleanupTestCase() { stopConsole(); }

    void everyRequestOfTheFilterIsWritten_data()
    {
        QTest::addColumn<bool>("far");
        QTest::newRow("the gateway within") << false;
        QTest::newRow("a gateway elsewhere") << true;
    }
    void everyRequestOfTheFilterIsWritten()
    {
        QFETCH(bool, far);
        const auto client = remote(m_core->adminPort());
        RequestsPage page(far ? static_cast<AdminClient &>(*client) : *m_client);
        page.resize(1200, 800);
        page.show();
        page.setFilter("status:400");
        Table *list = page.findChild<Table *>("Requests");
        QTRY_VERIFY(list->model().rowCount() > 0);
        QVERIFY(list->model().rowCount() < kRequests);
        const QString file = fileWith("what was there before");
        chooseFile(file);
        press(exportButton(&page));
        QTRY_VERIFY_WITH_TIMEOUT(read(file).startsWith("id,"), 20'000);
        const QList<QByteArray> lines = read(file).split('\n');
        QCOMPARE(lines.size(), kRequests + 2); // the heading, and nothing after the last line's end
        QVERIFY2(lines[1].contains(",\"'=cmd|calc\","), lines[1]);
        QVERIFY2(QDateTime::fromString(lines[1].split(',')[1], Qt::ISODateWithMs).isValid(), lines[1]);
    }

    void aCancelledExportLeavesTheFileThatWasThere()
    {
        FakeGateway gateway;
        RequestsPage page(gateway);
        page.resize(1200, 800);
        page.show();
        gateway.silent = true;
        const QString file = fileWith("what was there before");
        chooseFile(file);
        press(exportButton(&page));
        QPointer<AdminOperation> under = exportUnderWay(gateway);
        QVERIFY(under);
        Q_EMIT under->part("id\r\n1\r\n2\r\n");
        QTRY_VERIFY(says(&page, "2 rows so far"));
        press(button(&page, "Cancel"));
        QVERIFY(!under); // the gateway makes no more of it
        QCOMPARE(read(file), QByteArray("what was there before"));
    }

    void anExportThatBreaksOffIsToldAndLeavesTheFileThatWasThere()
    {
        FakeGateway gateway;
        RequestsPage page(gateway);
        page.show();
        gateway.silent = true;
        const QString file = fileWith("what was there before");
        chooseFile(file);
        press(exportButton(&page));
        AdminOperation *under = exportUnderWay(gateway);
        QVERIFY(under);
        Q_EMIT under->part("id\r\n1\r\n");
        FakeGateway::end(under, AdminReply::unreachable("Connection closed"));
        QVERIFY(says(&page, "was not written"));
        QCOMPARE(read(file), QByteArray("what was there before"));
    }

    void anAnswerThatIsCutOffIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("inParts");
        const QByteArray chunked = "Transfer-Encoding: chunked\r\n\r\n8\r\nid\r\n1\r\n\r\n\r\n";
        QTest::newRow("in parts") << chunked << true;
        QTest::newRow("at once, in parts") << QByteArray("Content-Length: 100\r\n\r\nid\r\n1\r\n") << true;
        QTest::newRow("a list") << QByteArray("Content-Length: 100\r\n\r\n{\"data\": [") << false;
    }
    void anAnswerThatIsCutOffIsNoAnswer()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, inParts);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, head] {
                if (!socket->peek(64'000).contains("\r\n\r\n"))
                    return;
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n" + head);
                socket->disconnectFromHost();
            });
        });
        const auto client = remote(server.serverPort());
        AdminRequest request = AdminRequest::get("/admin/v1/requests");
        request.inParts = inParts;
        const AdminReply reply = ask(*client, request);
        QVERIFY(!reply.ok());
        QVERIFY(!reply.message.isEmpty());
    }

    void everyKeyOfTheListIsWritten()
    {
        const int keys = 230; // more than the table holds at first
        for (int i = 0; i < keys; ++i)
            makeKey(QString("k%1").arg(i), {{"max_budget_usd", "2.5"}});
        QWidget *page = this->page("keys");
        auto *table = page->findChild<Table *>("Keys");
        QTRY_VERIFY(table->model().rowCount() > 0);
        Q_EMIT table->view()->horizontalHeader()->customContextMenuRequested(QPoint(5, 5));
        auto *menu = table->findChild<QMenu *>();
        QVERIFY(menu);
        const QString file = fileWith("");
        chooseFile(file);
        QAction *offered = menu->actions().last();
        QCOMPARE(offered->text(), QString::fromUtf8("Export all rows as CSV\xe2\x80\xa6"));
        offered->trigger();
        menu->close();
        QTRY_VERIFY(!read(file).isEmpty());
        const QList<QByteArray> lines = read(file).split('\n');
        QVERIFY2(lines[0].startsWith("id,name,alias,user_id,team_id,models,spend_usd,"), lines[0]);
        QVERIFY2(lines[0].contains(",created,"), lines[0]);
        QCOMPARE(lines.size(), keys + 3); // the heading, the key of the requests, and the end
        const auto first =
            std::find_if(lines.begin(), lines.end(), [](const QByteArray &line) { return line.contains(",k0,"); });
        QVERIFY(first != lines.end());
        QVERIFY2(first->contains(",0,0,2.5,"), *first); // spent, held, budget
    }
};

OSTIARY_TEST(tst_Export)
#include "tst_export.moc"
