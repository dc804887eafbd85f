// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace ostiary {

/// A credential that cannot be printed by accident: no stream operator, no conversion; wiped when the last holder goes.
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string text);

    bool isEmpty() const { return !m_text || m_text->empty(); }
    /// The only way to the text; call it where the credential leaves the process, nowhere else.
    std::string_view reveal() const { return m_text ? std::string_view(*m_text) : std::string_view(); }
    /// The last four characters for lists, or nothing when the secret is too short to show any.
    std::string hint() const;

private:
    std::shared_ptr<const std::string> m_text;
};

} // namespace ostiary
