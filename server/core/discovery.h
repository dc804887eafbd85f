// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "server/core/providerprobe.h"

#include <QObject>

#include <memory>
#include <vector>

namespace ostiary {

/// The built-in simulator's deployments: `sim`, and `sim:…` for scripted answers.
std::vector<DeploymentPtr> simulatorDeployments(const std::string &baseUrl);

/// Deployments of every provider whose key is in the environment: each model of the price list, or for OpenRouter all
/// of its models by `openrouter/*`.
std::vector<DeploymentPtr> environmentDeployments(const PriceList &prices);

/// Asks the usual ports of Ollama, vLLM, llama.cpp and LM Studio on this machine for their models. One operation:
/// `finished` comes once, also when nothing was found.
class LocalDiscovery : public QObject
{
    Q_OBJECT

public:
    LocalDiscovery(UpstreamPool &pool, const PriceList &prices, QObject *parent = nullptr);
    ~LocalDiscovery() override;
    void start();
    bool isFinished() const { return m_left == 0; }

Q_SIGNALS:
    void finished(const std::vector<ostiary::DeploymentPtr> &found);

private:
    void probeEnded(const std::string &provider, const Result<std::vector<std::string>> &models);

    UpstreamPool &m_pool;
    const PriceList &m_prices;
    std::vector<std::unique_ptr<ProviderProbe>> m_probes;
    std::vector<DeploymentPtr> m_found;
    int m_left = 0;
};

} // namespace ostiary
