// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// A `data:` URL (RFC 2397). What is held for a request and what is sent of it are told by this one reading.
struct DataUrl
{
    std::string mediaType; ///< in lower case, without parameters; empty where none stands
    bool base64 = false;   ///< one of the parameters says so; readers differ on whether it must be the last
    std::string_view payload;
};

/// How a URL begins for URL readers: without blanks before it, without line breaks and tabs, in lower case, and up to
/// the first comma, or as long as the head of a data URL may be.
std::string urlHead(std::string_view url);

/// Reads a URL's text. The payload stays as it is. Nothing where the text is no data URL, or one whose head never ends.
std::optional<DataUrl> readDataUrl(std::string_view url);

} // namespace ostiary
