// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/identity.h"

#include <QJsonArray>
#include <QJsonValue>

#include <optional>
#include <string>
#include <vector>

namespace ostiary {

// How the fields of a key become JSON, in the admin API's words and in LiteLLM's alike.
namespace keyfields {

inline QString text(const std::string &value)
{
    return QString::fromStdString(value);
}
inline QJsonValue orNull(const std::string &value)
{
    return value.empty() ? QJsonValue() : QJsonValue(text(value));
}
template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(qlonglong(*value)) : QJsonValue();
}
inline QJsonArray array(const std::vector<std::string> &values)
{
    QJsonArray out;
    for (const std::string &value : values)
        out.append(text(value));
    return out;
}
inline QJsonValue usd(const std::optional<Money> &amount)
{
    return amount ? QJsonValue(text(amount->toDecimal())) : QJsonValue();
}
/// As it was written; that of a key which an earlier version made, in the largest unit that fits.
inline QJsonValue budgetDuration(const VirtualKey &key)
{
    if (!key.budgetDuration.empty() || !key.budgetSeconds)
        return orNull(key.budgetDuration);
    for (const auto &[seconds, unit] : {std::pair{86'400, 'd'}, {3600, 'h'}, {60, 'm'}}) {
        if (*key.budgetSeconds % seconds == 0)
            return text(std::to_string(*key.budgetSeconds / seconds) + unit);
    }
    return text(std::to_string(*key.budgetSeconds) + 's');
}
inline GatewayError noSuchKey()
{
    return GatewayError::make(ErrorCode::NotFound, "There is no such key", "key").because(Reason::NoSuchKey);
}

} // namespace keyfields

} // namespace ostiary
