// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/keycontroller.h"

#include "server/admin/budgetjson.h"
#include "server/admin/fieldreader.h"
#include "server/admin/keyfields.h"
#include "server/admin/keyrequest.h"
#include "server/admin/listing.h"
#include "server/admin/storedobjects.h"

#include <QJsonDocument>

#include <algorithm>

namespace ostiary {

using namespace keyfields;

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kLeastKeyLength = 16;

/// Of all budgets that bind a key the largest spent share of a limit, and that limit; null when none has a limit.
void addLargestShare(QJsonObject &row)
{
    const QJsonArray budgets = row[QLatin1String("budgets")].toArray();
    std::optional<double> most;
    QJsonValue ofLimit;
    for (const QJsonValue &value : budgets) {
        const QJsonObject budget = value.toObject();
        const QJsonValue limit = budget[QLatin1String("limit_usd")];
        if (limit.isNull())
            continue;
        const double spent = budget[QLatin1String("spent_usd")].toString().toDouble();
        const double dollars = limit.toString().toDouble();
        const double share = dollars > 0 ? spent / dollars : 1;
        if (most && share <= *most)
            continue;
        most = share;
        ofLimit = limit;
    }
    row[QLatin1String("budget_used")] = most ? QJsonValue(*most) : QJsonValue();
    row[QLatin1String("budget_limit_usd")] = ofLimit;
}

/// What lets a key of the list in, or refuses it first: `blocked`, `expired`, `spent`, `active`.
std::string_view stateOf(const QJsonObject &row, qint64 nowMs)
{
    const qint64 expires = row[QLatin1String("expires_ms")].toInteger();
    if (row[QLatin1String("blocked")].toBool())
        return "blocked";
    if (expires > 0 && expires < nowMs)
        return "expired";
    return row[QLatin1String("budget_used")].toDouble() >= 1 ? "spent" : "active";
}

GatewayError noSuchField(const std::string &name)
{
    return GatewayError::make(ErrorCode::BadRequest, "A key has no field '" + name + "'", name)
        .because(Reason::UnknownField, {{"field", name}});
}

} // namespace

KeyController::KeyController(AdminServices &services) : m_services(services)
{
    if (auto kept = m_services.state.keyTable().all()) { // without them nobody gets in
        for (VirtualKey &key : kept.value())
            m_keys.push_back(std::make_shared<VirtualKey>(std::move(key)));
    }
    for (const KeyPtr &key : m_keys)
        m_services.keys.put(*key);
}

void KeyController::addRoutes(AdminRouter &router)
{
    using Reach = AdminRouter::Reach;
    const auto handler = [this](ControllerReply (KeyController::*method)(const AdminCall &)) {
        return [this, method](const AdminCall &call) { return (this->*method)(call); };
    };
    router.add("POST", "/key/generate", Permission::Admin, Reach::BothListeners, handler(&KeyController::generate));
    router.add("POST", "/key/delete", Permission::Admin, Reach::BothListeners, handler(&KeyController::removeLiteLlm));
    router.add("POST", "/key/update", Permission::Admin, Reach::BothListeners, handler(&KeyController::updateLiteLlm));
    for (const char *path : {"/key/regenerate", "/key/{id}/regenerate"})
        router.add("POST", path, Permission::Admin, Reach::BothListeners, handler(&KeyController::regenerate));
    router.add("POST", "/key/block", Permission::Admin, Reach::BothListeners,
               [this](const AdminCall &call) { return setBlocked(call, true); });
    router.add("POST", "/key/unblock", Permission::Admin, Reach::BothListeners,
               [this](const AdminCall &call) { return setBlocked(call, false); });
    router.add("GET", "/key/info", Permission::Inference, Reach::BothListeners, handler(&KeyController::info));
    router.add("GET", "/key/list", Permission::Admin, Reach::BothListeners, handler(&KeyController::listLiteLlm));
    router.addLater("GET", "/admin/v1/keys", Permission::Admin, Reach::AdminListener, list());
    router.add("POST", "/admin/v1/keys", Permission::Admin, Reach::AdminListener, handler(&KeyController::create));
    router.add("GET", "/admin/v1/keys/{id}", Permission::Admin, Reach::AdminListener, handler(&KeyController::show));
    router.add("PATCH", "/admin/v1/keys/{id}", Permission::Admin, Reach::AdminListener,
               handler(&KeyController::change));
    router.add("DELETE", "/admin/v1/keys/{id}", Permission::Admin, Reach::AdminListener,
               handler(&KeyController::remove));
    router.add("POST", "/admin/v1/keys/{id}/rotate", Permission::Admin, Reach::AdminListener,
               handler(&KeyController::rotate));
}

