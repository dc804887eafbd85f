// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/plainform.h"

#include "models/domain/textrun.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace ostiary {

namespace {

struct Sign
{
    char32_t code = 0;
    PlainForm::Place place;
};
using Signs = std::vector<Sign>;

constexpr int kMostLayers = 6;

char32_t folded(char32_t code)
{
    if (code < 0x80)
        return code;
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xad || code == 0x2043)
        return '-';
    const QString parts = QChar::decomposition(code);
    return !parts.isEmpty() && parts[0].unicode() < 0x80 ? parts[0].unicode() : code;
}

/// What is no UTF-8 is a sign that is none.
Signs signsOf(std::string_view text)
{
    Signs signs;
    signs.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        std::size_t size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        size = std::min(size, text.size() - at);
        char32_t code = size == 1 ? first : first & (0xffU >> (size + 1));
        for (std::size_t i = 1; i < size; ++i)
            code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
        const auto from = static_cast<std::uint32_t>(at);
        signs.push_back({folded(code), {from, static_cast<std::uint32_t>(at + size)}});
        at += size;
    }
    return signs;
}

/// One encoding at a place: how many signs it takes and what they stand for.
struct Decoded
{
    std::size_t signs = 0; ///< 0: there is none
    char32_t code = 0;
};

class Decoder
{
public:
    explicit Decoder(const Signs &signs) : m_signs(signs) {}

    Decoded at(std::size_t i) const
    {
        switch (m_signs[i].code) {
        case '%':
            return {hex(i + 1, 2) ? std::size_t(3) : 0, hex(i + 1, 2).value_or(0)};
        case '\\':
            return escape(i);
        case '&':
            return entity(i);
        default:
            return {};
        }
    }

private:
    char32_t code(std::size_t i) const { return i < m_signs.size() ? m_signs[i].code : 0; }
    int digit(std::size_t i, int base) const
    {
        const char32_t c = code(i) < 0x80 ? static_cast<char32_t>(lower(static_cast<char>(code(i)))) : 0;
        const int value = c >= '0' && c <= '9'   ? static_cast<int>(c - '0')
                          : c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a') + 10
                                                 : 99;
        return value < base ? value : -1;
    }
    std::optional<char32_t> number(std::size_t i, std::size_t count, int base) const
    {
        char32_t value = 0;
        for (std::size_t each = i; each < i + count; ++each) {
            if (digit(each, base) < 0)
                return std::nullopt;
            value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit(each, base));
        }
        return value;
    }
    std::optional<char32_t> hex(std::size_t i, std::size_t count) const { return number(i, count, 16); }
    std::size_t digits(std::size_t i, int base, std::size_t most) const
    {
        std::size_t count = 0;
        while (count < most && digit(i + count, base) >= 0)
            ++count;
        return count;
    }

    // JSON's and C's; any other sign behind it stands for itself.
    Decoded escape(std::size_t i) const
    {
        const char32_t kind = code(i + 1);
        if (kind == 'u' && code(i + 2) == '{') {
            const std::size_t count = digits(i + 3, 16, 6);
            if (count > 0 && code(i + 3 + count) == '}')
                return {count + 4, *hex(i + 3, count)};
        }
        for (const auto &[name, count] : {std::pair{U'u', 4}, {U'U', 8}, {U'x', 2}}) {
            if (kind == name) {
                if (const auto value = hex(i + 2, static_cast<std::size_t>(count)))
                    return {static_cast<std::size_t>(count) + 2, *value};
            }
        }
        if (const auto octal = number(i + 1, 3, 8))
            return {4, *octal};
        if (kind == 'n' || kind == 'r' || kind == 't' || kind == '0')
            return {2, ' '};
        return kind != 0 ? Decoded{2, kind} : Decoded{};
    }

    Decoded entity(std::size_t i) const
    {
        if (code(i + 1) == '#') {
            const bool isHex = code(i + 2) == 'x' || code(i + 2) == 'X';
            const std::size_t from = i + (isHex ? 3 : 2), count = digits(from, isHex ? 16 : 10, 7);
            if (count == 0)
                return {};
            return {from + count - i + (code(from + count) == ';' ? 1 : 0), *number(from, count, isHex ? 16 : 10)};
        }
        constexpr std::array<std::pair<std::string_view, char>, 18> kNamed = {{{"amp;", '&'},
                                                                               {"lt;", '<'},
                                                                               {"gt;", '>'},
                                                                               {"quot;", '"'},
                                                                               {"apos;", '\''},
                                                                               {"sol;", '/'},
                                                                               {"plus;", '+'},
                                                                               {"equals;", '='},
                                                                               {"hyphen;", '-'},
                                                                               {"dash;", '-'},
                                                                               {"lowbar;", '_'},
                                                                               {"period;", '.'},
                                                                               {"colon;", ':'},
                                                                               {"nbsp;", ' '},
                                                                               {"shy;", ' '},
                                                                               {"percnt;", '%'},
                                                                               {"bsol;", '\\'},
                                                                               {"num;", '#'}}};
        for (const auto &[name, meant] : kNamed) {
            std::size_t same = 0;
            while (same < name.size() && code(i + 1 + same) == static_cast<unsigned char>(name[same]))
                ++same;
            if (same == name.size())
                return {name.size() + 1, static_cast<unsigned char>(meant)};
        }
        return {};
    }

    const Signs &m_signs;
};

/// `signs` with one layer of encodings undone; false when there is none.
bool undo(Signs &signs)
{
    const Decoder decoder(signs);
    Signs out;
    out.reserve(signs.size());
    for (std::size_t i = 0; i < signs.size();) {
        const Decoded decoded = decoder.at(i);
        if (decoded.signs == 0) {
            out.push_back(signs[i++]);
            continue;
        }
        out.push_back({folded(decoded.code), {signs[i].place.from, signs[i + decoded.signs - 1].place.to}});
        i += decoded.signs;
    }
    const bool any = out.size() < signs.size();
    signs = std::move(out);
    return any;
}

} // namespace

PlainForm plainForm(std::string_view text)
{
    Signs signs = signsOf(text);
    for (int layer = 0; layer < kMostLayers && undo(signs); ++layer) {
    }
    PlainForm form;
    form.characters.reserve(signs.size());
    form.places.reserve(signs.size());
    for (const Sign &sign : signs) {
        if (sign.code > ' ' && sign.code < 0x7f) {
            form.characters += static_cast<char>(sign.code);
            form.places.push_back(sign.place);
        }
    }
    return form;
}

PlainForm PlainForm::alphanumeric() const
{
    PlainForm out;
    out.characters.reserve(characters.size());
    out.places.reserve(characters.size());
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (isLetterOrDigit(characters[i])) {
            out.characters += characters[i];
            out.places.push_back(places[i]);
        }
    }
    return out;
}

PlainForm PlainForm::lowerCase() const
{
    PlainForm out = *this;
    std::transform(out.characters.begin(), out.characters.end(), out.characters.begin(), lower);
    return out;
}

} // namespace ostiary
