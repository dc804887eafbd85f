// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/requestcontroller.h"

#include "models/domain/duration.h"
#include "server/admin/requestexport.h"
#include "server/admin/requestfilter.h"

#include <QJsonDocument>

#include <algorithm>
#include <unordered_map>

namespace ostiary {

namespace {

constexpr std::int64_t kMaxPoints = 2000;

ControllerReply emptyPage()
{
    return QJsonObject{{QLatin1String("data"), QJsonArray()}, {QLatin1String("next_cursor"), QJsonValue()}};
}

/// The names of accounts at providers, by the id of a deployment that is called through one.
using Accounts = std::unordered_map<std::string, QString>;

Accounts accountsOf(const Catalog &catalog)
{
    Accounts out;
    for (const DeploymentPtr &deployment : catalog.deployments()) {
        if (!deployment->account.empty())
            out.emplace(deployment->id, QString::fromStdString(deployment->account));
    }
    return out;
}

/// Of a request or a try whose deployment has gone the account is not known.
void addAccount(QJsonObject &row, const Accounts &accounts)
{
    const auto found = accounts.find(row[QLatin1String("deployment_id")].toString().toStdString());
    row[QLatin1String("account")] = found == accounts.end() ? QJsonValue() : QJsonValue(found->second);
}

/// The keys whose names, as the rows show them, have `word`; also those that were deleted.
std::vector<std::int64_t> keysCalled(const QString &word, const StateStore::KeyNames &names)
{
    std::vector<std::int64_t> ids;
    if (QString::fromLatin1(kMasterKeyName).contains(word, Qt::CaseInsensitive))
        ids.push_back(0);
    for (const auto &entry : names) {
        if (nameOfKey(names, entry.first).contains(word, Qt::CaseInsensitive))
            ids.push_back(entry.first);
    }
    return ids;
}

ControllerReply pageOf(const LedgerReader &ledger, const RequestFilter &filter, const StateStore::KeyNames &names,
                       const Catalog &catalog, std::int64_t nowMs)
{
    auto read = ledger.requests().page(filter, nowMs);
    if (!read)
        return read.error();
    QJsonObject page = std::move(read).value();
    const Accounts accounts = accountsOf(catalog);
    QJsonArray rows;
    for (const QJsonValue &value : page[QLatin1String("data")].toArray()) {
        QJsonObject row = value.toObject();
        row[QLatin1String("key")] = nameOfKey(names, row[QLatin1String("key_id")].toInteger());
        addAccount(row, accounts);
        rows.append(row);
    }
    page[QLatin1String("data")] = rows;
    return page;
}

} // namespace

void RequestController::addRoutes(AdminRouter &router)
{
    using Reach = AdminRouter::Reach;
    const auto aside = [&](const char *path, LongReads::Prepare prepare) {
        router.addLater("GET", path, Permission::Admin, Reach::AdminListener,
                        m_services.reads.answering(std::move(prepare)));
    };
    aside("/admin/v1/requests", [this](const AdminCall &call) { return list(call); });
    aside("/admin/v1/requests/totals", [](const AdminCall &call) { return totals(call); });
    router.addLater("GET", "/admin/v1/requests/export", Permission::Admin, Reach::AdminListener,
                    [this](const AdminCall &call, const AdminRouter::Done &done) { exportAll(call, done); });
    aside("/admin/v1/requests/{id}", [this](const AdminCall &call) { return show(call); });
    aside("/admin/v1/summary", [this](const AdminCall &call) { return summary(call); });
    aside("/admin/v1/series", [this](const AdminCall &call) { return series(call); });
    router.add("GET", "/admin/v1/health", this, &RequestController::health);
    router.add("GET", "/health", Permission::Admin, Reach::BothListeners,
               [this](const AdminCall &call) { return health(call); });
    for (const char *path : {"/health/readiness", "/health/ready", "/readyz"})
        router.add("GET", path, Permission::Public, Reach::BothListeners,
                   [this](const AdminCall &call) { return readiness(call); });
    for (const char *path : {"/health/liveliness", "/health/liveness", "/health/live", "/livez"}) {
        router.addAnywhere("GET", path, [] {
            ControllerReply reply;
            reply.body = "\"I'm alive!\"";
            return reply;
        });
    }
    router.add("GET", "/admin/v1/status", Permission::Admin, Reach::AdminListener,
               [this](const AdminCall &) { return ControllerReply(m_services.status()); });
    router.addLater("GET", "/metrics", Permission::Admin, Reach::BothListeners,
                    m_services.reads.answering([this](const AdminCall &) { return metrics(); }));
}

Result<std::pair<std::int64_t, std::int64_t>> RequestController::span(const AdminCall &call) const
{
    const std::int64_t now = m_services.clock.wallMs();
    std::int64_t since = now - 3'600'000;
    std::int64_t until = now;
    if (const std::string last = call.query("last"); !last.empty()) {
        const auto seconds = parseDurationSeconds(last);
        if (!seconds)
            return GatewayError::make(ErrorCode::BadRequest, "'last' must be a duration such as 15m, 24h or 30d",
                                      "last");
        since = now - *seconds * 1000;
    }
    for (const auto &[name, to] : {std::pair{"since_ms", &since}, {"until_ms", &until}}) {
        if (const std::string given = call.query(name); !given.empty()) {
            if (Status read = readWholeNumber(name, given, *to); !read)
                return read.error();
        }
    }
    if (until <= since)
        return GatewayError::make(ErrorCode::BadRequest, "the span ends before it begins", "until_ms");
    return std::pair{since, until};
}

RequestController::Prepared RequestController::metrics() const
{
    return std::pair(LongReads::Lane::Quick, LongReads::Work([this](LedgerReader &) {
                         ControllerReply reply;
                         reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
                         reply.body = QByteArray::fromStdString(m_services.metrics());
                         return reply;
                     }));
}

RequestController::Prepared RequestController::list(const AdminCall &call) const
{
    auto known = m_services.state.keyNames();
    if (!known)
        return std::move(known).error();
    auto read = filterOf(call, **known);
    if (!read)
        return std::move(read).error();
    const std::optional<RequestFilter> &filter = *read;
    if (!filter)
        return std::pair(LongReads::Lane::Quick, LongReads::Work([](LedgerReader &) { return emptyPage(); }));
    const bool sorted = filter->sort != RequestFilter::Sort::Started || filter->ascending;
    return std::pair(sorted ? LongReads::Lane::Slow : LongReads::Lane::Quick,
                     LongReads::Work([wanted = *filter, named = *known, catalog = m_services.catalog(),
                                      now = m_services.clock.wallMs()](LedgerReader &ledger) {
                         return pageOf(ledger, wanted, *named, *catalog, now);
                     }));
}

/// Nothing: no key has the name that is asked for.
Result<std::optional<RequestFilter>> RequestController::filterOf(const AdminCall &call,
                                                                 const StateStore::KeyNames &names)
{
    RequestFilter filter;
    if (Status read = readRequestFilter(call, filter); !read)
        return read.error();
    for (WordFilter &word : filter.words)
        word.keyIds = keysCalled(QString::fromStdString(word.text), names);
    if (const std::string key = call.query("key"); !key.empty()) { // by the name that people know
        const bool unwanted = key.starts_with("!=");
        const std::string wanted = unwanted ? key.substr(2) : key;
        auto found = names.end();
        for (auto entry = names.begin(); entry != names.end();
             ++entry) { // of several the one that is in use, or the latest
            const bool fits = entry->second.alias == wanted || entry->second.masked == wanted;
            if (fits && (found == names.end() || found->second.deleted || !entry->second.deleted))
                found = entry;
        }
        const bool master = wanted == kMasterKeyName;
        if (found == names.end() && !master && !unwanted)
            return std::optional<RequestFilter>();
        filter.keyId = master ? 0 : found == names.end() ? -1 : found->first;
        filter.keyUnwanted = unwanted;
    }
    return std::optional(filter);
}

void RequestController::exportAll(const AdminCall &call, const AdminRouter::Done &done) const
{
    for (const char *name : {"sort", "order", "cursor", "limit"}) {
        if (!call.query(name).empty())
            return done(GatewayError::make(
                ErrorCode::BadRequest,
                "'" + std::string(name) + "' is for lists: an export has all that fits, the newest first", name));
    }
    auto names = m_services.state.keyNames();
    if (!names)
        return done(names.error());
    auto filter = filterOf(call, **names);
    if (!filter)
        return done(filter.error());
    const auto pieces = std::make_shared<RequestExport>(
        m_services.reads, RequestExport::What{*filter, *names, m_services.clock.wallMs()});
    const bool headOnly = call.request.method() == "HEAD";
    pieces->next([pieces, headOnly, done](Result<ReplyPieces::Piece> first) {
        if (!first)
            return done(first.error()); // with a status of its own, while the answer has not begun
        ControllerReply reply;
        reply.contentType = "text/csv; charset=utf-8; header=present";
        reply.body = first->bytes;
        if (!first->last && !headOnly)
            reply.rest = pieces;
        done(std::move(reply));
    });
}

/// Of a span alone: a filter that were not looked at would make the sums wrong.
RequestController::Prepared RequestController::totals(const AdminCall &call)
{
    for (const char *name : {"key", "key_id", "model", "user_id", "team_id", "provider", "deployment_id", "error",
                             "status", "cost_usd", "latency_ms", "tokens", "failed", "search"}) {
        if (!call.query(name).empty())
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'" + std::string(name) + "' is for lists: totals are of a span of time", name);
    }
    RequestFilter filter;
    if (Status read = readRequestFilter(call, filter); !read)
        return read.error();
    return std::pair(LongReads::Lane::Quick,
                     LongReads::Work([since = filter.sinceMs, until = filter.untilMs](LedgerReader &ledger) {
                         const auto read = ledger.totalsOfRequests().between(since, until);
                         return read ? ControllerReply(*read) : ControllerReply(read.error());
                     }));
}

RequestController::Prepared RequestController::show(const AdminCall &call) const
{
    auto names = m_services.state.keyNames();
    if (!names)
        return std::move(names).error();
    return std::pair(LongReads::Lane::Quick,
                     LongReads::Work([id = call.parameter, named = *names,
                                      catalog = m_services.catalog()](LedgerReader &ledger) -> ControllerReply {
                         auto read = ledger.requests().one(id);
                         if (!read)
                             return read.error();
                         std::optional<QJsonObject> &row = read.value();
                         if (!row)
                             return GatewayError::make(ErrorCode::NotFound,
                                                       "There is no such request; the newest appear within a moment")
                                 .because(Reason::NoSuchRequest);
                         (*row)[QLatin1String("key")] = nameOfKey(*named, (*row)[QLatin1String("key_id")].toInteger());
                         const Accounts accounts = accountsOf(*catalog);
                         addAccount(*row, accounts);
                         QJsonArray tries;
                         for (const QJsonValue &value : (*row)[QLatin1String("attempt_list")].toArray()) {
                             QJsonObject attempt = value.toObject();
                             addAccount(attempt, accounts);
                             tries.append(attempt);
                         }
                         (*row)[QLatin1String("attempt_list")] = tries;
                         return *row;
                     }));
}

RequestController::Prepared RequestController::summary(const AdminCall &call) const
{
    const auto range = span(call);
    if (!range)
        return range.error();
    return std::pair(LongReads::Lane::Quick,
                     LongReads::Work([since = range->first, until = range->second](LedgerReader &ledger) {
                         const auto read = ledger.rollups().summary(since, until);
                         return read ? ControllerReply(*read) : ControllerReply(read.error());
                     }));
}

RequestController::Prepared RequestController::series(const AdminCall &call) const
{
    const auto range = span(call);
    if (!range)
        return range.error();
    std::int64_t step = 60;
    if (const std::string given = call.query("step"); !given.empty()) {
        const auto seconds = parseDurationSeconds(given);
        if (!seconds || *seconds < 60)
            return GatewayError::make(ErrorCode::BadRequest, "'step' must be a duration of at least 1m", "step");
        step = *seconds;
    }
    if ((range->second - range->first) / 1000 / step > kMaxPoints)
        return GatewayError::make(ErrorCode::BadRequest, "too many points; choose a longer 'step'", "step");
    const std::string by = call.query("by");
    constexpr std::array known = {"", "model", "key", "provider", "user", "team"};
    if (std::find(known.begin(), known.end(), by) == known.end())
        return GatewayError::make(ErrorCode::BadRequest, "'by' must be model, key, provider, user or team", "by");
    auto names = m_services.state.keyNames();
    if (!names)
        return std::move(names).error();
    return std::pair(
        LongReads::Lane::Quick,
        LongReads::Work([range = *range, step, by, named = *names](LedgerReader &ledger) -> ControllerReply {
            auto read = ledger.rollups().series(range.first, range.second, step, by);
            if (!read)
                return read.error();
            QJsonArray points = std::move(read).value();
            for (auto &&point : points) {
                QJsonObject labelled = point.toObject();
                if (by == "key")
                    labelled[QLatin1String("label")] =
                        nameOfKey(*named, labelled[QLatin1String("label")].toString().toLongLong());
                point = labelled;
            }
            return QJsonObject{{QLatin1String("step_seconds"), qlonglong(step)}, {QLatin1String("data"), points}};
        }));
}

ControllerReply RequestController::health(const AdminCall &)
{
    QJsonArray healthy, unhealthy;
    const CatalogPtr catalog = m_services.catalog();
    for (const DeploymentPtr &deployment : catalog->deployments()) {
        const Cooldowns::Health health = m_services.cooldowns.health(deployment->id);
        QJsonObject entry{{QLatin1String("model"), QString::fromStdString(deployment->modelName)},
                          {QLatin1String("model_id"), QString::fromStdString(deployment->id)},
                          {QLatin1String("provider"), QString::fromStdString(deployment->provider)},
                          {QLatin1String("api_base"), QString::fromStdString(deployment->baseUrl)},
                          {QLatin1String("successes"), qlonglong(health.successes)},
                          {QLatin1String("failures"), qlonglong(health.failures)}};
        if (!health.lastError.empty())
            entry[QLatin1String("last_error")] = QString::fromStdString(health.lastError);
        if (deployment->fault)
            entry[QLatin1String("error")] = QString::fromStdString(deployment->fault->publicText);
        (health.restsForMs > 0 || deployment->fault ? unhealthy : healthy).append(entry);
    }
    return QJsonObject{{QLatin1String("healthy_endpoints"), healthy},
                       {QLatin1String("unhealthy_endpoints"), unhealthy},
                       {QLatin1String("healthy_count"), healthy.size()},
                       {QLatin1String("unhealthy_count"), unhealthy.size()}};
}

ControllerReply RequestController::readiness(const AdminCall &)
{
    const std::string why = m_services.unready();
    QJsonObject out{{QLatin1String("status"), why.empty() ? QLatin1String("connected") : QLatin1String("unavailable")},
                    {QLatin1String("db"), QLatin1String("connected")},
                    {QLatin1String("cache"), QJsonValue()},
                    {QLatin1String("litellm_version"), QJsonValue()},
                    {QLatin1String("ostiary_version"), QLatin1String(OSTIARY_VERSION)}};
    if (!why.empty())
        out[QLatin1String("reason")] = QString::fromStdString(why);
    return ControllerReply(out, why.empty() ? 200 : 503);
}

} // namespace ostiary
