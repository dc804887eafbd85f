// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/keycontroller.h"

#include "server/admin/fieldreader.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace {

constexpr int kMaxRpm = 100'000'000;
constexpr int kMaxParallel = 1'000'000;
constexpr std::size_t kKeyBytes = 32;

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}
QJsonValue orNull(const std::string &value)
{
    return value.empty() ? QJsonValue() : QJsonValue(text(value));
}
template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(qlonglong(*value)) : QJsonValue();
}

QJsonArray array(const std::vector<std::string> &values)
{
    QJsonArray out;
    for (const std::string &value : values)
        out.append(text(value));
    return out;
}

QString iso(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

int pageNumber(const std::string &textValue, int otherwise, int most)
{
    int number = 0;
    const auto [end, error] = std::from_chars(textValue.data(), textValue.data() + textValue.size(), number);
    return error == std::errc() && end == textValue.data() + textValue.size() && number >= 1 ? std::min(number, most)
                                                                                             : otherwise;
}

GatewayError noSuchKey()
{
    return GatewayError::make(ErrorCode::NotFound, "There is no such key", "key");
}

} // namespace

KeyController::KeyController(AdminServices &services) : m_services(services), m_keys(services.state.keys())
{
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
                                  "key");
    made.key.digest = sha256(made.text);
    if (m_services.keys.find(made.key.digest))
        return GatewayError::make(ErrorCode::Conflict, "This key exists already", "key");
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
    AuditEntry entry;
    entry.atMs = m_services.clock.wallMs();
    entry.actor = call.actor();
    entry.action = action;
    entry.objectId = std::to_string(key.id);
    QJsonObject detail = adminJson(key); // what a key may do; its text and its digest are not in it
    detail.remove(QLatin1String("id"));  // the entry names it, and a new key has none yet
    detail.remove(QLatin1String("spend_usd"));
    detail.remove(QLatin1String("held_usd"));
    entry.detail = QJsonDocument(detail).toJson(QJsonDocument::Compact).toStdString();
    return entry;
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
    m_services.keys.remove(key.digest);
    std::erase_if(m_keys, [&](const VirtualKey &k) { return k.id == key.id; });
    m_services.revokeKey(key.id);
    m_services.events.changed("key", *stored);
    return Done{};
}

void KeyController::reload(std::int64_t id)
{
    const auto known = std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return k.id == id; });
    const auto stored = m_services.state.key(id);
    if (known != m_keys.end() && !stored) {
        m_services.keys.remove(known->digest);
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
        std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return k.digest == *digest; });
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
        {QLatin1String("metadata"), QJsonDocument::fromJson(QByteArray::fromStdString(key.metadataJson)).object()}};
}

QJsonObject KeyController::liteLlmJson(const VirtualKey &key) const
{
    const Budget::Standing now = standing(key);
    const QString token = text(toHex(key.digest));
    QJsonValue resetAt;
    if (key.budgetSeconds)
        resetAt = iso((now.windowStart + *key.budgetSeconds) * 1000);
    return {{QLatin1String("token"), token},
            {QLatin1String("token_id"), token},
            {QLatin1String("key_name"), text(key.maskedName)},
            {QLatin1String("key_alias"), orNull(key.alias)},
            {QLatin1String("spend"), now.spent.toDouble()},
            {QLatin1String("max_budget"), key.maxBudget ? QJsonValue(key.maxBudget->toDouble()) : QJsonValue()},
            {QLatin1String("budget_duration"),
             key.budgetSeconds ? QJsonValue(QString::number(*key.budgetSeconds) + QLatin1Char('s')) : QJsonValue()},
            {QLatin1String("budget_reset_at"), resetAt},
            {QLatin1String("expires"), key.expiresMs ? QJsonValue(iso(*key.expiresMs)) : QJsonValue()},
            {QLatin1String("models"), array(key.models)},
            {QLatin1String("user_id"), orNull(key.userId)},
            {QLatin1String("team_id"), orNull(key.teamId)},
            {QLatin1String("rpm_limit"), orNull(key.rpmLimit)},
            {QLatin1String("tpm_limit"), QJsonValue()},
            {QLatin1String("max_parallel_requests"), orNull(key.maxParallel)},
            {QLatin1String("metadata"), QJsonDocument::fromJson(QByteArray::fromStdString(key.metadataJson)).object()},
            {QLatin1String("blocked"), key.blocked},
            {QLatin1String("created_at"), iso(key.createdMs)},
            {QLatin1String("created_by"), text(key.createdBy)}};
}

ControllerReply KeyController::generate(const AdminCall &call)
{
    auto made = make(call);
    if (!made)
        return made.error();
    QJsonObject out = liteLlmJson(made->key);
    out[QLatin1String("key")] = text(made->text);
    if (!made->ignored.empty())
        out[QLatin1String("ostiary_ignored")] = array(made->ignored);
    return out;
}

ControllerReply KeyController::info(const AdminCall &call)
{
    const std::string wanted = call.query("key");
    const VirtualKey *key = wanted.empty() ? findById(std::to_string(call.caller->key.id)) : findByText(wanted);
    if (!key && call.caller->role == Role::Admin && (wanted.empty() || sha256(wanted) == call.caller->key.digest))
        key = &call.caller->key;
    // Who is no administrator learns nothing of other keys, not even whether they exist.
    if (!key || (call.caller->role != Role::Admin && key->id != call.caller->key.id))
        return noSuchKey();
    return QJsonObject{{QLatin1String("key"), wanted.empty() ? text(toHex(key->digest)) : text(wanted)},
                       {QLatin1String("info"), liteLlmJson(*key)}};
}

