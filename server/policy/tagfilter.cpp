// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/tagfilter.h"

#include "models/domain/quotedtext.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::string_view kDefault = "default";
constexpr qsizetype kMostAgent = 512; ///< characters of a User-Agent that patterns see
constexpr std::size_t kMostTold = 80; ///< bytes of tags in a reason

bool has(const std::vector<std::string> &tags, std::string_view tag)
{
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// A request's tags by what they ask for.
struct Wishes
{
    std::vector<std::string> plain;
    std::vector<std::string> demanded;
    std::vector<std::string> excluded;
    bool directed = false; ///< a plain tag carries `tag_routing_prefix`, so it is meant for routing and nothing else

    Wishes(const std::vector<std::string> &tags, const std::string &prefix)
    {
        for (const std::string &tag : tags) {
            const bool prefixed = !prefix.empty() && tag.starts_with(prefix);
            std::string text = tag.substr(prefixed ? prefix.size() : 0);
            const char first = text.empty() ? '\0' : text.front();
            if (first == '!' || first == '&') {
                if (text.size() > 1)
                    (first == '!' ? excluded : demanded).push_back(text.substr(1));
            } else if (!text.empty()) {
                plain.push_back(std::move(text));
                directed = directed || prefixed;
            }
        }
    }

    bool leaves(const Deployment &deployment) const
    {
        const auto carried = [&](const std::string &tag) { return has(deployment.tags, tag); };
        return std::none_of(excluded.begin(), excluded.end(), carried) &&
               std::all_of(demanded.begin(), demanded.end(), carried);
    }

    bool match(const Deployment &deployment, bool any) const
    {
        const auto carried = [&](const std::string &tag) { return has(deployment.tags, tag); };
        return !plain.empty() && (any ? std::any_of(plain.begin(), plain.end(), carried)
                                      : std::all_of(plain.begin(), plain.end(), carried));
    }
};

/// Held against the patterns of deployments; made once for a request.
class Agent
{
public:
    explicit Agent(const std::string &userAgent)
        : m_line(userAgent.empty() ? QString()
                                   : QLatin1String("User-Agent: ") + QString::fromStdString(userAgent).left(kMostAgent))
    {
    }
    bool isKnown() const { return !m_line.isEmpty(); }
    bool matches(const Deployment &deployment) const
    {
        return isKnown() && std::any_of(deployment.tagPatterns.begin(), deployment.tagPatterns.end(),
                                        [&](const QRegularExpression &p) { return p.match(m_line).hasMatch(); });
    }

private:
    QString m_line;
};

using Chosen = std::vector<const Target *>;

template <typename Wanted>
Chosen those(const Chosen &of, Wanted wanted)
{
    Chosen out;
    std::copy_if(of.begin(), of.end(), std::back_inserter(out), wanted);
    return out;
}

Chosen defaultsOf(const Chosen &of)
{
    return those(of, [](const Target *target) { return has(target->deployment->tags, kDefault); });
}

std::string told(const std::vector<std::string> &tags)
{
    std::string out;
    for (const std::string &tag : tags) {
        if (out.size() + tag.size() > kMostTold)
            return out + (out.empty() ? "'…'" : ", …");
        out += (out.empty() ? "'" : ", '") + visible(tag) + "'";
    }
    return out;
}

GatewayError excludesAll(const Model &model, const RequestTags &request)
{
    return GatewayError::make(ErrorCode::ModelDenied,
                              "Not allowed to access model due to tags configuration. Passed model=" + model.name +
                                  " and tags=[" + told(request.tags) + "]",
                              "tags");
}

/// The deployments of `all` that a request may go to, and in `how` the words for it.
Chosen chosenOf(const Chosen &all, const RequestTags &request, const RoutingRules &rules, std::string &how)
{
    const Wishes wishes(request.tags, rules.tagPrefix);
    const Chosen allowed = those(all, [&](const Target *target) { return wishes.leaves(*target->deployment); });
    const auto hasPatterns = [](const Target *target) { return !target->deployment->tagPatterns.empty(); };
    const Agent agent(std::any_of(allowed.begin(), allowed.end(), hasPatterns) ? request.userAgent : std::string());
    const bool prefers = !wishes.plain.empty() || (agent.isKnown() && wishes.demanded.empty());
    how = "the tags " + told(request.tags);
    if (!prefers && (!wishes.demanded.empty() || !wishes.excluded.empty())) {
        const Chosen defaults = defaultsOf(all);
        if (!wishes.demanded.empty() || defaults.empty())
            return allowed;
        return those(defaults, [&](const Target *target) { return wishes.leaves(*target->deployment); });
    }
    if (prefers) {
        const Chosen matching = those(allowed, [&](const Target *target) {
            const Deployment &deployment = *target->deployment;
            const bool byPattern = rules.tagMatchesAny || deployment.tags.empty(); // a pattern loosens no strict tags
            return wishes.match(deployment, rules.tagMatchesAny) || (byPattern && agent.matches(deployment));
        });
        const bool known = wishes.directed || std::any_of(all.begin(), all.end(), [&](const Target *target) {
                               return wishes.match(*target->deployment, true);
                           });
        if (request.tags.empty())
            how = "the client's User-Agent";
        if (!matching.empty() || known)
            return matching;
    }
    const Chosen defaults = defaultsOf(allowed);
    how = (request.tags.empty() ? "no tag of the request" : how + ", which no deployment has") + ", so the default";
    return prefers || !defaults.empty() ? defaults : allowed;
}

} // namespace

Result<std::shared_ptr<const Model>> narrowedByTags(const std::shared_ptr<const Model> &model,
                                                    const RequestTags &request, const RoutingRules &rules)
{
    Chosen all;
    all.reserve(model->targets.size());
    for (const Target &target : model->targets)
        all.push_back(&target);
    std::string how;
    const Chosen chosen = chosenOf(all, request, rules, how);
    if (chosen.empty())
        return excludesAll(*model, request);
    if (chosen.size() == all.size())
        return model;
    auto narrowed = std::make_shared<Model>();
    narrowed->name = model->name;
    narrowed->recordedAs = model->recordedAs;
    narrowed->filtersByTags = model->filtersByTags;
    narrowed->chosenBy =
        how + " chose " + std::to_string(chosen.size()) + " of " + std::to_string(all.size()) + " deployments";
    for (const Target *target : chosen)
        narrowed->targets.push_back(*target);
    return std::shared_ptr<const Model>(std::move(narrowed));
}

} // namespace ostiary
