// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/csvline.h"

#include <QDateTime>

#include <utility>

namespace ostiary {

namespace {

constexpr std::string_view kFormulaBegins = "=+-@\t\r\n";
constexpr std::string_view kNeedsQuotes = ",;\"\t\r\n'"; // spreadsheets of other languages split at semicolons

} // namespace

CsvLine &CsvLine::text(std::string_view value)
{
    if (value.empty() || kFormulaBegins.find(value.front()) == std::string_view::npos)
        return plain(value);
    return plain('\'' + std::string(value));
}

CsvLine &CsvLine::plain(std::string_view value)
{
    if (std::exchange(m_begun, true))
        m_line += ',';
    if (value.find_first_of(kNeedsQuotes) == std::string_view::npos) {
        m_line += value;
        return *this;
    }
    m_line += '"';
    for (const char c : value)
        m_line.append(c == '"' ? 2 : 1, c);
    m_line += '"';
    return *this;
}

std::string CsvLine::take()
{
    m_begun = false;
    return std::exchange(m_line, {}) + "\r\n";
}

std::string isoMoment(std::int64_t epochMs)
{
    return QDateTime::fromMSecsSinceEpoch(epochMs, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
}

} // namespace ostiary
