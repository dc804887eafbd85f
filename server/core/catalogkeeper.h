// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/serverconfig.h"
#include "server/policy/catalog.h"
#include "server/store/statestore.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ostiary {

/// Puts the catalogue together from all that declares models (simulator, environment, file, store) and hands every new
/// one on. Belongs to the admin thread.
class CatalogKeeper
{
public:
    CatalogKeeper(std::shared_ptr<const PriceList> prices, RateLimiter &limiter, const StateStore &state)
        : m_prices(std::move(prices)), m_limiter(limiter), m_state(state)
    {
    }

    void setBuiltIn(std::vector<DeploymentPtr> deployments) { m_builtIn = std::move(deployments); }
    void setFound(std::vector<DeploymentPtr> deployments) { m_found = std::move(deployments); }
    const std::vector<DeploymentPtr> &found() const { return m_found; }
    void setFile(const FileConfig &config);
    const std::string &simulator() const { return m_simulator; }
    void setSimulator(std::string baseUrl) { m_simulator = std::move(baseUrl); }

    /// Builds the next catalogue and gives it to `publish`.
    void rebuild();
    CatalogPtr current() const { return m_current; }
    std::function<void(CatalogPtr)> publish;

    /// A deployment of the admin API's words; the error says what is wrong.
    Result<Deployment> make(const StoredDeployment &stored) const;
    /// The key that a stored one stands for, which may name a variable of the environment.
    Result<Secret> resolveKey(const Secret &stored) const;

private:
    using FindProvider = std::function<std::optional<StoredProvider>(const std::string &id)>;
    Result<Deployment> make(const StoredDeployment &stored, const FindProvider &find) const;
    std::optional<StoredProvider> provider(const std::string &id) const;

    std::shared_ptr<const PriceList> m_prices;
    RateLimiter &m_limiter;
    const StateStore &m_state;
    std::vector<DeploymentPtr> m_builtIn;
    std::vector<DeploymentPtr> m_found;
    std::vector<DeploymentPtr> m_file;
    RoutingRules m_rules;
    std::shared_ptr<const PriceCard> m_defaultPrice;
    Environment m_environment; ///< with what the file sets itself
    std::string m_simulator;
    CatalogPtr m_current;
};

} // namespace ostiary
