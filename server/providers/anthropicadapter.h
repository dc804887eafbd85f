// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/provideradapter.h"

#include <simdjson.h>

namespace ostiary {

/// OpenAI's chat on the client's side, Anthropic's Messages API (2023-06-01) on the provider's.
class AnthropicAdapter final : public ProviderAdapter
{
public:
    explicit AnthropicAdapter(AttemptContext context) : ProviderAdapter(std::move(context)) {}

    Result<UpstreamRequest> request(const RequestIndex &index, std::string_view body) override;

private:
    Result<WholeAnswer> wholeAnswer(std::string body) override;
    StreamStep event(const SseDecoder::Event &event, std::string &out) override;
    bool endsHere(std::string &out) override;
    bool isWhole() const override { return m_stopped; }
    void countRefused(std::string_view json) override;
    void countTold(simdjson::simdjson_result<simdjson::dom::element> usage, bool atEnd);
    void chunk(std::string &out, std::string_view delta, std::string_view finishReason = {}) const;
    void usageChunk(std::string &out) const;

    std::string m_answerId;
    int m_toolIndex = -1;   ///< counts tool_use blocks, not content blocks
    bool m_stopped = false; ///< message_delta with a stop reason was seen
};

/// The body of a Messages request for an OpenAI chat request. Schemas and tool arguments keep their order and numbers.
Result<std::string> anthropicBody(std::string_view chatBody, const AttemptContext &context);

/// The stop reason in OpenAI's words.
std::string_view finishReasonOf(std::string_view stopReason);

} // namespace ostiary
