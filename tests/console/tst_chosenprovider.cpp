// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/support/testregistry.h"
#include "ui/pages/firstrunpage.h"
#include "ui/pages/providerspage.h"

#include <QJsonArray>

using namespace ostiary;

namespace {

/// Hands everything to the real gateway but what would call a provider, which is only noted: whom a key would be shown.
class Noting final : public AdminClient
{
public:
    explicit Noting(AdminClient &real) : m_real(real) {}

    AdminOperation *send(const AdminRequest &request, QObject *parent) override
    {
        if (!request.path.endsWith("/test"))
            return m_real.send(request, parent);
        shown = request.body;
        auto *operation = new AdminOperation(parent);
        QMetaObject::invokeMethod(
            operation,
            [operation] {
                Q_EMIT operation->finished(AdminReply::read(200, R"({"data": []})"));
                operation->deleteLater();
            },
            Qt::QueuedConnection);
        return operation;
    }
    QString serverName() const override { return m_real.serverName(); }
    QUrl dataAddress() const override { return m_real.dataAddress(); }

    QJsonObject shown;

private:
    AdminClient &m_real;
};

/// Chooses by the keyboard, as a person does.
void choose(QComboBox &box, const QString &provider)
{
    box.setFocus();
    if (box.isEditable()) {
        box.lineEdit()->selectAll();
        QTest::keyClicks(box.lineEdit(), box.itemText(box.findData(provider)));
        QTest::keyClick(box.lineEdit(), Qt::Key_Return);
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        return;
    }
    while (box.currentData().toString() != provider && box.currentIndex() + 1 < box.count())
        QTest::keyClick(&box, Qt::Key_Down);
}

constexpr const char *kSecret = "sk-test-0123456789";

} // namespace

/// Whose key it is says the person; the console guesses only while nobody has.
class tst_ChosenProvider : public ConsoleFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void aNewAccountStaysWithTheProviderThatWasChosen_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("key");
        QTest::newRow("whose keys begin like another's") << "deepseek"
                                                         << "" << kSecret;
        QTest::newRow("of a server of one's own") << "openai_like"
                                                  << "http://127.0.0.1:9/v1" << kSecret;
        QTest::newRow("that was chosen before a key of another") << "mistral"
                                                                 << ""
                                                                 << "sk-ant-test-0123456789";
        QTest::newRow("that the key says, too") << "anthropic"
                                                << ""
                                                << "sk-ant-test-0123456789";
    }
    void aNewAccountStaysWithTheProviderThatWasChosen()
    {
        QFETCH(QString, provider);
        QFETCH(QString, address);
        QFETCH(QString, key);
        Noting client(*m_client);
        ProvidersPage page(client);
        page.resize(1200, 800);
        page.show();
        press(button(&page, "Add provider"));
        auto *box = named<QComboBox>(&page, "Provider");
        QTRY_VERIFY(box->findData(provider) >= 0);
        choose(*box, provider);
        QCOMPARE(box->currentData().toString(), provider);
        if (!address.isEmpty())
            type(&page, "Address", address);
        type(&page, "Key (is never shown again)", key);
        QCOMPARE(box->currentData().toString(), provider);
        press(button(&page, "Test and list models"));
        QCOMPARE(client.shown.value("provider").toString(), provider);
        QCOMPARE(client.shown.value("api_key").toString(), key);
    }

    void aProviderIsGuessedOnlyWhileNoneIsChosen()
    {
        Noting client(*m_client);
        ProvidersPage page(client);
        page.resize(1200, 800);
        page.show();
        press(button(&page, "Add provider"));
        auto *box = named<QComboBox>(&page, "Provider");
        QTRY_VERIFY(box->findData("openai") >= 0);
        QVERIFY(box->currentData().toString().isEmpty());
        QVERIFY(!button(&page, "Test and list models")->isEnabled()); // whom would it be shown to?
        QVERIFY(!button(&page, "Add")->isEnabled());
        const QString field = "Key (is never shown again)";
        type(&page, field, "sk-ant-test-0123456789");
        QCOMPARE(box->currentData().toString(), QString("anthropic"));
        QVERIFY(button(&page, "Test and list models")->isEnabled());
        type(&page, field, "gsk_test_0123456789");
        QCOMPARE(box->currentData().toString(), QString("groq"));
        type(&page, field, "nobody-knows-0123456789");
        QVERIFY(box->currentData().toString().isEmpty());
        choose(*box, "deepseek");
        type(&page, field, kSecret);
        QCOMPARE(box->currentData().toString(), QString("deepseek"));
    }

    void whoTypesAnAddressHasSaidWhereTheKeyGoes()
    {
        Noting client(*m_client);
        ProvidersPage page(client);
        page.resize(1200, 800);
        page.show();
        press(button(&page, "Add provider"));
        auto *box = named<QComboBox>(&page, "Provider");
        QTRY_VERIFY(box->findData("openai") >= 0);
        type(&page, "Address (empty: the provider's own)", "http://127.0.0.1:9/v1");
        type(&page, "Key (is never shown again)", kSecret);
        QVERIFY(box->currentData().toString().isEmpty()); // the person says which dialect it speaks
    }

    void anAccountKeepsItsProviderWhenItsKeyIsTypedAnew()
    {
        const QString id =
            ask(AdminRequest::post("/admin/v1/providers",
                                   {{"provider", "deepseek"}, {"name", "Deep"}, {"api_key", "sk-test-before-0123"}}))
                .body.value("id")
                .toString();
        QVERIFY(!id.isEmpty());
        Noting client(*m_client);
        ProvidersPage page(client);
        page.resize(1200, 800);
        page.show();
        auto *table = page.findChild<Table *>("Providers");
        QTRY_VERIFY(table->model().rowOf(id) >= 0);
        table->view()->selectRow(table->model().rowOf(id));
        auto *box = named<QComboBox>(&page, "Provider");
        QTRY_COMPARE(box->currentData().toString(), QString("deepseek"));
        type(&page, "Key (is never shown again)", "sk-ant-test-0123456789");
        QCOMPARE(box->currentData().toString(), QString("deepseek"));
        QCOMPARE(ask(AdminRequest::remove("/admin/v1/providers/" + id)).status, 200);
    }

    void theFirstRunStaysWithTheProviderThatWasChosen()
    {
        Noting client(*m_client);
        FirstRunPage welcome(client);
        welcome.resize(1000, 800);
        welcome.show();
        auto *box = named<QComboBox>(&welcome, "Provider");
        QTRY_VERIFY(box->findData("deepseek") >= 0);
        auto *paste = named<QLineEdit>(&welcome, "Key of a provider");
        paste->setText("sk-ant-test-0123456789");
        QCOMPARE(box->currentData().toString(), QString("anthropic")); // nobody has said so far
        choose(*box, "deepseek");
        paste->setText(kSecret);
        QCOMPARE(box->currentData().toString(), QString("deepseek"));
        press(button(&welcome, "Test it and go on"));
        QCOMPARE(client.shown.value("provider").toString(), QString("deepseek"));
    }
};

OSTIARY_TEST(tst_ChosenProvider)
#include "tst_chosenprovider.moc"
