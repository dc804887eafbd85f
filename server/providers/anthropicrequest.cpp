// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/anthropicadapter.h"

#include "server/providers/dataurl.h"
#include "server/providers/domtext.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

constexpr std::int64_t kDefaultMaxTokens =
    4096; ///< Anthropic requires a limit; used when neither client nor price list has one

GatewayError bad(std::string text, std::string param)
{
    return GatewayError::make(ErrorCode::BadRequest, std::move(text), std::move(param));
}

bool blank(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
}

/// Collects the turns; neighbours of one role become one turn, as Anthropic requires.
class Turns
{
public:
    void add(std::string_view role, const std::string &block, bool toolResult = false)
    {
        if (m_turns.empty() || m_turns.back().role != role)
            m_turns.push_back({std::string(role), {}, {}});
        std::string &to = toolResult ? m_turns.back().results : m_turns.back().blocks;
        to += (to.empty() ? "" : ",") + block;
    }
    bool empty() const { return m_turns.empty(); }
    std::string json() const
    {
        std::string out = "[";
        for (const Turn &turn : m_turns) {
            // Within a turn tool results come first.
            const bool both = !turn.results.empty() && !turn.blocks.empty();
            out += (out.size() > 1 ? "," : "") + std::string("{\"role\":\"") + turn.role + "\",\"content\":[" +
                   turn.results + (both ? "," : "") + turn.blocks + "]}";
        }
        return out + "]";
    }

private:
    struct Turn
    {
        std::string role;
        std::string results;
        std::string blocks;
    };
    std::vector<Turn> m_turns;
};

std::string cacheControl(dom::element part)
{
    dom::element control;
    if (part["cache_control"].get(control))
        return {};
    return ",\"cache_control\":" + simdjson::minify(control);
}

std::string textBlock(std::string_view text, const std::string &extra = {})
{
    return "{\"type\":\"text\",\"text\":" + jsonQuoted(text) + extra + "}";
}

// `data:image/png;charset=x;base64,AAAA` → a base64 source; anything else is taken as an address.
Result<std::string> sourceOf(std::string_view url, std::string_view field)
{
    if (!urlHead(url).starts_with("data:"))
        return "{\"type\":\"url\",\"url\":" + jsonQuoted(url) + "}";
    const auto data = readDataUrl(url);
    if (!data || !data->base64)
        return bad("a data URL must be base64", std::string(field));
    return "{\"type\":\"base64\",\"media_type\":" + jsonQuoted(data->mediaType) +
           ",\"data\":" + jsonQuoted(data->payload) + "}";
}

Result<std::string> userPart(dom::element part)
{
    const std::string_view type = stringOf(part["type"]);
    if (type == "text") {
        const std::string_view text = stringOf(part["text"]);
        return blank(text) ? std::string() : textBlock(text, cacheControl(part));
    }
    if (type == "image_url") {
        auto source = sourceOf(stringOf(part["image_url"]["url"]), "messages");
        if (!source)
            return std::move(source).error();
        return "{\"type\":\"image\",\"source\":" + *source + cacheControl(part) + "}";
    }
    if (type == "file") {
        const std::string_view data = stringOf(part["file"]["file_data"]);
        if (data.empty())
            return bad("a file part needs 'file_data'; stored files are not known to this provider", "messages");
        auto source = sourceOf(data, "messages");
        if (!source)
            return std::move(source).error();
        const std::string_view name = stringOf(part["file"]["filename"]);
        return "{\"type\":\"document\",\"source\":" + *source + (name.empty() ? "" : ",\"title\":" + jsonQuoted(name)) +
               "}";
    }
    return bad("this model cannot take content of type '" + std::string(type) + "'", "messages");
}

/// Text of a content that is a string or a list of text parts.
std::string joinedText(simdjson::simdjson_result<dom::element> content)
{
    std::string_view text;
    if (content.get_string().get(text) == simdjson::SUCCESS)
        return std::string(text);
    std::string out;
    dom::array parts;
    if (content.get_array().get(parts) == simdjson::SUCCESS) {
        for (const dom::element part : parts)
            out += stringOf(part["text"]);
    }
    return out;
}

