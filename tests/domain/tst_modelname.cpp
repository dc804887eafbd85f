// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/hosts.h"
#include "models/domain/modelname.h"
#include "models/domain/tokencell.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <set>

using namespace ostiary;

class tst_ModelName : public QObject
{
    Q_OBJECT

    const PriceList m_prices = *PriceList::fromJson(
        "{\"date\":\"d\",\"version\":1,\"models\":["
        "{\"provider\":\"openai\",\"id\":\"gpt-4o\"},{\"provider\":\"azure\",\"id\":\"gpt-4o\"},"
        "{\"provider\":\"deepseek\",\"id\":\"deepseek-chat\"},{\"provider\":\"novita\",\"id\":\"deepseek-chat\"},"
        "{\"provider\":\"gemini\",\"id\":\"gemini-2.5-flash\"},{\"provider\":\"cohere\",\"id\":\"command-r\"},"
        "{\"provider\":\"groq\",\"id\":\"llama-3.3-70b-versatile\"},"
        "{\"provider\":\"groq\",\"id\":\"shared\"},{\"provider\":\"cerebras\",\"id\":\"shared\"},"
        "{\"provider\":\"mistral\",\"id\":\"both\"},{\"provider\":\"xai\",\"id\":\"both\"}]}");

private Q_SLOTS:
    void tellsWhichClaudeThinksByItself()
    {
        for (const char *older :
             {"claude-3-5-sonnet-20241022", "claude-opus-4-1", "claude-sonnet-4-5", "claude-haiku-4-5",
              "us.anthropic.claude-3-7-sonnet-20250219-v1:0", "claude-2.1", "claude-instant-1.2"})
            QVERIFY2(thinksOnlyWhenTold(older), older);
        for (const char *newer :
             {"claude-opus-5", "claude-sonnet-5", "claude-fable-5", "claude-fable-5-1", "kimi-k3", ""})
            QVERIFY2(!thinksOnlyWhenTold(newer), newer);
    }

