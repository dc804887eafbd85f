// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serviceapplication.h"

#include "app/firstrequest.h"
#include "app/signals.h"
#include "server/core/core.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr std::chrono::seconds kPatience{30};

// systemd's Type=notify protocol (sd_notify(3)): one datagram to the socket it names.
void notifySystemd(const char *state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.isEmpty() || path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0';
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return;
    ::sendto(socket, state, std::strlen(state), MSG_NOSIGNAL, reinterpret_cast<sockaddr *>(&address),
             static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(path.size())));
    ::close(socket);
}

/// Tells systemd's watchdog that the gateway lives, as long as all engine threads do.
class Watchdog final : public QObject
{
public:
    explicit Watchdog(const Core &core)
    {
        // sd_watchdog_enabled(3): the time in microseconds, meant for the process of this number
        const qlonglong time = qEnvironmentVariable("WATCHDOG_USEC").toLongLong();
        const QString process = qEnvironmentVariable("WATCHDOG_PID");
        if (time <= 0 || (!process.isEmpty() && process.toLongLong() != QCoreApplication::applicationPid()))
            return;
        const std::chrono::milliseconds half(std::max<qlonglong>(time / 2000, 1));
        connect(&m_timer, &QTimer::timeout, this, [&core, half] {
            if (core.enginesTurn(half))
                notifySystemd("WATCHDOG=1");
        });
        m_timer.start(half / 2);
    }

private:
    QTimer m_timer;
};

void greet(const Core &core, const ServerConfig &config)
{
    const auto host = [](const ListenAddress &address) {
        return address.host == QHostAddress(QHostAddress::Any) || address.host == QHostAddress(QHostAddress::AnyIPv4)
                   ? std::string("127.0.0.1")
                   : address.host.toString().toStdString();
    };
    const char *const scheme = core.usesTls() ? "https" : "http";
    std::printf("Ostiary %s\n  models   %s://%s:%d/v1\n  admin    %s://%s:%d/admin/v1\n  data     %s\n",
                OSTIARY_VERSION, scheme, host(config.listen).c_str(), core.port(), scheme,
                host(config.adminListen).c_str(), core.adminPort(), qPrintable(config.dataDirectory));
    const CatalogPtr catalog = core.catalog(); // held: a reload may let go of it meanwhile
    const auto &names = catalog->names();
    std::string some;
    for (std::size_t i = 0; i < names.size() && i < 6; ++i)
        some += (i ? ", " : "") + names[i];
    std::printf("  offers   %zu models%s%s%s\n", names.size(), names.empty() ? "" : ": ", some.c_str(),
                names.size() > 6 ? ", …" : "");
    if (!core.newAdminKey().isEmpty())
        std::printf("  admin key (shown this once, keep it): %s\n", std::string(core.newAdminKey().reveal()).c_str());
    if (core.interruptedAtStart() > 0)
        std::printf("  settled  %d requests that an earlier run left unfinished\n", core.interruptedAtStart());
    for (const std::string &sentence : core.lost())
        std::printf("  lost     %s\n", sentence.c_str());
    std::fflush(stdout);
}

} // namespace

int runService(int &argc, char **argv, const Command &command)
{
    qputenv("QT_NO_GLIB", "1"); // Qt's own dispatcher turns faster than GLib's
    // libcurl leaves the large one out, for the sake of CGI programs; other clients of LiteLLM read both.
    if (!qEnvironmentVariableIsSet("http_proxy") && qEnvironmentVariableIsSet("HTTP_PROXY"))
        qputenv("http_proxy", qgetenv("HTTP_PROXY"));
    QCoreApplication application(argc, argv);
    Signals signals;
    Core core(command.config);
    const auto started = core.start();
    if (!started) {
        std::fprintf(stderr, "ostiaryd: %s\n", started.error().c_str());
        return 1;
    }
    greet(core, command.config);
    const Watchdog watchdog(core);
    notifySystemd("READY=1");
    QObject::connect(&signals, &Signals::reload, &core, [&core] {
        notifySystemd("RELOADING=1");
        core.reload();
        notifySystemd("READY=1");
    });
    bool ending = false;
    QObject::connect(&signals, &Signals::terminate, &core, [&] {
        if (std::exchange(ending, true)) { // asked twice: at once
            core.stop(std::chrono::milliseconds(0));
            return;
        }
        notifySystemd("STOPPING=1");
        core.stop(kPatience);
        QCoreApplication::quit();
    });
    std::unique_ptr<FirstRequest> first;
    if (command.firstRequest) {
        first = std::make_unique<FirstRequest>(core, command.config);
        first->start();
    }
    const int code = QCoreApplication::exec();
    first.reset();
    core.stop(std::chrono::milliseconds(0));
    return code;
}

} // namespace ostiary
