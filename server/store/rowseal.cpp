// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/rowseal.h"

#include "server/store/sqltext.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstring>

namespace ostiary {

namespace {
constexpr std::size_t kLongestPlain = 256; ///< bytes; no column of before is longer, so no hash of before changes
}

RowSeal::RowSeal(const KeyedHash::Key &key, const char *insertStatement) : m_key(key)
{
    static const QRegularExpression shape(QStringLiteral("INTO\\s+(\\w+)\\s*\\(([^)]*)\\)"));
    const QRegularExpressionMatch found = shape.match(sqlText(insertStatement));
    m_table = found.captured(1);
    for (const QString &column : found.captured(2).split(QLatin1Char(','))) {
        m_columns.append(column.trimmed());
        const QByteArray name = (m_table + QLatin1Char('.') + m_columns.last()).toUtf8();
        m_names.push_back(keyedHash(m_key, name.constData(), static_cast<std::size_t>(name.size())).low);
    }
}

void RowSeal::alsoSeal(const QString &name, const QString &expression)
{
    const QByteArray full = (m_table + QLatin1Char('.') + name).toUtf8();
    m_columns.append(expression);
    m_names.push_back(keyedHash(m_key, full.constData(), static_cast<std::size_t>(full.size())).low);
}

void RowSeal::put(const void *data, std::size_t size)
{
    const std::size_t fits = std::min(size, m_row.size() - m_size);
    if (fits > 0)
        std::memcpy(m_row.data() + m_size, data, fits);
    m_size += fits;
}

/// Stored in one piece: a copy of unknown length would wait for the stores before it.
void RowSeal::put(std::uint64_t word)
{
    if (m_size + sizeof word > m_row.size()) {
        put(&word, sizeof word);
        return;
    }
    std::memcpy(m_row.data() + m_size, &word, sizeof word);
    m_size += sizeof word;
}

void RowSeal::integer(std::int64_t value)
{
    if (m_at < m_names.size() && value != 0) {
        put(m_names[m_at]);
        put(static_cast<std::uint64_t>(value));
    }
    ++m_at;
}

void RowSeal::bytes(const void *data, std::size_t size)
{
    if (m_at < m_names.size() && size > 0) {
        put(m_names[m_at]);
        put(std::uint64_t(size));
        if (size <= kLongestPlain) {
            put(data, size);
        } else {
            const KeyedHash hash = keyedHash(m_key, data, size);
            put(hash.high);
            put(hash.low);
        }
    }
    ++m_at;
}

SealSum RowSeal::end()
{
    const SealSum sum = sealSumOf(keyedHash(m_key, m_row.data(), m_size));
    forget();
    return sum;
}

} // namespace ostiary
