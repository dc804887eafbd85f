// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/importrun.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace ostiary {

namespace {

/// What makes two deployments the same place for an import.
constexpr std::array kIdentity = {"model_name", "provider", "upstream_model", "api_base"};

constexpr qint64 kSliceMs = 20;
constexpr int kPauseMs = 1;          ///< with none Qt would post an event, and posted events go before the sockets
constexpr std::size_t kAtOnce = 100; ///< changes in one transaction, each of which is signed and waits for the disk

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

std::string placeOf(const QJsonObject &definition)
{
    std::string place;
    for (const char *field : kIdentity)
        place += definition.value(QLatin1String(field)).toString().toStdString() + '\n';
    return place;
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

ImportRun::ImportRun(AdminServices &services, ImportPlan plan, std::string actor, bool apply, AdminRouter::Done done)
    : m_services(services), m_plan(std::move(plan)), m_actor(std::move(actor)), m_apply(apply), m_done(std::move(done))
{
}

Status ImportRun::begin()
{
    auto stored = m_services.state.objects(StateStore::kDeployments);
    if (!stored)
        return std::move(stored).error();
    m_known = std::move(stored).value();
    for (std::size_t i = 0; i < m_known.size(); ++i)
        m_places.emplace(placeOf(m_known[i].definition), i);
    goOn();
    return Done{};
}

void ImportRun::goOn()
{
    QElapsedTimer slice;
    slice.start();
    while (compareNext() || (m_apply && applySome())) {
        if (slice.elapsed() >= kSliceMs) {
            QTimer::singleShot(kPauseMs, &m_services.events, [self = shared_from_this()] { self->goOn(); });
            return;
        }
    }
    if (m_done)
        finish();
}

bool ImportRun::compareNext()
{
    if (m_compared == m_plan.deployments.size())
        return false;
    compare(m_plan.deployments[m_compared++]);
    return true;
}

void ImportRun::compare(const StoredDeployment &imported)
{
    QJsonObject change{{QLatin1String("model_name"), imported.definition.value(QLatin1String("model_name"))},
                       {QLatin1String("provider"), imported.definition.value(QLatin1String("provider"))},
                       {QLatin1String("upstream_model"), imported.definition.value(QLatin1String("upstream_model"))},
                       {QLatin1String("has_api_key"), !imported.apiKey.isEmpty()}};
    Wanted made{imported, std::nullopt};
    // The oldest of several; two equal entries of the file are two deployments.
    auto [first, last] = m_places.equal_range(placeOf(imported.definition));
    const auto found = std::min_element(first, last, [](const auto &a, const auto &b) { return a.second < b.second; });
    if (found == last) {
        made.to.id = randomToken(12);
        change[QLatin1String("action")] = QLatin1String("add");
    } else {
        made.before = m_known[found->second];
        m_places.erase(found);
        const QJsonArray diff = differences(*made.before, imported);
        made.to = *made.before;
        for (auto it = imported.definition.begin(); it != imported.definition.end(); ++it)
            made.to.definition[it.key()] = it.value();
        if (!imported.apiKey.isEmpty()) {
            made.to.apiKey = imported.apiKey;
            made.to.keyUnsealable = false;
        }
        change[QLatin1String("action")] = diff.isEmpty() ? QLatin1String("same") : QLatin1String("change");
        change[QLatin1String("diff")] = diff;
    }
    if (const auto usable = m_services.makeDeployment(made.to); !usable) {
        change[QLatin1String("action")] = QLatin1String("skip");
        change[QLatin1String("why")] = text(usable.error().publicText);
    } else if (change[QLatin1String("action")] != QLatin1String("same")) {
        m_wanted.push_back(std::move(made));
    }
    m_changes.append(change);
}

AuditEntry ImportRun::audit(const char *action, const StoredDeployment &deployment) const
{
    AuditEntry entry;
    entry.atMs = m_services.clock.wallMs();
    entry.actor = m_actor;
    entry.action = action;
    entry.objectId = deployment.id;
    entry.detail = QJsonDocument(deployment.definition).toJson(QJsonDocument::Compact).toStdString();
    return entry;
}

bool ImportRun::applySome()
{
    if (m_applied == m_wanted.size())
        return false;
    std::vector<std::pair<StoredDeployment, AuditEntry>> some;
    for (std::size_t i = m_applied; i < std::min(m_wanted.size(), m_applied + kAtOnce); ++i)
        some.emplace_back(m_wanted[i].to, audit("imported", m_wanted[i].to));
    const auto revision = m_services.state.putAll(StateStore::kDeployments, some, some.front().second.atMs);
    if (!revision) {
        takeBack(revision.error());
        return false;
    }
    m_applied += some.size();
    m_revision = *revision;
    return true;
}

void ImportRun::takeBack(const GatewayError &why)
{
    for (std::size_t i = 0; i < m_applied; ++i) {
        const Wanted &one = m_wanted[i];
        const auto back =
            one.before
                ? m_services.state.put(StateStore::kDeployments, *one.before, m_services.clock.wallMs(),
                                       audit("import taken back", *one.before))
                : m_services.state.remove(StateStore::kDeployments, one.to.id, audit("import taken back", one.to));
        if (!back)
            break; // the store fails altogether; what is left is whole
    }
    m_services.rebuildCatalog();
    std::exchange(m_done, {})(why);
}

void ImportRun::finish()
{
    if (m_applied > 0) {
        m_services.rebuildCatalog();
        m_services.events.changed("model", m_revision);
    }
    QJsonArray notes;
    for (const std::string &note : m_plan.notes)
        notes.append(text(note));
    std::exchange(m_done, {})(QJsonObject{
        {QLatin1String("applied"), m_apply}, {QLatin1String("changes"), m_changes}, {QLatin1String("notes"), notes}});
}

} // namespace ostiary
