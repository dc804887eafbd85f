// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/requestedits.h"

#include "server/providers/outputlimits.h"
#include "server/providers/parameterpath.h"
#include "server/providers/parametertable.h"
#include "server/providers/provideradapter.h"

#include <algorithm>

namespace ostiary {

namespace {

using Fate = OutputLimits::Fate;

bool holds(const std::vector<std::string> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isAny(std::string_view name, std::initializer_list<std::string_view> of)
{
    return std::find(of.begin(), of.end(), name) != of.end();
}

bool isLimit(std::string_view name)
{
    return name == "max_tokens" || name == "max_completion_tokens";
}

/// What the gateway itself relies on: neither a deployment's values nor its lists touch these.
bool isFixed(std::string_view name)
{
    return isAny(name, {"model", "messages", "prompt", "input", "stream"});
}

/// Whether a field of the client does not go to the deployment, because it or its provider does not want it.
bool leavesOut(const Deployment &deployment, std::string_view upstreamModel, Surface surface,
               const std::vector<std::string> &without, std::string_view name)
{
    const ParamRules &rules = deployment.params;
    if (isFixed(name))
        return false;
    if (holds(rules.drop, name))
        return true;
    if (isLimit(name)) // renamed rather than left out
        return false;
    const bool converted = name == "encoding_format" && surface == Surface::Embedding;
    if ((name == "stream_options" || converted) && holds(without, name)) // the gateway makes up for it
        return true;
    return rules.dropUnsupported && !holds(rules.allowed, name) &&
           (holds(without, name) || isRefused(deployment.provider, modelMeant(deployment, upstreamModel), name));
}

bool writesAlways(const Deployment &deployment, std::string_view name)
{
    const auto &always = deployment.params.extraBody;
    return std::any_of(always.begin(), always.end(), [name](const auto &field) { return field.first == name; });
}

/// Lists and objects that servers refuse when they are empty, and that say nothing then.
bool saysNothing(std::string_view name, std::string_view value)
{
    return isAny(name, {"tools", "functions", "logit_bias", "stop", "modalities"}) && isHollow(value);
}

class Editor
{
public:
    Editor(const RequestIndex &index, std::string_view body, const AttemptContext &context)
        : m_index(index), m_body(body), m_context(context), m_deployment(*context.deployment),
          m_openAi(m_deployment.dialect == Dialect::OpenAi), m_removed(index.fields.size()),
          m_touched(index.fields.size())
    {
        std::string scratch;
        m_names.reserve(index.fields.size());
        for (const JsonMember &field : index.fields)
            m_names.emplace_back(nameOf(field, body, scratch));
    }

    std::vector<Edit> edits()
    {
        if (m_openAi && m_index.model != m_context.upstreamModel)
            m_edits.push_back({m_index.modelSpan, jsonQuoted(m_context.upstreamModel)});
        always();
        leaveOut();
        limits();
        defaults();
        if (m_openAi) {
            tier();
            streamOptions();
            if (!m_deployment.quirks.developerRole) {
                for (const Span &role : m_index.developerRoles)
                    m_edits.push_back({role, "\"system\""});
            }
        }
        nested();
        removeMembers(m_index.fields, m_removed, m_edits);
        if (!m_inserted.empty())
            m_edits.push_back({{m_index.afterBrace, 0}, m_inserted});
        return settled();
    }

private:
    std::string_view valueOf(std::size_t i) const
    {
        return m_body.substr(m_index.fields[i].value.at, m_index.fields[i].value.size);
    }
    bool isGiven(std::size_t i) const
    {
        return !m_removed[i] && valueOf(i) != "null" && !saysNothing(m_names[i], valueOf(i));
    }
    std::size_t find(std::string_view name) const
    {
        return static_cast<std::size_t>(std::find(m_names.begin(), m_names.end(), name) - m_names.begin());
    }
    void remove(std::string_view name)
    {
        for (std::size_t i = 0; i < m_names.size(); ++i) // a name that does not decide may stand twice
            m_removed[i] = m_removed[i] || m_names[i] == name;
    }
    /// Writes a field: in the place where the client has it, or in front.
    void write(std::string_view name, std::string_view json)
    {
        const std::size_t i = find(name);
        if (i == m_names.size() || m_removed[i]) {
            m_inserted += jsonQuoted(name) + ":" + std::string(json) + ",";
            return;
        }
        remove(name);
        m_removed[i] = false;
        m_touched[i] = true;
        m_edits.push_back({m_index.fields[i].value, std::string(json)});
    }
    bool isOwn(std::string_view name) const { return !m_openAi && !isOpenAiParameter(name); }

    void always()
    {
        for (const auto &[name, json] : m_deployment.params.extraBody) {
            if (!isFixed(name) && name != "stream_options" && !isOwn(name))
                write(name, json);
        }
    }

    bool isDropped(std::string_view name) const
    {
        return leavesOut(m_deployment, m_context.upstreamModel, m_context.surface, m_context.without, name);
    }

    bool isAlways(std::string_view name) const { return writesAlways(m_deployment, name); }

    // Another proxy of LiteLLM's kind knows them; so may a server of which the administrator says so.
    bool endsHere(std::string_view name) const
    {
        return isForGateway(name) && m_deployment.provider != "litellm_proxy" &&
               !holds(m_deployment.params.allowed, name);
    }

    void leaveOut()
    {
        const bool noNulls = refusesNull(m_deployment.provider);
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            if (m_touched[i])
                continue;
            const std::string_view name = m_names[i], value = valueOf(i);
            if (isDropped(name) || endsHere(name) || saysNothing(name, value) ||
                (noNulls && value == "null" && isOpenAiParameter(name) && !isFixed(name)))
                m_removed[i] = true;
        }
        // A choice between no tools is refused, too; one that demands a tool is the client's mistake and stays seen.
        const auto orphaned = [this](std::string_view list, std::initializer_list<std::string_view> with) {
            const std::size_t i = find(list);
            if (i == m_names.size() || !m_removed[i])
                return;
            for (std::size_t j = 0; j < m_names.size(); ++j) {
                if (isAny(m_names[j], with) && !m_touched[j] &&
                    isAny(valueOf(j), {"\"auto\"", "\"none\"", "null", "true", "false"}))
                    m_removed[j] = true;
            }
        };
        orphaned("tools", {"tool_choice", "parallel_tool_calls"});
        orphaned("functions", {"function_call"});
    }

    void limits()
    {
        const OutputLimits limits =
            outputLimits(m_index, m_deployment, m_context.upstreamModel, m_context.surface, m_context.without);
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            if (!isLimit(m_names[i]) || m_touched[i] || m_removed[i])
                continue;
            const Fate fate = m_names[i] == "max_tokens" ? limits.older : limits.newer;
            if (valueOf(i) == "null" && fate == Fate::Keeps)
                continue;
            // A limit that is written stands where one stood: the later of two equal names counts.
            if (fate == Fate::Goes && !(m_names[i] == limits.name && valueOf(i) == "-1"))
                m_removed[i] = true;
            else if (fate == Fate::IsRenamed)
                rename(i, limits.name);
        }
        std::optional<std::int64_t> tokens = limits.written;
        if (!limits.given && m_context.outputLimit)
            tokens = std::min(tokens.value_or(*m_context.outputLimit), *m_context.outputLimit);
        // What is held is the bound: no server is asked for more than that at least.
        if (const std::size_t least = find("min_tokens"); tokens && !limits.given && m_context.outputLimit &&
                                                          least < m_names.size() && !m_touched[least] &&
                                                          !m_removed[least] && m_index.minTokens > *tokens)
            write("min_tokens", std::to_string(*tokens));
        const std::size_t place = find(limits.name);
        if (tokens && !limits.name.empty() && m_context.surface != Surface::Embedding)
            write(limits.name, std::to_string(*tokens));
        else if (place < m_names.size() && valueOf(place) == "-1" && m_context.surface == Surface::Chat)
            m_removed[place] = true;
    }

