// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "models/domain/secret.h"
#include "server/providers/upstreamcall.h"
#include "server/providers/upstreampool.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ostiary {

/// Asks a provider which models it has: `GET {address}/models`, which costs nothing and needs a valid key where keys
/// are asked for. Source: the model lists in the API references of OpenAI and Anthropic. Deleting it cancels.
class ProviderProbe final : public UpstreamCall::Observer
{
public:
    struct Account
    {
        std::string provider; ///< a preset's name
        std::string baseUrl;  ///< empty: the preset's
        Secret apiKey;
    };
    /// The provider's names of its models, or what went wrong.
    using Done = std::function<void(Result<std::vector<std::string>>)>;

    /// `done` is called once, from the pool's thread, never from within the constructor; it may delete this.
    ProviderProbe(UpstreamPool &pool, const Account &account, const Deadlines &deadlines, Done done);

private:
    void upstreamHead(const UpstreamHead &head) override { m_status = head.status; }
    void upstreamData(std::string_view bytes) override;
    void upstreamEnded(const UpstreamEnd &end) override;
    Result<std::vector<std::string>> read(const UpstreamEnd &end) const;

    Done m_done;
    Secret m_key;
    std::string m_url;
    std::string m_body;
    int m_status = 0;
    std::unique_ptr<UpstreamCall> m_call;
};

} // namespace ostiary
