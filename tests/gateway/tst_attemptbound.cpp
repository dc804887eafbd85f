// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/attemptbound.h"
#include "server/gateway/engineservices.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

namespace {

constexpr qint64 kNone = -1;

Target target(std::int64_t catalogueLimit, bool outputCosts = true)
{
    PriceCard card;
    card.inputPico = 1'000'000;
    card.outputPico = outputCosts ? 2'000'000 : 0;
    auto deployment = std::make_shared<Deployment>();
    deployment->provider = "openai";
    Target made;
    made.deployment = deployment;
    made.upstreamModel = "m";
    made.price = std::make_shared<const PriceCard>(card);
    made.maxOutputTokens = catalogueLimit;
    return made;
}

} // namespace

/// What is written into a request and what is held for it.
class tst_AttemptBound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boundsTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("underBudget");
        QTest::addColumn<qint64>("catalogue");
        QTest::addColumn<bool>("costs");
        QTest::addColumn<qint64>("written");
        QTest::addColumn<qint64>("completion");
        const auto row = [](const char *name, const char *fields, bool budget, qint64 catalogue, bool costs,
                            qint64 written, qint64 completion) {
            QTest::newRow(name) << QByteArray(fields) << budget << catalogue << costs << written << completion;
        };
        row("without a budget the request stays as it came", "", false, 4096, true, kNone, 0);
        row("the client's limit holds", R"(,"max_tokens":10)", true, 4096, true, kNone, 10);
        row("each of several answers", R"(,"max_tokens":10,"n":3)", true, 4096, true, kNone, 30);
        row("a limit of 0 bounds nothing", R"(,"max_tokens":0)", true, 4096, true, 4096, 4096);
        row("a limit of 0 where nothing is known of the model", R"(,"max_tokens":0)", true, 0, true, 200'000, 200'000);
        row("none: the model's", "", true, 4096, true, 4096, 4096);
        row("none: not more than the policy's", "", true, 90'000, true, 16'384, 16'384);
        row("none, and nothing is known of the model", "", true, 0, true, 16'384, 16'384);
        row("several answers of the model's limit", R"(,"n":2)", true, 4096, true, 4096, 8192);
        row("an answer that costs nothing is not bounded", "", true, 4096, false, kNone, 0);
    }
    void boundsTheAnswer()
    {
        QFETCH(QByteArray, fields);
        QFETCH(bool, underBudget);
        QFETCH(qint64, catalogue);
        QFETCH(bool, costs);
        std::string body = R"({"model":"m","messages":[{"role":"user","content":"hi"}])" + fields.toStdString() + "}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index);
        const Target at = target(catalogue, costs);
        const AttemptBound bound = attemptBound({*index, Surface::Chat, underBudget, {}}, at, {}, {});
        QTEST(qint64(bound.outputLimit.value_or(kNone)), "written");
        QTEST(qint64(bound.most.completion), "completion");
        QVERIFY(bound.most.prompt >= 2);
        const Money completion = Money::fromNano(bound.most.completion * (costs ? 2000 : 0));
        const Money prompt = Money::fromNano(bound.most.prompt * 1000);
        QVERIFY(bound.cost(at) >= completion + prompt);
    }

    void aTextCompletionOfNoTokensIsBounded_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("chat");
        QTest::addColumn<qint64>("completion");
        QTest::newRow("OpenAI") << QByteArray("https://api.openai.com/v1") << false << qint64(1);
        QTest::newRow("a server that may take it for none")
            << QByteArray("http://10.0.0.2/v1") << false << qint64(4096);
        QTest::newRow("another provider") << QByteArray("https://api.deepseek.com/v1") << false << qint64(4096);
        QTest::newRow("a chat") << QByteArray("https://api.openai.com/v1") << true << qint64(4096);
    }
    void aTextCompletionOfNoTokensIsBounded()
    {
        QFETCH(QByteArray, address);
        QFETCH(bool, chat);
        const Surface surface = chat ? Surface::Chat : Surface::Completion;
        std::string body =
            std::string(R"({"model":"m","max_tokens":0,)") + (chat ? R"("messages":[]})" : R"("prompt":"a"})");
        const auto index = indexRequest(body, surface);
        QVERIFY(index);
        Target at = target(4096);
        auto deployment = std::make_shared<Deployment>(*at.deployment);
        deployment->baseUrl = address.toStdString();
        at.deployment = deployment;
        QTEST(qint64(attemptBound({*index, surface, true, {}}, at, {}, {}).most.completion), "completion");
    }

    void embeddingsHaveNoAnswerToBound()
    {
        std::string body = R"({"model":"m","input":"hi"})";
        const auto index = indexRequest(body, Surface::Embedding);
        QVERIFY(index);
        const AttemptBound bound = attemptBound({*index, Surface::Embedding, true, {}}, target(4096), {}, {});
        QVERIFY(!bound.outputLimit);
        QCOMPARE(bound.most.completion, 0);
    }

    void saysWhatNeedsAPrice_data()
    {
        QTest::addColumn<bool>("hasPrice");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<bool>("refused");
        QTest::newRow("speech without a price") << false << false << true;
        QTest::newRow("speech with one") << true << false << false;
        QTest::newRow("accepted by an administrator") << false << true << false;
    }
    void saysWhatNeedsAPrice()
    {
        QFETCH(bool, hasPrice);
        QFETCH(bool, accepted);
        std::string body = R"({"model":"m","messages":[],"modalities":["audio"],"audio":{"voice":"a"}})";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index);
        const std::vector<BilledFeature> features = billedFeatures(*index, body);
        QVERIFY(!features.empty());
        Target at = target(4096);
        if (hasPrice) {
            PriceCard card = *at.price;
            card.audioOutputPico = 5'000'000;
            at.price = std::make_shared<const PriceCard>(card);
        }
        GatewaySettings settings;
        if (accepted) {
            for (const BilledFeature &feature : features)
                settings.acceptUnpriced.insert(foldedName(feature.name));
        }
        const AttemptBound bound = attemptBound({*index, Surface::Chat, true, features}, at, settings, {});
        QTEST(bound.unpriced != nullptr, "refused");
    }

    void aModelThatSearchesByItselfNeedsAPriceOfARequest_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<qint64>("request");
        QTest::addColumn<bool>("underBudget");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<bool>("refused");
        QTest::newRow("no price of a request") << QByteArray("gpt-4o-search-preview") << kNone << true << false << true;
        QTest::newRow("a price of a request") << QByteArray("sonar") << qint64(5'000) << true << false << false;
        QTest::newRow("free, as somebody wrote") << QByteArray("sonar") << qint64(0) << true << false << false;
        QTest::newRow("accepted") << QByteArray("groq/compound") << kNone << true << true << false;
        QTest::newRow("without a budget") << QByteArray("sonar") << kNone << false << false << false;
        QTest::newRow("another model") << QByteArray("gpt-4o") << kNone << true << false << false;
    }
    void aModelThatSearchesByItselfNeedsAPriceOfARequest()
    {
        QFETCH(QByteArray, model);
        QFETCH(qint64, request);
        QFETCH(bool, underBudget);
        QFETCH(bool, accepted);
        std::string body = R"({"model":"m","messages":[]})";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index);
        Target at = target(4096);
        at.upstreamModel = model.toStdString();
        PriceCard card = *at.price;
        card.requestPico = request;
        at.price = std::make_shared<const PriceCard>(card);
        GatewaySettings settings;
        if (accepted)
            settings.acceptUnpriced.insert(foldedName("search_models"));
        QTEST(attemptBound({*index, Surface::Chat, underBudget, {}}, at, settings, {}).unpriced != nullptr, "refused");
    }

    void aPictureIsHeldByTheModelThatCountsIt()
    {
        std::string body = R"({"model":"m","messages":[{"role":"user","content":[{"type":"image_url",)"
                           "\"image_url\":{\"url\":\"https://x/y.png\"}}]}]}";
        const auto index = indexRequest(body, Surface::Chat);
        QVERIFY(index);
        Target at = target(4096);
        at.upstreamModel = "gpt-4o";
        const auto usual = attemptBound({*index, Surface::Chat, true, {}}, at, {}, {}).most.prompt;
        auto azure = std::make_shared<Deployment>(*at.deployment);
        azure->baseModel = "gpt-4o-mini-2024-07-18";
        at.deployment = azure;
        at.upstreamModel = "eyes";
        const auto mini = attemptBound({*index, Surface::Chat, true, {}}, at, {}, {}).most.prompt;
        QVERIFY(usual >= 16'384 && usual < 20'000);
        QVERIFY(mini >= 48'169 && mini < 60'000); // OpenAI counts 2,833 for a picture and 5,667 for each of 8 tiles
    }
};

OSTIARY_TEST(tst_AttemptBound)
#include "tst_attemptbound.moc"
