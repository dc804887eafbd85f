// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ostiary {

class KnownSecrets;
class Secret;

constexpr std::size_t kMostQuotedBytes = 2000;

/// The one door for what a provider wrote, on its way to a client, a list, a page or the log: credentials and ids of
/// organisations are taken out, also those of other vendors; what cannot be seen becomes a mark or a blank; at most
/// kMostQuotedBytes bytes of valid UTF-8 remain. `sent` are the credentials that were sent; they are found in whatever
/// encoding they come back.
std::string quotedText(std::string_view providerText, const KnownSecrets &sent);
std::string quotedText(std::string_view providerText, const Secret *key = nullptr);

/// `text` as valid UTF-8 whose every character can be seen: control and bidi characters become U+FFFD, line ends and
/// tabs blanks, what has no width goes.
std::string visible(std::string_view text);

} // namespace ostiary
