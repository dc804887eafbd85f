// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/billedfeatures.h"

#include "server/providers/billedfieldtable.h"
#include "server/providers/domtext.h"
#include "server/providers/requestindex.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

using Kind = BilledFeature::Kind;

constexpr int kMaxDepth = 8; ///< below it nothing is looked at, so that nothing may stand there
constexpr std::int64_t kMostTokens = 100'000'000;

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

/// null, false, 0, "", "off", [], and lists of such.
bool asksForNothing(dom::element value)
{
    bool flag = false;
    dom::array list;
    if (value.is_null())
        return true;
    if (value.get_bool().get(flag) == simdjson::SUCCESS)
        return !flag;
    double number = 1;
    if (value.is_number() && value.get_double().get(number) == simdjson::SUCCESS)
        return number == 0;
    if (value.is_string()) {
        const std::string_view text = stringOf(dom::element(value));
        return text.empty() || text == "off" || text == "none" || text == "disabled";
    }
    if (value.get_array().get(list) == simdjson::SUCCESS)
        return std::all_of(list.begin(), list.end(), [](dom::element one) { return asksForNothing(one); });
    return false;
}

/// Likewise, and {} and objects of such. Not for what is switched on by being there, as by `web_search_options: {}`.
bool holdsNothing(dom::element value)
{
    dom::array list;
    dom::object object;
    if (value.get_object().get(object) == simdjson::SUCCESS)
        return std::all_of(object.begin(), object.end(), [](const auto &one) { return holdsNothing(one.value); });
    if (value.get_array().get(list) == simdjson::SUCCESS)
        return std::all_of(list.begin(), list.end(), [](dom::element one) { return holdsNothing(one); });
    return asksForNothing(value);
}

/// xAI's way to say that nothing is searched.
bool isSwitchedOff(dom::element value)
{
    dom::object object;
    return value.get_object().get(object) == simdjson::SUCCESS && object.size() == 1 &&
           stringOf(object["mode"]) == "off";
}

/// Whether `row`'s field with `value`, a number of 0 for example, leaves the bill as it is. `billed`: its name alone
/// looks like a fee.
bool isIdle(const BilledField *row, bool billed, dom::element value)
{
    if (row && row->effect == BillEffect::OtherLimit) // some servers read 0 as no limit
        return value.is_null();
    const BillEffect effect = row ? row->effect : billed ? BillEffect::Unpriced : BillEffect::Inside;
    if (effect == BillEffect::Inside || effect == BillEffect::NothingAtTop) // what stands within is looked at
        return asksForNothing(value);
    if (effect == BillEffect::Unpriced)
        return asksForNothing(value) || isSwitchedOff(value);
    return holdsNothing(value);
}

constexpr std::size_t kMostFeatures = 256; ///< of a request; one with more is refused
constexpr int kMostMembers = 4096;         ///< of a field that are looked at; one with more is not read any more

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Where a value stands. Made into text only for what is found: a long name over a long list would take for ever.
struct Place
{
    const Place *within = nullptr;
    std::string_view name = {};
    std::size_t at = 0; ///< in a list, when there is no name

    std::string text() const
    {
        if (!within)
            return shortened(name);
        return within->text() + (name.empty() ? "[" + std::to_string(at) + "]" : "." + shortened(name));
    }
};

/// All positive numbers in a value, added up; those in quotes, too, since some servers read them.
std::int64_t numbersIn(dom::element value)
{
    std::int64_t sum = 0;
    double number = 0;
    dom::array list;
    dom::object object;
    if (value.is_number() && value.get_double().get(number) == simdjson::SUCCESS) {
        sum = number > 0 ? static_cast<std::int64_t>(std::min(number, double(kMostTokens))) + 1 : 0;
    } else if (value.is_string()) {
        const std::string_view text = stringOf(dom::element(value));
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool isNumber = !text.empty() && end == text.data() + text.size();
        if (isNumber && failed == std::errc::result_out_of_range)
            sum = kMostTokens;
        else if (isNumber && failed == std::errc() && number > 0)
            sum = static_cast<std::int64_t>(std::min(number, double(kMostTokens))) + 1;
    } else if (value.get_array().get(list) == simdjson::SUCCESS) {
        for (const dom::element one : list)
            sum += numbersIn(one);
    } else if (value.get_object().get(object) == simdjson::SUCCESS) {
        for (const auto &one : object)
            sum += numbersIn(one.value);
    }
    return std::min(sum, kMostTokens);
}

class Judge
{
public:
    Judge(std::string_view field, std::vector<BilledFeature> &to) : m_field(field), m_to(to) {}

