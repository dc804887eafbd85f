// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace ostiary {

// Between the values of this program and those of SQL; absent is NULL, an empty text is not.

inline QString text(const std::string &value)
{
    return value.empty() ? QStringLiteral("") : QString::fromStdString(value);
}
inline std::string text(const QVariant &value)
{
    return value.toString().toStdString();
}

inline QVariant maybe(std::optional<std::int64_t> value)
{
    return value ? QVariant(qlonglong(*value)) : QVariant(QMetaType(QMetaType::LongLong));
}

template <typename T>
std::optional<T> maybe(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional<T>(static_cast<T>(value.toLongLong()));
}

inline QByteArray blob(const Digest &digest)
{
    return QByteArray(reinterpret_cast<const char *>(digest.data()), 32);
}

inline Digest digestOf(const QByteArray &bytes)
{
    Digest digest{};
    std::copy_n(bytes.constData(), std::min<qsizetype>(bytes.size(), 32), reinterpret_cast<char *>(digest.data()));
    return digest;
}

inline void bindAll(QSqlQuery &query, std::span<const QVariant> values)
{
    for (int at = 0; const QVariant &value : values)
        query.bindValue(at++, value);
}

} // namespace ostiary
