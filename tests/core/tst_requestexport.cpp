// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/adminworld.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <semaphore>

using namespace ostiary;

namespace {

constexpr std::int64_t kBeginMs = 1'764'121'092'042;

UsageRecord record(std::int64_t ms, std::uint16_t status)
{
    UsageRecord made;
    made.requestId = RequestId::generate(ms);
    made.startedMs = ms;
    made.attempt = 1;
    made.model = std::string_view("a,b");
    made.teamId = std::string_view("=cmd");
    made.deployment = std::string_view("d");
    made.provider = std::string_view("p");
    made.usage = {23, 115, 0, 0, 0};
    made.cost = made.requestCost = Money::fromNano(29'700);
    made.priced = made.final = true;
    made.state = RecordState::Settled;
    made.status = status;
    made.totalUs = 1'940'400;
    made.overheadUs = 180;
    return made;
}

/// An export taken to its end, a piece at a time.
struct Taken
{
    int status = 0;
    std::string type;
    QByteArray text;
    int pieces = 0;
    bool whole = false;

    QList<QByteArray> lines() const
    {
        QList<QByteArray> all = text.split('\n');
        all.removeLast();
        return all;
    }
};

} // namespace

class tst_RequestExport : public QObject
{
    Q_OBJECT

    AdminWorld m_world;

    void take(const std::shared_ptr<Taken> &taken, const std::shared_ptr<ReplyPieces> &rest)
    {
        if (!rest) {
            taken->whole = true;
            return;
        }
        rest->next([this, taken, rest](const Result<ReplyPieces::Piece> &piece) {
            QVERIFY(piece.ok());
            taken->text += piece->bytes;
            ++taken->pieces;
            take(taken, piece->last ? nullptr : rest);
        });
    }
    std::shared_ptr<Taken> begin(const std::string &query, const char *method = "GET")
    {
        HttpRequest request;
        request.setStart(method, "/admin/v1/requests/export" + query);
        auto taken = std::make_shared<Taken>();
        m_world.router.handle(request, *m_world.administrator, [this, taken](const ControllerReply &reply) {
            taken->status = reply.status;
            taken->type = reply.contentType;
            taken->text = reply.body;
            taken->pieces = 1;
            take(taken, reply.rest);
        });
        return taken;
    }
    std::shared_ptr<Taken> call(const std::string &query, const char *method = "GET")
    {
        auto taken = begin(query, method);
        if (!QTest::qWaitFor([&] { return taken->whole; }, 60'000))
            QTest::qFail("the export did not end", __FILE__, __LINE__);
        return taken;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < 2500; ++i)
            m_world.writer->note(record(kBeginMs + i, i % 10 == 0 ? 429 : 200));
        m_world.writer->flush();
    }

    void hasEveryRequestOnce()
    {
        const auto taken = call("");
        QCOMPARE(taken->status, 200);
        QCOMPARE(taken->type, std::string("text/csv; charset=utf-8; header=present"));
        QVERIFY(taken->pieces >= 3); // the thread was given back between them
        const QList<QByteArray> lines = taken->lines();
        QCOMPARE(lines.size(), 2501);
        QSet<QByteArray> ids;
        for (const QByteArray &line : lines.mid(1))
            ids.insert(line.left(36));
        QCOMPARE(ids.size(), 2500);
    }

    void isForMachines()
    {
        const auto taken = call("?until_ms=" + std::to_string(kBeginMs + 1));
        const QList<QByteArray> lines = taken->lines();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0], QByteArray("id,started,key,key_id,user_id,team_id,model,asked_model,provider,deployment_id,"
                                      "surface,streamed,status,error,state,attempts,prompt_tokens,completion_tokens,"
                                      "cost_usd,latency_ms,ttft_ms,overhead_us\r"));
        QCOMPARE(lines[1].mid(36),
                 QByteArray(",2025-11-26T01:38:12.042Z,master key,0,,\"'=cmd\",\"a,b\",,p,d,chat,false,429,,settled,1,"
                            "23,115,0.0000297,1940,,180\r"));
    }

    void followsTheFilter_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("rows");
        QTest::newRow("by status") << QByteArray("?status=429") << 250;
        QTest::newRow("all others") << QByteArray("?status=!%3D429") << 2250;
        QTest::newRow("by time") << QByteArray("?since_ms=") + QByteArray::number(qlonglong(kBeginMs + 2400)) << 100;
        QTest::newRow("a name that nothing has") << QByteArray("?model=nothing") << 0;
        QTest::newRow("a key that nobody has") << QByteArray("?key=nobody") << 0;
    }
    void followsTheFilter()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, rows);
        const auto taken = call(query.toStdString());
        QCOMPARE(taken->status, 200);
        QCOMPARE(taken->lines().size(), rows + 1);
    }

    void refusesWhatItDoesNotDo_data()
    {
        QTest::addColumn<QByteArray>("query");
        for (const char *query : {"?sort=cost_usd", "?order=asc", "?limit=5", "?cursor=x", "?status=good"})
            QTest::newRow(query) << QByteArray(query);
    }
    void refusesWhatItDoesNotDo()
    {
        QFETCH(QByteArray, query);
        const auto taken = call(query.toStdString());
        QCOMPARE(taken->status, 400);
        QCOMPARE(QJsonDocument::fromJson(taken->text)["error"]["param"].toString(),
                 QString(query.mid(1, query.indexOf('=') - 1)));
    }

    void listsDoNotWaitForIt()
    {
        std::binary_semaphore end(0);
        bool ended = false;
        QVERIFY(m_world.reads.run(
            LongReads::Lane::Slow, [&](LedgerReader &) { end.acquire(); }, [&] { ended = true; }));
        const auto taken = begin("");
        QCOMPARE(m_world.call("GET", "/admin/v1/requests").status, 200);
        QVERIFY(!taken->whole);
        end.release();
        QTRY_VERIFY_WITH_TIMEOUT(ended && taken->whole, 60'000);
    }

    void aHeadHasNoRest() { QCOMPARE(call("", "HEAD")->pieces, 1); }
};

OSTIARY_TEST(tst_RequestExport)
#include "tst_requestexport.moc"
