// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/local/localadminclient.h"
#include "server/io/threadmailbox.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/widgets/table.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

namespace ostiary {

/// A console over a real engine with the built-in simulator, without a screen, and hands to drive it.
class ConsoleFixture : public QObject
{
protected:
    static constexpr const char *kMaster = "sk-test-master-key-0123456789";

    static ServerConfig configIn(const QString &folder)
    {
        ServerConfig config;
        config.dataDirectory = folder;
        config.listen.port = config.adminListen.port = 0;
        config.listenGiven = config.adminListenGiven = true;
        config.masterKey = Secret(kMaster);
        config.discover = false;
        return config;
    }
    void startConsole()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("ostiary-test");
        QCoreApplication::setApplicationName(metaObject()->className());
        QSettings().clear();
        QSettings().setValue("welcomed", true); // the page for beginners comes when it is asked for
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_mailbox = std::make_unique<ThreadMailbox>();
        m_theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        m_core = std::make_unique<Core>(configIn(m_folder.path()));
        const auto started = m_core->start();
        QVERIFY2(started.ok(), started ? "" : started.error().c_str());
        m_client = std::make_unique<LocalAdminClient>(*m_core);
        m_client->start();
        m_window = std::make_unique<MainWindow>(*m_client);
        m_window->resize(1360, 850);
        m_window->show();
    }
    void stopConsole()
    {
        m_window.reset();
        m_client.reset();
        m_core->stop(std::chrono::seconds(5));
        m_core.reset();
        QSettings().clear();
    }

    AdminReply ask(AdminClient &client, const AdminRequest &request)
    {
        AdminReply out;
        bool done = false;
        client.call(request, this, [&](const AdminReply &reply) {
            out = reply;
            done = true;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(done, 20000); }();
        return out;
    }
    AdminReply ask(const AdminRequest &request) { return ask(*m_client, request); }
    /// The status of one chat request with `key`.
    int chat(const QString &key, const QString &model, const QString &words = "hello", int mostTokens = 4096)
    {
        QNetworkAccessManager network;
        QNetworkRequest request(m_client->dataAddress().resolved(QUrl("/v1/chat/completions")));
        request.setRawHeader("Authorization", "Bearer " + key.toUtf8());
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
        QNetworkReply *reply = network.post(
            request, "{\"model\":\"" + model.toUtf8() + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" +
                         words.toUtf8() + "\"}],\"max_tokens\":" + QByteArray::number(mostTokens) + "}");
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!finished.wait(10000))
            return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    QString makeKey(const QString &alias, const QJsonObject &more = {})
    {
        QJsonObject body = more;
        body["alias"] = alias;
        return ask(AdminRequest::post("/admin/v1/keys", body)).body.value("key").toString();
    }

    static void press(QAbstractButton *wanted)
    {
        QCoreApplication::processEvents(); // a part that has just been shown finds its place
        QVERIFY(wanted && wanted->isVisible());
        QTRY_VERIFY2(wanted->width() > 0, qPrintable(wanted->text()));
        QVERIFY2(wanted->isEnabled(), qPrintable(wanted->text()));
        QTest::mouseClick(wanted, Qt::LeftButton);
    }
    /// Presses the button called `text` of the question that opens next; fails the test if none does.
    static void answerNext(const QString &text)
    {
        auto *timer = new QTimer(qApp);
        timer->setInterval(5);
        connect(timer, &QTimer::timeout, timer, [timer, text] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return;
            timer->deleteLater();
            for (QAbstractButton *candidate : box->buttons()) {
                if (candidate->text().remove('&') == text) {
                    candidate->click();
                    return;
                }
            }
            QTest::qFail(qPrintable("the question has no button " + text), __FILE__, __LINE__);
            box->reject();
        });
        timer->start();
    }
    static QString complaints(QWidget *page)
    {
        QStringList all;
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->property("error").toBool() && !label->text().isEmpty())
                all += label->text();
        }
        return all.join(' ');
    }
    /// Whether a visible label of the page has this in it.
    static bool says(QWidget *page, const QString &part)
    {
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(part))
                return true;
        }
        return false;
    }
    static QPushButton *button(QWidget *page, const QString &text)
    {
        QPushButton *found = nullptr;
        for (QPushButton *candidate : page->findChildren<QPushButton *>()) {
            if (candidate->text() == text && (!found || candidate->isVisible()))
                found = candidate;
        }
        return found;
    }
    template <typename Widget>
    static Widget *named(QWidget *page, const QString &accessibleName)
    {
        Widget *found = nullptr;
        for (Widget *candidate : page->findChildren<Widget *>()) {
            if (candidate->accessibleName() == accessibleName && (!found || candidate->isVisible()))
                found = candidate;
        }
        return found;
    }
    static void type(QWidget *page, const QString &label, const QString &text)
    {
        auto *edit = named<QLineEdit>(page, label);
        QVERIFY2(edit, qPrintable("no field " + label));
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    QWidget *page(const QString &name)
    {
        m_window->showPage(name);
        return m_window->pageWidget(name);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ThreadMailbox> m_mailbox;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Core> m_core;
    std::unique_ptr<LocalAdminClient> m_client;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace ostiary
