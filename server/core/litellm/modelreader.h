// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/litellm/sections.h"
#include "server/core/serverconfig.h"

#include <map>
#include <set>

namespace ostiary {

/// What holds for every deployment that does not say otherwise.
struct DeploymentBase
{
    std::optional<std::chrono::milliseconds> total;
    std::optional<std::chrono::milliseconds> firstByte;
    std::optional<std::chrono::milliseconds> idle;
    std::optional<int> maxParallel;
    std::string address; ///< `api_base` of litellm_settings
    bool dropUnsupported = false;
    std::vector<std::string> drop;
    YAML::Node params = YAML::Node(YAML::NodeType::Map); ///< `default_litellm_params`
    std::map<std::string, YAML::Node> credentials;       ///< by name: what `litellm_credential_name` fills in
};

/// Reads `model_list`. An entry that cannot be used is left out with its reason and stops nobody.
class ModelReader
{
public:
    ModelReader(YamlReader &reader, const PriceList &prices, const DeploymentBase &base, const EntryKeys &keys,
                FileConfig &config)
        : m_reader(reader), m_prices(prices), m_base(base), m_keys(keys), m_config(config)
    {
    }

    void read(const YAML::Node &list);

private:
    void readEntry(const YAML::Node &entry);
    YAML::Node copyOf(const YAML::Node &map);
    /// Why the entry is not offered; empty when it is, as `made`.
    WhyNot readDeployment(const YAML::Node &entry, const YAML::Node &params, Deployment &declared,
                          std::vector<Deployment> &made);
    void readOwnFacts(const YAML::Node &info, Deployment &deployment);
    WhyNot fillIn(const YAML::Node &params);
    /// The key that came along with an upload for the entry that is read.
    void putKey(const YAML::Node &params);
    /// A name for the entry that no other has.
    std::string entryNamed(const std::string &modelName);
    void readWeight(const YAML::Node &params, const Deployment &deployment);
    /// Fractions of a model's deployments become whole numbers in the same proportion.
    void settleWeights();
    void leaveOut(const YAML::Node &entry, const Deployment &deployment, const WhyNot &why);

    YamlReader &m_reader;
    const PriceList &m_prices;
    const DeploymentBase &m_base;
    const EntryKeys &m_keys;
    FileConfig &m_config;
    /// Holds the list and the copies of its mappings: yaml-cpp takes all nodes of a document along when one of them is
    /// put into a mapping that is of no document yet.
    YAML::Node m_copies{YAML::NodeType::Sequence};
    std::set<std::string> m_ids;
    std::set<std::string> m_entries;               ///< names of those read
    std::string m_entry;                           ///< the one that is read
    std::map<std::string, std::int64_t> m_weights; ///< by deployment's id: what was given, in thousandths
};

} // namespace ostiary
