// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <vector>

namespace ostiary {

/// A field of a list's rows as it stands in a CSV file, under the admin API's name.
struct RawField
{
    enum class Kind {
        Text,
        Plain,   ///< a number, a flag, a decimal text, a code
        Moment,  ///< ms since the epoch; ISO 8601 in the file, under a name without `_ms`
        WholeMs, ///< a span, rounded
        List,    ///< texts, separated by blanks
        Count,   ///< how many there are
    };
    QString path; ///< dots lead into objects
    Kind kind = Kind::Plain;
};
/// What is worth keeping of a list, by its path; empty for an unknown one.
std::vector<RawField> rawFields(const QString &list);

/// All rows of a list of the admin API as CSV, in parts like any long answer: page after page until there is none.
class ListCsv final : public AdminOperation
{
    Q_OBJECT

public:
    /// `query`: filter and order.
    ListCsv(AdminClient &client, const QString &path, const QUrlQuery &query, QObject *parent);

private:
    void ask(const QString &cursor);
    void take(const AdminReply &reply);

    AdminClient &m_client;
    const QString m_path;
    const QUrlQuery m_query;
    const std::vector<RawField> m_fields;
    bool m_begun = false;
};

} // namespace ostiary
