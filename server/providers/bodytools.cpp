// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/billedfeatures.h"
#include "server/providers/billedfieldtable.h"
#include "server/providers/bodywalk.h"
#include "server/providers/jsontext.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

// What a tool has that the client itself runs: in OpenAI's shape, in its flat one, and in Anthropic's.
constexpr std::array<std::string_view, 4> kOwnShapes = {"function", "custom", "name", "input_schema"};
constexpr std::array<std::string_view, 10> kOwnFields = {"type",         "function",     "custom", "name",
                                                         "description",  "parameters",   "strict", "input_examples",
                                                         "input_schema", "cache_control"};

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N> &names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether a field that no tool of a client has asks for something of the provider's.
/// Tokens that a provider itself writes before tools; Anthropic's documentation says up to 346 for its models.
constexpr std::int64_t kToolPrompt = 512;

bool asksProvider(std::string_view name)
{
    const std::string folded = foldedName(name);
    const BilledField *row = findBilledField(folded);
    return row ? row->effect != BillEffect::Nothing : looksBilled(folded);
}

} // namespace

bool BodyWalk::tools(od::value &value)
{
    od::json_type itself;
    if (!fail(value.type().get(itself)))
        return false;
    if (itself != od::json_type::array) {
        if (itself != od::json_type::null)
            m_index.hostedTool = "tools";
        return this->value(value, itself, 1);
    }
    m_index.structureBytes += kBytesAroundContainer;
    std::size_t at = 0;
    return elements(value, kBytesAroundElement, [&](od::value &element, od::json_type type) {
        bool hosted = false;
        if (!tool(element, type, hosted))
            return false;
        if (at == 0)
            m_index.structureBytes += kToolPrompt;
        if (hosted && m_index.hostedTool.empty())
            m_index.hostedTool = "tools[" + std::to_string(at) + "]";
        ++at;
        return true;
    });
}

// A tool of another type, of no shape of a client's own, or with a field that asks for more (`{"google_search": {}}`)
// is the provider's. Clients add fields of their own to the others: ids, titles, hints.
bool BodyWalk::tool(od::value &value, od::json_type itself, bool &hosted)
{
    if (itself != od::json_type::object) {
        hosted = itself != od::json_type::null;
        return this->value(value, itself, 2);
    }
    m_index.structureBytes += kBytesAroundContainer;
    bool own = false;
    const bool read = members(value, [&](std::string_view name, od::value &inner, od::json_type type) {
        own = own || isOneOf(name, kOwnShapes);
        hosted = hosted || (!isOneOf(name, kOwnFields) && type != od::json_type::null && asksProvider(name));
        if (name != "type")
            return this->value(inner, type, 3);
        std::string_view raw;
        if (!(type == od::json_type::string ? string(inner, &raw) : this->value(inner, type, 3)))
            return false;
        std::string scratch;
        const std::string_view kind = plainText(raw, scratch);
        hosted = hosted || !(kind == "function" || kind == "custom");
        return true;
    });
    hosted = hosted || !own;
    return read;
}

} // namespace ostiary
