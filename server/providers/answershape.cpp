// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/answershape.h"

#include "models/domain/gatewayerror.h"
#include "server/providers/ssedecoder.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N> &names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

// ---- whole to events ----

/// `,"name":value` for every field of `object` but those in `without`, and but nulls.
template <std::size_t N>
std::string fieldsOf(dom::object object, const std::array<std::string_view, N> &without)
{
    std::string out;
    for (const dom::key_value_pair field : object) {
        if (!isOneOf(field.key, without) && !field.value.is_null())
            out += ',' + jsonQuoted(field.key) + ':' + std::string(simdjson::minify(field.value));
    }
    return out;
}

/// The same for the fields of these names.
std::string named(dom::object object, std::initializer_list<std::string_view> names)
{
    std::string out;
    for (const std::string_view name : names) {
        dom::element value;
        if (object[name].get(value) == simdjson::SUCCESS && !value.is_null())
            out += ",\"" + std::string(name) + "\":" + std::string(simdjson::minify(value));
    }
    return out;
}

std::string rawOf(simdjson::simdjson_result<dom::element> element, std::string_view instead)
{
    dom::element value;
    return element.get(value) == simdjson::SUCCESS && !value.is_null() ? std::string(simdjson::minify(value))
                                                                       : std::string(instead);
}

/// The calls of a whole message as those of a delta, which are told apart by their index.
std::string toolDeltas(dom::array calls)
{
    std::string out;
    int index = 0;
    for (const dom::element call : calls) {
        dom::object object;
        if (call.get_object().get(object))
            continue;
        out += (out.empty() ? "" : ",") + std::string("{\"index\":") + std::to_string(index++) +
               fieldsOf(object, std::array<std::string_view, 1>{"index"}) + "}";
    }
    return out;
}

std::string deltaOf(dom::element choice)
{
    dom::object message;
    if (choice["message"].get_object().get(message))
        return "{\"role\":\"assistant\"}";
    std::string out = "{\"role\":" + rawOf(message["role"], "\"assistant\"") +
                      fieldsOf(message, std::array<std::string_view, 2>{"role", "tool_calls"});
    dom::array calls;
    if (message["tool_calls"].get_array().get(calls) == simdjson::SUCCESS && calls.size() > 0)
        out += ",\"tool_calls\":[" + toolDeltas(calls) + "]";
    return out + "}";
}

// ---- events to whole ----

/// JSON that grows: every further value of the same place continues it.
struct Grown
{
    enum class Kind { Null, Raw, Text, List, Object };
    Kind kind = Kind::Null;
    std::string text; ///< of a string, or a raw scalar
    std::vector<Grown> items;
    std::vector<std::pair<std::string, Grown>> fields;

    Grown *find(std::string_view name)
    {
        const auto found = std::find_if(fields.begin(), fields.end(), [&](auto &one) { return one.first == name; });
        return found == fields.end() ? nullptr : &found->second;
    }
    void grow(std::string_view name, dom::element value);
    void write(std::string &out) const;

private:
    void growList(dom::array list);
    void become(Kind wanted)
    {
        if (kind != wanted)
            *this = Grown();
        kind = wanted;
    }
};

// What no client reads is left out: finding places among more of them would take for ever.
constexpr std::size_t kMostFields = 256;   ///< of an object
constexpr std::size_t kMostNumbered = 256; ///< choices, or calls of one

// Strings that come in pieces; all others are repeated in every event.
constexpr std::array<std::string_view, 10> kPieces = {
    "content",   "reasoning_content", "reasoning",  "refusal",   "text",
    "arguments", "thinking",          "transcript", "signature", "data"};

void Grown::grow(std::string_view name, dom::element value)
{
    std::string_view piece;
    dom::object object;
    dom::array list;
    if (value.is_null())
        return;
    if (value.get_string().get(piece) == simdjson::SUCCESS) {
        become(Kind::Text);
        if (isOneOf(name, kPieces))
            text += piece;
        else if (!piece.empty())
            text = piece;
    } else if (value.get_object().get(object) == simdjson::SUCCESS) {
        become(Kind::Object);
        for (const dom::key_value_pair field : object) {
            Grown *known = find(field.key);
            if (!known && fields.size() == kMostFields)
                continue;
            if (!known)
                known = &fields.emplace_back(std::string(field.key), Grown()).second;
            known->grow(field.key, field.value);
        }
    } else if (value.get_array().get(list) == simdjson::SUCCESS) {
        become(Kind::List);
        growList(list);
    } else {
        become(Kind::Raw);
        text = simdjson::minify(value);
    }
}

