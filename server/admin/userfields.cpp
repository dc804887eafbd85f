// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/userfields.h"

#include "server/admin/fieldreader.h"
#include "server/admin/keyfields.h"

namespace ostiary {

using namespace keyfields;

namespace {

constexpr const char *kDisplayName = "display_name";
constexpr const char *kModels = "models";
constexpr const char *kMaxBudget = "max_budget_usd";
constexpr const char *kDuration = "budget_duration";

QJsonValue written(const std::optional<Duration> &window)
{
    return window ? QJsonValue(text(window->text())) : QJsonValue();
}

/// `limit` and `window` as a call gives them.
void layBudget(FieldReader &reader, std::optional<Money> &limit, std::optional<Duration> &window)
{
    reader.money(kMaxBudget, limit);
    if (!reader.has(kDuration))
        return;
    std::optional<std::int64_t> seconds;
    std::string words;
    reader.duration(kDuration, seconds, &words);
    window = seconds ? Duration::parse(words) : std::nullopt;
}

Status ended(const FieldReader &reader, const char *what)
{
    if (reader.error())
        return *reader.error();
    if (const auto unknown = reader.unread(); !unknown.empty())
        return GatewayError::make(ErrorCode::BadRequest, std::string(what) + " has no field '" + unknown.front() + "'",
                                  unknown.front())
            .because(Reason::UnknownField, {{"field", unknown.front()}});
    return Done{};
}

} // namespace

UserAccess userOf(const StoredObject &stored)
{
    const auto field = [&](const char *name) { return stored.definition.value(QLatin1String(name)); };
    UserAccess user;
    user.userId = stored.id;
    user.displayName = field(kDisplayName).toString().toStdString();
    for (const QJsonValue &model : field(kModels).toArray())
        user.models.push_back(model.toString().toStdString());
    if (const QJsonValue limit = field(kMaxBudget); !limit.isNull() && !limit.isUndefined())
        user.maxBudget = Money::fromDecimal(limit.toString().toStdString()).value_or(Money());
    user.budgetWindow = Duration::parse(field(kDuration).toString().toStdString());
    return user;
}

QJsonObject userFields(const UserAccess &user)
{
    return {{QLatin1String(kDisplayName), orNull(user.displayName)},
            {QLatin1String(kModels), array(user.models)},
            {QLatin1String(kMaxBudget), usd(user.maxBudget)},
            {QLatin1String(kDuration), written(user.budgetWindow)}};
}

QJsonObject organisationFields(const OrganisationBudget &budget)
{
    return {{QLatin1String(kMaxBudget), usd(budget.limit)}, {QLatin1String(kDuration), written(budget.window)}};
}

Status layUserFields(const QJsonObject &fields, UserAccess &to)
{
    FieldReader reader(fields);
    reader.name(kDisplayName, to.displayName, limits::kKeyAlias);
    reader.names(kModels, to.models, limits::kModels);
    layBudget(reader, to.maxBudget, to.budgetWindow);
    return ended(reader, "A user");
}

Status layOrganisationFields(const QJsonObject &fields, OrganisationBudget &to)
{
    FieldReader reader(fields);
    layBudget(reader, to.limit, to.window);
    return ended(reader, "The organisation");
}

Status checkUserId(const std::string &id)
{
    FieldReader reader(QJsonObject{{QLatin1String("user_id"), text(id)}});
    std::string read;
    reader.name("user_id", read, limits::kUserId);
    return ended(reader, "A user");
}

} // namespace ostiary
