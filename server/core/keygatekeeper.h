// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/refusedcalls.h"
#include "server/gateway/headrefusals.h"
#include "server/gateway/metrics.h"
#include "server/http/gatekeeper.h"
#include "server/policy/guessguard.h"
#include "server/policy/keyring.h"

#include <atomic>

namespace ostiary {

/// The door: admits by key, from the head of a request alone. Thread-safe.
///
/// A wrong key on an administrative route is a guess at the admin key, and slows its address there. Routes that call
/// models stay open to the right virtual keys of such an address; there, only an admin key so short that it can be
/// guessed is guarded in the same way, against other machines.
class KeyGatekeeper final : public Gatekeeper
{
public:
    KeyGatekeeper(const KeyRing &keys, RateLimiter &limiter, Metrics &metrics, RefusedCalls &refusedCalls,
                  HeadRefusals &headRefusals, GuessGuard &guesses)
        : m_keys(keys), m_limiter(limiter), m_metrics(metrics), m_refused(refusedCalls), m_headRefusals(headRefusals),
          m_guesses(guesses)
    {
    }

    /// Whether administrative routes answer other machines over connections without TLS.
    void setPlainAdministration(bool accepted) { m_plainAdministration = accepted; }

    Result<CallerPtr> admit(const HttpRequest &request, Permission permission) override;
    Result<std::unique_ptr<Admission>> reserve(const HttpRequest &request, const CallerPtr &caller,
                                               Permission permission) override;

private:
    GatewayError refused(GatewayError error) const;
    void noteGuess(const HttpRequest &request);

    const KeyRing &m_keys;
    RateLimiter &m_limiter;
    Metrics &m_metrics;
    RefusedCalls &m_refused;
    HeadRefusals &m_headRefusals;
    GuessGuard &m_guesses;
    std::atomic<bool> m_plainAdministration{false};
};

} // namespace ostiary
