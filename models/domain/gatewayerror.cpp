// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gatewayerror.h"

#include <array>
#include <cstdio>

namespace ostiary {

namespace {

struct CodeFacts
{
    ErrorCode code;
    int status;
    std::string_view type;
    std::string_view name;
};

// Statuses and types: LiteLLM's error reference, OpenAI's error codes, RFC 9110.
constexpr std::array kFacts = {
    CodeFacts{ErrorCode::BadRequest, 400, "invalid_request_error", "bad_request"},
    CodeFacts{ErrorCode::Unauthorized, 401, "auth_error", "unauthorized"},
    CodeFacts{ErrorCode::KeyUnknown, 401, "token_not_found_in_db", "key_unknown"},
    CodeFacts{ErrorCode::KeyExpired, 401, "expired_key", "key_expired"},
    CodeFacts{ErrorCode::KeyBlocked, 401, "auth_error", "key_blocked"},
    CodeFacts{ErrorCode::Forbidden, 403, "permission_error", "forbidden"},
    CodeFacts{ErrorCode::ModelDenied, 403, "key_model_access_denied", "model_denied"},
    CodeFacts{ErrorCode::ModelUnknown, 400, "invalid_request_error", "model_unknown"},
    CodeFacts{ErrorCode::NotFound, 404, "not_found_error", "not_found"},
    CodeFacts{ErrorCode::MethodNotAllowed, 405, "invalid_request_error", "method_not_allowed"},
    CodeFacts{ErrorCode::Conflict, 409, "conflict_error", "conflict"},
    CodeFacts{ErrorCode::PreconditionFailed, 412, "invalid_request_error", "precondition_failed"},
    CodeFacts{ErrorCode::RequestTimeout, 408, "timeout_error", "request_timeout"},
    CodeFacts{ErrorCode::PayloadTooLarge, 413, "invalid_request_error", "payload_too_large"},
    CodeFacts{ErrorCode::UriTooLong, 414, "invalid_request_error", "uri_too_long"},
    CodeFacts{ErrorCode::HeadersTooLarge, 431, "invalid_request_error", "headers_too_large"},
    CodeFacts{ErrorCode::UnsupportedMedia, 415, "invalid_request_error", "unsupported_media"},
    CodeFacts{ErrorCode::ExpectationFailed, 417, "invalid_request_error", "expectation_failed"},
    CodeFacts{ErrorCode::BudgetExceeded, 422, "budget_exceeded", "budget_exceeded"},
    CodeFacts{ErrorCode::RateLimited, 429, "throttling_error", "rate_limited"},
    CodeFacts{ErrorCode::PriceUnknown, 400, "price_unknown", "price_unknown"},
    CodeFacts{ErrorCode::NoDeployment, 429, "no_deployment", "no_deployment"},
    CodeFacts{ErrorCode::UpstreamRejected, 400, "invalid_request_error", "upstream_rejected"},
    CodeFacts{ErrorCode::UpstreamFailed, 502, "upstream_error", "upstream_failed"},
    CodeFacts{ErrorCode::UpstreamTimeout, 504, "timeout_error", "upstream_timeout"},
    CodeFacts{ErrorCode::UpstreamRateLimited, 429, "throttling_error", "upstream_rate_limited"},
    CodeFacts{ErrorCode::Overloaded, 503, "overloaded_error", "overloaded"},
    CodeFacts{ErrorCode::Draining, 503, "overloaded_error", "draining"},
    CodeFacts{ErrorCode::Internal, 500, "internal_server_error", "internal"},
    CodeFacts{ErrorCode::NotImplemented, 501, "invalid_request_error", "not_implemented"},
    CodeFacts{ErrorCode::VersionNotSupported, 505, "invalid_request_error", "version_not_supported"},
};

const CodeFacts &factsOf(ErrorCode code)
{
    for (const CodeFacts &facts : kFacts) {
        if (facts.code == code)
            return facts;
    }
    return factsOf(ErrorCode::Internal);
}

} // namespace

int statusOf(ErrorCode code)
{
    return factsOf(code).status;
}
std::string_view openAiType(ErrorCode code)
{
    return factsOf(code).type;
}
std::string_view nameOf(ErrorCode code)
{
    return factsOf(code).name;
}

std::string_view openAiCode(ProviderComplaint complaint)
{
    switch (complaint) {
    case ProviderComplaint::None:
        break;
    case ProviderComplaint::ContextLength:
        return "context_length_exceeded";
    case ProviderComplaint::ContentPolicy:
        return "content_policy_violation";
    case ProviderComplaint::QuotaSpent:
        return "insufficient_quota";
    }
    return {};
}

GatewayError GatewayError::make(ErrorCode code, std::string publicText, std::string param)
{
    GatewayError error;
    error.code = code;
    error.status = statusOf(code);
    error.publicText = std::move(publicText);
    error.param = std::move(param);
    return error;
}

GatewayError GatewayError::because(Reason why, std::vector<std::pair<std::string, std::string>> speaksOf) &&
{
    reason = why;
    values = std::move(speaksOf);
    return std::move(*this);
}

bool GatewayError::waitingHelps() const
{
    constexpr int kSoonSeconds = 60;
    if (!retryable)
        return false;
    if (code == ErrorCode::RequestTimeout || code == ErrorCode::Draining)
        return true;
    return retryAfterSeconds && *retryAfterSeconds <= kSoonSeconds;
}

void appendJsonString(std::string &out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                std::array<char, 8> hex{};
                std::snprintf(hex.data(), hex.size(), "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
                out += hex.data();
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

std::string jsonQuoted(std::string_view text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

std::string openAiEnvelope(const GatewayError &error)
{
    if (!error.upstreamBody.empty())
        return error.upstreamBody;
    std::string out = "{\"error\":{\"message\":";
    appendJsonString(out, error.publicText);
    out += ",\"type\":";
    appendJsonString(out, openAiType(error.code));
    out += ",\"param\":";
    if (error.param.empty())
        out += "null";
    else
        appendJsonString(out, error.param);
    out += ",\"code\":";
    if (error.complaint != ProviderComplaint::None)
        appendJsonString(out, openAiCode(error.complaint));
    else
        out += '"' + std::to_string(error.status) + '"';
    if (error.reason != Reason::None) {
        out += ",\"reason\":";
        appendJsonString(out, nameOf(error.reason));
        out += ",\"values\":{";
        for (const auto &[name, value] : error.values) {
            appendJsonString(out, name);
            out += ':';
            appendJsonString(out, value);
            out += ',';
        }
        if (!error.values.empty())
            out.pop_back();
        out += '}';
    }
    out += "}}";
    return out;
}

} // namespace ostiary
