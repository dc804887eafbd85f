// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/eventstream.h"
#include "models/domain/gatewayerror.h"
#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "models/items/requestidtext.h"
#include "tests/support/testregistry.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QLocale>
#include <QtTest>

using namespace ostiary;

namespace {

/// A gateway whose answers the test gives.
class FakeClient final : public AdminClient
{
public:
    struct Call
    {
        AdminRequest request;
        QPointer<AdminOperation> operation;
    };
    AdminOperation *send(const AdminRequest &request, QObject *parent) override
    {
        auto *operation = new AdminOperation(parent);
        calls.append({request, operation});
        return operation;
    }
    QString serverName() const override { return "fake"; }
    QUrl dataAddress() const override { return {}; }
    void answer(int call, const QJsonObject &body, int status = 200)
    {
        AdminReply reply;
        reply.status = status;
        reply.body = body;
        if (status >= 400)
            reply.message = body.value("message").toString();
        QVERIFY(calls[call].operation);
        calls[call].operation->deleteLater();
        Q_EMIT calls[call].operation->finished(reply);
    }
    void event(const QByteArray &name, const QJsonObject &data) { takeEvent(name, data); }

    QList<Call> calls;
};

QJsonObject page(int from, int count, const QString &next)
{
    QJsonArray rows;
    for (int i = from; i < from + count; ++i)
        rows.append(QJsonObject{{"id", QString::number(i)}, {"name", QString("row %1").arg(i)}});
    return {{"data", rows}, {"next_cursor", next.isEmpty() ? QJsonValue() : QJsonValue(next)}};
}

std::vector<Column> oneColumn()
{
    return {{"Name", Column::Kind::Strong,
             [](const QJsonObject &row) { return Cell{.text = row.value("name").toString()}; }}};
}

} // namespace

