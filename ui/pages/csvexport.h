// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"

#include <QSaveFile>

#include <functional>

namespace ostiary {

/// Writes CSV into a file as it comes. The file that was there before stays until the new one is whole; what goes on,
/// and how it ended, is said on the page. Deletes itself.
class CsvExport final : public QObject
{
    Q_OBJECT

public:
    /// Starts what brings the CSV in parts, as a child of `parent`.
    using Begin = std::function<AdminOperation *(QObject *parent)>;

    /// Asks for the file first.
    static void start(Page &page, const QString &title, const QString &fileName, const Begin &begin);
    /// The menu of the headings of `table` offers all rows of its list, as they are filtered and sorted.
    static void offer(Page &page, AdminClient &client, Table &table, const QString &title, const QString &fileName);

private:
    CsvExport(Page &page, const QString &file);
    void run(const Begin &begin);
    void take(const QByteArray &bytes);
    void end(const AdminReply &reply);
    void fail(const QString &why);

    Page &m_page;
    QSaveFile m_file;
    qint64 m_lines = 0;
    bool m_quoted = false; ///< within a field that may hold line ends
};

} // namespace ostiary
