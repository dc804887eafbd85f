// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/pageparts.h"
#include "ui/pages/settingspage.h"

#include <QJsonArray>
#include <QTreeWidget>

using namespace ostiary;

/// The rows of an import: what is ticked, what a missing key changes, and that all of it can be taken back.
class tst_ImportRows : public ConsoleFixture
{
    Q_OBJECT

    enum Columns { kName, kWhat, kPrice, kKey, kNote };

    static QString entry(const QString &name, const QString &key)
    {
        return "  - model_name: " + name + "\n    litellm_params: {model: openai/gpt-4o, api_key: " + key +
               ", input_cost_per_token: 0.000002, output_cost_per_token: 0.000008}\n";
    }
    QTreeWidget *shown(const QString &yaml)
    {
        QFile file(m_folder.filePath("rows.yaml"));
        if (!file.open(QIODevice::WriteOnly))
            return nullptr;
        file.write("model_list:\n" + yaml.toUtf8());
        file.close();
        QWidget *settings = page("settings");
        auto *plan = settings->findChild<QTreeWidget *>();
        for (QTreeWidget *tree : settings->findChildren<QTreeWidget *>()) {
            if (tree->accessibleName() == "What the import would change")
                plan = tree;
        }
        plan->clear();
        static_cast<SettingsPage *>(settings)->importFile(file.fileName());
        [&] { QTRY_VERIFY2(plan->topLevelItemCount() > 0, qPrintable(complaints(settings))); }();
        return plan;
    }
    static QTreeWidgetItem *row(QTreeWidget *plan, const QString &name)
    {
        return plan->findItems(name, Qt::MatchExactly, kName).value(0);
    }
    static bool hasBox(const QTreeWidgetItem *item) { return item->data(kName, Qt::CheckStateRole).isValid(); }
    bool isThere(const QString &model) { return ask(AdminRequest::get("/admin/v1/models/" + model)).ok(); }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void takesOverOnlyWhatIsTicked()
    {
        QWidget *settings = page("settings");
        QTreeWidget *plan = shown(entry("r-one", "sk-test-1") + entry("r-two", "sk-test-2"));
        QVERIFY(plan && row(plan, "r-one") && row(plan, "r-two"));
        QCOMPARE(row(plan, "r-one")->checkState(kName), Qt::Checked);
        QCOMPARE(row(plan, "r-two")->checkState(kName), Qt::Checked);
        QCOMPARE(row(plan, "r-one")->text(kKey), QString("present"));
        QVERIFY2(row(plan, "r-one")->text(kPrice).contains('2'), qPrintable(row(plan, "r-one")->text(kPrice)));
        row(plan, "r-two")->setCheckState(kName, Qt::Unchecked);
        press(button(settings, "Take over 1 change(s)"));
        QTRY_VERIFY(isThere("r-one"));
        QVERIFY(!isThere("r-two"));
    }

    void aNameThatExistsIsNotTicked()
    {
        makeOther("r-known");
        QTreeWidget *plan = shown(entry("r-known", "sk-test-1") + entry("r-new", "sk-test-2"));
        QVERIFY(plan && row(plan, "r-known"));
        QCOMPARE(row(plan, "r-known")->text(kNote), QString("exists: would share its requests"));
        QCOMPARE(row(plan, "r-known")->checkState(kName), Qt::Unchecked);
        QVERIFY(hasBox(row(plan, "r-known")));
        QCOMPARE(row(plan, "r-new")->checkState(kName), Qt::Checked);
    }

    void aMissingKeyIsAskedForBesideItsRow()
    {
        QWidget *settings = page("settings");
        QTreeWidget *plan =
            shown(entry("r-keyless", "os.environ/AZURE_KEY") + entry("r-unset", "os.environ/NOT_SET_AT_ALL_API_KEY"));
        QVERIFY(plan && row(plan, "r-keyless") && row(plan, "r-unset"));
        QVERIFY(!hasBox(row(plan, "r-keyless")) && !hasBox(row(plan, "r-unset")));
        QVERIFY(row(plan, "r-keyless")->text(kNote).contains("AZURE_KEY"));
        QVERIFY(!button(settings, "Take over 0 change(s)")->isEnabled());
        type(settings, "Key of r-keyless", "sk-test-typed");
        QCOMPARE(row(plan, "r-keyless")->checkState(kName), Qt::Checked);
        press(button(settings, "Take over 1 change(s)"));
        QTRY_VERIFY(isThere("r-keyless"));
        QVERIFY(!isThere("r-unset"));
    }

    void undoTakesTheImportBack()
    {
        QWidget *settings = page("settings");
        QTreeWidget *plan = shown(entry("r-back", "sk-test-1") + entry("r-too", "sk-test-2"));
        QVERIFY(plan);
        press(button(settings, "Take over 2 change(s)"));
        QTRY_VERIFY(isThere("r-back") && isThere("r-too"));
        QTRY_VERIFY(says(settings, "rows.yaml is taken over"));
        press(button(settings, "Undo"));
        QTRY_VERIFY(says(settings, "r-too, r-back"));
        QVERIFY(!isThere("r-back") && !isThere("r-too"));
    }

