// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/refusedcalls.h"
#include "server/gateway/metrics.h"
#include "server/http/gatekeeper.h"
#include "server/policy/keyring.h"

namespace ostiary {

/// The door: admits by key, from the head of a request alone. Thread-safe.
class KeyGatekeeper final : public Gatekeeper
{
public:
    KeyGatekeeper(const KeyRing &keys, RateLimiter &limiter, Metrics &metrics, RefusedCalls &refused)
        : m_keys(keys), m_limiter(limiter), m_metrics(metrics), m_refused(refused)
    {
    }

    Result<CallerPtr> admit(const HttpRequest &request, Permission permission) override;
    Result<std::unique_ptr<Admission>> reserve(const CallerPtr &caller, Permission permission) override;

private:
    const KeyRing &m_keys;
    RateLimiter &m_limiter;
    Metrics &m_metrics;
    RefusedCalls &m_refused;
};

} // namespace ostiary
