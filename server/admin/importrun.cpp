// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/importrun.h"

#include "models/domain/providerpreset.h"
#include "server/admin/modelcontroller.h"
#include "server/admin/storedobjects.h"
#include "server/admin/userfields.h"

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

/// Whether nobody answers a call of it without a key: a server at an address of its own may well do.
bool needsKey(const QJsonObject &definition)
{
    const ProviderPreset *preset = findPreset(definition.value(QLatin1String("provider")).toString().toStdString());
    return preset && preset->needsKey() &&
           (!definition.contains(QLatin1String("api_base")) || preset->is(ProviderPreset::KeyedByAddress));
}

/// Why the row is left out, in a sentence and for programs with words of their own.
void sayWhy(QJsonObject &change, const std::string &words, Reason reason,
            const std::vector<std::pair<std::string, std::string>> &values)
{
    change[QLatin1String("action")] = QLatin1String("skip");
    change[QLatin1String("why")] = text(words);
    if (reason == Reason::None)
        return;
    QJsonObject spokenOf;
    for (const auto &[name, value] : values)
        spokenOf[text(name)] = text(value);
    change[QLatin1String("reason")] = text(std::string(nameOf(reason)));
    change[QLatin1String("values")] = spokenOf;
}

void sayWhy(QJsonObject &change, const GatewayError &error)
{
    auto values = error.values;
    const bool isNamed =
        std::any_of(values.begin(), values.end(), [](const auto &one) { return one.first == "field"; });
    if (!error.param.empty() && !isNamed)
        values.emplace_back("field", error.param);
    sayWhy(change, error.publicText, error.reason, values);
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
    if (isRefused)
        sayWhy(change, "the key is in the variable " + keyVariable + ", which an import may not read; give the key",
               Reason::VariableNotRead, {{"field", "api_key"}, {"variable", keyVariable}});
    else
        sayWhy(change, made.error());
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
    for (const StateStore::Kind *kind : {&StateStore::kUsers, &StateStore::kOrganisation}) {
        auto known = m_services.state.objects(*kind);
        if (!known)
            return std::move(known).error();
        m_users[kind] = std::move(known).value();
    }
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
    for (const ImportedUser &user : m_plan.users)
        wanted.erase(user.row);
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
    const std::size_t deployments = m_plan.deployments.size();
    if (m_compared == deployments + m_plan.users.size())
        return false;
    const std::size_t at = m_compared++;
    if (at < deployments)
        compare(m_plan.deployments[at]);
    else
        compareUser(m_plan.users[at - deployments]);
    return true;
}

void ImportRun::compare(const ImportedDeployment &imported)
{
    QJsonObject change{{QLatin1String("row"), text(imported.row)},
                       {QLatin1String("kind"), QLatin1String(StateStore::kDeployments.resource)},
                       {QLatin1String("model_name"), imported.definition.value(QLatin1String("model_name"))},
                       {QLatin1String("provider"), imported.definition.value(QLatin1String("provider"))},
                       {QLatin1String("upstream_model"), imported.definition.value(QLatin1String("upstream_model"))},
                       {QLatin1String("has_api_key"), !imported.apiKey.isEmpty()}};
    Wanted made{&StateStore::kDeployments, imported, std::nullopt};
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

/// One that the gateway's own file names is not stored: that file goes before the store.
void ImportRun::compareUser(const ImportedUser &imported)
{
    const bool isUser = imported.kind == &StateStore::kUsers;
    const UserAccess as = userOf(imported);
    QJsonObject change = isUser ? userFields(as) : organisationFields({as.maxBudget, as.budgetWindow});
    change[QLatin1String("row")] = text(imported.row);
    change[QLatin1String("kind")] = QLatin1String(imported.kind->resource);
    if (isUser)
        change[QLatin1String("user_id")] = text(imported.id);
    const std::vector<StoredObject> &known = m_users[imported.kind];
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const StoredObject &one) { return one.id == imported.id; });
    const bool ofFile =
        isUser ? m_services.users.isOfFile(imported.id) : m_services.users.organisationOfFile().limit.has_value();
    Wanted made{imported.kind, imported, std::nullopt};
    change[QLatin1String("exists")] = ofFile || found != known.end();
    if (found == known.end()) {
        change[QLatin1String("action")] = QLatin1String("add");
    } else {
        made.before = *found;
        const QJsonArray diff = differences(*found, imported);
        made.to = *found;
        for (auto it = imported.definition.begin(); it != imported.definition.end(); ++it)
            made.to.definition[it.key()] = it.value();
        change[QLatin1String("action")] = diff.isEmpty() ? QLatin1String("same") : QLatin1String("change");
        change[QLatin1String("diff")] = diff;
    }
    UserAccess checked;
    Status usable = isUser ? checkUserId(imported.id) : Status(Done{});
    if (usable && isUser)
        usable = layUserFields(made.to.definition, checked);
    if (ofFile)
        usable = GatewayError::make(ErrorCode::Conflict, "the gateway's own configuration file names it already, and "
                                                         "goes before what is stored")
                     .because(Reason::ManagedElsewhere, {{"by", "file"}});
    if (!usable)
        sayWhy(change, usable.error());
    const bool chosen = usable && isChosen(imported.row);
    change[QLatin1String("chosen")] = chosen;
    if (chosen && change[QLatin1String("action")] != QLatin1String("same"))
        m_wanted.push_back(std::move(made));
    m_changes.append(change);
}

