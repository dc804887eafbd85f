// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellmexchange.h"

#include "models/domain/pricejson.h"
#include "server/admin/userfields.h"
#include "server/core/deploymentdefaults.h"
#include "server/core/litellm/configfile.h"
#include "server/core/ownsection.h"

#include <yaml-cpp/yaml.h>

#include <QJsonArray>
#include <QJsonObject>

#include <set>
#include <utility>

namespace ostiary {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

/// The address with what is sent along with it, as it can be declared.
std::string addressOf(const Deployment &deployment)
{
    return deployment.baseUrl + (deployment.query.empty() ? "" : "?" + deployment.query);
}

StoredDeployment storedOf(const Deployment &deployment)
{
    StoredDeployment out;
    QJsonObject &definition = out.definition;
    definition[QLatin1String("model_name")] = text(deployment.modelName);
    definition[QLatin1String("provider")] = text(deployment.provider);
    definition[QLatin1String("upstream_model")] = text(deployment.upstreamModel);
    const ProviderPreset *preset = findPreset(deployment.provider);
    if (!preset || preset->baseUrl != deployment.baseUrl)
        definition[QLatin1String("api_base")] = text(addressOf(deployment));
    if (!deployment.baseModel.empty())
        definition[QLatin1String("base_model")] = text(deployment.baseModel);
    if (deployment.weight != 1)
        definition[QLatin1String("weight")] = deployment.weight;
    if (deployment.rpmLimit)
        definition[QLatin1String("rpm_limit")] = *deployment.rpmLimit;
    if (deployment.maxParallel)
        definition[QLatin1String("max_parallel_requests")] = *deployment.maxParallel;
    if (deployment.deadlines.total != Deadlines().total)
        definition[QLatin1String("timeout_seconds")] =
            qint64(std::chrono::ceil<std::chrono::seconds>(deployment.deadlines.total).count());
    if (deployment.deadlines.idle != Deadlines().idle && deployment.deadlines.idle.count() >= 1000)
        definition[QLatin1String("idle_timeout_seconds")] =
            qint64(std::chrono::ceil<std::chrono::seconds>(deployment.deadlines.idle).count());
    if (deployment.price && deployment.price->version == kConfigPriceVersion) { // the list's prices stay the list's
        const QJsonObject prices = pricesToJson(*deployment.price);
        for (auto it = prices.begin(); it != prices.end(); ++it)
            definition[it.key()] = it.value();
    }
    const bool fromEnvironment = preset && preset->baseUrl == deployment.baseUrl &&
                                 deployment.apiKey.reveal() == environmentKey(*preset).reveal();
    if (deployment.token) {
        definition[QLatin1String("tenant_id")] = text(deployment.login.tenantId);
        definition[QLatin1String("client_id")] = text(deployment.login.clientId);
        out.apiKey = deployment.login.clientSecret;
    } else if (!fromEnvironment) {
        out.apiKey = deployment.apiKey;
    }
    return out;
}

ImportedDeployment importedOf(const Deployment &deployment, const FileEntry &entry)
{
    ImportedDeployment out;
    static_cast<StoredDeployment &>(out) = storedOf(deployment);
    out.row = entry.name;
    out.keyVariable = entry.keyVariable;
    if (!out.keyVariable.empty())
        out.apiKey = {}; // it was meant to have that key and no other
    return out;
}

/// Names of rows, no two of which are the same.
class RowNames
{
public:
    void take(const std::string &row) { m_taken.insert(row); }
    std::string make(const std::string &wanted)
    {
        std::string name = wanted;
        for (int n = 2; !m_taken.insert(name).second; ++n)
            name = wanted + " #" + std::to_string(n);
        return name;
    }

private:
    std::set<std::string> m_taken;
};

/// What the file says of it and nothing else, so that what is stored beside stays as it is.
QJsonObject definitionOf(const UserAccess &user)
{
    QJsonObject all = userFields(user);
    for (const QString &name : all.keys()) {
        if (all.value(name).isNull() || all.value(name) == QJsonArray())
            all.remove(name);
    }
    return all;
}

/// The users of the file, and the organisation if it has a budget.
std::vector<ImportedUser> usersOf(const FileConfig &file, RowNames &rows)
{
    std::vector<ImportedUser> out;
    const auto add = [&](const StateStore::Kind &kind, const UserAccess &user, const std::string &row) {
        ImportedUser made;
        made.kind = &kind;
        made.id = user.userId;
        made.definition = definitionOf(user);
        made.row = rows.make(row);
        out.push_back(std::move(made));
    };
    for (const UserAccess &user : file.users)
        add(StateStore::kUsers, user, "user " + user.userId);
    if (file.organisationBudget) {
        UserAccess all;
        all.userId = StateStore::kOrganisationId;
        all.maxBudget = file.organisationBudget;
        all.budgetWindow = file.organisationWindow;
        add(StateStore::kOrganisation, all, "organisation");
    }
    return out;
}

void writePrices(YAML::Emitter &out, const Prices &prices, std::int64_t above)
{
    for (const PriceField &field : priceFields()) {
        const auto name = liteLlmName(field, above);
        if (name && prices.*field.price >= 0)
            out << YAML::Key << *name << YAML::Value << priceText(prices.*field.price, PriceField::kLiteLlmScale);
    }
}

void writeDeployment(YAML::Emitter &out, const Deployment &deployment)
{
    const ProviderPreset *preset = findPreset(deployment.provider);
    out << YAML::BeginMap << YAML::Key << "model_name" << YAML::Value << deployment.modelName;
    out << YAML::Key << "litellm_params" << YAML::Value << YAML::BeginMap;
    out << YAML::Key << "model" << YAML::Value
        << (deployment.byName ? "*" : deployment.provider + "/" + deployment.upstreamModel);
    if (!deployment.byName && (!preset || preset->baseUrl != deployment.baseUrl))
        out << YAML::Key << "api_base" << YAML::Value << addressOf(deployment);
    if (deployment.token) {
        out << YAML::Key << "tenant_id" << YAML::Value << deployment.login.tenantId;
        out << YAML::Key << "client_id" << YAML::Value << deployment.login.clientId;
        out << YAML::Key << "client_secret" << YAML::Value << "os.environ/AZURE_CLIENT_SECRET";
    }
    if (!deployment.apiKey.isEmpty() && !deployment.byName)
        out << YAML::Key << "api_key" << YAML::Value
            << "os.environ/" +
                   (preset && !preset->keyVariables.empty() ? std::string(preset->keyVariable()) : "PROVIDER_API_KEY");
    if (deployment.weight != 1)
        out << YAML::Key << "weight" << YAML::Value << deployment.weight;
    if (deployment.rpmLimit)
        out << YAML::Key << "rpm" << YAML::Value << *deployment.rpmLimit;
    if (deployment.maxParallel)
        out << YAML::Key << "max_parallel_requests" << YAML::Value << *deployment.maxParallel;
    if (deployment.deadlines.total != Deadlines().total)
        out << YAML::Key << "timeout" << YAML::Value << deployment.deadlines.total.count() / 1000;
    if (deployment.price && !deployment.price->source.starts_with("price list")) {
        writePrices(out, *deployment.price, 0);
        for (const PriceTier &tier : deployment.price->tiers)
            writePrices(out, tier.prices, tier.above);
    }
    out << YAML::EndMap << YAML::EndMap;
}

} // namespace

