// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/sentsecrets.h"

#include "models/domain/deployment.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace ostiary {

namespace {

bool namesCredential(std::string_view header)
{
    std::string name(header);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    constexpr std::array kParts = {"auth", "key", "token", "secret", "cookie", "organization"};
    return std::any_of(kParts.begin(), kParts.end(),
                       [&](const char *part) { return name.find(part) != std::string::npos; });
}

/// Signs without meaning: what is sent in a header of any name and is no word, date or address.
bool looksLikeCredential(std::string_view value)
{
    constexpr std::size_t kLeast = 16;
    bool upper = false, lower = false, digit = false;
    for (const char c : value) {
        upper = upper || (c >= 'A' && c <= 'Z');
        lower = lower || (c >= 'a' && c <= 'z');
        digit = digit || (c >= '0' && c <= '9');
        if (c <= ' ' || c == ':' || c == ';' || c == ',')
            return false;
    }
    return value.size() >= kLeast && upper && lower && digit;
}

/// Whether a key is more than a word that stands for none ("EMPTY", "lm-studio"), which answers may well hold.
bool isWorthMasking(std::string_view key)
{
    constexpr std::size_t kLeast = 16;
    return key.size() >= kLeast && std::any_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <class Use>
void eachCredential(const Deployment &deployment, const Secret &token, Use use)
{
    use(deployment.apiKey.reveal());
    use(token.reveal());
    for (const auto &[name, value] : deployment.extraHeaders) {
        if (namesCredential(name) || looksLikeCredential(value))
            use(std::string_view(value));
    }
}

} // namespace

std::vector<std::string_view> credentialsOf(const Deployment &deployment, const Secret &token)
{
    std::vector<std::string_view> all;
    eachCredential(deployment, token, [&](std::string_view one) { all.push_back(one); });
    return all;
}

void maskCredentials(std::string &text, std::size_t from, const Deployment &deployment, const Secret &token)
{
    eachCredential(deployment, token, [&](std::string_view one) {
        if (!isWorthMasking(one))
            return;
        for (std::size_t at = text.find(one, from); at != std::string::npos; at = text.find(one, at + one.size()))
            std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), one.size(), '*');
    });
}

} // namespace ostiary
