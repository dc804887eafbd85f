// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/keyquestion.h"
#include "ui/pages/firstrunpage.h"
#include "ui/pages/importpanel.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/modelspage.h"
#include "ui/pages/providerspage.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/editors.h"
#include "ui/widgets/form.h"

#include <QJsonArray>
#include <QTreeWidget>

using namespace ostiary;

namespace {

/// A desktop that notes the gateways it is told of.
class NotingDesktop final : public Desktop
{
public:
    QList<ConnectionProfile> kept;

    bool startsAtLogin() const override { return false; }
    bool setStartsAtLogin(bool) override { return false; }
    QList<ConnectionProfile> profiles() const override { return {}; }
    void keep(const ConnectionProfile &profile) override { kept += profile; }
    void forget(const QString &) override {}
    void open(const ConnectionProfile &) override {}
};

QJsonObject list(const QJsonObject &only)
{
    return {{"data", QJsonArray{only}}, {"total", 1}};
}

} // namespace

/// What all forms have in common: Enter, Save, Discard.
class tst_Forms : public ConsoleFixture
{
    Q_OBJECT

    /// The page of this name with one object in its form, which `gateway` has.
    std::unique_ptr<Page> pageOf(const QString &name, FakeGateway &gateway)
    {
        gateway.answers["/admin/v1/keys"] =
            list({{"id", "k1"}, {"alias", "first"}, {"name", "sk-...k1"}, {"team_id", "Support"}});
        const QJsonObject deployment{{"id", "d1"},        {"model_name", "first"}, {"upstream_model", "m"},
                                     {"provider", "sim"}, {"managed_by", "store"}, {"enabled", true}};
        gateway.answers["/admin/v1/models"] = list({{"name", "first"}, {"deployments", QJsonArray{deployment}}});
        gateway.answers["/admin/v1/deployments"] = list(deployment);
        gateway.answers["/admin/v1/providers"] =
            list({{"id", "p1"}, {"name", "first"}, {"provider", "openai"}, {"managed_by", "store"}});
        gateway.answers["/admin/v1/settings"] = {{"listen", "127.0.0.1:4000"}, {"running", QJsonObject()}};
        gateway.become(AdminClient::State::Online);
        std::unique_ptr<Page> page;
        if (name == "keys")
            page = std::make_unique<KeysPage>(gateway);
        else if (name == "models")
            page = std::make_unique<ModelsPage>(gateway, m_consoleKey);
        else if (name == "providers")
            page = std::make_unique<ProvidersPage>(gateway);
        else
            page = std::make_unique<SettingsPage>(gateway, nullptr);
        page->resize(1200, 800);
        page->show();
        if (auto *table = page->findChild<Table *>(page->title())) {
            [&] { QTRY_COMPARE(table->model().rowCount(), 1); }();
            table->view()->selectRow(0);
        }
        return page;
    }
    /// What was asked to be changed, in its order.
    static QStringList changed(const FakeGateway &gateway)
    {
        QStringList all;
        for (const FakeGateway::Asked &one : gateway.asked) {
            if (one.request.method != "GET")
                all += QString::fromLatin1(one.request.method) + ' ' + one.request.path;
        }
        return all;
    }
    static void formRows()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("path");
        QTest::newRow("keys") << "keys"
                              << "Name"
                              << "first"
                              << "other"
                              << "/admin/v1/keys/k1";
        QTest::newRow("models") << "models"
                                << "Name that clients use"
                                << "first"
                                << "other"
                                << "/admin/v1/deployments/d1";
        QTest::newRow("providers") << "providers"
                                   << "Name (empty: the provider's)"
                                   << "first"
                                   << "other"
                                   << "/admin/v1/providers/p1";
        QTest::newRow("settings") << "settings"
                                  << "Clients call models at"
                                  << "127.0.0.1:4000"
                                  << "127.0.0.1:4001"
                                  << "/admin/v1/settings";
    }

    FakeGateway m_quiet;
    ConsoleKey m_consoleKey{m_quiet};

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void enterInAFieldSavesTheForm_data() { formRows(); }
    void enterInAFieldSavesTheForm()
    {
        QFETCH(QString, name);
        QFETCH(QString, label);
        QFETCH(QString, stored);
        QFETCH(QString, other);
        QFETCH(QString, path);
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf(name, gateway);
        auto *field = named<QLineEdit>(page.get(), label);
        QVERIFY(field);
        QTRY_COMPARE(field->text(), stored);
        gateway.silent = true;
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(changed(gateway), QStringList()); // nothing is to be saved
        type(page.get(), label, other);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(changed(gateway), QStringList("PATCH " + path));
    }

    void enterDoesNotSaveWhatIsNotValid()
    {
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf("keys", gateway);
        auto *budget = named<QLineEdit>(page.get(), "Budget (empty: unlimited)");
        QTRY_COMPARE(named<QLineEdit>(page.get(), "Name")->text(), QString("first"));
        gateway.silent = true;
        budget->setFocus();
        type(page.get(), "Budget (empty: unlimited)", "much");
        QTest::keyClick(budget, Qt::Key_Enter);
        QCOMPARE(changed(gateway), QStringList());
        type(page.get(), "Budget (empty: unlimited)", "5");
        QTest::keyClick(budget, Qt::Key_Enter);
        QCOMPARE(changed(gateway), QStringList("PATCH /admin/v1/keys/k1"));
    }

    void enterInAListOfCompletionsOnlyChooses()
    {
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf("keys", gateway);
        QTRY_COMPARE(named<QLineEdit>(page.get(), "Name")->text(), QString("first"));
        auto *team = named<QLineEdit>(page.get(), "Team");
        QTRY_COMPARE(team->text(), QString("Support"));
        gateway.silent = true;
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        team->setFocus();
        team->clear();
        QTest::keyClicks(team, "Supp");
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QCOMPARE(team->text(), QString("Support"));
        QCOMPARE(changed(gateway), QStringList());
        QTest::keyClicks(team, "s");
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        QTest::keyClick(team, Qt::Key_Return);
        QCOMPARE(changed(gateway), QStringList("PATCH /admin/v1/keys/k1"));
    }

    void enterTakesATypedTokenFirst()
    {
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf("keys", gateway);
        QTRY_COMPARE(named<QLineEdit>(page.get(), "Name")->text(), QString("first"));
        gateway.silent = true;
        auto *models = page->findChild<Form *>()->findChild<TokenEdit *>();
        QVERIFY(models);
        models->input()->setFocus();
        QTest::keyClicks(models->input(), "some");
        QTest::keyClick(models->input(), Qt::Key_Return);
        QCOMPARE(models->tokens(), QStringList("some"));
        QCOMPARE(changed(gateway), QStringList());
        QTest::keyClick(models->input(), Qt::Key_Return);
        QCOMPARE(changed(gateway), QStringList("PATCH /admin/v1/keys/k1"));
    }

    void enterInAChoiceSavesTheForm()
    {
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf("models", gateway);
        QTRY_COMPARE(named<QLineEdit>(page.get(), "Name that clients use")->text(), QString("first"));
        type(page.get(), "Name that clients use", "other");
        gateway.silent = true;
        auto *through = named<QComboBox>(page.get(), "Called through");
        QVERIFY(through);
        through->setFocus();
        QTest::keyClick(through, Qt::Key_Return);
        QCOMPARE(changed(gateway), QStringList("PATCH /admin/v1/deployments/d1"));
    }

    void changesAreDiscardedByAButton_data() { formRows(); }
    void changesAreDiscardedByAButton()
    {
        QFETCH(QString, name);
        QFETCH(QString, label);
        QFETCH(QString, stored);
        QFETCH(QString, other);
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf(name, gateway);
        auto *field = named<QLineEdit>(page.get(), label);
        QVERIFY(field);
        QTRY_COMPARE(field->text(), stored);
        QVERIFY(button(page.get(), "Discard") && !button(page.get(), "Discard")->isVisible());
        type(page.get(), label, other);
        QVERIFY(button(page.get(), "Save")->isEnabled());
        press(button(page.get(), "Discard"));
        QCOMPARE(field->text(), stored);
        QVERIFY(!button(page.get(), "Discard")->isVisible());
        QVERIFY(!button(page.get(), "Save")->isEnabled());
        QCOMPARE(changed(gateway), QStringList());
    }

    void aDiscardedCopyIsANewModel()
    {
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf("models", gateway);
        QTRY_COMPARE(named<QLineEdit>(page.get(), "Name that clients use")->text(), QString("first"));
        press(button(page.get(), "Copy"));
        QVERIFY(says(page.get(), "Copy of first"));
        press(button(page.get(), "Discard"));
        QVERIFY(says(page.get(), "New model"));
        QCOMPARE(named<QLineEdit>(page.get(), "Name that clients use")->text(), QString());
    }

    void aFormThatIsBeingSavedIsNotDiscarded()
    {
        FakeGateway gateway;
        const std::unique_ptr<Page> page = pageOf("keys", gateway);
        QTRY_COMPARE(named<QLineEdit>(page.get(), "Name")->text(), QString("first"));
        type(page.get(), "Name", "other");
        gateway.silent = true;
        press(button(page.get(), "Save"));
        QVERIFY(!button(page.get(), "Discard")->isEnabled());
        FakeGateway::end(gateway.asked.back().operation, AdminReply::unreachable("the cable is out"));
        QVERIFY(button(page.get(), "Discard")->isEnabled());
        QVERIFY(button(page.get(), "Save")->isEnabled());
        press(button(page.get(), "Discard"));
        QCOMPARE(named<QLineEdit>(page.get(), "Name")->text(), QString("first"));
    }

    void enterTestsThePastedKey()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/provider-presets"] =
            list({{"provider", "openai"}, {"needs_key", true}, {"key_prefix", "sk-"}, {"well_known", true}});
        FirstRunPage welcome(gateway);
        welcome.resize(1000, 700);
        welcome.show();
        auto *provider = named<QComboBox>(&welcome, "Provider");
        QTRY_COMPARE(provider->count(), 1);
        gateway.silent = true;
        type(&welcome, "Key of a provider", "sk-test-0000");
        provider->setFocus();
        QTest::keyClick(provider, Qt::Key_Return);
        QCOMPARE(changed(gateway), QStringList("POST /admin/v1/providers/test"));
    }

    void enterInTheNameOfAGatewayAddsIt()
    {
        FakeGateway gateway;
        NotingDesktop desktop;
        SettingsPage settings(gateway, &desktop);
        settings.resize(1000, 700);
        settings.show();
        type(&settings, "Address of the gateway's admin listener", "https://gateway.example:4001");
        type(&settings, "Name of the gateway", "Berlin");
        QTest::keyClick(named<QLineEdit>(&settings, "Name of the gateway"), Qt::Key_Return);
        QCOMPARE(desktop.kept.size(), 1);
        QCOMPARE(desktop.kept.first().name, QString("Berlin"));
    }

    void enterInAMissingKeyTakesTheImportOver()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/import"] = {{"changes", QJsonArray{QJsonObject{{"row", "1"},
                                                                                  {"model_name", "keyless"},
                                                                                  {"upstream_model", "gpt"},
                                                                                  {"provider", "openai"},
                                                                                  {"action", "skip"},
                                                                                  {"key", "missing"},
                                                                                  {"key_variable", "SOME_KEY"}}}}};
        Page page("Settings");
        auto *panel = new ImportPanel(gateway, page);
        page.content()->addWidget(panel);
        page.resize(1000, 700);
        page.show();
        QFile file(m_folder.filePath("missing.yaml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("model_list: []\n");
        file.close();
        panel->read(file.fileName());
        QTRY_VERIFY(named<QLineEdit>(&page, "Key of keyless"));
        gateway.silent = true;
        auto *key = named<QLineEdit>(&page, "Key of keyless");
        QTest::keyClick(key, Qt::Key_Return);
        QCOMPARE(changed(gateway).size(), 1); // the reading; without a key nothing is ticked
        QTest::keyClicks(key, "sk-test-0000");
        QTest::keyClick(key, Qt::Key_Return);
        QCOMPARE(changed(gateway).size(), 2);
        QVERIFY(gateway.asked.back().request.body["apply"].toBool());
    }

    void whatAnImportLeavesOutIsInTheConsolesWords()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/import"] = {
            {"changes",
             QJsonArray{QJsonObject{{"row", "1"},
                                    {"model_name", "odd"},
                                    {"action", "skip"},
                                    {"why", "raw words"},
                                    {"reason", "provider_unknown"},
                                    {"values", QJsonObject()}},
                        QJsonObject{{"row", "2"}, {"model_name", "newer"}, {"action", "skip"}, {"why", "raw words"}}}}};
        Page page("Settings");
        auto *panel = new ImportPanel(gateway, page);
        page.content()->addWidget(panel);
        page.show();
        QFile file(m_folder.filePath("odd.yaml"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("model_list: []\n");
        file.close();
        panel->read(file.fileName());
        auto *plan = panel->findChild<QTreeWidget *>();
        QTRY_COMPARE(plan->topLevelItemCount(), 2);
        const int note = plan->columnCount() - 1;
        QCOMPARE(plan->topLevelItem(0)->text(note), QString("is left out: This provider is not known"));
        QCOMPARE(plan->topLevelItem(1)->text(note), QString("is left out: raw words"));
    }

    void enterConnectsWithTheKey()
    {
        KeyQuestion question(QUrl("https://gateway.example:4001"), false, {});
        question.show();
        QSignalSpy accepted(&question, &QDialog::accepted);
        auto *key = named<QLineEdit>(&question, "Admin key");
        QVERIFY(key);
        QTest::keyClick(key, Qt::Key_Return);
        QCOMPARE(accepted.size(), 0);
        QTest::keyClicks(key, "sk-test-0000");
        QTest::keyClick(key, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
    }
};

OSTIARY_TEST(tst_Forms)
#include "tst_forms.moc"