void Grown::growList(dom::array list)
{
    for (const dom::element entry : list) {
        std::int64_t index = 0;
        Grown *known = nullptr;
        if (entry["index"].get_int64().get(index) == simdjson::SUCCESS) {
            for (Grown &item : items) {
                Grown *const its = item.find("index");
                if (its && its->text == std::to_string(index))
                    known = &item;
            }
            if (!known && items.size() >= kMostNumbered)
                continue;
        }
        if (!known)
            known = &items.emplace_back();
        known->grow({}, entry);
    }
}

void Grown::write(std::string &out) const
{
    switch (kind) {
    case Kind::Null:
        out += "null";
        break;
    case Kind::Raw:
        out += text;
        break;
    case Kind::Text:
        appendJsonString(out, text);
        break;
    case Kind::List:
        out += '[';
        for (const Grown &item : items) {
            if (&item != &items.front())
                out += ',';
            item.write(out);
        }
        out += ']';
        break;
    case Kind::Object:
        out += '{';
        for (const auto &[name, value] : fields) {
            if (out.back() != '{')
                out += ',';
            appendJsonString(out, name);
            out += ':';
            value.write(out);
        }
        out += '}';
        break;
    }
}

Grown ofText(std::string text)
{
    Grown out;
    out.kind = Grown::Kind::Text;
    out.text = std::move(text);
    return out;
}

/// A choice of chunks as one of a whole answer.
void makeWhole(Grown &choice)
{
    for (auto &[name, value] : choice.fields) {
        if (name != "delta")
            continue;
        name = "message";
        value.kind = Grown::Kind::Object;
        if (!value.find("content"))
            value.fields.insert(value.fields.begin(), {"content", Grown()});
        if (!value.find("role"))
            value.fields.insert(value.fields.begin(), {"role", ofText("assistant")});
        if (Grown *const calls = value.find("tool_calls")) {
            for (Grown &call : calls->items)
                std::erase_if(call.fields, [](const auto &field) { return field.first == "index"; });
        }
    }
}

} // namespace

std::string asChunks(std::string_view whole, Surface surface, bool withUsage)
{
    dom::parser parser;
    dom::object root;
    dom::array choices;
    if (parser.parse(whole.data(), whole.size()).get_object().get(root) || root["choices"].get_array().get(choices))
        return {};
    const bool chat = surface == Surface::Chat;
    if (choices.size() > kMostNumbered)
        return {};
    const std::string object =
        std::string("data: {\"object\":\"") + (chat ? "chat.completion.chunk" : "text_completion") + "\"";
    std::string head =
        object + fieldsOf(root, std::array<std::string_view, 3>{"object", "choices", "usage"}) + ",\"choices\":[";
    const std::string laterHead =
        object + named(root, {"id", "created", "model", "system_fingerprint", "service_tier"}) + ",\"choices\":[";
    std::string out;
    int position = 0;
    for (const dom::element choice : choices) {
        dom::object fields;
        if (choice.get_object().get(fields))
            return {};
        const std::string index = "{\"index\":" + rawOf(choice["index"], std::to_string(position++));
        const std::string more =
            fieldsOf(fields, std::array<std::string_view, 4>{"index", "message", "text", "finish_reason"});
        const std::string content = chat ? "\"delta\":" + deltaOf(choice) : "\"text\":" + rawOf(choice["text"], "\"\"");
        out += head + index + "," + content + more + ",\"finish_reason\":null}]}\n\n";
        head = laterHead;
        out += head + index + (chat ? ",\"delta\":{}" : ",\"text\":\"\"") +
               ",\"finish_reason\":" + rawOf(choice["finish_reason"], "\"stop\"") + "}]}\n\n";
    }
    const std::string usage = rawOf(root["usage"], "");
    if (withUsage && !usage.empty())
        out += head + "],\"usage\":" + usage + "}\n\n";
    return out;
}

std::string joinedChunks(std::string_view chunks, Surface surface)
{
    Grown root;
    SseDecoder decoder;
    decoder.feed(chunks);
    dom::parser parser;
    while (const auto event = decoder.next()) {
        dom::element chunk;
        if (parser.parse(event->data.data(), event->data.size()).get(chunk) == simdjson::SUCCESS && chunk.is_object())
            root.grow({}, chunk);
    }
    Grown *const choices = root.find("choices");
    if (!choices || choices->items.empty())
        return {};
    if (Grown *const object = root.find("object"); object && surface == Surface::Chat)
        *object = ofText("chat.completion");
    for (Grown &choice : choices->items)
        makeWhole(choice);
    std::string out;
    root.write(out);
    return out;
}

} // namespace ostiary
