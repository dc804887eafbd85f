// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopapplication.h"

#include "app/local/localadminclient.h"
#include "app/signals.h"
#include "app/singleinstance.h"
#include "models/admin/httpadminclient.h"
#include "server/core/core.h"
#include "server/io/threadmailbox.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>
#include <QLockFile>
#include <QMessageBox>
#include <QSaveFile>
#include <QSettings>
#include <QTranslator>

#include <cstdio>
#include <memory>

namespace ostiary {

namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr int kSettleMs = 1200; ///< a page has asked and been answered

/// Where the admin key of a gateway elsewhere is kept: a file that only its owner can read, beside the settings.
QString tokenFile(const QUrl &address)
{
    return QFileInfo(QSettings().fileName())
        .absoluteDir()
        .filePath(QStringLiteral("%1_%2.token").arg(address.host()).arg(address.port(443)));
}

bool keepToken(const QUrl &address, const QString &token)
{
    const QString name = tokenFile(address);
    QDir().mkpath(QFileInfo(name).absolutePath());
    QSaveFile file(name);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           file.write(token.toUtf8()) == token.toUtf8().size() && file.commit();
}

/// From the environment, from the file, or asked for.
QString tokenOf(const QUrl &address)
{
    const QString given = qEnvironmentVariable("OSTIARY_ADMIN_KEY");
    if (!given.isEmpty())
        return given;
    QFile file(tokenFile(address));
    if (file.open(QIODevice::ReadOnly))
        return QString::fromUtf8(file.readAll()).trimmed();
    QInputDialog question;
    question.setWindowTitle(QStringLiteral("Ostiary"));
    question.setLabelText(
        QApplication::translate("ostiary::Desktop", "Admin key of the gateway at %1").arg(address.authority()));
    question.setTextEchoMode(QLineEdit::Password);
    question.setOkButtonText(QApplication::translate("ostiary::Desktop", "Connect and remember it"));
    if (question.exec() != QDialog::Accepted || question.textValue().isEmpty())
        return {};
    if (!keepToken(address, question.textValue()))
        QMessageBox::warning(
            nullptr, QStringLiteral("Ostiary"),
            QApplication::translate("ostiary::Desktop",
                                    "The key could not be kept in %1; it is asked for again next time.")
                .arg(tokenFile(address)));
    return question.textValue();
}

QString pinName(const QUrl &address)
{
    return QStringLiteral("pinned/%1_%2").arg(address.host()).arg(address.port(443));
}

void translate(QApplication &application, const QString &wanted)
{
    const QString chosen = wanted.isEmpty() ? QSettings().value(QStringLiteral("language")).toString() : wanted;
    const QLocale locale = chosen.isEmpty() ? QLocale::system() : QLocale(chosen);
    QLocale::setDefault(locale);
    auto *translator = new QTranslator(&application);
    // English has a file, too: it holds the plural forms.
    if (translator->load(locale, QStringLiteral("ostiary"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        translator->load(QStringLiteral(":/i18n/ostiary_en")))
        QApplication::installTranslator(translator);
}

void choose(Theme &theme, const QString &wanted)
{
    if (wanted == QLatin1String("light"))
        theme.choose(Theme::Choice::Light);
    else if (wanted == QLatin1String("dark"))
        theme.choose(Theme::Choice::Dark);
    else
        theme.choose(
            static_cast<Theme::Choice>(std::clamp(QSettings().value(QStringLiteral("appearance")).toInt(), 0, 2)));
}

/// Saves every page as a picture, one after the other, and ends the application.
void takeScreenshots(MainWindow &window, const QString &folder, int page)
{
    if (page >= window.pageCount()) {
        QApplication::quit();
        return;
    }
    window.showPage(page);
    QTimer::singleShot(kSettleMs, &window, [&window, folder, page] {
        // A list is shown with one of its rows opened; the table that bears the page's name is that list.
        auto *shown = static_cast<Page *>(window.pageWidget(window.pageName(page)));
        auto *table = shown->findChild<Table *>(shown->title());
        if (table && table->model().rowCount() > 0)
            table->view()->selectRow(std::min(1, table->model().rowCount() - 1));
        QTimer::singleShot(kSettleMs, &window, [&window, folder, page] {
            window.grab().save(QStringLiteral("%1/%2.png").arg(folder, window.pageName(page)));
            takeScreenshots(window, folder, page + 1);
        });
    });
}

} // namespace

QString takeDesktopOptions(QStringList &arguments, DesktopOptions &options)
{
    options.headless = arguments.removeAll(QStringLiteral("--headless")) > 0;
    QString address;
    const std::pair<const char *, QString *> valued[] = {{"--connect", &address},
                                                         {"--language", &options.language},
                                                         {"--appearance", &options.appearance},
                                                         {"--screenshots", &options.screenshots}};
    for (const auto &[name, to] : valued) {
        const qsizetype at = arguments.indexOf(QLatin1String(name));
        if (at < 0)
            continue;
        if (at + 1 >= arguments.size())
            return QStringLiteral("%1 needs a value").arg(QLatin1String(name));
        *to = arguments[at + 1];
        arguments.remove(at, 2);
    }
    if (!address.isEmpty()) {
        options.connectTo = QUrl(address, QUrl::StrictMode);
        const QString scheme = options.connectTo.scheme();
        if (!options.connectTo.isValid() || options.connectTo.host().isEmpty() ||
            (scheme != QLatin1String("https") && scheme != QLatin1String("http")))
            return QStringLiteral("--connect must be an address such as https://gateway.example:4001");
        // The admin key opens everything: it does not cross a network in the clear.
        const QString host = options.connectTo.host();
        if (scheme == QLatin1String("http") && host != QLatin1String("localhost") && !QHostAddress(host).isLoopback())
            return QStringLiteral("--connect needs https:// for a gateway on another machine; give that gateway a "
                                  "certificate (ostiary: {tls: ...})");
    }
    return {};
}

int runDesktop(int &argc, char **argv, const ServerConfig &config, const DesktopOptions &options)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("ostiary"));
    QApplication::setOrganizationName(QStringLiteral("ostiary"));
    QApplication::setApplicationDisplayName(QStringLiteral("Ostiary"));
    QApplication::setApplicationVersion(QStringLiteral(OSTIARY_VERSION));
    translate(application, options.language);
    Theme theme(application);
    choose(theme, options.appearance);
    const ThreadMailbox mailbox; // what other threads hand to the console
    Signals signals;
    QObject::connect(&signals, &Signals::terminate, &application, &QApplication::quit);

