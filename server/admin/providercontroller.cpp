// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/providercontroller.h"

#include "server/admin/fieldreader.h"
#include "server/admin/listing.h"
#include "server/admin/modelcontroller.h"

#include <algorithm>
#include <map>
#include <set>

namespace ostiary {

namespace {

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

std::string field(const StoredProvider &provider, const char *name)
{
    return provider.definition[QLatin1String(name)].toString().toStdString();
}

QString addressOf(const std::string &provider, const std::string &base)
{
    const ProviderPreset *preset = findPreset(provider);
    return text(base.empty() && preset ? std::string(preset->baseUrl) : base);
}

/// Scheme, host and port: to whom a key is shown.
std::string originOf(const std::string &address)
{
    const std::size_t scheme = address.find("://");
    return scheme == std::string::npos ? address : address.substr(0, address.find('/', scheme + 3));
}

bool holdsBlanks(const std::string &value)
{
    return std::any_of(value.begin(), value.end(),
                       [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
}

/// Lays `name`, `provider`, `api_base` and `api_key` of `body` over `to`.
Status layOver(const QJsonObject &body, StoredProvider &to)
{
    FieldReader reader(body);
    const std::string before = addressOf(field(to, "provider"), field(to, "api_base")).toStdString();
    std::string name = field(to, "name"), provider = field(to, "provider"), base = field(to, "api_base"), key;
    reader.name("name", name, limits::kProviderName);
    reader.name("provider", provider, limits::kUserId);
    reader.text("api_base", base, limits::kAddress);
    const bool keyTakenAway = reader.has("api_key") && body[QLatin1String("api_key")].isNull();
    reader.text("api_key", key, limits::kApiKey);
    if (reader.error())
        return *reader.error();
    if (const auto unknown = reader.unread(); !unknown.empty())
        return GatewayError::make(ErrorCode::BadRequest, "A provider has no field '" + unknown.front() + "'",
                                  unknown.front())
            .because(Reason::UnknownField, {{"field", unknown.front()}});
    const ProviderPreset *preset = findPreset(provider);
    if (!preset)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "'provider' must be one of /admin/v1/provider-presets, for example openai",
                                  "provider")
            .because(Reason::ProviderUnknown);
    while (base.ends_with('/'))
        base.pop_back();
    if (!base.empty() && !base.starts_with("http://") && !base.starts_with("https://"))
        return GatewayError::make(ErrorCode::BadRequest, "'api_base' must begin with http:// or https://", "api_base")
            .because(Reason::AddressSchemeWanted);
    if (base.empty() && preset->baseUrl.empty() && provider != "sim")
        return GatewayError::make(ErrorCode::BadRequest, "this provider needs 'api_base'", "api_base")
            .because(Reason::AddressWanted);
    if (holdsBlanks(base) || base.find('@') != std::string::npos)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "'api_base' must be a plain address without blanks and without a user name",
                                  "api_base")
            .because(Reason::AddressNotPlain);
    const std::string after = addressOf(provider, base).toStdString();
    if (!to.apiKey.isEmpty() && key.empty() && !keyTakenAway && originOf(before) != originOf(after))
        return GatewayError::make(ErrorCode::BadRequest,
                                  "The stored key is not sent to another host: enter the key for this address",
                                  "api_key")
            .because(Reason::KeyOfOtherHost);
    if (holdsBlanks(key))
        return GatewayError::make(ErrorCode::BadRequest,
                                  "'api_key' must not hold blanks or line breaks; was a line too much copied?",
                                  "api_key")
            .because(Reason::KeyHasBlanks);
    to.definition = {{QLatin1String("name"), text(name.empty() ? std::string(preset->title) : name)},
                     {QLatin1String("provider"), text(provider)},
                     {QLatin1String("api_base"), text(base)}};
    if (!key.empty() || keyTakenAway) {
        to.apiKey = key.empty() ? Secret() : Secret(key);
        to.keyUnsealable = false;
    }
    return Done{};
}

constexpr std::size_t kMostNamed = 20;

QJsonValue hintOf(const Secret &key)
{
    if (key.reveal().starts_with("os.environ/")) // the name of a variable is no secret
        return text(key.reveal());
    return key.hint().empty() ? QJsonValue() : QJsonValue(text("..." + key.hint()));
}

} // namespace

void ProviderController::addRoutes(AdminRouter &router)
{
    using Reach = AdminRouter::Reach;
    router.add("GET", "/admin/v1/provider-presets", this, &ProviderController::presets);
    router.add("GET", "/admin/v1/providers", this, &ProviderController::list);
    router.add("POST", "/admin/v1/providers", this, &ProviderController::create);
    router.add("GET", "/admin/v1/providers/{id}", this, &ProviderController::show);
    router.add("PATCH", "/admin/v1/providers/{id}", this, &ProviderController::change);
    router.add("DELETE", "/admin/v1/providers/{id}", this, &ProviderController::remove);
    router.addLater("POST", "/admin/v1/providers/test", Permission::Admin, Reach::AdminListener,
                    [this](const AdminCall &call, AdminRouter::Done done) { testNew(call, std::move(done)); });
    router.addLater("POST", "/admin/v1/providers/{id}/test", Permission::Admin, Reach::AdminListener,
                    [this](const AdminCall &call, AdminRouter::Done done) { test(call, std::move(done)); });
    router.addLater("GET", "/admin/v1/local-servers", Permission::Admin, Reach::AdminListener,
                    [this](const AdminCall &call, const AdminRouter::Done &done) { findLocal(call, done); });
}

ControllerReply ProviderController::presets(const AdminCall &)
{
    QJsonArray data;
    for (const ProviderPreset &preset : providerPresets()) {
        if (preset.is(ProviderPreset::OtherName))
            continue;
        data.append(QJsonObject{{QLatin1String("provider"), text(preset.name)},
                                {QLatin1String("title"), text(preset.title)},
                                {QLatin1String("api_base"), text(preset.baseUrl)},
                                {QLatin1String("key_prefix"), text(preset.keyPrefix)},
                                {QLatin1String("needs_key"), preset.needsKey()},
                                {QLatin1String("needs_address"), preset.needsAddress()},
                                {QLatin1String("local"), preset.local()},
                                {QLatin1String("well_known"), preset.is(ProviderPreset::Known)}});
    }
    return QJsonObject{{QLatin1String("data"), data}, {QLatin1String("next_cursor"), QJsonValue()}};
}

std::vector<DeploymentPtr> ProviderController::deploymentsOf(const std::string &id) const
{
    std::vector<DeploymentPtr> out;
    const CatalogPtr catalog = m_services.catalog();
    for (const DeploymentPtr &deployment : catalog->deployments()) {
        if (deployment->connection == id)
            out.push_back(deployment);
    }
    return out;
}

ProviderController::UsedBy ProviderController::usedBy(const std::string &id) const
{
    std::set<std::string> names;
    for (const DeploymentPtr &deployment : deploymentsOf(id))
        names.insert(deployment->modelName);
    UsedBy used;
    used.count = names.size();
    for (const std::string &name : names) {
        if (used.names.size() == kMostNamed)
            break;
        used.names.push_back(name);
    }
    return used;
}

std::string ProviderController::UsedBy::words() const
{
    std::string out;
    for (const std::string &name : names)
        out += (out.empty() ? "" : ", ") + name;
    return count > names.size() ? out + " and " + std::to_string(count - names.size()) + " more" : out;
}

QJsonObject ProviderController::healthOf(const std::vector<DeploymentPtr> &deployments) const
{
    int resting = 0;
    bool failing = true; // each of those that were used
    std::int64_t lastUsed = 0, lastError = 0;
    std::string words, code;
    for (const DeploymentPtr &deployment : deployments) {
        if (!deployment->enabled)
            continue;
        const Cooldowns::Health health = m_services.cooldowns.health(deployment->id);
        resting += health.restsForMs > 0 ? 1 : 0;
        lastUsed = std::max(lastUsed, health.lastUsedMs);
        failing = failing && (health.lastFailed || health.lastUsedMs == 0);
        if (health.lastErrorMs > lastError) {
            lastError = health.lastErrorMs;
            words = health.lastError;
            code = health.lastCode;
        }
    }
    return {{QLatin1String("status"), resting > 0     ? QLatin1String("resting")
                                      : lastUsed == 0 ? QLatin1String("unused")
                                      : failing       ? QLatin1String("failing")
                                                      : QLatin1String("in_service")},
            {QLatin1String("resting"), resting},
            {QLatin1String("last_used_ms"), lastUsed > 0 ? QJsonValue(qlonglong(lastUsed)) : QJsonValue()},
            {QLatin1String("last_error"), words.empty() ? QJsonValue() : QJsonValue(text(words))},
            {QLatin1String("last_error_code"), code.empty() ? QJsonValue() : QJsonValue(text(code))},
            {QLatin1String("last_error_ms"), lastError > 0 ? QJsonValue(qlonglong(lastError)) : QJsonValue()}};
}

/// Why the account cannot be used.
std::optional<GatewayError> ProviderController::faultOf(const StoredProvider &provider) const
{
    if (provider.keyUnsealable)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "'api_key' cannot be unsealed, because sealing.key is another one; enter it again",
                                  "api_key")
            .because(Reason::KeyUnsealable);
    const auto key = m_services.resolveKey(provider.apiKey);
    return key ? std::nullopt : std::optional(key.error());
}

