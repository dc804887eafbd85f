// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/answerindex.h"

#include <simdjson.h>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

constexpr std::int64_t kPlausibleTokens = std::int64_t(1) << 40;

// A count that cannot be true is no count: the caller then estimates, and says so.
bool readCount(od::value value, std::int64_t &to)
{
    std::int64_t number = 0;
    if (value.get_int64().get(number) || number < 0 || number > kPlausibleTokens)
        return false;
    to = number;
    return true;
}

template <typename Read>
void eachField(od::object object, Read read)
{
    for (auto entry : object) {
        od::field field;
        std::string_view key;
        if (std::move(entry).get(field) || field.unescaped_key().get(key))
            return;
        read(key, field.value());
    }
}

MaybeUsage readUsage(od::value value)
{
    od::object object;
    if (value.get_object().get(object))
        return std::nullopt;
    Usage usage;
    bool prompt = false;
    bool broken = false;
    const auto count = [&](od::value number, std::int64_t &to) {
        const bool read = readCount(number, to);
        broken = broken || !read;
        return read;
    };
    const auto optionalCount = [](od::value number, std::int64_t &to) { static_cast<void>(readCount(number, to)); };
    eachField(object, [&](std::string_view key, od::value field) {
        od::object details;
        if (key == "prompt_tokens") {
            prompt = count(field, usage.prompt);
        } else if (key == "completion_tokens") {
            count(field, usage.completion);
        } else if (key == "prompt_tokens_details") {
            if (field.get_object().get(details) == simdjson::SUCCESS) {
                eachField(details, [&](std::string_view name, od::value number) {
                    if (name == "cached_tokens")
                        optionalCount(number, usage.cacheRead);
                    else if (name == "cache_write_tokens")
                        optionalCount(number, usage.cacheWrite);
                });
            }
        } else if (key == "completion_tokens_details") {
            if (field.get_object().get(details) == simdjson::SUCCESS) {
                eachField(details, [&](std::string_view name, od::value number) {
                    if (name == "reasoning_tokens")
                        optionalCount(number, usage.reasoning);
                });
            }
        } else if (key == "prompt_cache_hit_tokens" || key == "num_cached_tokens") { // DeepSeek, Mistral
            optionalCount(field, usage.cacheRead);
        }
    });
    if (!prompt || broken)
        return std::nullopt;
    if (usage.cacheRead + usage.cacheWrite > usage.prompt) { // outside the prompt instead of inside: not OpenAI's count
        usage.cacheRead = std::min(usage.cacheRead, usage.prompt);
        usage.cacheWrite = std::min(usage.cacheWrite, usage.prompt - usage.cacheRead);
    }
    return usage;
}

std::int64_t stringBytes(od::value value)
{
    std::string_view text;
    return value.get_string().get(text) == simdjson::SUCCESS ? static_cast<std::int64_t>(text.size()) : 0;
}

void readMessage(od::value value, AnswerIndex &index)
{
    od::object message;
    if (value.get_object().get(message))
        return;
    eachField(message, [&](std::string_view key, od::value field) {
        od::json_type type{};
        if (field.type().get(type))
            return;
        if (key == "content" || key == "reasoning_content" || key == "reasoning" || key == "refusal") {
            if (type == od::json_type::string)
                index.textBytes += stringBytes(field);
            return;
        }
        od::array calls;
        if (key != "tool_calls" || type != od::json_type::array || field.get_array().get(calls))
            return;
        for (auto entry : calls) {
            od::object call;
            if (entry.get_object().get(call))
                return;
            eachField(call, [&](std::string_view name, od::value part) {
                od::object function;
                if (name != "function" || part.get_object().get(function))
                    return;
                eachField(function, [&](std::string_view, od::value text) {
                    od::json_type kind{};
                    if (text.type().get(kind) == simdjson::SUCCESS && kind == od::json_type::string)
                        index.textBytes += stringBytes(text);
                });
            });
        }
    });
}

void readChoices(od::value value, AnswerIndex &index)
{
    od::array choices;
    if (value.get_array().get(choices))
        return;
    index.hasChoices = true;
    index.choicesEmpty = true;
    for (auto entry : choices) {
        od::object choice;
        if (entry.get_object().get(choice))
            return;
        index.choicesEmpty = false;
        eachField(choice, [&](std::string_view key, od::value field) {
            od::json_type type{};
            if (field.type().get(type))
                return;
            if (key == "finish_reason" && type == od::json_type::string) {
                std::string_view reason;
                index.finished = true;
                if (field.get_string().get(reason) == simdjson::SUCCESS && reason == "error")
                    index.isError = true;
            } else if (key == "delta" || key == "message") {
                readMessage(field, index);
            } else if (key == "text" && type == od::json_type::string) {
                index.textBytes += stringBytes(field);
            }
        });
    }
}

} // namespace

std::optional<AnswerIndex> indexAnswer(std::string_view json, std::size_t capacity)
{
    static thread_local od::parser parser;
    od::document document;
    od::object object;
    if (parser.iterate(simdjson::padded_string_view(json.data(), json.size(), capacity)).get(document) ||
        document.get_object().get(object))
        return std::nullopt;
    AnswerIndex index;
    for (auto entry : object) {
        od::field field;
        std::string_view key;
        if (std::move(entry).get(field) || field.unescaped_key().get(key))
            return std::nullopt;
        od::value value = field.value();
        od::json_type type{};
        if (value.type().get(type))
            return std::nullopt;
        if (key == "model" && type == od::json_type::string) {
            std::string_view token = value.raw_json_token();
            while (!token.empty() && token.back() != '"')
                token.remove_suffix(1);
            index.modelSpan = {static_cast<std::size_t>(token.data() - json.data()), token.size()};
        } else if (key == "usage" && type == od::json_type::object) {
            if (const MaybeUsage usage = readUsage(value))
                index.usage = usage;
        } else if (key == "choices" && type == od::json_type::array) {
            readChoices(value, index);
        } else if (key == "error" && type != od::json_type::null) {
            index.isError = true;
        } else if (key == "x_groq" && type == od::json_type::object) {
            od::object groq;
            if (value.get_object().get(groq) == simdjson::SUCCESS) {
                eachField(groq, [&](std::string_view name, od::value part) {
                    if (name == "usage" && !index.usage)
                        index.usage = readUsage(part);
                });
            }
        }
    }
    return (document.current_location().error() == simdjson::OUT_OF_BOUNDS) ? std::optional(index) : std::nullopt;
}

} // namespace ostiary
