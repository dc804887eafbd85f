// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/reason.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ostiary {

/// What went wrong, in the gateway's own words; surfaces translate it into the client's dialect.
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
    Overloaded,
    Draining,
    Internal,
    NotImplemented,
    VersionNotSupported,
};

/// An expected failure: the HTTP status, the words a client may read, and what only the log may hold.
struct GatewayError
{
    ErrorCode code = ErrorCode::Internal;
    int status = 500;
    std::string publicText;
    std::string detail;       ///< for the log only; never sent
    std::string param;        ///< the request field at fault, empty when there is none
    std::string upstreamBody; ///< a provider's own error body in the client's dialect, forwarded as it came
    std::optional<int> retryAfterSeconds = {};
    /// What is wrong, more closely, and the values that a sentence about it speaks of.
    Reason reason = Reason::None;
    std::vector<std::pair<std::string, std::string>> values = {};
    /// False: asking again cannot help, and clients are told so (`x-should-retry: false`).
    bool retryable = true;

    static GatewayError make(ErrorCode code, std::string publicText, std::string param = {});
    GatewayError because(Reason why, std::vector<std::pair<std::string, std::string>> speaksOf = {}) &&;
};

/// The HTTP status that belongs to `code`.
int statusOf(ErrorCode code);

/// The `type` of OpenAI's error envelope as LiteLLM's clients know it.
std::string_view openAiType(ErrorCode code);

/// A stable machine-readable name (snake case) for logs, metrics and the ledger.
std::string_view nameOf(ErrorCode code);

/// `{"error":{"message","type","param","code"}}`; `code` is a string, as LiteLLM sends it. An error that has a reason
/// has `reason` and `values`, too.
std::string openAiEnvelope(const GatewayError &error);

/// Appends `text` as a JSON string with its quotes; invalid UTF-8 is kept as it is.
void appendJsonString(std::string &out, std::string_view text);
std::string jsonQuoted(std::string_view text);

} // namespace ostiary
