// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/catalogkeeper.h"

#include "models/domain/pricejson.h"
#include "server/core/deploymentdefaults.h"
#include "server/core/keyreference.h"
#include "server/core/litellm/configfile.h"

#include <QLoggingCategory>

#include <algorithm>
#include <map>
#include <set>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logCatalog, "ostiary.catalog")

constexpr std::int64_t kStorePriceVersion = 2; ///< rows billed by a price of the admin API carry this version

std::string textOf(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)].toString().toStdString();
}

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

GatewayError wrong(const char *field, const std::string &words)
{
    return GatewayError::make(ErrorCode::BadRequest, '\'' + std::string(field) + "' " + words, field);
}

Result<std::optional<std::int64_t>> wholeNumber(const QJsonObject &object, const char *name, std::int64_t least,
                                                std::int64_t most)
{
    const QJsonValue value = object[QLatin1String(name)];
    if (isAbsent(value))
        return std::optional<std::int64_t>();
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < static_cast<double>(least) || number > static_cast<double>(most) ||
        number != static_cast<double>(static_cast<std::int64_t>(number)))
        return wrong(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most))
            .because(Reason::WholeNumberWanted, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    return std::optional<std::int64_t>(static_cast<std::int64_t>(number));
}

/// The prices of the definition, for completeDeployment() to complete.
Status setPrices(Deployment &deployment, const QJsonObject &definition)
{
    auto given = pricesFromJson(definition);
    if (!given)
        return given.error();
    if (!isAnyGiven(*given))
        return Done{};
    given->version = kStorePriceVersion;
    given->source = "set by an administrator";
    deployment.price = std::make_shared<PriceCard>(std::move(given).value());
    return Done{};
}

/// Half a price with nothing for the other half would make that free.
Status checkPrices(const Deployment &deployment, const std::shared_ptr<const PriceCard> &given)
{
    if (!given || deployment.price)
        return Done{};
    return wrong(given->inputPico < 0    ? "input_usd_per_mtok"
                 : given->outputPico < 0 ? "output_usd_per_mtok"
                                         : "audio_input_usd_per_mtok",
                 "is missing: no list knows this model's price")
        .because(Reason::PriceWanted);
}

/// A stored deployment that cannot be made, for the lists: shown with the reason, never called.
Deployment outOfService(const StoredDeployment &stored, GatewayError why)
{
    Deployment out;
    out.id = stored.id;
    out.origin = Origin::Store;
    out.modelName = textOf(stored.definition, "model_name");
    if (out.modelName.empty())
        out.modelName = stored.id;
    out.provider = textOf(stored.definition, "provider");
    out.upstreamModel = textOf(stored.definition, "upstream_model");
    out.baseUrl = textOf(stored.definition, "api_base");
    out.connection = textOf(stored.definition, "connection");
    out.enabled = false;
    out.fault = std::make_shared<GatewayError>(std::move(why));
    return out;
}

} // namespace

Result<Secret> CatalogKeeper::resolveKey(const Secret &stored) const
{
    return resolvedKey(stored, m_environment);
}

void CatalogKeeper::setFile(const FileConfig &config)
{
    m_file.clear();
    for (const Deployment &deployment : config.deployments)
        m_file.push_back(std::make_shared<Deployment>(deployment));
    m_environment = config.environment;
    m_rules = config.rules;
    m_defaultPrice = config.defaultPrice;
}

