// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/usercontroller.h"

#include "server/admin/budgetjson.h"
#include "server/admin/listing.h"
#include "server/admin/userfields.h"

#include <algorithm>

namespace ostiary {

using namespace keyfields;

namespace {

constexpr const char *kOfFile = "file";

GatewayError managedByFile(const char *what)
{
    return GatewayError::make(ErrorCode::Conflict, std::string(what) + " is managed by the configuration file and can "
                                                                       "only be changed or removed there")
        .because(Reason::ManagedElsewhere, {{"by", kOfFile}});
}

QString managedBy(bool ofFile)
{
    return QLatin1String(ofFile ? kOfFile : "store");
}

} // namespace

UserController::UserController(AdminServices &services)
    : m_services(services), m_stored(services, StateStore::kUsers), m_organisation(services, StateStore::kOrganisation)
{
}

void UserController::addRoutes(AdminRouter &router)
{
    router.add("GET", "/admin/v1/users", this, &UserController::list);
    router.add("GET", "/admin/v1/users/{id}", this, &UserController::show);
    router.add("PATCH", "/admin/v1/users/{id}", this, &UserController::change);
    router.add("DELETE", "/admin/v1/users/{id}", this, &UserController::remove);
    router.add("GET", "/admin/v1/organisation", this, &UserController::showOrganisation);
    router.add("PATCH", "/admin/v1/organisation", this, &UserController::changeOrganisation);
}

QJsonObject UserController::budgetOf(ScopeKind kind, const std::string &id, const std::optional<Money> &limit,
                                     const std::optional<Duration> &window) const
{
    Budget::Scope scope;
    scope.counter = m_services.budget.counter(kind, id);
    scope.limit = limit;
    if (window)
        scope.setWindow(*window);
    return budgetJson(scope, m_services.budget.standing(scope));
}

QJsonObject UserController::json(const UserAccess &user) const
{
    QJsonObject out = userFields(user);
    out[QLatin1String("id")] = text(user.userId);
    out[QLatin1String("budget")] = budgetOf(ScopeKind::User, user.userId, user.maxBudget, user.budgetWindow);
    out[QLatin1String("managed_by")] = managedBy(m_services.users.isOfFile(user.userId));
    out[QLatin1String("revision")] = qlonglong(m_stored.revisionOf(user.userId));
    return out;
}

Result<UserAccess> UserController::find(const std::string &id) const
{
    for (const UserAccess &user : m_services.users.ofFile()) {
        if (user.userId == id)
            return user;
    }
    auto stored = m_stored.find(id);
    if (!stored)
        return std::move(stored).error();
    return userOf(*stored);
}

ControllerReply UserController::list(const AdminCall &call)
{
    const auto stored = m_services.state.objects(StateStore::kUsers);
    if (!stored)
        return stored.error();
    std::vector<QJsonObject> rows;
    for (const UserAccess &user : m_services.users.ofFile())
        rows.push_back(json(user));
    for (const StoredObject &user : *stored) {
        if (!m_services.users.isOfFile(user.id))
            rows.push_back(json(userOf(user)));
    }
    return listPage(call, std::move(rows), "id", {"id", "display_name"});
}

ControllerReply UserController::show(const AdminCall &call)
{
    const auto user = find(call.parameter);
    return user ? ControllerReply(json(*user)) : ControllerReply(user.error());
}

ControllerReply UserController::change(const AdminCall &call)
{
    auto user = find(call.parameter);
    if (!user)
        return user.error();
    if (m_services.users.isOfFile(user->userId))
        return managedByFile("This user");
    if (const Status same = call.stillAt(m_stored.revisionOf(user->userId)); !same)
        return same.error();
    auto body = call.body();
    if (!body)
        return body.error();
    if (Status laid = layUserFields(*body, *user); !laid)
        return laid.error();
    StoredObject to;
    to.id = user->userId;
    to.definition = userFields(*user);
    if (const Status kept = m_stored.put(call, to, "changed"); !kept)
        return kept.error();
    return json(*user);
}

/// Also one that the file names as well, whose words stay in force.
ControllerReply UserController::remove(const AdminCall &call)
{
    if (const auto stored = m_stored.find(call.parameter); !stored) {
        if (m_services.users.isOfFile(call.parameter))
            return managedByFile("This user");
        return stored.error();
    }
    if (const Status same = call.stillAt(m_stored.revisionOf(call.parameter)); !same)
        return same.error();
    return m_stored.remove(call, call.parameter);
}

QJsonObject UserController::organisationJson() const
{
    const OrganisationBudget &budget = m_services.users.organisation();
    QJsonObject out = organisationFields(budget);
    out[QLatin1String("budget")] = budgetOf(ScopeKind::Organisation, "", budget.limit, budget.window);
    out[QLatin1String("managed_by")] = managedBy(m_services.users.organisationOfFile().limit.has_value());
    out[QLatin1String("revision")] = qlonglong(m_organisation.revisionOf(StateStore::kOrganisationId));
    return out;
}

ControllerReply UserController::showOrganisation(const AdminCall &)
{
    return organisationJson();
}

ControllerReply UserController::changeOrganisation(const AdminCall &call)
{
    if (m_services.users.organisationOfFile().limit)
        return managedByFile("The organisation's budget");
    if (const Status same = call.stillAt(m_organisation.revisionOf(StateStore::kOrganisationId)); !same)
        return same.error();
    auto body = call.body();
    if (!body)
        return body.error();
    OrganisationBudget budget = m_services.users.organisation();
    if (Status laid = layOrganisationFields(*body, budget); !laid)
        return laid.error();
    StoredObject to;
    to.id = StateStore::kOrganisationId;
    to.definition = organisationFields(budget);
    if (const Status kept = m_organisation.put(call, to, "changed"); !kept)
        return kept.error();
    return organisationJson();
}

} // namespace ostiary
