// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"
#include "models/domain/result.h"
#include "server/admin/fieldlimits.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// What a name must be, in the sentence of Reason::NameUnusable.
extern const char *const kPlainWanted;

/// Reads typed fields of a JSON object and remembers the first that is wrong. A field that is absent leaves its target
/// as it was; null clears it.
class FieldReader
{
public:
    explicit FieldReader(QJsonObject object) : m_object(std::move(object)) {}

    bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }

    void text(const char *name, std::string &to, std::size_t most = 256);
    /// Text that may stand in lists and logs (isPlainName, no hasOuterBlanks).
    void name(const char *name, std::string &to, std::size_t most = 256);
    void texts(const char *name, std::vector<std::string> &to, limits::List most = {10'000, 4096});
    void names(const char *name, std::vector<std::string> &to, limits::List most);
    void flag(const char *name, bool &to);
    template <typename Integer>
    void integer(const char *name, std::optional<Integer> &to, std::int64_t least, std::int64_t most)
    {
        std::optional<std::int64_t> read = to;
        wholeNumber(name, read, least, most);
        to = read ? std::optional(static_cast<Integer>(*read)) : std::nullopt;
    }
    /// A JSON number or decimal text, in USD; empty text is null, as LiteLLM's clients write it.
    void money(const char *name, std::optional<Money> &to);
    /// Seconds, or text such as `30d`; `written`, if not null, is how it stood there.
    void duration(const char *name, std::optional<std::int64_t> &seconds, std::string *written = nullptr);
    /// Whether it is LiteLLM's word for a duration without an end, `-1`; then it has been read.
    bool isEndless(const char *name);
    void object(const char *name, std::string &json, std::size_t most = 65'536);

    /// Fields of the object that no call has asked for.
    std::vector<std::string> unread() const;
    const std::optional<GatewayError> &error() const { return m_error; }
    const QJsonObject &all() const { return m_object; }

private:
    std::optional<QJsonValue> take(const char *name);
    using Values = std::vector<std::pair<std::string, std::string>>;
    void wholeNumber(const char *name, std::optional<std::int64_t> &to, std::int64_t least, std::int64_t most);
    /// Whether it is text that fits; otherwise the field is wrong.
    bool fits(const char *name, const QString &text, std::size_t most, bool plain);
    void list(const char *name, std::vector<std::string> &to, limits::List most, bool plain);
    void wrong(const char *name, const std::string &expected, Reason reason, Values values = {});

    QJsonObject m_object;
    std::vector<std::string> m_read;
    std::optional<GatewayError> m_error;
};

} // namespace ostiary
