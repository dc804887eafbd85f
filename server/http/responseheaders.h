// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <iterator>
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
        if (std::none_of(value.begin(), value.end(), isControl))
            m_text += value;
        else
            std::remove_copy_if(value.begin(), value.end(), std::back_inserter(m_text), isControl);
        m_text += "\r\n";
    }
    const std::string &text() const { return m_text; }

private:
    static bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

    std::string m_text;
};

} // namespace ostiary
