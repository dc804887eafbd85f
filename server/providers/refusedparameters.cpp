// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/refusedparameters.h"

#include "server/providers/domtext.h"
#include "server/providers/provideradapter.h"

#include <algorithm>
#include <mutex>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kMostPlaces = 1024;
constexpr std::size_t kMostNames = 16;
constexpr std::size_t kLongestError = 64 * 1024;
constexpr std::string_view kNeeded[] = {"model",  "messages",       "prompt",     "input",
                                        "stream", "stream_options", "max_tokens", "max_completion_tokens"};

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

bool holds(const std::vector<std::string> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool saysAny(const std::string &text, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

/// How the servers' errors say that they do not know a parameter, and not that its value is wrong.
bool saysUnknown(const std::string &text)
{
    return saysAny(text, {"unsupported", "not supported", "not support", "unknown", "unrecognized", "unrecognised",
                          "extra_forbidden", "extra input", "extra field", "extra param", "not permitted",
                          "not allowed", "unexpected", "deprecated", "no longer"});
}

bool saysValue(const std::string &text)
{
    return saysAny(text, {"unsupported_value", "unsupported value", "only the default"});
}

std::string_view firstName(std::string_view path)
{
    return path.substr(0, path.find_first_of(".["));
}

/// The field that a structured error points at: OpenAI's `param`, FastAPI's `detail[].loc`.
std::string fieldOf(std::string_view errorBody)
{
    dom::parser parser;
    dom::element root;
    if (parser.parse(errorBody.data(), errorBody.size()).get(root))
        return {};
    for (auto param : {root["error"]["param"], root["param"]}) {
        if (const std::string_view name = firstName(stringOf(param)); !name.empty())
            return std::string(name);
    }
    dom::array details;
    if (root["detail"].get_array().get(details))
        return {};
    for (const dom::element detail : details) {
        if (const std::string_view name = stringOf(detail["loc"].at(1)); !name.empty())
            return std::string(name);
    }
    return {};
}

/// Whether the text speaks of the parameter: as a word when nobody would write it in prose, otherwise in quotes or at
/// the end of a list ("Unrecognized request argument supplied: user").
bool names(const std::string &text, std::string_view name)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    const bool plainWord = name.find('_') == std::string_view::npos;
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += name.size()) {
        const char before = at > 0 ? text[at - 1] : ' ';
        const char after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
        if (isLetter(before) || isLetter(after))
            continue;
        const bool quoted = before == after || (before == '\'' || before == '"' || before == '`' || before == '\\');
        const bool listed = at > 1 && before == ' ' && text[at - 2] == ':';
        if (!plainWord || (quoted && before != ' ') || listed)
            return true;
    }
    return false;
}

/// The client's own wishes for its stream, which the gateway must not take away unasked.
bool hasOwnStreamOptions(const RequestIndex &index, std::string_view body)
{
    return membersOf(body, index.streamOptions.exists() ? index.streamOptions.at : body.size()).size() >
           (index.includeUsageSpan.exists() ? 1U : 0U);
}

/// Whether an `encoding_format` goes out that OpenAI's API knows: the gateway writes vectors in either form itself.
bool asksForVectorForm(const RequestIndex &index, std::string_view body, const AttemptContext &context)
{
    constexpr std::string_view kName = "encoding_format";
    std::string scratch;
    for (const JsonMember &member : index.fields) {
        if (nameOf(member, body, scratch) == kName) {
            const std::string_view value = body.substr(member.value.at, member.value.size);
            return value == "\"base64\"" || value == "\"float\"" || value == "null";
        }
    }
    const auto &defaults = context.deployment->params.defaults;
    return std::any_of(defaults.begin(), defaults.end(), [&](const auto &field) { return field.first == kName; });
}

/// The other name of what `name` says, of which a server knows one.
std::optional<std::string_view> insteadOf(std::string_view name)
{
    return name == "max_tokens"              ? std::optional<std::string_view>("max_completion_tokens")
           : name == "max_completion_tokens" ? std::optional<std::string_view>("max_tokens")
                                             : std::nullopt;
}

} // namespace

void addRefused(std::vector<std::string> &without, const std::string &name)
{
    if (const auto instead = insteadOf(name))
        std::erase(without, *instead);
    if (!holds(without, name))
        without.push_back(name);
}

std::optional<RefusedParameter> refusedParameter(int status, std::string_view errorBody, const RequestIndex &index,
                                                 std::string_view body, const AttemptContext &context)
{
    if ((status != 400 && status != 422) || errorBody.size() > kLongestError)
        return std::nullopt;
    const std::string text = lowered(errorBody);
    const std::string field = lowered(fieldOf(errorBody));
    const auto named = [&](std::string_view name) { return field.empty() ? names(text, name) : field == name; };
    const auto meant = [&](std::string_view name) { return !holds(context.without, name) && named(name); };
    const bool openAi = context.deployment->dialect == Dialect::OpenAi;
    if (openAi && context.stream && !hasOwnStreamOptions(index, body) &&
        (meant("stream_options") || (meant("include_usage") && !holds(context.without, "stream_options"))))
        return RefusedParameter{"stream_options", true};
    if (openAi && context.surface == Surface::Embedding && meant("encoding_format") &&
        asksForVectorForm(index, body, context))
        return RefusedParameter{"encoding_format", true};
    if (!saysUnknown(text))
        return std::nullopt;
    if (openAi && context.surface == Surface::Chat) {
        // One of them is named as the way out of the other's refusal.
        const bool older = named("max_tokens"), newer = named("max_completion_tokens");
        const bool way = saysAny(text, {"use 'max_completion_tokens'", "use max_completion_tokens"});
        const std::string refused = older && (way || !newer) ? "max_tokens" : "max_completion_tokens";
        // A name that was learned long ago stands back; one that this request was refused does not.
        if ((older || newer) && !holds(context.without, refused) && !holds(context.refusedNow, *insteadOf(refused)))
            return RefusedParameter{refused, true};
    }
    const ParamRules &rules = context.deployment->params;
    if (!rules.dropUnsupported)
        return std::nullopt;
    std::vector<std::string> candidates;
    std::string scratch;
    for (const JsonMember &member : index.fields)
        candidates.emplace_back(nameOf(member, body, scratch));
    for (const auto &[name, json] : rules.defaults)
        candidates.push_back(name);
    for (const std::string &name : candidates) {
        const bool needed = std::find(std::begin(kNeeded), std::end(kNeeded), name) != std::end(kNeeded);
        if (!needed && !holds(rules.allowed, name) && meant(name))
            return RefusedParameter{name, !saysValue(text)};
    }
    return std::nullopt;
}

void RefusedParameters::learn(const std::string &deploymentId, const std::string &upstreamModel,
                              const std::string &name)
{
    const std::unique_lock lock(m_mutex);
    const std::pair place(deploymentId, upstreamModel);
    if (!m_names.contains(place) && m_names.size() >= kMostPlaces)
        return;
    std::vector<std::string> &known = m_names[place];
    if (known.size() < kMostNames || insteadOf(name))
        addRefused(known, name);
    m_known = m_names.size();
}

std::vector<std::string> RefusedParameters::of(const std::string &deploymentId, const std::string &upstreamModel) const
{
    if (m_known == 0)
        return {};
    const std::shared_lock lock(m_mutex);
    const auto found = m_names.find({deploymentId, upstreamModel});
    return found == m_names.end() ? std::vector<std::string>() : found->second;
}

} // namespace ostiary
