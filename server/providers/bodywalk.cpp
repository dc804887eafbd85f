// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/bodywalk.h"

#include "server/providers/jsontext.h"

#include <algorithm>
#include <bit>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

constexpr int kMaxDepth = 128;
constexpr std::int64_t kBytesOfWord = 5; ///< `false`

/// The quote that ends the string whose text begins at `at`; simdjson has seen that there is one. Names are short and
/// many: one look at 16 bytes costs less than a loop whose end nobody can foresee.
const char *closingQuote(const char *at, bool &plain)
{
#ifdef __SSE2__
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at)); // the body has room behind its end
    const auto bits = [&](char c) {
        return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))));
    };
    if (const std::uint32_t quotes = bits('"'); quotes != 0 && (bits('\\') & (quotes - 1) & ~quotes) == 0)
        return at + std::countr_zero(quotes);
#endif
    for (; *at != '"'; ++at) {
        if (*at == '\\') {
            plain = false;
            ++at;
        }
    }
    return at;
}

} // namespace

bool BodyWalk::mean(std::string_view field, std::string text)
{
    problem = std::move(text);
    problemField = field;
    return false;
}

Span BodyWalk::tokenSpan(std::string_view token) const
{
    while (!token.empty() &&
           (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    return {static_cast<std::size_t>(token.data() - m_text), token.size()};
}

bool BodyWalk::key(od::raw_json_string raw, std::string_view &name, std::string &scratch, Span *span)
{
    const char *const start = raw.raw();
    bool plain = true;
    const char *const end = closingQuote(start, plain);
    name = {start, static_cast<std::size_t>(end - start)};
    if (span)
        *span = {static_cast<std::size_t>(start - 1 - m_text), name.size() + 2};
    if (plain)
        return true;
    if (!textLength(name, m_index.loneSurrogates))
        return fail(simdjson::STRING_ERROR);
    name = plainText(name, scratch);
    return true;
}

bool BodyWalk::string(od::value &value, std::string_view *raw, std::int64_t *bytes)
{
    const Span span = tokenSpan(value.raw_json_token());
    od::raw_json_string passed;
    if (!fail(value.get_raw_json_string().get(passed)))
        return false;
    if (span.size < 2)
        return fail(simdjson::STRING_ERROR);
    const std::string_view inside(m_text + span.at + 1, span.size - 2);
    const auto length = textLength(inside, m_index.loneSurrogates);
    if (!length)
        return fail(simdjson::STRING_ERROR);
    m_index.textBytes += *length;
    if (raw)
        *raw = inside;
    if (bytes)
        *bytes = *length;
    return true;
}

bool BodyWalk::object(od::value &value, int depth)
{
    m_index.structureBytes += kBytesAroundContainer;
    return members(value, [&](std::string_view name, od::value &inner, od::json_type type) {
        return member(name, inner, type, depth + 1);
    });
}

bool BodyWalk::array(od::value &value, int depth)
{
    m_index.structureBytes += kBytesAroundContainer;
    return elements(value, kBytesAroundElement,
                    [&](od::value &element, od::json_type type) { return this->value(element, type, depth + 1); });
}

bool BodyWalk::value(od::value &value, int depth)
{
    od::json_type type;
    return fail(value.type().get(type)) && this->value(value, type, depth);
}

bool BodyWalk::value(od::value &value, od::json_type type, int depth)
{
    if (depth > kMaxDepth)
        return mean("request_body", "the request is nested deeper than " + std::to_string(kMaxDepth) + " levels");
    switch (type) {
    case od::json_type::object:
        return object(value, depth);
    case od::json_type::array:
        return array(value, depth);
    case od::json_type::string: {
        std::string_view raw;
        if (!string(value, &raw))
            return false;
        if (m_inPart)
            pointsElsewhere({}, raw);
        return true;
    }
    case od::json_type::number: {
        double number = 0;
        ++m_index.numbers;
        m_index.structureBytes += static_cast<std::int64_t>(value.raw_json_token().size());
        return fail(value.get_double().get(number));
    }
    case od::json_type::boolean: {
        bool flag = false;
        m_index.structureBytes += kBytesOfWord;
        return fail(value.get_bool().get(flag));
    }
    case od::json_type::null: {
        bool null = false;
        m_index.structureBytes += kBytesOfWord;
        const auto status = value.is_null().get(null);
        return fail(status == simdjson::SUCCESS && !null ? simdjson::N_ATOM_ERROR : status);
    }
    }
    return fail(simdjson::TAPE_ERROR);
}

bool BodyWalk::messages(od::value &value)
{
    return elements(value, kBytesAroundMember,
                    [&](od::value &element, od::json_type type) { return message(element, type); });
}

bool BodyWalk::message(od::value &value, od::json_type itself)
{
    if (itself != od::json_type::object)
        return this->value(value, itself, 2);
    return members(value, [&](std::string_view name, od::value &inner, od::json_type type) {
        if (name == "content" && type == od::json_type::array)
            return content(inner, 3);
        if (name == "content" && type == od::json_type::object) { // one part, without a list around it
            m_oddShape = true;
            const bool read = contentPart(inner);
            m_oddShape = false;
            return read;
        }
        if (isMedia(name))
            return media(inner, type, name.find("image") != std::string_view::npos || name == "picture");
        if (name == "role" && type == od::json_type::string)
            return role(inner);
        if (name == "tool_calls" && type == od::json_type::array) {
            const char *after = inner.raw_json_token().data() + 1; // there is at least the closing bracket
            while (*after == ' ' || *after == '\n' || *after == '\r' || *after == '\t')
                ++after;
            m_index.emptyToolCalls = m_index.emptyToolCalls || *after == ']';
        } else if (name == "audio" && type == od::json_type::object) {
            ++m_index.attachments; // an earlier answer, named by its id
        }
        return this->value(inner, type, 3);
    });
}

bool BodyWalk::role(od::value &value)
{
    const Span span = tokenSpan(value.raw_json_token());
    std::string_view raw;
    std::string scratch;
    if (!string(value, &raw))
        return false;
    if (plainText(raw, scratch) == "developer")
        m_index.developerRoles.push_back(span);
    return true;
}

bool BodyWalk::content(od::value &value, int depth)
{
    if (depth > kMaxDepth)
        return mean("messages", "a message's content is nested too deep");
    const bool read = elements(value, kBytesAroundMember, [&](od::value &element, od::json_type type) {
        m_oddShape = depth > 3; // a list in a list
        return type == od::json_type::object  ? contentPart(element)
               : type == od::json_type::array ? content(element, depth + 1)
                                              : this->value(element, type, depth + 1);
    });
    m_oddShape = false;
    return read;
}

} // namespace ostiary
