// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/modelcontroller.h"

#include "models/domain/plainname.h"
#include "models/domain/pricejson.h"
#include "server/admin/fieldreader.h"
#include "server/admin/listing.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

/// The fields of a deployment that the admin API takes, beside its prices; `api_key` is kept apart and never given
/// back.
constexpr std::array kFields = {"model_name",
                                "provider",
                                "upstream_model",
                                "api_base",
                                "api_version",
                                "base_model",
                                "tenant_id",
                                "client_id",
                                "weight",
                                "rpm_limit",
                                "max_parallel_requests",
                                "timeout_seconds",
                                "idle_timeout_seconds",
                                "max_output_tokens",
                                "mode",
                                "connection",
                                "enabled"};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}
template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(qlonglong(*value)) : QJsonValue();
}
QJsonValue orNull(std::int64_t value)
{
    return value > 0 ? QJsonValue(qlonglong(value)) : QJsonValue();
}

// Prices are shown per million tokens: a pico-USD a token is a micro-USD a million.
QJsonValue perMillion(std::int64_t pico)
{
    return pico < 0 ? QJsonValue() : QJsonValue(text(Money::fromNano(pico * 1000).toDecimal()));
}

constexpr int kActivityHours = 24;

void addActivity(QJsonObject &row, const Rollups::Activity &activity)
{
    QJsonArray hours;
    std::int64_t requests = 0;
    for (const std::int64_t hour : activity.requests) {
        hours.append(qlonglong(hour));
        requests += hour;
    }
    row[QLatin1String("activity")] = hours;
    row[QLatin1String("requests_24h")] = qlonglong(requests);
    row[QLatin1String("ttft_p50_ms")] = percentile(activity.firstToken, 0.5);
}

GatewayError noSuchDeployment()
{
    return GatewayError::make(ErrorCode::NotFound, "There is no such deployment").because(Reason::NoSuchDeployment);
}

} // namespace

QJsonValue priceJson(const PriceCard *price)
{
    if (!price)
        return QJsonValue();
    QJsonObject out = pricesToJson(*price);
    for (const PriceField &field : priceFields()) {
        const QLatin1String name(field.admin.data(), static_cast<int>(field.admin.size()));
        if (!out.contains(name))
            out[name] = QJsonValue();
    }
    out[QLatin1String("source")] = text(price->source);
    out[QLatin1String("version")] = qlonglong(price->version);
    return out;
}

QJsonValue faultJson(const GatewayError *fault)
{
    if (!fault)
        return QJsonValue();
    QJsonObject values;
    for (const auto &[name, value] : fault->values)
        values[text(name)] = text(value);
    return QJsonObject{{QLatin1String("reason"), text(std::string(nameOf(fault->reason)))},
                       {QLatin1String("message"), text(fault->publicText)},
                       {QLatin1String("values"), values}};
}

void ModelController::addRoutes(AdminRouter &router)
{
    using Reach = AdminRouter::Reach;
    router.addLater("GET", "/admin/v1/models", Permission::Admin, Reach::AdminListener, listModels());
    router.add("GET", "/admin/v1/models/{id}", this, &ModelController::showModel);
    router.addLater("GET", "/admin/v1/deployments", Permission::Admin, Reach::AdminListener, listDeployments());
    router.add("POST", "/admin/v1/deployments", this, &ModelController::createDeployment);
    router.add("GET", "/admin/v1/deployments/{id}", this, &ModelController::showDeployment);
    router.add("PATCH", "/admin/v1/deployments/{id}", this, &ModelController::changeDeployment);
    router.add("DELETE", "/admin/v1/deployments/{id}", this, &ModelController::removeDeployment);
}

DeploymentPtr ModelController::find(const std::string &id) const
{
    const CatalogPtr catalog = m_services.catalog();
    for (const DeploymentPtr &deployment : catalog->deployments()) {
        if (deployment->id == id)
            return deployment;
    }
    return nullptr;
}