Status KeyController::giveText(Made &made, const char *field) const
{
    if (made.text.empty())
        made.text = "sk-" + randomToken(kKeyBytes);
    else if (!made.text.starts_with("sk-") || made.text.size() < kLeastKeyLength)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "A key of your own must begin with sk- and have at least 16 characters; leave out "
                                  "'" +
                                      std::string(field) + "' to get a random one",
                                  field)
            .because(Reason::OwnKeyTooWeak);
    made.key.digest = sha256(made.text);
    made.key.maskedName = maskKey(made.text);
    if (m_services.keys.find(made.key.digest))
        return GatewayError::make(ErrorCode::Conflict, "This key exists already", field).because(Reason::KeyTaken);
    return Done{};
}

Result<KeyController::Made> KeyController::make(const AdminCall &call, Words words)
{
    auto body = call.body();
    if (!body)
        return std::move(body).error();
    FieldReader reader(*body);
    Made made;
    reader.name("key", made.text);
    auto laid = layKeyFields(reader, m_services.clock, made.key);
    if (!laid)
        return std::move(laid).error();
    if (words == Words::Own && !laid->empty())
        return noSuchField(laid->front());
    made.ignored = std::move(laid).value();
    if (Status text = giveText(made, "key"); !text)
        return std::move(text).error();
    made.key.createdMs = m_services.clock.wallMs();
    made.key.createdBy = call.actor();
    auto stored = m_services.state.insertKey(made.key, audit(call, "created", made.key));
    if (!stored)
        return std::move(stored).error();
    m_keys.push_back(std::make_shared<VirtualKey>(made.key));
    m_services.keys.put(made.key);
    m_services.events.changed("key", *stored);
    return made;
}

AuditEntry KeyController::audit(const AdminCall &call, const char *action, const VirtualKey &key) const
{
    QJsonObject detail = adminJson(key); // what a key may do; its text and its digest are not in it
    // The entry names it, and a new key has no id yet; how it stands is no part of a change.
    for (const char *field : {"id", "revision", "spend_usd", "held_usd", "budgets", "user_models"})
        detail.remove(QLatin1String(field));
    return auditOf(m_services, call, action, std::to_string(key.id), detail);
}

Status KeyController::store(const VirtualKey &key, const AdminCall &call, const char *action)
{
    auto stored = m_services.state.updateKey(key, audit(call, action, key));
    if (!stored)
        return std::move(stored).error();
    if (const auto known = placeOf(key.id); known != m_keys.end())
        *known = std::make_shared<VirtualKey>(key);
    m_services.keys.put(key);
    if (key.blocked)
        m_services.revokeKey(key.id);
    m_services.events.changed("key", *stored);
    return Done{};
}

Status KeyController::erase(const VirtualKey &given, const AdminCall &call)
{
    const VirtualKey key = given;
    auto stored = m_services.state.deleteKey(key.id, m_services.clock.wallMs(), audit(call, "deleted", key));
    if (!stored)
        return std::move(stored).error();
    forget(key);
    std::erase_if(m_keys, [&](const KeyPtr &k) { return k->id == key.id; });
    m_services.revokeKey(key.id);
    m_services.events.changed("key", *stored);
    return Done{};
}

void KeyController::reload(std::int64_t id)
{
    const auto known = placeOf(id);
    const auto read = m_services.state.keyTable().find(id);
    const std::optional<VirtualKey> stored = read ? *read : std::nullopt; // what cannot be read lets nobody in
    if (known != m_keys.end() && !stored) {
        forget(**known);
        m_keys.erase(known);
    } else if (stored) {
        m_services.keys.put(*stored);
        auto made = std::make_shared<VirtualKey>(*stored);
        if (known != m_keys.end())
            *known = std::move(made);
        else
            m_keys.insert(std::find_if(m_keys.begin(), m_keys.end(), [&](const KeyPtr &k) { return k->id > id; }),
                          std::move(made));
    }
    if (!stored || stored->blocked)
        m_services.revokeKey(id);
}

std::vector<KeyController::KeyPtr>::iterator KeyController::placeOf(std::int64_t id)
{
    return std::find_if(m_keys.begin(), m_keys.end(), [&](const KeyPtr &k) { return k->id == id; });
}

const VirtualKey *KeyController::findById(const std::string &id) const
{
    const auto found =
        std::find_if(m_keys.begin(), m_keys.end(), [&](const KeyPtr &k) { return std::to_string(k->id) == id; });
    return found == m_keys.end() ? nullptr : found->get();
}

