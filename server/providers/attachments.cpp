// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/attachments.h"

#include "server/providers/jsontext.h"

#include <algorithm>
#include <cstdint>
#include <string>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ostiary {

namespace {

constexpr std::size_t kLongestHead = 256; ///< of a data URL: media type and parameters

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

constexpr std::size_t kBlock = 16;

bool isBase64Letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '/' && c <= '9') || c == '+' || c == '=' ||
           c == '-' || c == '_';
}

/// Whether the 16 bytes at `at` are letters of base64: a picture has megabytes of them.
bool isBase64Block(const char *at)
{
#ifdef __SSE2__
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
    const auto within = [](__m128i moved, char last) {
        return _mm_cmpeq_epi8(_mm_min_epu8(moved, _mm_set1_epi8(last)), moved);
    };
    const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i letter =
        within(_mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a')), 'z' - 'a');
    const __m128i digit = within(_mm_sub_epi8(bytes, _mm_set1_epi8('/')), '9' - '/');
    const __m128i other = _mm_or_si128(_mm_or_si128(is('+'), is('=')), _mm_or_si128(is('-'), is('_')));
    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letter, digit), other)) == 0xffff;
#else
    return std::all_of(at, at + kBlock, isBase64Letter);
#endif
}

/// Base64 in JSON: its letters, and the escapes that encoders put between them (`\/`, line breaks).
bool isBase64(std::string_view raw)
{
    for (std::size_t at = 0; at < raw.size();) {
        if (raw.size() - at >= kBlock && isBase64Block(raw.data() + at)) {
            at += kBlock;
        } else if (isBase64Letter(raw[at])) {
            ++at;
        } else if (raw[at] == '\\' && at + 1 < raw.size() &&
                   (raw[at + 1] == '/' || raw[at + 1] == 'n' || raw[at + 1] == 'r')) {
            at += 2;
        } else {
            return false;
        }
    }
    return true;
}

/// `https://…`, `s3://…`: any scheme, as whoever fetches it may know more of them than are known here.
bool isAddress(std::string_view head)
{
    const std::size_t scheme = head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.");
    return scheme != std::string_view::npos && scheme > 0 && head.substr(scheme).starts_with("://");
}

AttachmentKind kindOfMediaType(std::string_view type)
{
    const auto holds = [type](std::string_view part) { return type.find(part) != std::string_view::npos; };
    if (type.starts_with("application/vnd.")) // office documents are packed, whatever their names say
        return AttachmentKind::File;
    if (type.starts_with("text/") || holds("xml") || holds("json") || holds("yaml") || holds("script") ||
        type.find('/') == std::string_view::npos)
        return AttachmentKind::Text; // image/svg+xml is text, too
    if (type.starts_with("image/"))
        return AttachmentKind::Image;
    if (type.starts_with("audio/"))
        return AttachmentKind::Sound;
    return AttachmentKind::File;
}

} // namespace

AttachmentKind kindOfReference(std::string_view raw)
{
    std::string scratch;
    const std::size_t comma = std::min(raw.find(','), kLongestHead);
    const std::string head = lowered(plainText(raw.substr(0, comma), scratch));
    if (isAddress(head))
        return AttachmentKind::Remote;
    if (!head.starts_with("data:") || !head.ends_with(";base64") || comma >= raw.size() || raw[comma] != ',')
        return AttachmentKind::Text;
    const std::string_view type = std::string_view(head).substr(5, head.find(';') - 5);
    return kindOfPayload(raw.substr(comma + 1), type);
}

AttachmentKind kindOfPayload(std::string_view raw, std::string_view mediaType)
{
    const AttachmentKind kind = kindOfMediaType(lowered(mediaType));
    return kind == AttachmentKind::Text || !isBase64(raw) ? AttachmentKind::Text : kind;
}

} // namespace ostiary