Result<std::string> toolUse(dom::element call)
{
    std::string_view arguments = stringOf(call["function"]["arguments"]);
    std::string input = "{}";
    if (!blank(arguments)) {
        dom::parser parser;
        dom::object object;
        if (parser.parse(arguments.data(), arguments.size()).get_object().get(object))
            return bad("the arguments of a tool call must be a JSON object", "messages");
        input = arguments; // the model's own text: order and numbers stay as they were
    }
    return "{\"type\":\"tool_use\",\"id\":" + jsonQuoted(stringOf(call["id"])) +
           ",\"name\":" + jsonQuoted(stringOf(call["function"]["name"])) + ",\"input\":" + input + "}";
}

Status addMessage(dom::element message, Turns &turns, std::string &system)
{
    const std::string_view role = stringOf(message["role"]);
    auto content = message["content"];
    if (role == "system" || role == "developer") {
        dom::array parts;
        if (content.get_array().get(parts) == simdjson::SUCCESS) {
            for (const dom::element part : parts) {
                if (const std::string_view text = stringOf(part["text"]); !blank(text))
                    system += (system.empty() ? "" : ",") + textBlock(text, cacheControl(part));
            }
        } else if (const std::string_view text = stringOf(content); !blank(text)) {
            system += (system.empty() ? "" : ",") + textBlock(text);
        }
        return Done{};
    }
    if (role == "user") {
        dom::array parts;
        if (content.get_array().get(parts) == simdjson::SUCCESS) {
            for (const dom::element part : parts) {
                auto block = userPart(part);
                if (!block)
                    return std::move(block).error();
                if (!block->empty())
                    turns.add("user", *block);
            }
        } else if (const std::string_view text = stringOf(content); !blank(text)) {
            turns.add("user", textBlock(text));
        }
        return Done{};
    }
    if (role == "assistant") {
        if (const std::string text = joinedText(content); !blank(text))
            turns.add("assistant", textBlock(text));
        dom::array calls;
        if (message["tool_calls"].get_array().get(calls) == simdjson::SUCCESS) {
            for (const dom::element call : calls) {
                auto block = toolUse(call);
                if (!block)
                    return std::move(block).error();
                turns.add("assistant", *block);
            }
        }
        return Done{};
    }
    if (role == "tool") {
        const std::string text = joinedText(content);
        turns.add("user",
                  "{\"type\":\"tool_result\",\"tool_use_id\":" + jsonQuoted(stringOf(message["tool_call_id"])) +
                      (blank(text) ? std::string() : ",\"content\":" + jsonQuoted(text)) + "}",
                  true);
        return Done{};
    }
    return bad("unknown role '" + std::string(role) + "'", "messages");
}

Status addTools(dom::element root, std::string &out)
{
    dom::array tools;
    if (root["tools"].get_array().get(tools))
        return Done{};
    std::string list;
    for (const dom::element tool : tools) {
        if (stringOf(tool["type"]) != "function")
            return bad("this provider takes function tools only", "tools");
        auto function = tool["function"];
        list += (list.empty() ? "{\"name\":" : ",{\"name\":") + jsonQuoted(stringOf(function["name"]));
        if (const std::string_view description = stringOf(function["description"]); !description.empty())
            list += ",\"description\":" + jsonQuoted(description);
        dom::element schema;
        list += ",\"input_schema\":";
        list += function["parameters"].get(schema) == simdjson::SUCCESS ? simdjson::minify(schema)
                                                                        : "{\"type\":\"object\",\"properties\":{}}";
        list += cacheControl(tool) + "}";
    }
    if (list.empty())
        return Done{};
    out += ",\"tools\":[" + list + "]";
    bool parallel = true;
    const bool serial = root["parallel_tool_calls"].get_bool().get(parallel) == simdjson::SUCCESS && !parallel;
    std::string choice;
    auto wanted = root["tool_choice"];
    if (const std::string_view mode = stringOf(wanted); mode == "required")
        choice = "\"type\":\"any\"";
    else if (mode == "none")
        choice = "\"type\":\"none\"";
    else if (const std::string_view name = stringOf(wanted["function"]["name"]); !name.empty())
        choice = "\"type\":\"tool\",\"name\":" + jsonQuoted(name);
    else if (mode == "auto" || serial)
        choice = "\"type\":\"auto\"";
    if (!choice.empty())
        out += ",\"tool_choice\":{" + choice +
               (serial && choice != "\"type\":\"none\"" ? ",\"disable_parallel_tool_use\":true" : "") + "}";
    return Done{};
}

