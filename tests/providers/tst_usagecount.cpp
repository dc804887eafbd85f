// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/provideradapter.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

namespace {

std::unique_ptr<ProviderAdapter> adapterOf(Dialect dialect, bool stream, Surface surface = Surface::Chat,
                                           bool wantsUsage = false, bool tellsCost = false)
{
    auto deployment = std::make_shared<Deployment>();
    deployment->provider = "prov";
    deployment->dialect = dialect;
    deployment->quirks.tellsCost = tellsCost;
    AttemptContext made;
    made.deployment = deployment;
    made.stream = stream;
    made.surface = surface;
    made.clientWantsUsage = wantsUsage;
    return ProviderAdapter::make(std::move(made));
}

std::string chunk(const QByteArray &usage)
{
    return "data: {\"choices\":[],\"usage\":" + usage.toStdString() + "}\n\n";
}

const std::string kStop = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

} // namespace

class tst_UsageCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textHasAMostAndALeast_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>(
            "tokens"); // of the tokenizer that makes the most of it, by hand or by its publisher's tool
        QTest::newRow("prose") << QByteArray("The keeper of the door asks for a name and a key.") << 13;
        QTest::newRow("hexadecimal") << QByteArray("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c") << 32;
        QTest::newRow("digits") << QByteArray("31415926535897932384626433832795") << 32;
        QTest::newRow("marks") << QByteArray("{}[]();<>!?#$%&") << 15;
        // Measured with OpenAI's o200k and cl100k.
        QTest::newRow("letters without sense") << QByteArray("xqzjvkwpfhgbtdmrnlscyqxzvkjwpbfghdtm") << 21;
        QTest::newRow("rare letters") << QByteArray("\xe1\x9a\xa0\xe1\x9b\x87\xe1\x9a\xbb") << 9;
    }
    void textHasAMostAndALeast()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, tokens);
        SeenText seen;
        seen.addSaid(text.toStdString());
        QVERIFY2(seen.leastTokens() <= tokens, qPrintable(QString::number(seen.leastTokens())));
        QVERIFY2(seen.mostTokens() >= tokens, qPrintable(QString::number(seen.mostTokens())));
        QVERIFY(seen.mostTokens() <= text.size());
    }

    void theArithmeticTells_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<int>("prompt");
        QTest::addColumn<int>("completion");
        const auto row = [](const char *name, const char *usage, int prompt, int completion) {
            QTest::newRow(name) << QByteArray(usage) << prompt << completion;
        };
        row("reasoning inside",
            "{\"prompt_tokens\":32,\"completion_tokens\":309,\"total_tokens\":341,\"completion_tokens_"
            "details\":{\"reasoning_tokens\":300}}",
            32, 309);
        row("reasoning beside",
            "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":341,\"completion_tokens_"
            "details\":{\"reasoning_tokens\":300}}",
            32, 309);
        row("little reasoning beside",
            "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":46,\"completion_"
            "tokens_details\":{\"reasoning_tokens\":5}}",
            32, 14);
        row("reasoning beside without a total",
            "{\"prompt_tokens\":32,\"completion_tokens\":9,\"completion_tokens_details\":{\"reasoning_tokens\":300}}",
            32, 309);
        row("reasoning beside, and not in the total",
            "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":41,\"completion_tokens_details\":{"
            "\"reasoning_tokens\":300}}",
            32, 309);
        row("reasoning at the top",
            "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":341,\"reasoning_"
            "tokens\":300}",
            32, 309);
        row("reasoning without a name", "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":341}", 32, 309);
        row("reasoning and more",
            "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":361,\"completion_tokens_"
            "details\":{\"reasoning_tokens\":300}}",
            32, 329);
        row("reasoning counted in part by the total",
            "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":291,\"completion_tokens_details\":{"
            "\"reasoning_tokens\":300}}",
            32, 309);
        row("cached inside",
            "{\"prompt_tokens\":100,\"completion_tokens\":9,\"total_tokens\":109,\"prompt_tokens_"
            "details\":{\"cached_tokens\":80}}",
            100, 9);
        row("cached beside",
            "{\"prompt_tokens\":100,\"completion_tokens\":9,\"total_tokens\":189,\"prompt_tokens_"
            "details\":{\"cached_tokens\":80}}",
            180, 9);
        row("cached beside without a total",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"prompt_tokens_details\":{\"cached_tokens\":80}}", 90, 9);
        row("cached and written beside",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"cache_read_input_tokens\":8,"
            "\"cache_creation_input_tokens\":5,\"total_tokens\":32}",
            23, 9);
        row("cached and written, together more than the prompt",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"cache_read_input_tokens\":8,\"cache_creation_input_"
            "tokens\":"
            "5}",
            23, 9);
        row("cached and reasoning beside",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":56,\"prompt_tokens_details\":{\"cached_"
            "tokens\":30},\"completion_tokens_details\":{\"reasoning_tokens\":7}}",
            40, 16);
        row("images beside",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":519,\"prompt_tokens_details\":"
            "{\"image_tokens\":500}}",
            510, 9);
        row("sound beside",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":69,\"completion_tokens_"
            "details\":{\"audio_tokens\":50}}",
            10, 59);
        row("a total that is too small", "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":5}", 10, 9);
        row("a total of zero", "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":0}", 10, 9);
        row("a completion of null", "{\"prompt_tokens\":10,\"completion_tokens\":null,\"total_tokens\":19}", 10, 9);
        row("no prompt", "{\"completion_tokens\":9,\"total_tokens\":19}", 10, 9);
        row("nulls in the details",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":19,\"prompt_tokens_"
            "details\":null,\"completion_tokens_details\":{\"reasoning_tokens\":null}}",
            10, 9);
        row("the names of another interface",
            "{\"input_tokens\":10,\"output_tokens\":9,\"output_tokens_details\":{"
            "\"reasoning_tokens\":4}}",
            10, 9);
        row("fractions that are none", "{\"prompt_tokens\":10.0,\"completion_tokens\":9.0}", 10, 9);
        row("DeepSeek",
            "{\"prompt_tokens\":10,\"completion_tokens\":9,\"total_tokens\":19,\"prompt_cache_hit_tokens\":8,"
            "\"prompt_cache_miss_tokens\":2}",
            10, 9);
        row("no completion at all", "{\"prompt_tokens\":10}", -1, -1);
        row("nothing", "{}", -1, -1);
        row("texts", "{\"prompt_tokens\":\"4000\",\"completion_tokens\":\"9\"}", 4000, 9);
        row("words", "{\"prompt_tokens\":\"ten\",\"completion_tokens\":9}", -1, -1);
    }
    void theArithmeticTells()
    {
        QFETCH(QByteArray, usage);
        QFETCH(int, prompt);
        QFETCH(int, completion);
        const auto check = [&](const MaybeUsage &told) {
            QCOMPARE(told.has_value(), prompt >= 0);
            if (told)
                QCOMPARE(told->prompt, std::int64_t(prompt));
            if (told)
                QCOMPARE(told->completion, std::int64_t(completion));
        };
        const auto whole = adapterOf(Dialect::OpenAi, false)
                               ->answer("{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}],"
                                        "\"usage\":" +
                                        usage.toStdString() + "}");
        QVERIFY(whole.ok());
        check(whole->usage);
        const auto stream = adapterOf(Dialect::OpenAi, true);
        std::string out;
        QVERIFY(stream->stream(kStop + chunk(usage) + "data: [DONE]\n\n", out).state == StreamState::Finished);
        check(stream->usage());
        const auto moonshot = adapterOf(Dialect::OpenAi, true);
        QVERIFY(moonshot
                    ->stream("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\",\"usage\":" +
                                 usage.toStdString() + "}]}\n\ndata: [DONE]\n\n",
                             out)
                    .state == StreamState::Finished);
        check(moonshot->usage());
    }

    void laterZerosWipeNothing_data()
    {
        QTest::addColumn<QList<QByteArray>>("chunks");
        QTest::addColumn<QList<int>>("counts"); // prompt, completion, cache read, cache write, reasoning
        const QByteArray full = "{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120,\"prompt_tokens_"
                                "details\":{\"cached_tokens\":30,\"cache_write_tokens\":10},\"completion_tokens_"
                                "details\":{\"reasoning_tokens\":5}}";
        const QList<int> counts = {100, 20, 30, 10, 5};
        const auto row = [&](const char *name, const QList<QByteArray> &chunks, const QList<int> &wanted) {
            QTest::newRow(name) << chunks << wanted;
        };
        row("zeros behind",
            {full, "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0,\"prompt_tokens_"
                   "details\":{\"cached_tokens\":0,\"cache_write_tokens\":0},\"completion_tokens_"
                   "details\":{\"reasoning_tokens\":0}}"},
            counts);
        row("nothing behind", {full, "{\"prompt_tokens\":0,\"completion_tokens\":0}"}, counts);
        row("null behind", {full, "null"}, counts);
        row("nulls behind", {full, "{\"prompt_tokens\":null,\"completion_tokens\":null}"}, counts);
        row("nonsense behind", {full, "{\"prompt_tokens\":-1,\"completion_tokens\":\"x\"}"}, counts);
        row("nonsense before", {"{\"prompt_tokens\":-1}", full}, counts);
        row("less written than before",
            {"{\"prompt_tokens\":100,\"completion_tokens\":500}", "{\"prompt_tokens\":100,\"completion_tokens\":1}"},
            {100, 500, 0, 0, 0});
        row("halves",
            {"{\"prompt_tokens\":100,\"completion_tokens\":0}", "{\"prompt_tokens\":0,\"completion_tokens\":20}"},
            {100, 20, 0, 0, 0});
        row("growing", {"{\"prompt_tokens\":100,\"completion_tokens\":1,\"total_tokens\":101}", full}, counts);
        row("nothing cached after all",
            {full, "{\"prompt_tokens\":100,\"completion_tokens\":20,\"prompt_tokens_details\":{\"cached_tokens\":0}}"},
            {100, 20, 0, 10, 5});
        row("read, not written",
            {"{\"prompt_tokens\":100,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":0,\"cache_"
             "write_tokens\":80}}",
             "{\"prompt_tokens\":100,\"completion_tokens\":20,\"prompt_tokens_details\":{\"cached_tokens\":80,\"cache_"
             "write_tokens\":0}}"},
            {100, 20, 80, 0, 0});
        row("dearer parts repeated as zero",
            {full, "{\"prompt_tokens\":100,\"completion_tokens\":20,\"prompt_tokens_details\":{\"cached_tokens\":30,"
                   "\"cache_write_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}"},
            counts);
        row("zero alone", {"{\"prompt_tokens\":0,\"completion_tokens\":0}"}, {0, 0, 0, 0, 0});
    }
    void laterZerosWipeNothing()
    {
        QFETCH(QList<QByteArray>, chunks);
        QFETCH(QList<int>, counts);
        const auto adapter = adapterOf(Dialect::OpenAi, true);
        std::string events, out;
        for (const QByteArray &usage : chunks)
            events += chunk(usage);
        QVERIFY(adapter->stream(kStop + events + "data: [DONE]\n\n", out).state == StreamState::Finished);
        QCOMPARE(adapter->usage(), MaybeUsage(Usage{counts[0], counts[1], counts[2], counts[3], counts[4]}));
    }

    void anthropicsZerosWipeNothing_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("delta");
        QTest::addColumn<QList<int>>("counts"); // prompt, completion, cache read, cache write
        const auto row = [](const char *name, const char *start, const char *delta, const QList<int> &counts) {
            QTest::newRow(name) << QByteArray(start) << QByteArray(delta) << counts;
        };
        row("input repeated as zero", "{\"input_tokens\":100,\"output_tokens\":1}",
            "{\"input_tokens\":0,\"output_tokens\":20}", {100, 20, 0, 0});
        row("the cache repeated as zero",
            "{\"input_tokens\":100,\"cache_read_input_tokens\":30,\"cache_creation_input_tokens\":10,\"output_tokens\":"
            "1}",
            "{\"input_tokens\":0,\"cache_read_input_tokens\":0,\"cache_creation_input_tokens\":0,\"output_tokens\":20}",
            {140, 20, 30, 10});
        row("read, not written",
            "{\"input_tokens\":2,\"cache_creation_input_tokens\":500,\"cache_read_input_tokens\":0,\"output_tokens\":"
            "4}",
            "{\"input_tokens\":2,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":500,\"output_tokens\":"
            "20}",
            {502, 20, 500, 0});
        row("the input repeated and the cache as zero",
            "{\"input_tokens\":2,\"cache_creation_input_tokens\":500,\"cache_read_input_tokens\":30,\"output_tokens\":"
            "4}",
            "{\"input_tokens\":2,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":20}",
            {532, 20, 30, 500});
        row("nulls", "{\"input_tokens\":100,\"cache_read_input_tokens\":30,\"output_tokens\":1}",
            "{\"input_tokens\":null,\"cache_read_input_tokens\":null,\"output_tokens\":20}", {130, 20, 30, 0});
        row("output repeated as zero", "{\"input_tokens\":100,\"output_tokens\":7}", "{\"output_tokens\":0}",
            {100, 7, 0, 0});
        row("input told at the end", "{\"input_tokens\":0,\"output_tokens\":0}",
            "{\"input_tokens\":100,\"output_tokens\":20}", {100, 20, 0, 0});
        row("a cache write told by its parts",
            "{\"input_tokens\":3,\"cache_creation\":{\"ephemeral_5m_input_tokens\":12000,"
            "\"ephemeral_1h_input_tokens\":0},\"output_tokens\":1}",
            "{\"output_tokens\":5}", {12003, 5, 0, 12000});
        row("input corrected", "{\"input_tokens\":100,\"output_tokens\":1}",
            "{\"input_tokens\":120,\"output_tokens\":20}", {120, 20, 0, 0});
    }
    void anthropicsZerosWipeNothing()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, delta);
        QFETCH(QList<int>, counts);
        const auto adapter = adapterOf(Dialect::Anthropic, true);
        std::string out;
        const std::string events =
            "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"usage\":" + start.toStdString() +
            "}}\n\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
            "\"usage\":" +
            delta.toStdString() + "}\n\ndata: {\"type\":\"message_stop\"}\n\n";
        QVERIFY(adapter->stream(events, out).state == StreamState::Finished);
        QCOMPARE(adapter->usage(), MaybeUsage(Usage{counts[0], counts[1], counts[2], counts[3], 0}));
    }

    void takesTheProvidersWordOnTheCost_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<qint64>("nano"); // -1: it says none
        QTest::newRow("a number") << QByteArray(R"("cost":0.00014)") << qint64(140'000);
        QTest::newRow("with an exponent") << QByteArray(R"("cost":1.4e-07)") << qint64(140);
        QTest::newRow("a sum") << QByteArray(R"("cost":{"input_tokens_cost":0.1,"total_cost":0.102})")
                               << qint64(102'000'000);
        QTest::newRow("the rest is billed elsewhere")
            << QByteArray(R"("cost":0.01,"is_byok":true,"cost_details":{"upstream_inference_cost":0.2})")
            << qint64(210'000'000);
        QTest::newRow("nobody knows what is billed elsewhere")
            << QByteArray(R"("cost":0,"is_byok":true,"cost_details":{"upstream_inference_cost":null})") << qint64(-1);
        QTest::newRow("nor is it told") << QByteArray(R"("cost":0,"is_byok":true)") << qint64(-1);
        QTest::newRow("nothing elsewhere")
            << QByteArray(R"("cost":0.01,"is_byok":false,"cost_details":{"upstream_inference_cost":0.2})")
            << qint64(10'000'000);
        QTest::newRow("nothing") << QByteArray(R"("cost":0)") << qint64(0);
        QTest::newRow("a text") << QByteArray(R"("cost":"0.1")") << qint64(-1);
        QTest::newRow("less than nothing") << QByteArray(R"("cost":-0.1)") << qint64(-1);
        QTest::newRow("null") << QByteArray(R"("cost":null)") << qint64(-1);
    }
    void takesTheProvidersWordOnTheCost()
    {
        QFETCH(QByteArray, more);
        QFETCH(qint64, nano);
        for (const bool itsWordCounts : {true, false}) {
            const auto adapter = adapterOf(Dialect::OpenAi, true, Surface::Chat, false, itsWordCounts);
            std::string out;
            (void)adapter->stream(kStop + chunk(R"({"prompt_tokens":10,"completion_tokens":2,)" + more + "}"), out);
            QCOMPARE(adapter->toldCost().has_value(), itsWordCounts && nano >= 0);
            if (adapter->toldCost())
                QCOMPARE(qint64(adapter->toldCost()->nano()), nano);
        }
    }

    void aCostIsNotTakenBack_data()
    {
        QTest::addColumn<QList<QByteArray>>("chunks");
        QTest::addColumn<qint64>("nano"); // -1: none counts
        const QByteArray told = R"({"prompt_tokens":100,"completion_tokens":20,"cost":0.5})";
        QTest::newRow("once") << QList<QByteArray>{told} << qint64(500'000'000);
        QTest::newRow("zeros behind") << QList<QByteArray>{told,
                                                           R"({"prompt_tokens":0,"completion_tokens":0,"cost":0})"}
                                      << qint64(500'000'000);
        QTest::newRow("a larger one behind")
            << QList<QByteArray>{told, R"({"prompt_tokens":100,"completion_tokens":30,"cost":0.6})"}
            << qint64(600'000'000);
        QTest::newRow("more tokens behind, and no cost")
            << QList<QByteArray>{told, R"({"prompt_tokens":100,"completion_tokens":30})"} << qint64(-1);
        QTest::newRow("the same again, and no cost")
            << QList<QByteArray>{told, R"({"prompt_tokens":100,"completion_tokens":20})"} << qint64(500'000'000);
    }
    void aCostIsNotTakenBack()
    {
        QFETCH(QList<QByteArray>, chunks);
        QFETCH(qint64, nano);
        const auto adapter = adapterOf(Dialect::OpenAi, true, Surface::Chat, false, true);
        std::string events = kStop, out;
        for (const QByteArray &usage : chunks)
            events += chunk(usage);
        (void)adapter->stream(events, out);
        QCOMPARE(adapter->toldCost() ? qint64(adapter->toldCost()->nano()) : qint64(-1), nano);
    }

    void partsKeepTheirNames()
    {
        const auto whole =
            adapterOf(Dialect::OpenAi, false)
                ->answer("{\"choices\":[{\"message\":{}}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50,"
                         "\"prompt_tokens_details\":{\"audio_tokens\":7,\"image_tokens\":8},"
                         "\"completion_tokens_details\":{\"audio_tokens\":9,\"image_tokens\":10},"
                         "\"cache_creation_input_tokens\":20,\"cache_creation\":{"
                         "\"ephemeral_5m_input_tokens\":5,\"ephemeral_1h_input_tokens\":15}}}");
        QVERIFY(whole.ok() && whole->usage);
        Usage wanted{100, 50, 0, 20, 0};
        wanted.cacheWriteHour = 15;
        wanted.audioPrompt = 7;
        wanted.imagePrompt = 8;
        wanted.audioCompletion = 9;
        wanted.imageCompletion = 10;
        QCOMPARE(*whole->usage, wanted);
        const auto message = adapterOf(Dialect::Anthropic, false)
                                 ->answer("{\"content\":[],\"usage\":{\"input_tokens\":10,\"output_tokens\":5,"
                                          "\"cache_creation_input_tokens\":20,\"cache_creation\":{"
                                          "\"ephemeral_5m_input_tokens\":5,\"ephemeral_1h_input_tokens\":15}}}");
        QVERIFY(message.ok() && message->usage);
        Usage kept{30, 5, 0, 20, 0};
        kept.cacheWriteHour = 15;
        QCOMPARE(*message->usage, kept);
    }

    void cachedTokensAtTheTop()
    {
        const auto whole = adapterOf(Dialect::OpenAi, false)
                               ->answer("{\"choices\":[{\"message\":{}}],\"usage\":{\"prompt_tokens\":100,"
                                        "\"completion_tokens\":5,\"total_tokens\":105,\"cached_tokens\":80}}");
        QVERIFY(whole.ok());
        QCOMPARE(whole->usage, MaybeUsage(Usage{100, 5, 80, 0, 0}));
    }

    void countsThatCannotBeTrueBesideText_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<int>("prompt"); // -1: none is told
        QTest::addColumn<int>("completion");
        const auto row = [](const char *name, const char *usage, int prompt, int completion) {
            QTest::newRow(name) << QByteArray(usage) << prompt << completion;
        };
        // Beside 400 bytes, which are about 100 tokens.
        row("true", "{\"prompt_tokens\":10,\"completion_tokens\":90,\"total_tokens\":100}", 10, 90);
        row("few tokens for much text", "{\"prompt_tokens\":10,\"completion_tokens\":40}", 10, 40);
        row("zeros", "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}", -1, -1);
        row("zeros as texts", "{\"prompt_tokens\":\"0\",\"completion_tokens\":\"0\"}", -1, -1);
        row("no completion", "{\"prompt_tokens\":4000,\"completion_tokens\":0,\"total_tokens\":4000}", 4000, 100);
        row("no completion and no total", "{\"prompt_tokens\":4000,\"completion_tokens\":0}", 4000, 100);
        row("the completion in the total alone",
            "{\"prompt_tokens\":4000,\"completion_tokens\":0,\"total_tokens\":4090}", 4000, 90);
        row("told early", "{\"prompt_tokens\":4000,\"completion_tokens\":1,\"total_tokens\":4001}", 4000, 100);
        row("no prompt", "{\"prompt_tokens\":0,\"completion_tokens\":90,\"total_tokens\":90}", -1, -1);
        row("the prompt in the total alone", "{\"prompt_tokens\":0,\"completion_tokens\":90,\"total_tokens\":4090}",
            4000, 90);
        row("the total alone", "{\"total_tokens\":4000}", 3900, 100);
        row("the total beside zeros", "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":4000}", 3900, 100);
        row("a total that is less than the text", "{\"total_tokens\":20}", -1, -1);
    }
    void countsThatCannotBeTrueBesideText()
    {
        QFETCH(QByteArray, usage);
        QFETCH(int, prompt);
        QFETCH(int, completion);
        const MaybeUsage wanted = prompt < 0 ? MaybeUsage() : MaybeUsage(Usage{prompt, completion, 0, 0, 0});
        const std::string text = "{\"content\":\"" + std::string(400, 'a') + "\"}";
        const auto whole = adapterOf(Dialect::OpenAi, false)
                               ->answer("{\"choices\":[{\"message\":" + text +
                                        ",\"finish_reason\":\"stop\"}],\"usage\":" + usage.toStdString() + "}");
        QVERIFY(whole.ok());
        QCOMPARE(whole->usage, wanted);
        const std::string said = "data: {\"choices\":[{\"delta\":" + text + "}]}\n\n" + kStop;
        std::string out;
        for (const std::string &events : {chunk(usage) + said, said + chunk(usage)}) {
            const auto stream = adapterOf(Dialect::OpenAi, true);
            QVERIFY(stream->stream(events + "data: [DONE]\n\n", out).state == StreamState::Finished);
            QCOMPARE(stream->usage(), wanted);
            const auto ended = adapterOf(Dialect::OpenAi, true);
            QVERIFY(ended->stream(events, out).state == StreamState::Open);
            QVERIFY(ended->streamEnded(out).state == StreamState::Finished);
            QCOMPARE(ended->usage(), wanted);
        }
    }

    void noHonestCountIsRaised_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("told"); // the lowest count that a tokenizer in use has for it
        const auto row = [](const char *name, const QString &text, int times, int told) {
            QTest::newRow(name) << text.repeated(times) << told;
        };
        row("nothing but blanks", " ", 5000, 8);
        row("line breaks", "\n", 3000, 95);
        row("a line of dashes", "-", 3000, 14);
        row("lines", "================================================================================\n", 30, 60);
        row("deep indentation", "\n" + QString(" ").repeated(120) + "x1", 60, 240);
        row("zeros", "0", 2000, 63);
        row("one letter", "a", 2000, 125);
        row("the longest name", "translatesAutoresizingMaskIntoConstraints ", 50, 101);
        row("a table", "| 1 | 2 | 3 |\n", 50, 400);
        row("stars", "* ", 500, 501);
        row("English", "Internationalization considerations notwithstanding, organizations misunderstand it. ", 10,
            100);
        row("contractions", "I don't think we'll say they've won; it's o'clock. ", 20, 241);
        row("code", "if (x) {\n    return;\n}\n\n", 60, 540);
        row("Chinese", "人工智能是计算机科学的一个分支", 20, 140);
        row("a phrase that is one token in places", "天天中彩票", 100, 100);
        row("Hindi", "कृत्रिम बुद्धिमत्ता कंप्यूटर विज्ञान की एक शाखा है ", 10, 140);
        row("Tamil", "செயற்கை நுண்ணறிவு என்பது கணினி அறிவியலின் ஒரு கிளை ஆகும். ", 6, 134);
        row("Thai", "ปัญญาประดิษฐ์เป็นสาขาหนึ่งของวิทยาการคอมพิวเตอร์", 10, 190);
        row("Korean", "인공지능은 인간의 학습능력, 추론능력, 지각능력을 인공적으로 ", 10, 190);
        row("letters of base64", "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24", 20, 700);
    }
    void noHonestCountIsRaised()
    {
        QFETCH(QString, text);
        QFETCH(int, told);
        for (const int size : {1, 7, 4096}) {
            const auto stream = adapterOf(Dialect::OpenAi, true);
            std::string out, events;
            for (qsizetype at = 0; at < text.size(); at += size)
                events +=
                    "data: {\"choices\":[{\"delta\":{\"content\":" + jsonQuoted(text.mid(at, size).toStdString()) +
                    "}}]}\n\n";
            events += kStop + chunk("{\"prompt_tokens\":10,\"completion_tokens\":" + QByteArray::number(told) + "}");
            QVERIFY(stream->stream(events + "data: [DONE]\n\n", out).state == StreamState::Finished);
            QVERIFY2(stream->usage()->completion == told,
                     qPrintable(QString("%1 for %2 by %3").arg(stream->usage()->completion).arg(told).arg(size)));
            QCOMPARE(stream->usage(), MaybeUsage(Usage{10, told, 0, 0, 0}));
            QVERIFY(!stream->usageIsEstimated());
        }
    }

    void countsBelowTheLeastAreRaised_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("told");
        QTest::addColumn<int>("completion");
        const QString words = QString("Who keeps the door? ").repeated(50); // 200 words, 1,000 bytes
        QTest::newRow("a word more") << words << 199 << 250;
        QTest::newRow("a third of it") << words << 83 << 250;
        QTest::newRow("told early") << words << 1 << 250;
        QTest::newRow("as many as words") << words << 200 << 200;
        QTest::newRow("base64 of almost nothing") << QString("TWFuIGlzIGRp").repeated(100) << 37 - 1 << 300;
        QTest::newRow("Chinese of almost nothing") << QString("人工智能").repeated(100) << 49 << 300;
    }
    void countsBelowTheLeastAreRaised()
    {
        QFETCH(QString, text);
        QFETCH(int, told);
        QFETCH(int, completion);
        const auto answer = adapterOf(Dialect::OpenAi, false);
        const auto whole =
            answer->answer("{\"choices\":[{\"message\":{\"content\":" + jsonQuoted(text.toStdString()) +
                           "}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":" + std::to_string(told) + "}}");
        QCOMPARE(whole->usage, MaybeUsage(Usage{9, completion, 0, 0, 0}));
        QCOMPARE(answer->usageIsEstimated(), completion != told);
        const auto message = adapterOf(Dialect::Anthropic, false);
        const auto said =
            message->answer("{\"content\":[{\"type\":\"text\",\"text\":" + jsonQuoted(text.toStdString()) +
                            "}],\"usage\":{\"input_tokens\":9,\"output_tokens\":" + std::to_string(told) + "}}");
        QCOMPARE(said->usage, MaybeUsage(Usage{9, completion, 0, 0, 0}));
        QCOMPARE(message->usageIsEstimated(), completion != told);
    }

    // A summary of what was thought may have more words than the thinking had tokens.
    void wordsOfReasoningProveNothing()
    {
        const std::string words = jsonQuoted(QString("Who keeps the door? ").repeated(50).toStdString());
        const auto answer = adapterOf(Dialect::OpenAi, false);
        const auto whole = answer->answer("{\"choices\":[{\"message\":{\"content\":\"I\",\"reasoning\":" + words +
                                          "}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":65}}");
        QCOMPARE(whole->usage, MaybeUsage(Usage{9, 65, 0, 0, 0}));
    }

    void anEchoIsNoCompletion_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<int>("prompt"); // -1: none is told
        QTest::addColumn<int>("completion");
        QTest::newRow("told") << QByteArray("{\"prompt_tokens\":250,\"completion_tokens\":2}") << 250 << 2;
        QTest::newRow("nothing but the prompt")
            << QByteArray("{\"prompt_tokens\":250,\"completion_tokens\":0}") << 250 << 0;
        QTest::newRow("zeros") << QByteArray("{\"prompt_tokens\":0,\"completion_tokens\":0}") << -1 << 0;
    }
    void anEchoIsNoCompletion()
    {
        QFETCH(QByteArray, usage);
        QFETCH(int, prompt);
        QFETCH(int, completion);
        const std::string words = jsonQuoted(QString("Who keeps the door? ").repeated(50).toStdString());
        std::string body = "{\"model\":\"m\",\"echo\":true,\"prompt\":" + words + "}";
        const auto index = indexRequest(body, Surface::Completion);
        const auto adapter = adapterOf(Dialect::OpenAi, false, Surface::Completion);
        QVERIFY(adapter->request(*index, body).ok());
        const auto whole = adapter->answer("{\"choices\":[{\"text\":" + words +
                                           ",\"finish_reason\":\"length\"}],"
                                           "\"usage\":" +
                                           usage.toStdString() + "}");
        QCOMPARE(whole->usage, prompt < 0 ? MaybeUsage() : MaybeUsage(Usage{prompt, completion, 0, 0, 0}));
        QVERIFY(!adapter->usageIsEstimated());
    }

    void textInPartsIsSeen()
    {
        const auto adapter = adapterOf(Dialect::OpenAi, false);
        const auto whole =
            adapter->answer("{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"abcdefgh\"}]}}],"
                            "\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}");
        QVERIFY(whole.ok());
        QCOMPARE(adapter->textBytes(), std::int64_t(8));
        QCOMPARE(whole->usage, MaybeUsage());
    }

    // Some servers write an empty reason into every chunk, and a running count.
    void anEmptyReasonEndsNothing()
    {
        const auto adapter = adapterOf(Dialect::OpenAi, true);
        std::string out;
        const auto chunk = [](const char *reason) {
            return "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":" + std::string(reason) +
                   "}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}}\n\n";
        };
        (void)adapter->stream(chunk("\"\""), out);
        QVERIFY(!adapter->isCountedAtEnd());
        (void)adapter->stream(chunk("\"stop\""), out);
        QVERIFY(adapter->isCountedAtEnd());
    }

    void anthropicsCountsThatCannotBeTrue()
    {
        const std::string text(400, 'a');
        const auto message = [&](const char *usage) {
            return adapterOf(Dialect::Anthropic, false)
                ->answer("{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"usage\":" + usage + "}");
        };
        QCOMPARE(message("{\"input_tokens\":0,\"output_tokens\":0}")->usage, MaybeUsage());
        const auto early = message("{\"input_tokens\":\"4000\",\"output_tokens\":1}");
        QCOMPARE(early->usage, MaybeUsage(Usage{4000, 100, 0, 0, 0}));
        QVERIFY(early->body.find("\"completion_tokens\":100") != std::string::npos);
        QCOMPARE(message("{\"input_tokens\":0,\"cache_read_input_tokens\":50,\"output_tokens\":90}")->usage,
                 MaybeUsage(Usage{50, 90, 50, 0, 0}));
    }

    void whatTheClientGetsOfUsage_data()
    {
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<QByteArray>("relayed");
        const QByteArray real = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n";
        QTest::newRow("without choices") << QByteArray(
                                                "data: {\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n")
                                         << real;
        QTest::newRow("zeros behind")
            << real + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}\n\n"
            << real;
    }
    void whatTheClientGetsOfUsage()
    {
        QFETCH(QByteArray, events);
        QFETCH(QByteArray, relayed);
        const auto adapter = adapterOf(Dialect::OpenAi, true, Surface::Chat, true);
        std::string out;
        QVERIFY(adapter->stream(kStop + events.toStdString() + "data: [DONE]\n\n", out).state == StreamState::Finished);
        QCOMPARE(out, kStop + relayed.toStdString());
    }

    void embeddingsWithoutAPromptTellNothing()
    {
        const auto answer = adapterOf(Dialect::OpenAi, false, Surface::Embedding)
                                ->answer("{\"data\":[],\"usage\":{\"prompt_tokens\":0,\"total_tokens\":0}}");
        QVERIFY(answer.ok());
        QCOMPARE(answer->usage, MaybeUsage());
    }

    void embeddingsHaveNoCompletion_data()
    {
        QTest::addColumn<QByteArray>("usage");
        QTest::newRow("as OpenAI") << QByteArray("{\"prompt_tokens\":8,\"total_tokens\":8}");
        QTest::newRow("the total alone") << QByteArray("{\"total_tokens\":8}");
        QTest::newRow("the prompt alone") << QByteArray("{\"prompt_tokens\":8}");
    }
    void embeddingsHaveNoCompletion()
    {
        QFETCH(QByteArray, usage);
        const auto answer = adapterOf(Dialect::OpenAi, false, Surface::Embedding)
                                ->answer("{\"data\":[],\"usage\":" + usage.toStdString() + "}");
        QVERIFY(answer.ok());
        QCOMPARE(answer->usage, MaybeUsage(Usage{8, 0, 0, 0, 0}));
    }
};

OSTIARY_TEST(tst_UsageCount)
#include "tst_usagecount.moc"
