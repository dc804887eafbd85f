// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "server/admin/eventhub.h"
#include "server/admin/longreads.h"
#include "server/admin/userkeeper.h"
#include "server/policy/budget.h"
#include "server/policy/catalog.h"
#include "server/policy/cooldowns.h"
#include "server/policy/keyring.h"
#include "server/store/serversettings.h"
#include "server/store/statestore.h"

#include <functional>
#include <map>

namespace ostiary {

/// Where a provider is asked, and with which key.
struct ProviderAccount
{
    std::string provider;
    std::string baseUrl; ///< empty: the preset's
    Secret apiKey;
};

/// A deployment of a configuration file, without an id.
struct ImportedDeployment : StoredDeployment
{
    std::string row;         ///< its entry's name, unique in the file
    std::string keyVariable; ///< the variable that would have its key and that an import may not read
};

/// A user of a configuration file, or the organisation with its budget.
struct ImportedUser : StoredObject
{
    const StateStore::Kind *kind = &StateStore::kUsers;
    std::string row; ///< a name that no other row has
};

/// What a configuration file in LiteLLM's format would bring.
struct ImportPlan
{
    struct LeftOut
    {
        std::string row;
        std::string modelName;
        std::string model; ///< provider/model, as far as it is known
        std::string why;
        int line = 0; ///< of the file; 0: not known
        Reason reason = Reason::None;
        std::vector<std::pair<std::string, std::string>> values = {};
    };
    std::vector<ImportedDeployment> deployments;
    std::vector<ImportedUser> users; ///< the organisation last
    std::vector<LeftOut> leftOut;
    std::vector<std::string> notes; ///< what is understood but not taken over
};

/// What the controllers work with; all of it belongs to the admin thread, or is thread-safe.
struct AdminServices
{
    const Clock &clock;
    StateStore &state;
    LongReads &reads;
    KeyRing &keys;
    UserKeeper &users;
    Budget &budget;
    Cooldowns &cooldowns;
    EventHub &events;

    std::shared_ptr<const PriceList> prices;
    std::function<CatalogPtr()> catalog;
    /// Builds the catalogue anew from all its sources and hands it to the engines.
    std::function<void()> rebuildCatalog;
    /// Ends what a key has under way on every engine.
    std::function<void(std::int64_t keyId)> revokeKey;
    /// Makes a deployment of what the admin API stores of one; the error says what is wrong with it.
    std::function<Result<Deployment>(const StoredDeployment &)> makeDeployment;
    /// The key that a stored one stands for, which may name a variable of the environment.
    std::function<Result<Secret>(const Secret &)> resolveKey;
    /// Asks a provider for its models; the answer comes later, on this thread.
    std::function<void(const ProviderAccount &, std::function<void(Result<std::vector<std::string>>)>)> askProvider;
    /// Looks for model servers on this machine; the answer comes later, on this thread.
    std::function<void(std::function<void(const std::vector<DeploymentPtr> &)>)> findLocalServers;
    /// Reads a configuration file's text; the error lists every complaint. On any thread, as the next one.
    std::function<Outcome<ImportPlan>(const std::string &yaml, const std::map<std::string, Secret> &keys)> readImport;
    /// The catalogue in LiteLLM's format, without any key.
    std::function<std::string(const Catalog &)> exportYaml;
    /// What is wrong with settings, before they are stored.
    std::function<Status(const ServerSettings &before, const ServerSettings &wanted)> checkSettings;
    /// Takes over what needs no restart.
    std::function<void(const ServerSettings &)> applySettings;
    /// What holds at this moment: `listen`, `admin_listen`, `tls`, `data_directory`, and `set_by` for each setting:
    /// `command line`, `configuration file` or `settings`.
    std::function<QJsonObject()> runningSettings;
    /// The counters of this moment for `/admin/v1/status` and the event stream.
    std::function<QJsonObject()> status;
    /// Prometheus' text.
    std::function<std::string()> metrics;
    /// Empty when requests are taken, otherwise why not.
    std::function<std::string()> unready;
};

} // namespace ostiary
