// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/io/socket.h"

#include <memory>

namespace ostiary {

class TlsContext;

/// The bytes of one accepted connection, plain or TLS; owns and closes the descriptor.
class Wire
{
public:
    virtual ~Wire();
    virtual SocketRead read(char *to, std::size_t most) = 0;
    /// Bytes taken, 0 when nothing can be taken at present, negative when the peer is gone.
    virtual std::ptrdiff_t write(const char *from, std::size_t size) = 0;
    /// Whether progress of the protocol itself (a TLS handshake) waits for room to write.
    virtual bool wantsWrite() const { return false; }
    /// Whether what was to be written waits for bytes of the peer, as in a handshake; room to write would not help.
    virtual bool writeWaitsForRead() const { return false; }
    /// False while a handshake is under way: nothing can be said to the peer yet.
    virtual bool isEstablished() const { return true; }
    /// Bytes that were read from the socket and not yet handed out, which no readiness will announce.
    virtual bool hasBuffered() const { return false; }
    /// Whether nobody on the way can read it.
    virtual bool isSecure() const { return false; }
    virtual void shutdown();
    /// Closes with a reset.
    void reset();

    qintptr descriptor() const { return m_descriptor; }

    static std::unique_ptr<Wire> plain(qintptr descriptor);

protected:
    explicit Wire(qintptr descriptor) : m_descriptor(descriptor) {}
    qintptr m_descriptor;
};

} // namespace ostiary
