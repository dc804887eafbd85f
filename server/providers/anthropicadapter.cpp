// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/anthropicadapter.h"

#include "server/providers/requestedits.h"

namespace ostiary {

Result<UpstreamRequest> AnthropicAdapter::request(const RequestIndex &index, std::string_view body)
{
    if (m_context.surface != Surface::Chat)
        return GatewayError::make(ErrorCode::BadRequest, "This model answers chat requests only (/v1/chat/completions)",
                                  "model");
    // The deployment's parameters first, as the client would have written them; then the translation.
    std::string changed;
    if (std::vector<Edit> edits = requestEdits(index, body, m_context); !edits.empty())
        body = changed = applyEdits(body, std::move(edits));
    if (index.loneSurrogates) // the translation reads whole characters, and Anthropic takes no others
        body = changed = withoutLoneSurrogates(body);
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
    out.body = withOwnFields(std::move(translated).value(), *m_context.deployment);
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