void CatalogKeeper::rebuild()
{
    auto kept = m_state.objects(StateStore::kDeployments);
    if (!kept && m_current) {
        qCCritical(logCatalog, "the stored deployments cannot be read; the catalogue stays as it was");
        return;
    }
    std::vector<DeploymentPtr> all;
    std::set<std::string> taken;
    const auto add = [&](const std::vector<DeploymentPtr> &from) {
        for (const DeploymentPtr &deployment : from) {
            if (!taken.insert(deployment->id).second)
                continue;
            if (deployment->provider == "sim" && deployment->baseUrl.empty()) {
                auto local = std::make_shared<Deployment>(*deployment);
                local->baseUrl = m_simulator;
                all.push_back(std::move(local));
            } else if (m_defaultPrice && isSelfHosted(deployment->price) && !deployment->isWildcard()) {
                auto priced = std::make_shared<Deployment>(*deployment);
                priced->price = m_defaultPrice;
                all.push_back(std::move(priced));
            } else {
                all.push_back(deployment);
            }
        }
    };
    add(m_file);
    std::vector<DeploymentPtr> stored;
    std::map<std::string, StoredProvider> accounts;
    if (auto providers = m_state.objects(StateStore::kProviders)) {
        for (StoredProvider &one : providers.value())
            accounts.emplace(one.id, std::move(one));
    }
    const auto account = [&](const std::string &id) {
        const auto found = accounts.find(id);
        return found == accounts.end() ? std::nullopt : std::optional(found->second);
    };
    for (const StoredDeployment &entry : kept ? kept.value() : std::vector<StoredDeployment>()) {
        auto made = make(entry, account);
        if (!made)
            qCWarning(logCatalog, "stored deployment %s is out of service: %s", entry.id.c_str(),
                      made.error().publicText.c_str());
        stored.push_back(std::make_shared<Deployment>(made ? std::move(made).value()
                                                           : outOfService(entry, std::move(made).error())));
    }
    add(stored);
    add(m_found);
    add(m_builtIn);
    m_current = std::make_shared<Catalog>(std::move(all), m_rules, m_prices, m_defaultPrice, m_limiter);
    for (const std::string &name : m_current->unpriced())
        qCWarning(logCatalog, "model %s has no price: it is refused under a budget and its cost is unknown",
                  name.c_str());
    for (const std::string &alias : m_current->emptyAliases())
        qCWarning(logCatalog, "alias %s stands for a model that nobody offers: %s", alias.c_str(),
                  m_current->rules().aliases.at(alias).c_str());
    if (publish)
        publish(m_current);
}

std::optional<StoredProvider> CatalogKeeper::provider(const std::string &id) const
{
    const auto all = m_state.objects(StateStore::kProviders);
    if (!all)
        return std::nullopt;
    const auto found = std::find_if(all->begin(), all->end(), [&](const StoredProvider &p) { return p.id == id; });
    return found == all->end() ? std::nullopt : std::optional(*found);
}

Result<Deployment> CatalogKeeper::make(const StoredDeployment &stored) const
{
    return make(stored, [this](const std::string &id) { return provider(id); });
}

