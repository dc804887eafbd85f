// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/serverconfig.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

// Words of `ostiary.accept_unprotected` that are about where the gateway listens.
inline constexpr std::string_view kWeakMasterKey = "weak_master_key";
inline constexpr std::string_view kPlainAdminListener = "plain_admin_listener";
bool isExposureWord(std::string_view word);

/// A master key below this many bytes can be guessed.
constexpr std::size_t kLeastMasterKeyBytes = 16;

/// Where the gateway would listen, and with what protection.
struct Exposure
{
    ListenAddress listen;
    ListenAddress adminListen;
    bool tls = false;
    bool weakMasterKey = false;
    std::set<std::string> accepted; ///< words of `ostiary.accept_unprotected`
};

/// What is said about it before anything listens.
struct ExposureVerdict
{
    std::vector<std::string> errors; ///< with these the gateway does not start
    std::vector<std::string> warnings;
};
ExposureVerdict judgeExposure(const Exposure &exposure);

} // namespace ostiary
