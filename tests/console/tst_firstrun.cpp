// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/pages/firstrunpage.h"
#include "ui/widgets/card.h"

#include <QJsonArray>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTreeWidget>

using namespace ostiary;

namespace {

constexpr const char *kGoodKey = "sk-proj-test-good-0123456789";

/// A provider of OpenAI's kind that takes one key and no other.
class KeyedProvider final : public QTcpServer
{
public:
    KeyedProvider()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(*socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    QString address() const { return QString("http://127.0.0.1:%1/v1").arg(serverPort()); }

    int refused = 0;

private:
    void serve(QTcpSocket &socket)
    {
        QByteArray &seen = m_seen[&socket];
        seen += socket.readAll();
        const qsizetype head = seen.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        static const QRegularExpression length("content-length: (\\d+)", QRegularExpression::CaseInsensitiveOption);
        const qint64 body = length.match(QString::fromLatin1(seen.left(head))).captured(1).toLongLong();
        if (seen.size() < head + 4 + body)
            return;
        const bool known = seen.left(head + 2).contains(QByteArray("Bearer ") + kGoodKey + "\r\n");
        refused += known ? 0 : 1;
        const QByteArray answer =
            !known ? R"({"error":{"message":"Incorrect API key provided","type":"invalid_request_error"}})"
            : seen.startsWith("GET /v1/models ")
                ? R"({"object":"list","data":[{"id":"gpt-4o-mini","object":"model"},{"id":"house-model","object":"model"}]})"
                : R"({"id":"c1","object":"chat.completion","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}})";
        seen.clear();
        socket.write("HTTP/1.1 " + QByteArray(known ? "200 OK" : "401 Unauthorized") +
                     "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(answer.size()) +
                     "\r\n\r\n" + answer);
    }

    QHash<QTcpSocket *, QByteArray> m_seen;
};

/// Sends what the console asks to the real gateway, but accounts of providers to an address of this machine: no test
/// calls a host of the outside world.
class Redirected final : public AdminClient
{
public:
    Redirected(AdminClient &real, QString address) : m_real(real), m_address(std::move(address)) {}

    AdminOperation *send(const AdminRequest &request, QObject *parent) override
    {
        AdminRequest sent = request;
        if (sent.path.startsWith("/admin/v1/providers") && sent.body.contains("api_key"))
            sent.body["api_base"] = m_address;
        return m_real.send(sent, parent);
    }
    QString serverName() const override { return m_real.serverName(); }
    QUrl dataAddress() const override { return m_real.dataAddress(); }

private:
    AdminClient &m_real;
    QString m_address;
};

} // namespace

/// The page for beginners, over a real engine.
class tst_FirstRun : public ConsoleFixture
{
    Q_OBJECT

