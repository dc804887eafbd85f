// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/requestcontroller.h"

#include "models/domain/duration.h"

#include <QJsonDocument>

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace {

std::optional<std::int64_t> number(const std::string &text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

GatewayError badNumber(const char *name)
{
    return GatewayError::make(ErrorCode::BadRequest, "'" + std::string(name) + "' must be a whole number", name);
}

constexpr std::int64_t kMaxPoints = 2000;

} // namespace

void RequestController::addRoutes(AdminRouter &router)
{
    using Reach = AdminRouter::Reach;
    const auto add = [&](const char *pattern, Permission permission, Reach reach,
                         ControllerReply (RequestController::*handler)(const AdminCall &)) {
        router.add("GET", pattern, permission, reach,
                   [this, handler](const AdminCall &call) { return (this->*handler)(call); });
    };
    add("/admin/v1/requests", Permission::Admin, Reach::AdminListener, &RequestController::list);
    add("/admin/v1/requests/{id}", Permission::Admin, Reach::AdminListener, &RequestController::show);
    add("/admin/v1/summary", Permission::Admin, Reach::AdminListener, &RequestController::summary);
    add("/admin/v1/series", Permission::Admin, Reach::AdminListener, &RequestController::series);
    add("/admin/v1/health", Permission::Admin, Reach::AdminListener, &RequestController::health);
    add("/health", Permission::Admin, Reach::BothListeners, &RequestController::health);
    for (const char *path : {"/health/readiness", "/health/ready", "/readyz"})
        add(path, Permission::Public, Reach::BothListeners, &RequestController::readiness);
    for (const char *path : {"/health/liveliness", "/health/liveness", "/health/live", "/livez"}) {
        router.add("GET", path, Permission::Public, Reach::BothListeners, [](const AdminCall &) {
            ControllerReply reply;
            reply.body = "\"I'm alive!\"";
            return reply;
        });
    }
    router.add("GET", "/admin/v1/status", Permission::Admin, Reach::AdminListener,
               [this](const AdminCall &) { return ControllerReply(m_services.status()); });
    router.add("GET", "/metrics", Permission::Admin, Reach::BothListeners, [this](const AdminCall &) {
        ControllerReply reply;
        reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
        reply.body = QByteArray::fromStdString(m_services.metrics());
        return reply;
    });
}

Result<std::pair<std::int64_t, std::int64_t>> RequestController::span(const AdminCall &call) const
{
    const std::int64_t now = m_services.clock.wallMs();
    std::int64_t since = now - 3'600'000;
    std::int64_t until = now;
    if (const std::string last = call.query("last"); !last.empty()) {
        const auto seconds = parseDurationSeconds(last);
        if (!seconds)
            return GatewayError::make(ErrorCode::BadRequest, "'last' must be a duration such as 15m, 24h or 30d",
                                      "last");
        since = now - *seconds * 1000;
    }
    for (const auto &[name, to] : {std::pair{"since_ms", &since}, {"until_ms", &until}}) {
        if (const std::string given = call.query(name); !given.empty()) {
            const auto value = number(given);
            if (!value)
                return badNumber(name);
            *to = *value;
        }
    }
    if (until <= since)
        return GatewayError::make(ErrorCode::BadRequest, "the span ends before it begins", "until_ms");
    return std::pair{since, until};
}

void RequestController::nameKey(QJsonObject &row, const char *field) const
{
    const std::int64_t id = row[QLatin1String("key_id")].toInteger();
    if (id == 0) {
        row[QLatin1String(field)] = QLatin1String("master key");
        return;
    }
    const auto names = m_services.state.keyNames();
    const auto found = names.find(id);
    if (found != names.end())
        row[QLatin1String(field)] =
            QString::fromStdString(found->second.alias.empty() ? found->second.masked : found->second.alias);
}

ControllerReply RequestController::list(const AdminCall &call)
{
    RequestFilter filter;
    filter.model = call.query("model");
    filter.user = call.query("user_id");
    filter.team = call.query("team_id");
    filter.deployment = call.query("deployment_id");
    filter.error = call.query("error");
    filter.cursor = call.query("cursor");
    filter.onlyFailed = call.query("failed") == "true";
    if (!filter.cursor.empty() && !RequestId::fromText(filter.cursor))
        return GatewayError::make(ErrorCode::BadRequest, "'cursor' must be the next_cursor of the page before",
                                  "cursor");
    const auto take = [&](const char *name, auto &to) -> bool {
        const std::string given = call.query(name);
        if (given.empty())
            return true;
        const auto value = number(given);
        if (value)
            to = static_cast<std::decay_t<decltype(*value)>>(*value);
        return value.has_value();
    };
    std::optional<std::int64_t> status, limit;
    if (!take("key_id", filter.keyId))
        return badNumber("key_id");
    if (!take("status", status))
        return badNumber("status");
    if (!take("limit", limit))
        return badNumber("limit");
    if (!take("since_ms", filter.sinceMs))
        return badNumber("since_ms");
    if (!take("until_ms", filter.untilMs))
        return badNumber("until_ms");
    if (status)
        filter.status = static_cast<int>(*status);
    if (limit)
        filter.limit = static_cast<int>(std::clamp<std::int64_t>(*limit, 1, 1000));
    QJsonObject page = m_services.ledger.requests(filter);
    const auto names = m_services.state.keyNames();
    QJsonArray rows;
    for (const QJsonValue &value : page[QLatin1String("data")].toArray()) {
        QJsonObject row = value.toObject();
        const auto found = names.find(row[QLatin1String("key_id")].toInteger());
        row[QLatin1String("key")] =
            found == names.end() ? QJsonValue(QLatin1String("master key"))
                                 : QJsonValue(QString::fromStdString(
                                       found->second.alias.empty() ? found->second.masked : found->second.alias));
        rows.append(row);
    }
    page[QLatin1String("data")] = rows;
    return page;
}

ControllerReply RequestController::show(const AdminCall &call)
{
    auto row = m_services.ledger.request(call.parameter);
    if (!row)
        return GatewayError::make(ErrorCode::NotFound, "There is no such request; the newest appear within a moment");
    nameKey(*row, "key");
    return *row;
}

ControllerReply RequestController::summary(const AdminCall &call)
{
    const auto range = span(call);
    if (!range)
        return range.error();
    return m_services.ledger.summary(range->first, range->second);
}

ControllerReply RequestController::series(const AdminCall &call)
{
    const auto range = span(call);
    if (!range)
        return range.error();
    std::int64_t step = 60;
    if (const std::string given = call.query("step"); !given.empty()) {
        const auto seconds = parseDurationSeconds(given);
        if (!seconds || *seconds < 60)
            return GatewayError::make(ErrorCode::BadRequest, "'step' must be a duration of at least 1m", "step");
        step = *seconds;
    }
    if ((range->second - range->first) / 1000 / step > kMaxPoints)
        return GatewayError::make(ErrorCode::BadRequest, "too many points; choose a longer 'step'", "step");
    const std::string by = call.query("by");
    constexpr std::array known = {"", "model", "key", "provider", "user", "team"};
    if (std::find(known.begin(), known.end(), by) == known.end())
        return GatewayError::make(ErrorCode::BadRequest, "'by' must be model, key, provider, user or team", "by");
    return QJsonObject{{QLatin1String("step_seconds"), qlonglong(step)},
                       {QLatin1String("data"), m_services.ledger.series(range->first, range->second, step, by)}};
}

ControllerReply RequestController::health(const AdminCall &)
{
    QJsonArray healthy, unhealthy;
    const CatalogPtr catalog = m_services.catalog();
    for (const DeploymentPtr &deployment : catalog->deployments()) {
        const Cooldowns::Health health = m_services.cooldowns.health(deployment->id);
        QJsonObject entry{{QLatin1String("model"), QString::fromStdString(deployment->modelName)},
                          {QLatin1String("model_id"), QString::fromStdString(deployment->id)},
                          {QLatin1String("provider"), QString::fromStdString(deployment->provider)},
                          {QLatin1String("api_base"), QString::fromStdString(deployment->baseUrl)},
                          {QLatin1String("successes"), qlonglong(health.successes)},
                          {QLatin1String("failures"), qlonglong(health.failures)}};
        if (!health.lastError.empty())
            entry[QLatin1String("last_error")] = QString::fromStdString(health.lastError);
        (health.restsForMs > 0 ? unhealthy : healthy).append(entry);
    }
    return QJsonObject{{QLatin1String("healthy_endpoints"), healthy},
                       {QLatin1String("unhealthy_endpoints"), unhealthy},
                       {QLatin1String("healthy_count"), healthy.size()},
                       {QLatin1String("unhealthy_count"), unhealthy.size()}};
}

ControllerReply RequestController::readiness(const AdminCall &)
{
    const std::string why = m_services.unready();
    QJsonObject out{{QLatin1String("status"), why.empty() ? QLatin1String("connected") : QLatin1String("unavailable")},
                    {QLatin1String("db"), QLatin1String("connected")},
                    {QLatin1String("cache"), QJsonValue()},
                    {QLatin1String("litellm_version"), QJsonValue()},
                    {QLatin1String("ostiary_version"), QLatin1String(OSTIARY_VERSION)}};
    if (!why.empty())
        out[QLatin1String("reason")] = QString::fromStdString(why);
    return ControllerReply(out, why.empty() ? 200 : 503);
}

} // namespace ostiary
