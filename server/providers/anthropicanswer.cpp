// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/anthropicadapter.h"

#include "server/providers/domtext.h"

#include <simdjson.h>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

// Anthropic counts cached tokens beside the input, OpenAI inside it. Fields that are absent keep what was known:
// the usage of a stream comes in two parts.
bool readUsage(simdjson::simdjson_result<dom::element> element, Usage &usage)
{
    dom::object object;
    if (element.get_object().get(object))
        return false;
    std::int64_t input = usage.prompt - usage.cacheRead - usage.cacheWrite;
    bool any = false;
    const auto read = [&](const char *name, std::int64_t &to) {
        std::int64_t number = 0;
        if (object[name].get_int64().get(number) == simdjson::SUCCESS && number >= 0) {
            to = number;
            any = true;
        }
    };
    read("input_tokens", input);
    read("cache_creation_input_tokens", usage.cacheWrite);
    read("cache_read_input_tokens", usage.cacheRead);
    read("output_tokens", usage.completion);
    std::int64_t thinking = 0;
    if (object["output_tokens_details"]["thinking_tokens"].get_int64().get(thinking) == simdjson::SUCCESS)
        usage.reasoning = thinking;
    usage.prompt = input + usage.cacheRead + usage.cacheWrite;
    return any;
}

std::string usageJson(const Usage &usage)
{
    std::string out = "{\"prompt_tokens\":" + std::to_string(usage.prompt) +
                      ",\"completion_tokens\":" + std::to_string(usage.completion) +
                      ",\"total_tokens\":" + std::to_string(usage.total()) +
                      ",\"prompt_tokens_details\":{\"cached_tokens\":" + std::to_string(usage.cacheRead) +
                      ",\"cache_write_tokens\":" + std::to_string(usage.cacheWrite) + "}";
    if (usage.reasoning > 0)
        out += ",\"completion_tokens_details\":{\"reasoning_tokens\":" + std::to_string(usage.reasoning) + "}";
    return out + "}";
}

} // namespace

Result<WholeAnswer> AnthropicAdapter::answer(std::string body)
{
    dom::parser parser;
    dom::element root;
    dom::array blocks;
    if (parser.parse(body).get(root) || root["content"].get_array().get(blocks))
        return GatewayError::make(ErrorCode::UpstreamFailed,
                                  m_context.deployment->provider + " answered with something that is no message");
    std::string text, reasoning, calls;
    bool hasText = false;
    for (const dom::element block : blocks) {
        const std::string_view type = stringOf(block["type"]);
        if (type == "text") {
            text += stringOf(block["text"]);
            hasText = true;
        } else if (type == "thinking") {
            reasoning += stringOf(block["thinking"]);
        } else if (type == "tool_use") {
            dom::element input;
            const std::string arguments =
                block["input"].get(input) == simdjson::SUCCESS ? simdjson::minify(input) : "{}";
            calls += (calls.empty() ? "" : ",") + std::string("{\"id\":") + jsonQuoted(stringOf(block["id"])) +
                     ",\"type\":\"function\",\"function\":{\"name\":" + jsonQuoted(stringOf(block["name"])) +
                     ",\"arguments\":" + jsonQuoted(arguments) + "}}";
        }
    }
    Usage usage;
    if (readUsage(root["usage"], usage))
        m_usage = usage;
    WholeAnswer out;
    out.usage = m_usage;
    out.textBytes = m_textBytes = static_cast<std::int64_t>(text.size() + reasoning.size() + calls.size());
    m_sawToken = true;
    out.body = "{\"id\":" + jsonQuoted(stringOf(root["id"])) +
               ",\"object\":\"chat.completion\",\"created\":" + std::to_string(m_context.createdSeconds) +
               ",\"model\":" + jsonQuoted(m_context.publicModel) +
               ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" +
               (hasText ? jsonQuoted(text) : "null") + ",\"refusal\":null";
    if (!reasoning.empty())
        out.body += ",\"reasoning_content\":" + jsonQuoted(reasoning);
    if (!calls.empty())
        out.body += ",\"tool_calls\":[" + calls + "]";
    out.body +=
        "},\"logprobs\":null,\"finish_reason\":" + jsonQuoted(finishReasonOf(stringOf(root["stop_reason"]))) + "}]";
    if (m_usage)
        out.body += ",\"usage\":" + usageJson(*m_usage);
    out.body += "}";
    return out;
}

void AnthropicAdapter::chunk(std::string &out, std::string_view delta, std::string_view finishReason) const
{
    out += "data: {\"id\":" + jsonQuoted(m_answerId) +
           ",\"object\":\"chat.completion.chunk\",\"created\":" + std::to_string(m_context.createdSeconds) +
           ",\"model\":" + jsonQuoted(m_context.publicModel) + ",\"choices\":[{\"index\":0,\"delta\":";
    out += delta;
    out += ",\"logprobs\":null,\"finish_reason\":" +
           (finishReason.empty() ? std::string("null") : jsonQuoted(finishReason)) + "}]";
    out += m_context.clientWantsUsage ? ",\"usage\":null}\n\n" : "}\n\n";
}

