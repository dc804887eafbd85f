// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/textform.h"

#include "server/core/litellm/yamltree.h"
#include "server/core/yamlreader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace ostiary {

namespace {

constexpr char32_t kBroken = 0xffffffff;

/// One of YAML's encodings: bytes of a unit, the most significant first or last.
struct Encoding
{
    const char *name;
    std::size_t unit;
    bool bigEnd;
    std::size_t mark; ///< bytes of the byte order mark before the text
};

/// YAML 1.2, 5.2: by the mark, otherwise by the zeros around the first character, which is ASCII.
Encoding encodingOf(const std::string &bytes)
{
    const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0x100U; };
    const auto is = [&](unsigned a, unsigned b, unsigned c, unsigned d) {
        return at(0) == a && at(1) == b && at(2) == c && at(3) == d;
    };
    if (is(0, 0, 0xfe, 0xff))
        return {"UTF-32", 4, true, 4};
    if (is(0xff, 0xfe, 0, 0))
        return {"UTF-32", 4, false, 4};
    if (at(0) == 0xfe && at(1) == 0xff)
        return {"UTF-16", 2, true, 2};
    if (at(0) == 0xff && at(1) == 0xfe)
        return {"UTF-16", 2, false, 2};
    if (at(0) == 0xef && at(1) == 0xbb && at(2) == 0xbf)
        return {"UTF-8", 1, true, 3};
    if (at(0) == 0 && at(1) == 0 && at(2) == 0 && at(3) != 0)
        return {"UTF-32", 4, true, 0};
    if (at(0) != 0 && at(1) == 0 && at(2) == 0 && at(3) == 0)
        return {"UTF-32", 4, false, 0};
    if (at(0) == 0 && at(1) != 0 && at(3) != 0)
        return {"UTF-16", 2, true, 0};
    if (at(0) != 0 && at(1) == 0 && at(2) != 0)
        return {"UTF-16", 2, false, 0};
    return {"UTF-8", 1, true, 0};
}

/// Takes the characters from `bytes` one by one.
class Characters
{
public:
    Characters(const std::string &bytes, const Encoding &encoding)
        : m_bytes(bytes), m_encoding(encoding), m_at(encoding.mark)
    {
    }

    bool atEnd() const { return m_at >= m_bytes.size(); }
    std::uint8_t byte() const { return static_cast<std::uint8_t>(m_bytes[m_at]); }

    /// The next character; kBroken where the bytes are none, which are not passed.
    char32_t next()
    {
        if (m_encoding.unit == 1)
            return nextOfUtf8();
        const char32_t first = unitAt(m_at);
        if (first == kBroken)
            return kBroken;
        const std::size_t size = m_encoding.unit;
        if (size == 4 || first < 0xd800 || first > 0xdfff)
            return first < 0xd800 || (first > 0xdfff && first <= 0x10ffff) ? passed(first, size) : kBroken;
        const char32_t second = unitAt(m_at + size);
        const bool pair = first < 0xdc00 && second >= 0xdc00 && second <= 0xdfff;
        return pair ? passed(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), 2 * size) : kBroken;
    }

private:
    char32_t passed(char32_t character, std::size_t bytes)
    {
        m_at += bytes;
        return character;
    }

    char32_t unitAt(std::size_t at) const
    {
        if (at + m_encoding.unit > m_bytes.size())
            return kBroken;
        char32_t out = 0;
        for (std::size_t i = 0; i < m_encoding.unit; ++i) {
            const std::size_t place = m_encoding.bigEnd ? i : m_encoding.unit - 1 - i;
            out = (out << 8) | static_cast<std::uint8_t>(m_bytes[at + place]);
        }
        return out;
    }

    char32_t nextOfUtf8()
    {
        const std::uint8_t first = byte();
        const std::size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (size == 0 || first > 0xf4 || m_at + size > m_bytes.size())
            return kBroken;
        char32_t out = size == 1 ? first : first & (0x7fU >> size);
        for (std::size_t i = 1; i < size; ++i) {
            const auto more = static_cast<std::uint8_t>(m_bytes[m_at + i]);
            if ((more & 0xc0) != 0x80)
                return kBroken;
            out = (out << 6) | (more & 0x3fU);
        }
        constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
        const bool surrogate = out >= 0xd800 && out <= 0xdfff;
        return out < kLeast[size] || out > 0x10ffff || surrogate ? kBroken : passed(out, size);
    }

    const std::string &m_bytes;
    const Encoding m_encoding;
    std::size_t m_at;
};

void append(std::string &out, char32_t c)
{
    const auto more = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | (c >> 6));
        more(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xe0 | (c >> 12));
        more(6), more(0);
    } else {
        out += static_cast<char>(0xf0 | (c >> 18));
        more(12), more(6), more(0);
    }
}