const VirtualKey *KeyController::findByText(const std::string &keyOrHash) const
{
    const auto digest = keyOrHash.starts_with("sk-") ? std::optional(sha256(keyOrHash)) : digestFromHex(keyOrHash);
    if (!digest)
        return nullptr;
    const auto found =
        std::find_if(m_keys.begin(), m_keys.end(), [&, now = m_services.clock.wallMs()](const KeyPtr &k) {
            return k->digest == *digest || (k->previousDigest == *digest && k->previousUntilMs > now);
        });
    return found == m_keys.end() ? nullptr : found->get();
}

const VirtualKey *KeyController::findByAlias(const std::string &alias) const
{
    const auto found = std::find_if(m_keys.begin(), m_keys.end(), [&](const KeyPtr &k) { return k->alias == alias; });
    return found == m_keys.end() || alias.empty() ? nullptr : found->get();
}

Status KeyController::stillAt(const AdminCall &call, const VirtualKey &key) const
{
    return call.stillAt(m_services.state.revisionOf("key", std::to_string(key.id)));
}

Budget::Standing KeyController::standing(const VirtualKey &key) const
{
    const PrincipalPtr principal = m_services.keys.find(key.digest);
    if (!principal)
        return {};
    return m_services.budget.standing(principal->budgets.back()); // the key's own scope is the last
}

QJsonObject KeyController::adminJson(const VirtualKey &key) const
{
    const PrincipalPtr principal = m_services.keys.find(key.digest);
    Budget::Standing own;
    QJsonArray budgets;
    for (const Budget::Scope &scope : principal ? principal->budgets : std::vector<Budget::Scope>()) {
        own = m_services.budget.standing(scope); // the key's own scope is the last
        budgets.append(budgetJson(scope, own));
    }
    return {
        {QLatin1String("id"), QString::number(key.id)},
        {QLatin1String("revision"), qlonglong(m_services.state.objectRevisions().of("key", std::to_string(key.id)))},
        {QLatin1String("name"), text(key.maskedName)},
        {QLatin1String("alias"), orNull(key.alias)},
        {QLatin1String("user_id"), orNull(key.userId)},
        {QLatin1String("team_id"), orNull(key.teamId)},
        {QLatin1String("models"), array(key.models)},
        {QLatin1String("allowed_routes"), array(key.allowedRoutes)},
        {QLatin1String("max_budget_usd"), usd(key.maxBudget)},
        {QLatin1String("soft_budget_usd"), usd(key.softBudget)},
        {QLatin1String("budget_seconds"), orNull(key.budgetSeconds)},
        {QLatin1String("budget_duration"), budgetDuration(key)},
        {QLatin1String("duration"), orNull(key.duration)},
        {QLatin1String("spend_usd"), text(own.spent.toDecimal())},
        {QLatin1String("held_usd"), text(own.held.toDecimal())},
        {QLatin1String("budgets"), budgets},
        {QLatin1String("user_models"), array(principal ? principal->userModels : std::vector<std::string>())},
        {QLatin1String("rpm_limit"), orNull(key.rpmLimit)},
        {QLatin1String("tpm_limit"), orNull(key.tpmLimit)},
        {QLatin1String("max_parallel_requests"), orNull(key.maxParallel)},
        {QLatin1String("created_ms"), qlonglong(key.createdMs)},
        {QLatin1String("created_by"), text(key.createdBy)},
        {QLatin1String("expires_ms"), orNull(key.expiresMs)},
        {QLatin1String("blocked"), key.blocked},
        {QLatin1String("previous_until_ms"), key.previousDigest && key.previousUntilMs > m_services.clock.wallMs()
                                                 ? QJsonValue(qlonglong(key.previousUntilMs))
                                                 : QJsonValue()},
        {QLatin1String("metadata"), QJsonDocument::fromJson(QByteArray::fromStdString(key.metadataJson)).object()}};
}

AdminRouter::LaterHandler KeyController::list()
{
    return m_services.reads.answering(
        LongReads::Lane::Quick, [this](const AdminCall &given) -> Result<LongReads::Work> {
            return LongReads::Work([this, held = HeldCall(given), keys = m_keys](LedgerReader &ledger) {
                const AdminCall call = held.call();
                const auto fits = [&](const char *name, const std::string &value) {
                    const std::string wanted = call.query(name);
                    return wanted.empty() || wanted == value;
                };
                const auto lastUse = ledger.keyUse();
                std::vector<QJsonObject> rows;
                for (const KeyPtr &key : keys) {
                    if (!fits("user_id", key->userId) || !fits("team_id", key->teamId) || !fits("alias", key->alias))
                        continue;
                    QJsonObject row = adminJson(*key);
                    const auto used = lastUse.find(key->id);
                    row[QLatin1String("last_used_ms")] =
                        used == lastUse.end() ? QJsonValue() : QJsonValue(qlonglong(used->second));
                    addLargestShare(row);
                    if (!fits("state", std::string(stateOf(row, m_services.clock.wallMs()))))
                        continue;
                    rows.push_back(std::move(row));
                }
                return ControllerReply(listPage(call, std::move(rows), "id", {"alias", "user_id", "team_id", "name"}));
            });
        });
}