QJsonObject ProviderController::json(const StoredProvider &provider) const
{
    const auto deployments = deploymentsOf(provider.id);
    const auto fault = faultOf(provider);
    QJsonObject health = healthOf(deployments);
    if (fault)
        health[QLatin1String("status")] = QLatin1String("out_of_service");
    return {{QLatin1String("id"), text(provider.id)},
            {QLatin1String("name"), text(field(provider, "name"))},
            {QLatin1String("provider"), text(field(provider, "provider"))},
            {QLatin1String("api_base"), addressOf(field(provider, "provider"), field(provider, "api_base"))},
            {QLatin1String("has_api_key"), !provider.apiKey.isEmpty() || provider.keyUnsealable},
            {QLatin1String("api_key_hint"), hintOf(provider.apiKey)},
            {QLatin1String("deployments"), qlonglong(deployments.size())},
            {QLatin1String("managed_by"), QLatin1String("store")},
            {QLatin1String("revision"), qlonglong(m_stored.revisionOf(provider.id))},
            {QLatin1String("fault"), faultJson(fault ? &*fault : nullptr)},
            {QLatin1String("health"), health}};
}

/// What other sources declare: one row for each provider, address and source, which cannot be changed here.
std::vector<QJsonObject> ProviderController::foundElsewhere() const
{
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<DeploymentPtr>> groups;
    const CatalogPtr catalog = m_services.catalog();
    for (const DeploymentPtr &deployment : catalog->deployments()) {
        if (deployment->connection.empty())
            groups[{deployment->provider, deployment->baseUrl, std::string(nameOf(deployment->origin))}].push_back(
                deployment);
    }
    std::vector<QJsonObject> out;
    for (const auto &[key, deployments] : groups) {
        const auto &[provider, base, origin] = key;
        const ProviderPreset *preset = findPreset(provider);
        const Secret &apiKey = deployments.front()->apiKey;
        out.push_back(
            {{QLatin1String("id"), text(origin + ":" + provider + ":" + base)},
             {QLatin1String("name"), text(preset ? std::string(preset->title) : provider)},
             {QLatin1String("provider"), text(provider)},
             {QLatin1String("api_base"), text(base)},
             {QLatin1String("has_api_key"), !apiKey.isEmpty()},
             {QLatin1String("api_key_hint"), hintOf(apiKey)},
             {QLatin1String("deployments"), qlonglong(deployments.size())},
             {QLatin1String("managed_by"), origin == "store" ? QLatin1String("model") : QString(text(origin))},
             {QLatin1String("health"), healthOf(deployments)}});
    }
    return out;
}

