// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/csvexport.h"

#include "models/items/codewords.h"
#include "models/items/format.h"
#include "models/items/listcsv.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace ostiary {

void CsvExport::start(Page &page, const QString &title, const QString &fileName, const Begin &begin)
{
    const QString file = QFileDialog::getSaveFileName(&page, title, fileName, tr("CSV files (*.csv)"));
    if (!file.isEmpty())
        (new CsvExport(page, file))->run(begin);
}

void CsvExport::offer(Page &page, AdminClient &client, Table &table, const QString &title, const QString &fileName)
{
    table.offerExport([&page, &client, &table, title, fileName] {
        start(page, title, fileName, [&client, &table](QObject *parent) {
            return new ListCsv(client, table.model().path(), table.model().query(), parent);
        });
    });
}

CsvExport::CsvExport(Page &page, const QString &file) : QObject(&page), m_page(page), m_file(file) {}

void CsvExport::run(const Begin &begin)
{
    if (!m_file.open(QIODevice::WriteOnly)) {
        fail(m_file.errorString());
        return;
    }
    AdminOperation *operation = begin(this);
    connect(operation, &AdminOperation::part, this, &CsvExport::take);
    connect(operation, &AdminOperation::finished, this, &CsvExport::end);
    m_page.busy().follow(this, tr("Writing %1\u2026").arg(QFileInfo(m_file.fileName()).fileName()));
}

void CsvExport::take(const QByteArray &bytes)
{
    for (const char c : bytes) {
        m_quoted ^= c == '"';
        m_lines += c == '\n' && !m_quoted;
    }
    if (m_file.write(bytes) != bytes.size()) {
        fail(m_file.errorString());
        return;
    }
    m_page.busy().say(tr("Writing %1\u2026 %2 rows so far")
                          .arg(QFileInfo(m_file.fileName()).fileName(), formatCount(std::max<qint64>(0, m_lines - 1))));
}

void CsvExport::end(const AdminReply &reply)
{
    if (!reply.ok()) {
        fail(complaintWords(reply));
    } else if (!m_file.commit()) {
        fail(m_file.errorString());
    } else {
        Toast::show(&m_page, tr("%n row(s) are in %1", nullptr, static_cast<int>(std::max<qint64>(0, m_lines - 1)))
                                 .arg(m_file.fileName()));
        delete this;
    }
}

void CsvExport::fail(const QString &why)
{
    m_page.notice().tell(
        tr("%1 was not written: %2. A file of this name is as it was before.").arg(m_file.fileName(), why), true);
    delete this;
}

} // namespace ostiary
