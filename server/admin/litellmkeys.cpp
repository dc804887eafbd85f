// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The key routes that LiteLLM's scripts call (`/key/…`), in its words; see keycontroller.cpp for the admin API's.
#include "server/admin/fieldreader.h"
#include "server/admin/keycontroller.h"
#include "server/admin/keyfields.h"
#include "server/admin/keyrequest.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <charconv>

namespace ostiary {

using namespace keyfields;

namespace {

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

ControllerReply withIgnored(QJsonObject answer, const std::vector<std::string> &ignored)
{
    if (!ignored.empty())
        answer[QLatin1String("ostiary_ignored")] = array(ignored);
    return answer;
}

} // namespace

QJsonObject KeyController::liteLlmJson(const VirtualKey &key) const
{
    const Budget::Standing now = standing(key);
    const QString token = text(toHex(key.digest));
    const QJsonObject metadata = QJsonDocument::fromJson(QByteArray::fromStdString(key.metadataJson)).object();
    QJsonValue resetAt;
    if (const auto window = key.budgetWindow())
        resetAt = iso(windowEnd(window->seconds(), window->months(), now.windowStart) * 1000);
    return {{QLatin1String("token"), token},
            {QLatin1String("token_id"), token},
            {QLatin1String("key_name"), text(key.maskedName)},
            {QLatin1String("key_alias"), orNull(key.alias)},
            {QLatin1String("spend"), now.spent.toDouble()},
            {QLatin1String("max_budget"), key.maxBudget ? QJsonValue(key.maxBudget->toDouble()) : QJsonValue()},
            {QLatin1String("soft_budget"), key.softBudget ? QJsonValue(key.softBudget->toDouble()) : QJsonValue()},
            {QLatin1String("budget_duration"), budgetDuration(key)},
            {QLatin1String("duration"), orNull(key.duration)},
            {QLatin1String("budget_reset_at"), resetAt},
            {QLatin1String("expires"), key.expiresMs ? QJsonValue(iso(*key.expiresMs)) : QJsonValue()},
            {QLatin1String("models"), array(key.models)},
            {QLatin1String("user_id"), orNull(key.userId)},
            {QLatin1String("team_id"), orNull(key.teamId)},
            {QLatin1String("rpm_limit"), orNull(key.rpmLimit)},
            {QLatin1String("tpm_limit"), orNull(key.tpmLimit)},
            {QLatin1String("allowed_routes"), array(key.allowedRoutes)},
            {QLatin1String("max_parallel_requests"), orNull(key.maxParallel)},
            {QLatin1String("metadata"), metadata},
            {QLatin1String("tags"), metadata[QLatin1String("tags")].toArray()},
            {QLatin1String("blocked"), key.blocked},
            {QLatin1String("created_at"), iso(key.createdMs)},
            {QLatin1String("created_by"), text(key.createdBy)}};
}

ControllerReply KeyController::generate(const AdminCall &call)
{
    auto made = make(call, Words::LiteLlm);
    if (!made)
        return made.error();
    QJsonObject out = liteLlmJson(made->key);
    out[QLatin1String("key")] = text(made->text);
    return withIgnored(out, made->ignored);
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
    for (const KeyPtr &each : m_keys) {
        const VirtualKey &key = *each;
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
        const VirtualKey *found = findByAlias(alias);
        if (!found)
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

/// The key is named by its text or hash, or else by its alias.
ControllerReply KeyController::updateLiteLlm(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    const QString alias = body->value(QLatin1String("key_alias")).toString();
    const bool byAlias = !body->contains(QLatin1String("key")) && !alias.isEmpty();
    if (byAlias)
        body->remove(QLatin1String("key_alias"));
    FieldReader reader(*body);
    std::string name;
    reader.text("key", name);
    if (reader.error())
        return *reader.error();
    const VirtualKey *found = byAlias ? findByAlias(alias.toStdString()) : findByText(name);
    if (!found)
        return noSuchKey();
    VirtualKey key = *found;
    const auto laid = layKeyFields(reader, m_services.clock, key);
    if (!laid)
        return laid.error();
    if (Status stored = store(key, call, "changed"); !stored)
        return stored.error();
    QJsonObject out = liteLlmJson(key);
    out[QLatin1String("key")] = byAlias ? text(toHex(key.digest)) : text(name);
    return withIgnored(out, *laid);
}

/// A new text for the key of the path or of `key`, and any change of its fields with it. The text before holds for
/// `grace_period` longer.
ControllerReply KeyController::regenerate(const AdminCall &call)
{
    auto body = call.body();
    if (!body)
        return body.error();
    FieldReader reader(*body);
    std::string name = call.parameter;
    if (name.empty())
        reader.text("key", name);
    Made made;
    std::optional<std::int64_t> grace;
    reader.name("new_key", made.text);
    reader.duration("grace_period", grace);
    if (reader.error())
        return *reader.error();
    const VirtualKey *found = findByText(name);
    if (!found)
        return noSuchKey();
    made.key = *found;
    const auto laid = layKeyFields(reader, m_services.clock, made.key);
    if (!laid)
        return laid.error();
    if (Status done = rekey(made, call, grace); !done)
        return done.error();
    QJsonObject out = liteLlmJson(made.key);
    out[QLatin1String("key")] = text(made.text);
    return withIgnored(out, *laid);
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

} // namespace ostiary