ControllerReply ProviderController::list(const AdminCall &call)
{
    std::vector<QJsonObject> rows;
    const auto stored = m_services.state.objects(StateStore::kProviders);
    if (!stored)
        return stored.error();
    for (const StoredProvider &provider : *stored)
        rows.push_back(json(provider));
    for (QJsonObject &row : foundElsewhere())
        rows.push_back(std::move(row));
    return listPage(call, std::move(rows), "id", {"name", "provider", "api_base"});
}

ControllerReply ProviderController::show(const AdminCall &call)
{
    const auto provider = m_stored.find(call.parameter);
    if (!provider)
        return provider.error();
    QJsonObject out = json(*provider);
    const UsedBy used = usedBy(provider->id);
    QJsonArray names;
    for (const std::string &name : used.names)
        names.append(text(name));
    out[QLatin1String("used_by")] =
        QJsonObject{{QLatin1String("models"), qlonglong(used.count)}, {QLatin1String("names"), names}};
    return out;
}

ControllerReply ProviderController::put(const AdminCall &call, const StoredProvider &provider, const char *action,
                                        int status)
{
    if (const auto fault = faultOf(provider))
        return *fault;
    if (const Status kept = m_stored.put(call, provider, action); !kept)
        return kept.error();
    return ControllerReply(json(provider), status);
}