QJsonObject ModelController::deploymentJson(const Deployment &deployment) const
{
    const Cooldowns::Health health = m_services.cooldowns.health(deployment.id);
    const auto out = outOfService(deployment, m_services.clock.wallMs());
    const std::string lastError = out.value_or(health.lastError);
    const QJsonObject healthJson{
        {QLatin1String("status"), out || deployment.fault  ? QLatin1String("out_of_service")
                                  : health.restsForMs > 0  ? QLatin1String("resting")
                                  : health.lastUsedMs == 0 ? QLatin1String("unused")
                                  : health.lastFailed      ? QLatin1String("failing")
                                                           : QLatin1String("in_service")},
        {QLatin1String("rests_for_ms"), qlonglong(health.restsForMs)},
        {QLatin1String("successes"), qlonglong(health.successes)},
        {QLatin1String("failures"), qlonglong(health.failures)},
        {QLatin1String("last_error"), lastError.empty() ? QJsonValue() : QJsonValue(text(lastError))},
        {QLatin1String("last_error_code"),
         out || health.lastCode.empty() ? QJsonValue() : QJsonValue(text(health.lastCode))},
        {QLatin1String("last_error_ms"), orNull(health.lastErrorMs)},
        {QLatin1String("last_used_ms"), orNull(health.lastUsedMs)}};
    return {
        {QLatin1String("id"), text(deployment.id)},
        {QLatin1String("model_name"), text(deployment.modelName)},
        {QLatin1String("provider"), text(deployment.provider)},
        {QLatin1String("dialect"),
         deployment.dialect == Dialect::Anthropic ? QLatin1String("anthropic") : QLatin1String("openai")},
        {QLatin1String("upstream_model"), text(deployment.upstreamModel)},
        {QLatin1String("api_base"), text(deployment.baseUrl)},
        {QLatin1String("has_api_key"), !deployment.apiKey.isEmpty()},
        {QLatin1String("api_key_hint"),
         deployment.apiKey.hint().empty() ? QJsonValue() : QJsonValue(text("..." + deployment.apiKey.hint()))},
        {QLatin1String("weight"), deployment.weight},
        {QLatin1String("rpm_limit"), orNull(deployment.rpmLimit)},
        {QLatin1String("max_parallel_requests"), orNull(deployment.maxParallel)},
        {QLatin1String("timeout_seconds"), static_cast<double>(deployment.deadlines.total.count()) / 1000},
        {QLatin1String("idle_timeout_seconds"), static_cast<double>(deployment.deadlines.idle.count()) / 1000},
        {QLatin1String("max_output_tokens"), orNull(deployment.maxOutputTokens)},
        {QLatin1String("context_tokens"), orNull(deployment.contextTokens)},
        {QLatin1String("mode"), text(deployment.mode)},
        {QLatin1String("price"), priceJson(deployment.price.get())},
        {QLatin1String("connection"),
         deployment.connection.empty() ? QJsonValue() : QJsonValue(text(deployment.connection))},
        {QLatin1String("account"), deployment.account.empty() ? QJsonValue() : QJsonValue(text(deployment.account))},
        {QLatin1String("enabled"), deployment.enabled},
        {QLatin1String("revision"),
         orNull(deployment.origin == Origin::Store ? m_stored.revisionOf(deployment.id) : 0)},
        {QLatin1String("fault"), faultJson(deployment.fault.get())},
        {QLatin1String("managed_by"), text(std::string(nameOf(deployment.origin)))},
        {QLatin1String("health"), healthJson}};
}

QJsonObject ModelController::modelJson(const std::string &name, const std::vector<DeploymentPtr> &deployments) const
{
    QJsonArray list;
    int enabled = 0, failing = 0;
    for (const DeploymentPtr &deployment : deployments) {
        const QJsonObject row = deploymentJson(*deployment);
        const QString status = row[QLatin1String("health")][QLatin1String("status")].toString();
        list.append(row);
        if (!deployment->enabled)
            continue;
        ++enabled;
        failing += status != QLatin1String("in_service") && status != QLatin1String("unused") ? 1 : 0;
    }
    const auto any = [&](auto has) { return std::any_of(deployments.begin(), deployments.end(), has); };
    return {{QLatin1String("name"), text(name)},
            {QLatin1String("priced"), !any([](const DeploymentPtr &d) { return d->enabled && !d->price; })},
            {QLatin1String("enabled"), any([](const DeploymentPtr &d) { return d->enabled; })},
            {QLatin1String("context_tokens"), qlonglong(deployments.front()->contextTokens)},
            {QLatin1String("input_usd_per_mtok"),
             deployments.front()->price ? perMillion(deployments.front()->price->inputPico) : QJsonValue()},
            {QLatin1String("failing"), enabled > 0 ? static_cast<double>(failing) / enabled : 0.0},
            {QLatin1String("deployments"), list}};
}

