// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/target.h"

#include <algorithm>

namespace ostiary {

namespace {

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// `.`, `..` and their percent-encoded spellings.
bool isDotSegment(std::string_view segment)
{
    int dots = 0;
    while (!segment.empty()) {
        if (segment.front() == '.') {
            segment.remove_prefix(1);
        } else if (segment.size() >= 3 && segment[0] == '%' && segment[1] == '2' && lower(segment[2]) == 'e') {
            segment.remove_prefix(3);
        } else {
            return false;
        }
        ++dots;
    }
    return dots == 1 || dots == 2;
}

struct Slash
{
    std::size_t at = std::string_view::npos;
    std::size_t size = 0; ///< in bytes: 1 plain, 3 encoded, 0 none
};

Slash findSlash(std::string_view path)
{
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '/')
            return {i, 1};
        if (path[i] == '%' && i + 2 < path.size() && path[i + 1] == '2' && lower(path[i + 2]) == 'f')
            return {i, 3};
    }
    return {};
}

std::string_view escapeDefect(std::string_view text, bool inPath)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%')
            continue;
        if (i + 2 >= text.size() || !isHex(text[i + 1]) || !isHex(text[i + 2]))
            return "bad percent-encoding in the request target";
        const char high = text[i + 1];
        const char low = lower(text[i + 2]);
        if (high == '0' && low == '0')
            return "encoded NUL in the request target";
        if (inPath && high == '5' && low == 'c')
            return "encoded backslash in the request target";
    }
    return {};
}

} // namespace

std::string_view targetDefect(std::string_view target)
{
    if (target.empty() || target.front() != '/')
        return "the request target must be a path that starts with a slash";
    const auto bad = [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '#' || c == '\\';
    };
    if (std::any_of(target.begin(), target.end(), bad))
        return "forbidden character in the request target";
    const std::size_t question = target.find('?');
    std::string_view path = target.substr(0, question);
    if (question != std::string_view::npos) {
        if (const auto defect = escapeDefect(target.substr(question), false); !defect.empty())
            return defect;
    }
    if (const auto defect = escapeDefect(path, true); !defect.empty())
        return defect;
    path.remove_prefix(1);
    for (;;) {
        const Slash slash = findSlash(path);
        if (isDotSegment(path.substr(0, slash.at)))
            return "dot segment in the request target";
        if (slash.size == 0)
            return {};
        if (slash.at == 0 || (slash.size > 1 && path.size() == slash.at + slash.size))
            return "empty path segment in the request target";
        path.remove_prefix(slash.at + slash.size);
    }
}

std::string_view hostDefect(std::string_view host)
{
    constexpr std::string_view kDefect = "the Host field is not a host name with an optional port";
    if (host.empty() || host.size() > 255)
        return kDefect;
    std::string_view port;
    if (host.front() == '[') {
        const std::size_t close = host.find(']');
        if (close == std::string_view::npos || close < 3)
            return kDefect;
        for (const char c : host.substr(1, close - 1)) {
            if (!isHex(c) && c != ':' && c != '.')
                return kDefect;
        }
        port = host.substr(close + 1);
    } else {
        const std::size_t colon = host.find(':');
        const std::string_view name = host.substr(0, colon);
        if (name.empty())
            return kDefect;
        for (const char c : name) {
            if (!((c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '.' || c == '-' || c == '_'))
                return kDefect;
        }
        port = colon == std::string_view::npos ? std::string_view() : host.substr(colon);
    }
    if (port.empty())
        return {};
    if (port.front() != ':' || port.size() < 2 || port.size() > 6)
        return kDefect;
    int number = 0;
    for (const char c : port.substr(1)) {
        if (c < '0' || c > '9')
            return kDefect;
        number = number * 10 + (c - '0');
    }
    return number >= 1 && number <= 65535 ? std::string_view() : kDefect;
}

} // namespace ostiary
