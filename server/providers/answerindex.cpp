// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/answerindex.h"

#include "server/providers/answerusage.h"
#include "server/providers/ondemandfields.h"

#include <simdjson.h>

#include <algorithm>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

void addUsage(od::value value, AnswerIndex &index)
{
    if (const auto told = readUsage(value)) {
        if (index.counts)
            index.counts->add(*told);
        else
            index.counts = told;
    }
}

/// Whether the function has a name.
bool readFunction(od::value value, AnswerIndex &index)
{
    od::object function;
    bool isNamed = false;
    if (value.get_object().get(function))
        return false;
    eachField(function, [&](std::string_view name, od::value field) {
        od::json_type kind{};
        if (field.type().get(kind) || kind != od::json_type::string)
            return;
        const std::string_view text = textOf(field);
        index.text.addSaid(text);
        isNamed = isNamed || (name == "name" && !text.empty());
    });
    return isNamed;
}

/// One part of a content, or one of a list of pictures; false where it is neither.
bool readPart(simdjson::simdjson_result<od::value> entry, bool isPicture, AnswerIndex &index)
{
    od::value value;
    od::object part;
    od::json_type type{};
    if (entry.get(value) || value.type().get(type))
        return false;
    if (type == od::json_type::string && isPicture) {
        ++index.pictures;
        return true;
    }
    if (type != od::json_type::object || value.get_object().get(part))
        return false;
    eachField(part, [&](std::string_view name, od::value text) {
        od::json_type kind{};
        if (text.type().get(kind) || kind != od::json_type::string)
            return;
        if (name == "text")
            index.text.addSaid(textOf(text));
        else if (name == "type")
            isPicture = isPicture || textOf(text).find("image") != std::string_view::npos;
    });
    index.pictures += isPicture ? 1 : 0;
    return true;
}

/// One tool's call; false where it is no object. `json` is the chunk, or null where it is no chunk.
bool readCall(simdjson::simdjson_result<od::value> entry, const char *json, AnswerIndex &index)
{
    od::object call;
    od::value place;
    if (entry.get(place))
        return false;
    BareCall bare;
    bare.at = json ? static_cast<std::size_t>(place.raw_json_token().data() - json) + 1 : 0;
    if (place.get_object().get(call))
        return false;
    bool isNumbered = false;
    eachField(call, [&](std::string_view name, od::value part) {
        if (name == "function")
            bare.begins = readFunction(part, index);
        else if (name == "id")
            bare.id = textOf(part);
        else if (name == "index")
            isNumbered = true; // also where it is null: two of a name would be worse
    });
    if (json && !isNumbered)
        index.bareCalls.push_back(std::move(bare));
    return true;
}

/// `json` is the chunk that holds the message, or null where it is no chunk.
void readMessage(od::value value, const char *json, AnswerIndex &index)
{
    od::object message;
    if (value.get_object().get(message))
        return;
    eachField(message, [&](std::string_view key, od::value field) {
        od::json_type type{};
        if (field.type().get(type))
            return;
        if (key == "content" || key == "reasoning_content" || key == "reasoning" || key == "refusal") {
            if (type == od::json_type::string) {
                const std::string_view text = textOf(field);
                if (key.starts_with("reasoning"))
                    index.text.addThought(text);
                else
                    index.text.addSaid(text);
                index.hasContent = index.hasContent || !text.empty();
                return;
            }
        }
        if (key == "role" || key == "name" || key == "id" || key == "type" || type == od::json_type::null)
            return;
        if (type == od::json_type::string) {
            index.hasContent = index.hasContent || !textOf(field).empty();
            return;
        }
        od::array calls;
        if (type == od::json_type::object) { // audio, or a function_call of the older kind
            index.hasContent = true;
            if (key == "function_call")
                readFunction(field, index);
            return;
        }
        if (type != od::json_type::array)
            return;
        if (field.get_array().get(calls))
            return;
        if (key != "tool_calls") { // parts of a text, as Mistral's, or pictures
            for (auto entry : calls) {
                index.hasContent = true;
                if (!readPart(entry, key == "images", index))
                    return;
            }
            return;
        }
        const std::size_t before = index.bareCalls.size();
        for (auto entry : calls) {
            index.hasContent = true;
            if (!readCall(entry, json, index))
                return;
            if (index.bareCalls.size() > before + 1)
                index.bareCalls.back().begins = true;
        }
    });
}

