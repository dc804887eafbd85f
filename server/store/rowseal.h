// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/keyedhash.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ostiary {

/// Sums of keyed hashes, modulo 2^128: equal when the same rows were added in whatever order, and nobody without the
/// key can find other rows with the same sum. So rows are checked in one walk over a table, and rows that retention
/// removes are taken off again.
__extension__ using SealSum = unsigned __int128;

/// The hash of one row: each column that is not 0, empty or NULL, with its name. So a column that is added later, with
/// 0 in all rows before, changes no hash.
class RowSeal
{
public:
    /// Columns of a `sql/<name>.sql` that inserts into a table, in the order in which they are bound.
    RowSeal(const KeyedHash::Key &key, const char *insertStatement);

    /// One more column, which stands in another table; `expression` finds it.
    void alsoSeal(const QString &name, const QString &expression);

    const QString &table() const { return m_table; }
    const QStringList &columns() const { return m_columns; }

    /// The next column's value.
    void integer(std::int64_t value);
    /// Long ones by their hash, so that a row fits whatever stands in it.
    void bytes(const void *data, std::size_t size);
    /// The hash, when every column had its value; begins anew.
    SealSum end();
    void forget() { m_size = m_at = 0; }

private:
    void put(const void *data, std::size_t size);
    void put(std::uint64_t word);

    KeyedHash::Key m_key;
    QString m_table;
    QStringList m_columns;
    std::vector<std::uint64_t> m_names; ///< hashes of the columns' names
    std::size_t m_at = 0;
    std::size_t m_size = 0;
    std::array<std::uint8_t, 2048> m_row{};
};

inline SealSum sealSumOf(const KeyedHash &hash)
{
    return static_cast<SealSum>(hash.high) << 64 | hash.low;
}
inline QByteArray sealBytes(SealSum sum)
{
    return QByteArray(reinterpret_cast<const char *>(&sum), sizeof sum);
}
inline SealSum sealSumOf(const QByteArray &bytes)
{
    SealSum sum = 0;
    if (bytes.size() == static_cast<qsizetype>(sizeof sum))
        std::copy_n(bytes.constData(), sizeof sum, reinterpret_cast<char *>(&sum));
    return sum;
}

} // namespace ostiary
