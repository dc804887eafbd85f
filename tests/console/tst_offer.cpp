// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/columns.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/discoverpanel.h"
#include "ui/pages/firstrunpage.h"
#include "ui/pages/modelspage.h"
#include "ui/pages/providerspage.h"

#include <QJsonArray>

using namespace ostiary;

/// The pages where models are offered speak of the object that is shown, and know what they say.
class tst_Offer : public ConsoleFixture
{
    Q_OBJECT

    static QJsonObject deployment(const QString &id, const QString &model, const QJsonObject &more = {})
    {
        QJsonObject out{{"id", id},        {"model_name", model}, {"provider", "sim"}, {"upstream_model", "sim"},
                        {"enabled", true}, {"revision", 1},       {"weight", 1},       {"managed_by", "store"}};
        for (auto it = more.begin(); it != more.end(); ++it)
            out[it.key()] = it.value();
        return out;
    }
    static QJsonObject list(const QJsonArray &rows) { return {{"data", rows}, {"total", rows.size()}}; }
    static QJsonObject model(const QString &name, const QJsonArray &deployments)
    {
        return {{"name", name}, {"enabled", true}, {"deployments", deployments}};
    }
    static Table *tableOf(QWidget *page, const QString &name) { return page->findChild<Table *>(name); }
    /// What the next question says; it is answered with the button called `answer`.
    static void noteQuestion(QString &asked, const QString &answer)
    {
        auto *watch = new QTimer(qApp);
        watch->setInterval(5);
        connect(watch, &QTimer::timeout, watch, [watch, &asked, answer] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return;
            watch->deleteLater();
            asked = box->text() + ' ' + box->informativeText();
            answerNext(answer);
        });
        watch->start();
    }

    static AdminReply refusal(const QString &message, const QString &field = {})
    {
        AdminReply reply;
        reply.status = 400;
        reply.message = message;
        reply.field = field;
        return reply;
    }
    static AdminReply good(const QJsonObject &body)
    {
        AdminReply reply;
        reply.status = 200;
        reply.body = body;
        return reply;
    }
    /// Two deployments of two models, and two accounts.
    static void fillIn(FakeGateway &gateway)
    {
        gateway.answers["/admin/v1/models"] =
            list({model("altair", {deployment("1", "altair")}), model("vega", {deployment("2", "vega")})});
        gateway.answers["/admin/v1/deployments"] = list({deployment("1", "altair"), deployment("2", "vega")});
        gateway.answers["/admin/v1/providers"] =
            list({QJsonObject{{"id", "7"}, {"name", "North"}, {"provider", "openai"}, {"managed_by", "store"}},
                  QJsonObject{{"id", "8"}, {"name", "South"}, {"provider", "openai"}, {"managed_by", "store"}}});
        gateway.answers["/admin/v1/provider-presets"] =
            list({QJsonObject{{"provider", "openai"}, {"needs_key", true}, {"well_known", true}}});
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void withoutAModelNoDeploymentIsListed()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/models"] = list({model("vega", {deployment("1", "vega")})});
        gateway.answers["/admin/v1/deployments"] = list({deployment("1", "vega")});
        ConsoleKey key(gateway);
        ModelsPage page(gateway, key);
        page.resize(1200, 800);
        page.show();
        Table *models = tableOf(&page, "Models"), *deployments = tableOf(&page, "Deployments");
        QTRY_COMPARE(models->model().rowCount(), 1);
        gateway.tell({{"requests_total", 1}});
        gateway.tell({{"requests_total", 2}}); // with every request the lists are read again
        QCOMPARE(gateway.timesAsked("/admin/v1/deployments"), 0);
        models->view()->selectRow(0);
        QTRY_COMPARE(deployments->model().rowCount(), 1);
        press(button(&page, "Add model"));
        QCOMPARE(deployments->model().rowCount(), 0);
        const int asked = gateway.timesAsked("/admin/v1/deployments");
        gateway.change("model", 2);
        gateway.tell({{"requests_total", 3}});
        QCOMPARE(gateway.timesAsked("/admin/v1/deployments"), asked);
        models->view()->selectRow(0);
        QTRY_COMPARE(deployments->model().rowCount(), 1);
    }

    void aDeploymentIsCalledByTheModelThatItServes()
    {
        FakeGateway gateway;
        const QJsonArray behind{deployment("1", "vega")};
        gateway.answers["/admin/v1/models"] = list({model("other-name", behind)});
        gateway.answers["/admin/v1/deployments"] = list(behind);
        ConsoleKey key(gateway);
        ModelsPage page(gateway, key);
        page.resize(1200, 800);
        page.show();
        QTRY_COMPARE(tableOf(&page, "Models")->model().rowCount(), 1);
        tableOf(&page, "Models")->view()->selectRow(0); // an alias has the deployments of its model
        QTRY_COMPARE(tableOf(&page, "Deployments")->model().rowCount(), 1);
        QString asked;
        noteQuestion(asked, "Cancel");
        press(button(&page, QString::fromUtf8("Delete\xe2\x80\xa6")));
        QTRY_VERIFY2(asked.contains("Delete vega?"), qPrintable(asked));
    }

    void aQuestionSaysWhoLosesTheModel_data()
    {
        QTest::addColumn<QJsonArray>("deployments");
        QTest::addColumn<QJsonArray>("keys");
        QTest::addColumn<QStringList>("said");
        const QJsonArray only{deployment("1", "vega/large")};
        const auto key = [](const char *alias, const QJsonArray &models, const char *team = "") {
            return QJsonObject{{"alias", alias}, {"models", models}, {"team_id", team}};
        };
        QTest::newRow("a key that names it") << only << QJsonArray{key("ann", {"vega/large"}), key("bob", {"sim"})}
                                             << QStringList{"will be refused", "lose it: ann."};
        QTest::newRow("a pattern") << only << QJsonArray{key("ann", {"vega/*"})} << QStringList{"lose it: ann."};
        QTest::newRow("keys for all models") << only << QJsonArray{key("ann", {}), key("bob", {"all-proxy-models"})}
                                             << QStringList{"2 key(s) for all models"};
        QTest::newRow("a key for all of its team")
            << only << QJsonArray{key("ann", {"all-team-models"}, "Support")} << QStringList{"1 key(s) for all models"};
        QTest::newRow("nobody") << only << QJsonArray{key("ann", {"sim"})} << QStringList{"No key may call it"};
        QTest::newRow("another deployment") << QJsonArray{only[0], deployment("2", "vega/large")} << QJsonArray()
                                            << QStringList{"The other deployments of vega/large"};
        QTest::newRow("another one that is disabled")
            << QJsonArray{only[0], deployment("2", "vega/large", {{"enabled", false}})} << QJsonArray()
            << QStringList{"will be refused"};
    }
    void aQuestionSaysWhoLosesTheModel()
    {
        QFETCH(QJsonArray, deployments);
        QFETCH(QJsonArray, keys);
        QFETCH(QStringList, said);
        FakeGateway gateway;
        gateway.answers["/admin/v1/models"] = list({model("vega/large", deployments)});
        gateway.answers["/admin/v1/deployments"] = list(deployments);
        gateway.answers["/admin/v1/keys"] = list(keys);
        ConsoleKey key(gateway);
        ModelsPage page(gateway, key);
        page.resize(1200, 800);
        page.show();
        QTRY_COMPARE(tableOf(&page, "Models")->model().rowCount(), 1);
        tableOf(&page, "Models")->view()->selectRow(0);
        QString asked;
        noteQuestion(asked, "Cancel");
        press(button(&page, QString::fromUtf8("Delete\xe2\x80\xa6")));
        QTRY_VERIFY(!asked.isEmpty());
        for (const QString &part : said)
            QVERIFY2(asked.contains(part), qPrintable(asked));
    }

    void anAccountThatManyModelsUseIsCounted()
    {
        FakeGateway gateway;
        fillIn(gateway);
        QJsonArray names;
        for (int i = 0; i < 20; ++i)
            names.append(QString("m%1").arg(i));
        gateway.answers["/admin/v1/providers/7"] = {{"id", "7"},
                                                    {"used_by", QJsonObject{{"models", 2500}, {"names", names}}}};
        ProvidersPage page(gateway);
        page.resize(1200, 800);
        page.show();
        QTRY_COMPARE(tableOf(&page, "Providers")->model().rowCount(), 2);
        tableOf(&page, "Providers")->view()->selectRow(0);
        QString asked;
        noteQuestion(asked, "Cancel");
        press(button(&page, QString::fromUtf8("Delete\xe2\x80\xa6")));
        QTRY_VERIFY2(asked.contains("North is in use"), qPrintable(asked));
        QVERIFY2(asked.contains("m0, m1") && asked.contains("2492 more"), qPrintable(asked));
    }

    void whoLosesAModelIsNotGuessed()
    {
        class NoKeys final : public AdminClient
        {
        public:
            explicit NoKeys(FakeGateway &gateway) : m_gateway(gateway) {}
            AdminOperation *send(const AdminRequest &request, QObject *parent) override
            {
                if (request.path != "/admin/v1/keys")
                    return m_gateway.send(request, parent);
                auto *operation = new AdminOperation(parent);
                QTimer::singleShot(0, operation, [operation] {
                    FakeGateway::end(operation, AdminReply::unreachable("the cable is out"));
                });
                return operation;
            }
            QString serverName() const override { return "far"; }
            QUrl dataAddress() const override { return {}; }

        private:
            FakeGateway &m_gateway;
        };
        FakeGateway gateway;
        gateway.answers["/admin/v1/models"] = list({model("vega", {deployment("1", "vega")})});
        gateway.answers["/admin/v1/deployments"] = list({deployment("1", "vega")});
        NoKeys client(gateway);
        ConsoleKey key(client);
        ModelsPage page(client, key);
        page.resize(1200, 800);
        page.show();
        QTRY_COMPARE(tableOf(&page, "Models")->model().rowCount(), 1);
        tableOf(&page, "Models")->view()->selectRow(0);
        for (const char *action : {"Delete\xe2\x80\xa6", "Disable"}) {
            QString asked;
            noteQuestion(asked, "Cancel");
            press(button(&page, QString::fromUtf8(action)));
            QTRY_VERIFY2(asked.contains("not known: the cable is out"), qPrintable(asked));
            QVERIFY2(!asked.contains("No key"), qPrintable(asked));
        }
    }

    void anAnswerAboutAnotherModelLeavesTheFormAlone_data()
    {
        QTest::addColumn<bool>("saved");
        QTest::newRow("saved") << true;
        QTest::newRow("refused") << false;
    }
    void anAnswerAboutAnotherModelLeavesTheFormAlone()
    {
        QFETCH(bool, saved);
        FakeGateway gateway;
        fillIn(gateway);
        ConsoleKey key(gateway);
        ModelsPage page(gateway, key);
        page.resize(1200, 800);
        page.show();
        Table *models = tableOf(&page, "Models");
        QTRY_COMPARE(models->model().rowCount(), 2);
        models->view()->selectRow(0);
        QTRY_COMPARE(named<QLineEdit>(&page, "Name that clients use")->text(), QString("altair"));
        QTRY_COMPARE(tableOf(&page, "Deployments")->model().rowCount(), 2);
        type(&page, "Weight", "5");
        gateway.silent = true;
        press(button(&page, "Save"));
        const QPointer<AdminOperation> saving = gateway.asked.back().operation;
        gateway.silent = false;
        answerNext("Discard");
        models->view()->selectRow(1);
        auto *name = named<QLineEdit>(&page, "Name that clients use");
        QTRY_COMPARE(name->text(), QString("vega"));
        QVERIFY(name->isEnabled());
        type(&page, "Weight", "3");
        QVERIFY(saving);
        FakeGateway::end(saving,
                         saved ? good(deployment("1", "altair", {{"weight", 5}})) : refusal("too heavy", "weight"));
        QCOMPARE(name->text(), QString("vega"));
        QCOMPARE(named<QLineEdit>(&page, "Weight")->text(), QString("3"));
        QVERIFY(named<QLineEdit>(&page, "Weight")->accessibleDescription().isEmpty());
        if (!saved)
            QVERIFY2(says(&page, "altair is not saved: too heavy"), qPrintable(complaints(&page)));
    }

    void anAnswerAboutAnotherAccountLeavesTheFormAlone()
    {
        FakeGateway gateway;
        fillIn(gateway);
        ProvidersPage page(gateway);
        page.resize(1200, 800);
        page.show();
        Table *providers = tableOf(&page, "Providers");
        QTRY_COMPARE(providers->model().rowCount(), 2);
        providers->view()->selectRow(0);
        auto *name = named<QLineEdit>(&page, "Name (empty: the provider's)");
        QTRY_COMPARE(name->text(), QString("North"));
        type(&page, "Name (empty: the provider's)", "Nord");
        gateway.silent = true;
        press(button(&page, "Save"));
        const QPointer<AdminOperation> saving = gateway.asked.back().operation;
        gateway.silent = false;
        answerNext("Discard");
        providers->view()->selectRow(1);
        QTRY_COMPARE(name->text(), QString("South"));
        QVERIFY(name->isEnabled());
        QVERIFY(saving);
        FakeGateway::end(saving, good({{"id", "7"}, {"name", "Nord"}, {"provider", "openai"}}));
        QCOMPARE(name->text(), QString("South"));
        QCOMPARE(providers->currentId(), QString("8"));
    }

    void aComplaintGoesWithTheNextSuccess()
    {
        FakeGateway gateway;
        fillIn(gateway);
        ProvidersPage page(gateway);
        page.resize(1200, 800);
        page.show();
        QTRY_COMPARE(tableOf(&page, "Providers")->model().rowCount(), 2);
        tableOf(&page, "Providers")->view()->selectRow(0);
        type(&page, "Name (empty: the provider's)", "Nord");
        const auto answer = [&](const AdminReply &reply) {
            gateway.silent = true;
            press(button(&page, "Save"));
            gateway.silent = false;
            FakeGateway::end(gateway.asked.back().operation, reply);
        };
        answer(refusal("the disk is full"));
        QVERIFY(says(&page, "North is not saved: the disk is full"));
        answer(good({{"id", "7"}, {"name", "Nord"}, {"provider", "openai"}, {"managed_by", "store"}}));
        QVERIFY(!says(&page, "is not saved"));
    }

    void aNoticeThatOffersUndoStaysWhenSomethingElseIsSaved()
    {
        NoticeBar notice;
        notice.tell("x is deleted", false, "Undo", [] {});
        notice.settle();
        QVERIFY(notice.isVisible());
        notice.tell("x is not saved", true);
        notice.settle();
        QVERIFY(!notice.isVisible());
    }

    void moreModelsAreAddedAfterOneWasRefused()
    {
        FakeGateway gateway;
        DiscoverPanel panel(gateway);
        panel.resize(900, 400);
        panel.show();
        panel.setModels({QJsonObject{{"id", "vega"}}, QJsonObject{{"id", "altair"}}}, "7", "openai");
        QTRY_VERIFY(!panel.isEmpty());
        panel.choose({"vega", "altair"});
        gateway.silent = true;
        press(panel.addButton());
        FakeGateway::end(gateway.asked.back().operation, refusal("not now"));
        gateway.silent = false;
        QSignalSpy added(&panel, &DiscoverPanel::added);
        press(panel.addButton());
        QTRY_COMPARE(added.size(), 1);
        QCOMPARE(added.first().first().toStringList(), (QStringList{"vega", "altair"}));
    }

    void allModelsGetOnePrice()
    {
        FakeGateway gateway;
        DiscoverPanel panel(gateway);
        panel.resize(900, 400);
        panel.show();
        panel.setModels({QJsonObject{{"id", "vega"}}, QJsonObject{{"id", "altair"}}, QJsonObject{{"id", "deneb"}}}, "7",
                        "openai");
        QTRY_VERIFY(!panel.isEmpty());
        type(&panel, "Price of all that is ticked", "2.50 / 10");
        QVERIFY(!button(&panel, "Set price")->isEnabled()); // nothing is ticked
        type(&panel, "Find a model", "e");
        press(button(&panel, "Select all")); // of what is found
        QCOMPARE(panel.chosenNames(), (QStringList{"vega", "deneb"}));
        press(button(&panel, "Set price"));
        type(&panel, "Price of all that is ticked", "cheap");
        QVERIFY(!button(&panel, "Set price")->isEnabled());
        QSignalSpy added(&panel, &DiscoverPanel::added);
        press(panel.addButton());
        QTRY_COMPARE(added.size(), 1);
        int priced = 0;
        for (const FakeGateway::Asked &one : gateway.asked) {
            if (one.request.path != "/admin/v1/deployments")
                continue;
            ++priced;
            QCOMPARE(one.request.body["input_usd_per_mtok"].toString(), QString("2.50"));
            QCOMPARE(one.request.body["output_usd_per_mtok"].toString(), QString("10"));
        }
        QCOMPARE(priced, 2);
    }

    void whatCouldNotBeReadIsReadWhenTheGatewayIsThere()
    {
        FakeGateway gateway;
        gateway.silent = true; // not reached
        ConsoleKey key(gateway);
        ModelsPage models(gateway, key);
        ProvidersPage providers(gateway);
        FirstRunPage welcome(gateway);
        for (QWidget *page : std::initializer_list<QWidget *>{&models, &providers, &welcome})
            page->show();
        for (const FakeGateway::Asked &one : std::vector(gateway.asked)) {
            if (one.operation)
                FakeGateway::end(one.operation, AdminReply::unreachable("the cable is out"));
        }
        gateway.silent = false;
        fillIn(gateway);
        gateway.become(AdminClient::State::Online);
        press(button(&models, "Add model"));
        press(button(&providers, "Add provider"));
        for (QWidget *page : std::initializer_list<QWidget *>{&models, &providers, &welcome})
            QTRY_VERIFY(named<QComboBox>(page, "Provider")->findData("openai") >= 0);
        QVERIFY(named<QComboBox>(&models, "Called through")->findData("7") >= 0);
        gateway.become(AdminClient::State::Offline);
        gateway.silent = true;
        const std::size_t before = gateway.asked.size();
        gateway.become(AdminClient::State::Online);
        for (std::size_t i = before; i < gateway.asked.size(); ++i) {
            if (gateway.asked[i].operation)
                FakeGateway::end(gateway.asked[i].operation, AdminReply::unreachable("the cable is out again"));
        }
        for (QWidget *page : std::initializer_list<QWidget *>{&models, &providers, &welcome}) // what is known stays
            QVERIFY(named<QComboBox>(page, "Provider")->findData("openai") >= 0);
    }

    void whatHasNoPriceWearsABadge()
    {
        const QJsonObject price{{"input_usd_per_mtok", "1"}, {"output_usd_per_mtok", "2"}, {"source", "configuration"}};
        FakeGateway gateway;
        QJsonObject half = model("half", {deployment("1", "half", {{"price", price}}), deployment("2", "half")});
        half["priced"] = false;
        gateway.answers["/admin/v1/models"] = list({model("bare", {deployment("3", "bare")}), half,
                                                    model("priced", {deployment("4", "priced", {{"price", price}})})});
        ResourceModel models(gateway, {"/admin/v1/models", "model", "name"}, modelColumns());
        models.reload();
        QTRY_COMPARE(models.rowCount(), 3);
        const auto meaning = [&](int row) { return models.index(row, 2).data(MeaningRole).toInt(); };
        QCOMPARE(models.index(0, 2).data().toString(), QString("no price"));
        QCOMPARE(meaning(0), int(Meaning::Warning));
        QCOMPARE(meaning(1), int(Meaning::Warning)); // one of its places has none
        QVERIFY(models.index(1, 2).data(Qt::ToolTipRole).toString().contains("refused under a budget"));
        QVERIFY(!models.index(2, 2).data(MeaningRole).isValid());
        gateway.answers["/admin/v1/deployments"] = list({deployment("3", "bare")});
        ResourceModel deployments(gateway, {"/admin/v1/deployments", "model"}, deploymentColumns());
        deployments.reload();
        QTRY_COMPARE(deployments.rowCount(), 1);
        QCOMPARE(deployments.index(0, 3).data(MeaningRole).toInt(), int(Meaning::Warning));
    }

    void anAccountIsCalledAsItsOwnerCallsIt()
    {
        const QString account =
            ask(AdminRequest::post("/admin/v1/providers", {{"name", "Trial two"}, {"provider", "sim"}}))
                .body.value("id")
                .toString();
        QVERIFY(ask(AdminRequest::post("/admin/v1/deployments",
                                       {{"model_name", "named"}, {"connection", account}, {"upstream_model", "sim"}}))
                    .ok());
        QWidget *models = page("models");
        Table *table = tableOf(models, "Models");
        QTRY_VERIFY(table->model().rowOf("named") >= 0);
        const int row = table->model().rowOf("named");
        QCOMPARE(table->model().index(row, 1).data().toString(), QString::fromUtf8("Trial two \xc2\xb7 sim"));
        table->view()->selectRow(row);
        Table *deployments = tableOf(models, "Deployments");
        QTRY_COMPARE(deployments->model().rowCount(), 1);
        QCOMPARE(deployments->model().index(0, 0).data().toString(), QString::fromUtf8("Trial two \xc2\xb7 sim"));
        QCOMPARE(chat(makeKey("caller"), "named"), 200);
        Table *requests = tableOf(page("requests"), "Requests");
        const auto served = [&] {
            return requests->model().rowCount() > 0 ? requests->model().index(0, 3).data().toString() : QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(served(), QString("Trial two"), 10'000);
        requests->view()->selectRow(0);
        QTRY_VERIFY(says(m_window->pageWidget("requests"), "Trial two / sim"));
    }

    void anAccountIsAddedWithWhatItNeeds_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("may");
        QTest::newRow("a provider without its key") << "openai"
                                                    << ""
                                                    << "" << false;
        QTest::newRow("a provider with its key") << "openai"
                                                 << ""
                                                 << "sk-test-0123456789" << true;
        QTest::newRow("a server without its address") << "openai_like"
                                                      << ""
                                                      << "" << false;
        QTest::newRow("a server with its address") << "openai_like"
                                                   << "http://127.0.0.1:9/v1"
                                                   << "" << true;
        QTest::newRow("a local server that has one of its own") << "ollama"
                                                                << ""
                                                                << "" << true;
    }
    void anAccountIsAddedWithWhatItNeeds()
    {
        QFETCH(QString, provider);
        QFETCH(QString, address);
        QFETCH(QString, key);
        QFETCH(bool, may);
        ProvidersPage page(*m_client);
        page.resize(1200, 800);
        page.show();
        press(button(&page, "Add provider"));
        auto *box = named<QComboBox>(&page, "Provider");
        QTRY_VERIFY(box->findData(provider) >= 0);
        box->setCurrentIndex(box->findData(provider));
        Q_EMIT box->activated(box->currentIndex());
        const bool ofOnesOwn = provider == "openai_like";
        auto *where = named<QLineEdit>(&page, ofOnesOwn ? "Address" : "Address (empty: the provider's own)");
        QVERIFY(where && where->isVisible());
        QVERIFY(where->placeholderText().startsWith("http"));
        QTest::keyClicks(where, address);
        QTest::keyClicks(named<QLineEdit>(&page, "Key (is never shown again)"), key);
        QCOMPARE(button(&page, "Add")->isEnabled(), may);
        QCOMPARE(button(&page, "Test and list models")->isEnabled(), may);
    }

    void discoveringAsksTheOnlyAccount()
    {
        FakeGateway gateway;
        fillIn(gateway);
        gateway.answers["/admin/v1/providers"] =
            list({QJsonObject{{"id", "7"}, {"name", "North"}, {"provider", "openai"}, {"managed_by", "store"}}});
        MainWindow window(gateway);
        window.resize(1360, 850);
        window.show();
        window.showPage("models");
        press(button(window.pageWidget("models"), QString::fromUtf8("Discover\xe2\x80\xa6")));
        QTRY_COMPARE(gateway.timesAsked("/admin/v1/providers/7/test"), 1);
        QVERIFY(window.pageWidget("providers")->isVisible());
    }

    void discoveringWithoutAnAccountBeginsOne()
    {
        FakeGateway gateway;
        fillIn(gateway);
        gateway.answers["/admin/v1/providers"] = list({});
        ProvidersPage page(gateway);
        page.resize(1200, 800);
        page.show();
        page.discover();
        QTRY_VERIFY(says(&page, "New provider"));
    }

    void theFirstRunSpeaksOfTheGatewaysMachine()
    {
        FakeGateway gateway; // elsewhere
        FirstRunPage welcome(gateway);
        welcome.show();
        QVERIFY(says(&welcome, "the gateway's machine"));
        QVERIFY(!says(&welcome, "this machine"));
        FirstRunPage here(*m_client);
        here.show();
        QVERIFY(says(&here, "on this machine"));
    }

    void enterMakesTheFirstKeyAndItsRequestIsOpened()
    {
        m_window->showPage("welcome");
        QWidget *welcome = m_window->pageWidget("welcome");
        press(button(welcome, "Use the simulator"));
        type(welcome, "Name", "entered");
        QTest::keyClick(named<QLineEdit>(welcome, "Name"), Qt::Key_Return);
        auto *key = named<QLineEdit>(welcome, "The new key");
        QTRY_VERIFY(key->text().startsWith("sk-"));
        press(button(welcome, "Copy snippet"));
        QVERIFY(says(welcome, "Paste it into a terminal")); // in the line of the page, not over it
        QCOMPARE(chat(key->text(), "sim"), 200);
        QTRY_VERIFY_WITH_TIMEOUT(button(welcome, "See where its time went")->isVisible(), 10'000);
        press(button(welcome, "See where its time went"));
        QWidget *requests = m_window->pageWidget("requests");
        QTRY_VERIFY(button(requests, "Copy id")->isVisible());
        QTRY_VERIFY(says(requests, "entered"));
    }

    void rowsOfTheDiscoveryListHaveRoomForTheirBoxes()
    {
        FakeGateway gateway;
        DiscoverPanel panel(gateway);
        panel.resize(640, 400);
        panel.show();
        panel.setModels({QJsonObject{{"id", "vega"}}}, "7", "openai");
        QTRY_VERIFY(!panel.isEmpty());
        auto *tree = panel.findChild<QTreeWidget *>();
        const QModelIndex note = tree->model()->index(0, 3);
        QTRY_VERIFY(tree->visualRect(note).height() >= Theme::kRowHeight);
        QVERIFY(tree->visualRect(note).left() + 100 < tree->viewport()->width()); // what it says can be read
    }

    void disablingSaysWhoLosesTheModel()
    {
        QVERIFY(ask(AdminRequest::post("/admin/v1/deployments",
                                       {{"model_name", "gone+soon"}, {"provider", "sim"}, {"upstream_model", "sim"}}))
                    .ok());
        makeKey("leaning", {{"models", QJsonArray{"gone+soon"}}});
        QWidget *models = page("models");
        Table *table = tableOf(models, "Models");
        QTRY_VERIFY(table->model().rowOf("gone+soon") >= 0);
        table->view()->selectRow(table->model().rowOf("gone+soon"));
        QTRY_COMPARE(tableOf(models, "Deployments")->model().rowCount(), 1); // also with a plus in its name
        QString asked;
        noteQuestion(asked, "Disable gone+soon");
        press(button(models, "Disable"));
        QTRY_COMPARE(table->model().index(table->model().rowOf("gone+soon"), 4).data().toString(), QString("Disabled"));
        QVERIFY2(asked.contains("leaning") && asked.contains("will be refused"), qPrintable(asked));
        QTRY_VERIFY(says(models, "not called any more") && says(models, "leaning"));
        QVERIFY(button(models, "Undo")->isVisible());
    }
};

OSTIARY_TEST(tst_Offer)
#include "tst_offer.moc"
