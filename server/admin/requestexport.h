// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/longreads.h"
#include "server/admin/replypieces.h"
#include "server/store/statestore.h"

#include <memory>
#include <optional>

namespace ostiary {

/// All requests that fit a filter as CSV, the newest first, read a slice at a time beside the lists. Each request that
/// had ended when it began is in it once: a slice begins after a row, and what comes meanwhile stands before the first.
class RequestExport final : public ReplyPieces, public std::enable_shared_from_this<RequestExport>
{
public:
    struct What
    {
        std::optional<RequestFilter> filter; ///< none: nothing can fit
        std::shared_ptr<const StateStore::KeyNames> names;
        std::int64_t nowMs = 0;
    };
    RequestExport(LongReads &reads, What what) : m_reads(reads), m_what(std::move(what)) {}

    void next(Take take) override;

private:
    Result<Piece> read(LedgerReader &ledger);

    LongReads &m_reads;
    What m_what; ///< its cursor moves; used by one slice at a time
    bool m_begun = false;
};

/// How a key of the ledger is called.
QString nameOfKey(const StateStore::KeyNames &names, std::int64_t id);
/// The name of what has no key of its own.
inline constexpr const char *kMasterKeyName = "master key";

} // namespace ostiary
