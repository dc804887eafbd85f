// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/fieldreader.h"

#include "models/domain/duration.h"

#include <QJsonDocument>

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::int64_t kLongestSeconds = 3'155'760'000; ///< a hundred years

} // namespace

std::optional<QJsonValue> FieldReader::take(const char *name)
{
    m_read.emplace_back(name);
    const QJsonValue value = m_object.value(QLatin1String(name)); // operator[] would put a null where nothing was
    return value.isUndefined() ? std::nullopt : std::optional(value);
}

void FieldReader::wrong(const char *name, const std::string &expected, Reason reason, Values values)
{
    if (!m_error)
        m_error = GatewayError::make(ErrorCode::BadRequest, "'" + std::string(name) + "' must be " + expected, name)
                      .because(reason, std::move(values));
}

void FieldReader::text(const char *name, std::string &to, std::size_t most)
{
    const auto value = take(name);
    if (!value || value->isNull())
        return;
    if (!value->isString())
        return wrong(name, "text", Reason::TextWanted);
    const std::string read = value->toString().toStdString();
    if (QString::fromStdString(read) != value->toString())
        return wrong(name, "text without a byte order mark at its beginning", Reason::TextWanted);
    if (read.size() > most)
        return wrong(name, "text of at most " + std::to_string(most) + " bytes", Reason::TextTooLong,
                     {{"most", std::to_string(most)}});
    to = read;
}

void FieldReader::texts(const char *name, std::vector<std::string> &to)
{
    const auto value = take(name);
    if (!value || value->isNull())
        return;
    if (!value->isArray())
        return wrong(name, "a list of texts", Reason::ListWanted);
    std::vector<std::string> read;
    for (const QJsonValue &entry : value->toArray()) {
        if (!entry.isString())
            return wrong(name, "a list of texts", Reason::ListWanted);
        read.push_back(entry.toString().toStdString());
    }
    to = std::move(read);
}

void FieldReader::flag(const char *name, bool &to)
{
    const auto value = take(name);
    if (!value || value->isNull())
        return;
    if (!value->isBool())
        return wrong(name, "true or false", Reason::FlagWanted);
    to = value->toBool();
}

void FieldReader::integer(const char *name, std::optional<int> &to, int least, int most)
{
    const auto value = take(name);
    if (!value)
        return;
    if (value->isNull()) {
        to.reset();
        return;
    }
    const double number = value->toDouble(least - 1.0);
    if (!value->isDouble() || number < least || number > most ||
        number != static_cast<double>(static_cast<int>(number)))
        return wrong(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                     Reason::WholeNumberWanted, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    to = static_cast<int>(number);
}

void FieldReader::money(const char *name, std::optional<Money> &to)
{
    const auto value = take(name);
    if (!value)
        return;
    if (value->isNull()) {
        to.reset();
        return;
    }
    const auto amount =
        value->isDouble() ? Money::fromDouble(value->toDouble()) : Money::fromDecimal(value->toString().toStdString());
    if (!amount || *amount < Money())
        return wrong(name, "an amount in USD that is not negative, for example 25 or \"0.5\"", Reason::AmountWanted);
    to = amount;
}

void FieldReader::duration(const char *name, std::optional<std::int64_t> &seconds)
{
    const auto value = take(name);
    if (!value)
        return;
    if (value->isNull()) {
        seconds.reset();
        return;
    }
    const bool number = value->isDouble() && value->toDouble() <= static_cast<double>(kLongestSeconds);
    const auto read =
        value->isDouble()
            ? (number ? std::optional<std::int64_t>(static_cast<std::int64_t>(value->toDouble())) : std::nullopt)
            : parseDurationSeconds(value->toString().toStdString());
    if (!read || *read <= 0 || *read > kLongestSeconds)
        return wrong(name, "a duration of at most a hundred years, such as \"30s\", \"24h\" or \"30d\"",
                     Reason::DurationWanted);
    seconds = read;
}

void FieldReader::object(const char *name, std::string &json)
{
    const auto value = take(name);
    if (!value || value->isNull())
        return;
    if (!value->isObject())
        return wrong(name, "an object", Reason::ObjectWanted);
    json = QJsonDocument(value->toObject()).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<std::string> FieldReader::unread() const
{
    std::vector<std::string> out;
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        const std::string name = it.key().toStdString();
        if (std::find(m_read.begin(), m_read.end(), name) == m_read.end())
            out.push_back(name);
    }
    return out;
}

} // namespace ostiary
