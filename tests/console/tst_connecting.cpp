// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/httpadminclient.h"
#include "models/items/codewords.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/playgroundpage.h"
#include "ui/pages/settingspage.h"
#include "ui/profilename.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/chartframe.h"
#include "ui/widgets/editors.h"

#include <QCompleter>
#include <QPlainTextEdit>

using namespace ostiary;

namespace {

/// A desktop that knows one gateway and notes the others.
class NotingDesktop final : public Desktop
{
public:
    QList<ConnectionProfile> known{{"Berlin", QUrl("https://gateway.example:4001")}};
    QList<ConnectionProfile> kept;

    bool startsAtLogin() const override { return false; }
    bool setStartsAtLogin(bool) override { return false; }
    QList<ConnectionProfile> profiles() const override { return known; }
    void keep(const ConnectionProfile &profile) override { kept += profile; }
    void forget(const QString &) override {}
    void open(const ConnectionProfile &) override {}
};

QJsonObject models(const QStringList &names)
{
    QJsonArray rows;
    for (const QString &name : names)
        rows.append(QJsonObject{{"name", name}, {"enabled", true}});
    return {{"data", rows}, {"total", rows.size()}};
}

void failAll(FakeGateway &gateway)
{
    for (const FakeGateway::Asked &one : std::vector(gateway.asked)) {
        if (one.operation)
            FakeGateway::end(one.operation, AdminReply::unreachable("the cable is out"));
    }
}

} // namespace

/// Gateways that come, go, are taken for one another or are not trusted.
class tst_Connecting : public ConsoleFixture
{
    Q_OBJECT

    std::unique_ptr<HttpAdminClient> remoteWithWrongKey()
    {
        HttpAdminClient::Profile profile;
        profile.address = QUrl(QString("http://127.0.0.1:%1").arg(m_core->adminPort()));
        profile.token = "sk-wrong-token-0123456789";
        return std::make_unique<HttpAdminClient>(profile);
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void gatewaysOnOneHostAreTwo_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("name");
        QTest::newRow("known") << "https://host:4001" << QString() << "host:4001";
        QTest::newRow("another port") << "https://host:5001" << QString() << "host:5001";
        QTest::newRow("the usual port") << "https://host" << QString() << "host:443";
        QTest::newRow("a name") << "https://host:5001"
                                << "Berlin"
                                << "Berlin";
        QTest::newRow("the name of another") << "https://host:5001"
                                             << "host:4001"
                                             << "host:4001 (2)";
        QTest::newRow("a new name") << "https://host:4001"
                                    << "Berlin"
                                    << "Berlin";
    }
    void gatewaysOnOneHostAreTwo()
    {
        QFETCH(QString, address);
        QFETCH(QString, wanted);
        QFETCH(QString, name);
        QCOMPARE(profileName({{"host:4001", QUrl("https://host:4001")}}, QUrl(address), wanted), name);
    }

    void noGatewayTakesTheNameOfAnother()
    {
        FakeGateway gateway;
        NotingDesktop desktop;
        SettingsPage page(gateway, &desktop);
        page.show();
        type(&page, "Name of the gateway", "Berlin");
        type(&page, "Address of the gateway's admin listener", "https://gateway.example:5001");
        press(button(&page, "Add and connect"));
        QVERIFY(desktop.kept.isEmpty());
        QVERIFY(says(&page, "Berlin is the name of another gateway already"));
        type(&page, "Name of the gateway", "");
        press(button(&page, "Add and connect"));
        QCOMPARE(desktop.kept.size(), 1);
        QCOMPARE(desktop.kept.first().name, QString("gateway.example:5001"));
        QVERIFY(!says(&page, "another gateway already"));
    }

    void aCertificateThatIsNotTrustedCanBeLookedAtAgain()
    {
        FakeGateway gateway;
        MainWindow window(gateway);
        window.show();
        QSignalSpy wanted(&window, &MainWindow::certificateWanted);
        for (int time = 1; time <= 2; ++time) { // whoever says No twice can still say Yes
            gateway.become(AdminClient::State::Connecting);
            gateway.become(AdminClient::State::Distrusted);
            QVERIFY(says(&window, "The certificate of far is not trusted"));
            press(button(&window, "Look at it"));
            QCOMPARE(wanted.size(), time);
        }
        for (const auto barred : {AdminClient::State::Distrusted, AdminClient::State::Refused}) {
            gateway.become(AdminClient::State::Connecting);
            gateway.become(barred);
            QVERIFY(button(&window, "Look at it") || button(&window, "Enter another key"));
            gateway.become(AdminClient::State::Online);
            QVERIFY(!says(&window, "is not trusted") && !says(&window, "does not take the admin key"));
        }
    }

