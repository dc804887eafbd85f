// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/modelreader.h"

#include "server/core/deploymentdefaults.h"
#include "server/core/litellm/deploymentreader.h"
#include "server/core/litellm/fallbackreader.h"
#include "server/core/litellm/vendorsettings.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/plainwords.h"

#include <algorithm>

namespace ostiary {

namespace {

/// Other words people use for a setting of litellm_params, after those of keys.
constexpr std::pair<const char *, const char *> kOtherWords[] = {{"rpm_limit", "rpm"}, {"tpm_limit", "tpm"}};

constexpr std::int64_t kMostWeight = 1'000'000;

bool has(const YAML::Node &map, const std::string &key)
{
    const YAML::Node value = map[key];
    return value && !value.IsNull();
}

/// The parts of an entry of model_list.
bool isPart(const std::string &name)
{
    return name == "model_name" || name == "litellm_params" || name == "model_info";
}

/// Gives `to` what `from` has and it lacks, when it is a setting of `section`.
void moveStray(YamlReader &reader, const YAML::Node &from, YAML::Node to, Section home, Section section)
{
    for (const auto &entry : from) {
        const std::string &name = entry.first.Scalar();
        const Setting *wanted = findSetting(section, name);
        if (!wanted || isPart(name) || findSetting(home, name) || has(to, name) || isIdle(entry.second))
            continue;
        reader.note(entry.first,
                    "'" + name + "' belongs to " + std::string(titleOf(section)) + "; it is honoured here as well");
        to.force_insert(entry.first, entry.second);
    }
}

WhyNot whyOf(const GatewayError &error)
{
    WhyNot why{error.publicText, error.reason, error.values};
    why.values.emplace_back("field", error.param);
    return why;
}

WhyNot incomplete(const char *words, const char *field)
{
    return {words, Reason::EntryIncomplete, {{"field", field}}};
}

bool isAny(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether an entry cannot do without a setting whose variable is not set: without its address the key would go
/// elsewhere, without its key nobody answers, and what restricts is not left away.
bool isWanted(std::string_view setting, const Deployment &declared, const std::vector<Deployment> &made)
{
    if (isAny(setting, {"model", "custom_llm_provider", "api_base", "base_url", "litellm_credential_name", "headers",
                        "extra_headers", "tags", "tag_regex", "enable_tag_filtering", "supported_environments"}))
        return true;
    const bool ownServer = !made.empty() && isOwnersServer(made.front());
    if (setting == "api_key")
        return !ownServer && declared.bearerToken.isEmpty() && !declared.login.isComplete();
    return isAny(setting, {"azure_ad_token", "tenant_id", "client_id", "client_secret"}) && declared.apiKey.isEmpty() &&
           declared.bearerToken.isEmpty();
}

void tellOfResponses(YamlReader &reader, const YAML::Node &model, const Deployment &deployment)
{
    const std::string &name = deployment.baseModel.empty() ? deployment.upstreamModel : deployment.baseModel;
    const std::string_view provider = listedProvider(deployment.provider);
    if ((provider == "openai" || provider == "azure") && answersAtResponsesOnly(name))
        reader.warning(model, "'" + name +
                                  "' is known to answer at /responses alone, which is not spoken yet; chats "
                                  "with it will probably be refused by the provider");
}

} // namespace

void ModelReader::read(const YAML::Node &list)
{
    if (!m_reader.isList(list, "model_list"))
        return;
    m_copies.push_back(list);
    for (const YAML::Node &entry : list)
        readEntry(entry);
    settleWeights();
}

/// A mapping of the same pairs, to be added to: aliases let entries share the one that was written.
YAML::Node ModelReader::copyOf(const YAML::Node &map)
{
    YAML::Node out(YAML::NodeType::Map);
    m_copies.push_back(out);
    if (map && map.IsMap()) {
        for (const auto &entry : map)
            out.force_insert(entry.first, entry.second);
    }
    return out;
}

void ModelReader::readWeight(const YAML::Node &params, const Deployment &deployment)
{
    const auto given = m_reader.text(params, "weight", Wrong::Warns);
    if (!given)
        return;
    if (const auto weight = parseScaled(plainNumber(*given), 3);
        weight && *weight >= 0 && *weight <= kMostWeight * 1000)
        m_weights[deployment.id] = *weight;
    else
        m_reader.complain(params["weight"], "'weight' must be a number from 0 to 1000000", Wrong::Warns);
}

void ModelReader::settleWeights()
{
    std::set<std::string> fractional; // names of models
    for (const Deployment &deployment : m_config.deployments) {
        const auto given = m_weights.find(deployment.id);
        if (given != m_weights.end() && given->second % 1000 != 0)
            fractional.insert(deployment.modelName);
    }
    for (Deployment &deployment : m_config.deployments) {
        const auto given = m_weights.find(deployment.id);
        const std::int64_t thousandths =
            given == m_weights.end() ? std::int64_t(deployment.weight) * 1000 : given->second;
        const std::int64_t weight = fractional.count(deployment.modelName) > 0 ? thousandths : thousandths / 1000;
        if (given != m_weights.end() || weight != deployment.weight)
            deployment.weight = static_cast<int>(std::min(weight, kMostWeight));
    }
}

std::string ModelReader::entryNamed(const std::string &modelName)
{
    std::string name = modelName;
    for (int n = 2; !m_entries.insert(name).second; ++n)
        name = modelName + " #" + std::to_string(n);
    return name;
}

void ModelReader::putKey(const YAML::Node &params)
{
    const auto given = m_keys.find(m_entry);
    if (given == m_keys.end())
        return;
    YAML::Node to(params);
    for (const char *name : {"api_key", "azure_ad_token", "tenant_id", "client_id", "client_secret"})
        to.remove(std::string(name));
    to.force_insert(std::string("api_key"), std::string(given->second.reveal()));
}

void ModelReader::readEntry(const YAML::Node &entry)
{
    Deployment deployment;
    deployment.origin = Origin::File;
    if (entry.IsNull())
        return;
    m_entry.clear();
    if (!entry.IsMap())
        return leaveOut(entry, deployment,
                        incomplete("an entry of model_list must be a mapping with 'model_name'", "model_name"));
    deployment.modelName = m_reader.text(entry, "model_name", Wrong::Warns).value_or("");
    m_entry = entryNamed(deployment.modelName);
    const YAML::Node params = entry["litellm_params"];
    if (deployment.modelName.empty())
        return leaveOut(entry, deployment, incomplete("an entry of model_list needs 'model_name'", "model_name"));
    if (!params || !params.IsMap())
        return leaveOut(entry, deployment,
                        incomplete("it needs 'litellm_params' with at least 'model'", "litellm_params"));
    const std::size_t warnings = m_reader.warnings.size();
    const std::size_t notes = m_reader.notes.size();
    const std::size_t errors = m_reader.errors.size();
    std::vector<UnsetVariable> unset;
    m_reader.gatherUnset(&unset);
    const YAML::Node own = copyOf(params);
    std::vector<Deployment> made;
    WhyNot why = readDeployment(entry, own, deployment, made);
    m_reader.gatherUnset(nullptr);
    const auto wanted = std::find_if(unset.begin(), unset.end(), [&](const UnsetVariable &variable) {
        return isWanted(variable.setting, deployment, made);
    });
    FileEntry from{m_entry, {}};
    if (wanted != unset.end() && m_reader.isDistrusted()) // a key can be given; it is not guessed meanwhile
        from.keyVariable = wanted->variable;
    else if (wanted != unset.end())
        why = {"the environment variable " + wanted->variable + " is not set",
               Reason::VariableUnset,
               {{"variable", wanted->variable}}};
    // A limit or a price is not guessed, but one that is wrong is this entry's alone; so is what an upload asks for and
    // may not read.
    if (m_reader.errors.size() > errors) {
        why = m_reader.whyOf(errors);
        m_reader.errors.resize(errors);
    }
    if (!why.empty()) {
        m_reader.warnings.resize(warnings); // the reason says it all
        m_reader.notes.resize(notes);
        return leaveOut(entry, deployment, why);
    }
    for (const UnsetVariable &variable : unset) {
        if (from.keyVariable.empty())
            m_reader.warnings.push_back(
                variable.place + ": the environment variable " + variable.variable + " of '" + variable.setting +
                (m_reader.isDistrusted() ? "' is not read by an import" : "' is not set") + "; it counts as not given");
    }
    for (Deployment &ready : made) {
        while (!m_ids.insert(ready.id).second)
            ready.id += "'"; // two equal entries are two shares of the same deployment
        readWeight(own, ready);
        m_config.entries[ready.id] = from;
        m_config.deployments.push_back(std::move(ready));
    }
}

WhyNot ModelReader::fillIn(const YAML::Node &params)
{
    YAML::Node to(params);
    for (const auto &[other, name] : kOtherWords) {
        const YAML::Node value = params[other];
        if (!value || value.IsNull())
            continue;
        m_reader.note(value, "'" + std::string(other) + "' is read as '" + name + "'");
        if (!has(params, name))
            to.force_insert(std::string(name), value);
        to.remove(std::string(other));
    }
    if (const auto name = m_reader.text(params, "litellm_credential_name", Wrong::Warns)) {
        const auto found = m_base.credentials.find(*name);
        if (found == m_base.credentials.end())
            return {"'litellm_credential_name' names no entry of credential_list",
                    Reason::CredentialUnknown,
                    {{"credential", *name}}};
        for (const auto &entry : found->second) { // they come before the deployment's own, as in LiteLLM
            to.remove(entry.first.Scalar());
            to.force_insert(entry.first, entry.second);
        }
    }
    for (const auto &entry : m_base.params) {
        if (!has(params, entry.first.Scalar()))
            to.force_insert(entry.first, entry.second);
    }
    return {};
}

WhyNot ModelReader::readDeployment(const YAML::Node &entry, const YAML::Node &params, Deployment &declared,
                                   std::vector<Deployment> &made)
{
    const auto model = m_reader.text(params, "model", Wrong::Warns);
    declared.upstreamModel = model.value_or(""); // as the reason may show it
    for (const auto &pair : entry) {
        const std::string &key = pair.first.Scalar();
        if (!findSetting(Section::Entry, key) && !findSetting(Section::Params, key) && !findSetting(Section::Info, key))
            tellOfUnknown(m_reader, pair.first, Section::Entry, {Section::Entry, Section::Params});
    }
    const YAML::Node beside = entry["model_info"];
    m_reader.isMap(beside, "model_info", Wrong::Warns);
    const YAML::Node info = copyOf(beside && beside.IsMap() ? beside : params["model_info"]);
    moveStray(m_reader, entry, params, Section::Top, Section::Params);
    moveStray(m_reader, entry, info, Section::Params, Section::Info);
    moveStray(m_reader, params, info, Section::Params, Section::Info);
    if (WhyNot why = fillIn(params); !why.empty())
        return why;
    putKey(params);
    if (WhyNot why = wrongAddress(params, entry); !why.empty())
        return why;
    if (WhyNot why = readParams(m_reader, params, m_base, declared); !why.empty())
        return why;
    if (WhyNot why = readInfo(m_reader, info, declared); !why.empty())
        return why;
    if (!model || model->empty())
        return incomplete("it needs 'litellm_params.model', for example openai/gpt-4o", "litellm_params.model");
    std::string provider = m_reader.text(params, "custom_llm_provider", Wrong::Warns).value_or("");
    if (provider.empty()) {
        provider = providerBySettings(params, *model, m_prices);
        if (!provider.empty())
            m_reader.note(params["model"], "'" + *model + "' is read as " + provider + "/" + *model +
                                               ", as its settings are of that provider");
    }
    const EnvironmentKeys keys =
        m_reader.isDistrusted() ? EnvironmentKeys::ForKnownAddresses : EnvironmentKeys::ForGivenAddresses;
    auto done = makeDeployments(declared, *model, provider, m_prices, keys, m_reader.environment);
    if (!done)
        return whyOf(done.error());
    made = std::move(done).value();
    for (Deployment &deployment : made) {
        readOwnFacts(info, deployment);
        tellOfResponses(m_reader, params["model"], deployment);
    }
    readModelFallbacks(m_reader, params, declared.modelName, m_config.rules);
    return {};
}

void ModelReader::readOwnFacts(const YAML::Node &info, Deployment &deployment)
{
    // What the entry says comes before what lists know.
    if (const auto mode = m_reader.text(info, "mode", Wrong::Warns))
        deployment.mode = *mode;
    if (const auto context = m_reader.integer(info, "max_input_tokens", 1, 1'000'000'000, Wrong::Warns))
        deployment.contextTokens = *context;
    for (const char *name : {"max_tokens", "max_output_tokens"}) {
        if (const auto most = m_reader.integer(info, name, 1, 100'000'000, Wrong::Warns))
            deployment.maxOutputTokens = *most;
    }
}

void ModelReader::leaveOut(const YAML::Node &entry, const Deployment &deployment, const WhyNot &why)
{
    const YAML::Mark mark = entry.Mark();
    m_config.leftOut.push_back({deployment.modelName, deployment.upstreamModel, why.words, m_reader.place(entry),
                                m_entry, mark.is_null() ? 0 : mark.line + 1, why.reason, why.values});
}

} // namespace ostiary
