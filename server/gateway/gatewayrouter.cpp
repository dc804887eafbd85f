// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/gatewayrouter.h"

#include "server/gateway/exchange.h"
#include "server/gateway/unspoken.h"
#include "server/policy/authorizer.h"

namespace ostiary {

namespace {

constexpr std::int64_t kModelCreated = 1'700'000'000; ///< OpenAI's clients want a time; the catalogue has none to tell

std::string modelJson(const std::string &name, const Model &model)
{
    return "{\"id\":" + jsonQuoted(name) + ",\"object\":\"model\",\"created\":" + std::to_string(kModelCreated) +
           ",\"owned_by\":" + jsonQuoted(model.targets.front().deployment->provider) + "}";
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
        const auto surface = [&](const char *path, Surface kind) {
            routes.add("POST", prefix + path, Permission::Inference,
                       [this, kind](RouteCall &&call) { begin(std::move(call), kind); });
        };
        surface("/chat/completions", Surface::Chat);
        surface("/completions", Surface::Completion);
        surface("/embeddings", Surface::Embedding);
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
    for (const std::string &name : m_services.catalog->names()) {
        if (authorizeModel(principal, name))
            list += (list.empty() ? "" : ",") + modelJson(name, *m_services.catalog->find(name));
    }
    answerJson(call, "{\"object\":\"list\",\"data\":[" + list + "]}");
}

void GatewayRouter::showModel(RouteCall &&call) const
{
    const auto &principal = static_cast<const Principal &>(*call.caller);
    const auto model = m_services.catalog->find(call.parameter);
    if (!model || !authorizeModel(principal, call.parameter)) {
        GatewayError error = GatewayError::make(
            ErrorCode::NotFound, "The model '" + call.parameter + "' does not exist or you do not have access to it.",
            "model");
        call.response->sendError(error);
        return;
    }
    answerJson(call, modelJson(call.parameter, *model));
}

void answerJson(RouteCall &call, std::string_view json)
{
    call.response->sendJson(200, json);
}

} // namespace ostiary