    void aKeyThatIsRefusedIsToldOnceAndInTheWindowsLanguage()
    {
        const AdminReply refused = ask(*remoteWithWrongKey(), AdminRequest::get("/admin/v1/keys"));
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.reason, QString("key_unknown"));
        QCOMPARE(complaintWords(refused), QString("The gateway does not take the key")); // a text that is translated
        FakeGateway gateway;
        gateway.silent = true;
        MainWindow window(gateway);
        window.resize(1360, 850);
        window.show();
        gateway.become(AdminClient::State::Refused);
        for (const FakeGateway::Asked &one : std::vector(gateway.asked)) {
            if (one.operation)
                FakeGateway::end(one.operation, refused);
        }
        int told = 0;
        for (const QLabel *label : window.findChildren<QLabel *>())
            told += label->isVisible() && label->text().contains(complaintWords(refused)) ? 1 : 0;
        QCOMPARE(told, 0); // but for the notice, which has words of its own and the way out
        QVERIFY(says(&window, "far does not take the admin key"));
        QVERIFY(says(&window, "Not known"));
        for (const Chart *chart : window.findChildren<Chart *>())
            QVERIFY(!chart->isKnown());
    }

    void aChartThatCouldNotBeReadIsNotEmpty()
    {
        Chart chart(ChartData::Kind::Lines, [](double value) { return QString::number(value); });
        QVERIFY(!chart.isKnown());
        chart.setData({}, 0, {});
        QVERIFY(chart.isKnown());
        ChartData data;
        QCOMPARE(ChartFrame::emptyWords(data), QString("Not known"));
        data.isKnown = true;
        QCOMPARE(ChartFrame::emptyWords(data), QString("Nothing in this span yet"));
    }

    void aKeyOfItsOwnThatIsRefusedIsToldInTheWindowsLanguage()
    {
        AdminReply refused;
        refused.status = 400;
        refused.message = "words for programs";
        refused.reason = "store_unwritable";
        FakeGateway gateway;
        gateway.answers["/admin/v1/models"] = models({"cheap"});
        ConsoleKey key(gateway);
        PlaygroundPage page(gateway, key);
        page.show();
        QTRY_VERIFY(named<QComboBox>(&page, "Model")->count() == 1);
        named<QPlainTextEdit>(&page, "Your message")->setPlainText("hello");
        gateway.silent = true;
        press(button(&page, "Send"));
        FakeGateway::end(gateway.asked.back().operation, refused);
        QVERIFY(says(&page, complaintWords(refused)));
        QVERIFY(!says(&page, "words for programs"));
    }

    void theModelThatWasChosenIsNeverReplaced()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/models"] = models({"cheap", "dear"});
        ConsoleKey key(gateway);
        PlaygroundPage page(gateway, key);
        page.show();
        auto *model = named<QComboBox>(&page, "Model");
        QTRY_COMPARE(model->currentData().toString(), QString("cheap"));
        named<QPlainTextEdit>(&page, "Your message")->setPlainText("hello");
        QVERIFY(button(&page, "Send")->isEnabled());
        page.setModel("dear");
        QCOMPARE(model->currentData().toString(), QString("dear"));
        gateway.answers["/admin/v1/models"] = models({"cheap"}); // disabled meanwhile
        gateway.change("model", 2);
        QTRY_COMPARE(model->count(), 1);
        QCOMPARE(model->currentIndex(), -1);
        QVERIFY(says(&page, "dear is not offered"));
        QVERIFY(!button(&page, "Send")->isEnabled());
        gateway.answers["/admin/v1/models"] = models({"cheap", "dear"});
        gateway.change("model", 3);
        QTRY_COMPARE(model->currentData().toString(), QString("dear"));
        QVERIFY(!says(&page, "is not offered"));
        page.setModel("unheard-of");
        QCOMPARE(model->currentIndex(), -1);
        QVERIFY(says(&page, "unheard-of is not offered"));
        model->setCurrentIndex(0); // by hand
        QVERIFY(!says(&page, "is not offered"));
        gateway.change("model", 4);
        QTRY_VERIFY(gateway.timesAsked("/admin/v1/models") == 4 && !gateway.asked.back().operation);
        QCOMPARE(model->currentData().toString(), QString("cheap")); // what was wanted before is forgotten
    }

    void choosersAreReadWhenTheGatewayIsThere()
    {
        FakeGateway gateway;
        gateway.silent = true;
        ConsoleKey key(gateway);
        PlaygroundPage playground(gateway, key);
        KeysPage keys(gateway);
        failAll(gateway);
        gateway.silent = false;
        gateway.answers["/admin/v1/models"] = models({"one", "two"});
        gateway.become(AdminClient::State::Online);
        auto *model = named<QComboBox>(&playground, "Model");
        QTRY_COMPARE(model->count(), 2);
        const auto offered = [&] { return keys.findChild<TokenEdit *>()->input()->completer()->model()->rowCount(); };
        QTRY_COMPARE(offered(), 2);
        gateway.silent = true;
        gateway.change("model", 2);
        failAll(gateway);
        QCOMPARE(model->count(), 2); // what is known stays
        QCOMPARE(offered(), 2);
    }
};

OSTIARY_TEST(tst_Connecting)
#include "tst_connecting.moc"
