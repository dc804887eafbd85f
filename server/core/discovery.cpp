// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/discovery.h"

#include "server/core/configfile.h"
#include "server/core/deploymentdefaults.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdlib>

namespace ostiary {

namespace {

constexpr std::size_t kMaxAnswer = 1024 * 1024;

DeploymentPtr finish(Deployment deployment, const PriceList &prices)
{
    if (!completeDeployment(deployment, prices))
        return nullptr;
    deployment.id = deploymentId(deployment);
    return std::make_shared<Deployment>(std::move(deployment));
}

} // namespace

std::vector<DeploymentPtr> simulatorDeployments(const std::string &baseUrl)
{
    auto price = std::make_shared<PriceCard>();
    price->version = 1;
    price->inputPico = 150'000; // $0.15 and $0.60 a million tokens: costs to look at, like a small model's
    price->outputPico = 600'000;
    price->source = "simulator";
    std::vector<DeploymentPtr> out;
    for (const char *name : {"sim", "sim:*"}) {
        Deployment deployment;
        deployment.id = std::string("builtin-") + (out.empty() ? "sim" : "sim-scripted");
        deployment.modelName = deployment.upstreamModel = name;
        deployment.provider = "sim";
        deployment.baseUrl = baseUrl;
        deployment.price = price;
        deployment.maxOutputTokens = 4096;
        deployment.origin = Origin::BuiltIn;
        out.push_back(std::make_shared<Deployment>(std::move(deployment)));
    }
    return out;
}

std::vector<DeploymentPtr> environmentDeployments(const PriceList &prices)
{
    std::vector<DeploymentPtr> out;
    const auto add = [&](const char *provider, const std::string &name, const std::string &upstream) {
        Deployment deployment;
        deployment.provider = provider;
        deployment.modelName = name;
        deployment.upstreamModel = upstream;
        deployment.origin = Origin::Environment;
        if (auto made = finish(std::move(deployment), prices))
            out.push_back(std::move(made));
    };
    for (const char *provider : {"openai", "anthropic", "mistral"}) {
        const ProviderPreset *preset = findPreset(provider);
        if (const char *key = std::getenv(std::string(preset->keyVariable).c_str()); !key || !*key)
            continue;
        for (const ModelFacts *facts : prices.modelsOf(provider))
            add(provider, facts->id, facts->id);
    }
    if (const char *key = std::getenv("OPENROUTER_API_KEY"); key && *key)
        add("openrouter", "openrouter/*", "*");
    return out;
}

/// One port.
class LocalDiscovery::Probe final : public UpstreamCall::Observer
{
public:
    Probe(LocalDiscovery &owner, std::string_view providerName) : provider(providerName), m_owner(owner) {}

    void start()
    {
        UpstreamRequest request;
        request.url = std::string(findPreset(provider)->baseUrl) + "/models";
        request.deadlines.connect = std::chrono::milliseconds(300);
        request.deadlines.firstByte = request.deadlines.total = std::chrono::milliseconds(1500);
        UpstreamCall::Observer &self = *this;
        m_call = std::make_unique<UpstreamCall>(m_owner.m_pool, std::move(request), self);
    }

    const std::string provider;
    std::string body;
    bool good = false;

private:
    void upstreamHead(const UpstreamHead &head) override { good = head.status == 200; }
    void upstreamData(std::string_view bytes) override
    {
        if (body.size() + bytes.size() <= kMaxAnswer)
            body += bytes;
    }
    void upstreamEnded(const UpstreamEnd &end) override
    {
        good = good && end.kind == UpstreamEnd::Kind::Complete;
        m_owner.probeEnded(*this);
    }

    LocalDiscovery &m_owner;
    std::unique_ptr<UpstreamCall> m_call;
};

LocalDiscovery::LocalDiscovery(UpstreamPool &pool, const PriceList &prices, QObject *parent)
    : QObject(parent), m_pool(pool), m_prices(prices)
{
}
LocalDiscovery::~LocalDiscovery() = default;

void LocalDiscovery::start()
{
    for (const char *provider : {"ollama", "vllm", "llamacpp"})
        m_probes.push_back(std::make_unique<Probe>(*this, provider));
    m_left = static_cast<int>(m_probes.size());
    for (const auto &probe : m_probes)
        probe->start();
}

void LocalDiscovery::probeEnded(Probe &probe)
{
    if (probe.good) {
        const QJsonArray models =
            QJsonDocument::fromJson(QByteArray::fromStdString(probe.body)).object()[QLatin1String("data")].toArray();
        for (const QJsonValue &model : models) {
            const std::string id = model.toObject()[QLatin1String("id")].toString().toStdString();
            if (id.empty())
                continue;
            Deployment deployment;
            deployment.provider = probe.provider;
            deployment.modelName = probe.provider + "/" + id;
            deployment.upstreamModel = id;
            deployment.origin = Origin::Environment;
            if (auto made = finish(std::move(deployment), m_prices))
                m_found.push_back(std::move(made));
        }
    }
    if (--m_left == 0)
        Q_EMIT finished(m_found);
}

} // namespace ostiary