Outcome<ImportPlan> importPlanOf(const std::string &yaml, const PriceList &prices,
                                 const std::map<std::string, Secret> &keys)
{
    auto read = readConfigText(yaml, "import", prices, Trust::Upload, keys);
    if (!read)
        return std::move(read).error();
    const FileConfig &file = read.value();
    if (file.deployments.empty() && !file.leftOut.empty() && file.users.empty() && !file.organisationBudget) {
        std::string all;
        for (const std::string &line : file.allWarnings())
            all += (all.empty() ? "" : "\n") + line;
        return all;
    }
    ImportPlan plan;
    plan.notes = file.warnings;
    for (const LeftOut &entry : file.leftOut)
        plan.leftOut.push_back({entry.entry, entry.modelName, entry.model, entry.place + ": " + entry.why, entry.line,
                                entry.reason, entry.values});
    bool saidByName = false;
    for (const Deployment &deployment : file.deployments) {
        if (deployment.byName) {
            if (!std::exchange(saidByName, true))
                plan.notes.push_back(deployment.modelName + ": a model of all providers holds only while the gateway "
                                                            "runs with the file itself (--config)");
            continue;
        }
        plan.deployments.push_back(importedOf(deployment, file.entries.at(deployment.id)));
        if (!deployment.extraHeaders.empty())
            plan.notes.push_back(deployment.modelName + ": extra headers are not taken over");
        const ParamRules &rules = deployment.params;
        if (!rules.defaults.empty() || !rules.extraBody.empty() || !rules.drop.empty() || !rules.allowed.empty() ||
            rules.dropUnsupported)
            plan.notes.push_back(deployment.modelName + ": parameters of requests are not taken over");
        if (deployment.order || deployment.tpmLimit || deployment.retries || deployment.cooldownMs ||
            !deployment.tags.empty())
            plan.notes.push_back(deployment.modelName +
                                 ": order, tokens a minute, retries, rests and tags are not taken over");
    }
    if (!file.rules.fallbacks.empty() || !file.rules.defaultFallbacks.empty() || !file.rules.aliases.empty())
        plan.notes.emplace_back(
            "fallbacks and aliases hold only while the gateway runs with the file itself (--config)");
    RowNames rows;
    for (const ImportedDeployment &deployment : plan.deployments)
        rows.take(deployment.row);
    for (const ImportPlan::LeftOut &entry : plan.leftOut)
        rows.take(entry.row);
    plan.users = usersOf(file, rows);
    if (!file.masterKey.isEmpty())
        plan.notes.emplace_back("the master key of the file is not taken over");
    return plan;
}

std::string exportedYaml(const Catalog &catalog)
{
    YAML::Emitter out;
    out << YAML::BeginMap << YAML::Key << "model_list" << YAML::Value << YAML::BeginSeq;
    std::set<std::string> byName; // one line stands for the deployments of all providers
    for (const DeploymentPtr &deployment : catalog.deployments()) {
        if (deployment->origin != Origin::BuiltIn && deployment->enabled &&
            (!deployment->byName || byName.insert(deployment->modelName).second))
            writeDeployment(out, *deployment);
    }
    out << YAML::EndSeq << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

} // namespace ostiary
