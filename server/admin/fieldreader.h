// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "models/domain/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// Reads typed fields of a JSON object and remembers the first that is wrong. A field that is absent or null leaves
/// its target as it was.
class FieldReader
{
public:
    explicit FieldReader(QJsonObject object) : m_object(std::move(object)) {}

    bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }

    void text(const char *name, std::string &to, std::size_t most = 256);
    void texts(const char *name, std::vector<std::string> &to);
    void flag(const char *name, bool &to);
    /// Null clears.
    void integer(const char *name, std::optional<int> &to, int least, int most);
    /// A JSON number or decimal text, in USD. Null clears.
    void money(const char *name, std::optional<Money> &to);
    /// Seconds, or text such as `30d`. Null clears.
    void duration(const char *name, std::optional<std::int64_t> &seconds);
    void object(const char *name, std::string &json);

    /// Fields of the object that no call has asked for.
    std::vector<std::string> unread() const;
    const std::optional<GatewayError> &error() const { return m_error; }

private:
    std::optional<QJsonValue> take(const char *name);
    using Values = std::vector<std::pair<std::string, std::string>>;
    void wrong(const char *name, const std::string &expected, Reason reason, Values values = {});

    QJsonObject m_object;
    std::vector<std::string> m_read;
    std::optional<GatewayError> m_error;
};

} // namespace ostiary