ControllerReply KeyController::listLiteLlm(const AdminCall &call)
{
    const int page = pageNumber(call.query("page"), 1, 1'000'000);
    const int size = pageNumber(call.query("size"), 10, 100);
    const bool full = call.query("return_full_object") == "true";
    std::vector<const VirtualKey *> chosen;
    for (const VirtualKey &key : m_keys) {
        const auto fits = [&](const char *name, const std::string &value) {
            const std::string wanted = call.query(name);
            return wanted.empty() || wanted == value;
        };
        if (fits("user_id", key.userId) && fits("team_id", key.teamId) && fits("key_alias", key.alias))
            chosen.push_back(&key);
    }
    QJsonArray keys;
    for (std::size_t i = static_cast<std::size_t>(page - 1) * static_cast<std::size_t>(size);
         i < chosen.size() && keys.size() < size; ++i)
        keys.append(full ? QJsonValue(liteLlmJson(*chosen[i])) : QJsonValue(text(toHex(chosen[i]->digest))));
    const int total = static_cast<int>(chosen.size());
    return QJsonObject{{QLatin1String("keys"), keys},
                       {QLatin1String("total_count"), total},
                       {QLatin1String("current_page"), page},
                       {QLatin1String("total_pages"), (total + size - 1) / size}};
}

ControllerReply KeyController::removeLiteLlm(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    FieldReader reader(*body);
    std::vector<std::string> keys, aliases;
    reader.texts("keys", keys);
    reader.texts("key_aliases", aliases);
    if (reader.error())
        return *reader.error();
    if (keys.empty() && aliases.empty())
        return GatewayError::make(ErrorCode::BadRequest, "Name the keys to delete in 'keys' or 'key_aliases'", "keys");
    // All or nothing: a misspelt key must not leave the others half deleted.
    std::vector<std::pair<std::string, VirtualKey>> doomed;
    for (const std::string &name : keys) {
        const VirtualKey *key = findByText(name);
        if (!key)
            return GatewayError::make(
                ErrorCode::NotFound,
                "Key not found: " + (name.starts_with("sk-") ? maskKey(name) : name) + ". Nothing was deleted", "keys");
        doomed.emplace_back(name, *key);
    }
    for (const std::string &alias : aliases) {
        const auto found =
            std::find_if(m_keys.begin(), m_keys.end(), [&](const VirtualKey &k) { return k.alias == alias; });
        if (found == m_keys.end())
            return GatewayError::make(ErrorCode::NotFound, "No key has the alias '" + alias + "'. Nothing was deleted",
                                      "key_aliases");
        doomed.emplace_back(alias, *found);
    }
    QJsonArray deleted;
    for (const auto &[name, key] : doomed) {
        if (findById(std::to_string(key.id))) { // named twice is deleted once
            if (Status erased = erase(key, call); !erased)
                return erased.error();
        }
        deleted.append(text(name));
    }
    return QJsonObject{{QLatin1String("deleted_keys"), deleted}};
}

ControllerReply KeyController::updateLiteLlm(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    FieldReader reader(*body);
    std::string name;
    reader.text("key", name);
    const VirtualKey *found = findByText(name);
    if (!found)
        return noSuchKey();
    VirtualKey key = *found;
    if (Status read = readFields(reader, key); !read)
        return read.error();
    if (Status stored = store(key, call, "changed"); !stored)
        return stored.error();
    QJsonObject out = liteLlmJson(key);
    out[QLatin1String("key")] = text(name);
    if (const auto ignored = reader.unread(); !ignored.empty())
        out[QLatin1String("ostiary_ignored")] = array(ignored);
    return out;
}

ControllerReply KeyController::setBlocked(const AdminCall &call, bool blocked)
{
    auto body = call.body();
    if (!body)
        return body.error();
    const VirtualKey *found = findByText((*body)[QLatin1String("key")].toString().toStdString());
    if (!found)
        return noSuchKey();
    VirtualKey key = *found;
    key.blocked = blocked;
    if (Status stored = store(key, call, blocked ? "blocked" : "unblocked"); !stored)
        return stored.error();
    return liteLlmJson(key);
}

ControllerReply KeyController::list(const AdminCall &call)
{
    const int limit = pageNumber(call.query("limit"), 100, 1000);
    std::int64_t after = 0;
    const std::string cursor = call.query("cursor");
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), after);
    const auto fits = [&](const char *name, const std::string &value) {
        const std::string wanted = call.query(name);
        return wanted.empty() || wanted == value;
    };
    QJsonArray data;
    QJsonValue next;
    for (const VirtualKey &key : m_keys) {
        if (key.id <= after || !fits("user_id", key.userId) || !fits("team_id", key.teamId) ||
            !fits("alias", key.alias))
            continue;
        if (data.size() == limit) {
            next = data.last().toObject()[QLatin1String("id")];
            break;
        }
        data.append(adminJson(key));
    }
    return QJsonObject{{QLatin1String("data"), data}, {QLatin1String("next_cursor"), next}};
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
                                  unknown.front());
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