    void whatCouldNotBeTakenBackIsSaid()
    {
        QWidget *settings = page("settings");
        QVERIFY(shown(entry("r-stays", "sk-test-1") + entry("r-goes", "sk-test-2")));
        press(button(settings, "Take over 2 change(s)"));
        QTRY_VERIFY(says(settings, "rows.yaml is taken over"));
        const QJsonArray made = ask(AdminRequest::get("/admin/v1/models/r-stays")).body["deployments"].toArray();
        const QString id = made.first()["id"].toString();
        QVERIFY(ask(AdminRequest::patch("/admin/v1/deployments/" + id, {{"weight", 3}})).ok());
        press(button(settings, "Undo"));
        QTRY_VERIFY(says(settings, "Not taken back: r-stays"));
        QVERIFY(isThere("r-stays") && !isThere("r-goes"));
    }

    void whyARowIsLeftOutIsSaidInTheConsolesWords()
    {
        QTreeWidget *plan = shown(entry("r-good", "sk-test-1") + entry("r-limit", "sk-test-2, rpm: many") +
                                  entry("r-mocked", "sk-test-3, mock_response: hi"));
        QVERIFY(plan && row(plan, "r-limit") && row(plan, "r-mocked"));
        QVERIFY(!hasBox(row(plan, "r-limit")));
        QCOMPARE(row(plan, "r-limit")->text(kNote),
                 QString("is left out: rpm: A whole number from 0 to 100000000 (line 4)"));
        const QString mocked = row(plan, "r-mocked")->text(kNote);
        QVERIFY2(mocked.contains(QString::fromUtf8("\xe2\x80\x9cmock_response\xe2\x80\x9d cannot be kept to")) &&
                     mocked.endsWith("(line 6)"),
                 qPrintable(mocked));
    }

    void undoTakesTheRevisionOfTheAnswer()
    {
        FakeGateway gateway; // which can tell of no revision, as one whose store cannot be read for the moment
        Page page("Keys");
        page.show();
        AdminReply deleted;
        deleted.status = 200;
        deleted.body = {{"deleted", "3"}, {"revision", 7}};
        offerUndo(page, gateway, "k", deleted, "k is deleted.");
        QVERIFY(says(&page, "k is deleted."));
        QVERIFY(gateway.asked.empty());
        press(button(&page, "Undo"));
        QTRY_COMPARE(gateway.timesAsked("/admin/v1/revisions/7/rollback"), 1);
        QTRY_VERIFY(says(&page, "k is as it was before."));
    }

    void usersOfTheFileComeAlongAndAreTakenBack()
    {
        QWidget *settings = page("settings");
        QTreeWidget *plan =
            shown(entry("r-user", "sk-test-1") + "user_access: [{user_id: ada, max_budget: 25, models: [r-user]}]\n");
        QVERIFY(plan && row(plan, "ada"));
        QVERIFY2(row(plan, "ada")->text(kWhat).contains("25"), qPrintable(row(plan, "ada")->text(kWhat)));
        QVERIFY2(row(plan, "ada")->text(kWhat).contains("r-user"), qPrintable(row(plan, "ada")->text(kWhat)));
        QCOMPARE(row(plan, "ada")->checkState(kName), Qt::Checked);
        press(button(settings, "Take over 2 change(s)"));
        QTRY_VERIFY(ask(AdminRequest::get("/admin/v1/users/ada")).ok());
        plan = shown(entry("r-user", "sk-test-1") + "user_access: [{user_id: ada, max_budget: 30}]\n");
        QVERIFY(plan && row(plan, "ada"));
        QCOMPARE(row(plan, "ada")->text(kNote), QString("exists: its limits would change"));
        QCOMPARE(row(plan, "ada")->checkState(kName), Qt::Unchecked);
        row(plan, "ada")->setCheckState(kName, Qt::Checked);
        press(button(settings, "Take over 1 change(s)"));
        QTRY_COMPARE(ask(AdminRequest::get("/admin/v1/users/ada")).body["max_budget_usd"].toString(), QString("30"));
        QTRY_VERIFY(says(settings, "rows.yaml is taken over: 1 change"));
        press(button(settings, "Undo"));
        QTRY_VERIFY(says(settings, "Taken back, 1 change(s): ada"));
        QCOMPARE(ask(AdminRequest::get("/admin/v1/users/ada")).body["max_budget_usd"].toString(), QString("25"));
    }

private:
    /// A model of this name at another place than the file's.
    void makeOther(const QString &name)
    {
        const auto made = ask(AdminRequest::post("/admin/v1/deployments", {{"model_name", name},
                                                                           {"provider", "openai"},
                                                                           {"upstream_model", "x"},
                                                                           {"api_base", "http://127.0.0.1:9/v1"},
                                                                           {"input_usd_per_mtok", "1"},
                                                                           {"output_usd_per_mtok", "1"}}));
        QVERIFY2(made.ok(), qPrintable(made.message));
    }
};

OSTIARY_TEST(tst_ImportRows)
#include "tst_importrows.moc"