/// Every public name with its deployments, those that are disabled, too; without the simulator's scripted answers.
std::map<std::string, std::vector<DeploymentPtr>> ModelController::models(const Catalog &catalog)
{
    std::map<std::string, std::vector<DeploymentPtr>> out;
    for (const DeploymentPtr &deployment : catalog.deployments()) {
        if (deployment->origin != Origin::BuiltIn || !deployment->isWildcard())
            out[deployment->modelName].push_back(deployment);
    }
    for (const auto &[alias, name] : catalog.rules().aliases) {
        const auto model = catalog.find(alias);
        if (!model)
            continue;
        auto &deployments = out[alias]; // an alias comes before a model of its name
        deployments.clear();
        for (const Target &target : model->targets)
            deployments.push_back(target.deployment);
    }
    return out;
}

AdminRouter::LaterHandler ModelController::listModels()
{
    return m_services.reads.answering(
        LongReads::Lane::Quick, [this](const AdminCall &given) -> Result<LongReads::Work> {
            return LongReads::Work(
                [this, held = HeldCall(given), catalog = m_services.catalog()](LedgerReader &ledger) {
                    const AdminCall call = held.call();
                    std::vector<QJsonObject> rows;
                    std::map<std::string, Rollups::Activity> activity;
                    bool withActivity = call.query("with") == "activity";
                    if (withActivity) {
                        auto read = ledger.rollups().modelActivity(m_services.clock.wallMs(), kActivityHours);
                        withActivity = read.ok(); // without it the catalogue can still be seen and mended
                        if (withActivity)
                            activity = std::move(read).value();
                    }
                    for (const auto &[name, deployments] : models(*catalog)) {
                        QJsonObject row = modelJson(name, deployments);
                        if (withActivity)
                            addActivity(row, activity[name]);
                        rows.push_back(std::move(row));
                    }
                    return ControllerReply(listPage(call, std::move(rows), "name", {"name"}));
                });
        });
}

ControllerReply ModelController::showModel(const AdminCall &call)
{
    const auto all = models(*m_services.catalog());
    const auto found = all.find(call.parameter);
    if (found == all.end())
        return GatewayError::make(ErrorCode::NotFound, "There is no such model").because(Reason::NoSuchModel);
    return modelJson(found->first, found->second);
}

AdminRouter::LaterHandler ModelController::listDeployments()
{
    return m_services.reads.answering(
        LongReads::Lane::Quick, [this](const AdminCall &given) -> Result<LongReads::Work> {
            return LongReads::Work([this, held = HeldCall(given), catalog = m_services.catalog()](LedgerReader &) {
                const AdminCall call = held.call();
                const std::string provider = call.query("provider");
                const std::string model = call.query("model_name");
                std::vector<QJsonObject> rows;
                for (const DeploymentPtr &deployment : catalog->deployments()) {
                    if ((provider.empty() || deployment->provider == provider) &&
                        (model.empty() || deployment->modelName == model))
                        rows.push_back(deploymentJson(*deployment));
                }
                return ControllerReply(
                    listPage(call, std::move(rows), "id", {"model_name", "upstream_model", "provider"}));
            });
        });
}

ControllerReply ModelController::showDeployment(const AdminCall &call)
{
    const DeploymentPtr deployment = find(call.parameter);
    return deployment ? ControllerReply(deploymentJson(*deployment)) : ControllerReply(noSuchDeployment());
}

