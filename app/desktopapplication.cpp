// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopapplication.h"

#include "app/connecting.h"
#include "app/desktopshell.h"
#include "app/local/localadminclient.h"
#include "app/screenshots.h"
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
#include "ui/profilename.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/question.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

namespace ostiary {

namespace {

constexpr std::chrono::seconds kPatience{10};

/// Loads the texts of a language; empty: the setting's, then the system's.
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
    // Qt's own texts, of the same language: the buttons of questions, the words of file dialogs.
    auto *ofQt = new QTranslator(&application);
    if (ofQt->load(QLocale(translator->language()), QStringLiteral("qtbase"), QStringLiteral("_"),
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(ofQt);
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

/// One console and what it looks at. Its members end in the order in which they must: the window before the client, the
/// client before the gateway inside.
class OpenConsole
{
public:
    OpenConsole(QApplication &application, const ServerConfig &config, const DesktopOptions &options)
        : m_application(application), m_config(config), m_options(options), m_shell(m_tokens),
          m_instance(config.dataDirectory)
    {
    }

    void openGallery();
    /// The exit code when there is nothing to run.
    std::optional<int> openEmbedded();
    /// Opens as soon as there is a key; ends the application when the user gives none.
    void openRemote();
    void end();

private:
    void connectWith(const QString &key);
    void openWindow();

    QApplication &m_application;
    const ServerConfig &m_config;
    const DesktopOptions &m_options;
    TokenKeeper m_tokens;
    DesktopShell m_shell;
    SingleInstance m_instance;
    std::unique_ptr<Core> m_core;
    std::unique_ptr<AdminClient> m_client;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Tray> m_tray;
};

void OpenConsole::openWindow()
{
    auto made = std::make_unique<MainWindow>(*m_client, &m_shell);
    MainWindow *const window = made.get();
    m_window = std::move(made);
    if (QSystemTrayIcon::isSystemTrayAvailable() && m_options.screenshots.isEmpty())
        m_tray = std::make_unique<Tray>(*window);
    else
        QObject::connect(window, &MainWindow::alert, window, [window](const QString &title, const QString &text) {
            Toast::show(window, title + QStringLiteral(": ") + text);
        });
    if (!m_options.hidden || !m_tray)
        window->show();
    QObject::connect(&m_instance, &SingleInstance::raised, window, [window] {
        window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
        window->show();
        window->raise();
        window->activateWindow();
    });
    if (!m_options.screenshots.isEmpty())
        takeScreenshots(*window, m_options.screenshots);
}

void OpenConsole::openGallery()
{
    m_window = std::make_unique<Gallery>();
    m_window->resize(1200, 900);
    m_window->show();
    if (!m_options.screenshots.isEmpty())
        takeGalleryPicture(*m_window, m_options.screenshots);
}

std::optional<int> OpenConsole::openEmbedded()
{
    if (!m_instance.claim()) {
        std::fprintf(stderr, "ostiary: it runs already; its window comes to the front\n");
        return 0;
    }
    m_core = std::make_unique<Core>(m_config);
    if (const auto started = m_core->start(); !started) {
        std::fprintf(stderr, "ostiary: %s\n", started.error().c_str());
        Question::tell(QApplication::translate("ostiary::Desktop", "The gateway did not start"),
                       QString::fromStdString(started.error()));
        return 1;
    }
    auto local = std::make_unique<LocalAdminClient>(*m_core);
    local->start();
    m_client = std::move(local);
    openWindow();
    return std::nullopt;
}

void OpenConsole::openRemote()
{
    adminKeyOf(m_tokens, m_options.connectTo, false, [this](const QString &key) {
        if (key.isEmpty())
            QMetaObject::invokeMethod(&m_application, &QCoreApplication::quit, Qt::QueuedConnection);
        else
            connectWith(key);
    });
}

void OpenConsole::connectWith(const QString &key)
{
    const QUrl &address = m_options.connectTo;
    const QString name = profileName(m_shell.profiles(), address);
    auto made =
        std::make_unique<HttpAdminClient>(HttpAdminClient::Profile{name, address, key, DesktopShell::pinOf(address)});
    HttpAdminClient *const client = made.get();
    m_client = std::move(made);
    QObject::connect(client, &HttpAdminClient::certificateUnknown, client,
                     [client, address](const QSslCertificate &certificate, bool changed) {
                         askAboutCertificate(*client, address, certificate, changed);
                     });
    client->start();
    m_shell.keep({name, address});
    openWindow();
    QObject::connect(static_cast<MainWindow *>(m_window.get()), &MainWindow::certificateWanted, client,
                     &HttpAdminClient::askAgain);
    QObject::connect(static_cast<MainWindow *>(m_window.get()), &MainWindow::keyWanted, client,
                     [this, client, address] {
                         adminKeyOf(m_tokens, address, true, [client](const QString &entered) {
                             if (!entered.isEmpty())
                                 client->setToken(entered);
                         });
                     });
}

void OpenConsole::end()
{
    m_tray.reset();
    m_window.reset(); // the console first, the engine second
    m_client.reset();
    if (m_core)
        m_core->stop(kPatience);
}

} // namespace

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

    OpenConsole console(application, config, options);
    if (options.gallery)
        console.openGallery();
    else if (!options.connectTo.isEmpty())
        console.openRemote();
    else if (const auto ended = console.openEmbedded())
        return *ended;
    const int code = QApplication::exec();
    console.end();
    return code;
}

} // namespace ostiary
