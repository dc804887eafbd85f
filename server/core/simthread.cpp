// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/simthread.h"

#include "server/sim/simprovider.h"

namespace ostiary {

SimThread::SimThread(const Clock &clock) : m_clock(clock) { m_thread.setObjectName(QStringLiteral("simulator")); }

SimThread::~SimThread()
{
    if (m_provider)
        m_provider->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

Outcome<quint16> SimThread::start()
{
    auto *context = new QObject;
    context->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, context, &QObject::deleteLater);
    m_thread.start();
    Outcome<quint16> port = std::string("the simulator did not start");
    QMetaObject::invokeMethod(context, [&] {
        auto *provider = new SimProvider(m_clock);
        SimBehaviour behaviour;
        behaviour.ttftMs = 30;
        behaviour.tokensPerSecond = 120;
        behaviour.tokens = 48;
        provider->setDefaults(behaviour);
        port = provider->listen(QHostAddress(QHostAddress::LocalHost), 0);
        m_provider = provider;
    }, Qt::BlockingQueuedConnection);
    return port;
}

} // namespace ostiary