    void rename(std::size_t i, std::string_view to)
    {
        const std::size_t there = find(to); // null or -1, as otherwise nothing is renamed
        if (there < m_names.size())
            m_removed[there] = true;
        m_edits.push_back({m_index.fields[i].key, jsonQuoted(to)});
        m_touched[i] = true;
    }

    void defaults()
    {
        for (const auto &[name, json] : m_deployment.params.defaults) {
            if (isFixed(name) || isLimit(name) || name == "stream_options" || isOwn(name) || isDropped(name) ||
                isAlways(name) || json == "null" || (m_context.surface == Surface::Embedding && isTextParameter(name)))
                continue;
            const std::size_t i = find(name);
            if (i == m_names.size() || (!isGiven(i) && !m_touched[i]))
                write(name, json);
        }
    }

    // What an account prefers may cost more than the list says.
    void tier()
    {
        const auto isSet = [](const std::vector<ParamRules::Value> &values) {
            return std::any_of(values.begin(), values.end(),
                               [](const auto &one) { return one.first == "service_tier"; });
        };
        const std::size_t i = find("service_tier");
        if (!m_context.usualTier || !m_deployment.quirks.servesTiers || m_context.surface != Surface::Chat ||
            isDropped("service_tier") || holds(m_context.without, "service_tier") ||
            isSet(m_deployment.params.defaults) || isSet(m_deployment.params.extraBody))
            return;
        if (i == m_names.size() || (!m_touched[i] && (!isGiven(i) || valueOf(i) == "\"auto\"")))
            write("service_tier", "\"default\"");
    }

