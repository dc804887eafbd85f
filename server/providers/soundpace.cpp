// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/soundpace.h"

#include <algorithm>
#include <string>

namespace ostiary {

namespace {

constexpr std::size_t kHeadBytes = 512; ///< of a WAV file: what stands before its sound

int valueOf(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/// Up to `size` bytes from byte `from` on; fewer where the text ends, or where it is escaped before that.
std::string decoded(std::string_view raw, std::size_t from, std::size_t size)
{
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (std::size_t at = from / 3 * 4; at < raw.size() && out.size() < from % 3 + size; ++at) {
        if (raw[at] == '\\' && raw.substr(at + 1, 1) != "/") {
            ++at; // a line break
            continue;
        }
        const int value = valueOf(raw[at]);
        if (value < 0)
            continue;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(bits >> held & 0xff);
        }
    }
    return out.size() < from % 3 ? std::string() : out.substr(from % 3);
}

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << 8 * i;
    return value;
}

/// ISO 11172-3 and 13818-3: eleven set bits, a version, layer III, a stated bit rate (8 kbit/s at least), a sample
/// rate.
bool isMp3Frame(std::string_view head)
{
    if (head.size() < 4)
        return false;
    const auto byte = [head](std::size_t at) { return static_cast<unsigned char>(head[at]); };
    const bool isSync = byte(0) == 0xff && (byte(1) & 0xe0) == 0xe0;
    const int version = byte(1) >> 3 & 3, layer = byte(1) >> 1 & 3, rate = byte(2) >> 4, samples = byte(2) >> 2 & 3;
    return isSync && version != 1 && layer == 1 && rate != 0 && rate != 15 && samples != 3;
}

/// Where the sound begins behind an ID3v2 tag; 0: there is none.
std::size_t tagSize(std::string_view head)
{
    if (head.size() < 10 || !head.starts_with("ID3"))
        return 0;
    std::size_t size = 0;
    for (std::size_t at = 6; at < 10; ++at)
        size = size << 7 | (static_cast<unsigned char>(head[at]) & 0x7f);
    const bool hasFooter = (static_cast<unsigned char>(head[5]) & 0x10) != 0;
    return size + (hasFooter ? 20 : 10);
}

/// The `fmt ` chunk of a WAV file, which stands before its sound: the bytes of a second, as whoever plays it counts
/// them.
std::uint64_t paceOfWav(std::string_view head)
{
    constexpr std::uint32_t kPcm = 1, kFloat = 3, kALaw = 6, kMuLaw = 7, kExtensible = 0xfffe;
    if (head.size() < 12 || !head.starts_with("RIFF") || head.substr(8, 4) != "WAVE")
        return 0;
    for (std::size_t at = 12; at + 8 <= head.size();) {
        const std::size_t size = number(head, at + 4, 4);
        const std::string_view chunk = head.substr(at + 8);
        if (head.substr(at, 4) != "fmt ") {
            at += 8 + size + size % 2;
            continue;
        }
        if (size < 16 || chunk.size() < 26)
            return 0;
        std::uint32_t code = number(chunk, 0, 2);
        if (code == kExtensible)
            code = size >= 40 ? number(chunk, 24, 2) : 0;
        if (code != kPcm && code != kFloat && code != kALaw && code != kMuLaw)
            return 0;
        return std::uint64_t(number(chunk, 2, 2)) * number(chunk, 4, 4) * number(chunk, 14, 2) / 8;
    }
    return 0;
}

} // namespace

bool hasKnownPace(std::string_view raw)
{
    const std::string head = decoded(raw, 0, kHeadBytes);
    const std::size_t tag = tagSize(head);
    if (tag == 0)
        return isMp3Frame(head) || paceOfWav(head) >= kLeastSoundPace;
    const bool isShifted = raw.substr(0, tag / 3 * 4).find('\\') != std::string_view::npos; // its place is not known
    return !isShifted && isMp3Frame(decoded(raw, tag, 4));
}

} // namespace ostiary
