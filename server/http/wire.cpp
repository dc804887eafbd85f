// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/wire.h"

namespace ostiary {

namespace {

class PlainWire final : public Wire
{
public:
    explicit PlainWire(qintptr descriptor) : Wire(descriptor) {}
    SocketRead read(char *to, std::size_t most) override { return readSocket(m_descriptor, to, most); }
    std::ptrdiff_t write(const char *from, std::size_t size) override { return writeSocket(m_descriptor, from, size); }
};

} // namespace

Wire::~Wire()
{
    if (m_descriptor >= 0)
        closeSocket(m_descriptor);
}

void Wire::shutdown()
{
    shutdownWrite(m_descriptor);
}

void Wire::reset()
{
    resetSocket(m_descriptor);
    m_descriptor = -1;
}

std::unique_ptr<Wire> Wire::plain(qintptr descriptor)
{
    return std::make_unique<PlainWire>(descriptor);
}

} // namespace ostiary