ControllerReply ModelController::put(const AdminCall &call, const StoredDeployment &stored, const char *action,
                                     int status)
{
    const Result<Deployment> made = m_services.makeDeployment(stored);
    if (!made)
        return made.error();
    if (const Status kept = m_stored.put(call, stored, action); !kept)
        return kept.error();
    return ControllerReply(deploymentJson(*made), status);
}

namespace {

/// What stands in lists and logs, and how long it may be.
constexpr std::pair<const char *, std::size_t> kNames[] = {
    {"model_name", limits::kModelName}, {"provider", limits::kUserId}, {"upstream_model", limits::kUpstreamModel},
    {"api_base", limits::kAddress},     {"mode", limits::kUserId},     {"connection", limits::kUserId}};

GatewayError tooLong(const char *field, std::size_t most)
{
    return GatewayError::make(ErrorCode::BadRequest,
                              "'" + std::string(field) + "' must be text of at most " + std::to_string(most) + " bytes",
                              field)
        .because(Reason::TextTooLong, {{"most", std::to_string(most)}});
}

Status checkNames(const QJsonObject &body)
{
    for (const auto &[field, most] : kNames) {
        const std::string text = body.value(QLatin1String(field)).toString().toStdString();
        if (text.size() > most)
            return tooLong(field, most);
        if (!isPlainName(text) || hasOuterBlanks(text))
            return GatewayError::make(ErrorCode::BadRequest, "'" + std::string(field) + "' must be " + kPlainWanted,
                                      field)
                .because(Reason::NameUnusable);
    }
    return Done{};
}

/// Lays the fields of `body` over `stored`. The error names a field that is not known.
Status layOver(const QJsonObject &body, StoredDeployment &stored)
{
    if (Status names = checkNames(body); !names)
        return names;
    for (auto it = body.begin(); it != body.end(); ++it) {
        const std::string name = it.key().toStdString();
        if (name == "api_key") {
            if (!it.value().isString() && !it.value().isNull())
                return GatewayError::make(ErrorCode::BadRequest, "'api_key' must be text", "api_key");
            if (it.value().toString().toUtf8().size() > qsizetype(limits::kApiKey))
                return tooLong("api_key", limits::kApiKey);
            stored.apiKey = it.value().isNull() ? Secret() : Secret(it.value().toString().toStdString());
            stored.keyUnsealable = false;
            continue;
        }
        if (std::find(kFields.begin(), kFields.end(), name) == kFields.end() && !isPriceName(name))
            return GatewayError::make(ErrorCode::BadRequest, "A deployment has no field '" + name + "'", name)
                .because(Reason::UnknownField, {{"field", name}});
        if (it.value().isNull())
            stored.definition.remove(it.key());
        else
            stored.definition[it.key()] = it.value();
    }
    return Done{};
}

} // namespace

/// Only what the store declares is changed here; the rest belongs to its file or its environment.
Status ModelController::mayChange(const AdminCall &call) const
{
    const DeploymentPtr deployment = find(call.parameter);
    if (!deployment)
        return noSuchDeployment();
    if (deployment->origin == Origin::Store)
        return call.stillAt(m_stored.revisionOf(call.parameter));
    return GatewayError::make(ErrorCode::Conflict, "This deployment is managed by " +
                                                       std::string(nameOf(deployment->origin)) +
                                                       " and can only be changed or removed there")
        .because(Reason::ManagedElsewhere, {{"by", std::string(nameOf(deployment->origin))}});
}

ControllerReply ModelController::createDeployment(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    StoredDeployment stored;
    stored.id = randomToken(12);
    if (Status laid = layOver(*body, stored); !laid)
        return laid.error();
    return put(call, stored, "created", 201);
}

ControllerReply ModelController::changeDeployment(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    if (Status allowed = mayChange(call); !allowed)
        return allowed.error();
    auto stored = m_stored.find(call.parameter);
    if (!stored)
        return stored.error();
    if (Status laid = layOver(*body, *stored); !laid)
        return laid.error();
    return put(call, *stored, "changed", 200);
}

ControllerReply ModelController::removeDeployment(const AdminCall &call)
{
    if (Status allowed = mayChange(call); !allowed)
        return allowed.error();
    return m_stored.remove(call, call.parameter);
}

} // namespace ostiary
