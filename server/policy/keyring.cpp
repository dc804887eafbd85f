// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/keyring.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <mutex>

namespace ostiary {

KeyRing::KeyRing(const Clock &clock, Budget &budget, RateLimiter &limiter)
    : m_clock(clock), m_budget(budget), m_limiter(limiter)
{
}

namespace {

/// No team has a list of its own, and who is in none has no team's models.
std::vector<std::string> withModelsOfTeam(std::vector<std::string> models, const std::string &teamId)
{
    if (!teamId.empty())
        std::replace(models.begin(), models.end(), std::string(kAllTeamModels), std::string(kAllProxyModels));
    return models;
}

/// LiteLLM keeps a key's tags within its metadata.
std::vector<std::string> tagsIn(const std::string &metadata)
{
    std::vector<std::string> tags;
    if (metadata.find("\"tags\"") == std::string::npos)
        return tags;
    const QJsonObject fields = QJsonDocument::fromJson(QByteArray::fromStdString(metadata)).object();
    for (const QJsonValue &tag : fields[QLatin1String("tags")].toArray()) {
        if (tag.isString())
            tags.push_back(tag.toString().toStdString());
    }
    return tags;
}

} // namespace

PrincipalPtr KeyRing::makePrincipal(const VirtualKey &key, Role role) const
{
    auto principal = std::make_shared<Principal>();
    principal->role = role;
    principal->key = key;
    principal->models = withModelsOfTeam(key.models, key.teamId);
    principal->tags = tagsIn(key.metadataJson);
    const auto add = [&](ScopeKind kind, std::string_view id, std::optional<Money> limit,
                         const std::optional<Duration> &window, std::int64_t origin) {
        Budget::Scope scope;
        scope.counter = m_budget.counter(kind, id);
        scope.limit = limit;
        scope.windowOrigin = origin;
        if (window)
            scope.setWindow(*window);
        m_budget.keepLimit(scope.counter, limit);
        principal->budgets.push_back(std::move(scope));
        principal->hasLimit = principal->hasLimit || limit.has_value();
    };
    add(ScopeKind::Organisation, "", m_organisationLimit, m_organisationWindow, 0);
    if (!key.teamId.empty())
        add(ScopeKind::Team, key.teamId, std::nullopt, std::nullopt, 0);
    if (!key.userId.empty()) {
        const auto user = m_users.find(key.userId);
        if (user != m_users.end()) {
            principal->userModels = withModelsOfTeam(user->second.models, key.teamId);
            add(ScopeKind::User, key.userId, user->second.maxBudget, user->second.budgetWindow, 0);
        } else {
            add(ScopeKind::User, key.userId, std::nullopt, std::nullopt, 0);
        }
    }
    add(ScopeKind::Key, std::to_string(key.id), key.maxBudget, key.budgetWindow(), key.createdMs / 1000);
    principal->budgets.back().name = key.alias.empty() ? key.maskedName : key.alias + " (" + key.maskedName + ")";
    principal->rate = m_limiter.counter("key:" + std::to_string(key.id));
    principal->rateLimits = {key.rpmLimit, key.maxParallel, key.tpmLimit};
    return principal;
}

void KeyRing::rebuild()
{
    for (auto &[digest, principal] : m_principals)
        principal = makePrincipal(principal->key, principal->role);
}

void KeyRing::setMasterKey(const Digest &digest, std::string maskedName, bool weak)
{
    m_masterWeak = weak;
    VirtualKey key;
    key.digest = digest;
    key.maskedName = std::move(maskedName);
    key.alias = "master key";
    const std::unique_lock lock(m_mutex);
    std::erase_if(m_principals, [](const auto &entry) { return entry.second->role == Role::Admin; });
    m_principals[key.digest] = makePrincipal(key, Role::Admin);
}

PrincipalPtr KeyRing::administrator() const
{
    const std::shared_lock lock(m_mutex);
    const auto found = std::find_if(m_principals.begin(), m_principals.end(),
                                    [](const auto &entry) { return entry.second->role == Role::Admin; });
    return found == m_principals.end() ? nullptr : found->second;
}

void KeyRing::setUsers(std::vector<UserAccess> users)
{
    const std::unique_lock lock(m_mutex);
    m_users.clear();
    for (UserAccess &user : users)
        m_users[user.userId] = std::move(user);
    rebuild();
}

void KeyRing::setOrganisationBudget(std::optional<Money> limit, std::optional<Duration> window)
{
    const std::unique_lock lock(m_mutex);
    m_organisationLimit = limit;
    m_organisationWindow = std::move(window);
    rebuild();
}

void KeyRing::put(const VirtualKey &key)
{
    const std::unique_lock lock(m_mutex);
    const auto found = m_principals.find(key.digest);
    if (found != m_principals.end() && found->second->role == Role::Admin)
        return; // a virtual key never takes the master key's place
    m_principals[key.digest] = makePrincipal(key, Role::VirtualKey);
    if (key.previousDigest && key.previousUntilMs > m_clock.wallMs()) {
        VirtualKey before = key; // the same budgets and limits, which go by the id
        before.digest = *key.previousDigest;
        before.previousDigest.reset();
        before.expiresMs = std::min(key.expiresMs.value_or(key.previousUntilMs), key.previousUntilMs);
        m_principals[before.digest] = makePrincipal(before, Role::VirtualKey);
    }
}

void KeyRing::remove(const Digest &digest, std::int64_t keyId)
{
    const std::unique_lock lock(m_mutex);
    const auto found = m_principals.find(digest);
    if (found != m_principals.end() && found->second->role != Role::Admin && found->second->key.id == keyId)
        m_principals.erase(found);
}

PrincipalPtr KeyRing::find(const Digest &digest) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_principals.find(digest);
    return found == m_principals.end() ? nullptr : found->second;
}

std::size_t KeyRing::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_principals.size();
}

GatewayError KeyRing::unknownKey(std::string_view credential)
{
    return GatewayError::make(ErrorCode::KeyUnknown,
                              "Authentication Error, Invalid proxy server token passed. Received API Key = " +
                                  maskKey(credential) + ". This key is not known here; it may have been deleted",
                              "key")
        .because(Reason::KeyUnknown);
}

Result<PrincipalPtr> KeyRing::authenticate(std::string_view credential) const
{
    if (credential.empty())
        return GatewayError::make(
            ErrorCode::Unauthorized,
            "Authentication Error, No api key passed in. Send it as 'Authorization: Bearer sk-...' or 'x-api-key'",
            "key");
    // Whoever can guess the digest of a key can guess the key; how long a look-up takes tells nothing more.
    PrincipalPtr principal = find(sha256(credential));
    if (!principal)
        return unknownKey(credential);
    if (principal->key.blocked)
        return GatewayError::make(ErrorCode::KeyBlocked,
                                  "Authentication Error, Key is blocked: " + principal->key.maskedName, "key")
            .because(Reason::KeyBlocked);
    if (principal->key.expiresMs && m_clock.wallMs() >= *principal->key.expiresMs)
        return GatewayError::make(ErrorCode::KeyExpired,
                                  "Authentication Error - Expired Key. Key " + principal->key.maskedName +
                                      " has expired; ask for a new one",
                                  "key")
            .because(Reason::KeyExpired);
    return principal;
}

} // namespace ostiary
