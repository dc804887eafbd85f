// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/httprequest.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// Which web pages may call a listener from a browser (the Fetch standard's CORS protocol).
struct CorsPolicy
{
    std::vector<std::string> origins; ///< as browsers write them, `*` for every one; empty: no page may
    bool credentials = false;         ///< pages may send cookies and the like; not beside `*`

    bool isOn() const { return !origins.empty(); }
};
using CorsPolicyPtr = std::shared_ptr<const CorsPolicy>;

/// `text` as a browser writes an origin (lower case, no slash at the end), or nothing when it is none: `*`, or a
/// scheme, a host and perhaps a port.
std::optional<std::string> originOf(std::string_view text);

/// The fields that an answer to `request` bears, in wire form.
std::string corsFields(const CorsPolicy &policy, const HttpRequest &request);

/// Whether a browser asks beforehand if a page may send a request.
bool isPreflight(const HttpRequest &request);
/// The further fields of the answer to that; `methods` are those of the path.
std::string preflightFields(const CorsPolicy &policy, const HttpRequest &request, std::string_view methods);

} // namespace ostiary