Result<Deployment> CatalogKeeper::make(const StoredDeployment &stored, const FindProvider &find) const
{
    const QJsonObject &definition = stored.definition;
    for (const char *field : {"model_name", "provider", "upstream_model", "api_base", "connection", "mode",
                              "api_version", "base_model", "tenant_id", "client_id"}) {
        if (const QJsonValue value = definition[QLatin1String(field)]; !isAbsent(value) && !value.isString())
            return wrong(field, "must be text").because(Reason::TextWanted);
    }
    if (const QJsonValue enabled = definition[QLatin1String("enabled")]; !isAbsent(enabled) && !enabled.isBool())
        return wrong("enabled", "must be true or false").because(Reason::FlagWanted);
    Deployment deployment;
    deployment.id = stored.id;
    deployment.origin = Origin::Store;
    deployment.apiKey = stored.apiKey;
    deployment.modelName = textOf(definition, "model_name");
    deployment.provider = textOf(definition, "provider");
    deployment.upstreamModel = textOf(definition, "upstream_model");
    deployment.baseUrl = textOf(definition, "api_base");
    deployment.apiVersion = textOf(definition, "api_version");
    deployment.baseModel = textOf(definition, "base_model");
    deployment.login.tenantId = textOf(definition, "tenant_id");
    deployment.login.clientId = textOf(definition, "client_id");
    deployment.enabled = definition[QLatin1String("enabled")].toBool(true);
    bool unsealable = stored.keyUnsealable;
    deployment.connection = textOf(definition, "connection");
    if (!deployment.connection.empty()) {
        const auto account = find(deployment.connection);
        if (!account)
            return wrong("connection", "names no provider: " + deployment.connection).because(Reason::NoSuchProvider);
        deployment.account = textOf(account->definition, "name");
        deployment.provider = textOf(account->definition, "provider");
        deployment.baseUrl = textOf(account->definition, "api_base");
        deployment.apiKey = account->apiKey;
        unsealable = account->keyUnsealable;
    }
    if (unsealable)
        return wrong("api_key", "cannot be unsealed, because sealing.key is another one; enter it again")
            .because(Reason::KeyUnsealable);
    if (auto key = resolveKey(deployment.apiKey))
        deployment.apiKey = std::move(key).value();
    else
        return std::move(key).error();
    if (const std::string mode = textOf(definition, "mode"); !mode.empty())
        deployment.mode = mode;
    if (!deployment.login.tenantId.empty() && !deployment.login.clientId.empty())
        std::swap(deployment.login.clientSecret, deployment.apiKey); // the key of a login is its secret
    // As text that was read again, which is without a byte order mark at its beginning.
    if (QString::fromStdString(deployment.modelName).trimmed().isEmpty() || deployment.modelName.size() > 96)
        return wrong("model_name", "must have between 1 and 96 bytes")
            .because(deployment.modelName.size() > 96 ? Reason::TextTooLong : Reason::TextWanted, {{"most", "96"}});
    if (deployment.upstreamModel.empty())
        return wrong("upstream_model", "is missing: what the provider calls the model")
            .because(Reason::UpstreamModelWanted);
    if (deployment.provider.empty()) { // then as in a configuration file: the prefix or the list of models tells
        auto place = findModelPlace(deployment.upstreamModel, {}, deployment.baseUrl, *m_prices);
        if (!place)
            return std::move(place).error();
        deployment.provider = place->provider;
        deployment.upstreamModel = place->upstreamModel;
    }
    while (deployment.baseUrl.ends_with('/'))
        deployment.baseUrl.pop_back();
    if (!deployment.baseUrl.empty() && !deployment.baseUrl.starts_with("http://") &&
        !deployment.baseUrl.starts_with("https://"))
        return wrong("api_base", "must begin with http:// or https://").because(Reason::AddressSchemeWanted);
    const auto weight = wholeNumber(definition, "weight", 0, 1'000'000);
    const auto rpm = wholeNumber(definition, "rpm_limit", 1, 100'000'000);
    const auto parallel = wholeNumber(definition, "max_parallel_requests", 1, 1'000'000);
    const auto timeout = wholeNumber(definition, "timeout_seconds", 1, 86'400);
    const auto idle = wholeNumber(definition, "idle_timeout_seconds", 1, 86'400);
    const auto output = wholeNumber(definition, "max_output_tokens", 1, 100'000'000);
    for (const auto *number : {&weight, &rpm, &parallel, &timeout, &idle, &output}) {
        if (!*number)
            return number->error();
    }
    if (weight->has_value())
        deployment.weight = static_cast<int>(**weight);
    if (rpm->has_value())
        deployment.rpmLimit = static_cast<int>(**rpm);
    if (parallel->has_value())
        deployment.maxParallel = static_cast<int>(**parallel);
    if (timeout->has_value())
        deployment.deadlines.total = std::chrono::seconds(**timeout);
    if (idle->has_value())
        deployment.deadlines.idle = std::chrono::seconds(**idle);
    if (output->has_value())
        deployment.maxOutputTokens = **output;
    if (auto priced = setPrices(deployment, definition); !priced)
        return std::move(priced).error();
    const std::shared_ptr<const PriceCard> given = deployment.price;
    if (auto complete = completeDeployment(deployment, *m_prices); !complete)
        return std::move(complete).error();
    if (auto priced = checkPrices(deployment, given); !priced)
        return std::move(priced).error();
    return deployment;
}

} // namespace ostiary
