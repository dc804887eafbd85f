// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/anthropicadapter.h"

namespace ostiary {

Result<UpstreamRequest> AnthropicAdapter::request(const RequestIndex &, std::string_view body)
{
    if (m_context.surface != Surface::Chat)
        return GatewayError::make(ErrorCode::BadRequest, "This model answers chat requests only (/v1/chat/completions)",
                                  "model");
    Result<std::string> translated = anthropicBody(body, m_context);
    if (!translated)
        return std::move(translated).error();
    UpstreamRequest out = baseRequest("/messages");
    out.headers.emplace_back("anthropic-version: 2023-06-01");
    if (m_context.deployment->token) {
        if (Status shown = showKey(out); !shown)
            return shown.error();
    } else if (!m_context.deployment->apiKey.isEmpty()) {
        out.headers.push_back("x-api-key: " + std::string(m_context.deployment->apiKey.reveal()));
    }
    out.body = std::move(translated).value();
    return out;
}

std::string_view finishReasonOf(std::string_view stopReason)
{
    if (stopReason == "tool_use")
        return "tool_calls";
    if (stopReason == "max_tokens" || stopReason == "model_context_window_exceeded")
        return "length";
    if (stopReason == "refusal")
        return "content_filter";
    return "stop";
}

} // namespace ostiary
