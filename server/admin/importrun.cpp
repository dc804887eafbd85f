// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/importrun.h"

#include "models/domain/providerpreset.h"
#include "server/admin/modelcontroller.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <array>
#include <limits>
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

/// Whether nobody answers a call of it without a key: a server at an address of its own may well do.
bool needsKey(const QJsonObject &definition)
{
    const ProviderPreset *preset = findPreset(definition.value(QLatin1String("provider")).toString().toStdString());
    return preset && preset->needsKey() &&
           (!definition.contains(QLatin1String("api_base")) || preset->is(ProviderPreset::KeyedByAddress));
}

/// Whether it can be used, and with which key and price; otherwise why not.
bool tellUse(QJsonObject &change, const Result<Deployment> &made, const StoredDeployment &stored,
             const std::string &keyVariable)
{
    const bool isRefused = !keyVariable.empty() && stored.apiKey.isEmpty();
    const bool isUnset =
        !made && (made.error().reason == Reason::VariableUnset || made.error().reason == Reason::VariableRefused);
    const bool isMissing =
        isRefused || isUnset || (made && made->apiKey.isEmpty() && !made->token && needsKey(stored.definition));
    change[QLatin1String("key")] = QLatin1String(isMissing                         ? "missing"
                                                 : !made || made->apiKey.isEmpty() ? "not_needed"
                                                                                   : "present");
    if (made)
        change[QLatin1String("price")] = priceJson(made->price.get());
    if (made && !isRefused)
        return true;
    if (isRefused)
        change[QLatin1String("key_variable")] = text(keyVariable);
    else if (isUnset && !made.error().values.empty())
        change[QLatin1String("key_variable")] = text(made.error().values.front().second);
    change[QLatin1String("action")] = QLatin1String("skip");
    change[QLatin1String("why")] =
        text(isRefused ? "the key is in the variable " + keyVariable + ", which an import may not read; give the key"
                       : made.error().publicText);
    if (!isRefused && made.error().reason != Reason::None) {
        QJsonObject values;
        for (const auto &[name, value] : made.error().values)
            values[text(name)] = text(value);
        change[QLatin1String("reason")] = text(std::string(nameOf(made.error().reason)));
        change[QLatin1String("values")] = values;
    }
    return false;
}

} // namespace

ImportRun::ImportRun(AdminServices &services, ImportPlan plan, std::string actor, Choice choice, AdminRouter::Done done)
    : m_services(services), m_plan(std::move(plan)), m_actor(std::move(actor)), m_choice(std::move(choice)),
      m_done(std::move(done))
{
}

Status ImportRun::begin()
{
    if (Status known = checkRows(); !known)
        return known;
    auto stored = m_services.state.objects(StateStore::kDeployments);
    if (!stored)
        return std::move(stored).error();
    m_known = std::move(stored).value();
    for (std::size_t i = 0; i < m_known.size(); ++i)
        m_places.emplace(placeOf(m_known[i].definition), i);
    for (const DeploymentPtr &offered : m_services.catalog()->deployments())
        m_offered.insert(text(offered->modelName));
    for (const StoredDeployment &known : m_known) // what is out of service has its name as well
        m_offered.insert(known.definition.value(QLatin1String("model_name")).toString());
    goOn();
    return Done{};
}

/// A row that is asked for and not there would be forgotten silently.
Status ImportRun::checkRows() const
{
    std::set<std::string> wanted = m_choice.rows.value_or(std::set<std::string>());
    for (const ImportedDeployment &deployment : m_plan.deployments)
        wanted.erase(deployment.row);
    for (const ImportPlan::LeftOut &entry : m_plan.leftOut)
        wanted.erase(entry.row);
    if (wanted.empty())
        return Done{};
    return GatewayError::make(ErrorCode::BadRequest, "'rows' names no row of the file: " + *wanted.begin(), "rows");
}

void ImportRun::goOn()
{
    QElapsedTimer slice;
    slice.start();
    while (compareNext() || (m_choice.apply && applySome())) {
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

void ImportRun::compare(const ImportedDeployment &imported)
{
    QJsonObject change{{QLatin1String("row"), text(imported.row)},
                       {QLatin1String("model_name"), imported.definition.value(QLatin1String("model_name"))},
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
        change[QLatin1String("exists")] =
            m_offered.count(imported.definition.value(QLatin1String("model_name")).toString()) > 0;
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
    const bool isUsable = tellUse(change, m_services.makeDeployment(made.to), made.to, imported.keyVariable);
    const bool chosen = isUsable && isChosen(imported.row);
    change[QLatin1String("chosen")] = chosen;
    if (chosen && change[QLatin1String("action")] != QLatin1String("same"))
        m_wanted.push_back(std::move(made));
    m_changes.append(change);
}

void ImportRun::listLeftOut()
{
    for (const ImportPlan::LeftOut &entry : m_plan.leftOut)
        m_changes.append(QJsonObject{{QLatin1String("row"), text(entry.row)},
                                     {QLatin1String("model_name"), text(entry.modelName)},
                                     {QLatin1String("upstream_model"), text(entry.model)},
                                     {QLatin1String("action"), QLatin1String("skip")},
                                     {QLatin1String("why"), text(entry.why)},
                                     {QLatin1String("chosen"), false}});
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
    noteRevisions(m_applied);
    m_applied += some.size();
    m_revision = *revision;
    return true;
}

void ImportRun::noteRevisions(std::size_t from)
{
    for (std::size_t i = from; i < std::min(m_wanted.size(), from + kAtOnce); ++i) {
        const auto made = m_services.state.revisionLog().read(
            {StateStore::kDeployments.resource, m_wanted[i].to.id, std::numeric_limits<std::int64_t>::max(), 1});
        if (made && !made->empty())
            m_revisions.append(QJsonObject{
                {QLatin1String("number"), qlonglong(made->front().entry.seq)},
                {QLatin1String("model_name"), m_wanted[i].to.definition.value(QLatin1String("model_name"))}});
    }
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
    listLeftOut();
    QJsonArray notes;
    for (const std::string &note : m_plan.notes)
        notes.append(text(note));
    std::exchange(m_done, {})(QJsonObject{{QLatin1String("applied"), m_choice.apply},
                                          {QLatin1String("changes"), m_changes},
                                          {QLatin1String("notes"), notes},
                                          {QLatin1String("revisions"), m_revisions}});
}

} // namespace ostiary
