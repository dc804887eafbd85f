// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QHostAddress>

#include <cstddef>

namespace ostiary {

// The few calls on TCP descriptors that Qt's sockets would wrap in buffers and notifiers of their own.

struct SocketRead
{
    enum Kind { Data, WouldBlock, End, Failed } kind = Failed;
    std::size_t size = 0;
};

/// A listening, non-blocking TCP socket. With `shared` several may listen on one port and the kernel deals out
/// connections (SO_REUSEPORT). The error says what to do.
Outcome<qintptr> openListeningSocket(const QHostAddress &address, quint16 port, bool shared);
/// Whether nobody listens there yet: a shared port would let a second gateway in without a word.
Outcome<Done> checkPortIsFree(const QHostAddress &address, quint16 port);
/// The port a listening socket got when it asked for 0.
quint16 localPort(qintptr descriptor);

struct Accepted
{
    enum Kind {
        Socket,
        Nobody,        ///< no connection waits
        Gone,          ///< one waited and has gone; ask again
        NoDescriptors, ///< one waits, and there is no descriptor for it
    } kind = Nobody;
    qintptr socket = -1;
};
/// Takes the next connection of a listening socket.
Accepted acceptSocket(qintptr listening);

/// Prepares an accepted socket: non-blocking, no delay of small packets, not inherited by children.
void prepareAccepted(qintptr descriptor);
SocketRead readSocket(qintptr descriptor, char *to, std::size_t most);
/// Bytes taken, 0 when the socket is full, negative when the peer is gone.
std::ptrdiff_t writeSocket(qintptr descriptor, const char *from, std::size_t size);
void shutdownWrite(qintptr descriptor);
void closeSocket(qintptr descriptor);
/// Ends the connection with a reset, so that the peer cannot take a cut answer for a whole one.
void resetSocket(qintptr descriptor);

} // namespace ostiary
