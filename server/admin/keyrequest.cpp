// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/keyrequest.h"

#include "models/domain/duration.h"
#include "server/admin/keyfieldtable.h"
#include "server/policy/routerights.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

constexpr int kMaxRpm = 100'000'000;
constexpr int kMaxParallel = 1'000'000;
constexpr std::int64_t kMaxTpm = 1'000'000'000'000;
constexpr const char *kTags = "tags";

QJsonObject metadataOf(const VirtualKey &key)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(key.metadataJson)).object();
}

/// LiteLLM keeps a key's tags within its metadata.
void readTags(FieldReader &reader, VirtualKey &key)
{
    if (!reader.has(kTags))
        return;
    std::vector<std::string> tags;
    reader.names(kTags, tags, limits::kTags);
    QJsonObject metadata = metadataOf(key);
    metadata.remove(QLatin1String(kTags));
    QJsonArray list;
    for (const std::string &tag : tags)
        list.append(QString::fromStdString(tag));
    if (!list.isEmpty())
        metadata[QLatin1String(kTags)] = list;
    key.metadataJson = QJsonDocument(metadata).toJson(QJsonDocument::Compact).toStdString();
}

void readLife(FieldReader &reader, const Clock &clock, VirtualKey &key)
{
    if (!reader.has("duration"))
        return;
    std::optional<std::int64_t> seconds;
    key.duration.clear();
    key.expiresMs.reset();
    if (reader.isEndless("duration")) // LiteLLM's "-1"
        return;
    reader.duration("duration", seconds, &key.duration);
    if (!seconds)
        return;
    const auto months = Duration::parse(key.duration)->months(); // of the calendar, from this moment on
    const std::int64_t now = clock.wallMs();
    key.expiresMs = months > 0
                        ? QDateTime::fromMSecsSinceEpoch(now, QTimeZone::utc()).addMonths(months).toMSecsSinceEpoch()
                        : now + *seconds * 1000;
}

Status readRoutes(FieldReader &reader, VirtualKey &key)
{
    std::string type;
    reader.text("key_type", type, 32);
    if (!type.empty()) {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kTypes = {
            {{"default", ""},
             {"llm_api", "llm_api_routes"},
             {"management", "management_routes"},
             {"read_only", "info_routes"}}};
        const auto found =
            std::find_if(kTypes.begin(), kTypes.end(), [&](const auto &entry) { return entry.first == type; });
        if (found == kTypes.end())
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'key_type' must be default, llm_api, management or read_only", "key_type")
                .because(Reason::TextWanted);
        key.allowedRoutes.clear();
        if (!found->second.empty())
            key.allowedRoutes.emplace_back(found->second);
    }
    if (std::vector<std::string> given; reader.has("allowed_routes")) {
        reader.names("allowed_routes", given, limits::kRoutes);
        const auto strange = std::find_if_not(given.begin(), given.end(), isRouteEntry);
        if (strange != given.end())
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'allowed_routes' holds '" + *strange +
                                          "', which is neither a path such as /v1/embeddings nor a group such as "
                                          "llm_api_routes",
                                      "allowed_routes")
                .because(Reason::RouteUnknown, {{"route", *strange}});
        if (!given.empty() || type.empty())
            key.allowedRoutes = std::move(given);
    }
    return Done{};
}

/// A field has two names, and both are there: which counts?
Status oneNameEach(const FieldReader &reader)
{
    constexpr std::array<std::pair<const char *, const char *>, 3> kNames = {
        {{"key_alias", "alias"}, {"max_budget", "max_budget_usd"}, {"soft_budget", "soft_budget_usd"}}};
    for (const auto &[name, other] : kNames) {
        if (reader.has(name) && reader.has(other))
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'" + std::string(other) + "' and '" + name + "' are one field: give it once",
                                      other)
                .because(Reason::FieldRepeated, {{"field", other}});
    }
    return Done{};
}

} // namespace

Result<std::vector<std::string>> layKeyFields(FieldReader &reader, const Clock &clock, VirtualKey &key)
{
    auto harmless = harmlessKeyFields(reader.all(), key.id == 0);
    if (!harmless)
        return harmless;
    if (Status once = oneNameEach(reader); !once)
        return std::move(once).error();
    for (const char *name : {"key_alias", "alias"})
        reader.name(name, key.alias, limits::kKeyAlias);
    reader.name("user_id", key.userId, limits::kUserId);
    reader.name("team_id", key.teamId, limits::kUserId);
    reader.names("models", key.models, limits::kModels);
    for (const char *name : {"max_budget", "max_budget_usd"})
        reader.money(name, key.maxBudget);
    for (const char *name : {"soft_budget", "soft_budget_usd"})
        reader.money(name, key.softBudget);
    reader.duration("budget_duration", key.budgetSeconds, &key.budgetDuration);
    reader.integer("rpm_limit", key.rpmLimit, 0, kMaxRpm);
    reader.integer("tpm_limit", key.tpmLimit, 0, kMaxTpm);
    reader.integer("max_parallel_requests", key.maxParallel, 0, kMaxParallel);
    reader.object("metadata", key.metadataJson, limits::kMetadataBytes);
    readTags(reader, key);
    reader.flag("blocked", key.blocked);
    readLife(reader, clock, key);
    if (Status routes = readRoutes(reader, key); !routes)
        return std::move(routes).error();
    if (reader.error())
        return *reader.error();
    if (key.teamId.empty() && std::find(key.models.begin(), key.models.end(), kAllTeamModels) != key.models.end())
        return GatewayError::make(ErrorCode::BadRequest,
                                  "'models' holds all-team-models, which means those of the team: give 'team_id'",
                                  "models")
            .because(Reason::TeamWanted);
    return harmless;
}

} // namespace ostiary
