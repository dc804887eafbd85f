// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/gatewayrouter.h"

#include "server/gateway/exchange.h"
#include "server/gateway/surfacepaths.h"
#include "server/gateway/unspoken.h"
#include "server/policy/authorizer.h"

#include <map>

namespace ostiary {

namespace {

constexpr std::int64_t kModelCreated = 1'700'000'000; ///< OpenAI's clients want a time; the catalogue has none to tell

std::string modelJson(const std::string &name, const std::string &ownedBy)
{
    return "{\"id\":" + jsonQuoted(name) + ",\"object\":\"model\",\"created\":" + std::to_string(kModelCreated) +
           ",\"owned_by\":" + jsonQuoted(ownedBy) + "}";
}

/// What `principal` may ask for: of the catalogue's list, and what its own lists name that only a pattern reaches.
std::map<std::string, std::string> modelsOf(const Principal &principal, const Catalog &catalog)
{
    std::map<std::string, std::string> owners;
    for (const ListedModel &listed : catalog.listed()) {
        if (authorizeModel(principal, listed.name, listed.model))
            owners.emplace(listed.name, listed.ownedBy);
    }
    if (principal.role == Role::Admin)
        return owners;
    for (const auto *names : {&principal.models, &principal.userModels}) {
        for (const std::string &name : *names) {
            if (owners.count(name) > 0 || name.find('*') != std::string::npos ||
                catalog.rules().hiddenAliases.count(name) > 0)
                continue;
            const auto model = catalog.find(name);
            if (model && !model->pinned && authorizeModel(principal, name, model->name))
                owners.emplace(name, model->targets.front().deployment->provider);
        }
    }
    return owners;
}

} // namespace

GatewayRouter::GatewayRouter(EngineServices &services, QObject *parent) : QObject(parent), m_services(services) {}

GatewayRouter::~GatewayRouter()
{
    const auto left = m_exchanges; // each takes itself out of the set
    for (Exchange *exchange : left)
        delete exchange;
}

void GatewayRouter::addRoutes(RouteTable &routes)
{
    addUnspokenRoutes(routes);
    for (const std::string prefix : {"/v1", ""}) {
        for (const auto &[path, surface] : kSurfacePaths)
            routes.add("POST", prefix + path, Permission::Inference,
                       [this, kind = surface](RouteCall &&call) { begin(std::move(call), kind); });
        routes.add("GET", prefix + "/models", Permission::Inference,
                   [this](RouteCall &&call) { listModels(std::move(call)); });
        routes.add("GET", prefix + "/models/{id}", Permission::Inference,
                   [this](RouteCall &&call) { showModel(std::move(call)); });
    }
}

void GatewayRouter::begin(RouteCall &&call, Surface surface)
{
    auto *exchange = new Exchange(m_services, std::move(call), surface, this);
    m_exchanges.insert(exchange);
    connect(exchange, &QObject::destroyed, this, [this, exchange] { m_exchanges.erase(exchange); });
    exchange->start();
}

void GatewayRouter::revokeKey(std::int64_t keyId)
{
    const auto all = m_exchanges;
    for (Exchange *exchange : all) {
        if (exchange->keyId() == keyId)
            exchange->revoke();
    }
}

void GatewayRouter::listModels(RouteCall &&call) const
{
    const auto &principal = static_cast<const Principal &>(*call.caller);
    std::string list;
    for (const auto &[name, ownedBy] : modelsOf(principal, *m_services.catalog))
        list += (list.empty() ? "" : ",") + modelJson(name, ownedBy);
    call.response->sendJson(200, "{\"object\":\"list\",\"data\":[" + list + "]}");
}

void GatewayRouter::showModel(RouteCall &&call) const
{
    const auto &principal = static_cast<const Principal &>(*call.caller);
    const auto model = m_services.catalog->find(call.parameter);
    if (!model || !authorizeModel(principal, call.parameter, model->name)) {
        GatewayError error = GatewayError::make(
            ErrorCode::NotFound, "The model '" + call.parameter + "' does not exist or you do not have access to it.",
            "model");
        call.response->sendError(error);
        return;
    }
    call.response->sendJson(200, modelJson(call.parameter, model->targets.front().deployment->provider));
}

} // namespace ostiary
