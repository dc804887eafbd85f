// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/simthread.h"

#include "server/sim/simprovider.h"

#include <utility>

namespace ostiary {

SimThread::SimThread(const Clock &clock) : m_clock(clock) {}

SimThread::~SimThread()
{
    m_thread.stop([this] { delete std::exchange(m_provider, nullptr); });
}

Outcome<quint16> SimThread::start()
{
    m_thread.start();
    Outcome<quint16> port = std::string("the simulator did not start");
    m_thread.run([&] {
        auto *provider = new SimProvider(m_clock);
        SimBehaviour behaviour;
        behaviour.ttftMs = 30;
        behaviour.tokensPerSecond = 120;
        behaviour.tokens = 48;
        provider->setDefaults(behaviour);
        provider->keepLatestLines(1000);
        port = provider->listen(QHostAddress(QHostAddress::LocalHost), 0);
        m_provider = provider;
    });
    return port;
}

} // namespace ostiary
