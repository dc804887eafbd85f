// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/requestindex.h"

#include <simdjson.h>

#include <string>
#include <string_view>

namespace ostiary {

// Names, messages and plain values are in bodywalk.cpp, content parts with their attachments in bodyparts.cpp, what
// stands beside a content or is embedded in bodymedia.cpp, tools in bodytools.cpp.

/// Walks through values of a request's body, once and in order, and counts what the model may have to read. Strings are
/// measured where they stand: no escape is refused that a client may write, lone surrogates included. simdjson throws
/// nothing here; the first error ends the walk. Its values are passed by reference and where they were made: copies of
/// what was just written cost more than the walk itself.
class BodyWalk
{
public:
    BodyWalk(const char *text, RequestIndex &index) : m_text(text), m_index(index) {}

    simdjson::error_code error = simdjson::SUCCESS;
    std::string problem; ///< an error of meaning, with its field
    std::string problemField;

    /// Any value; all of its text counts.
    bool value(simdjson::ondemand::value &value, int depth);
    /// The array of a chat's messages: where attachments can stand, in parts of a content or beside it.
    bool messages(simdjson::ondemand::value &value);
    /// What is embedded: texts, tokens, and parts as a message's content has them.
    bool input(simdjson::ondemand::value &value);
    /// The tools of a request: all of their text counts, and the first one that the provider runs is noted.
    bool tools(simdjson::ondemand::value &value);

    bool fail(simdjson::error_code e) { return (error = e) == simdjson::SUCCESS; }
    bool mean(std::string_view field, std::string text);
    /// The name of a field as text, valid until the next call with the same `scratch`.
    bool key(simdjson::ondemand::raw_json_string raw, std::string_view &name, std::string &scratch,
             Span *span = nullptr);
    /// Where a token stands, without the blanks behind it.
    Span tokenSpan(std::string_view token) const;

private:
    /// What a chat template may write around a value when it shows a schema to the model: quotes, colon and comma.
    static constexpr std::int64_t kBytesAroundMember = 4;
    static constexpr std::int64_t kBytesAroundContainer = 2;
    static constexpr std::int64_t kBytesAroundElement = 1;
    struct Part; ///< a content part while it is read

    /// Calls `each(name, value, type)` for every member of an object, in order, until it says false. Names count; they
    /// are valid within the call.
    template <class Each>
    bool members(simdjson::ondemand::value &value, Each &&each)
    {
        simdjson::ondemand::object object;
        if (!fail(value.get_object().get(object)))
            return false;
        std::string scratch;
        for (auto entry : object) {
            std::string_view name;
            simdjson::ondemand::json_type type;
            if (!fail(entry.error()))
                return false;
            simdjson::ondemand::field &&field = std::move(entry).value_unsafe();
            if (!key(field.key(), name, scratch))
                return false;
            m_index.textBytes += static_cast<std::int64_t>(name.size());
            m_index.structureBytes += kBytesAroundMember;
            simdjson::ondemand::value &inner = field.value();
            if (!fail(inner.type().get(type)) || !each(name, inner, type))
                return false;
        }
        return true;
    }

    /// Calls `each(value, type)` for every element of an array, in order, until it says false. What stands around each
    /// counts as `around` bytes.
    template <class Each>
    bool elements(simdjson::ondemand::value &value, std::int64_t around, Each &&each)
    {
        simdjson::ondemand::array array;
        if (!fail(value.get_array().get(array)))
            return false;
        for (auto entry : array) {
            simdjson::ondemand::json_type type;
            m_index.structureBytes += around;
            if (!fail(entry.error()))
                return false;
            // NOLINTNEXTLINE(performance-move-const-arg): it can be called on an rvalue only
            simdjson::ondemand::value &&element = std::move(entry).value_unsafe();
            if (!fail(element.type().get(type)) || !each(element, type))
                return false;
        }
        return true;
    }

    bool value(simdjson::ondemand::value &value, simdjson::ondemand::json_type type, int depth);
    bool object(simdjson::ondemand::value &value, int depth);
    bool member(std::string_view name, simdjson::ondemand::value &value, simdjson::ondemand::json_type type, int depth);
    void pointsElsewhere(std::string_view name, std::string_view raw);
    bool array(simdjson::ondemand::value &value, int depth);
    bool string(simdjson::ondemand::value &value, std::string_view *raw = nullptr, std::int64_t *bytes = nullptr);
    bool message(simdjson::ondemand::value &value, simdjson::ondemand::json_type type);
    bool role(simdjson::ondemand::value &value);
    bool tool(simdjson::ondemand::value &value, simdjson::ondemand::json_type type, bool &hosted);
    bool content(simdjson::ondemand::value &value, int depth);
    bool eachInput(simdjson::ondemand::value &value);
    static bool isMedia(std::string_view name);
    bool media(simdjson::ondemand::value &value, simdjson::ondemand::json_type type, bool pictures);
    bool contentPart(simdjson::ondemand::value &value);
    bool partType(simdjson::ondemand::value &value, simdjson::ondemand::json_type type, Part &part);
    bool partMember(std::string_view name, simdjson::ondemand::value &value, simdjson::ondemand::json_type type,
                    Part &part);
    bool reference(simdjson::ondemand::value &value, std::string_view place, Part &part);
    bool referenceIn(simdjson::ondemand::value &value, simdjson::ondemand::json_type type, std::string_view place,
                     Part &part);
    bool source(simdjson::ondemand::value &value, Part &part);
    void settle(const Part &part);

    const char *m_text;
    RequestIndex &m_index;

    /// Of the content part that is read: what is named by an address or an id, and is not here.
    struct Pointers
    {
        std::int64_t files = 0;  ///< in fields that say so (`url`, `file_id`)
        std::int64_t others = 0; ///< other ids, and addresses wherever they stand
        std::int64_t all() const { return files + others; }
    };
    Pointers m_pointers;
    bool m_inPart = false;   ///< and not in its text
    bool m_oddShape = false; ///< the part stands where a server may also read it as a text: it counts as both
};

} // namespace ostiary
