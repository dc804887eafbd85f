// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingscontroller.h"

#include "server/admin/fieldreader.h"
#include "server/admin/importrun.h"
#include "server/admin/storedobjects.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace ostiary {

namespace {

constexpr int kMostRetentionDays = 36'500;
constexpr limits::List kMostRows{200'000, 4096}; ///< of an import: more than its file has room for
QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

/// Keys by the row they are for.
Result<std::map<std::string, Secret>> importKeys(const std::string &json)
{
    std::map<std::string, Secret> out;
    const QJsonObject given = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const std::string key = it.value().toString().toStdString();
        if (key.empty() || key.size() > limits::kApiKey)
            return GatewayError::make(ErrorCode::BadRequest, "'keys' must have a key as text for each row", "keys")
                .because(Reason::TextWanted);
        out.emplace(it.key().toStdString(), Secret(key));
    }
    return out;
}

} // namespace

void SettingsController::addRoutes(AdminRouter &router)
{
    router.add("GET", "/admin/v1/settings", this, &SettingsController::show);
    router.add("PATCH", "/admin/v1/settings", this, &SettingsController::change);
    using Reach = AdminRouter::Reach;
    router.addLater("POST", "/admin/v1/import", Permission::Admin, Reach::AdminListener,
                    [this](const AdminCall &call, const AdminRouter::Done &done) { import(call, done); });
    router.addLater("GET", "/admin/v1/export", Permission::Admin, Reach::AdminListener, exportAll());
}

Result<ServerSettings> SettingsController::stored() const
{
    const auto kept = m_services.state.setting(StateStore::kServerSettings);
    if (!kept)
        return kept.error();
    return ServerSettings::fromJson(QJsonDocument::fromJson(QByteArray::fromStdString(kept->value_or("{}"))).object());
}

QJsonObject SettingsController::json(const ServerSettings &settings) const
{
    QJsonObject out = settings.toJson();
    out[QLatin1String("revision")] = qlonglong(m_services.state.revisionOf("settings", {}));
    const QJsonObject running = m_services.runningSettings();
    out[QLatin1String("running")] = running;
    const auto differs = [&](const char *field) {
        const QString wanted = out.value(QLatin1String(field)).toString();
        const bool ours =
            running.value(QLatin1String("set_by")).toObject().value(QLatin1String(field)) == QLatin1String("settings");
        return ours && !wanted.isEmpty() && wanted != running.value(QLatin1String(field)).toString();
    };
    out[QLatin1String("restart_needed")] = differs("listen") || differs("admin_listen");
    return out;
}

ControllerReply SettingsController::show(const AdminCall &)
{
    const auto kept = stored();
    return kept ? ControllerReply(json(*kept)) : ControllerReply(kept.error());
}

ControllerReply SettingsController::change(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    if (const Status same = call.stillAt(m_services.state.revisionOf("settings", {})); !same)
        return same.error();
    FieldReader reader(*body);
    const auto kept = stored();
    if (!kept)
        return kept.error();
    const ServerSettings &before = *kept;
    ServerSettings wanted = before;
    const QJsonObject setBy = m_services.runningSettings().value(QLatin1String("set_by")).toObject();
    for (const auto &[name, to] : {std::pair{"listen", &wanted.listen},
                                   {"admin_listen", &wanted.adminListen},
                                   {"tls_certificate", &wanted.tlsCertificate},
                                   {"tls_key", &wanted.tlsKey}}) {
        if (!reader.has(name))
            continue;
        std::string value;
        reader.text(name, value, 512);
        if (text(value) != *to && setBy.value(QLatin1String(name)) != QLatin1String("settings"))
            return GatewayError::make(ErrorCode::Conflict,
                                      "'" + std::string(name) + "' is set by the " +
                                          setBy.value(QLatin1String(name)).toString().toStdString() +
                                          " and can only be changed there",
                                      name)
                .because(Reason::SetElsewhere, {{"by", setBy.value(QLatin1String(name)).toString().toStdString()}});
        *to = text(value);
    }
    reader.integer("retention_days", wanted.retentionDays, ServerSettings::kLeastRetentionDays, kMostRetentionDays);
    if (reader.error())
        return *reader.error();
    if (const auto unknown = reader.unread(); !unknown.empty())
        return GatewayError::make(ErrorCode::BadRequest, "There is no setting '" + unknown.front() + "'",
                                  unknown.front())
            .because(Reason::UnknownField, {{"field", unknown.front()}});
    if (Status good = m_services.checkSettings(before, wanted); !good)
        return good.error();
    const AuditEntry audit = auditOf(m_services, call, "changed", {}, wanted.toJson());
    const auto revision = m_services.state.changeSetting(StateStore::kServerSettings, audit.detail, "settings", audit);
    if (!revision)
        return revision.error();
    m_services.applySettings(wanted);
    m_services.events.changed("settings", *revision);
    return json(wanted);
}

/// `{"yaml": text, "apply": false}`: what would be added and changed, and what is not taken over; with `apply` it is
/// done. `rows` are the names of those that shall be taken over, all without it; `keys` has keys by row.
void SettingsController::import(const AdminCall &call, const AdminRouter::Done &done)
{
    auto body = call.body();
    if (!body)
        return done(body.error());
    FieldReader reader(*body);
    auto yaml = std::make_shared<std::string>();
    bool apply = false;
    reader.text("yaml", *yaml, limits::kImportBytes);
    reader.flag("apply", apply);
    std::optional<std::set<std::string>> rows;
    if (reader.has("rows")) {
        std::vector<std::string> named;
        reader.texts("rows", named, kMostRows);
        rows.emplace(named.begin(), named.end());
    }
    std::string given;
    reader.object("keys", given, limits::kImportBytes);
    if (reader.error())
        return done(*reader.error());
    auto keys = importKeys(given);
    if (!keys)
        return done(keys.error());
    auto plan = std::make_shared<Outcome<ImportPlan>>(ImportPlan());
    const bool taken = m_services.reads.run(
        LongReads::Lane::Slow,
        [this, yaml, plan, keys = *keys](LedgerReader &) { *plan = m_services.readImport(*yaml, keys); },
        [this, plan, choice = ImportRun::Choice{apply, std::move(rows)}, actor = call.actor(), done] {
            if (!plan->ok())
                return done(GatewayError::make(ErrorCode::BadRequest, plan->error(), "yaml"));
            const auto run = std::make_shared<ImportRun>(m_services, std::move(*plan).value(), actor, choice, done);
            if (const Status begun = run->begin(); !begun)
                done(begun.error());
        });
    if (!taken)
        done(LongReads::busy());
}

AdminRouter::LaterHandler SettingsController::exportAll()
{
    return m_services.reads.answering(LongReads::Lane::Slow, [this](const AdminCall &) -> Result<LongReads::Work> {
        return LongReads::Work([this, catalog = m_services.catalog()](LedgerReader &) {
            return ControllerReply(QJsonObject{{QLatin1String("yaml"), text(m_services.exportYaml(*catalog))}});
        });
    });
}

} // namespace ostiary
