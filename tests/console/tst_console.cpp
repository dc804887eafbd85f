// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/localadminclient.h"
#include "models/admin/httpadminclient.h"
#include "server/io/threadmailbox.h"
#include "tests/support/testregistry.h"
#include "ui/mainwindow.h"
#include "ui/pages/requestspage.h"
#include "ui/theme.h"
#include "ui/widgets/form.h"
#include "ui/widgets/table.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSplitter>
#include <QSslCertificate>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace ostiary;

/// The console over a real engine with the built-in simulator, without a screen.
class tst_Console : public QObject
{
    Q_OBJECT

    static constexpr const char *kMaster = "sk-test-master-key-0123456789";
    QTemporaryDir m_folder;
    std::unique_ptr<ThreadMailbox> m_mailbox;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Core> m_core;
    std::unique_ptr<LocalAdminClient> m_client;
    std::unique_ptr<MainWindow> m_window;

    AdminReply ask(AdminClient &client, const AdminRequest &request)
    {
        AdminReply out;
        bool done = false;
        client.call(request, this, [&](const AdminReply &reply) {
            out = reply;
            done = true;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(done, 10000); }();
        return out;
    }
    int chat(const QString &key, const QString &model)
    {
        QNetworkAccessManager network;
        QNetworkRequest request(m_client->dataAddress().resolved(QUrl("/v1/chat/completions")));
        request.setRawHeader("Authorization", "Bearer " + key.toUtf8());
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
        QNetworkReply *reply = network.post(
            request, "{\"model\":\"" + model.toUtf8() + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!finished.wait(10000))
            return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    static void press(QPushButton *wanted)
    {
        QCoreApplication::processEvents(); // a part that has just been shown finds its place
        QVERIFY(wanted && wanted->isVisible() && wanted->isEnabled());
        QTest::mouseClick(wanted, Qt::LeftButton);
    }
    static QString complaints(QWidget *page)
    {
        QStringList all;
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->property("error").toBool())
                all += label->text();
        }
        return all.join(' ');
    }
    static QPushButton *button(QWidget *page, const QString &text)
    {
        for (QPushButton *candidate : page->findChildren<QPushButton *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
    static void type(QWidget *page, const QString &label, const QString &text)
    {
        for (QLineEdit *edit : page->findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == label) {
                edit->clear();
                QTest::keyClicks(edit, text);
                return;
            }
        }
        QFAIL(qPrintable("no field " + label));
    }
    QWidget *page(const QString &name)
    {
        m_window->showPage(name);
        return m_window->pageWidget(name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_mailbox = std::make_unique<ThreadMailbox>();
        m_theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        ServerConfig config;
        config.dataDirectory = m_folder.path();
        config.listen.port = 0;
        config.adminListen.port = 0;
        config.listenGiven = config.adminListenGiven = true;
        config.masterKey = Secret(kMaster);
        config.discover = false;
        m_core = std::make_unique<Core>(config);
        const auto started = m_core->start();
        QVERIFY2(started.ok(), started ? "" : started.error().c_str());
        m_client = std::make_unique<LocalAdminClient>(*m_core);
        m_client->start();
        m_window = std::make_unique<MainWindow>(*m_client);
        m_window->show();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_client.reset();
        m_core->stop(std::chrono::seconds(5));
        m_core.reset();
    }

    void makesAKeyThatWorksAndShowsItsRequest()
    {
        QWidget *keys = page("keys");
        auto *table = keys->findChild<Table *>();
        QTRY_VERIFY(!table->model().isLoading());
        press(button(keys, "New key"));
        QPushButton *save = button(keys, "Make key");
        QVERIFY(save);
        QVERIFY(!save->isEnabled()); // nothing was written yet
        type(keys, "Name", "ann");
        type(keys, "Team", "Support");
        type(keys, "Budget in $ (empty: unlimited)", "lots");
        QVERIFY(!save->isEnabled());
        type(keys, "Budget in $ (empty: unlimited)", "2");
        QVERIFY(save->isEnabled());
        press(save);
        QTRY_COMPARE(table->model().rowCount(), 1);
        QCOMPARE(table->model().index(0, 0).data().toString(), QString::fromUtf8("ann · Support"));
        QLineEdit *shown = nullptr;
        for (QLineEdit *edit : keys->findChildren<QLineEdit *>())
            shown = edit->accessibleName() == "The new key" ? edit : shown;
        QVERIFY(shown && shown->text().startsWith("sk-"));

        QCOMPARE(chat(shown->text(), "sim"), 200);
        QWidget *requests = page("requests");
        auto *list = requests->findChild<Table *>();
        QTRY_COMPARE_WITH_TIMEOUT(list->model().rowCount(), 1, 10000);
        QCOMPARE(list->model().index(0, 2).data().toString(), QString("sim"));
        QCOMPARE(list->model().index(0, 4).data().toString(), QString("200"));
        list->view()->selectRow(0);
        QTRY_VERIFY(requests->findChild<Waterfall *>()->accessibleDescription().contains("stream") ||
                    requests->findChild<Waterfall *>()->accessibleDescription().contains("provider"));
        page("keys");
        press(button(keys, "I have it"));
        QVERIFY(shown->text().isEmpty()); // not kept where somebody could find it
    }

    void showsTheGatewaysComplaintUnderItsField()
    {
        QWidget *keys = page("keys");
        press(button(keys, "New key"));
        type(keys, "Name", "ann"); // taken
        press(button(keys, "Make key"));
        QLineEdit *name = nullptr;
        for (QLineEdit *edit : keys->findChildren<QLineEdit *>())
            name = edit->accessibleName() == "Name" ? edit : name;
        QTRY_VERIFY(name->accessibleDescription().contains("exists already"));
        QCOMPARE(name->text(), QString("ann")); // nothing that was written is lost
        type(keys, "Name", "");
        keys->findChild<Form *>()->settle();
    }

    void addsAModelAndSaysWhoManagesIt()
    {
        QWidget *models = page("models");
        auto *table = models->findChild<Table *>("Models");
        QTRY_VERIFY2(table->model().rowCount() == 1, qPrintable(table->model().error())); // the simulator
        press(button(models, "Add model"));
        type(models, "Name that clients use", "local");
        type(models, "Model at the provider", "tiny");
        type(models, "Address (empty: the provider's own)", "http://127.0.0.1:9/v1");
        type(models, "Price of input, $ per million tokens", "1");
        type(models, "Price of output, $ per million tokens", "2");
        QPushButton *save = button(models, "Save");
        QVERIFY(save->isEnabled());
        press(save);
        QTRY_VERIFY2(table->model().rowCount() == 2, qPrintable(complaints(models)));
        const int row = table->model().rowOf("local");
        QVERIFY(row >= 0);
        QCOMPARE(table->model().index(row, 2).data().toString(), QString("$1 / $2"));
        QCOMPARE(table->model().index(row, 5).data().toString(), QString("this console"));
        table->choose("sim");
        QTRY_VERIFY(!save->isEnabled());
        for (QLineEdit *edit : models->findChild<Form *>()->findChildren<QLineEdit *>())
            QVERIFY2(edit->isReadOnly(), qPrintable(edit->accessibleName()));
    }

    void readsTheFilterLanguage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("good");
        QTest::newRow("nothing") << ""
                                 << "" << true;
        QTest::newRow("two fields") << "model:sim status:429"
                                    << "model=sim&status=429" << true;
        QTest::newRow("quoted") << "team:\"Support EU\""
                                << "team_id=Support%20EU" << true;
        QTest::newRow("since") << "since:1h"
                               << "since_ms=6400000" << true;
        QTest::newRow("failed") << "is:failed"
                                << "failed=true" << true;
        QTest::newRow("unknown field") << "colour:red"
                                       << "" << false;
        QTest::newRow("no field") << "sim"
                                  << "" << false;
        QTest::newRow("bad span") << "since:yesterday"
                                  << "" << false;
    }
    void readsTheFilterLanguage()
    {
        QFETCH(QString, text);
        QFETCH(QString, query);
        QFETCH(bool, good);
        const RequestFilterText read = RequestFilterText::parse(text, 10'000'000);
        QCOMPARE(read.error.isEmpty(), good);
        if (good)
            QCOMPARE(read.query.toString(QUrl::FullyEncoded), query);
    }

    void thePlaygroundStreamsAnAnswerAndTellsItsCost()
    {
        QWidget *playground = page("playground");
        QPlainTextEdit *prompt = nullptr, *answer = nullptr;
        for (QPlainTextEdit *edit : playground->findChildren<QPlainTextEdit *>()) {
            prompt = edit->accessibleName() == "Your message" ? edit : prompt;
            answer = edit->accessibleName() == "Answer" && edit->isVisible() ? edit : answer;
        }
        QVERIFY(prompt && answer);
        QPushButton *send = button(playground, "Send");
        QVERIFY(!send->isEnabled()); // nothing to send
        QTest::keyClicks(prompt, "Who keeps the door?");
        auto *model = playground->findChild<QComboBox *>();
        QTRY_VERIFY(model->findText("sim") >= 0);
        model->setCurrentIndex(model->findText("sim"));
        press(send);
        const auto facts = [&] {
            for (const QLabel *label : playground->findChildren<QLabel *>()) {
                if (label->text().contains("first token after") && label->text().contains("$0.0"))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(facts(), 15000);
        QVERIFY(answer->toPlainText().startsWith("The keeper"));
    }

    void aSplitterStaysWhereItWasPut()
    {
        const auto splitter = [](MainWindow &window) {
            window.showPage("models");
            return window.pageWidget("models")->findChild<QSplitter *>("models");
        };
        QList<int> put;
        {
            MainWindow window(*m_client);
            window.show();
            QSplitter *moved = splitter(window);
            QCoreApplication::processEvents();
            moved->setSizes({420, 280});
            put = moved->sizes();
        }
        MainWindow window(*m_client);
        window.show();
        QSplitter *restored = splitter(window);
        QTRY_COMPARE(restored->sizes(), put);
    }

    void everyControlHasAName()
    {
        int seen = 0;
        for (int i = 0; i < m_window->pageCount(); ++i) {
            m_window->showPage(i);
            const QString name = m_window->pageName(i);
            for (QWidget *widget : m_window->pageWidget(name)->findChildren<QWidget *>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus ||
                    !(widget->focusPolicy() & Qt::TabFocus))
                    continue;
                QAccessibleInterface *described = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(described, widget->metaObject()->className());
                ++seen;
                const bool named = !described->text(QAccessible::Name).isEmpty() || !widget->accessibleName().isEmpty();
                QVERIFY2(named,
                         qPrintable(name + ": " + widget->metaObject()->className() + " " + widget->objectName()));
            }
        }
        QVERIFY2(seen > 20, qPrintable(QString::number(seen)));
    }

    void textsAreReadableOnTheirBackground()
    {
        const auto luminance = [](const QColor &c) {
            const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
            return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
        };
        const auto contrast = [&](const QColor &a, const QColor &b) {
            const double x = luminance(a), y = luminance(b);
            return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
        };
        for (const Tokens *tokens : {&Theme::light(), &Theme::dark()}) {
            for (const QColor &back : {tokens->background, tokens->surface, tokens->raised, tokens->selection})
                QVERIFY2(contrast(tokens->text, back) >= 4.5, qPrintable(back.name()));
            for (const QColor &back : {tokens->background, tokens->surface})
                QVERIFY2(contrast(tokens->dim, back) >= 4.5, qPrintable(back.name()));
        }
    }

    void theSameCallsGoOverHttp()
    {
        HttpAdminClient::Profile profile;
        profile.name = "elsewhere";
        profile.address = QUrl(QString("http://127.0.0.1:%1").arg(m_core->adminPort()));
        profile.token = kMaster;
        HttpAdminClient remote(profile);
        QSignalSpy changed(&remote, &AdminClient::changed);
        remote.start();
        QTRY_COMPARE_WITH_TIMEOUT(remote.state(), AdminClient::State::Online, 10000);
        const AdminReply far = ask(remote, AdminRequest::get("/admin/v1/keys"));
        const AdminReply near = ask(*m_client, AdminRequest::get("/admin/v1/keys"));
        QVERIFY(far.ok());
        QCOMPARE(far.body, near.body);
        const auto before = changed.size();
        QVERIFY(ask(*m_client, AdminRequest::post("/admin/v1/keys", {{"alias", "made near"}})).ok());
        QTRY_VERIFY(changed.size() > before); // what one console does, the other is told
        const AdminReply bad = ask(remote, AdminRequest::post("/admin/v1/keys", {{"max_budget_usd", "x"}}));
        QCOMPARE(bad.status, 400);
        QCOMPARE(bad.body, ask(*m_client, AdminRequest::post("/admin/v1/keys", {{"max_budget_usd", "x"}})).body);
        QTRY_VERIFY(remote.dataAddress().port() == m_client->dataAddress().port());
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
        ServerConfig config;
        config.configFile = file.fileName();
        config.dataDirectory = m_folder.filePath("tls");
        config.listen.port = config.adminListen.port = 0;
        config.listenGiven = config.adminListenGiven = true;
        config.masterKey = Secret(kMaster);
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
            stranger.start();
            QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10000);
            QVERIFY(!asked[0][1].toBool()); // nothing was pinned before
            QVERIFY(stranger.state() != AdminClient::State::Online);
            print = asked[0][0].value<QSslCertificate>().digest(QCryptographicHash::Sha256).toHex();
            stranger.pin(print);
            QTRY_COMPARE_WITH_TIMEOUT(stranger.state(), AdminClient::State::Online, 10000);
            QVERIFY(ask(stranger, AdminRequest::get("/admin/v1/status")).ok());
        }
        profile.pinnedSha256 = QByteArray(64, '0'); // another than the one that is shown
        HttpAdminClient wary(profile);
        QSignalSpy asked(&wary, &HttpAdminClient::certificateUnknown);
        wary.start();
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10000);
        QVERIFY(asked[0][1].toBool());
        QCOMPARE(ask(wary, AdminRequest::get("/admin/v1/keys")).status, 0);
        core.stop(std::chrono::seconds(5));
    }

    void aWrongTokenIsToldAndReadsNothing()
    {
        HttpAdminClient::Profile profile;
        profile.address = QUrl(QString("http://127.0.0.1:%1").arg(m_core->adminPort()));
        profile.token = "sk-wrong-token-0123456789";
        HttpAdminClient remote(profile);
        const AdminReply reply = ask(remote, AdminRequest::get("/admin/v1/keys"));
        QCOMPARE(reply.status, 401);
        QVERIFY(!reply.message.isEmpty());
        QVERIFY(!reply.body.contains("data"));
    }
};

OSTIARY_TEST(tst_Console)
#include "tst_console.moc"