    void streamOptions()
    {
        const std::size_t i = find("stream_options");
        const bool there = i < m_names.size();
        if (!m_deployment.quirks.streamOptions || isDropped("stream_options")) {
            if (there)
                m_removed[i] = true;
            return;
        }
        if (!m_context.stream || m_index.includeUsage || m_context.surface == Surface::Embedding)
            return;
        if (!there)
            m_inserted += "\"stream_options\":{\"include_usage\":true},";
        else if (m_index.includeUsageSpan.exists())
            m_edits.push_back({m_index.includeUsageSpan, "true"});
        else if (m_index.streamOptions.exists() && !isHollow(valueOf(i)))
            m_edits.push_back({{m_index.streamOptions.at + 1, 0}, "\"include_usage\":true,"});
        else
            write("stream_options", "{\"include_usage\":true}");
    }

    void nested()
    {
        std::vector<ParameterPath> paths;
        for (const std::string &text : m_deployment.params.drop) {
            if (ParameterPath path = ParameterPath::of(text); path.isNested())
                paths.push_back(std::move(path));
        }
        if (m_index.emptyToolCalls)
            paths.push_back(ParameterPath::of("messages[*].tool_calls", true));
        for (std::size_t i = 0; i < m_names.size() && !paths.empty(); ++i) {
            if (!m_removed[i] && !m_touched[i])
                removePaths(m_body, m_index.fields[i].value.at, m_names[i], paths, m_edits);
        }
    }

    /// In order and without those that stand in what another edit takes away.
    std::vector<Edit> settled()
    {
        std::stable_sort(m_edits.begin(), m_edits.end(),
                         [](const Edit &a, const Edit &b) { return a.where.at < b.where.at; });
        std::vector<Edit> out;
        std::size_t end = 0;
        for (Edit &edit : m_edits) {
            if (edit.where.at < end)
                continue;
            end = edit.where.at + edit.where.size;
            out.push_back(std::move(edit));
        }
        return out;
    }