class tst_Items : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void readsAPageAtATime()
    {
        FakeClient client;
        ResourceModel model(client, {"/admin/v1/things", "thing"}, oneColumn());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester.setUseFetchMore(false); // the test does
        model.reload();
        QVERIFY(model.isLoading());
        QCOMPARE(client.calls[0].request.path, QString("/admin/v1/things"));
        client.answer(0, page(0, 3, "c3"));
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(client.calls[1].request.query.queryItemValue("cursor"), QString("c3"));
        QVERIFY(!model.canFetchMore({})); // one page at a time
        client.answer(1, page(3, 2, {}));
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.index(4, 0).data().toString(), QString("row 4"));
        QCOMPARE(model.rowOf("4"), 4);
        QCOMPARE(model.rowOf("9"), -1);
    }

    void holdsAWindowOfALongListAndGoesBack()
    {
        FakeClient client;
        ResourceModel model(client, {"/admin/v1/things", "thing"}, oneColumn());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester.setUseFetchMore(false);
        QSignalSpy moved(&model, &ResourceModel::windowMoved);
        model.reload();
        client.answer(0, page(0, 200, "200"));
        for (int read = 1; read < 30; ++read) {
            model.fetchMore({});
            client.answer(read, page(read * 200, 200, QString::number((read + 1) * 200)));
        }
        QCOMPARE(model.rowCount(), 25 * 200); // however far it is scrolled
        QCOMPARE(model.index(0, 0).data().toString(), QString("row 1000"));
        QVERIFY(!model.isAtTop());
        QCOMPARE(moved.size(), 5);
        model.reload(); // what is looked at stays
        QCOMPARE(client.calls.size(), 30);
        model.fetchBack();
        QCOMPARE(client.calls[30].request.query.queryItemValue("cursor"), QString("800"));
        client.answer(30, page(800, 200, "1000"));
        QCOMPARE(model.index(0, 0).data().toString(), QString("row 800"));
        QCOMPARE(model.rowCount(), 25 * 200);
        QCOMPARE(moved.last()[0].toInt(), 200);
        model.fetchMore({}); // what fell off at the end is read again from where it began
        QCOMPARE(client.calls[31].request.query.queryItemValue("cursor"), QString::number(29 * 200));
        model.toTop(); // gives that up
        client.answer(32, page(0, 200, "200"));
        QCOMPARE(model.rowCount(), 200);
        QVERIFY(model.isAtTop());
    }

    void newRowsPushTheOthersDown()
    {
        FakeClient client;
        ResourceModel model(client, {"/admin/v1/things", "thing"}, oneColumn());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester.setUseFetchMore(false);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset), inserted(&model, &QAbstractItemModel::rowsInserted);
        model.reload();
        client.answer(0, page(10, 200, "c"));
        model.fetchMore({});
        client.answer(1, page(210, 200, "d"));
        reset.clear();
        inserted.clear();
        model.reload();
        client.answer(2, page(7, 200, "x"));
        QCOMPARE(reset.size(), 0);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.rowCount(), 403); // the second page is still there
        model.reload();
        client.answer(3, page(7, 200, "x")); // nothing new
        QCOMPARE(model.rowCount(), 403);
        model.reload();
        client.answer(4, page(8, 2, {})); // all but two have gone
        QCOMPARE(model.rowCount(), 2);
    }

    void goesOnWhileTheGatewayIsLooking()
    {
        const auto looking = [](QJsonObject answer) {
            answer["looking"] = true;
            return answer;
        };
        FakeClient client;
        ResourceModel model(client, {"/admin/v1/things", "thing"}, oneColumn());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester.setUseFetchMore(false);
        model.reload();
        client.answer(0, looking(page(0, 2, "back")));
        QCOMPARE(model.rowCount(), 2); // at once
        QCOMPARE(client.calls.size(), 2);
        QCOMPARE(client.calls[1].request.query.queryItemValue("cursor"), QString("back"));
        client.answer(1, looking(page(0, 0, "further back")));
        client.answer(2, page(2, 1, {}));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(client.calls.size(), 3);
        model.reload(); // as a live list does: what it found before stays, and it does not look again
        client.answer(3, looking(page(0, 2, "back")));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(client.calls.size(), 4);
    }

    void readsAgainWhenItsResourceChanges()
    {
        FakeClient client;
        ResourceModel model(client, {"/admin/v1/things", "thing"}, oneColumn());
        model.reload();
        client.event("changed", {{"resource", "thing"}, {"revision", 4}}); // while the call is under way
        QCOMPARE(client.calls.size(), 1);
        client.answer(0, page(0, 1, {}));
        QCOMPARE(client.calls.size(), 2); // it may have been too early, so it is asked again
        client.answer(1, page(0, 1, {}));
        client.event("changed", {{"resource", "other"}, {"revision", 5}});
        client.event("changed", {{"resource", "thing"}, {"revision", 4}}); // told again after a reconnect
        QCOMPARE(client.calls.size(), 2);
        client.event("changed", {{"resource", "thing"}, {"revision", 6}});
        QCOMPARE(client.calls.size(), 3);
    }

    void keepsItsRowsWhenACallFails()
    {
        FakeClient client;
        ResourceModel model(client, {"/x", {}}, oneColumn());
        model.reload();
        client.answer(0, page(0, 2, {}));
        model.reload();
        client.answer(1, {{"message", "the ledger is busy"}}, 503);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.error(), QString("the ledger is busy"));
        model.reload();
        client.answer(2, page(0, 2, {}));
        QVERIFY(model.error().isEmpty());
    }

    void aNewFilterForgetsTheCallBefore()
    {
        FakeClient client;
        ResourceModel model(client, {"/x", {}}, oneColumn());
        model.reload();
        QUrlQuery filter;
        filter.addQueryItem("model", "m");
        model.setFilter(filter);
        QVERIFY(!client.calls[0].operation);
        QCOMPARE(client.calls[1].request.query.queryItemValue("model"), QString("m"));
    }

    void writesNumbersAsPeopleReadThem_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &written, const char *expected) {
            QTest::newRow(name) << written << QString::fromUtf8(expected);
        };
        row("dollars", formatMoney("412.861"), "$412.86");
        row("a cent and a half", formatMoney("0.0157"), "$0.0157");
        row("far below a cent", formatMoney("0.00000006"), "$0.00000006");
        row("nothing", formatMoney("0"), "$0.00");
        row("no amount", formatMoney(""), "–");
        row("less than nothing", formatMoney("-2"), "−$2.00");
        row("as in a column of thousandths", formatMoney("1.5", 6), "$1.500000");
        row("below the last decimal of a column", formatMoney("0.0000001", 6), "< $0.000001");
        row("nothing, in a column", formatMoney("0", 4), "$0.0000");
        row("a whole limit", formatAmount("10"), "$10");
        row("a price with cents", formatAmount("2.5"), "$2.50");
        row("a small price", formatAmount("0.15"), "$0.15");
        row("ten thousandths", formatAmount("0.1000"), "$0.10");
        row("thousands", formatCount(1284091), "1,284,091");
        row("compact thousands", formatCompact(31200), "31.2 k");
        row("compact millions", formatCompact(3910000), "3.91 M");
        row("compact thousand millions", formatCompact(2700000000), "2.70 B");
        row("not compact", formatCompact(9450), "9,450");
        row("microseconds", formatMilliseconds(0.18), "0.18 ms");
        row("milliseconds", formatMilliseconds(412), "412 ms");
        row("hardly any", formatMilliseconds(0.001), "< 0.01 ms");
        row("seconds", formatMilliseconds(1940), "1.94 s");
        row("minutes", formatMilliseconds(200000), "3 min 20 s");
        row("a wait", formatWait(3201), "4 s");
        row("a longer wait", formatWait(80'000), "1 min 20 s");
        row("not measured", formatMilliseconds(std::nullopt), "–");
        row("tokens", formatTokens(1204, 388), "1,204 → 388");
        row("a small share", formatShare(0.0004), "0.04 %");
        row("a short id", shortId("abc"), "abc");
        row("a long id", shortId("01a1fde1aaaaaaaaaab144"), "01a1fde1…b144");
    }
    void writesNumbersAsPeopleReadThem()
    {
        QFETCH(QString, written);
        QTEST(written, "expected");
    }

    void readsNumbersAsPeopleWriteThem_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("expected");
        const QLocale english(QLocale::English, QLocale::UnitedStates), german(QLocale::German, QLocale::Germany);
        QTest::newRow("a whole number") << german << "25"
                                        << "25";
        QTest::newRow("a comma") << german << "0,05"
                                 << "0.05";
        QTest::newRow("thousands and a comma") << german << "1.234.567,5"
                                               << "1234567.5";
        QTest::newRow("thousands") << german << "1.500"
                                   << "1500";
        QTest::newRow("a point that cannot be thousands") << german << "0.5"
                                                          << "0.5";
        QTest::newRow("a point before two digits") << german << "1.50"
                                                   << "1.50";
        QTest::newRow("an English point") << english << "0.05"
                                          << "0.05";
        QTest::newRow("English thousands") << english << "1,234,567.5"
                                           << "1234567.5";
        QTest::newRow("a comma that cannot be thousands") << english << "0,05"
                                                          << "0,05";
        QTest::newRow("only begun") << german << "3,"
                                    << "3";
        QTest::newRow("a comma alone") << german << ","
                                       << ",";
        QTest::newRow("a point alone") << english << "."
                                       << ".";
        QTest::newRow("no number") << german << "viel"
                                   << "viel";
        QTest::newRow("nothing") << german << ""
                                 << "";
    }
    void readsNumbersAsPeopleWriteThem()
    {
        QFETCH(QLocale, locale);
        QFETCH(QString, written);
        const QLocale before;
        const auto restore = qScopeGuard([&] { QLocale::setDefault(before); });
        QLocale::setDefault(locale);
        QTEST(decimalFromLocale(written), "expected");
        QCOMPARE(decimalFromLocale(decimalInLocale("1234.5")), QString("1234.5"));
    }

    void eventsAreTheSameHoweverTheyAreSplit()
    {
        const QByteArray stream = ": hello\n\nevent: changed\ndata: {\"resource\":\"key\",\"revision\":7}\n\nevent: "
                                  "counters\r\ndata: {\"in_flight\":2}\r\n\r\nevent: broken\ndata: {\n\n";
        for (int cut = 0; cut <= stream.size(); ++cut) {
            QStringList seen;
            EventStream events([&](const QByteArray &name, const QJsonObject &data) {
                seen += name + ":" + QString::number(data.size());
            });
            events.feed(stream.left(cut));
            events.feed(stream.mid(cut));
            QCOMPARE(seen, QStringList({"changed:2", "counters:1"}));
        }
    }

    void repliesTellTheGatewaysWords()
    {
        const AdminReply bad = AdminReply::read(
            400, "{\"error\":{\"message\":\"no\",\"param\":\"max_budget\",\"type\":\"x\",\"code\":\"400\"}}");
        QVERIFY(!bad.ok());
        QCOMPARE(bad.message, QString("no"));
        QCOMPARE(bad.field, QString("max_budget"));
        QVERIFY(AdminReply::read(201, "{}").ok());
        QCOMPARE(AdminReply::read(502, "<html>").message, QString("HTTP 502"));
    }

    void aModelIsAsWellAsItsDeployments_data()
    {
        QTest::addColumn<QStringList>("states");
        QTest::addColumn<QString>("told");
        QTest::newRow("one that is used") << QStringList{"in_service"} << "Healthy";
        QTest::newRow("one whose last call failed") << QStringList{"failing"} << "Failing";
        QTest::newRow("one of two rests") << QStringList{"failing", "resting"} << "Resting, 1 of 2";
        QTest::newRow("two of three fail") << QStringList{"failing", "in_service", "failing"} << "Failing, 2 of 3";
        QTest::newRow("only the second was used") << QStringList{"unused", "in_service"} << "Healthy";
        QTest::newRow("a failing one is disabled") << QStringList{"failing disabled", "in_service"} << "Healthy";
        QTest::newRow("the first is disabled") << QStringList{"unused disabled", "in_service"} << "Healthy";
        QTest::newRow("none was used") << QStringList{"unused", "unused"} << "Idle";
    }
    void aModelIsAsWellAsItsDeployments()
    {
        QFETCH(QStringList, states);
        QJsonArray deployments;
        for (const QString &state : states)
            deployments.append(QJsonObject{{"health", QJsonObject{{"status", state.section(' ', 0, 0)}}},
                                           {"enabled", !state.endsWith("disabled")}});
        const auto columns = modelColumns();
        QTEST(columns[4].cell({{"deployments", deployments}}).text, "told");
    }

    void complaintsAreInTheWordsOfTheConsole()
    {
        const GatewayError inUse = GatewayError::make(ErrorCode::Conflict, "in use", "id")
                                       .because(Reason::ProviderInUse, {{"models", "a \"b\", c"}});
        const AdminReply reply = AdminReply::read(409, QByteArray::fromStdString(openAiEnvelope(inUse)));
        QCOMPARE(reply.field, QString("id"));
        QCOMPARE(reply.reason, QString("provider_in_use"));
        QVERIFY(complaintWords(reply).contains("a \"b\", c"));
        QVERIFY(!complaintWords(reply).contains('{'));
        const GatewayError plain = GatewayError::make(ErrorCode::Conflict, "Only the gateway knows");
        const AdminReply other = AdminReply::read(409, QByteArray::fromStdString(openAiEnvelope(plain)));
        QCOMPARE(complaintWords(other), QString("Only the gateway knows"));
    }

    void cellsSayWhatTheyMean()
    {
        const auto columns = requestColumns();
        const Column &result = columns[4];
        QCOMPARE(result.cell({{"status", 200}, {"attempts", 1}}).meaning, Meaning::Good);
        QCOMPARE(result.cell({{"status", 200}, {"attempts", 2}}).text, QString::fromUtf8("200 · try 2"));
        QCOMPARE(result.cell({{"status", 429}, {"error", "budget_exceeded"}}).text, QString("429 budget exceeded"));
        QCOMPARE(result.cell({{"status", 429}, {"error", "budget_exceeded"}}).meaning, Meaning::Bad);
        QCOMPARE(priceText({}), QString("no price"));
        QCOMPARE(keyColumns()[5].cell({{"max_budget_usd", "2"}, {"spend_usd", "1"}}).share, 0.5);
        QVERIFY(keyColumns()[5].cell({{"spend_usd", "1"}}).share < 0); // no limit, no bar
    }

    void aKeySaysWhichBudgetRefusesIt_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("spent");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("budget");
        QTest::addColumn<double>("share");
        QTest::newRow("nothing is spent") << "key"
                                          << "0"
                                          << "Active"
                                          << "$2" << 0.0;
        QTest::newRow("its own") << "key"
                                 << "2"
                                 << "Spent"
                                 << "$2" << 1.0;
        QTest::newRow("its user's") << "user"
                                    << "3"
                                    << "Spent (user one)"
                                    << "$2 (user one)" << 1.5;
        QTest::newRow("its user's, half") << "user"
                                          << "1"
                                          << "Active"
                                          << "$2 (user one)" << 0.5;
        QTest::newRow("the organisation's") << "organisation"
                                            << "2"
                                            << "Spent (organisation)"
                                            << "$2 (organisation)" << 1.0;
    }
    void aKeySaysWhichBudgetRefusesIt()
    {
        QFETCH(QString, scope);
        QFETCH(QString, spent);
        const QJsonArray budgets{
            QJsonObject{{"scope", "team"}, {"id", "red"}, {"limit_usd", QJsonValue()}},
            QJsonObject{{"scope", scope}, {"id", "one"}, {"limit_usd", "2"}, {"spent_usd", spent}, {"held_usd", "0"}}};
        const QJsonObject key{{"alias", "k"}, {"budgets", budgets}, {"spend_usd", "0"}};
        const auto columns = keyColumns();
        QTEST(columns.back().cell(key).text, "state");
        QTEST(columns[4].cell(key).text, "budget");
        QTEST(columns[5].cell(key).share, "share");
    }

    void aKeySaysWhatItsBudgetRefused()
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QJsonObject budget{{"scope", "key"}, {"id", "1"}, {"limit_usd", "2"}, {"spent_usd", "1"}};
        const auto tip = [&] {
            const QJsonObject key{{"alias", "k"}, {"budgets", QJsonArray{budget}}};
            return keyColumns().back().cell(key).toolTip;
        };
        QVERIFY2(tip().contains("$1"), qPrintable(tip()));
        QVERIFY2(!tip().contains("refused"), qPrintable(tip()));
        budget["refused"] = 24;
        budget["refused_since_ms"] = now;
        QVERIFY2(tip().contains("24 request(s) refused since " + formatRecent(now, now)), qPrintable(tip()));
        budget["spent_usd"] = "2";
        QVERIFY2(tip().contains("24 request(s) refused since"), qPrintable(tip()));
    }

    void aRecentMomentHasItsDateUnlessItIsToday()
    {
        const QDateTime at(QDate(2026, 11, 26), QTime(10, 14));
        const qint64 ms = at.toMSecsSinceEpoch();
        QCOMPARE(formatRecent(ms, ms + 60'000), QLocale().toString(at.time(), QLocale::ShortFormat));
        QCOMPARE(formatRecent(ms, ms + 86'400'000), QLocale().toString(at, QLocale::ShortFormat));
    }

    void aKeySaysWhatItsUserMayCall()
    {
        const Column models = keyColumns()[2];
        QCOMPARE(models.cell({}).text, QString("all"));
        QCOMPARE(models.cell({{"user_models", QJsonArray{"small"}}}).text, QString("small"));
        QCOMPARE(models.cell({{"models", QJsonArray{"a"}}, {"user_models", QJsonArray{"small"}}}).text,
                 QString("a, within the user's"));
    }

    void aMinuteOfAnotherDayHasItsDate()
    {
        const qint64 at = QDateTime(QDate(2026, 3, 1), QTime(14, 2)).toMSecsSinceEpoch();
        const QString time = QLocale().toString(QTime(14, 2), QLocale::ShortFormat);
        QCOMPARE(formatMinute(at, at + 60'000), time);
        const QString later = formatMinute(at, at + qint64(2) * 86'400'000);
        QVERIFY2(later.contains(time) && later.size() > time.size(), qPrintable(later));
    }

    void aFailureIsInTheConsolesWords()
    {
        const auto tip = [](const QJsonObject &health) {
            return healthCell({{"enabled", true}, {"health", health}}).toolTip;
        };
        const QString coded = tip({{"status", "failing"},
                                   {"last_error", "OpenAI did not answer within 60 s"},
                                   {"last_error_code", "upstream_timeout"}});
        QCOMPARE(coded, QString("Last failure: provider too slow\nOpenAI did not answer within 60 s"));
        QCOMPARE(tip({{"status", "failing"}, {"last_error", "no token"}}), QString("Last failure: no token"));
    }

    void aRequestsIdIsReadAsPeopleHaveIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits"); // the id below
        QTest::addColumn<bool>("whole");
        QTest::newRow("whole") << "01a21572-9c3e-7abc-8def-0123456789e1" << true << true;
        QTest::newRow("pasted with blanks, in capitals") << "  01A21572-9C3E-7ABC-8DEF-0123456789E1\n" << true << true;
        QTest::newRow("as lists shorten it") << QString("01a21572\u202689e1") << true << false;
        QTest::newRow("with three dots") << "01a21572...89e1" << true << false;
        QTest::newRow("its beginning") << "01a21572" << true << false;
        QTest::newRow("more of its beginning") << "01a21572-9c3e-7" << true << false;
        QTest::newRow("another's beginning") << "01a21573" << false << false;
        QTest::newRow("another's end") << QString("01a21572\u202689e2") << false << false;
        QTest::newRow("too little") << "01a2157" << false << false;
        QTest::newRow("a name") << "01a21572 bot" << false << false;
        QTest::newRow("of no time that is") << "deadbeef" << false << false;
    }
    void aRequestsIdIsReadAsPeopleHaveIt()
    {
        QFETCH(QString, text);
        QFETCH(bool, whole);
        const QString id = "01a21572-9c3e-7abc-8def-0123456789e1";
        const qint64 ms = 0x01a215729c3e;
        const auto read = RequestIdText::parse(text);
        QTEST(read && read->fits(id), "fits");
        if (!read || !read->fits(id))
            return;
        QCOMPARE(read->isWhole(), whole);
        QVERIFY(read->sinceMs <= ms && ms < read->untilMs);
        QVERIFY(read->untilMs - read->sinceMs <= 65'536);
    }

    void everyCodeOfTheGatewayHasWords()
    {
        for (int i = 0; i <= static_cast<int>(ErrorCode::VersionNotSupported); ++i) {
            const std::string_view name = nameOf(static_cast<ErrorCode>(i));
            const QString code = QString::fromUtf8(name.data(), qsizetype(name.size()));
            QVERIFY2(!errorWords(code).contains('_'), qPrintable(code));
            QVERIFY2(isErrorKnown(code), qPrintable(code));
        }
        QCOMPARE(errorWords("of_a_newer_gateway"), QString("of a newer gateway"));
        QVERIFY(!isErrorKnown("of_a_newer_gateway"));
        for (const Reason reason : allReasons()) {
            const std::string_view name = nameOf(reason);
            const QString text = QString::fromUtf8(name.data(), qsizetype(name.size()));
            AdminReply reply;
            reply.reason = text;
            QVERIFY2(!complaintWords(reply).isEmpty(), qPrintable(text)); // not the gateway's, which are none here
        }
        QCOMPARE(
            routeWords("by weight 70 of 100, 3 of 4 deployments in service; attempt 2 after upstream_failed"),
            QString("by weight 70 of 100; 3 of 4 deployments are in service; try 2 after \u201cprovider failed\u201d"));
        QCOMPARE(routeWords("all 3 deployments rest or are full; the first to recover"),
                 QString("all 3 deployments rest or are full; the first one to recover"));
        QCOMPARE(routeWords("something new"), QString("something new"));
        QCOMPARE(stateWords("settled"), QString("Settled as the provider counted"));
    }
};

OSTIARY_TEST(tst_Items)
#include "tst_items.moc"
