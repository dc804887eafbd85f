// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopapplication.h"

#include "app/desktopshell.h"
#include "app/local/localadminclient.h"
#include "app/signals.h"
#include "app/singleinstance.h"
#include "app/tokenkeeper.h"
#include "app/tray.h"
#include "models/admin/httpadminclient.h"
#include "server/core/core.h"
#include "server/io/threadmailbox.h"
#ifdef OSTIARY_DBUS
#include "ui/appearanceportal.h"
#endif
#include "ui/gallery.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"

#include <QApplication>
#include <QDir>
#include <QHostAddress>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QScrollArea>
#include <QSettings>
#include <QTranslator>

#include <cstdio>
#include <functional>
#include <memory>

namespace ostiary {

namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr int kSettleMs = 1200; ///< a page has asked and been answered

/// Asks for the admin key; empty when the user does not give one.
QString askForToken(const QUrl &address, bool refused)
{
    QInputDialog question;
    question.setWindowTitle(QStringLiteral("Ostiary"));
    question.setLabelText((refused
                               ? QApplication::translate("ostiary::Desktop",
                                                         "The gateway at %1 does not take the key. Enter its admin key")
                               : QApplication::translate("ostiary::Desktop", "Admin key of the gateway at %1"))
                              .arg(address.authority()));
    question.setTextEchoMode(QLineEdit::Password);
    question.setOkButtonText(QApplication::translate("ostiary::Desktop", "Connect and remember it"));
    return question.exec() == QDialog::Accepted ? question.textValue().trimmed() : QString();
}

/// What is kept, or what the user enters, which is kept then.
void tokenOf(TokenKeeper &tokens, const QUrl &address, bool refused, const std::function<void(const QString &)> &done)
{
    const auto ask = [&tokens, address, refused, done](const QString &kept) {
        if (!kept.isEmpty() && !refused) {
            done(kept);
            return;
        }
        const QString entered = askForToken(address, refused);
        if (!entered.isEmpty()) {
            tokens.keep(address, entered, [](const QString &complaint) {
                if (!complaint.isEmpty())
                    QMessageBox::warning(nullptr, QStringLiteral("Ostiary"), complaint);
            });
        }
        done(entered);
    };
    if (refused)
        ask({});
    else
        tokens.read(address, ask);
}

/// A loud question, with what to compare.
void askAboutCertificate(HttpAdminClient &client, const QUrl &address, const QSslCertificate &shown, bool changed)
{
    const QByteArray print = shown.digest(QCryptographicHash::Sha256).toHex();
    const QString question =
        changed ? QApplication::translate("ostiary::Desktop", "The gateway shows another certificate than before. If "
                                                              "nobody has renewed it, somebody may be listening in.")
                : QApplication::translate("ostiary::Desktop", "This gateway's certificate is not known to the system. "
                                                              "Compare its fingerprint before you trust it.");
    if (QMessageBox::warning(nullptr, QApplication::translate("ostiary::Desktop", "Trust this certificate?"),
                             question + QStringLiteral("\n\nSHA-256 ") + QString::fromLatin1(print),
                             QMessageBox::Yes | QMessageBox::No, QMessageBox::No) == QMessageBox::Yes) {
        DesktopShell::keepPin(address, print);
        client.pin(print);
    }
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

/// Follows the desktop's light or dark while the user has not chosen one.
void followDesktop([[maybe_unused]] Theme &theme)
{
#ifdef OSTIARY_DBUS
    if (auto *portal = AppearancePortal::ofSession(&theme)) {
        QObject::connect(portal, &AppearancePortal::preferred, &theme,
                         [&theme](AppearancePortal::Preference preference) {
                             using enum AppearancePortal::Preference;
                             theme.followDesktop(preference == None ? std::nullopt : std::optional(preference == Dark));
                         });
    }
#endif
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

void takePicture(QWidget &window, const QString &folder)
{
    QDir().mkpath(folder);
    QTimer::singleShot(kSettleMs, &window, [&window, folder] {
        // All of it, however long it is.
        const auto *area = window.findChild<QScrollArea *>();
        window.resize(window.width(), area->widget()->sizeHint().height() + 120);
        QTimer::singleShot(kSettleMs, &window, [&window, folder] {
            window.grab().save(folder + QStringLiteral("/gallery.png"));
            QApplication::quit();
        });
    });
}

} // namespace

QString takeDesktopOptions(QStringList &arguments, DesktopOptions &options)
{
    options.headless = arguments.removeAll(QStringLiteral("--headless")) > 0;
    options.gallery = arguments.removeAll(QStringLiteral("--gallery")) > 0;
    options.hidden = arguments.removeAll(QStringLiteral("--hidden")) > 0;
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
    followDesktop(theme);
    const ThreadMailbox mailbox; // what other threads hand to the console
    Signals signals;
    // Not quit(), which would ask the windows whether they may be closed.
    QObject::connect(&signals, &Signals::terminate, &application, [] { QCoreApplication::exit(0); });

    TokenKeeper tokens;
    DesktopShell shell(tokens);
    std::unique_ptr<Core> core;
    std::unique_ptr<AdminClient> client;
    std::unique_ptr<QWidget> window;
    std::unique_ptr<Tray> tray;
    SingleInstance instance(config.dataDirectory);
    const auto open = [&] {
        auto made = std::make_unique<MainWindow>(*client, &shell);
        if (QSystemTrayIcon::isSystemTrayAvailable() && options.screenshots.isEmpty())
            tray = std::make_unique<Tray>(*made);
        else
            QObject::connect(made.get(), &MainWindow::alert, made.get(),
                             [shown = made.get()](const QString &title, const QString &text) {
                                 Toast::show(shown, title + QStringLiteral(": ") + text);
                             });
        if (!options.hidden || !tray)
            made->show();
        QObject::connect(&instance, &SingleInstance::raised, made.get(), [shown = made.get()] {
            shown->setWindowState(shown->windowState() & ~Qt::WindowMinimized);
            shown->show();
            shown->raise();
            shown->activateWindow();
        });
        if (!options.screenshots.isEmpty()) {
            QDir().mkpath(options.screenshots);
            takeScreenshots(*made, options.screenshots, 0);
        }
        window = std::move(made);
    };
    if (options.gallery) {
        window = std::make_unique<Gallery>();
        window->resize(1200, 900);
        window->show();
        if (!options.screenshots.isEmpty())
            takePicture(*window, options.screenshots);
    } else if (options.connectTo.isEmpty()) {
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
        open();
    } else {
        const QUrl address = options.connectTo;
        tokenOf(tokens, address, false, [&, address](const QString &token) {
            if (token.isEmpty()) {
                QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
                return;
            }
            QString name = address.host();
            for (const ConnectionProfile &profile : shell.profiles())
                name = profile.address == address ? profile.name : name;
            auto remote = std::make_unique<HttpAdminClient>(
                HttpAdminClient::Profile{name, address, token, DesktopShell::pinOf(address)});
            QObject::connect(remote.get(), &HttpAdminClient::certificateUnknown, remote.get(),
                             [shown = remote.get(), address](const QSslCertificate &certificate, bool changed) {
                                 askAboutCertificate(*shown, address, certificate, changed);
                             });
            HttpAdminClient *raw = remote.get();
            remote->start();
            client = std::move(remote);
            shell.keep({name, address});
            open();
            QObject::connect(static_cast<MainWindow *>(window.get()), &MainWindow::keyWanted, raw,
                             [&tokens, raw, address] {
                                 tokenOf(tokens, address, true, [raw](const QString &entered) {
                                     if (!entered.isEmpty())
                                         raw->setToken(entered);
                                 });
                             });
        });
    }
    const int code = QApplication::exec();
    tray.reset();
    window.reset(); // the console first, the engine second
    client.reset();
    if (core)
        core->stop(kPatience);
    return code;
}

} // namespace ostiary
