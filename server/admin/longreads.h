// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/io/workerthread.h"
#include "server/store/ledgerreader.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace ostiary {

/// What the administration does aside, on two threads with connections to the ledger of their own, so that however
/// long it takes, the admin thread is there to block a key. Made, used and deleted on the admin thread.
class LongReads
{
public:
    enum class Lane {
        Quick, ///< lists, sums and single rows
        Slow,  ///< what may take seconds: sorting, reading a configuration
    };
    /// Runs aside; only what is thread-safe or its own may be touched.
    using Work = std::function<ControllerReply(LedgerReader &)>;
    /// Runs on the admin thread and takes along what the work needs; an error is the answer.
    using Prepare = std::function<Result<std::pair<Lane, Work>>(const AdminCall &)>;

    explicit LongReads(QString ledgerFile);
    ~LongReads();

    Outcome<Done> start();
    /// Runs `work` aside and then `then` on the admin thread; false when too much is waiting already.
    bool run(Lane lane, std::function<void(LedgerReader &)> work, std::function<void()> then);
    /// A handler whose answer is made aside.
    AdminRouter::LaterHandler answering(Prepare prepare);
    AdminRouter::LaterHandler answering(Lane lane, std::function<Result<Work>(const AdminCall &)> prepare);
    static GatewayError busy();

private:
    struct Thread
    {
        explicit Thread(const QString &name) : worker(name) {}
        WorkerThread worker;
        std::unique_ptr<LedgerReader> ledger; ///< made, used and deleted on the thread
        std::atomic<int> waiting{0};
    };

    QString m_ledgerFile;
    std::shared_ptr<std::atomic<bool>> m_ending = std::make_shared<std::atomic<bool>>(false);
    std::array<std::unique_ptr<Thread>, 2> m_threads;
};

/// A call's target, kept until the work that needs it is done.
class HeldCall
{
public:
    explicit HeldCall(const AdminCall &call) : m_parameter(call.parameter)
    {
        auto request = std::make_shared<HttpRequest>();
        request->setStart(call.request.method(), call.request.target());
        m_request = std::move(request);
    }
    AdminCall call() const { return {*m_request, nullptr, m_parameter}; }

private:
    std::shared_ptr<const HttpRequest> m_request;
    std::string m_parameter;
};

} // namespace ostiary
