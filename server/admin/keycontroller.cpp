// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/keycontroller.h"

#include "server/admin/fieldreader.h"
#include "server/admin/keyfields.h"
#include "server/admin/listing.h"
#include "server/admin/storedobjects.h"

#include <QJsonDocument>

#include <algorithm>

namespace ostiary {

using namespace keyfields;

namespace {

constexpr int kMaxRpm = 100'000'000;
constexpr int kMaxParallel = 1'000'000;
constexpr std::size_t kKeyBytes = 32;

} // namespace

KeyController::KeyController(AdminServices &services) : m_services(services)
{
    if (auto kept = m_services.state.keyTable().all()) // without them nobody gets in
        m_keys = std::move(kept).value();
    for (const VirtualKey &key : m_keys)
        m_services.keys.put(key);
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
    router.add("POST", "/key/block", Permission::Admin, Reach::BothListeners,
               [this](const AdminCall &call) { return setBlocked(call, true); });
    router.add("POST", "/key/unblock", Permission::Admin, Reach::BothListeners,
               [this](const AdminCall &call) { return setBlocked(call, false); });
    router.add("GET", "/key/info", Permission::Inference, Reach::BothListeners, handler(&KeyController::info));
    router.add("GET", "/key/list", Permission::Admin, Reach::BothListeners, handler(&KeyController::listLiteLlm));
    router.add("GET", "/admin/v1/keys", Permission::Admin, Reach::AdminListener, handler(&KeyController::list));
    router.add("POST", "/admin/v1/keys", Permission::Admin, Reach::AdminListener, handler(&KeyController::create));
    router.add("GET", "/admin/v1/keys/{id}", Permission::Admin, Reach::AdminListener, handler(&KeyController::show));
    router.add("PATCH", "/admin/v1/keys/{id}", Permission::Admin, Reach::AdminListener,
               handler(&KeyController::change));
    router.add("DELETE", "/admin/v1/keys/{id}", Permission::Admin, Reach::AdminListener,
               handler(&KeyController::remove));
    router.add("POST", "/admin/v1/keys/{id}/rotate", Permission::Admin, Reach::AdminListener,
               handler(&KeyController::rotate));
}

Status KeyController::readFields(FieldReader &reader, VirtualKey &key) const
{
    reader.text("key_alias", key.alias, 128);
    reader.text("alias", key.alias, 128);
    reader.text("user_id", key.userId, 64);
    reader.text("team_id", key.teamId, 64);
    reader.texts("models", key.models);
    reader.money("max_budget", key.maxBudget);
    reader.money("max_budget_usd", key.maxBudget);
    reader.duration("budget_duration", key.budgetSeconds);
    reader.integer("rpm_limit", key.rpmLimit, 0, kMaxRpm);
    reader.integer("max_parallel_requests", key.maxParallel, 0, kMaxParallel);
    reader.object("metadata", key.metadataJson);
    reader.flag("blocked", key.blocked);
    std::optional<std::int64_t> seconds;
    const bool hadDuration = reader.has("duration");
    reader.duration("duration", seconds);
    if (hadDuration)
        key.expiresMs = seconds ? std::optional(m_services.clock.wallMs() + *seconds * 1000) : std::nullopt;
    if (reader.error())
        return *reader.error();
    return Done{};
}

Result<KeyController::Made> KeyController::make(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return std::move(body).error();
    FieldReader reader(*body);
    Made made;
    reader.text("key", made.text);
    if (Status read = readFields(reader, made.key); !read)
        return std::move(read).error();
    if (made.text.empty())
        made.text = "sk-" + randomToken(kKeyBytes);
    else if (!made.text.starts_with("sk-") || made.text.size() < 16)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "A key of your own must begin with sk- and have at least 16 characters; leave out "
                                  "'key' to get a random one",
                                  "key")
            .because(Reason::OwnKeyTooWeak);
    made.key.digest = sha256(made.text);
    if (m_services.keys.find(made.key.digest))
        return GatewayError::make(ErrorCode::Conflict, "This key exists already", "key").because(Reason::KeyTaken);
    made.key.maskedName = maskKey(made.text);
    made.key.createdMs = m_services.clock.wallMs();
    made.key.createdBy = call.actor();
    made.ignored = reader.unread();
    auto stored = m_services.state.insertKey(made.key, audit(call, "created", made.key));
    if (!stored)
        return std::move(stored).error();
    m_keys.push_back(made.key);
    m_services.keys.put(made.key);
    m_services.events.changed("key", *stored);
    return made;
}

AuditEntry KeyController::audit(const AdminCall &call, const char *action, const VirtualKey &key) const
{
    QJsonObject detail = adminJson(key); // what a key may do; its text and its digest are not in it
    detail.remove(QLatin1String("id"));  // the entry names it, and a new key has none yet
    detail.remove(QLatin1String("spend_usd"));
    detail.remove(QLatin1String("held_usd"));
    return auditOf(m_services, call, action, std::to_string(key.id), detail);
}

Status KeyController::store(const VirtualKey &key, const AdminCall &call, const char *action)
{
    auto stored = m_services.state.updateKey(key, audit(call, action, key));
    if (!stored)
        return std::move(stored).error();
    const auto known = std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return k.id == key.id; });
    if (known != m_keys.end())
        *known = key;
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
    std::erase_if(m_keys, [&](const VirtualKey &k) { return k.id == key.id; });
    m_services.revokeKey(key.id);
    m_services.events.changed("key", *stored);
    return Done{};
}

