// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ostiary {

/// One line of a CSV file (RFC 4180): fields in quotes where they need them, CRLF at the end.
class CsvLine
{
public:
    /// Text of people and programs. What a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV
    /// Injection").
    CsvLine &text(std::string_view value);
    /// What this program wrote: a number, a moment, a code.
    CsvLine &plain(std::string_view value);
    CsvLine &number(std::int64_t value) { return plain(std::to_string(value)); }
    CsvLine &flag(bool value) { return plain(value ? "true" : "false"); }
    CsvLine &nothing() { return plain({}); }
    std::string take();

private:
    std::string m_line;
    bool m_begun = false;
};

/// A moment in ISO 8601: 2026-11-26T01:38:12.042Z.
std::string isoMoment(std::int64_t epochMs);

} // namespace ostiary