    int storedProviders()
    {
        int count = 0;
        for (const QJsonValue &one : ask(AdminRequest::get("/admin/v1/providers")).body.value("data").toArray())
            count += one["managed_by"] == "store" ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void theFirstRunLeadsFromNothingToTheFirstRequest()
    {
        QSettings().remove("welcomed");
        MainWindow fresh(*m_client);
        fresh.show();
        QTRY_VERIFY(fresh.pageWidget("welcome") && fresh.pageWidget("welcome")->isVisible()); // nobody has a key yet
        QWidget *welcome = fresh.pageWidget("welcome");
        press(button(welcome, "Use the simulator"));
        QPushButton *make = button(welcome, "Make the key");
        QVERIFY(!make->isEnabled()); // it needs a name
        type(welcome, "Name", "first");
        press(make);
        QLineEdit *key = named<QLineEdit>(welcome, "The new key");
        QTRY_VERIFY(key->isVisible() && key->text().startsWith("sk-"));
        QPlainTextEdit *snippet = named<QPlainTextEdit>(welcome, "Snippet");
        QVERIFY(snippet->toPlainText().contains(key->text()));
        QVERIFY(snippet->toPlainText().contains("curl"));
        QVERIFY(says(welcome, "Waiting for the first request"));
        auto *kind = named<QComboBox>(welcome, "Snippet for");
        for (int i = 0; i < kind->count(); ++i) {
            kind->setCurrentIndex(i);
            QVERIFY2(snippet->toPlainText().contains(QString::number(m_client->dataAddress().port())),
                     qPrintable(kind->currentText()));
        }
        QCOMPARE(chat(key->text(), "sim"), 200);
        QTRY_VERIFY_WITH_TIMEOUT(says(welcome, "There it is: sim answered"), 10000);
        press(button(welcome, "See where its time went"));
        QVERIFY(fresh.pageWidget("requests")->isVisible());
        QVERIFY(QSettings().value("welcomed").toBool()); // and does not come again
    }

    void tellsWhoseAKeyIs()
    {
        FirstRunPage welcome(*m_client);
        welcome.show();
        auto *provider = named<QComboBox>(&welcome, "Provider");
        QTRY_VERIFY(provider->count() > 3);
        QLineEdit *paste = named<QLineEdit>(&welcome, "Key of a provider");
        QVERIFY(paste->echoMode() == QLineEdit::Password);
        paste->setText("sk-ant-test-0123");
        QCOMPARE(provider->currentData().toString(), QString("anthropic"));
        paste->setText("sk-or-test-0123");
        QCOMPARE(provider->currentData().toString(), QString("openrouter"));
        paste->setText(kGoodKey);
        QCOMPARE(provider->currentData().toString(), QString("openai"));
    }

    void aKeyIsTestedBeforeItIsKept()
    {
        KeyedProvider openai;
        Redirected client(*m_client, openai.address());
        FirstRunPage welcome(client);
        welcome.show();
        auto *provider = named<QComboBox>(&welcome, "Provider");
        QTRY_VERIFY(provider->count() > 3);
        QLineEdit *paste = named<QLineEdit>(&welcome, "Key of a provider");
        QPushButton *use = button(&welcome, "Test it and go on");

        paste->setText("sk-proj-test-wrong-0123456789");
        press(use);
        QTRY_VERIFY(!complaints(&welcome).trimmed().isEmpty());
        QCOMPARE(openai.refused, 1);
        QVERIFY2(complaints(&welcome).contains("key"), qPrintable(complaints(&welcome)));
        QVERIFY2(!complaints(&welcome).contains("wrong-0123456789"), "a complaint does not repeat a key");
        QVERIFY(says(&welcome, "Step 1 of 4"));
        QCOMPARE(paste->text(), QString("sk-proj-test-wrong-0123456789")); // to be corrected
        QCOMPARE(storedProviders(), 0);

        paste->setText(kGoodKey);
        press(use);
        QTRY_VERIFY2(says(&welcome, "Step 2 of 4"), qPrintable(complaints(&welcome)));
        QCOMPARE(storedProviders(), 1);
        QVERIFY(paste->text().isEmpty());

        // The model with a price in the list is offered, a key is made, and a request through it reaches the provider.
        auto *models = named<QTreeWidget>(&welcome, "Models of the provider");
        QTRY_COMPARE(models->topLevelItemCount(), 2);
        QPushButton *offer = button(&welcome, "Offer them and go on");
        QVERIFY(!offer->isEnabled()); // none is chosen yet
        models->findItems("gpt-4o-mini", Qt::MatchExactly).first()->setCheckState(0, Qt::Checked);
        press(offer);
        QTRY_VERIFY(says(&welcome, "Step 3 of 4"));
        type(&welcome, "Name", "beginner");
        press(button(&welcome, "Make the key"));
        QLineEdit *key = named<QLineEdit>(&welcome, "The new key");
        QTRY_VERIFY(key->isVisible() && key->text().startsWith("sk-"));
        QCOMPARE(chat(key->text(), "gpt-4o-mini"), 200);
        QTRY_VERIFY_WITH_TIMEOUT(says(&welcome, "There it is: gpt-4o-mini answered"), 10000);
    }

    void theCardIsAsHighAsItsStep()
    {
        FirstRunPage welcome(*m_client);
        welcome.resize(1100, 1300);
        welcome.show();
        auto *card = welcome.findChild<Card *>();
        QVERIFY(card);
        QCoreApplication::processEvents();
        QTRY_VERIFY2(card->height() < 700, qPrintable(QString::number(card->height())));
        QVERIFY(card->y() < 150);
        press(button(&welcome, "Use the simulator"));
        QTRY_VERIFY(says(&welcome, "Step 3 of 4"));
        QTRY_VERIFY2(card->height() < 700, qPrintable(QString::number(card->height())));
        QVERIFY(button(&welcome, "Make the key")->visibleRegion().boundingRect().height() ==
                button(&welcome, "Make the key")->height()); // all of the step is seen
    }

    void aProviderThatIsNotReachedIsTold()
    {
        QString address;
        {
            const KeyedProvider gone;
            address = gone.address();
        }
        const int before = storedProviders();
        Redirected client(*m_client, address);
        FirstRunPage welcome(client);
        welcome.show();
        QTRY_VERIFY(named<QComboBox>(&welcome, "Provider")->count() > 3);
        named<QLineEdit>(&welcome, "Key of a provider")->setText(kGoodKey);
        QPushButton *use = button(&welcome, "Test it and go on");
        press(use);
        QTRY_VERIFY_WITH_TIMEOUT(!complaints(&welcome).trimmed().isEmpty(), 20000);
        QVERIFY2(complaints(&welcome).contains("127.0.0.1"), qPrintable(complaints(&welcome)));
        QVERIFY(use->isEnabled()); // to try again
        QCOMPARE(storedProviders(), before);
    }
};

OSTIARY_TEST(tst_FirstRun)
#include "tst_firstrun.moc"
