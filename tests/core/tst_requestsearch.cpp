// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace ostiary;

namespace {
constexpr std::int64_t kHourMs = 3'600'000;
}

/// Requests are found by a word, and a list knows how long it is.
class tst_RequestSearch : public QObject
{
    Q_OBJECT

    AdminWorld m_world;
    std::int64_t m_beginMs = m_world.clock.wallMs() - 1'000'000;
    std::string m_firstId;

    UsageRecord record(int second) const
    {
        UsageRecord made;
        made.startedMs = m_beginMs + second * 1000LL;
        made.requestId = RequestId::generate(made.startedMs);
        made.attempt = 1;
        made.deployment = std::string_view("house");
        made.provider = std::string_view("pro");
        made.model = std::string_view("swift-mini");
        made.usage = {10, 5, 0, 0, 0};
        made.cost = made.requestCost = Money::fromNano(1'000'000);
        made.priced = made.final = true;
        made.state = RecordState::Settled;
        made.status = 200;
        made.totalUs = 1000;
        return made;
    }
    AdminWorld::Answer list(const QByteArray &query)
    {
        return m_world.call("GET", "/admin/v1/requests?" + query.toStdString());
    }
    /// All that fit; a page may end before, where the machine is slow.
    QJsonArray all(const QByteArray &query)
    {
        QJsonArray rows;
        QByteArray cursor;
        do {
            const AdminWorld::Answer page = list(query + cursor);
            [&] { QCOMPARE(page.status, 200); }();
            for (const QJsonValue &row : page.body["data"].toArray())
                rows.append(row);
            const QString next = page.body["next_cursor"].toString();
            cursor = next.isEmpty() ? QByteArray() : "&cursor=" + next.toLatin1();
        } while (!cursor.isEmpty());
        return rows;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const AdminWorld::Answer key = m_world.call("POST", "/admin/v1/keys", {{"alias", "Kiosk Nord"}});
        QCOMPARE(key.status, 201);
        UsageRecord first = record(0);
        first.userId = std::string_view("J\xc3\xbcrgen");
        m_firstId = first.requestId.toText();
        UsageRecord second = record(1);
        second.model = std::string_view("(unknown)");
        second.asked = std::string_view("gro\xc3\x9f_Wolke");
        second.teamId = std::string_view("Rhythms");
        UsageRecord third = record(2);
        third.keyId = key.body["id"].toString().toLongLong();
        third.model = std::string_view("slow-mini");
        for (const UsageRecord &one : {first, second, third})
            m_world.writer->note(one);
        m_world.writer->flush();
    }