/// What YAML allows in a text: no control characters but for tabs and ends of lines.
bool isPrintable(char32_t c)
{
    return c == '\t' || c == '\n' || c == 0x85 || (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c != 0xfffe && c != 0xffff);
}

std::string hex(unsigned number)
{
    char out[16];
    std::snprintf(out, sizeof out, "0x%02X", number);
    return out;
}

} // namespace

Result<std::string, NoText> plainText(const std::string &bytes, const std::string &name)
{
    const Encoding encoding = encodingOf(bytes);
    Characters characters(bytes, encoding);
    std::string out;
    out.reserve(bytes.size());
    std::size_t line = 1, column = 1;
    const auto wrong = [&](const std::string &what) {
        return NoText{name + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + what};
    };
    bool wasReturn = false;
    while (!characters.atEnd()) {
        const std::uint8_t byte = characters.byte();
        const char32_t given = characters.next();
        if (given == kBroken && encoding.unit == 1)
            return wrong("the byte " + hex(byte) +
                         " is no UTF-8; save the file as UTF-8, it seems to be of another encoding (Latin-1, "
                         "Windows-1252) or no text at all");
        if (given == kBroken)
            return wrong(std::string("the file is ") + encoding.name +
                         " and broken or cut off here; save it again, best as UTF-8");
        if (given == '\n' && std::exchange(wasReturn, false))
            continue; // one end of a line, not two
        wasReturn = given == '\r';
        const char32_t c = wasReturn ? U'\n' : given;
        if (!isPrintable(c))
            return wrong("a control character (" + hex(static_cast<unsigned>(c)) +
                         ") that no configuration has; is the file damaged? Take it out or write \"\\x..\" in quotes");
        append(out, c);
        ++column;
        if (c == '\n') {
            ++line;
            column = 1;
        }
    }
    return out;
}

namespace {

/// What stands before a line, where it is not what it looks like; empty: nothing of that kind.
std::string_view strangeBeginning(std::string_view line)
{
    const std::size_t first = std::min(line.find_first_not_of(" -\t"), line.size());
    if (line.substr(0, first).find('\t') != std::string_view::npos && first < line.size() && line[first] != '#')
        return "is indented with a tab; YAML takes spaces only";
    for (const std::string_view dash : {"\u2013", "\u2014", "\u2022", "\u2212"}) {
        if (line.substr(first).starts_with(dash))
            return "begins with a dash that is none of YAML's; write '-'";
    }
    if (line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line == "=======")
        return "is a mark of a merge conflict; settle it first";
    if (line.starts_with("```"))
        return "is a mark of Markdown; take it out";
    return {};
}

} // namespace

std::string whyNoYaml(const YAML::Exception &broken, const std::string &text, const std::string &name)
{
    const bool tooDeep = broken.msg == std::string("bad file"); // what yaml-cpp says of too many levels
    std::string what = tooDeep ? "the file is nested too deeply" : broken.msg;
    if (what.starts_with("end of ") && what.find("flow not found") != std::string::npos)
        what += "; a bracket that is opened here is not closed. Is the file cut off?";
    const auto last = static_cast<std::size_t>(std::max(broken.mark.line, 0)) + 1;
    std::size_t begin = 0;
    for (std::size_t line = 1; line <= last + 1 && begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view strange = strangeBeginning(std::string_view(text).substr(begin, end - begin));
        if (!strange.empty() && line + 2 >= last) // such a line further up has been read
            return name + ":" + std::to_string(line) + ":1: the line " + std::string(strange) + " (" + what + ")";
        begin = end + 1;
    }
    return name + ":" + std::to_string(last) + ":" + std::to_string(broken.mark.column + 1) + ": " + what;
}

void tellOfTypography(YamlReader &reader, const YAML::Node &scalar, bool isKey)
{
    const std::string_view text = scalar.Scalar();
    const auto touches = [&](std::string_view mark) { return text.starts_with(mark) || text.ends_with(mark); };
    const auto any = [&](std::initializer_list<std::string_view> marks) {
        return std::any_of(marks.begin(), marks.end(), touches);
    };
    // Most texts are ASCII, and files have very many.
    if (text.empty() || !isPlain(scalar) || !((text.front() & 0x80) || (text.back() & 0x80)))
        return;
    std::string what;
    if (any({"\u201c", "\u201d", "\u2018", "\u2019", "\u201e", "\u201a"}))
        what = "typographic quotes are part of it; write \" or '";
    else if (any({"\u00a0", "\u2007", "\u202f", "\u3000", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}))
        what = "a character beside it is no blank, although it looks like one; take it out";
    if (what.empty())
        return;
    if (isKey)
        reader.error(scalar, "the key '" + std::string(text) + "' is not read: " + what);
    else
        reader.warning(scalar, "this value is not what it looks like: " + what);
}

} // namespace ostiary
