// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

namespace ostiary {

/// The variables a configuration sees: those of the process, and over them those it sets itself. The process's own are
/// never written, because other threads read them.
class Environment
{
public:
    /// From here on `name` has this value for whoever asks this object.
    void set(std::string name, std::string value);
    /// The value; nothing when it is not set or empty, as a container's file of variables often leaves it.
    std::optional<std::string> find(const std::string &name) const;
    /// Only what was set here.
    std::optional<std::string> own(const std::string &name) const;

private:
    std::map<std::string, std::string> m_own;
};

} // namespace ostiary
