// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/socket.h"

#include <QtGlobal>

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ostiary {

namespace {

int fd(qintptr descriptor)
{
    return static_cast<int>(descriptor);
}

std::string failure(const char *what, const QHostAddress &address, quint16 port, int error)
{
    std::string text = std::string(what) + ' ' + address.toString().toStdString() + ':' + std::to_string(port) + ": " +
                       std::strerror(error);
    if (error == EADDRINUSE)
        text += " (another program listens there; choose another port with --listen or --admin-listen)";
    else if (error == EACCES)
        text += " (ports below 1024 need a privilege; choose a higher one)";
    else if (error == EADDRNOTAVAIL)
        text += " (this machine has no such address)";
    return text;
}

Outcome<qintptr> openSocket(const QHostAddress &address, quint16 port, bool shared)
{
    const bool six =
        address.protocol() == QAbstractSocket::IPv6Protocol || address.protocol() == QAbstractSocket::AnyIPProtocol;
    const int listening = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listening < 0)
        return failure("cannot open a socket for", address, port, errno);
    const int on = 1;
    ::setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#ifdef SO_REUSEPORT
    if (shared)
        ::setsockopt(listening, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
#else
    Q_UNUSED(shared);
#endif
    sockaddr_storage storage{};
    socklen_t size = 0;
    if (six) {
        const int only = address.protocol() == QAbstractSocket::AnyIPProtocol ? 0 : 1;
        ::setsockopt(listening, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only);
        auto *to = reinterpret_cast<sockaddr_in6 *>(&storage);
        to->sin6_family = AF_INET6;
        to->sin6_port = htons(port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&to->sin6_addr, &bytes, sizeof bytes);
        size = sizeof *to;
    } else {
        auto *to = reinterpret_cast<sockaddr_in *>(&storage);
        to->sin_family = AF_INET;
        to->sin_port = htons(port);
        to->sin_addr.s_addr = htonl(address.toIPv4Address());
        size = sizeof *to;
    }
    if (::bind(listening, reinterpret_cast<sockaddr *>(&storage), size) != 0 || ::listen(listening, 1024) != 0) {
        const int error = errno;
        ::close(listening);
        return failure("cannot listen on", address, port, error);
    }
    return qintptr(listening);
}

} // namespace

Outcome<qintptr> openListeningSocket(const QHostAddress &address, quint16 port, bool shared)
{
    return openSocket(address, port, shared);
}

Outcome<Done> checkPortIsFree(const QHostAddress &address, quint16 port)
{
    const auto probe = openSocket(address, port, false);
    if (!probe)
        return probe.error();
    ::close(fd(*probe));
    return Done{};
}

quint16 localPort(qintptr descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getsockname(fd(descriptor), reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return 0;
    return storage.ss_family == AF_INET6 ? ntohs(reinterpret_cast<sockaddr_in6 *>(&storage)->sin6_port)
                                         : ntohs(reinterpret_cast<sockaddr_in *>(&storage)->sin_port);
}

Accepted acceptSocket(qintptr listening)
{
    const int accepted = ::accept(fd(listening), nullptr, nullptr);
    if (accepted >= 0)
        return {Accepted::Socket, accepted};
    switch (errno) {
    case EAGAIN:
#if EAGAIN != EWOULDBLOCK
    case EWOULDBLOCK:
#endif
        return {Accepted::Nobody, -1};
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
        return {Accepted::NoDescriptors, -1};
    default: // errors of that one connection (accept(2) lists them), or a signal
        return {Accepted::Gone, -1};
    }
}

void prepareAccepted(qintptr descriptor)
{
    const int on = 1;
    ::fcntl(fd(descriptor), F_SETFL, ::fcntl(fd(descriptor), F_GETFL, 0) | O_NONBLOCK);
    ::fcntl(fd(descriptor), F_SETFD, FD_CLOEXEC);
    ::setsockopt(fd(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

SocketRead readSocket(qintptr descriptor, char *to, std::size_t most)
{
    const ssize_t n = ::recv(fd(descriptor), to, most, 0);
    if (n > 0)
        return {SocketRead::Data, static_cast<std::size_t>(n)};
    if (n == 0)
        return {SocketRead::End, 0};
    return {errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? SocketRead::WouldBlock : SocketRead::Failed, 0};
}

std::ptrdiff_t writeSocket(qintptr descriptor, const char *from, std::size_t size)
{
    const ssize_t n = ::send(fd(descriptor), from, size, MSG_NOSIGNAL);
    if (n >= 0)
        return n;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

void shutdownWrite(qintptr descriptor)
{
    ::shutdown(fd(descriptor), SHUT_WR);
}
void closeSocket(qintptr descriptor)
{
    ::close(fd(descriptor));
}

void resetSocket(qintptr descriptor)
{
    const linger hard{1, 0};
    ::setsockopt(fd(descriptor), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(fd(descriptor));
}

} // namespace ostiary