void addSampling(dom::element root, std::string &out)
{
    double temperature = 0;
    if (root["temperature"].get_double().get(temperature) == simdjson::SUCCESS) {
        // OpenAI's range goes to 2, Anthropic's to 1.
        dom::element original;
        if (root["temperature"].get(original))
            return;
        out += ",\"temperature\":" + (temperature > 1 ? std::string("1") : simdjson::minify(original));
    }
    for (const char *field : {"top_p", "top_k"}) {
        dom::element value;
        if (root[field].get(value) == simdjson::SUCCESS && value.is_number())
            out += std::string(",\"") + field + "\":" + simdjson::minify(value);
    }
}

void addStop(dom::element root, std::string &out)
{
    std::string list;
    const auto add = [&](std::string_view text) {
        if (!blank(text))
            list += (list.empty() ? "" : ",") + jsonQuoted(text);
    };
    dom::array stops;
    if (root["stop"].get_array().get(stops) == simdjson::SUCCESS) {
        for (const dom::element stop : stops)
            add(stringOf(dom::element(stop)));
    } else {
        add(stringOf(root["stop"]));
    }
    if (!list.empty())
        out += ",\"stop_sequences\":[" + list + "]";
}

void addOutputConfig(dom::element root, std::string &out)
{
    std::string config;
    if (const std::string_view effort = stringOf(root["reasoning_effort"]); !effort.empty() && effort != "none")
        config += "\"effort\":" + jsonQuoted(effort == "minimal" ? "low" : effort);
    dom::element schema;
    if (stringOf(root["response_format"]["type"]) == "json_schema" &&
        root["response_format"]["json_schema"]["schema"].get(schema) == simdjson::SUCCESS)
        config += (config.empty() ? "" : ",") + std::string("\"format\":{\"type\":\"json_schema\",\"schema\":") +
                  simdjson::minify(schema) + "}";
    if (!config.empty())
        out += ",\"output_config\":{" + config + "}";
}

} // namespace

Result<std::string> anthropicBody(std::string_view chatBody, const AttemptContext &context)
{
    dom::parser parser;
    dom::element root;
    if (const auto error = parser.parse(chatBody.data(), chatBody.size()).get(root))
        return bad(std::string("the request body cannot be read: ") + simdjson::error_message(error), "request_body");
    if (wholeNumberOf(root["n"]).value_or(1) > 1)
        return bad("this provider gives one answer at a time: leave out 'n'", "n");
    dom::element present;
    for (const char *field : {"audio", "logit_bias", "functions"}) {
        if (root[field].get(present) == simdjson::SUCCESS && !present.is_null())
            return bad(std::string("this provider cannot do '") + field + "'", field);
    }

    dom::array messages;
    if (root["messages"].get_array().get(messages))
        return bad("'messages' must be an array", "messages");
    Turns turns;
    std::string system;
    for (const dom::element message : messages) {
        if (Status added = addMessage(message, turns, system); !added)
            return std::move(added).error();
    }
    if (turns.empty())
        return bad("there is no message with content in 'messages'", "messages");

    std::optional<std::int64_t> asked = wholeNumberOf(root["max_completion_tokens"]);
    if (!asked)
        asked = wholeNumberOf(root["max_tokens"]);
    const std::int64_t unasked =
        context.outputLimit.value_or(context.modelOutputLimit > 0 ? context.modelOutputLimit : kDefaultMaxTokens);
    const std::int64_t limit = asked.value_or(unasked);

    std::string out = "{\"model\":" + jsonQuoted(context.upstreamModel) + ",\"max_tokens\":" + std::to_string(limit);
    if (!system.empty())
        out += ",\"system\":[" + system + "]";
    out += ",\"messages\":" + turns.json();
    if (Status added = addTools(root, out); !added)
        return std::move(added).error();
    addSampling(root, out);
    addStop(root, out);
    addOutputConfig(root, out);
    // The end user's id, but never an e-mail address: the field is meant for opaque ids.
    if (const std::string_view user = stringOf(root["user"]); !user.empty() && user.find('@') == std::string_view::npos)
        out += ",\"metadata\":{\"user_id\":" + jsonQuoted(user) + "}";
    if (context.stream)
        out += ",\"stream\":true";
    return out + "}";
}

} // namespace ostiary
