// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/attachments.h"

#include "server/providers/dataurl.h"
#include "server/providers/jsontext.h"
#include "server/providers/soundpace.h"

#include <algorithm>
#include <cstdint>
#include <string>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ostiary {

namespace {

constexpr std::size_t kLongestScheme = 64;
constexpr std::size_t kLongestHead = 1024; ///< of a data URL: media type and parameters; more is odd

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

/// `https://…`, `s3://…`: any scheme, as whoever fetches it may know more of them than are known here.
bool isAddress(std::string_view head)
{
    const std::size_t scheme = head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.");
    return scheme != std::string_view::npos && scheme > 0 && head.substr(scheme).starts_with("://");
}

AttachmentKind kindOfMediaType(std::string_view type)
{
    const auto holds = [type](std::string_view part) { return type.find(part) != std::string_view::npos; };
    if (type.starts_with("application/vnd.") || type.find('/') == std::string_view::npos)
        return AttachmentKind::File; // office documents are packed, and who says nothing lets the reader guess
    if (type.starts_with("text/") || holds("xml") || holds("json") || holds("yaml") || holds("script"))
        return AttachmentKind::Text; // image/svg+xml is text, too
    if (type.starts_with("image/"))
        return AttachmentKind::Image;
    if (type.starts_with("audio/"))
        return AttachmentKind::Sound;
    return AttachmentKind::File;
}

/// How a raw string begins as a URL reader sees it, up to a little behind the scheme. What readers leave out does not
/// shorten it, however much there is.
std::string startOf(std::string_view raw)
{
    std::string start, scratch;
    std::size_t colon = std::string::npos;
    for (std::size_t at = 0; at < raw.size() && start.size() < std::min(colon, kLongestScheme) + 3;) {
        const std::size_t size = raw[at] != '\\' ? 1 : raw.substr(at + 1, 1) == "u" ? 6 : 2;
        for (const char c : plainText(raw.substr(at, size), scratch)) {
            const bool isLeftOut =
                c == '\t' || c == '\n' || c == '\r' || (start.empty() && static_cast<unsigned char>(c) <= ' ');
            if (!isLeftOut)
                start += c;
        }
        if (colon == std::string::npos && start.ends_with(':'))
            colon = start.size();
        at += size;
    }
    return lowered(start);
}

} // namespace

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

AttachmentKind kindOfReference(std::string_view raw)
{
    const std::string start = startOf(raw);
    if (isAddress(start))
        return AttachmentKind::Remote;
    if (!start.starts_with("data:"))
        return AttachmentKind::Text;
    const std::size_t comma = raw.substr(0, kLongestHead).find(',');
    if (comma == std::string_view::npos)
        return AttachmentKind::File;
    std::string scratch;
    const auto url = readDataUrl(plainText(raw.substr(0, comma + 1), scratch));
    if (!url || !url->payload.empty()) // another reader may see another head than this one
        return AttachmentKind::File;
    if (kindOfMediaType(url->mediaType) == AttachmentKind::Text)
        return AttachmentKind::Text;
    return url->base64 ? kindOfPayload(raw.substr(comma + 1), url->mediaType) : AttachmentKind::File;
}

AttachmentKind kindOfPayload(std::string_view raw, std::string_view mediaType)
{
    const AttachmentKind kind = kindOfMediaType(lowered(mediaType));
    if (kind == AttachmentKind::Text)
        return kind;
    if (!isBase64(raw))
        return AttachmentKind::File;
    return kind == AttachmentKind::Sound && !hasKnownPace(raw) ? AttachmentKind::PackedSound : kind;
}

} // namespace ostiary