    std::unique_ptr<Core> core;
    std::unique_ptr<AdminClient> client;
    SingleInstance instance(config.dataDirectory);
    if (options.connectTo.isEmpty()) {
        if (!instance.claim()) {
            std::fprintf(stderr, "ostiary: it runs already; its window comes to the front\n");
            return 0;
        }
        core = std::make_unique<Core>(config);
        if (const auto started = core->start(); !started) {
            std::fprintf(stderr, "ostiary: %s\n", started.error().c_str());
            QMessageBox::critical(nullptr, QApplication::translate("ostiary::Desktop", "The gateway did not start"),
                                  QString::fromStdString(started.error()));
            return 1;
        }
        auto local = std::make_unique<LocalAdminClient>(*core);
        local->start();
        client = std::move(local);
    } else {
        HttpAdminClient::Profile profile;
        profile.name = options.connectTo.host();
        profile.address = options.connectTo;
        profile.token = tokenOf(options.connectTo);
        if (profile.token.isEmpty())
            return 1;
        profile.pinnedSha256 = QSettings().value(pinName(options.connectTo)).toByteArray();
        auto remote = std::make_unique<HttpAdminClient>(profile);
        QObject::connect(
            remote.get(), &HttpAdminClient::certificateUnknown, &application,
            [client = remote.get(), address = options.connectTo](const QSslCertificate &shown, bool changed) {
                const QByteArray print = shown.digest(QCryptographicHash::Sha256).toHex();
                const QString question =
                    changed ? QApplication::translate("ostiary::Desktop",
                                                      "The gateway shows another certificate than before. If "
                                                      "nobody has renewed it, somebody may be listening in.")
                            : QApplication::translate("ostiary::Desktop",
                                                      "This gateway's certificate is not known to the system. "
                                                      "Compare its fingerprint before you trust it.");
                if (QMessageBox::warning(nullptr,
                                         QApplication::translate("ostiary::Desktop", "Trust this certificate?"),
                                         question + QStringLiteral("\n\nSHA-256 ") + QString::fromLatin1(print),
                                         QMessageBox::Yes | QMessageBox::No, QMessageBox::No) == QMessageBox::Yes) {
                    QSettings().setValue(pinName(address), print);
                    client->pin(print);
                }
            });
        remote->start();
        client = std::move(remote);
    }
    auto window = std::make_unique<MainWindow>(*client);
    window->show();
    QObject::connect(&instance, &SingleInstance::raised, window.get(), [shown = window.get()] {
        shown->setWindowState(shown->windowState() & ~Qt::WindowMinimized);
        shown->show();
        shown->raise();
        shown->activateWindow();
    });
    if (!options.screenshots.isEmpty()) {
        QDir().mkpath(options.screenshots);
        takeScreenshots(*window, options.screenshots, 0);
    }
    const int code = QApplication::exec();
    window.reset(); // the console first, the engine second
    client.reset();
    if (core)
        core->stop(kPatience);
    return code;
}

} // namespace ostiary