    void field(std::string_view name, const Place &path, dom::element value, int depth)
    {
        if (m_seen > kMostMembers)
            return;
        if (++m_seen > kMostMembers)
            return add(Kind::Unpriced, path, {}, "ask for less at once");
        const std::string folded = foldedName(name);
        const BilledField *row = findBilledField(folded);
        if (!isAscii(name)) // some readers take two of Unicode's letters for ASCII's
            return add(Kind::Unpriced, path, name, "write its name in ASCII");
        if (isIdle(row, looksBilled(folded), value))
            return;
        if (depth > kMaxDepth || (!row && looksBilled(folded)))
            add(Kind::Unpriced, path, name, {});
        else if (row)
            known(*row, path, value, depth);
        else
            members(path, value, depth);
    }

private:
    void known(const BilledField &row, const Place &path, dom::element value, int depth)
    {
        switch (row.effect) {
        case BillEffect::Nothing:
            return;
        case BillEffect::NothingAtTop:
            if (depth > 0 || path.name != row.name) // some servers read names without regard to case
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
            if (!row.instead.empty() && !value.is_object())
                return add(Kind::Unpriced, path, row.name, row.instead);
            return members(path, value, depth);
        case BillEffect::OtherLimit:
        case BillEffect::Unpriced:
            return add(Kind::Unpriced, path, row.name, row.instead);
        }
    }

    void modalities(const BilledField &row, const Place &path, dom::element value)
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

    void members(const Place &path, dom::element value, int depth)
    {
        dom::array list;
        dom::object object;
        if (value.get_object().get(object) == simdjson::SUCCESS) {
            for (const auto &member : object)
                field(member.key, Place{&path, member.key}, member.value, depth + 1);
        } else if (value.get_array().get(list) == simdjson::SUCCESS) {
            std::size_t at = 0;
            for (const dom::element one : list)
                members(Place{&path, {}, at++}, one, depth + 1);
        }
    }

    void add(Kind kind, const Place &path, std::string_view name, std::string_view instead, std::int64_t tokens = 0)
    {
        if (m_to.size() < kMostFeatures)
            m_to.push_back({kind, shortened(m_field), path.text(), shortened(name), instead, tokens});
        else if (m_to.size() == kMostFeatures) // without a name, so that nobody has accepted it
            m_to.push_back({Kind::Unpriced, shortened(m_field), path.text(), {}, "ask for less at once"});
    }

    std::string_view m_field;
    std::vector<BilledFeature> &m_to;
    int m_seen = 0;
};

/// Alibaba's models read `fileid://…` in a message's text as the file it names. Letters written as escapes may say so,
/// too.
bool namesStoredFile(std::string_view messages)
{
    if (messages.find("fileid") != std::string_view::npos)
        return true;
    constexpr std::string_view kEscape = "\\u00";
    for (std::size_t at = messages.find(kEscape); at != std::string_view::npos; at = messages.find(kEscape, at + 1)) {
        const char row = at + kEscape.size() < messages.size() ? messages[at + kEscape.size()] : '0';
        if (row >= '4' && row <= '7')
            return true;
    }
    return false;
}

/// A parser costs more than most fields, so a request has one.
void addFeaturesOf(std::string_view field, std::string_view json, dom::parser &parser, std::vector<BilledFeature> &to)
{
    const BilledField *row = findBilledField(foldedName(field));
    if (row && (row->effect == BillEffect::Nothing || (row->effect == BillEffect::NothingAtTop && field == row->name)))
        return;
    dom::element value;
    const std::string whole = withoutLoneSurrogates(json);
    if (parser.parse(whole).get(value)) // no document by itself: nobody knows what it asks for
        to.push_back({Kind::Unpriced, shortened(field), shortened(field), shortened(field)});
    else
        Judge(field, to).field(field, Place{nullptr, field}, value, 0);
}

} // namespace

void addBilledFeatures(std::string_view field, std::string_view json, std::vector<BilledFeature> &to)
{
    dom::parser parser;
    addFeaturesOf(field, json, parser, to);
}

std::vector<BilledFeature> billedFeatures(const RequestIndex &index, std::string_view body)
{
    std::vector<BilledFeature> features;
    std::string scratch;
    dom::parser parser;
    for (const JsonMember &field : index.fields) {
        const std::string_view name = nameOf(field, body, scratch);
        const std::string_view value = body.substr(field.value.at, field.value.size);
        addFeaturesOf(name, value, parser, features);
        if (name == "messages" && namesStoredFile(value))
            features.push_back({Kind::UnseenInput, "messages", "messages", "messages"});
    }
    if (!index.hostedTool.empty())
        features.push_back({Kind::Unpriced, "tools", index.hostedTool, "tools", "use tools of the type 'function'"});
    return features;
}

const BilledFeature *searchByItself(std::string_view model)
{
    static const BilledFeature kSearch{BilledFeature::Kind::Unpriced, "model", "model", "search_models",
                                       "use a model that does not search by itself"};
    // OpenAI, Perplexity, Groq, OpenRouter: the words of their price pages
    constexpr std::string_view kWords[] = {"search-preview", "search-api", "deep-research", "sonar",
                                           "-online",        ":online",    "pro-search"};
    std::string name(model);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::size_t last = name.rfind('/');
    const bool isCompound = std::string_view(name).substr(last + 1).starts_with("compound"); // npos + 1 is 0
    const bool searches = std::any_of(std::begin(kWords), std::end(kWords),
                                      [&](std::string_view word) { return name.find(word) != std::string::npos; });
    const bool isSearch = name.ends_with("-search") || name.ends_with("multi-agent");
    return isCompound || isSearch || searches ? &kSearch : nullptr;
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
