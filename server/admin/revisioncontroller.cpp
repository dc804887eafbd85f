// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/revisioncontroller.h"

#include "server/admin/keycontroller.h"
#include "server/admin/storedobjects.h"

#include <QJsonDocument>

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

std::optional<std::int64_t> number(const std::string &given)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
    return error == std::errc() && end == given.data() + given.size() && !given.empty() ? std::optional(value)
                                                                                        : std::nullopt;
}

int limitOf(const AdminCall &call)
{
    return static_cast<int>(std::clamp<std::int64_t>(number(call.query("limit")).value_or(100), 1, 1000));
}

/// One entry for each field that differs: `{"field", "from", "to"}`; null where a side has none.
QJsonArray differences(const Snapshot &before, const Snapshot &after)
{
    const QJsonObject from = before.fields.value_or(QJsonObject());
    const QJsonObject to = after.fields.value_or(QJsonObject());
    QStringList names = from.keys() + to.keys();
    names.sort();
    names.removeDuplicates();
    QJsonArray out;
    for (const QString &name : std::as_const(names)) {
        const auto value = [&](const QJsonObject &object) {
            return object.contains(name) ? object.value(name) : QJsonValue();
        };
        if (value(from) != value(to))
            out.append(QJsonObject{{QLatin1String("field"), name},
                                   {QLatin1String("from"), value(from)},
                                   {QLatin1String("to"), value(to)}});
    }
    // That it changed, never what it is.
    if (before.sealedKey != after.sealedKey)
        out.append(QJsonObject{{QLatin1String("field"), QLatin1String("api_key")},
                               {QLatin1String("from"), QJsonValue()},
                               {QLatin1String("to"), QJsonValue()}});
    return out;
}

QJsonObject entryJson(const AuditEntry &entry)
{
    return {{QLatin1String("at_ms"), qlonglong(entry.atMs)},
            {QLatin1String("actor"), text(entry.actor)},
            {QLatin1String("action"), text(entry.action)},
            {QLatin1String("resource"), text(entry.resource)},
            {QLatin1String("object_id"), text(entry.objectId)}};
}

QJsonObject revisionJson(const Revision &revision)
{
    QJsonObject out = entryJson(revision.entry);
    out[QLatin1String("number")] = qlonglong(revision.entry.seq);
    out[QLatin1String("before")] = revision.before.fields ? QJsonValue(*revision.before.fields) : QJsonValue();
    out[QLatin1String("after")] = revision.after.fields ? QJsonValue(*revision.after.fields) : QJsonValue();
    out[QLatin1String("diff")] = differences(revision.before, revision.after);
    return out;
}

bool changedSomething(const Revision &revision)
{
    return revision.before.fields != revision.after.fields || revision.before.sealedKey != revision.after.sealedKey;
}

GatewayError noSuchRevision()
{
    return GatewayError::make(ErrorCode::NotFound, "There is no such revision").because(Reason::NoSuchRevision);
}

} // namespace

void RevisionController::addRoutes(AdminRouter &router)
{
    router.add("GET", "/admin/v1/audit", this, &RevisionController::audit);
    router.add("GET", "/admin/v1/revisions", this, &RevisionController::list);
    router.add("GET", "/admin/v1/revisions/{id}", this, &RevisionController::show);
    router.add("POST", "/admin/v1/revisions/{id}/rollback", this, &RevisionController::rollBack);
}

ControllerReply RevisionController::audit(const AdminCall &call)
{
    const int limit = limitOf(call);
    QJsonArray rows;
    const auto read = m_services.state.auditChain().read(number(call.query("cursor")).value_or(0), limit);
    if (!read)
        return read.error();
    const std::vector<AuditEntry> &entries = *read;
    for (const AuditEntry &entry : entries) {
        QJsonObject row = entryJson(entry);
        row[QLatin1String("seq")] = qlonglong(entry.seq);
        row[QLatin1String("detail")] = QJsonDocument::fromJson(QByteArray::fromStdString(entry.detail)).object();
        rows.append(row);
    }
    const bool more = static_cast<int>(entries.size()) == limit;
    return QJsonObject{
        {QLatin1String("data"), rows},
        {QLatin1String("next_cursor"), more ? QJsonValue(QString::number(entries.back().seq)) : QJsonValue()}};
}

ControllerReply RevisionController::list(const AdminCall &call)
{
    RevisionLog::Filter filter;
    filter.resource = call.query("resource");
    filter.objectId = call.query("object_id");
    filter.most = limitOf(call);
    if (const auto cursor = number(call.query("cursor")))
        filter.below = *cursor;
    const auto read = m_services.state.revisionLog().read(filter);
    if (!read)
        return read.error();
    const std::vector<Revision> &revisions = *read;
    QJsonArray rows;
    for (const Revision &revision : revisions)
        rows.append(revisionJson(revision));
    const bool more = static_cast<int>(revisions.size()) == filter.most;
    return QJsonObject{
        {QLatin1String("data"), rows},
        {QLatin1String("next_cursor"), more ? QJsonValue(QString::number(revisions.back().entry.seq)) : QJsonValue()}};
}

