// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/openaiadapter.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <algorithm>

using namespace ostiary;

/// Azure OpenAI differs from OpenAI in addresses, credentials and what it says of its content filter.
class tst_Azure : public QObject
{
    Q_OBJECT

    static Deployment deployment()
    {
        Deployment made;
        made.provider = "azure";
        made.baseUrl = "https://x.openai.azure.com/openai/deployments/{model}";
        made.query = "api-version=2024-10-21";
        made.keyHeader = KeyHeader::ApiKey;
        return made;
    }
    static AttemptContext context(const Deployment &deployment, Surface surface = Surface::Chat, bool stream = false)
    {
        AttemptContext made;
        made.deployment = std::make_shared<Deployment>(deployment);
        made.upstreamModel = "chat prod";
        made.publicModel = "public";
        made.surface = surface;
        made.stream = stream;
        made.createdSeconds = 10;
        return made;
    }
    static Result<UpstreamRequest> request(const Deployment &deployment, Surface surface = Surface::Chat)
    {
        std::string body = surface == Surface::Chat
                               ? "{\"model\":\"public\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                               : "{\"model\":\"public\",\"input\":\"hi\"}";
        const auto index = indexRequest(body, surface);
        return OpenAiAdapter(context(deployment, surface)).request(*index, body);
    }
    static bool has(const UpstreamRequest &request, const std::string &header)
    {
        return std::count(request.headers.begin(), request.headers.end(), header) == 1;
    }
    static bool hasAny(const UpstreamRequest &request, const std::string &beginning)
    {
        return std::any_of(request.headers.begin(), request.headers.end(),
                           [&](const std::string &header) { return header.starts_with(beginning); });
    }

private Q_SLOTS:
    void callsTheDeploymentByItsName()
    {
        QCOMPARE(request(deployment())->url, std::string("https://x.openai.azure.com/openai/deployments/chat%20prod/"
                                                         "chat/completions?api-version=2024-10-21"));
        QCOMPARE(request(deployment(), Surface::Embedding)->url,
                 std::string("https://x.openai.azure.com/openai/deployments/chat%20prod/embeddings?api-version=2024-10-"
                             "21"));
        Deployment v1 = deployment();
        v1.baseUrl = "https://x.openai.azure.com/openai/v1";
        v1.query.clear();
        QCOMPARE(request(v1)->url, std::string("https://x.openai.azure.com/openai/v1/chat/completions"));
        QVERIFY(request(v1)->body.find("\"model\":\"chat prod\"") != std::string::npos);
    }

    void showsTheKeyOrTheToken()
    {
        Deployment keyed = deployment();
        keyed.apiKey = Secret("test-azure-key");
        QVERIFY(has(*request(keyed), "api-key: test-azure-key"));
        QVERIFY(!hasAny(*request(keyed), "Authorization"));
        keyed.keyHeader = KeyHeader::Bearer; // azure_ad_token
        QVERIFY(has(*request(keyed), "Authorization: Bearer test-azure-key"));
        QVERIFY(!hasAny(*request(keyed), "api-key"));
    }

    void isNeverCalledWithoutItsToken()
    {
        Deployment login = deployment();
        login.token = std::make_shared<TokenCell>(TokenLogin{});
        const auto waiting = request(login);
        QVERIFY(!waiting.ok());
        QVERIFY(waiting.error().code == ErrorCode::NoDeployment);
        login.token->fail("status 401 (invalid_client)");
        QVERIFY(request(login).error().publicText.find("invalid_client") != std::string::npos);
        login.token->renew(Secret("test-token"), 11'000);
        QVERIFY(has(*request(login), "Authorization: Bearer test-token"));
        login.token->renew(Secret("test-token"), 10'000); // it has just ended
        QVERIFY(!request(login).ok());
    }

    void theFirstChunkSaysWhatTheFilterFound()
    {
        OpenAiAdapter adapter(context(deployment(), Surface::Chat, true));
        std::string out;
        const std::string first = "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                                  "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}\n\n";
        QVERIFY(adapter.stream(first, out).state == StreamState::Open);
        QVERIFY(!adapter.sawContent());
        QVERIFY2(out.find("prompt_filter_results") != std::string::npos, out.c_str());
        QVERIFY2(out.find("\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":null}]") != std::string::npos,
                 out.c_str());
        QVERIFY2(out.find("\"model\":\"public\"") != std::string::npos, out.c_str());
        QVERIFY(!adapter.sawToken() && !adapter.usage());
        QVERIFY(adapter
                    .stream("data: {\"choices\":[{\"delta\":{\"content\":\"hi\"},\"index\":0}],\"model\":\"gpt-4o-"
                            "2024-08-06\"}\n\ndata: [DONE]\n\n",
                            out)
                    .state == StreamState::Finished);
        QVERIFY2(out.find("gpt-4o-2024") == std::string::npos, out.c_str());
    }

    void aFilteredPromptIsToldAsItWas()
    {
        OpenAiAdapter adapter(context(deployment()));
        const std::string body =
            "{\"error\":{\"message\":\"The response was filtered\",\"type\":null,\"param\":\"prompt\",\"code\":"
            "\"content_filter\",\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}";
        UpstreamHead head;
        head.status = 400;
        const GatewayError error = adapter.refusal(head, body);
        QCOMPARE(error.status, 400);
        const std::string told = error.upstreamBody.empty() ? openAiEnvelope(error) : error.upstreamBody;
        QVERIFY2(told.find("content_filter") != std::string::npos, told.c_str());
        QVERIFY2(told.find("filtered") != std::string::npos, told.c_str());
    }
};

OSTIARY_TEST(tst_Azure)
#include "tst_azure.moc"