void AnthropicAdapter::usageChunk(std::string &out) const
{
    out += "data: {\"id\":" + jsonQuoted(m_answerId) +
           ",\"object\":\"chat.completion.chunk\",\"created\":" + std::to_string(m_context.createdSeconds) +
           ",\"model\":" + jsonQuoted(m_context.publicModel) +
           ",\"choices\":[],\"usage\":" + usageJson(m_usage.value_or(Usage{})) + "}\n\n";
}

StreamState AnthropicAdapter::stream(std::string_view bytes, std::string &out)
{
    m_decoder.feed(bytes);
    while (const auto next = m_decoder.next()) {
        const StreamState state = event(*next, out);
        if (state != StreamState::Open)
            return state;
    }
    if (m_decoder.overflown()) {
        out += streamErrorEvent(
            GatewayError::make(ErrorCode::UpstreamFailed, "the provider sent an event that is too large"));
        return StreamState::Failed;
    }
    return StreamState::Open;
}

StreamState AnthropicAdapter::streamEnded(std::string &out)
{
    if (const auto rest = m_decoder.last(); rest && !rest->data.empty()) {
        const StreamState state = event(*rest, out);
        if (state != StreamState::Open)
            return state;
    }
    if (!m_stopped)
        return StreamState::Failed;
    if (m_context.clientWantsUsage)
        usageChunk(out);
    return StreamState::Finished;
}

StreamState AnthropicAdapter::event(const SseDecoder::Event &event, std::string &out)
{
    if (event.data.empty())
        return StreamState::Open;
    dom::parser parser;
    dom::element root;
    if (parser.parse(event.data.data(), event.data.size()).get(root)) {
        out += streamErrorEvent(GatewayError::make(ErrorCode::UpstreamFailed,
                                                   m_context.deployment->provider +
                                                       " sent an event that is not JSON; the answer is incomplete"));
        return StreamState::Failed;
    }
    const std::string_view type = stringOf(root["type"]);
    if (type == "message_start") {
        m_answerId = stringOf(root["message"]["id"]);
        if (readUsage(root["message"]["usage"], m_counted))
            m_usage = m_counted;
        chunk(out, "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
    } else if (type == "content_block_start") {
        auto block = root["content_block"];
        if (stringOf(block["type"]) == "tool_use") {
            ++m_toolIndex;
            m_sawToken = true;
            chunk(out, "{\"tool_calls\":[{\"index\":" + std::to_string(m_toolIndex) +
                           ",\"id\":" + jsonQuoted(stringOf(block["id"])) +
                           ",\"type\":\"function\",\"function\":{\"name\":" + jsonQuoted(stringOf(block["name"])) +
                           ",\"arguments\":\"\"}}]}");
        }
    } else if (type == "content_block_delta") {
        auto delta = root["delta"];
        const std::string_view kind = stringOf(delta["type"]);
        if (kind == "text_delta" || kind == "thinking_delta") {
            const std::string_view text = kind == "text_delta" ? stringOf(delta["text"]) : stringOf(delta["thinking"]);
            m_textBytes += static_cast<std::int64_t>(text.size());
            m_sawToken = m_sawToken || !text.empty();
            chunk(out, (kind == "text_delta" ? "{\"content\":" : "{\"reasoning_content\":") + jsonQuoted(text) + "}");
        } else if (kind == "input_json_delta") {
            const std::string_view piece = stringOf(delta["partial_json"]);
            m_textBytes += static_cast<std::int64_t>(piece.size());
            if (!piece.empty())
                chunk(out, "{\"tool_calls\":[{\"index\":" + std::to_string(std::max(0, m_toolIndex)) +
                               ",\"function\":{\"arguments\":" + jsonQuoted(piece) + "}}]}");
        }
    } else if (type == "message_delta") {
        if (readUsage(root["usage"], m_counted))
            m_usage = m_counted;
        if (const std::string_view reason = stringOf(root["delta"]["stop_reason"]); !reason.empty()) {
            m_stopped = true;
            chunk(out, "{}", finishReasonOf(reason));
        }
    } else if (type == "message_stop") {
        if (m_context.clientWantsUsage)
            usageChunk(out);
        return StreamState::Finished;
    } else if (type == "error") {
        out += streamErrorEvent(
            GatewayError::make(ErrorCode::UpstreamFailed, m_context.deployment->provider + ": " +
                                                              std::string(stringOf(root["error"]["message"]))));
        return StreamState::Failed;
    }
    return StreamState::Open; // ping and what newer versions add
}

} // namespace ostiary
