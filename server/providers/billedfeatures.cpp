// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/billedfeatures.h"

#include "server/providers/billedfieldtable.h"
#include "server/providers/domtext.h"
#include "server/providers/requestindex.h"

#include <simdjson.h>

#include <algorithm>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

using Kind = BilledFeature::Kind;

constexpr int kMaxDepth = 8; ///< below it nothing is looked at, so that nothing may stand there
constexpr std::int64_t kMostTokens = 100'000'000;

/// null, false, "", [], {}, and lists and objects of such.
bool asksForNothing(dom::element value)
{
    bool flag = false;
    dom::array list;
    dom::object object;
    if (value.is_null())
        return true;
    if (value.get_bool().get(flag) == simdjson::SUCCESS)
        return !flag;
    if (value.is_string())
        return stringOf(dom::element(value)).empty();
    if (value.get_array().get(list) == simdjson::SUCCESS)
        return std::all_of(list.begin(), list.end(), [](dom::element one) { return asksForNothing(one); });
    if (value.get_object().get(object) == simdjson::SUCCESS)
        return std::all_of(object.begin(), object.end(), [](const auto &one) { return asksForNothing(one.value); });
    return false;
}

/// All positive numbers in a value, added up.
std::int64_t numbersIn(dom::element value)
{
    std::int64_t sum = 0;
    double number = 0;
    dom::array list;
    dom::object object;
    if (value.is_number() && value.get_double().get(number) == simdjson::SUCCESS) {
        sum = number > 0 ? static_cast<std::int64_t>(std::min(number, double(kMostTokens))) + 1 : 0;
    } else if (value.get_array().get(list) == simdjson::SUCCESS) {
        for (const dom::element one : list)
            sum += numbersIn(one);
    } else if (value.get_object().get(object) == simdjson::SUCCESS) {
        for (const auto &one : object)
            sum += numbersIn(one.value);
    }
    return std::min(sum, kMostTokens);
}

/// A name that a client made up, as far as an error quotes it.
std::string shortened(std::string_view name)
{
    constexpr std::size_t kMost = 120;
    if (name.size() <= kMost)
        return std::string(name);
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80)
        --end;
    return std::string(name.substr(0, end)) + "…";
}

class Judge
{
public:
    Judge(std::string_view field, std::vector<BilledFeature> &to) : m_field(field), m_to(to) {}

    void field(std::string_view name, const std::string &path, dom::element value, int depth)
    {
        const std::string folded = foldedName(name);
        const BilledField *row = findBilledField(folded);
        if (asksForNothing(value))
            return;
        if (depth > kMaxDepth || (!row && looksBilled(folded)))
            add(Kind::Unpriced, path, name, {});
        else if (row)
            known(*row, path, value, depth);
        else
            members(path, value, depth);
    }

private:
    void known(const BilledField &row, const std::string &path, dom::element value, int depth)
    {
        switch (row.effect) {
        case BillEffect::Nothing:
            return;
        case BillEffect::NothingAtTop:
            if (depth > 0 || path != row.name) // some servers read names without regard to case
                add(Kind::Unpriced, path, row.name, "write it beside 'model', in lower case");
            return;
        case BillEffect::Thinking:
            if (const std::int64_t tokens = numbersIn(value); tokens > 0)
                add(Kind::MoreOutput, path, row.name, {}, tokens);
            return;
        case BillEffect::Prediction: // no tokenizer makes more tokens of it than it has bytes
            add(Kind::MoreOutput, path, row.name, {}, static_cast<std::int64_t>(simdjson::minify(value).size()));
            return;
        case BillEffect::UnseenInput:
            return add(Kind::UnseenInput, path, row.name, {});
        case BillEffect::Sound:
            return add(Kind::Sound, path, row.name, row.instead);
        case BillEffect::Modalities:
            return modalities(row, path, value);
        case BillEffect::Tier:
            if (!value.is_string() || !isUsualTier(stringOf(dom::element(value))))
                add(Kind::Unpriced, path, row.name, row.instead);
            return;
        case BillEffect::Inside:
            return members(path, value, depth);
        case BillEffect::Unpriced:
            return add(Kind::Unpriced, path, row.name, row.instead);
        }
    }

    void modalities(const BilledField &row, const std::string &path, dom::element value)
    {
        dom::array list;
        if (value.get_array().get(list))
            return add(Kind::Unpriced, path, row.name, "write it as a list");
        for (const dom::element one : list) {
            const std::string kind = foldedName(stringOf(dom::element(one)));
            if (kind == "audio" || kind == "image")
                add(kind == "audio" ? Kind::Sound : Kind::Pictures, path, row.name, "ask for text");
            else if (kind != "text")
                add(Kind::Unpriced, path, row.name, "ask for text");
        }
    }

    void members(const std::string &path, dom::element value, int depth)
    {
        dom::array list;
        dom::object object;
        if (value.get_object().get(object) == simdjson::SUCCESS) {
            for (const auto &member : object)
                field(member.key, path + "." + std::string(member.key), member.value, depth + 1);
        } else if (value.get_array().get(list) == simdjson::SUCCESS) {
            std::size_t at = 0;
            for (const dom::element one : list)
                members(path + "[" + std::to_string(at++) + "]", one, depth + 1);
        }
    }

    void add(Kind kind, const std::string &path, std::string_view name, std::string_view instead,
             std::int64_t tokens = 0)
    {
        m_to.push_back({kind, std::string(m_field), path, std::string(name), instead, tokens});
    }

    std::string_view m_field;
    std::vector<BilledFeature> &m_to;
};

} // namespace

void addBilledFeatures(std::string_view field, std::string_view json, std::vector<BilledFeature> &to)
{
    const BilledField *row = findBilledField(foldedName(field));
    if (row && (row->effect == BillEffect::Nothing || (row->effect == BillEffect::NothingAtTop && field == row->name)))
        return;
    dom::parser parser;
    dom::element value;
    const std::string whole = withoutLoneSurrogates(json);
    if (parser.parse(whole).get(value)) // no document by itself: nobody knows what it asks for
        to.push_back({Kind::Unpriced, std::string(field), std::string(field), std::string(field)});
    else
        Judge(field, to).field(field, std::string(field), value, 0);
}

std::vector<BilledFeature> billedFeatures(const RequestIndex &index, std::string_view body)
{
    std::vector<BilledFeature> features;
    std::string scratch;
    for (const JsonMember &field : index.fields)
        addBilledFeatures(nameOf(field, body, scratch), body.substr(field.value.at, field.value.size), features);
    if (!index.hostedTool.empty())
        features.push_back({Kind::Unpriced, "tools", index.hostedTool, "tools", "use tools of the type 'function'"});
    return features;
}

GatewayError unboundedCost(const BilledFeature &feature)
{
    const std::string path = shortened(feature.path);
    std::string text = "'" + path +
                       "' can make this request cost more than can be held for it, so it cannot be used under a "
                       "budget; ";
    text += feature.instead.empty() ? std::string_view("leave it out") : feature.instead;
    text += ". An administrator can accept it: 'ostiary: {accept_unpriced: [" + shortened(feature.name) + "]}'";
    return GatewayError::make(ErrorCode::BadRequest, std::move(text), path);
}

} // namespace ostiary