    const RequestIndex &m_index;
    const std::string_view m_body;
    const AttemptContext &m_context;
    const Deployment &m_deployment;
    const bool m_openAi;
    std::vector<std::string> m_names; ///< of the client's fields
    std::vector<bool> m_removed;
    std::vector<bool> m_touched; ///< got another value or name: no rule looks at it again
    std::string m_inserted;      ///< new first fields, each with its comma
    std::vector<Edit> m_edits;
};

std::int64_t answersIn(const std::vector<ParamRules::Value> &values)
{
    std::int64_t most = 1;
    if (values.empty())
        return most;
    for (const std::string_view name : {"n", "best_of"})
        most = std::max(most, wholeNumberOf(values, name).value_or(1));
    return most;
}

/// Whether the model reads files that are named in a message's text: Alibaba's do, through whichever server.
bool readsStoredFiles(const Deployment &deployment, std::string_view upstreamModel)
{
    return deployment.provider == "dashscope" ||
           modelMeant(deployment, upstreamModel).find("qwen") != std::string_view::npos;
}

/// What the fields ask for that `goesOut`, and what the deployment's own ask for, whose price is its administrator's
/// care.
template <class GoesOut>
void addFeatures(EffectiveRequest &effective, const std::vector<BilledFeature> &features, const Deployment &deployment,
                 std::string_view upstreamModel, const GoesOut &goesOut)
{
    const auto add = [&](const BilledFeature &feature) {
        effective.moreOutput += feature.tokens;
        effective.unseenInput = effective.unseenInput || feature.kind == BilledFeature::Kind::UnseenInput;
    };
    for (const BilledFeature &feature : features) {
        if (!goesOut(feature.field) || (feature.field == "messages" && !readsStoredFiles(deployment, upstreamModel)))
            continue;
        add(feature);
        if (feature.tokens == 0 && feature.kind != BilledFeature::Kind::UnseenInput)
            effective.priced.push_back(&feature);
    }
    std::vector<BilledFeature> own;
    for (const auto *values : {&deployment.params.defaults, &deployment.params.extraBody}) {
        for (const auto &[name, json] : *values)
            addBilledFeatures(name, json, own);
    }
    std::for_each(own.begin(), own.end(), add);
}

} // namespace

EffectiveRequest effectiveRequest(const RequestIndex &index, const Deployment &deployment,
                                  std::string_view upstreamModel, Surface surface,
                                  const std::vector<std::string> &without, const std::vector<BilledFeature> &features)
{
    const OutputLimits limits = outputLimits(index, deployment, upstreamModel, surface, without);
    const ParamRules &rules = deployment.params;
    EffectiveRequest effective;
    effective.outputLimit = limits.bound;
    effective.limitCanBeWritten = !limits.given && !limits.name.empty();
    effective.choices =
        std::max(index.choices, std::max(answersIn(rules.defaults), answersIn(rules.extraBody)) * index.prompts);
    for (const auto *values : {&rules.defaults, &rules.extraBody}) {
        for (const auto &[name, json] : *values)
            effective.addedBytes += static_cast<std::int64_t>(name.size() + json.size());
    }
    if (deployment.dialect == Dialect::OpenAi) // of the others, the translation makes none, and their limit holds all
        addFeatures(effective, features, deployment, upstreamModel, [&](std::string_view name) {
            return !leavesOut(deployment, upstreamModel, surface, without, name) && !writesAlways(deployment, name);
        });
    return effective;
}

std::vector<Edit> requestEdits(const RequestIndex &index, std::string_view body, const AttemptContext &context)
{
    return Editor(index, body, context).edits();
}

std::string withOwnFields(std::string json, const Deployment &deployment)
{
    std::vector<JsonMember> members;
    std::vector<Edit> edits;
    std::string inserted, scratch;
    const auto write = [&](const ParamRules::Value &field, bool always) {
        const std::string &name = field.first, &value = field.second;
        if (isOpenAiParameter(name))
            return;
        if (members.empty())
            members = membersOf(json, 0);
        const auto there = std::find_if(members.begin(), members.end(), [&](const JsonMember &member) {
            return nameOf(member, json, scratch) == name;
        });
        if (there == members.end())
            inserted += jsonQuoted(name) + ":" + value + ",";
        else if (always)
            edits.push_back({there->value, value});
    };
    for (const auto &field : deployment.params.extraBody)
        write(field, true);
    for (const auto &field : deployment.params.defaults) {
        const auto &always = deployment.params.extraBody;
        if (!holds(deployment.params.drop, field.first) &&
            std::none_of(always.begin(), always.end(), [&](const auto &other) { return other.first == field.first; }))
            write(field, false);
    }
    if (!inserted.empty())
        edits.push_back({{1, 0}, inserted});
    return edits.empty() ? json : applyEdits(json, std::move(edits));
}

} // namespace ostiary
