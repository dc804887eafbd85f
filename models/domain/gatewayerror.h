// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/reason.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ostiary {

/// What went wrong, in the gateway's own terms; `openAiEnvelope` makes of it what a client reads.
enum class ErrorCode {
    BadRequest,
    Unauthorized,
    KeyUnknown,
    KeyExpired,
    KeyBlocked,
    Forbidden,
    ModelDenied,
    ModelUnknown,
    NotFound,
    MethodNotAllowed,
    Conflict,
    PreconditionFailed,
    RequestTimeout,
    PayloadTooLarge,
    UriTooLong,
    HeadersTooLarge,
    UnsupportedMedia,
    ExpectationFailed,
    BudgetExceeded,
    RateLimited,
    PriceUnknown,
    NoDeployment,
    UpstreamRejected,
    UpstreamFailed,
    UpstreamTimeout,
    UpstreamRateLimited, ///< a provider's 429; RateLimited is a limit of our own
    Overloaded,
    Draining,
    Internal,
    NotImplemented,
    VersionNotSupported,
};

/// What a provider's refusal is about, where that decides who else may answer.
enum class ProviderComplaint {
    None,
    ContextLength, ///< the request is longer than the model takes: one with a larger window may answer
    ContentPolicy, ///< it was refused for what it says: another provider may answer
    QuotaSpent,    ///< the account at the provider is used up: to ask there again does not help
};

struct RefusalFigures;

/// An expected failure: the HTTP status, the words a client may read, and what only the log may hold.
struct GatewayError
{
    ErrorCode code = ErrorCode::Internal;
    int status = 500;
    std::string publicText;
    std::string detail;       ///< for the log only; never sent
    std::string param;        ///< the request field at fault, empty when there is none
    std::string said;         ///< the provider's own words, through quotedText(); empty when it said none
    std::string upstreamBody; ///< the provider's error in OpenAI's envelope, with what else stood in it
    std::optional<int> retryAfterSeconds = {};
    ProviderComplaint complaint = ProviderComplaint::None;
    /// The provider's HTTP status; for an error within an answer with 200 the one it amounts to; 0: no provider spoke.
    int providerStatus = 0;
    /// What is wrong, more closely, and the values that a sentence about it speaks of.
    Reason reason = Reason::None;
    std::vector<std::pair<std::string, std::string>> values = {};
    /// What a budget or a limit refused it for; null where it was something else.
    std::shared_ptr<const RefusalFigures> figures = {};
    /// False: asking again cannot help, or the gateway has asked as often as it may and the client would multiply that.
    bool retryable = true;

    static GatewayError make(ErrorCode code, std::string publicText, std::string param = {});
    GatewayError because(Reason why, std::vector<std::pair<std::string, std::string>> speaksOf = {}) &&;

    /// Whether the same request may succeed when it is sent again within a minute. Clients are told by
    /// `x-should-retry: false` when not: SDKs would otherwise repeat every 408, 409, 429 and 5xx.
    bool waitingHelps() const;
};

/// The HTTP status that belongs to `code`.
int statusOf(ErrorCode code);

/// The `code` that clients know for it (OpenAI's error codes); empty for None.
std::string_view openAiCode(ProviderComplaint complaint);

/// The `type` of OpenAI's error envelope as LiteLLM's clients know it.
std::string_view openAiType(ErrorCode code);

/// A stable machine-readable name (snake case) for logs, metrics and the ledger.
std::string_view nameOf(ErrorCode code);

/// `{"error":{"message","type","param","code"}}`; `code` is a string, as LiteLLM sends it: the status, or what
/// the provider complains of. An error that has a reason has `reason` and `values`, too.
std::string openAiEnvelope(const GatewayError &error);

/// Appends `text` as a JSON string with its quotes; invalid UTF-8 is kept as it is.
void appendJsonString(std::string &out, std::string_view text);
std::string jsonQuoted(std::string_view text);

} // namespace ostiary
