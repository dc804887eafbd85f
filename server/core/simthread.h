// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/result.h"
#include "server/io/workerthread.h"

#include <memory>
#include <string>

namespace ostiary {

class SimProvider;

/// The built-in simulator on a thread and a loopback port of its own, called like any other provider.
class SimThread
{
public:
    explicit SimThread(const Clock &clock);
    ~SimThread();

    /// Starts it; the port it got on 127.0.0.1.
    Outcome<quint16> start();

private:
    const Clock &m_clock;
    WorkerThread m_thread{QStringLiteral("simulator")};
    SimProvider *m_provider = nullptr; ///< made, used and deleted on the thread
};

} // namespace ostiary
