// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/requestfilter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>

namespace ostiary {

namespace {

constexpr std::size_t kMostWords = 8;
constexpr std::size_t kMostWordBytes = 256;
constexpr std::array<std::string_view, 6> kOperators = {"!=", "<=", ">=", "<", ">", "="}; ///< longer ones first

/// Takes one comparison such as `>=0.01` into `to`; the text after the operator is read by `read`.
bool compare(std::string_view given, NumberFilter &to,
             const std::function<std::optional<std::int64_t>(std::string)> &read)
{
    const auto op =
        std::find_if(kOperators.begin(), kOperators.end(), [&](std::string_view o) { return given.starts_with(o); });
    const std::string_view meaning = op == kOperators.end() ? "=" : *op;
    const auto value = read(std::string(given.substr(op == kOperators.end() ? 0 : op->size())));
    if (!value)
        return false;
    if (meaning == "!=") {
        to.unwanted.push_back(*value);
        return true;
    }
    using Limits = std::numeric_limits<std::int64_t>;
    if ((meaning == ">" && *value == Limits::max()) || (meaning == "<" && *value == Limits::min()))
        return false;
    if (meaning == "=" || meaning.starts_with('>'))
        to.least = std::max(to.least, meaning == ">" ? *value + 1 : *value);
    if (meaning == "=" || meaning.starts_with('<'))
        to.most = std::min(to.most, meaning == "<" ? *value - 1 : *value);
    return true;
}

std::optional<std::int64_t> whole(const std::string &text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> nanoUsd(const std::string &text)
{
    const auto money = Money::fromDecimal(text);
    return money ? std::optional(money->nano()) : std::nullopt;
}

std::optional<std::int64_t> microseconds(const std::string &text)
{
    const auto scaled = parseScaled(text, 3);
    return scaled;
}

Status readNumbers(const AdminCall &call, RequestFilter &filter)
{
    const struct
    {
        const char *name;
        NumberFilter *to;
        std::optional<std::int64_t> (*read)(const std::string &);
        const char *example;
    } numbers[] = {{"status", &filter.status, whole, "429 or !=200"},
                   {"cost_usd", &filter.costNano, nanoUsd, ">0.01"},
                   {"latency_ms", &filter.tookUs, microseconds, ">1500"},
                   {"tokens", &filter.tokens, whole, ">=1000"}};
    for (const auto &number : numbers) {
        for (const std::string &given : call.request.queryValues(number.name)) {
            if (!compare(given, *number.to, number.read))
                return GatewayError::make(ErrorCode::BadRequest,
                                          "'" + std::string(number.name) +
                                              "' must be a number or a comparison such as " + number.example,
                                          number.name);
        }
    }
    return Done{};
}

Status readWords(const AdminCall &call, RequestFilter &filter)
{
    for (const std::string &word : call.request.queryValues("search")) {
        if (word.empty())
            continue;
        if (word.size() > kMostWordBytes || filter.words.size() == kMostWords)
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'search' can be given " + std::to_string(kMostWords) + " times, with " +
                                          std::to_string(kMostWordBytes) + " bytes each",
                                      "search");
        filter.words.push_back({word, {}});
    }
    return Done{};
}

Status readOrder(const AdminCall &call, RequestFilter &filter)
{
    constexpr std::array<std::string_view, 5> kSorts = {"started_ms", "cost_usd", "latency_ms", "tokens", "status"};
    if (const std::string sort = call.query("sort"); !sort.empty()) {
        const auto found = std::find(kSorts.begin(), kSorts.end(), sort);
        if (found == kSorts.end())
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'sort' must be started_ms, cost_usd, latency_ms, tokens or status", "sort");
        filter.sort = static_cast<RequestFilter::Sort>(found - kSorts.begin());
        filter.ascending = call.query("order") != "desc";
    }
    if (const std::string order = call.query("order"); !order.empty() && order != "asc" && order != "desc")
        return GatewayError::make(ErrorCode::BadRequest, "'order' must be asc or desc", "order");
    filter.cursor = call.query("cursor");
    const bool withValue = filter.sort != RequestFilter::Sort::Started;
    if (!filter.cursor.empty() &&
        (!RequestCursor::fromText(filter.cursor) || (filter.cursor.find('.') != std::string::npos) != withValue))
        return GatewayError::make(ErrorCode::BadRequest, "'cursor' must be the next_cursor of the page before",
                                  "cursor");
    return Done{};
}

} // namespace

Status readWholeNumber(const char *name, const std::string &given, std::int64_t &to)
{
    const auto value = whole(given);
    if (!value)
        return GatewayError::make(ErrorCode::BadRequest, "'" + std::string(name) + "' must be a whole number", name);
    to = *value;
    return Done{};
}

Status readRequestFilter(const AdminCall &call, RequestFilter &filter)
{
    const std::pair<const char *, NameFilter &> names[] = {
        {"model", filter.model},       {"user_id", filter.user},
        {"team_id", filter.team},      {"deployment_id", filter.deployment},
        {"provider", filter.provider}, {"error", filter.error}};
    for (const auto &[name, to] : names) {
        if (call.request.queryValues(name).size() > 1)
            return GatewayError::make(ErrorCode::BadRequest, "'" + std::string(name) + "' can be given once", name);
        const std::string given = call.query(name);
        to.unwanted = given.starts_with("!=");
        to.text = to.unwanted ? given.substr(2) : given;
    }
    const std::string failed = call.query("failed");
    if (!failed.empty() && failed != "true" && failed != "false")
        return GatewayError::make(ErrorCode::BadRequest, "'failed' must be true or false", "failed");
    filter.onlyFailed = failed == "true";
    std::int64_t keyId = -1, limit = filter.limit;
    for (const auto &[name, to] : {std::pair{"key_id", &keyId},
                                   {"limit", &limit},
                                   {"since_ms", &filter.sinceMs},
                                   {"until_ms", &filter.untilMs}}) {
        const std::string given = call.query(name);
        if (given.empty())
            continue;
        if (Status read = readWholeNumber(name, given, *to); !read)
            return read;
    }
    for (const auto &[name, ms] : {std::pair{"since_ms", filter.sinceMs}, {"until_ms", filter.untilMs}}) {
        if (ms < 0 || ms >= std::int64_t(1) << 47)
            return GatewayError::make(ErrorCode::BadRequest,
                                      "'" + std::string(name) + "' must be milliseconds since 1970", name);
    }
    if (keyId >= 0)
        filter.keyId = keyId;
    filter.limit = static_cast<int>(std::clamp<std::int64_t>(limit, 1, 1000));
    if (Status read = readNumbers(call, filter); !read)
        return read;
    if (Status read = readWords(call, filter); !read)
        return read;
    return readOrder(call, filter);
}

} // namespace ostiary
