// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/requestwords.h"

#include "models/domain/ids.h"
#include "server/store/idtime.h"

#include <QStringList>

#include <algorithm>

namespace ostiary {

namespace {

constexpr qsizetype kLeastIdDigits = 4; ///< fewer are in too many ids by chance

/// As json_each() reads them: a list in the statement's text could grow beyond what SQLite takes.
QString jsonOf(const QStringList &numbers)
{
    return QLatin1Char('[') + numbers.join(QLatin1Char(',')) + QLatin1Char(']');
}

/// The digits of a part of an id, as hex() writes them; empty when the word is none.
QString idDigits(const QString &word)
{
    QString digits = word.toUpper();
    digits.remove(QLatin1Char('-'));
    const bool all = std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || (c >= QLatin1Char('A') && c <= QLatin1Char('F'));
    });
    return all && digits.size() >= kLeastIdDigits ? digits : QString();
}

/// LIKE of SQLite folds ASCII only, so other letters are looked for as they were written, all small and all large.
QStringList patterns(const QString &word)
{
    QStringList all;
    for (QString spelling : {word, word.toLower(), word.toUpper()}) {
        for (const char *meaning : {"\\", "%", "_"})
            spelling.replace(QLatin1String(meaning), QLatin1Char('\\') + QLatin1String(meaning));
        all += QLatin1Char('%') + spelling + QLatin1Char('%');
        if (word.toUtf8().size() == word.size())
            break; // ASCII
    }
    all.removeDuplicates();
    return all;
}

class Writer
{
public:
    void among(const char *column, const QStringList &ids)
    {
        if (!ids.isEmpty())
            m_parts +=
                QLatin1String(column) + QStringLiteral(" IN (SELECT value FROM json_each(%1))").arg(place(jsonOf(ids)));
    }
    void idHas(const QString &digits)
    {
        if (!digits.isEmpty())
            m_parts += QStringLiteral("instr(hex(r.request_id), %1) > 0").arg(place(digits));
    }
    void askedHas(const QStringList &likes)
    {
        QStringList any;
        for (const QString &like : likes)
            any += QStringLiteral("a.name LIKE %1 ESCAPE '\\'").arg(place(like));
        m_parts += QStringLiteral("EXISTS (SELECT 1 FROM asked a WHERE a.request_id = r.request_id AND (%1))")
                       .arg(any.join(QStringLiteral(" OR ")));
    }
    WordTerm take() const
    {
        return {QLatin1Char('(') + m_parts.join(QStringLiteral(" OR ")) + QLatin1Char(')'), m_values};
    }

private:
    QString place(const QString &value)
    {
        m_values += value;
        return QLatin1Char('%') + QString::number(m_values.size());
    }

    QStringList m_parts;
    QVariantList m_values;
};

} // namespace

std::optional<std::vector<WordTerm>> wordTerms(const Database &database, const std::vector<WordFilter> &words)
{
    std::vector<WordTerm> terms;
    if (words.empty())
        return terms;
    std::vector<std::pair<QString, QStringList>> named; // a word, and the ids of the names that have it
    for (const WordFilter &word : words)
        named.emplace_back(QString::fromStdString(word.text), QStringList());
    QSqlQuery names = database.prepare("ledger_all_names");
    if (!eachRow(names, [&] {
            const QString name = names.value(1).toString();
            for (auto &[word, ids] : named) {
                if (name.contains(word, Qt::CaseInsensitive))
                    ids += names.value(0).toString();
            }
        }))
        return std::nullopt;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto &[word, ids] = named[i];
        QStringList keys;
        for (const std::int64_t id : words[i].keyIds)
            keys += QString::number(id);
        Writer writer;
        for (const char *column : {"r.model", "r.user", "r.team"})
            writer.among(column, ids);
        writer.among("r.key_id", keys);
        writer.idHas(idDigits(word));
        writer.askedHas(patterns(word));
        terms.push_back(writer.take());
    }
    return terms;
}

bool narrowToIds(const Database &database, const std::vector<WordFilter> &words, std::int64_t &sinceMs,
                 std::int64_t &untilMs)
{
    for (const WordFilter &word : words) {
        const auto id = RequestId::fromText(word.text);
        if (!id)
            continue;
        const QByteArray blob(reinterpret_cast<const char *>(id->bytes.data()), 16);
        QSqlQuery query = database.prepare("ledger_request");
        query.bindValue(0, blob);
        bool isThere = false;
        if (!eachRow(query, [&] { isThere = true; }))
            return false;
        if (!isThere)
            continue; // a name may have it
        sinceMs = std::max(sinceMs, timeOf(blob));
        untilMs = untilMs > 0 ? std::min(untilMs, timeOf(blob) + 1) : timeOf(blob) + 1;
    }
    return true;
}

} // namespace ostiary
