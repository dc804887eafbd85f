// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/deploymentdefaults.h"
#include "server/core/upstreamaddress.h"
#include "server/providers/provideradapter.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

namespace {

/// A variable of the environment while this lives.
class Variable
{
public:
    Variable(const char *name, const char *value) : m_name(name) { qputenv(name, value); }
    ~Variable() { qunsetenv(m_name); }
    Variable(const Variable &) = delete;
    Variable &operator=(const Variable &) = delete;

private:
    const char *m_name;
};

Deployment declared(const char *base = "", const char *key = "")
{
    Deployment deployment;
    deployment.modelName = "public";
    deployment.baseUrl = base;
    deployment.apiKey = Secret(key);
    return deployment;
}

} // namespace

class tst_Deployments : public QObject
{
    Q_OBJECT

    const PriceList m_prices = *PriceList::fromJson(
        "{\"date\":\"d\",\"version\":1,\"models\":["
        "{\"provider\":\"openai\",\"id\":\"gpt-4o\",\"input\":\"2.5\",\"output\":\"10\",\"output_limit\":16384},"
        "{\"provider\":\"azure\",\"id\":\"gpt-4o\",\"input\":\"2.75\",\"output\":\"11\"}]}");

    Result<Deployment> one(const Deployment &words, const char *model, const char *provider = "",
                           EnvironmentKeys keys = EnvironmentKeys::ForKnownAddresses) const
    {
        auto made = makeDeployments(words, model, provider, m_prices, keys);
        if (!made)
            return made.error();
        return made->front();
    }

private Q_SLOTS:
    void putsAddressesTogether_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("url"); // of a chat
        const auto row = [](const char *provider, const char *base, const char *url, const char *version = "",
                            const char *model = "m") {
            QTest::newRow(qPrintable(QString("%1 %2 %3").arg(provider, base, version)))
                << provider << base << version << model << url;
        };
        row("openai", "https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions");
        row("openai", "https://api.openai.com", "https://api.openai.com/v1/chat/completions");
        row("openai", "http://gpu:8000/v1/", "http://gpu:8000/v1/chat/completions");
        row("openai", "http://gpu:8000/v1/chat/completions", "http://gpu:8000/v1/chat/completions");
        row("openai", "http://gpu:8000/v1/chat/completions/", "http://gpu:8000/v1/chat/completions");
        row("openai", "http://gpu:8000/v1/embeddings", "http://gpu:8000/v1/chat/completions");
        row("openai", "http://gpu:8000/chat/completions", "http://gpu:8000/chat/completions");
        row("openai", "http://gpu:8000", "http://gpu:8000/chat/completions");
        row("openai", "http://gpu:8000/v1?tenant=a", "http://gpu:8000/v1/chat/completions?tenant=a");
        row("acme", "https://llm.example.com/zen/v1", "https://llm.example.com/zen/v1/chat/completions");
        row("groq", "https://api.groq.com", "https://api.groq.com/openai/v1/chat/completions");
        row("ollama", "http://host:11434", "http://host:11434/v1/chat/completions");
        row("ollama_chat", "http://host:11434/", "http://host:11434/v1/chat/completions");
        row("ollama", "http://host:11434/v1", "http://host:11434/v1/chat/completions");
        row("ollama", "http://host:11434/api", "http://host:11434/v1/chat/completions");
        row("ollama_chat", "http://host:11434/api/chat", "http://host:11434/v1/chat/completions");
        row("ollama", "http://host:11434/api/generate", "http://host:11434/v1/chat/completions");
        row("ollama", "http://host/ollama", "http://host/ollama/v1/chat/completions");
        row("ollama", "http://host/v1/chat/completions", "http://host/v1/chat/completions");
        row("hosted_vllm", "http://gpu:8000", "http://gpu:8000/v1/chat/completions");
        row("vllm", "http://gpu:8000/v1", "http://gpu:8000/v1/chat/completions");
        row("hosted_vllm", "http://gpu/models/v2", "http://gpu/models/v2/chat/completions");
        row("llamacpp", "http://gpu:8080", "http://gpu:8080/v1/chat/completions");
        row("lm_studio", "http://gpu:1234", "http://gpu:1234/v1/chat/completions");
        row("llamafile", "http://gpu:8080", "http://gpu:8080/v1/chat/completions");
        row("xinference", "http://gpu:9997", "http://gpu:9997/v1/chat/completions");
        row("docker_model_runner", "http://localhost:12434", "http://localhost:12434/engines/v1/chat/completions");
        row("huggingface", "https://x.endpoints.huggingface.cloud",
            "https://x.endpoints.huggingface.cloud/v1/chat/completions");
        row("gemini", "https://generativelanguage.googleapis.com",
            "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions");
        row("gemini", "http://p:9/v1beta/models/gemini-2.5-pro", "http://p:9/v1beta/openai/chat/completions");
        row("gemini", "http://p:9/v1beta/openai/", "http://p:9/v1beta/openai/chat/completions");
        row("cloudflare", "https://api.cloudflare.com/client/v4/accounts/a/ai/run/",
            "https://api.cloudflare.com/client/v4/accounts/a/ai/v1/chat/completions");
        row("databricks", "https://dbc.cloud.databricks.com",
            "https://dbc.cloud.databricks.com/serving-endpoints/chat/completions");
        row("cohere", "https://api.cohere.com/v2", "https://api.cohere.com/compatibility/v1/chat/completions");
        row("azure", "https://x.openai.azure.com",
            "https://x.openai.azure.com/openai/deployments/m/chat/completions?api-version=2024-10-21", "2024-10-21");
        row("azure", "https://x.openai.azure.com/",
            "https://x.openai.azure.com/openai/deployments/m/chat/completions?api-version=2025-02-01-preview");
        row("azure", "https://x.openai.azure.com/openai",
            "https://x.openai.azure.com/openai/deployments/m/chat/completions?api-version=2024-10-21", "2024-10-21");
        row("azure", "https://x.openai.azure.com/openai/deployments/other/chat/completions?api-version=2024-06-01",
            "https://x.openai.azure.com/openai/deployments/m/chat/completions?api-version=2024-06-01");
        row("azure", "http://127.0.0.1:9",
            "http://127.0.0.1:9/openai/deployments/my%20dep/chat/completions?api-version=v", "v", "my dep");
        row("azure", "https://x.openai.azure.com", "https://x.openai.azure.com/openai/v1/chat/completions", "v1");
        row("azure", "https://x.openai.azure.com", "https://x.openai.azure.com/openai/v1/chat/completions", "latest");
        row("azure", "https://x.openai.azure.com",
            "https://x.openai.azure.com/openai/v1/chat/completions?api-version=preview", "preview");
        row("azure", "https://x.openai.azure.com/openai/v1/", "https://x.openai.azure.com/openai/v1/chat/completions");
        row("azure", "https://x.openai.azure.com/openai/v1", "https://x.openai.azure.com/openai/v1/chat/completions",
            "2024-10-21");
        row("azure", "https://gw.example.com/team-a",
            "https://gw.example.com/team-a/openai/deployments/m/chat/completions?api-version=2024-10-21", "2024-10-21");
        row("azure_text", "https://x.openai.azure.com",
            "https://x.openai.azure.com/openai/deployments/m/chat/completions?api-version=2024-10-21", "2024-10-21");
        row("azure_ai", "https://x.services.ai.azure.com",
            "https://x.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview");
        row("azure_ai", "https://x.services.ai.azure.com/models/chat/completions?api-version=2025-01-01",
            "https://x.services.ai.azure.com/models/chat/completions?api-version=2025-01-01");
        row("azure_ai", "https://x.services.ai.azure.com/openai/v1",
            "https://x.services.ai.azure.com/openai/v1/chat/completions");
        row("azure_ai", "https://m.eastus2.models.ai.azure.com/v1",
            "https://m.eastus2.models.ai.azure.com/v1/chat/completions");
        row("azure_ai", "https://m.eastus2.models.ai.azure.com",
            "https://m.eastus2.models.ai.azure.com/chat/completions");
    }
    void putsAddressesTogether()
    {
        QFETCH(QString, provider);
        QFETCH(QString, base);
        QFETCH(QString, version);
        QFETCH(QString, model);
        QFETCH(QString, url);
        Deployment words = declared(base.toUtf8(), "sk-test-key");
        words.provider = provider.toStdString();
        words.upstreamModel = model.toStdString();
        words.apiVersion = version.toStdString();
        const Status complete = completeDeployment(words, m_prices);
        QVERIFY2(complete.ok(), complete ? "" : complete.error().publicText.c_str());
        QCOMPARE(QString::fromStdString(upstreamUrl(words, words.upstreamModel, "/chat/completions")), url);
    }

    void putsAnthropicsAddressesTogether_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *provider, const char *base, const char *model, const char *url) {
            QTest::newRow(base) << provider << base << model << url;
        };
        row("anthropic", "https://api.anthropic.com", "c", "https://api.anthropic.com/v1/messages");
        row("anthropic", "https://api.anthropic.com/v1/", "c", "https://api.anthropic.com/v1/messages");
        row("anthropic", "https://api.anthropic.com/v1/messages", "c", "https://api.anthropic.com/v1/messages");
        row("anthropic", "http://p/apps/anthropic", "c", "http://p/apps/anthropic/v1/messages");
        row("anthropic", "http://p/api/anthropic/v1/messages/", "c", "http://p/api/anthropic/v1/messages");
        row("azure_ai", "https://x.services.ai.azure.com/anthropic", "claude-opus-4-1",
            "https://x.services.ai.azure.com/anthropic/v1/messages");
        row("azure_ai", "https://x.services.ai.azure.com", "claude-opus-4-1",
            "https://x.services.ai.azure.com/anthropic/v1/messages");
    }
    void putsAnthropicsAddressesTogether()
    {
        QFETCH(QString, provider);
        QFETCH(QString, base);
        QFETCH(QString, model);
        QFETCH(QString, url);
        Deployment words = declared(base.toUtf8(), "sk-test-key");
        words.provider = provider.toStdString();
        words.upstreamModel = model.toStdString();
        QVERIFY(completeDeployment(words, m_prices).ok());
        QVERIFY(words.dialect == Dialect::Anthropic);
        QCOMPARE(QString::fromStdString(upstreamUrl(words, words.upstreamModel, "/messages")), url);
    }

    void refusesOneDeclarationWithASentence_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown prefix") << "nobody/m"
                                        << ""
                                        << "no provider is called 'nobody'";
        QTest::newRow("no address") << "azure/m"
                                    << ""
                                    << "needs 'api_base', or AZURE_API_BASE in the environment";
        QTest::newRow("an account is missing") << "cloudflare/m"
                                               << ""
                                               << "CLOUDFLARE_ACCOUNT_ID in the environment";
        QTest::newRow("no scheme") << "openai/m"
                                   << "example.org"
                                   << "must begin with http";
        QTest::newRow("a password") << "openai/m"
                                    << "http://u:p@x/v1"
                                    << "without a user name";
    }
    void refusesOneDeclarationWithASentence()
    {
        QFETCH(QString, model);
        QFETCH(QString, base);
        QFETCH(QString, words);
        const auto made = one(declared(base.toUtf8()), model.toUtf8());
        QVERIFY(!made.ok());
        QVERIFY2(QString::fromStdString(made.error().publicText).contains(words), made.error().publicText.c_str());
    }

    void aKeyOfTheEnvironmentGoesWhereItBelongs()
    {
        const Variable key("OPENAI_API_KEY", "sk-test-openai");
        QCOMPARE(std::string(one(declared(), "openai/gpt-4o")->apiKey.reveal()), std::string("sk-test-openai"));
        for (const auto keys : {EnvironmentKeys::ForKnownAddresses, EnvironmentKeys::ForGivenAddresses}) {
            QVERIFY(one(declared("http://10.0.0.5/v1"), "openai/gpt-4o", "", keys)->apiKey.isEmpty());
            QVERIFY(one(declared("https://llm.example.com/v1"), "gpt-4o", "", keys)->apiKey.isEmpty());
            QVERIFY(one(declared("https://llm.example.com/v1"), "nobody/m", "", keys)->apiKey.isEmpty());
        }
        QVERIFY(one(declared(), "minimax/MiniMax-M2")->apiKey.isEmpty());
        const Variable second("TOGETHER_API_KEY", "tgp_test");
        QCOMPARE(std::string(one(declared(), "together_ai/m")->apiKey.reveal()), std::string("tgp_test"));
        const Variable base("OLLAMA_API_BASE", "http://gpu:11434/");
        QCOMPARE(one(declared(), "ollama/llama3")->baseUrl, std::string("http://gpu:11434/v1"));
        const Variable account("CLOUDFLARE_ACCOUNT_ID", "abc");
        QCOMPARE(one(declared(), "cloudflare/@cf/meta/llama")->baseUrl,
                 std::string("https://api.cloudflare.com/client/v4/accounts/abc/ai/v1"));
    }

    void anAddressOfTheEnvironmentTakesTheProvidersPlace_data()
    {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QByteArray>("model");
        const auto row = [](const char *variable, const char *model) {
            QTest::newRow(variable) << QByteArray(variable) << QByteArray(model);
        };
        row("OPENAI_BASE_URL", "openai/gpt-4o");
        row("OPENAI_API_BASE", "openai/gpt-4o");
        row("ANTHROPIC_BASE_URL", "anthropic/claude-x");
        row("ANTHROPIC_API_BASE", "anthropic/claude-x");
        row("GOOGLE_GEMINI_BASE_URL", "gemini/gemini-x");
        row("MISTRAL_BASE_URL", "mistral/small");
        row("TOGETHER_BASE_URL", "together_ai/m");
        row("CO_API_URL", "cohere/command");
        row("GMI_API_BASE", "gmi/m");
        row("OLLAMA_BASE_URL", "ollama/llama3");
        row("AZURE_OPENAI_ENDPOINT", "azure/dep");
    }
    void anAddressOfTheEnvironmentTakesTheProvidersPlace()
    {
        QFETCH(QByteArray, variable);
        QFETCH(QByteArray, model);
        const Variable base(variable.constData(), "http://127.0.0.1:9/v1");
        const auto made = one(declared(), model);
        QVERIFY2(made.ok(), made ? "" : made.error().publicText.c_str());
        QVERIFY2(made->baseUrl.starts_with("http://127.0.0.1:9/"), made->baseUrl.c_str());
    }

    void azureShowsKeyOrToken()
    {
        auto made = one(declared("https://x.openai.azure.com", "test-azure-key"), "azure/dep");
        QVERIFY(made->keyHeader == KeyHeader::ApiKey);
        Deployment words = declared("https://x.openai.azure.com");
        words.bearerToken = Secret("test-token");
        made = one(words, "azure/dep");
        QVERIFY(made->keyHeader == KeyHeader::Bearer && !made->token);
        QCOMPARE(std::string(made->apiKey.reveal()), std::string("test-token"));
        words = declared("https://x.openai.azure.com");
        words.login = {"", "tenant", "client", Secret("test-secret"), ""};
        made = one(words, "azure/dep");
        QVERIFY(made->token && made->apiKey.isEmpty());
        QCOMPARE(made->token->login().authority, std::string("https://login.microsoftonline.com"));
        QVERIFY(outOfService(*made, 1)->find("being fetched") != std::string::npos);
        made->token->renew(Secret("t"), 5);
        QVERIFY(!outOfService(*made, 1) && outOfService(*made, 5));
    }

    void azuresEnvironmentIsForAzure()
    {
        const Variable key("AZURE_API_KEY", "test-azure-key");
        const Variable version("AZURE_API_VERSION", "2024-06-01");
        QVERIFY(!one(declared("https://x.openai.azure.com"), "azure/dep")->apiKey.isEmpty());
        QCOMPARE(one(declared("https://x.openai.azure.com"), "azure/dep")->query,
                 std::string("api-version=2024-06-01"));
        QVERIFY(one(declared("https://gw.example.com"), "azure/dep")->apiKey.isEmpty());
        QVERIFY(!one(declared("https://gw.example.com"), "azure/dep", "", EnvironmentKeys::ForGivenAddresses)
                     ->apiKey.isEmpty());
        const Variable base("AZURE_API_BASE", "https://mine.openai.azure.com/");
        const auto made = one(declared(), "azure/dep");
        QCOMPARE(made->baseUrl, std::string("https://mine.openai.azure.com/openai/deployments/{model}"));
        QCOMPARE(std::string(made->apiKey.reveal()), std::string("test-azure-key"));
    }

    void azuresPriceIsThatOfItsModel()
    {
        Deployment words = declared("https://x.openai.azure.com", "test-azure-key");
        QVERIFY(!one(words, "azure/chat-prod")->price);
        QCOMPARE(one(words, "azure/gpt-4o")->price->inputPico, std::int64_t(2'750'000));
        for (const char *base : {"gpt-4o", "azure/gpt-4o"}) {
            words.baseModel = base;
            QCOMPARE(one(words, "azure/chat-prod")->price->inputPico, std::int64_t(2'750'000));
        }
        words.baseModel = "openai/gpt-4o";
        QCOMPARE(one(words, "azure/chat-prod")->price->inputPico, std::int64_t(2'500'000));
    }

    void whatIsSelfHostedCostsNothing_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("source"); // empty: no price is known
        const auto row = [](const char *model, const char *base, const char *source) {
            QTest::newRow(qPrintable(QString("%1 %2").arg(model, base))) << model << base << source;
        };
        row("hosted_vllm/m", "http://gpu:8000/v1", "self-hosted");
        row("hosted_vllm/m", "https://vllm.example.com/v1", "self-hosted");
        row("ollama/llama3", "", "self-hosted");
        row("ollama_chat/llama3", "http://192.168.0.5:11434", "self-hosted");
        row("ollama/gpt-oss", "https://ollama.com", "");
        row("llamacpp/m", "", "self-hosted");
        row("lm_studio/m", "", "self-hosted");
        row("llamafile/m", "", "self-hosted");
        row("xinference/m", "", "self-hosted");
        row("openai/m", "http://127.0.0.1:9/v1", "self-hosted");
        row("openai/m", "http://host.docker.internal:9/v1", "self-hosted");
        row("openai/m", "http://llm.local/v1", "self-hosted");
        row("nobody/m", "http://10.0.0.1/v1", "self-hosted");
        row("openai/m", "https://llm.example.com/v1", "");
        row("nobody/m", "https://llm.example.com/v1", "");
        row("openai/m", "", "");
        row("groq/m", "", "");
        row("openai/gpt-4o", "http://127.0.0.1:9/v1", "price list d");
        row("hosted_vllm/m", "https://api.openai.com/v1", "");
    }
    void whatIsSelfHostedCostsNothing()
    {
        QFETCH(QString, model);
        QFETCH(QString, base);
        QFETCH(QString, source);
        const auto made = one(declared(base.toUtf8()), model.toUtf8());
        QVERIFY(made.ok());
        QCOMPARE(made->price ? QString::fromStdString(made->price->source) : QString(), source);
        if (source == "self-hosted")
            QVERIFY(made->price->inputPico == 0 && made->price->outputPico == 0);
    }

    void aPatternIsFreeOnlyWhereAllItReachesIs_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("base");
        QTest::addColumn<bool>("free");
        const auto row = [](const char *model, const char *base, bool free) {
            QTest::newRow(qPrintable(QString("%1 %2").arg(model, base))) << model << base << free;
        };
        row("hosted_vllm/*", "http://gpu:8000/v1", true);
        row("ollama/*", "", true);
        row("openai/*", "http://127.0.0.1:9/v1", true); // how a server of one's own is named
        row("groq/*", "http://127.0.0.1:9/v1", false);  // a proxy on the way out
        row("mistral/*", "http://10.0.0.1/v1", false);
        row("anthropic/*", "http://127.0.0.1:9", false);
        row("groq/m", "http://127.0.0.1:9/v1", true);
    }
    void aPatternIsFreeOnlyWhereAllItReachesIs()
    {
        QFETCH(QString, model);
        QFETCH(QString, base);
        Deployment words = declared(base.toUtf8());
        if (model.endsWith('*'))
            words.modelName = model.toStdString();
        const auto made = one(words, model.toUtf8());
        QVERIFY(made.ok());
        QTEST(made->price != nullptr && made->price->inputPico == 0, "free");
    }

    void onlyAProviderItselfTellsWhatItTakes()
    {
        QVERIFY(one(declared("", "sk-or-test"), "openrouter/x/m")->quirks.tellsCost);
        QVERIFY(one(declared("", "sk-or-test"), "openrouter/x/m")->quirks.billsAfterCut);
        QVERIFY(!one(declared("http://127.0.0.1:9/v1", "sk-or-test"), "openrouter/x/m")->quirks.billsAfterCut);
        QVERIFY(!one(declared("", "sk-test"), "openai/gpt-4o")->quirks.billsAfterCut);
        QVERIFY(one(declared("", "sk-test"), "openai/gpt-4o")->quirks.servesTiers);
        QVERIFY(!one(declared("http://127.0.0.1:9/v1", "sk-test"), "openai/gpt-4o")->quirks.servesTiers);
        QVERIFY(!one(declared("https://proxy.example.com/api/v1", "sk-or-test"), "openrouter/x/m")->quirks.tellsCost);
        QVERIFY(!one(declared("http://127.0.0.1:9/v1", "sk-or-test"), "openrouter/x/m")->quirks.tellsCost);
        QVERIFY(!one(declared("", "sk-test"), "openai/gpt-4o")->quirks.tellsCost);
    }

    void whatStandsBehindAnotherAddressHasNoQuirks()
    {
        QVERIFY(one(declared(), "openai/o9")->quirks.maxCompletionTokens);
        QVERIFY(!one(declared("http://gpu/v1"), "openai/qwen")->quirks.maxCompletionTokens);
        QVERIFY(one(declared("https://proxy.example.com/v1"), "openai/gpt-4o")->quirks.maxCompletionTokens);
        QVERIFY(one(declared("https://x.openai.azure.com"), "azure/dep")->quirks.maxCompletionTokens);
    }

    void aStarIsOneDeploymentForEachKey()
    {
        const auto star = [](const QByteArray &base = {}, const QByteArray &key = {}) {
            Deployment made = declared(base, key);
            made.modelName = "*";
            return made;
        };
        QVERIFY(!makeDeployments(star(), "*", "", m_prices).ok());
        const Variable openai("OPENAI_API_KEY", "sk-test-openai");
        const Variable groq("GROQ_API_KEY", "gsk_test");
        const auto made = makeDeployments(star(), "*", "", m_prices);
        QVERIFY(made.ok());
        QCOMPARE(made->size(), std::size_t(2));
        for (const Deployment &deployment : *made) {
            QVERIFY(deployment.byName && !deployment.apiKey.isEmpty());
            QVERIFY(deployment.provider == "openai" || deployment.provider == "groq");
        }
        QVERIFY(made->front().id != made->back().id);
        // A key that was given is not shown to everybody.
        QVERIFY(!makeDeployments(star("", "sk-test-given"), "*", "", m_prices).ok());
        const auto server = makeDeployments(star("http://gpu/v1", "sk-test-given"), "*", "", m_prices);
        QCOMPARE(server->front().provider, std::string("openai_like"));
        QVERIFY(!server->front().byName);
    }
};

OSTIARY_TEST(tst_Deployments)
#include "tst_deployments.moc"
