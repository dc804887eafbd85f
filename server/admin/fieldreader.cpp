// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/fieldreader.h"

#include "models/domain/duration.h"
#include "models/domain/plainname.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace ostiary {

const char *const kPlainWanted =
    "text without line breaks, control characters and marks of direction, and without blanks at its beginning and end";

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

bool FieldReader::fits(const char *name, const QString &text, std::size_t most, bool plain)
{
    const std::string read = text.toStdString();
    if (QString::fromStdString(read) != text) {
        wrong(name, "text without a byte order mark at its beginning", Reason::TextWanted);
        return false;
    }
    if (read.size() > most) {
        wrong(name, "text of at most " + std::to_string(most) + " bytes", Reason::TextTooLong,
              {{"most", std::to_string(most)}});
        return false;
    }
    if (plain && (!isPlainName(read) || hasOuterBlanks(read))) {
        wrong(name, kPlainWanted, Reason::NameUnusable);
        return false;
    }
    return true;
}

void FieldReader::text(const char *name, std::string &to, std::size_t most)
{
    const auto value = take(name);
    if (!value)
        return;
    if (value->isNull())
        to.clear();
    else if (!value->isString())
        wrong(name, "text", Reason::TextWanted);
    else if (fits(name, value->toString(), most, false))
        to = value->toString().toStdString();
}

void FieldReader::name(const char *name, std::string &to, std::size_t most)
{
    std::string read = to;
    text(name, read, most);
    if (fits(name, QString::fromStdString(read), std::numeric_limits<std::size_t>::max(), has(name)))
        to = std::move(read);
}

void FieldReader::texts(const char *name, std::vector<std::string> &to, limits::List most)
{
    list(name, to, most, false);
}

void FieldReader::names(const char *name, std::vector<std::string> &to, limits::List most)
{
    list(name, to, most, true);
}

void FieldReader::list(const char *name, std::vector<std::string> &to, limits::List most, bool plain)
{
    const auto value = take(name);
    if (!value)
        return;
    if (!value->isArray() && !value->isNull())
        return wrong(name, "a list of texts", Reason::ListWanted);
    const QJsonArray entries = value->toArray();
    if (static_cast<std::size_t>(entries.size()) > most.entries)
        return wrong(name, "a list of at most " + std::to_string(most.entries) + " entries", Reason::TooManyEntries,
                     {{"most", std::to_string(most.entries)}});
    std::vector<std::string> read;
    for (const QJsonValue &entry : entries) {
        if (!entry.isString())
            return wrong(name, "a list of texts", Reason::ListWanted);
        if (!fits(name, entry.toString(), most.bytes, plain))
            return;
        read.push_back(entry.toString().toStdString());
    }
    to = std::move(read);
}

void FieldReader::flag(const char *name, bool &to)
{
    const auto value = take(name);
    if (!value)
        return;
    if (!value->isBool() && !value->isNull())
        return wrong(name, "true or false", Reason::FlagWanted);
    to = value->toBool();
}

void FieldReader::wholeNumber(const char *name, std::optional<std::int64_t> &to, std::int64_t least, std::int64_t most)
{
    const auto value = take(name);
    if (!value)
        return;
    if (value->isNull()) {
        to.reset();
        return;
    }
    const double number = value->toDouble(-1);
    if (!value->isDouble() || number < static_cast<double>(least) || number > static_cast<double>(most) ||
        number != static_cast<double>(static_cast<std::int64_t>(number)))
        return wrong(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
                     Reason::WholeNumberWanted, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    to = static_cast<std::int64_t>(number);
}

void FieldReader::money(const char *name, std::optional<Money> &to)
{
    const auto value = take(name);
    if (!value)
        return;
    if (value->isNull() || (value->isString() && value->toString().isEmpty())) {
        to.reset();
        return;
    }
    const auto amount =
        value->isDouble() ? Money::fromDouble(value->toDouble()) : Money::fromDecimal(value->toString().toStdString());
    if (!amount || *amount < Money())
        return wrong(name, "an amount in USD that is not negative, for example 25 or \"0.5\"", Reason::AmountWanted);
    to = amount;
}

bool FieldReader::isEndless(const char *name)
{
    const QJsonValue value = m_object.value(QLatin1String(name));
    const bool endless = value.isDouble() ? value.toDouble() == -1 : value.toString() == QLatin1String("-1");
    if (endless)
        take(name);
    return endless;
}

void FieldReader::duration(const char *name, std::optional<std::int64_t> &seconds, std::string *written)
{
    const auto value = take(name);
    if (!value)
        return;
    if (value->isNull()) {
        seconds.reset();
        if (written)
            written->clear();
        return;
    }
    const bool whole = value->isDouble() && value->toDouble() >= 1 && value->toDouble() <= 4e9;
    const auto read =
        value->isDouble()
            ? (whole ? Duration::parse(std::to_string(value->toInteger(static_cast<std::int64_t>(value->toDouble()))))
                     : std::nullopt)
            : Duration::parse(value->toString().toStdString());
    if (!read)
        return wrong(name, "a duration of at most a hundred years, such as \"30s\", \"24h\" or \"30d\"",
                     Reason::DurationWanted);
    seconds = read->seconds();
    if (written)
        *written = read->text();
}

void FieldReader::object(const char *name, std::string &json, std::size_t most)
{
    const auto value = take(name);
    if (!value)
        return;
    if (!value->isObject() && !value->isNull())
        return wrong(name, "an object", Reason::ObjectWanted);
    const std::string read = QJsonDocument(value->toObject()).toJson(QJsonDocument::Compact).toStdString();
    if (read.size() > most)
        return wrong(name, "an object of at most " + std::to_string(most) + " bytes", Reason::TextTooLong,
                     {{"most", std::to_string(most)}});
    json = read;
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
