// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ostiary {

/// Header fields in wire form; values lose CR, LF and other control bytes, so nothing echoed can start a new field.
class ResponseHeaders
{
public:
    ResponseHeaders() { m_text.reserve(512); }

    void add(std::string_view name, std::string_view value)
    {
        m_text += name;
        m_text += ": ";
        for (const char c : value) {
            if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
                m_text += c;
        }
        m_text += "\r\n";
    }
    const std::string &text() const { return m_text; }

private:
    std::string m_text;
};

} // namespace ostiary
