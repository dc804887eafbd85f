// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/hosts.h"

#include <algorithm>
#include <array>
#include <optional>

namespace ostiary {

namespace {

// RFC 6762 (.local), RFC 8375 (home.arpa), RFC 6761 (.localhost). .internal is reserved for private use and is what
// container engines call the machine they run on; .lan, .home and .corp are given to nobody; .svc is a cluster's.
constexpr std::array kOwnEndings = std::to_array<std::string_view>(
    {".local", ".localhost", ".internal", ".home.arpa", ".lan", ".home", ".corp", ".svc"});

using Ip4 = std::array<int, 4>;

std::optional<Ip4> parseIp4(std::string_view host)
{
    Ip4 out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t end = i + 1 < out.size() ? host.find('.') : host.size();
        if (end == std::string_view::npos || end == 0 || end > 3)
            return std::nullopt;
        for (const char digit : host.substr(0, end)) {
            if (digit < '0' || digit > '9')
                return std::nullopt;
            out[i] = out[i] * 10 + (digit - '0');
        }
        if (out[i] > 255)
            return std::nullopt;
        host.remove_prefix(std::min(host.size(), end + 1));
    }
    return out;
}

// RFC 1918 (private), RFC 1122 (loopback, this network), RFC 3927 (link-local), RFC 6598 (shared, as VPNs use it).
bool isOwnIp4(const Ip4 &ip)
{
    return ip[0] == 0 || ip[0] == 10 || ip[0] == 127 || (ip[0] == 172 && ip[1] >= 16 && ip[1] < 32) ||
           (ip[0] == 192 && ip[1] == 168) || (ip[0] == 169 && ip[1] == 254) ||
           (ip[0] == 100 && ip[1] >= 64 && ip[1] < 128);
}

// RFC 4291 (loopback, unspecified, link-local), RFC 4193 (unique local).
bool isOwnIp6(std::string_view host)
{
    constexpr std::string_view kMapped = "::ffff:";
    if (host.starts_with(kMapped)) {
        const auto mapped = parseIp4(host.substr(kMapped.size()));
        return mapped && isOwnIp4(*mapped);
    }
    const bool linkLocal = host.size() > 3 && host.starts_with("fe") && (host[2] >= '8' && host[2] <= 'b');
    return host == "::1" || host == "::" || linkLocal || host.starts_with("fc") || host.starts_with("fd");
}

} // namespace

std::string hostOf(std::string_view url)
{
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const std::size_t user = url.rfind('@'); user != std::string_view::npos)
        url.remove_prefix(user + 1);
    if (url.starts_with('['))
        url = url.substr(1, url.find(']') == std::string_view::npos ? std::string_view::npos : url.find(']') - 1);
    else
        url = url.substr(0, url.find(':'));
    std::string host(url);
    std::transform(host.begin(), host.end(), host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (host.ends_with('.'))
        host.pop_back(); // the root's dot
    return host;
}

bool isOwnHost(std::string_view host)
{
    if (host.empty())
        return false;
    if (host.find(':') != std::string_view::npos)
        return isOwnIp6(host);
    if (const auto ip = parseIp4(host))
        return isOwnIp4(*ip);
    return host.find('.') == std::string_view::npos ||
           std::any_of(kOwnEndings.begin(), kOwnEndings.end(),
                       [&](std::string_view ending) { return host.ends_with(ending); });
}

bool isAzureHost(std::string_view host)
{
    constexpr std::string_view kEndings[] = {".openai.azure.com",           ".cognitiveservices.azure.com",
                                             ".services.ai.azure.com",      ".openai.azure.us",
                                             ".cognitiveservices.azure.us", ".openai.azure.cn"};
    return std::any_of(std::begin(kEndings), std::end(kEndings),
                       [host](std::string_view ending) { return host.ends_with(ending); });
}

} // namespace ostiary
