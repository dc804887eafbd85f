// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "models/domain/records.h"
#include "models/domain/result.h"
#include "models/domain/usage.h"
#include "server/providers/requestindex.h"
#include "server/providers/upstreamcall.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// What an adapter must know of the attempt it serves.
struct AttemptContext
{
    DeploymentPtr deployment;
    std::string upstreamModel;
    std::string publicModel;
    Surface surface = Surface::Chat;
    bool stream = false;
    bool clientWantsUsage = false;           ///< the client asked for the usage chunk itself
    std::optional<std::int64_t> outputLimit; ///< to be written into the request when it has none
    std::int64_t modelOutputLimit = 0; ///< the most the model can say, for dialects that ask for a limit; 0: unknown
    std::string callId;                ///< request id and attempt, sent along for reconciliation
    std::int64_t createdSeconds = 0;   ///< for dialects whose answers carry no time
};

/// A whole answer, ready for the client.
struct WholeAnswer
{
    std::string body;
    MaybeUsage usage;
    std::int64_t textBytes = 0; ///< for an estimate where the usage is absent
};

/// How far a stream has come.
enum class StreamState {
    Open,     ///< more may come
    Finished, ///< the provider said that this was all
    Failed,   ///< an error event was written; nothing more counts
};

/// Speaks one provider's dialect for one attempt: the client's request in, the client's answer out. Knows no sockets.
class ProviderAdapter
{
public:
    static std::unique_ptr<ProviderAdapter> make(AttemptContext context);
    virtual ~ProviderAdapter() = default;

    /// The upstream request; 400 when the dialect cannot express what the client wants.
    virtual Result<UpstreamRequest> request(const RequestIndex &index, std::string_view body) = 0;
    /// A whole 2xx answer in the client's dialect; 502 when it is none. May use and change `body`.
    virtual Result<WholeAnswer> answer(std::string body) = 0;
    /// Takes bytes of a stream and appends what goes to the client, without the closing `[DONE]`.
    virtual StreamState stream(std::string_view bytes, std::string &out) = 0;
    /// The provider closed the stream: Finished when the answer was whole, otherwise Failed (and nothing is written).
    virtual StreamState streamEnded(std::string &out) = 0;
    /// The provider's message in an error body, or an empty string.
    virtual std::string errorMessage(std::string_view body) const = 0;
    /// Whether an error body can go to the client as it is.
    virtual bool forwardsErrors() const = 0;

    /// Usage the provider told so far; absent when it told none.
    const MaybeUsage &usage() const { return m_usage; }
    /// Bytes of text the client was sent so far.
    std::int64_t textBytes() const { return m_textBytes; }
    /// Whether the answer's first token has come.
    bool sawToken() const { return m_sawToken; }

protected:
    explicit ProviderAdapter(AttemptContext context) : m_context(std::move(context)) {}
    UpstreamRequest baseRequest(std::string_view path) const;
    /// Shows the server the key, or the token that stands for one; NoDeployment while there is no token, because
    /// nothing is called without.
    Status showKey(UpstreamRequest &request) const;

    AttemptContext m_context;
    MaybeUsage m_usage;
    std::int64_t m_textBytes = 0;
    bool m_sawToken = false;
};

/// Where a call to `path` of `deployment` goes.
std::string upstreamUrl(const Deployment &deployment, std::string_view upstreamModel, std::string_view path);

/// The last event of a stream that fails after its first byte, in OpenAI's dialect.
std::string streamErrorEvent(const GatewayError &error);

/// What to tell the client of a provider's error answer. Keys and organisation ids never pass.
GatewayError upstreamError(const ProviderAdapter &adapter, const UpstreamHead &head, const std::string &body,
                           const Deployment &deployment);

} // namespace ostiary