    void findsTheProvider_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("provider"); // empty: refused
        QTest::addColumn<QString>("upstream"); // or what the refusal says
        const auto row = [](const char *name, const char *model, const char *given, const char *base,
                            const char *provider, const char *upstream) {
            QTest::newRow(name) << model << given << base << provider << upstream;
        };
        const char *vllm = "http://gpu:8000/v1";
        row("a prefix", "mistral/large", "", "", "mistral", "large");
        row("a model with slashes", "openrouter/meta/llama", "", "", "openrouter", "meta/llama");
        row("a prefix of the long list", "minimax/MiniMax-M2", "", "", "minimax", "MiniMax-M2");
        row("an unknown prefix without an address", "nobody/model", "", "", "", "no provider is called 'nobody'");
        row("an unknown prefix with an address", "nobody/model", "", vllm, "nobody", "model");
        row("an unknown prefix, a model with slashes", "nobody/org/model", "", vllm, "nobody", "org/model");
        row("a hub's name at a server", "meta-llama/Llama-3", "", vllm, "openai_like", "meta-llama/Llama-3");
        row("a hub's name without an address", "meta-llama/Llama-3", "", "", "", "no provider is called 'meta-llama'");
        row("a hub's name at a provider", "acme/Llama-3", "", "https://api.together.xyz/v1", "together_ai",
            "acme/Llama-3");
        row("not spoken", "bedrock/amazon.nova", "", "", "", "provider 'bedrock' is not spoken yet");
        row("not spoken, with an address", "vertex_ai/gemini", "", vllm, "", "not spoken yet");
        row("a prefix alone", "openai/", "", "", "", "no model of it");
        row("given: the whole is the model's name", "meta-llama/Llama-3", "openai", vllm, "openai",
            "meta-llama/Llama-3");
        row("given and written", "azure/dep", "azure", "https://x.openai.azure.com", "azure", "dep");
        row("given, of nobody", "m", "nobody", "", "", "no provider is called 'nobody'");
        row("given, of nobody, with an address", "m", "nobody", vllm, "nobody", "m");
        row("given, not spoken", "m", "vertex_ai", "", "", "not spoken yet");
        row("a maker's name", "gpt-4o", "", "", "openai", "gpt-4o");
        row("a maker before a host", "deepseek-chat", "", "", "deepseek", "deepseek-chat");
        row("Google's", "gemini-2.5-flash", "", "", "gemini", "gemini-2.5-flash");
        row("Cohere's", "command-r", "", "", "cohere", "command-r");
        row("one host alone", "llama-3.3-70b-versatile", "", "", "groq", "llama-3.3-70b-versatile");
        row("two hosts", "shared", "", "", "", "groq/shared, cerebras/shared");
        row("two makers", "both", "", "", "", "mistral/both, xai/both");
        row("two hosts, with an address", "shared", "", vllm, "openai_like", "shared");
        row("newer than the list, but nobody else's", "claude-new", "", "", "anthropic", "claude-new");
        row("unknown", "my-model", "", "", "", "no provider is known for 'my-model'");
        row("looks like OpenAI's", "gpt-99", "", "", "", "no provider is known for 'gpt-99'");
        row("unknown, with an address", "my-model", "", vllm, "openai_like", "my-model");
        row("the simulator", "sim:rate=5", "", "", "sim", "sim:rate=5");
        row("Azure's marks", "azure/o_series/dep", "", "https://x.openai.azure.com", "azure", "dep");
        const char *azure = "https://x.openai.azure.com";
        row("by the responses", "openai/responses/gpt-5", "", "", "openai", "gpt-5");
        row("by the responses, of a server", "openai/responses/m", "", vllm, "openai", "m");
        row("by the responses, Azure's", "azure/responses/dep", "", azure, "azure", "dep");
        row("by the responses, another's", "xai/responses/grok-4", "", "", "xai", "grok-4");
        row("by the responses, of another proxy", "litellm_proxy/responses/m", "", vllm, "litellm_proxy",
            "responses/m");
        row("by the responses, given", "responses/gpt-5", "openai", "", "openai", "gpt-5");
        row("by the responses, a mark", "azure/responses/gpt5_series/dep", "", azure, "azure", "dep");
        row("by the responses, all", "openai/responses/*", "", "", "openai", "*");
        row("a mode alone is a name", "openai/responses/", "", "", "openai", "responses/");
        row("by chats", "openai/chat/gpt-4o", "", "", "openai", "gpt-4o");
        row("by chats, the whole path", "openai/chat/completions/m", "", vllm, "openai", "m");
        row("by chats, Azure's", "azure/chat/dep", "", azure, "azure", "dep");
        row("a server's own name", "openai/chat/m", "", vllm, "openai", "chat/m");
        row("a hub's own name", "openrouter/chat/m", "", "", "openrouter", "chat/m");
        row("Azure's address", "gpt-4o", "", azure, "azure", "gpt-4o");
        row("Azure's address, a name of one's own", "my-dep", "", azure, "azure", "my-dep");
        row("Azure's address, a name with a prefix", "openai/gpt-4o", "", azure, "openai", "gpt-4o");
        row("Foundry's address", "claude-new", "", "https://x.services.ai.azure.com", "azure_ai", "claude-new");
        row("Vertex' way to write", "claude-opus-4@20250514", "", "", "", "provider 'vertex_ai' is not spoken yet");
        row("Vertex' way to write, another maker's", "mistral-large@2407", "", "", "", "'vertex_ai' is not spoken");
        row("Vertex' way to write, at a server", "claude-opus-4@20250514", "", vllm, "openai_like",
            "claude-opus-4@20250514");
        row("Bedrock's way to write", "anthropic.claude-opus-4-8", "", "", "", "provider 'bedrock' is not spoken yet");
        row("Bedrock's way to write, a region", "us.meta.llama4-scout-17b-instruct-v1:0", "", "", "", "'bedrock'");
        row("Bedrock's way to write, a profile", "arn:aws:bedrock:eu-west-1:1:inference-profile/x", "bedrock", "", "",
            "'bedrock'");
        row("Bedrock's way to write, at a server", "openai.gpt-oss-120b", "", vllm, "openai_like",
            "openai.gpt-oss-120b");
        row("a region alone", "us.something", "", "", "", "no provider is known");
        row("a host of the hub", "huggingface/together/deepseek-ai/R1", "", "", "huggingface",
            "deepseek-ai/R1:together");
        row("all models of one", "anthropic/*", "", "", "anthropic", "*");
    }
    void findsTheProvider()
    {
        QFETCH(QString, model);
        QFETCH(QString, given);
        QFETCH(QString, base);
        QFETCH(QString, provider);
        QFETCH(QString, upstream);
        const auto place = findModelPlace(model.toStdString(), given.toStdString(), base.toStdString(), m_prices);
        QCOMPARE(place.ok(), !provider.isEmpty());
        if (!place) {
            const QString words = QString::fromStdString(place.error().publicText);
            QVERIFY2(words.contains(upstream), qPrintable(words));
            QVERIFY(place.error().reason != Reason::None);
            return;
        }
        QCOMPARE(QString::fromStdString(place->provider), provider);
        QCOMPARE(QString::fromStdString(place->upstreamModel), upstream);
        QVERIFY(place->preset);
    }

    // No name, whatever it is, leads to OpenAI unless it says so or the list does.
    void neverGuessesOpenAi_data()
    {
        QTest::addColumn<QString>("model");
        for (const char *model : {"minimax2/MiniMax-M2", "command-x", "gemini-99", "deepseek-99", "OpenAI/gpt-4o",
                                  "openai2/gpt-4o", "/gpt-4o", "gpt-4o/", "*", "", "o7", "text-embedding-9"})
            QTest::newRow(model) << model;
    }
    void neverGuessesOpenAi()
    {
        QFETCH(QString, model);
        QVERIFY(!findModelPlace(model.toStdString(), {}, {}, m_prices));
        const auto placed = findModelPlace(model.toStdString(), {}, "http://10.0.0.1/v1", m_prices);
        QVERIFY(!placed || placed->provider != "openai");
    }

    void knowsWhatChatsCannotReach_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("only");
        const auto row = [](const char *model, bool only) { QTest::newRow(model) << model << only; };
        for (const char *name : {"gpt-5-codex", "gpt-5.1-codex-mini", "azure/gpt-5.3-codex", "codex-mini-latest",
                                 "o1-pro", "o3-pro-2025-06-10", "gpt-5-pro", "gpt-5.4-pro-2026-03-05",
                                 "o4-mini-deep-research", "computer-use-preview"})
            row(name, true);
        for (const char *name :
             {"gpt-5", "gpt-5-mini", "o1-preview", "o3", "gemini-2.5-pro", "deepseek-v4-pro", "sonar-pro", "openai",
              "o", "", "gpt-4o-2024-08-06", "sonar-deep-research", "my-codex"})
            row(name, false);
    }
    void knowsWhatChatsCannotReach()
    {
        QFETCH(QString, model);
        QTEST(answersAtResponsesOnly(model.toStdString()), "only");
    }

    void presetsAreWhole()
    {
        std::set<std::string_view> names, titles;
        int withAddress = 0;
        bool othersBegan = false;
        for (const ProviderPreset &preset : providerPresets()) {
            QVERIFY2(names.insert(preset.name).second, preset.name.data());
            QVERIFY2(!isKnownUnsupportedProvider(preset.name), preset.name.data());
            QVERIFY2(!preset.title.empty(), preset.name.data());
            QVERIFY2(preset.is(ProviderPreset::OtherName) || titles.insert(preset.title).second, preset.name.data());
            QVERIFY2(!preset.baseUrl.ends_with('/'), preset.name.data());
            const bool https = preset.baseUrl.starts_with("https://");
            QVERIFY2(https || preset.baseUrl.empty() || preset.local(), preset.name.data());
            if (https && preset.dialect() == Dialect::OpenAi) {
                ++withAddress;
                QVERIFY2(!preset.keyVariable().empty(), preset.name.data());
            }
            QVERIFY2(!othersBegan || !preset.is(ProviderPreset::Known), preset.name.data());
            othersBegan = othersBegan || !preset.is(ProviderPreset::Known);
        }
        QVERIFY(withAddress >= 60);
        for (const char *name :
             {"nvidia_nim",    "github",         "sambanova",   "deepinfra", "moonshot",  "zai",
              "dashscope",     "minimax",        "volcengine",  "codestral", "novita",    "hyperbolic",
              "nebius",        "featherless_ai", "lambda_ai",   "lm_studio", "llamafile", "xinference",
              "litellm_proxy", "cloudflare",     "huggingface", "gemini",    "azure",     "azure_ai"})
            QVERIFY2(findPreset(name), name);
        QCOMPARE(listedProvider("cohere_chat"), std::string_view("cohere"));
        QCOMPARE(listedProvider("azure_text"), std::string_view("azure"));
        QCOMPARE(listedProvider("hosted_vllm"), std::string_view("vllm"));
        QCOMPARE(listedProvider("nobody"), std::string_view("nobody"));
        QVERIFY(findPreset("openai")->quirks().maxCompletionTokens);
        QVERIFY(!findPreset("mistral")->quirks().streamOptions);
        QCOMPARE(findPreset("together_ai")->allKeyVariables().size(), std::size_t(4));
        QVERIFY(openAiCompatible().quirks().streamOptions && !openAiCompatible().quirks().maxCompletionTokens);
    }

    void knowsWhoseHostItIs_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("own");
        const auto row = [](const char *url, const char *host, bool own) { QTest::newRow(url) << url << host << own; };
        row("http://127.0.0.1:8000/v1", "127.0.0.1", true);
        row("http://localhost:11434", "localhost", true);
        row("http://10.1.2.3", "10.1.2.3", true);
        row("http://172.16.0.1/v1", "172.16.0.1", true);
        row("http://172.31.255.255", "172.31.255.255", true);
        row("http://172.32.0.1", "172.32.0.1", false);
        row("http://192.168.1.5:1234", "192.168.1.5", true);
        row("http://169.254.9.9", "169.254.9.9", true);
        row("http://100.64.1.1", "100.64.1.1", true);
        row("http://100.128.1.1", "100.128.1.1", false);
        row("http://0.0.0.0:8000", "0.0.0.0", true);
        row("http://8.8.8.8", "8.8.8.8", false);
        row("http://[::1]:8000/v1", "::1", true);
        row("http://[fe80::1]/v1", "fe80::1", true);
        row("http://[fd00::1]", "fd00::1", true);
        row("http://[::ffff:10.0.0.1]", "::ffff:10.0.0.1", true);
        row("http://[::ffff:8.8.8.8]", "::ffff:8.8.8.8", false);
        row("http://[2606:4700::1111]", "2606:4700::1111", false);
        row("http://GPU:8000", "gpu", true);
        row("http://box.local/v1", "box.local", true);
        row("http://host.docker.internal:11434", "host.docker.internal", true);
        row("http://host.containers.internal:11434", "host.containers.internal", true);
        row("http://vllm.models.svc.cluster.local", "vllm.models.svc.cluster.local", true);
        row("https://api.openai.com/v1", "api.openai.com", false);
        row("https://user@llm.example.com:8443/v1?x=http://10.0.0.1", "llm.example.com", false);
        row("https://10.0.0.1.example.com", "10.0.0.1.example.com", false);
        row("https://127.0.0.1.", "127.0.0.1", true);
        row("https://mylocal", "mylocal", true);
        row("https://example.notlocal", "example.notlocal", false);
    }
    void knowsWhoseHostItIs()
    {
        QFETCH(QString, url);
        QFETCH(QString, host);
        QFETCH(bool, own);
        QCOMPARE(QString::fromStdString(hostOf(url.toStdString())), host);
        QCOMPARE(isOwnHost(hostOf(url.toStdString())), own);
    }

    void aTokenHoldsUntilItEnds()
    {
        TokenCell cell(TokenLogin{"https://login", "t", "c", Secret("s"), "scope"});
        QVERIFY(cell.token(0).isEmpty());
        cell.fail("refused");
        QCOMPARE(cell.trouble(), std::string("refused"));
        cell.renew(Secret("token-test"), 1000);
        QCOMPARE(std::string(cell.token(999).reveal()), std::string("token-test"));
        QVERIFY(cell.trouble().empty());
        cell.fail("refused again"); // what holds goes on holding
        QVERIFY(!cell.token(999).isEmpty());
        QVERIFY(cell.token(1000).isEmpty());
    }
};

OSTIARY_TEST(tst_ModelName)
#include "tst_modelname.moc"
