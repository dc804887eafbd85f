// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/gatewayrouter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"
#include "ui/pages/pageparts.h"

#include <QRegularExpression>
#include <QtTest>

using namespace ostiary;

namespace {

struct NoRecords final : RecordSink
{
    int open(const UsageRecord &) override { return -1; }
    bool full() const override { return false; }
    void progress(int, const Usage &, Money) override {}
    void close(int, const UsageRecord &, std::function<void(bool)>, std::string) override {}
    void note(const UsageRecord &, std::string) override {}
};

} // namespace

/// What the console offers to copy, against the routes there are.
class tst_Snippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersNothingThatIsNotThere_data()
    {
        QTest::addColumn<QStringList>("paths");
        QTest::newRow("curl") << QStringList{"/v1/chat/completions"};
        QTest::newRow("python") << QStringList{"/v1/chat/completions"};
        QTest::newRow("node") << QStringList{"/v1/chat/completions"};
        QTest::newRow("environment") << QStringList{"/v1/chat/completions"};
    }
    void offersNothingThatIsNotThere()
    {
        QFETCH(QStringList, paths);
        FakeClock clock;
        EventPoll poll;
        Budget budget(clock);
        RateLimiter limiter(clock);
        Cooldowns cooldowns(clock);
        NoRecords records;
        Metrics metrics;
        UpstreamPool upstreams(poll, clock);
        Router router(cooldowns, limiter, 1);
        EngineServices services{clock, budget, limiter, cooldowns, records, metrics, upstreams, router, {}, {}};
        GatewayRouter gateway(services);
        RouteTable table;
        gateway.addRoutes(table);

        const QString text =
            snippet(QTest::currentDataTag(), QUrl("http://127.0.0.1:4000"), "sk-test", exampleRequest("m"));
        // What a client of this kind puts behind a base address.
        const QHash<QString, QString> calls{{"OPENAI_BASE_URL", "/chat/completions"},
                                            {"ANTHROPIC_BASE_URL", "/v1/messages"},
                                            {"GOOGLE_GEMINI_BASE_URL", "/v1beta/models/m:generateContent"},
                                            {"base_url", "/chat/completions"},
                                            {"baseURL", "/chat/completions"}};
        QStringList found;
        static const QRegularExpression address(
            "(?:(\\w+)\\s*[=:]\\s*\"?|curl )http://127\\.0\\.0\\.1:4000([^\\s\"]*)");
        for (auto all = address.globalMatch(text); all.hasNext();) {
            const auto match = all.next();
            if (!match.captured(1).isEmpty())
                QVERIFY2(calls.contains(match.captured(1)), qPrintable(match.captured(1)));
            found << match.captured(2) + calls.value(match.captured(1));
        }
        QCOMPARE(found, paths);
        for (const QString &path : found) {
            const RouteTable::Match match = table.find("POST", path.toStdString());
            QVERIFY2(match.route && !match.route->refusal, qPrintable(path));
        }
    }
};

OSTIARY_TEST(tst_Snippets)
#include "tst_snippets.moc"
