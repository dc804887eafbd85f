// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/schemacheck.h"

#include "server/store/sqltext.h"

#include <QVariant>

#include <algorithm>
#include <compare>
#include <iterator>
#include <vector>

namespace ostiary {

namespace {

constexpr qsizetype kLongestName = 60;
constexpr qsizetype kToldAtMost = 5;

struct Object
{
    QString type, name, table, sql; ///< `sql` is empty for an index that a table's constraint makes

    std::strong_ordering operator<=>(const Object &) const = default;
    bool isNamedLike(const Object &other) const { return type == other.type && name == other.name; }
};
using Objects = std::vector<Object>;

/// In their order; nothing when they cannot be read.
std::optional<Objects> objectsOf(const Database &database)
{
    Objects objects;
    QSqlQuery query = database.query();
    query.setForwardOnly(true);
    if (query.exec(QStringLiteral("SELECT type, name, tbl_name, sql FROM sqlite_master"))) {
        while (query.next())
            objects.push_back({query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
                               query.value(3).toString()});
    }
    if (!allRead(query))
        return std::nullopt;
    std::sort(objects.begin(), objects.end());
    return objects;
}

std::optional<Objects> objectsMade(const QString &folder, int version)
{
    const auto database = Database::open(QStringLiteral(":memory:"), Database::Mode::ReadWrite, Durability::Process);
    if (!database || !database.value()->migrate(folder, version))
        return std::nullopt;
    return objectsOf(*database.value());
}

/// Names are somebody else's, and are shown in terminals and logs.
QString words(const Object &object, const char *what)
{
    QString said = QStringLiteral("%1 '%2' %3")
                       .arg(object.type.left(kLongestName), object.name.left(kLongestName), QLatin1String(what));
    std::replace_if(
        said.begin(), said.end(), [](QChar c) { return !c.isPrint(); }, QLatin1Char('?'));
    return said;
}

} // namespace

std::optional<QStringList> schemaChanges(const Database &database, const QString &folder)
{
    const auto version = database.schemaVersion();
    if (!version)
        return std::nullopt;
    if (*version > sqlMigrations(folder).size())
        return QStringList{QStringLiteral("version %1 is none that this program knows").arg(*version)};
    const auto found = objectsOf(database), made = objectsMade(folder, *version);
    if (!found || !made)
        return std::nullopt;
    Objects foreign, missing;
    std::set_difference(found->begin(), found->end(), made->begin(), made->end(), std::back_inserter(foreign));
    std::set_difference(made->begin(), made->end(), found->begin(), found->end(), std::back_inserter(missing));
    QStringList changes;
    for (const Object &object : foreign) {
        const auto meant = std::find_if(missing.begin(), missing.end(),
                                        [&](const Object &other) { return object.isNamedLike(other); });
        changes.append(words(object, meant == missing.end() ? "was added" : "was changed"));
        if (meant != missing.end())
            missing.erase(meant);
    }
    for (const Object &object : missing)
        changes.append(words(object, "is missing"));
    return changes;
}

std::string changedBySomebody(const QStringList &changes)
{
    std::string words = "was changed by somebody else than the gateway: " +
                        changes.mid(0, kToldAtMost).join(QStringLiteral(", ")).toStdString();
    if (changes.size() > kToldAtMost)
        words += " and " + std::to_string(changes.size() - kToldAtMost) + " more";
    return words;
}

} // namespace ostiary
