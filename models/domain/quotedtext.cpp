// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/quotedtext.h"

#include "models/domain/knownsecret.h"
#include "models/domain/secret.h"
#include "models/domain/secretfinder.h"

#include <cstdint>

namespace ostiary {

namespace {

constexpr std::size_t kMostRead = 12 * 1024;
constexpr std::string_view kMark = "\xef\xbf\xbd";

struct Character
{
    char32_t code = 0;
    std::size_t bytes = 0; ///< 0: no valid UTF-8 begins here
};

Character characterAt(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return {first, 1};
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < size)
        return {};
    char32_t code = first & (0xff >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[size] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return {};
    return {code, size};
}

// Unicode 15, Bidi_Control, and what ends a line or carries hidden text.
bool isUnseen(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c || code == 0x200e || code == 0x200f ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2061 && code <= 0x206f) ||
           (code >= 0xfff9 && code <= 0xfffb) || (code >= 0xe0000 && code <= 0xe0fff);
}

bool hasNoWidth(char32_t code)
{
    return code == 0xad || code == 0x180e || (code >= 0x200b && code <= 0x200d) || code == 0x2060 || code == 0xfeff;
}

} // namespace

std::string visible(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character next = characterAt(text.substr(at));
        const std::size_t bytes = next.bytes == 0 ? 1 : next.bytes;
        if (next.bytes == 0) {
            out += kMark;
        } else if (next.code == '\n' || next.code == '\r' || next.code == '\t') {
            if (!out.ends_with(' '))
                out += ' ';
        } else if (isUnseen(next.code)) {
            out += kMark;
        } else if (!hasNoWidth(next.code)) {
            out += text.substr(at, bytes);
        }
        at += bytes;
    }
    return out;
}

std::string quotedText(std::string_view providerText, const KnownSecrets &sent)
{
    if (providerText.size() > kMostRead) { // not within a word: half a credential is not known for one
        providerText = providerText.substr(0, kMostRead);
        providerText = providerText.substr(0, providerText.find_last_of(" \n\t\"") + 1);
    }
    std::string out = withoutSecrets(visible(providerText), sent);
    if (out.size() <= kMostQuotedBytes)
        return out;
    constexpr std::string_view kMore = "\xe2\x80\xa6";
    std::size_t end = kMostQuotedBytes - kMore.size();
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0) == 0x80)
        --end;
    out.resize(end);
    return out += kMore;
}

std::string quotedText(std::string_view providerText, const Secret *key)
{
    if (!key || key->isEmpty())
        return quotedText(providerText, KnownSecrets());
    const std::string_view secrets[] = {key->reveal()};
    return quotedText(providerText, KnownSecrets(secrets));
}

} // namespace ostiary
