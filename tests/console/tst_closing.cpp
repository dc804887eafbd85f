// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/keyquestion.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/card.h"

using namespace ostiary;

namespace {

/// The same gateway, as if it ran elsewhere.
class Elsewhere final : public AdminClient
{
public:
    explicit Elsewhere(AdminClient &real) : m_real(real) {}
    AdminOperation *send(const AdminRequest &request, QObject *parent) override { return m_real.send(request, parent); }
    QString serverName() const override { return "Berlin"; }
    QUrl dataAddress() const override { return m_real.dataAddress(); }

private:
    AdminClient &m_real;
};

/// A desktop that knows one gateway, whose key is kept somewhere.
class KnownGateway final : public Desktop
{
public:
    explicit KnownGateway(KeptKey kept) : m_kept(std::move(kept)) {}
    bool startsAtLogin() const override { return false; }
    bool setStartsAtLogin(bool) override { return false; }
    QList<ConnectionProfile> profiles() const override { return {{"Berlin", QUrl("https://gateway.example:4001")}}; }
    KeptKey keptKey(const ConnectionProfile &) const override { return m_kept; }
    void keep(const ConnectionProfile &) override {}
    void forget(const QString &) override {}
    void open(const ConnectionProfile &) override {}

private:
    KeptKey m_kept;
};

QString wordsOf(QWidget *root)
{
    QStringList words;
    for (const PlainLabel *label : root->findChildren<PlainLabel *>())
        words += label->text();
    return words.join('\n');
}

} // namespace

/// What is said before a gateway ends, and about where its key is.
class tst_Closing : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void theWindowThatCarriesTheGatewayAsksBeforeItEnds()
    {
        MainWindow window(*m_client);
        window.show();
        QSignalSpy closed(&window, &MainWindow::closed);
        QString asked;
        QTimer watch;
        watch.setInterval(1);
        connect(&watch, &QTimer::timeout, this, [&] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                asked = box->informativeText();
                QVERIFY(box->icon() == QMessageBox::NoIcon);
                QCOMPARE(box->defaultButton()->text(), QString("Cancel"));
                watch.stop();
                box->defaultButton()->click();
            }
        });
        watch.start();
        QVERIFY(!window.close());
        QVERIFY2(asked.contains("for everybody"), qPrintable(asked));
        QVERIFY(window.isVisible());
        QCOMPARE(closed.size(), 0);
        answerNext("Quit");
        QVERIFY(window.close());
        QCOMPARE(closed.size(), 1);
    }

    void theWindowOfAGatewayElsewhereJustCloses()
    {
        Elsewhere client(*m_client);
        MainWindow window(client);
        window.show();
        QVERIFY(window.close());
    }

    void theTrayDecidesWhereThereIsOne_data()
    {
        QTest::addColumn<Closing>("wanted");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<bool>("visible");
        QTest::newRow("quit") << Closing::Close << true << false;
        QTest::newRow("stay in the tray") << Closing::Hide << false << false;
        QTest::newRow("cancel") << Closing::Stay << false << true;
    }
    void theTrayDecidesWhereThereIsOne()
    {
        QFETCH(Closing, wanted);
        QFETCH(bool, closes);
        QFETCH(bool, visible);
        MainWindow window(*m_client);
        window.show();
        window.setCloser([wanted] { return wanted; });
        QCOMPARE(window.close(), closes);
        QCOMPARE(window.isVisible(), visible);
    }

    void itIsSaidWhereAnAdminKeyIs_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<QString>("said");
        QTest::newRow("keychain") << int(KeptKey::Place::Keychain) << "in the desktop's keychain";
        QTest::newRow("file") << int(KeptKey::Place::File) << "in the clear in /home/ann/.config/ostiary/b.token";
        QTest::newRow("environment") << int(KeptKey::Place::Environment) << "OSTIARY_ADMIN_KEY";
        QTest::newRow("not known") << int(KeptKey::Place::Unknown) << "";
    }
    void itIsSaidWhereAnAdminKeyIs()
    {
        QFETCH(int, place);
        QFETCH(QString, said);
        KnownGateway desktop({static_cast<KeptKey::Place>(place), "/home/ann/.config/ostiary/b.token"});
        SettingsPage settings(*m_client, &desktop);
        QVERIFY2(wordsOf(&settings).contains(said), qPrintable(wordsOf(&settings)));
        QCOMPARE(wordsOf(&settings).contains("admin key"), !said.isEmpty());
    }

    void whoIsAskedForAKeyIsToldWhereItWillBe()
    {
        const QUrl address("https://gateway.example:4001");
        KeyQuestion sealed(address, false, {KeptKey::Place::Keychain});
        QVERIFY2(wordsOf(&sealed).contains("kept in the desktop's keychain"), qPrintable(wordsOf(&sealed)));
        QVERIFY(sealed.shallBeKept());
        KeyQuestion clear(address, true, {KeptKey::Place::File, "/home/ann/b.token"});
        QVERIFY2(wordsOf(&clear).contains("in the clear in /home/ann/b.token"), qPrintable(wordsOf(&clear)));
        QVERIFY(!clear.shallBeKept()); // only when a person wants it
        auto *key = named<QLineEdit>(&clear, "Admin key");
        QVERIFY(key && key->echoMode() == QLineEdit::Password);
        QVERIFY(!button(&clear, "Connect")->isEnabled());
        QTest::keyClicks(key, " sk-test ");
        QVERIFY(button(&clear, "Connect")->isEnabled());
        QCOMPARE(clear.key(), QString("sk-test"));
    }
};

OSTIARY_TEST(tst_Closing)
#include "tst_closing.moc"