Result<Revision> RevisionController::find(const std::string &given) const
{
    const auto wanted = number(given);
    if (!wanted)
        return noSuchRevision();
    auto found = m_services.state.revisionLog().find(*wanted);
    if (!found)
        return std::move(found).error();
    if (!found.value())
        return noSuchRevision();
    return *std::move(found).value();
}

/// The latest revision of the same object.
Result<Revision> RevisionController::latestOf(const Revision &revision) const
{
    RevisionLog::Filter filter;
    filter.resource = revision.entry.resource;
    filter.objectId = revision.entry.objectId;
    filter.most = 1;
    const auto newest = m_services.state.revisionLog().read(filter);
    if (!newest)
        return newest.error();
    return newest->empty() ? revision : newest->front();
}

ControllerReply RevisionController::show(const AdminCall &call)
{
    const auto revision = find(call.parameter);
    if (!revision)
        return revision.error();
    const auto latest = latestOf(*revision);
    if (!latest)
        return latest.error();
    QJsonObject out = revisionJson(*revision);
    out[QLatin1String("can_roll_back")] = latest->entry.seq == revision->entry.seq && changedSomething(*revision);
    return out;
}

ControllerReply RevisionController::rollBack(const AdminCall &call)
{
    const auto revision = find(call.parameter);
    if (!revision)
        return revision.error();
    const auto latest = latestOf(*revision);
    if (!latest)
        return latest.error();
    if (const std::int64_t number = latest->entry.seq; number != revision->entry.seq)
        return GatewayError::make(ErrorCode::Conflict, "Revision " + std::to_string(number) +
                                                           " changed the same object later; take that back first")
            .because(Reason::ChangedLater, {{"revision", std::to_string(number)}});
    if (!changedSomething(*revision)) // the text of a key that was rotated is gone for good
        return GatewayError::make(ErrorCode::Conflict, "This revision changed nothing that can be as it was")
            .because(Reason::NothingToTakeBack);
    const AuditEntry audit = auditOf(m_services, call, "rolled back", revision->entry.objectId,
                                     {{QLatin1String("revision"), qlonglong(revision->entry.seq)}});
    const bool ofKey = revision->entry.resource == "key";
    const StateStore::Kind *known = StateStore::kindOf(revision->entry.resource);
    if (!ofKey && !known) // of a program that keeps more
        return GatewayError::make(ErrorCode::Conflict, "This revision changed nothing that can be as it was")
            .because(Reason::NothingToTakeBack);
    const StateStore::Kind &kind = known ? *known : StateStore::kDeployments;
    const std::int64_t keyId = number(revision->entry.objectId).value_or(0);
    if (const auto &wanted = revision->before.fields; !ofKey && wanted && &kind == &StateStore::kDeployments) {
        StoredDeployment as;
        as.id = revision->entry.objectId;
        as.definition = *wanted;
        if (const auto usable = m_services.makeDeployment(as); !usable)
            return GatewayError::make(ErrorCode::Conflict, "It cannot be as it was: " + usable.error().publicText)
                .because(usable.error().reason, usable.error().values);
    }
    if (!ofKey && !revision->before.fields && &kind == &StateStore::kProviders) {
        const auto users = m_services.state.objects(StateStore::kDeployments);
        if (!users)
            return users.error();
        for (const StoredDeployment &user : *users) {
            if (user.definition.value(QLatin1String("connection")).toString().toStdString() == revision->entry.objectId)
                return GatewayError::make(
                           ErrorCode::Conflict,
                           "Models are called through it: " +
                               user.definition.value(QLatin1String("model_name")).toString().toStdString())
                    .because(Reason::ProviderInUse,
                             {{"models", user.definition.value(QLatin1String("model_name")).toString().toStdString()}});
        }
    }
    const auto done =
        ofKey ? m_services.state.restoreKey(keyId, revision->before, audit.atMs, audit)
              : m_services.state.restore(kind, revision->entry.objectId, revision->before, audit.atMs, audit);
    if (!done)
        return done.error();
    if (ofKey)
        m_keys.reload(keyId);
    else
        takeOver(m_services, kind);
    m_services.events.changed(ofKey ? "key" : kind.resource, *done);
    // It is done, whether or not it can be read again.
    const std::int64_t number = m_services.state.revisionOf(revision->entry.resource, revision->entry.objectId);
    const auto made = m_services.state.revisionLog().find(number);
    QJsonObject out = made && made->has_value() ? revisionJson(**made) : entryJson(audit);
    out[QLatin1String("number")] = qlonglong(number);
    out[QLatin1String("revision")] = qlonglong(number);
    return out;
}

} // namespace ostiary