ControllerReply ProviderController::create(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    StoredProvider provider;
    provider.id = randomToken(12);
    if (Status laid = layOver(*body, provider); !laid)
        return laid.error();
    return put(call, provider, "created", 201);
}

ControllerReply ProviderController::change(const AdminCall &call)
{
    auto provider = m_stored.find(call.parameter);
    if (!provider)
        return provider.error();
    if (const Status same = call.stillAt(m_stored.revisionOf(call.parameter)); !same)
        return same.error();
    auto body = call.body();
    if (!body)
        return body.error();
    if (Status laid = layOver(*body, *provider); !laid)
        return laid.error();
    return put(call, *provider, body->contains(QLatin1String("api_key")) ? "key rotated" : "changed", 200);
}

ControllerReply ProviderController::remove(const AdminCall &call)
{
    if (const auto stored = m_stored.find(call.parameter); !stored)
        return stored.error();
    if (const Status same = call.stillAt(m_stored.revisionOf(call.parameter)); !same)
        return same.error();
    if (const UsedBy used = usedBy(call.parameter); used.count > 0)
        return GatewayError::make(ErrorCode::Conflict, "These models are called through it: " + used.words() +
                                                           ". Delete them first, or give them another provider")
            .because(Reason::ProviderInUse, {{"models", used.words()}});
    return m_stored.remove(call, call.parameter);
}

void ProviderController::test(const AdminCall &call, AdminRouter::Done done)
{
    auto body = call.body();
    if (!body)
        return done(body.error());
    const auto stored = m_stored.find(call.parameter);
    if (!stored)
        return done(stored.error());
    const std::string given = (*body)[QLatin1String("api_key")].toString().toStdString();
    if (holdsBlanks(given))
        return done(
            GatewayError::make(ErrorCode::BadRequest, "'api_key' must not hold blanks or line breaks", "api_key")
                .because(Reason::KeyHasBlanks));
    ask({field(*stored, "provider"), field(*stored, "api_base"), given.empty() ? stored->apiKey : Secret(given)},
        std::move(done));
}

void ProviderController::testNew(const AdminCall &call, AdminRouter::Done done)
{
    auto body = call.body();
    if (!body)
        return done(body.error());
    StoredProvider provider;
    if (Status laid = layOver(*body, provider); !laid)
        return done(laid.error());
    ask({field(provider, "provider"), field(provider, "api_base"), provider.apiKey}, std::move(done));
}

void ProviderController::ask(const ProviderAccount &account, AdminRouter::Done done)
{
    m_services.askProvider(
        account, [this, account, done = std::move(done)](const Result<std::vector<std::string>> &models) {
            if (!models)
                return done(models.error());
            std::multimap<std::string, std::string> offered; // the provider's name → ours
            const CatalogPtr catalog = m_services.catalog();
            for (const DeploymentPtr &deployment : catalog->deployments()) {
                if (deployment->provider == account.provider)
                    offered.emplace(deployment->upstreamModel, deployment->modelName);
            }
            QJsonArray data;
            for (const std::string &id : models.value()) {
                QJsonObject row{{QLatin1String("id"), text(id)}};
                if (const ModelFacts *facts = m_services.prices->find(account.provider, id)) {
                    row[QLatin1String("mode")] = text(facts->mode);
                    row[QLatin1String("context_tokens")] = qlonglong(facts->contextTokens);
                    row[QLatin1String("price")] = priceJson(facts->price.get());
                }
                QJsonArray names;
                for (auto [at, end] = offered.equal_range(id); at != end; ++at)
                    names.append(text(at->second));
                row[QLatin1String("offered_as")] = names;
                data.append(row);
            }
            done(QJsonObject{{QLatin1String("data"), data}, {QLatin1String("next_cursor"), QJsonValue()}});
        });
}

void ProviderController::findLocal(const AdminCall &, const AdminRouter::Done &done)
{
    m_services.findLocalServers([done](const std::vector<DeploymentPtr> &found) {
        std::map<std::pair<std::string, std::string>, QJsonArray> servers;
        for (const DeploymentPtr &deployment : found)
            servers[{deployment->provider, deployment->baseUrl}].append(text(deployment->upstreamModel));
        QJsonArray data;
        for (const auto &[server, models] : servers)
            data.append(QJsonObject{{QLatin1String("provider"), text(server.first)},
                                    {QLatin1String("api_base"), text(server.second)},
                                    {QLatin1String("models"), models}});
        done(QJsonObject{{QLatin1String("data"), data}, {QLatin1String("next_cursor"), QJsonValue()}});
    });
}

} // namespace ostiary
