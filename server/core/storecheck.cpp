// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/storecheck.h"

#include "server/store/auditverifier.h"
#include "server/store/ledgerreader.h"

#include <QLoggingCategory>

#ifdef Q_OS_LINUX
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logStore, "ostiary.store")

/// A reader keeps the write-ahead log from being emptied, so a long ledger is only looked at in part.
constexpr std::chrono::seconds kMost{60};
constexpr int kToldAtMost = 10;
#ifdef Q_OS_LINUX
constexpr int kNiceness = 15;
#endif

} // namespace

StoreCheck::~StoreCheck()
{
    stop();
}

void StoreCheck::start()
{
    m_thread = std::thread([this] { run(); });
}

void StoreCheck::stop()
{
    m_stopping = true;
    if (m_thread.joinable())
        m_thread.join();
}

const char *StoreCheck::nameOf(State state)
{
    switch (state) {
    case State::Running:
        return "running";
    case State::Sound:
        return "sound";
    case State::Partly:
        return "partly";
    case State::Mismatch:
        break;
    }
    return "mismatch";
}

QStringList StoreCheck::problems() const
{
    const std::lock_guard lock(m_mutex);
    return m_problems;
}

void StoreCheck::run()
{
#ifdef Q_OS_LINUX
    // Behind all that serves, but not so far that an orderly end has to wait for it on a busy machine.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness);
    pthread_setname_np(pthread_self(), "store check");
#endif
    const auto until = std::chrono::steady_clock::now() + kMost;
    QStringList problems = verifyAudit(m_directory);
    bool whole = true;
    const auto ledger = LedgerReader::open(m_directory + QStringLiteral("/ledger.db"));
    if (ledger) {
        const auto verified =
            ledger.value()->verify([&] { return !m_stopping && std::chrono::steady_clock::now() < until; });
        problems += verified.problems;
        whole = verified.whole;
    } else {
        problems.append(QString::fromStdString(ledger.error()));
    }
    if (m_stopping)
        return;
    for (const QString &problem : problems.mid(0, kToldAtMost))
        qCCritical(logStore, "%s", qPrintable(problem));
    if (!problems.isEmpty())
        qCCritical(
            logStore,
            "%d places of the ledger or the audit log are not as this gateway left them; 'ostiaryd ledger verify' "
            "and 'ostiaryd audit verify' tell all of them",
            int(problems.size()));
    else if (!whole)
        qCInfo(logStore, "the ledger is long: only a part of it was checked; 'ostiaryd ledger verify' checks all");
    const std::lock_guard lock(m_mutex);
    m_state = !problems.isEmpty() ? State::Mismatch : whole ? State::Sound : State::Partly;
    m_problems = problems;
}

} // namespace ostiary
