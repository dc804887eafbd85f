// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/modelspage.h"

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
