// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/secret.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <utility>

namespace ostiary {

/// A login that gives tokens for a while (OAuth 2.0 client credentials, as Microsoft Entra has them).
struct TokenLogin
{
    std::string authority; ///< where tokens are fetched, without a slash at its end
    std::string tenantId;
    std::string clientId;
    Secret clientSecret;
    std::string scope;

    bool isComplete() const { return !tenantId.empty() && !clientId.empty() && !clientSecret.isEmpty(); }
};

/// The token of a deployment that has no key of its own: fetched and renewed by the admin thread, read by engines.
class TokenCell
{
public:
    explicit TokenCell(TokenLogin login) : m_login(std::move(login)) {}

    const TokenLogin &login() const { return m_login; }
    /// Empty while there is none, or when it has ended.
    Secret token(std::int64_t nowMs) const;
    /// Whether there was a token, which may have ended since.
    bool isFilled() const;
    /// Why there is no token; empty while there is one or the first is under way.
    std::string trouble() const;

    void renew(Secret token, std::int64_t endsMs);
    /// A token that still holds is kept.
    void fail(std::string why);

private:
    const TokenLogin m_login;
    mutable std::mutex m_mutex;
    Secret m_token;
    std::int64_t m_endsMs = 0;
    std::string m_trouble;
};

} // namespace ostiary
