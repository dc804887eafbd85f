// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/dataurl.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::string_view kScheme = "data:";
constexpr std::size_t kLongestHead = 4096; ///< media type and parameters

bool isBlank(char c)
{
    return static_cast<unsigned char>(c) <= ' ';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::string urlHead(std::string_view url)
{
    const auto start = std::find_if_not(url.begin(), url.end(), isBlank);
    const auto end = std::find(start, start + std::min<std::ptrdiff_t>(url.end() - start, kLongestHead), ',');
    std::string head;
    for (auto at = start; at != end; ++at) {
        if (*at != '\t' && *at != '\n' && *at != '\r')
            head += *at >= 'A' && *at <= 'Z' ? static_cast<char>(*at + 32) : *at;
    }
    return head;
}

std::optional<DataUrl> readDataUrl(std::string_view url)
{
    const std::string head = urlHead(url);
    url = trimmed(url);
    const std::size_t comma = url.substr(0, kLongestHead).find(',');
    if (!head.starts_with(kScheme) || comma == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = std::string_view(head).substr(kScheme.size());
    const std::size_t typeEnd = std::min(rest.find(';'), rest.size());
    DataUrl read;
    read.mediaType = trimmed(rest.substr(0, typeEnd));
    read.payload = url.substr(comma + 1);
    for (rest.remove_prefix(typeEnd); !rest.empty();) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find(';'), rest.size());
        read.base64 = read.base64 || trimmed(rest.substr(0, end)) == "base64";
        rest.remove_prefix(end);
    }
    return read;
}

} // namespace ostiary