Status KeyController::rekey(Made &made, const AdminCall &call, std::optional<std::int64_t> grace)
{
    VirtualKey &key = made.key;
    const VirtualKey before = *findById(std::to_string(key.id));
    if (Status text = giveText(made, "new_key"); !text)
        return text;
    key.previousDigest = grace && *grace > 0 ? std::optional(before.digest) : std::nullopt;
    key.previousUntilMs = key.previousDigest ? m_services.clock.wallMs() + *grace * 1000 : 0;
    const auto stored = m_services.state.rekey(key, audit(call, "rotated", key));
    if (!stored)
        return stored.error();
    m_services.keys.put(key); // first, so that there is no moment without a way in
    if (before.previousDigest)
        m_services.keys.remove(*before.previousDigest, key.id);
    if (!key.previousDigest)
        m_services.keys.remove(before.digest, key.id);
    *placeOf(key.id) = std::make_shared<VirtualKey>(key);
    if (!key.previousDigest || key.blocked)
        m_services.revokeKey(key.id);
    m_services.events.changed("key", *stored);
    return Done{};
}

/// A new text for the key; the one before opens the door for `grace` longer (text such as 1h; absent: not at all).
ControllerReply KeyController::rotate(const AdminCall &call)
{
    const VirtualKey *found = findById(call.parameter);
    if (!found)
        return noSuchKey();
    if (const Status same = stillAt(call, *found); !same)
        return same.error();
    auto body = call.body();
    if (!body)
        return body.error();
    FieldReader reader(*body);
    std::optional<std::int64_t> grace;
    reader.duration("grace", grace);
    if (reader.error())
        return *reader.error();
    if (const auto unknown = reader.unread(); !unknown.empty()) // a misspelt grace would end the old text at once
        return GatewayError::make(ErrorCode::BadRequest,
                                  "There is no field '" + unknown.front() + "'; did you mean 'grace'?", unknown.front())
            .because(Reason::UnknownField, {{"field", unknown.front()}});
    Made made;
    made.key = *found;
    if (Status done = rekey(made, call, grace); !done)
        return done.error();
    QJsonObject out = adminJson(made.key);
    out[QLatin1String("key")] = text(made.text); // shown this once
    return out;
}

/// Closes the door to every text of a key.
void KeyController::forget(const VirtualKey &key)
{
    m_services.keys.remove(key.digest, key.id);
    if (key.previousDigest)
        m_services.keys.remove(*key.previousDigest, key.id);
}

ControllerReply KeyController::create(const AdminCall &call)
{
    auto made = make(call, Words::Own);
    if (!made)
        return made.error();
    QJsonObject out = adminJson(made->key);
    out[QLatin1String("key")] = text(made->text); // shown this once
    return ControllerReply(out, 201);
}

ControllerReply KeyController::show(const AdminCall &call)
{
    const VirtualKey *key = findById(call.parameter);
    return key ? ControllerReply(adminJson(*key)) : ControllerReply(noSuchKey());
}

ControllerReply KeyController::change(const AdminCall &call)
{
    const VirtualKey *found = findById(call.parameter);
    if (!found)
        return noSuchKey();
    if (const Status same = stillAt(call, *found); !same)
        return same.error();
    auto body = call.body();
    if (!body)
        return body.error();
    FieldReader reader(*body);
    VirtualKey key = *found;
    const auto laid = layKeyFields(reader, m_services.clock, key);
    if (!laid)
        return laid.error();
    if (!laid->empty())
        return noSuchField(laid->front());
    if (reader.has("key")) // another text is given by rotating
        return noSuchField("key");
    if (Status stored = store(key, call, "changed"); !stored)
        return stored.error();
    return adminJson(key);
}

ControllerReply KeyController::remove(const AdminCall &call)
{
    const VirtualKey *key = findById(call.parameter);
    if (!key)
        return noSuchKey();
    if (const Status same = stillAt(call, *key); !same)
        return same.error();
    if (Status erased = erase(*key, call); !erased)
        return erased.error();
    return deletedJson(m_services.state, "key", call.parameter);
}

} // namespace ostiary