void KeyController::reload(std::int64_t id)
{
    const auto known = std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return k.id == id; });
    const auto read = m_services.state.keyTable().find(id);
    const std::optional<VirtualKey> stored = read ? *read : std::nullopt; // what cannot be read lets nobody in
    if (known != m_keys.end() && !stored) {
        forget(*known);
        m_keys.erase(known);
    } else if (stored) {
        m_services.keys.put(*stored);
        if (known != m_keys.end())
            *known = *stored;
        else
            m_keys.insert(std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return k.id > id; }),
                          *stored);
    }
    if (!stored || stored->blocked)
        m_services.revokeKey(id);
}

const VirtualKey *KeyController::findById(const std::string &id) const
{
    const auto found =
        std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return std::to_string(k.id) == id; });
    return found == m_keys.end() ? nullptr : &*found;
}

const VirtualKey *KeyController::findByText(const std::string &keyOrHash) const
{
    const auto digest = keyOrHash.starts_with("sk-") ? std::optional(sha256(keyOrHash)) : digestFromHex(keyOrHash);
    if (!digest)
        return nullptr;
    const auto found =
        std::find_if(m_keys.begin(), m_keys.end(), [&, now = m_services.clock.wallMs()](const VirtualKey &k) {
            return k.digest == *digest || (k.previousDigest == *digest && k.previousUntilMs > now);
        });
    return found == m_keys.end() ? nullptr : &*found;
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
    const Budget::Standing now = standing(key);
    return {
        {QLatin1String("id"), QString::number(key.id)},
        {QLatin1String("name"), text(key.maskedName)},
        {QLatin1String("alias"), orNull(key.alias)},
        {QLatin1String("user_id"), orNull(key.userId)},
        {QLatin1String("team_id"), orNull(key.teamId)},
        {QLatin1String("models"), array(key.models)},
        {QLatin1String("max_budget_usd"), key.maxBudget ? QJsonValue(text(key.maxBudget->toDecimal())) : QJsonValue()},
        {QLatin1String("budget_seconds"), orNull(key.budgetSeconds)},
        {QLatin1String("spend_usd"), text(now.spent.toDecimal())},
        {QLatin1String("held_usd"), text(now.held.toDecimal())},
        {QLatin1String("rpm_limit"), orNull(key.rpmLimit)},
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

ControllerReply KeyController::list(const AdminCall &call)
{
    const auto fits = [&](const char *name, const std::string &value) {
        const std::string wanted = call.query(name);
        return wanted.empty() || wanted == value;
    };
    const auto lastUse = m_services.ledger.keyUse();
    std::vector<QJsonObject> rows;
    for (const VirtualKey &key : m_keys) {
        if (!fits("user_id", key.userId) || !fits("team_id", key.teamId) || !fits("alias", key.alias))
            continue;
        QJsonObject row = adminJson(key);
        const auto used = lastUse.find(key.id);
        row[QLatin1String("last_used_ms")] = used == lastUse.end() ? QJsonValue() : QJsonValue(qlonglong(used->second));
        rows.push_back(std::move(row));
    }
    return listPage(call, std::move(rows), "id", {"alias", "user_id", "team_id", "name"});
}

/// A new text for the key; the one before opens the door for `grace` longer (text such as 1h; absent: not at all).
ControllerReply KeyController::rotate(const AdminCall &call)
{
    const VirtualKey *found = findById(call.parameter);
    if (!found)
        return noSuchKey();
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
    const VirtualKey before = *found;
    VirtualKey key = before;
    const std::string made = "sk-" + randomToken(kKeyBytes);
    key.digest = sha256(made);
    key.maskedName = maskKey(made);
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
    *std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return k.id == key.id; }) = key;
    if (!key.previousDigest)
        m_services.revokeKey(key.id);
    m_services.events.changed("key", *stored);
    QJsonObject out = adminJson(key);
    out[QLatin1String("key")] = text(made); // shown this once
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
    auto made = make(call);
    if (!made)
        return made.error();
    QJsonObject out = adminJson(made->key);
    out[QLatin1String("key")] = text(made->text); // shown this once
    if (!made->ignored.empty())
        out[QLatin1String("ignored")] = array(made->ignored);
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
    auto body = call.body();
    if (!body)
        return body.error();
    FieldReader reader(*body);
    VirtualKey key = *found;
    if (Status read = readFields(reader, key); !read)
        return read.error();
    if (const auto unknown = reader.unread(); !unknown.empty())
        return GatewayError::make(ErrorCode::BadRequest, "A key has no field '" + unknown.front() + "'",
                                  unknown.front())
            .because(Reason::UnknownField, {{"field", unknown.front()}});
    if (Status stored = store(key, call, "changed"); !stored)
        return stored.error();
    return adminJson(key);
}

ControllerReply KeyController::remove(const AdminCall &call)
{
    const VirtualKey *key = findById(call.parameter);
    if (!key)
        return noSuchKey();
    if (Status erased = erase(*key, call); !erased)
        return erased.error();
    return QJsonObject{{QLatin1String("deleted"), text(call.parameter)}};
}

} // namespace ostiary
