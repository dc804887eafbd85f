// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/anthropicadapter.h"

#include "server/providers/domtext.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

constexpr std::int64_t kPlausibleTokens = 1'000'000'000'000;

// Anthropic counts cached tokens beside the input, OpenAI inside it. The usage of a stream comes in two parts.
std::optional<ToldCounts> readUsage(simdjson::simdjson_result<dom::element> element)
{
    dom::object object;
    if (element.get_object().get(object))
        return std::nullopt;
    ToldCounts told;
    told.cacheBeside = true;
    const auto read = [](simdjson::simdjson_result<dom::element> field, ToldCounts::Count &to) {
        std::int64_t number = 0;
        std::string_view text; // proxies write counts as texts
        if (field.get_string().get(text) == simdjson::SUCCESS) {
            const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
            if (failed != std::errc() || end != text.data() + text.size())
                return;
        } else if (field.get_int64().get(number)) {
            return;
        }
        if (number >= 0 && number <= kPlausibleTokens)
            to = number;
    };
    read(object["input_tokens"], told.prompt);
    read(object["cache_creation_input_tokens"], told.cacheWrite);
    read(object["cache_creation"]["ephemeral_1h_input_tokens"], told.cacheWriteHour);
    read(object["cache_creation"]["ephemeral_5m_input_tokens"], told.cacheWriteShort);
    read(object["cache_read_input_tokens"], told.cacheRead);
    read(object["output_tokens"], told.completion);
    read(object["output_tokens_details"]["thinking_tokens"], told.reasoning);
    return told.saysNothing() ? std::nullopt : std::optional(told);
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

// Also what proxies before the provider put in its place.
bool complains(dom::element root)
{
    dom::element error;
    return stringOf(root["type"]) == "error" || stringOf(root["object"]) == "error" ||
           (root["error"].get(error) == simdjson::SUCCESS && !error.is_null());
}

} // namespace

Result<WholeAnswer> AnthropicAdapter::wholeAnswer(std::string body)
{
    dom::parser parser;
    dom::element root;
    dom::array blocks;
    if (parser.parse(body).get(root))
        return unreadable("answered with something that is not JSON");
    if (root["content"].get_array().get(blocks))
        return complains(root) ? errorIn(body)
                               : Result<WholeAnswer>(unreadable("answered with something that is no message"));
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
            m_text.addSaid(stringOf(block["name"]));
            m_text.addSaid(arguments);
            calls += (calls.empty() ? "" : ",") + std::string("{\"id\":") + jsonQuoted(stringOf(block["id"])) +
                     ",\"type\":\"function\",\"function\":{\"name\":" + jsonQuoted(stringOf(block["name"])) +
                     ",\"arguments\":" + jsonQuoted(arguments) + "}}";
        }
    }
    countTold(root["usage"], true);
    WholeAnswer out;
    m_text.addSaid(text);
    m_text.addThought(reasoning);
    countsAreFinal();
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
    if (usage())
        out.body += ",\"usage\":" + usageJson(*usage());
    out.body += "}";
    return out;
}

// Anthropic's page on prices: inference in the USA alone costs a tenth more, the fast way six times as much at most.
void AnthropicAdapter::countTold(simdjson::simdjson_result<dom::element> usage, bool atEnd)
{
    if (const auto told = readUsage(usage))
        count(*told, atEnd);
    if (stringOf(usage["inference_geo"]) == "us")
        m_priceThousandths = std::max(m_priceThousandths, 1100);
    if (stringOf(usage["speed"]) == "fast")
        m_priceThousandths = std::max(m_priceThousandths, 6000);
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
           ",\"choices\":[],\"usage\":" + usageJson(usage().value_or(Usage{})) + "}\n\n";
}

bool AnthropicAdapter::endsHere(std::string &out)
{
    if (m_stopped)
        countsAreFinal();
    if (m_stopped && m_context.clientWantsUsage)
        usageChunk(out);
    return m_stopped;
}

void AnthropicAdapter::countRefused(std::string_view json)
{
    dom::parser parser;
    dom::element root;
    if (!json.empty() && parser.parse(json.data(), json.size()).get(root) == simdjson::SUCCESS)
        countTold(root["usage"], true);
}

StreamStep AnthropicAdapter::event(const SseDecoder::Event &event, std::string &out)
{
    dom::parser parser;
    dom::element root;
    if (parser.parse(event.data.data(), event.data.size()).get(root))
        return failed("sent an event that is not JSON; the answer is incomplete");
    const std::string_view type = stringOf(root["type"]);
    if (type == "message_start") {
        m_answerId = stringOf(root["message"]["id"]);
        countTold(root["message"]["usage"], false);
        chunk(out, "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
    } else if (type == "content_block_start") {
        auto block = root["content_block"];
        if (stringOf(block["type"]) == "tool_use") {
            ++m_toolIndex;
            m_writesUnseen = true;
            m_sawToken = m_sawContent = true;
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
            if (kind == "text_delta")
                m_text.addSaid(text);
            else
                m_text.addThought(text);
            m_sawToken = m_sawToken || !text.empty();
            m_sawContent = m_sawContent || !text.empty();
            chunk(out, (kind == "text_delta" ? "{\"content\":" : "{\"reasoning_content\":") + jsonQuoted(text) + "}");
        } else if (kind == "input_json_delta") {
            const std::string_view piece = stringOf(delta["partial_json"]);
            m_text.addSaid(piece);
            if (!piece.empty())
                chunk(out, "{\"tool_calls\":[{\"index\":" + std::to_string(std::max(0, m_toolIndex)) +
                               ",\"function\":{\"arguments\":" + jsonQuoted(piece) + "}}]}");
        }
    } else if (type == "content_block_stop") {
        m_writesUnseen = false;
    } else if (type == "message_delta") {
        const std::string_view reason = stringOf(root["delta"]["stop_reason"]);
        countTold(root["usage"], !reason.empty());
        if (!reason.empty()) {
            m_stopped = m_sawContent = true;
            chunk(out, "{}", finishReasonOf(reason));
        }
    } else if (type == "message_stop") {
        if (!m_stopped && !m_sawContent)
            return failed("ended its stream without an answer");
        countsAreFinal();
        if (m_context.clientWantsUsage)
            usageChunk(out);
        return {StreamState::Finished};
    } else if (complains(root)) {
        return failedWith(event.data);
    }
    return {}; // ping and what newer versions add
}

} // namespace ostiary