void ImportRun::listLeftOut()
{
    for (const ImportPlan::LeftOut &entry : m_plan.leftOut) {
        QJsonObject change{{QLatin1String("row"), text(entry.row)},
                           {QLatin1String("kind"), QLatin1String(StateStore::kDeployments.resource)},
                           {QLatin1String("model_name"), text(entry.modelName)},
                           {QLatin1String("upstream_model"), text(entry.model)},
                           {QLatin1String("chosen"), false}};
        sayWhy(change, entry.why, entry.reason, entry.values);
        if (entry.line > 0)
            change[QLatin1String("line")] = entry.line;
        m_changes.append(change);
    }
}

AuditEntry ImportRun::audit(const char *action, const StoredObject &object) const
{
    AuditEntry entry;
    entry.atMs = m_services.clock.wallMs();
    entry.actor = m_actor;
    entry.action = action;
    entry.objectId = object.id;
    entry.detail = QJsonDocument(object.definition).toJson(QJsonDocument::Compact).toStdString();
    return entry;
}

bool ImportRun::applySome()
{
    if (m_applied == m_wanted.size())
        return false;
    const StateStore::Kind *kind = m_wanted[m_applied].kind;
    std::vector<std::pair<StoredObject, AuditEntry>> some;
    std::size_t end = m_applied;
    for (; end < std::min(m_wanted.size(), m_applied + kAtOnce) && m_wanted[end].kind == kind; ++end)
        some.emplace_back(m_wanted[end].to, audit("imported", m_wanted[end].to));
    const auto revision = m_services.state.putAll(*kind, some, some.front().second.atMs);
    if (!revision) {
        takeBack(revision.error());
        return false;
    }
    noteRevisions(m_applied, end);
    m_applied = end;
    m_written[kind] = *revision;
    return true;
}

void ImportRun::noteRevisions(std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < to; ++i) {
        const Wanted &one = m_wanted[i];
        const bool isModel = one.kind == &StateStore::kDeployments;
        // What the store has told on committing: nothing has to be read, which could fail.
        m_revisions.append(QJsonObject{
            {QLatin1String("number"), qlonglong(m_services.state.revisionOf(one.kind->resource, one.to.id))},
            {QLatin1String("kind"), QLatin1String(one.kind->resource)},
            {QLatin1String(isModel ? "model_name" : "name"),
             isModel ? one.to.definition.value(QLatin1String("model_name")) : QJsonValue(text(one.to.id))}});
    }
}

void ImportRun::takeOverAll()
{
    for (const auto &[kind, revision] : m_written) {
        takeOver(m_services, *kind);
        m_services.events.changed(kind->resource, revision);
    }
}

void ImportRun::takeBack(const GatewayError &why)
{
    for (std::size_t i = 0; i < m_applied; ++i) {
        const Wanted &one = m_wanted[i];
        const auto back = one.before
                              ? m_services.state.put(*one.kind, *one.before, m_services.clock.wallMs(),
                                                     audit("import taken back", *one.before))
                              : m_services.state.remove(*one.kind, one.to.id, audit("import taken back", one.to));
        if (!back)
            break; // the store fails altogether; what is left is whole
        m_written[one.kind] = *back;
    }
    takeOverAll();
    std::exchange(m_done, {})(why);
}

void ImportRun::finish()
{
    takeOverAll();
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