void readChoices(od::value value, const char *json, AnswerIndex &index)
{
    od::array choices;
    index.choicesAt = static_cast<std::size_t>(value.raw_json_token().data() - json) + 1;
    if (value.get_array().get(choices))
        return;
    index.hasChoices = true;
    index.choicesEmpty = true;
    for (auto entry : choices) {
        od::object choice;
        od::value place;
        const bool stands = entry.get(place) == simdjson::SUCCESS;
        const std::size_t behindBrace =
            stands ? static_cast<std::size_t>(place.raw_json_token().data() - json) + 1 : std::size_t(0);
        if (!stands || place.get_object().get(choice)) {
            index.choicesEmpty = true; // no answer
            return;
        }
        index.choicesEmpty = false;
        bool speaks = false;
        std::int64_t number = 0;
        const std::size_t callsBefore = index.bareCalls.size();
        eachField(choice, [&](std::string_view key, od::value field) {
            od::json_type type{};
            if (field.type().get(type))
                return;
            if (key == "finish_reason" && type == od::json_type::string) {
                std::string_view reason;
                if (field.get_string().get(reason) == simdjson::SUCCESS && reason.empty())
                    return; // some servers write it so into every event
                index.finished = index.hasContent = true;
                index.isError = index.isError || reason == "error";
            } else if (key == "delta" || key == "message") {
                speaks = true;
                readMessage(field, key == "delta" ? json : nullptr, index);
            } else if (key == "index" && type == od::json_type::number) {
                if (field.get_int64().get(number))
                    number = 0;
            } else if (key == "usage") { // Moonshot's place
                addUsage(field, index);
            } else if (key == "text" && type == od::json_type::string) {
                const std::string_view text = textOf(field);
                index.text.addSaid(text);
                index.hasContent = index.hasContent || !text.empty();
            }
        });
        if (!speaks)
            index.bareChoices.push_back(behindBrace);
        for (std::size_t i = callsBefore; i < index.bareCalls.size(); ++i)
            index.bareCalls[i].choice = number;
    }
}

/// Of the tiers that providers name in answers, those that cost more than the list says.
bool isDearer(std::string_view tier)
{
    constexpr std::string_view kUsual[] = {"", "auto", "default", "standard", "flex", "batch", "on_demand", "scale"};
    return std::find(std::begin(kUsual), std::end(kUsual), tier) == std::end(kUsual);
}

void readVectors(od::value value, AnswerIndex &index)
{
    od::array entries;
    if (value.get_array().get(entries))
        return;
    index.hasData = true;
    for (auto entry : entries) {
        od::object object;
        if (entry.get_object().get(object))
            return;
        bool indexed = false;
        eachField(object, [&](std::string_view key, od::value field) {
            od::json_type type{};
            if (field.type().get(type))
                return;
            indexed = indexed || key == "index";
            index.hasTexts = index.hasTexts || (key == "embedding" && type == od::json_type::string);
            index.hasLists = index.hasLists || (key == "embedding" && type == od::json_type::array);
        });
        index.lacksIndex = index.lacksIndex || !indexed;
    }
}

// Some servers have an empty `error` in every good answer.
bool saysSomething(od::value value, od::json_type type)
{
    bool flag = false, empty = true;
    std::string_view text;
    od::object object;
    od::array list;
    switch (type) {
    case od::json_type::null:
        return false;
    case od::json_type::boolean:
        return value.get_bool().get(flag) == simdjson::SUCCESS && flag;
    case od::json_type::string:
        return value.get_string().get(text) == simdjson::SUCCESS && !text.empty();
    case od::json_type::object:
        return value.get_object().get(object) == simdjson::SUCCESS &&
               object.is_empty().get(empty) == simdjson::SUCCESS && !empty;
    case od::json_type::array:
        return value.get_array().get(list) == simdjson::SUCCESS && list.is_empty().get(empty) == simdjson::SUCCESS &&
               !empty;
    case od::json_type::number:
        break;
    }
    return true;
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
    bool complains = false; // in a shape that is one only where no answer stands beside it
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
        } else if (key == "usage") {
            addUsage(value, index);
        } else if (key == "service_tier" && type == od::json_type::string) {
            index.isDearerTier = isDearer(textOf(value));
        } else if (key == "choices" && type == od::json_type::array) {
            readChoices(value, json.data(), index);
        } else if (key == "error") {
            index.isError = index.isError || saysSomething(value, type);
        } else if ((key == "object" || key == "type") && type == od::json_type::string) {
            std::string_view kind;
            index.isError = index.isError || (value.get_string().get(kind) == simdjson::SUCCESS && kind == "error");
        } else if (key == "data" && type == od::json_type::array) {
            readVectors(value, index);
        } else if (key == "detail" || key == "message" || key == "errors") {
            complains = complains || saysSomething(value, type);
        } else if (key == "x_groq" && type == od::json_type::object) {
            od::object groq;
            if (value.get_object().get(groq) == simdjson::SUCCESS) {
                eachField(groq, [&](std::string_view name, od::value part) {
                    if (name == "usage")
                        addUsage(part, index);
                });
            }
        }
    }
    index.isError = index.isError || (complains && !index.hasChoices && !index.hasData);
    return (document.current_location().error() == simdjson::OUT_OF_BOUNDS) ? std::optional(index) : std::nullopt;
}

} // namespace ostiary
