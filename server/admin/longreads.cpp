// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/longreads.h"

#include "server/io/threadmailbox.h"

namespace ostiary {

namespace {

constexpr int kMostWaiting = 64; ///< on each thread

}

LongReads::LongReads(QString ledgerFile) : m_ledgerFile(std::move(ledgerFile))
{
    m_threads = {std::make_unique<Thread>(QStringLiteral("admin reads")),
                 std::make_unique<Thread>(QStringLiteral("admin sorts"))};
}

LongReads::~LongReads()
{
    *m_ending = true; // what waits is not begun any more, and what runs ends early
    for (const auto &thread : m_threads) {
        if (thread->ledger)
            thread->ledger->interrupt();
        thread->worker.stop([&thread] { thread->ledger.reset(); });
    }
}

Outcome<Done> LongReads::start()
{
    Outcome<Done> opened = Done{};
    for (const auto &thread : m_threads) {
        thread->worker.start();
        thread->worker.run([&] {
            auto ledger = LedgerReader::open(m_ledgerFile);
            if (ledger)
                thread->ledger = std::move(ledger).value();
            else
                opened = std::move(ledger).error();
        });
    }
    return opened;
}

bool LongReads::run(Lane lane, std::function<void(LedgerReader &)> work, std::function<void()> then)
{
    Thread &thread = *m_threads[static_cast<std::size_t>(lane)];
    if (thread.waiting.load() >= kMostWaiting)
        return false;
    ++thread.waiting;
    // Both functions may hold what belongs to the admin thread, so they end there.
    struct Errand
    {
        std::function<void(LedgerReader &)> work;
        std::function<void()> then;
    };
    auto errand = std::make_shared<Errand>(Errand{std::move(work), std::move(then)});
    thread.worker.post([&thread, errand = std::move(errand), ending = m_ending,
                        home = ThreadMailbox::posterForThisThread()]() mutable {
        if (!*ending)
            errand->work(*thread.ledger);
        --thread.waiting;
        home([errand = std::move(errand), ending] {
            if (!*ending)
                errand->then();
        });
    });
    return true;
}

GatewayError LongReads::busy()
{
    GatewayError error =
        GatewayError::make(ErrorCode::Overloaded, "Too many lists are being made already; try again in a moment")
            .because(Reason::TooManyLists);
    error.retryAfterSeconds = 1;
    return error;
}

AdminRouter::LaterHandler LongReads::answering(Prepare prepare)
{
    return [this, prepare = std::move(prepare)](const AdminCall &call, const AdminRouter::Done &done) {
        auto prepared = prepare(call);
        if (!prepared)
            return done(prepared.error());
        auto answer = std::make_shared<ControllerReply>();
        const bool taken = run(
            prepared->first,
            [answer, work = std::move(prepared->second)](LedgerReader &ledger) { *answer = work(ledger); },
            [answer, done] { done(std::move(*answer)); });
        if (!taken)
            done(busy());
    };
}

AdminRouter::LaterHandler LongReads::answering(Lane lane, std::function<Result<Work>(const AdminCall &)> prepare)
{
    return answering([lane, prepare = std::move(prepare)](const AdminCall &call) -> Result<std::pair<Lane, Work>> {
        auto work = prepare(call);
        if (!work)
            return std::move(work).error();
        return std::pair(lane, std::move(work).value());
    });
}

} // namespace ostiary
