// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingscontroller.h"

#include "server/admin/fieldreader.h"
#include "server/admin/storedobjects.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

constexpr int kMostRetentionDays = 36'500;
/// What makes two deployments the same place for an import.
constexpr std::array kIdentity = {"model_name", "provider", "upstream_model", "api_base"};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

bool samePlace(const QJsonObject &a, const QJsonObject &b)
{
    return std::all_of(kIdentity.begin(), kIdentity.end(), [&](const char *field) {
        return a.value(QLatin1String(field)).toString() == b.value(QLatin1String(field)).toString();
    });
}

/// `{"field", "from", "to"}` for each field in which the new definition differs; fields it does not have stay as they
/// are.
QJsonArray differences(const StoredDeployment &before, const StoredDeployment &after)
{
    QJsonArray out;
    for (auto it = after.definition.begin(); it != after.definition.end(); ++it) {
        const QJsonValue from = before.definition.contains(it.key()) ? before.definition.value(it.key()) : QJsonValue();
        if (from != it.value())
            out.append(QJsonObject{
                {QLatin1String("field"), it.key()}, {QLatin1String("from"), from}, {QLatin1String("to"), it.value()}});
    }
    if (!after.apiKey.isEmpty() && after.apiKey.reveal() != before.apiKey.reveal())
        out.append(QJsonObject{{QLatin1String("field"), QLatin1String("api_key")}}); // that, never what
    return out;
}

} // namespace

void SettingsController::addRoutes(AdminRouter &router)
{
    router.add("GET", "/admin/v1/settings", this, &SettingsController::show);
    router.add("PATCH", "/admin/v1/settings", this, &SettingsController::change);
    router.add("POST", "/admin/v1/import", this, &SettingsController::import);
    router.add("GET", "/admin/v1/export", this, &SettingsController::exportAll);
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
/// done.
ControllerReply SettingsController::import(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    const auto plan = m_services.readImport((*body)[QLatin1String("yaml")].toString().toStdString());
    if (!plan)
        return GatewayError::make(ErrorCode::BadRequest, plan.error(), "yaml");
    const bool apply = (*body)[QLatin1String("apply")].toBool();
    auto stored = m_services.state.objects(StateStore::kDeployments);
    if (!stored)
        return stored.error();
    std::vector<StoredDeployment> known = std::move(stored).value();
    std::vector<StoredDeployment> wanted;
    QJsonArray changes;
    for (const StoredDeployment &imported : plan.value().deployments) {
        const auto found = std::find_if(known.begin(), known.end(), [&](const StoredDeployment &d) {
            return samePlace(d.definition, imported.definition);
        });
        QJsonObject change{
            {QLatin1String("model_name"), imported.definition.value(QLatin1String("model_name"))},
            {QLatin1String("provider"), imported.definition.value(QLatin1String("provider"))},
            {QLatin1String("upstream_model"), imported.definition.value(QLatin1String("upstream_model"))},
            {QLatin1String("has_api_key"), !imported.apiKey.isEmpty()}};
        StoredDeployment made = imported;
        if (found == known.end()) {
            made.id = randomToken(12);
            change[QLatin1String("action")] = QLatin1String("add");
        } else {
            const QJsonArray diff = differences(*found, imported);
            made = *found;
            for (auto it = imported.definition.begin(); it != imported.definition.end(); ++it)
                made.definition[it.key()] = it.value();
            if (!imported.apiKey.isEmpty())
                made.apiKey = imported.apiKey;
            change[QLatin1String("action")] = diff.isEmpty() ? QLatin1String("same") : QLatin1String("change");
            change[QLatin1String("diff")] = diff;
            known.erase(found); // two equal entries of the file are two deployments
        }
        if (const auto usable = m_services.makeDeployment(made); !usable) {
            change[QLatin1String("action")] = QLatin1String("skip");
            change[QLatin1String("why")] = text(usable.error().publicText);
        } else if (change[QLatin1String("action")] != QLatin1String("same")) {
            wanted.push_back(std::move(made));
        }
        changes.append(change);
    }
    if (apply && !wanted.empty()) {
        std::vector<std::pair<StoredDeployment, AuditEntry>> audited;
        for (StoredDeployment &deployment : wanted) {
            AuditEntry audit = auditOf(m_services, call, "imported", deployment.id, deployment.definition);
            audited.emplace_back(std::move(deployment), std::move(audit));
        }
        const auto revision = m_services.state.putAll(StateStore::kDeployments, audited, audited.front().second.atMs);
        if (!revision)
            return revision.error();
        m_services.rebuildCatalog();
        m_services.events.changed("model", *revision);
    }
    QJsonArray notes;
    for (const std::string &note : plan.value().notes)
        notes.append(text(note));
    return QJsonObject{
        {QLatin1String("applied"), apply}, {QLatin1String("changes"), changes}, {QLatin1String("notes"), notes}};
}

ControllerReply SettingsController::exportAll(const AdminCall &)
{
    return QJsonObject{{QLatin1String("yaml"), text(m_services.exportYaml())}};
}

} // namespace ostiary
