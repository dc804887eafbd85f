// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/errorform.h"

namespace ostiary {

namespace {

struct StatusNames
{
    int status;
    std::string_view anthropic;
    std::string_view google;
};

// Anthropic's error types, and the canonical codes of Google's APIs with the statuses they are mapped to.
constexpr StatusNames kNames[] = {
    {400, "invalid_request_error", "INVALID_ARGUMENT"},
    {401, "authentication_error", "UNAUTHENTICATED"},
    {402, "billing_error", "RESOURCE_EXHAUSTED"},
    {403, "permission_error", "PERMISSION_DENIED"},
    {404, "not_found_error", "NOT_FOUND"},
    {408, "timeout_error", "DEADLINE_EXCEEDED"},
    {409, "invalid_request_error", "ABORTED"},
    {413, "request_too_large", "INVALID_ARGUMENT"},
    {422, "billing_error", "RESOURCE_EXHAUSTED"},
    {429, "rate_limit_error", "RESOURCE_EXHAUSTED"},
    {501, "api_error", "UNIMPLEMENTED"},
    {503, "overloaded_error", "UNAVAILABLE"},
    {504, "timeout_error", "DEADLINE_EXCEEDED"},
    {529, "overloaded_error", "UNAVAILABLE"},
};

StatusNames namesOf(int status)
{
    for (const StatusNames &names : kNames) {
        if (names.status == status)
            return names;
    }
    if (status >= 500)
        return {status, "api_error", "INTERNAL"};
    return {status, "invalid_request_error", "INVALID_ARGUMENT"};
}

} // namespace

std::string errorBody(const GatewayError &error, ErrorForm form)
{
    const StatusNames names = namesOf(error.status);
    switch (form) {
    case ErrorForm::OpenAi:
        break;
    case ErrorForm::Anthropic:
        return "{\"type\":\"error\",\"error\":{\"type\":" + jsonQuoted(names.anthropic) +
               ",\"message\":" + jsonQuoted(error.publicText) + "}}";
    case ErrorForm::Google:
        return "{\"error\":{\"code\":" + std::to_string(error.status) + ",\"message\":" + jsonQuoted(error.publicText) +
               ",\"status\":" + jsonQuoted(names.google) + "}}";
    case ErrorForm::Ollama:
        return "{\"error\":" + jsonQuoted(error.publicText) + "}";
    case ErrorForm::Message:
        return "{\"message\":" + jsonQuoted(error.publicText) + "}";
    }
    return openAiEnvelope(error);
}

} // namespace ostiary