    void aWordIsFoundWhereverItStands_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QList<int>>("seconds"); // after the beginning, the newest first
        QTest::newRow("model") << QByteArray("search=SWIFT") << QList<int>{0};
        QTest::newRow("models") << QByteArray("search=mini") << QList<int>{2, 0};
        QTest::newRow("asked for") << QByteArray("search=gro%C3%9F_wolke") << QList<int>{1};
        QTest::newRow("asked for, in other letters") << QByteArray("search=_WOLKE") << QList<int>{1};
        QTest::newRow("what is no pattern") << QByteArray("search=%25olke") << QList<int>{};
        QTest::newRow("nor a place") << QByteArray("search=gro__Wolke") << QList<int>{};
        QTest::newRow("user, with an umlaut") << QByteArray("search=J%C3%9CRG") << QList<int>{0};
        QTest::newRow("team") << QByteArray("search=rhythm") << QList<int>{1};
        QTest::newRow("key") << QByteArray("search=kiosk%20n") << QList<int>{2};
        QTest::newRow("without a key of its own") << QByteArray("search=master") << QList<int>{1, 0};
        QTest::newRow("nothing") << QByteArray("search=zzz") << QList<int>{};
        QTest::newRow("a provider is no name of these") << QByteArray("search=house") << QList<int>{};
        QTest::newRow("all of several") << QByteArray("search=mini&search=kiosk") << QList<int>{2};
        QTest::newRow("none has both") << QByteArray("search=swift&search=kiosk") << QList<int>{};
        QTest::newRow("with a field") << QByteArray("search=mini&model=swift-mini") << QList<int>{0};
        QTest::newRow("sorted") << QByteArray("search=mini&sort=started_ms&order=asc") << QList<int>{0, 2};
        QTest::newRow("an empty one is none") << QByteArray("search=") << QList<int>{2, 1, 0};
    }
    void aWordIsFoundWhereverItStands()
    {
        QFETCH(QByteArray, query);
        QFETCH(QList<int>, seconds);
        QList<int> found;
        for (const QJsonValue &row : all(query))
            found += static_cast<int>((row["started_ms"].toInteger() - m_beginMs) / 1000);
        QCOMPARE(found, seconds);
    }

    void anIdIsFoundByItselfAndByAPart()
    {
        const QByteArray id = QByteArray::fromStdString(m_firstId);
        for (const QByteArray &part : {id, id.toUpper(), id.right(12)}) {
            const QJsonArray rows = all("search=" + part);
            QCOMPARE(rows.size(), 1);
            QCOMPARE(rows[0]["id"].toString(), QString(id));
        }
        QCOMPARE(all("search=" + id + "&until_ms=" + QByteArray::number(qlonglong(m_beginMs))).size(), 0);
    }

    void aKeyThatIsDeletedIsFoundByItsName()
    {
        const AdminWorld::Answer key = m_world.call("POST", "/admin/v1/keys", {{"alias", "gone-by"}});
        UsageRecord one = record(60);
        one.keyId = key.body["id"].toString().toLongLong();
        m_world.writer->note(one);
        m_world.writer->flush();
        QCOMPARE(m_world.call("DELETE", "/admin/v1/keys/" + key.body["id"].toString().toStdString()).status, 200);
        QCOMPARE(all("search=gone").size(), 1);
    }

    void totalsAreThoseOfTheList_data()
    {
        QTest::addColumn<bool>("pruned");
        QTest::newRow("of all") << false;
        QTest::newRow("after retention") << true;
    }
    void totalsAreThoseOfTheList()
    {
        QFETCH(bool, pruned);
        AdminWorld world;
        std::mt19937_64 random(7);
        const std::int64_t end = world.clock.wallMs(), begin = end - 40 * kHourMs;
        std::vector<std::int64_t> times;
        for (int i = 0; i < 1500; ++i) { // some close together, so that a minute has several
            const std::int64_t at = begin + static_cast<std::int64_t>(random() % (40 * kHourMs));
            times.push_back(i % 3 == 0 || times.empty() ? at
                                                        : times.back() + static_cast<std::int64_t>(random() % 2000));
        }
        std::sort(times.begin(), times.end());
        for (const std::int64_t at : times) {
            UsageRecord one = record(0);
            one.startedMs = at;
            one.requestId = RequestId::generate(at);
            world.writer->note(one);
        }
        world.writer->flush();
        const auto totals = [&](const QByteArray &query) {
            return world.call("GET", "/admin/v1/requests/totals?" + query.toStdString()).body;
        };
        if (pruned) {
            const std::int64_t before = begin + 7 * kHourMs + 12'345;
            world.writer->prune(before);
            std::erase_if(times, [&](std::int64_t at) { return at < before; });
            QTRY_COMPARE_WITH_TIMEOUT(totals({})["requests"].toInteger(), qint64(times.size()), 30'000);
        }
        for (int round = 0; round < 200; ++round) {
            std::int64_t since = begin + static_cast<std::int64_t>(random() % (40 * kHourMs));
            std::int64_t until = since + 1 + static_cast<std::int64_t>(random() % (round % 2 ? 200'000 : 30 * kHourMs));
            QByteArray query;
            if (round % 5 == 0)
                since = 0;
            else
                query += "since_ms=" + QByteArray::number(qlonglong(since));
            if (round % 7 == 0)
                until = end * 2;
            else
                query += "&until_ms=" + QByteArray::number(qlonglong(until));
            const auto count =
                std::count_if(times.begin(), times.end(), [&](std::int64_t at) { return at >= since && at < until; });
            const QJsonObject told = totals(query);
            QCOMPARE(told["requests"].toInteger(), qint64(count));
            QCOMPARE(told["prompt_tokens"].toInteger(), qint64(count) * 10);
            QCOMPARE(told["completion_tokens"].toInteger(), qint64(count) * 5);
            QCOMPARE(told["cost_usd"].toString().toDouble(), static_cast<double>(count) / 1000);
        }
    }

    void totalsOfAFilterAreNoTotals()
    {
        for (const char *query : {"model=m", "search=m", "failed=true", "status=200"}) {
            const AdminWorld::Answer answer = m_world.call("GET", std::string("/admin/v1/requests/totals?") + query);
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.param(), QString(query).section('=', 0, 0));
        }
    }

    void aCountThatTakesTooLongIsNotTold()
    {
        AdminWorld world;
        for (int i = 0; i < 20'000; ++i) { // within one minute: they are counted one by one
            UsageRecord one = record(0);
            one.startedMs = m_beginMs - m_beginMs % 60'000 + i;
            one.requestId = RequestId::generate(one.startedMs);
            world.writer->note(one);
            if (i % 500 == 0)
                world.writer->flush();
        }
        world.writer->flush();
        const auto database =
            Database::open(world.folder.filePath("ledger.db"), Database::Mode::ReadOnly, Durability::Process);
        const std::int64_t since = m_beginMs - m_beginMs % 60'000 + 1;
        const auto none = RequestTotals(*database.value(), std::chrono::milliseconds(0)).between(since, since + 19'000);
        QVERIFY(none.ok());
        QVERIFY((*none)["requests"].isNull());
        const auto all = RequestTotals(*database.value(), std::chrono::hours(1)).between(since, since + 19'000);
        QCOMPARE((*all)["requests"].toInteger(), qint64(19'000));
    }

    void tooManyWordsAreRefused()
    {
        QByteArray many;
        for (int i = 0; i < 9; ++i)
            many += "&search=w" + QByteArray::number(i);
        QCOMPARE(list(many.mid(1)).param(), QString("search"));
        QCOMPARE(list("search=" + QByteArray(257, 'x')).param(), QString("search"));
        QCOMPARE(list("search=" + QByteArray(256, 'x')).status, 200);
    }
};

OSTIARY_TEST(tst_RequestSearch)
#include "tst_requestsearch.moc"
