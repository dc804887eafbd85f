// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ostiary {

class Secret;

constexpr std::size_t kMostQuotedBytes = 2000;

/// The one door for what a provider wrote, on its way to a client, a list, a page or the log: credentials and ids of
/// organisations are taken out, also those of other vendors; what cannot be seen becomes a mark or a blank; at most
/// kMostQuotedBytes bytes of valid UTF-8 remain. `key` is the credential that was sent; it is found in whatever
/// encoding it comes back.
std::string quotedText(std::string_view providerText, const Secret *key = nullptr);
/// The same, where several credentials were sent.
std::string quotedText(std::string_view providerText, std::span<const std::string_view> secrets);

/// `text` as valid UTF-8 whose every character can be seen: control and bidi characters become U+FFFD, line ends and
/// tabs blanks, what has no width goes.
std::string visible(std::string_view text);

} // namespace ostiary
