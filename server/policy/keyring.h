// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "models/domain/result.h"
#include "server/policy/principal.h"

#include <atomic>
#include <optional>
#include <shared_mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ostiary {

/// All keys that open the door, by digest: authentication is one hash and one look-up, without a database.
/// Thread-safe; a change is seen by the next request of every thread.
class KeyRing
{
public:
    KeyRing(const Clock &clock, Budget &budget, RateLimiter &limiter);

    /// The administrator's key; its requests are counted as key 0. `weak`: it is so short that it can be guessed.
    void setMasterKey(const Digest &digest, std::string maskedName, bool weak = false);
    bool isMasterKeyWeak() const { return m_masterWeak.load(std::memory_order_relaxed); }
    /// All users that bind keys, and the budget of the whole organisation. What they have spent goes by their ids, and
    /// stays with them.
    void setUsers(std::vector<UserAccess> users);
    void setOrganisationBudget(std::optional<Money> limit, std::optional<Duration> window);

    void put(const VirtualKey &key);
    /// Closes the door to one text of a key; nothing when by now it opens it for another.
    void remove(const Digest &digest, std::int64_t keyId);

    /// Who `credential` belongs to; 401 says what is wrong with it. An empty credential is none.
    Result<PrincipalPtr> authenticate(std::string_view credential) const;
    /// What is said to an unknown one.
    static GatewayError unknownKey(std::string_view credential);
    PrincipalPtr find(const Digest &digest) const;
    /// Who holds the master key; set once the gateway has started.
    PrincipalPtr administrator() const;
    std::size_t size() const;

private:
    PrincipalPtr makePrincipal(const VirtualKey &key, Role role) const;
    void rebuild();

    const Clock &m_clock;
    Budget &m_budget;
    RateLimiter &m_limiter;
    std::atomic<bool> m_masterWeak{false};
    mutable std::shared_mutex m_mutex;
    std::unordered_map<Digest, PrincipalPtr, DigestHash> m_principals;
    std::unordered_map<std::string, UserAccess> m_users;
    std::optional<Money> m_organisationLimit;
    std::optional<Duration> m_organisationWindow;
};

} // namespace ostiary
