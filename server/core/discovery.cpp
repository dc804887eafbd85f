// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/discovery.h"

#include "models/domain/callablename.h"
#include "server/core/deploymentdefaults.h"

#include <array>
#include <cstdlib>

namespace ostiary {

namespace {

constexpr std::array kLocalProviders = {"ollama", "vllm", "llamacpp", "lm_studio"};

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
        if (environmentKey(*preset).isEmpty())
            continue;
        for (const ModelFacts *facts : prices.modelsOf(provider)) {
            if (isCallableName(prices, provider, facts->id))
                add(provider, facts->id, facts->id);
        }
    }
    if (const char *key = std::getenv("OPENROUTER_API_KEY"); key && *key)
        add("openrouter", "openrouter/*", "*");
    return out;
}

LocalDiscovery::LocalDiscovery(UpstreamPool &pool, const PriceList &prices, QObject *parent)
    : QObject(parent), m_pool(pool), m_prices(prices)
{
}
LocalDiscovery::~LocalDiscovery() = default;

void LocalDiscovery::start()
{
    Deadlines deadlines;
    deadlines.connect = std::chrono::milliseconds(300);
    deadlines.firstByte = deadlines.total = std::chrono::milliseconds(1500);
    m_left = static_cast<int>(kLocalProviders.size());
    for (const char *provider : kLocalProviders) {
        m_probes.push_back(std::make_unique<ProviderProbe>(
            m_pool, ProviderProbe::Account{provider, {}, {}}, deadlines,
            [this, provider](const Result<std::vector<std::string>> &models) { probeEnded(provider, models); }));
    }
}

void LocalDiscovery::probeEnded(const std::string &provider, const Result<std::vector<std::string>> &models)
{
    if (models) {
        for (const std::string &id : models.value()) {
            Deployment deployment;
            deployment.provider = provider;
            deployment.modelName = provider + "/" + id;
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
