// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/answerusage.h"

#include "server/providers/ondemandfields.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

constexpr double kPlausibleTokens = 1e12;

/// Null is no count. One that cannot be true breaks all of them: the caller then estimates, and says so.
void readCount(od::value value, ToldCounts::Count &to, bool &broken)
{
    od::json_type type{};
    if (value.type().get(type) || type == od::json_type::null)
        return;
    double number = 0; // some write 5.0, or "5"
    const auto failed = type == od::json_type::string   ? value.get_double_in_string().get(number)
                        : type == od::json_type::number ? value.get_double().get(number)
                                                        : simdjson::INCORRECT_TYPE;
    if (failed || number < 0 || number > kPlausibleTokens || number != std::floor(number)) {
        broken = true;
        return;
    }
    to = std::max(to.value_or(0), static_cast<std::int64_t>(number)); // several names may stand for one count
}

struct CountName
{
    std::string_view name;
    ToldCounts::Count ToldCounts::*count;
};

// OpenAI's names; then those of its Responses API, of Anthropic behind proxies, of DeepSeek and Mistral.
constexpr CountName kSums[] = {
    {"prompt_tokens", &ToldCounts::prompt},     {"completion_tokens", &ToldCounts::completion},
    {"total_tokens", &ToldCounts::total},       {"input_tokens", &ToldCounts::prompt},
    {"output_tokens", &ToldCounts::completion},
};
constexpr CountName kParts[] = {
    {"prompt_cache_hit_tokens", &ToldCounts::cacheRead}, {"num_cached_tokens", &ToldCounts::cacheRead},
    {"cache_read_input_tokens", &ToldCounts::cacheRead}, {"cache_creation_input_tokens", &ToldCounts::cacheWrite},
    {"reasoning_tokens", &ToldCounts::reasoning},        {"cached_tokens", &ToldCounts::cacheRead}, // Moonshot
};
constexpr CountName kPromptDetails[] = {
    {"cached_tokens", &ToldCounts::cacheRead},          {"cache_write_tokens", &ToldCounts::cacheWrite},
    {"cache_creation_tokens", &ToldCounts::cacheWrite}, {"audio_tokens", &ToldCounts::audioPrompt},
    {"image_tokens", &ToldCounts::imagePrompt},
};
constexpr CountName kCompletionDetails[] = {
    {"reasoning_tokens", &ToldCounts::reasoning},
    {"thinking_tokens", &ToldCounts::reasoning},
    {"audio_tokens", &ToldCounts::audioCompletion},
    {"image_tokens", &ToldCounts::imageCompletion},
};

constexpr CountName kCacheWrites[] = {
    // Anthropic's
    {"ephemeral_1h_input_tokens", &ToldCounts::cacheWriteHour},
    {"ephemeral_5m_input_tokens", &ToldCounts::cacheWriteShort},
};

const CountName *findName(std::span<const CountName> names, std::string_view name)
{
    const auto found = std::find_if(names.begin(), names.end(), [&](const CountName &one) { return one.name == name; });
    return found == names.end() ? nullptr : &*found;
}

void readDetails(od::value value, std::span<const CountName> names, ToldCounts &told)
{
    od::object details;
    if (value.get_object().get(details))
        return;
    eachField(details, [&](std::string_view key, od::value field) {
        bool ignored = false; // a detail that cannot be read is none
        if (const CountName *const name = findName(names, key))
            readCount(field, told.*(name->count), ignored);
    });
}

std::optional<Money> readCost(od::value value);

std::optional<Money> costIn(od::value value, std::string_view name)
{
    std::optional<Money> cost;
    od::object object;
    if (value.get_object().get(object) == simdjson::SUCCESS) {
        eachField(object, [&](std::string_view key, od::value field) {
            if (key == name)
                cost = readCost(field);
        });
    }
    return cost;
}

/// USD: a number, as OpenRouter has it, or Perplexity's sum.
std::optional<Money> readCost(od::value value)
{
    od::json_type type{};
    if (value.type().get(type))
        return std::nullopt;
    if (type == od::json_type::object)
        return costIn(value, "total_cost");
    if (type != od::json_type::number)
        return std::nullopt;
    std::string_view text = value.raw_json_token();
    text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    const auto cost = Money::fromDecimal(text);
    return cost && *cost >= Money() ? cost : std::nullopt;
}

} // namespace

std::optional<ToldCounts> readUsage(od::value value)
{
    od::object object;
    od::json_type type{};
    if (value.type().get(type) || type != od::json_type::object || value.get_object().get(object))
        return std::nullopt;
    ToldCounts told;
    bool ownAccount = false; // OpenRouter: the tokens are billed by the provider behind it
    std::optional<Money> elsewhere;
    eachField(object, [&](std::string_view key, od::value field) {
        bool ignored = false;
        if (const CountName *const sum = findName(kSums, key))
            readCount(field, told.*(sum->count), told.broken);
        else if (const CountName *const part = findName(kParts, key))
            readCount(field, told.*(part->count), ignored);
        else if (key == "prompt_tokens_details" || key == "input_tokens_details")
            readDetails(field, kPromptDetails, told);
        else if (key == "completion_tokens_details" || key == "output_tokens_details")
            readDetails(field, kCompletionDetails, told);
        else if (key == "cache_creation")
            readDetails(field, kCacheWrites, told);
        else if (key == "cost")
            told.cost = readCost(field);
        else if (key == "is_byok")
            ownAccount = field.get_bool().get(ownAccount) == simdjson::SUCCESS && ownAccount;
        else if (key == "cost_details")
            elsewhere = costIn(field, "upstream_inference_cost");
    });
    if (told.cost && ownAccount && elsewhere) // the rest comes with the bill of that account
        *told.cost += *elsewhere;
    else if (ownAccount)
        told.cost.reset();
    return told.saysNothing() && !told.broken ? std::nullopt : std::optional(told);
}

} // namespace ostiary
