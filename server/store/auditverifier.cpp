// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/auditverifier.h"

#include "server/store/auditchain.h"
#include "server/store/sqlvalues.h"
#include "server/store/stateopening.h"
#include "server/store/stateseal.h"

#include <QSqlError>
#include <QVariant>

#include <limits>

namespace ostiary {

namespace {

/// Goes along the log, row by row.
class Walk
{
public:
    Walk(const Database &database, const IntegrityKey &key, const StateSeal::Row &seal)
        : m_database(database), m_key(key), m_seal(seal)
    {
    }

    QStringList run()
    {
        QSqlQuery query = m_database.prepare("state_verify_audit");
        query.exec();
        while (query.next())
            look(query);
        if (query.lastError().isValid())
            m_problems.append(QStringLiteral("the audit log cannot be read: %1").arg(query.lastError().text()));
        if (m_last != m_seal.auditSeq)
            m_problems.append(QStringLiteral("the audit log ends with row %1, but row %2 was written")
                                  .arg(m_last)
                                  .arg(m_seal.auditSeq));
        else if (m_lastMac != m_seal.auditMac)
            m_problems.append(QStringLiteral("row %1 of the audit log is not the one that was written").arg(m_last));
        if (m_seal.anchorSeq > 0 && m_anchorHash != m_seal.anchorHash)
            m_problems.append(QStringLiteral("rows up to %1 of the audit log were changed").arg(m_seal.anchorSeq));
        QSqlQuery loose = m_database.prepare("state_verify_changes");
        if (execLogged(loose) && loose.next() && loose.value(0).toLongLong() > 0)
            m_problems.append(
                QStringLiteral("%1 revisions belong to no row of the audit log").arg(loose.value(0).toLongLong()));
        return m_problems;
    }

private:
    void look(const QSqlQuery &row)
    {
        const AuditEntry entry{row.value(0).toLongLong(), row.value(1).toLongLong(), text(row.value(2)),
                               text(row.value(3)),        text(row.value(4)),        text(row.value(5)),
                               text(row.value(6))};
        if (entry.seq != m_last + 1 && entry.action != AuditChain::kRepaired)
            m_problems.append(
                QStringLiteral("rows %1 to %2 of the audit log are missing").arg(m_last + 1).arg(entry.seq - 1));
        const Digest hash = AuditChain::hashOf(m_lastHash, entry);
        const Digest stored = digestOf(row.value(7).toByteArray());
        const bool isSigned = entry.seq > m_seal.anchorSeq;
        const Digest change = row.value(9).isNull() ? Digest{}
                                                    : AuditChain::digestOfChange(row.value(10), row.value(11),
                                                                                 row.value(12), row.value(13));
        const Digest mac = digestOf(row.value(8).toByteArray());
        if (stored != hash)
            m_problems.append(
                QStringLiteral("row %1 of the audit log was changed, or does not follow the one before it")
                    .arg(entry.seq));
        else if (isSigned && mac != AuditChain::macOf(m_key, m_lastMac, stored, change))
            m_problems.append(QStringLiteral("row %1 of the audit log, or its revision, was changed").arg(entry.seq));
        m_last = entry.seq;
        m_lastHash = stored;
        m_lastMac = mac;
        if (entry.seq == m_seal.anchorSeq)
            m_anchorHash = stored;
    }

    const Database &m_database;
    const IntegrityKey &m_key;
    const StateSeal::Row &m_seal;
    QStringList m_problems;
    std::int64_t m_last = 0;
    Digest m_lastHash{}, m_lastMac{}, m_anchorHash{};
};

} // namespace

QStringList verifyAudit(const QString &dataDirectory)
{
    const auto refused = [](const std::string &why) { return QStringList{QString::fromStdString(why)}; };
    const auto key = IntegrityKey::open(dataDirectory, false);
    if (!key)
        return refused(key.error());
    HeadFile file(StateOpening::headFileIn(dataDirectory), *key);
    StoreHead head; // before the store, so that what is written meanwhile makes the store longer than it says
    const HeadFile::State state = file.read(head);
    const QString path = StateOpening::fileIn(dataDirectory);
    const auto database = Database::open(path, Database::Mode::ReadOnly, Durability::Process);
    if (!database)
        return refused(database.error());
    const ReadTransaction atOnce(*database.value());
    QStringList problems;
    const std::string unsound =
        unsoundness(*database.value(), path, QStringLiteral("state"), std::numeric_limits<qint64>::max());
    if (!unsound.empty())
        problems.append(QString::fromStdString("state.db " + unsound));
    StateSeal seal(*database.value(), *key);
    const auto row = seal.stored();
    if (!row || row->counter == 0)
        return problems + refused("state.db has no seal: it was removed, or the store was written by an earlier "
                                  "version and not started with this one yet");
    if (!seal.isWhole(*row))
        problems.append(QStringLiteral("the seal of state.db was changed"));
    if (row->broken)
        problems.append(
            QStringLiteral("keys, models, providers, users or settings were changed by somebody else than the "
                           "gateway at some time; --repair takes them as they are"));
    const auto fits = seal.rowsFit(*row);
    if (!fits)
        problems.append(QStringLiteral("state.db cannot be read"));
    else if (!*fits)
        problems.append(QStringLiteral(
            "keys, models, providers, users, settings or revisions are not those that the gateway wrote"));
    if (state != HeadFile::State::Good)
        problems.append(QStringLiteral("state.head is %1: whether state.db is an older copy cannot be told")
                            .arg(state == HeadFile::State::Missing ? QStringLiteral("missing")
                                                                   : QStringLiteral("garbled or of another store")));
    else if (row->counter < head.sequence)
        problems.append(
            QStringLiteral("state.db is an older copy: %1 changes are missing").arg(head.sequence - row->counter));
    else if (row->counter == head.sequence && row->mac != head.mac)
        problems.append(QStringLiteral("the seal of state.db is not the one that state.head knows"));
    return problems + Walk(*database.value(), *key, *row).run();
}

} // namespace ostiary
