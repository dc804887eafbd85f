// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "server/admin/eventhub.h"
#include "server/policy/budget.h"
#include "server/policy/catalog.h"
#include "server/policy/cooldowns.h"
#include "server/policy/keyring.h"
#include "server/store/ledgerreader.h"
#include "server/store/statestore.h"

#include <functional>

namespace ostiary {

/// What the controllers work with; all of it belongs to the admin thread, or is thread-safe.
struct AdminServices
{
    const Clock &clock;
    StateStore &state;
    LedgerReader &ledger;
    KeyRing &keys;
    Budget &budget;
    Cooldowns &cooldowns;
    EventHub &events;

    std::function<CatalogPtr()> catalog;
    /// Builds the catalogue anew from all its sources and hands it to the engines.
    std::function<void()> rebuildCatalog;
    /// Ends what a key has under way on every engine.
    std::function<void(std::int64_t keyId)> revokeKey;
    /// Makes a deployment of what the admin API stores of one; the error says what is wrong with it.
    std::function<Outcome<Deployment>(const StoredDeployment &)> makeDeployment;
    /// The counters of this moment for `/admin/v1/status` and the event stream.
    std::function<QJsonObject()> status;
    /// Prometheus' text.
    std::function<std::string()> metrics;
    /// Empty when requests are taken, otherwise why not.
    std::function<std::string()> unready;
};

} // namespace ostiary
