// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/yamltree.h"

#include "server/core/litellm/textform.h"
#include "server/core/plainwords.h"
#include "server/core/yamlreader.h"

#include <algorithm>
#include <list>
#include <unordered_map>

namespace ostiary {

namespace {

// yaml-cpp keeps nothing of ours with a node but its tag; a file's name goes before the tag, with this between.
constexpr char kFileEnd = '\n';

/// Walks a document and makes its mappings plain. Nodes are shared through aliases, even in circles; each is met once.
class Tidy
{
public:
    explicit Tidy(YamlReader &reader) : m_reader(reader) {}

    void tidy(const YAML::Node &node)
    {
        if (node.IsScalar())
            return tellOfTypography(m_reader, node, false);
        if (!(node.IsMap() || node.IsSequence()) || !firstTime(node))
            return;
        YAML::Node here(node);
        if (node.IsMap()) {
            for (const auto &entry : here) {
                if (entry.first.IsScalar())
                    tellOfTypography(m_reader, entry.first, true);
            }
            mergeInto(here);
            for (const auto &entry : here)
                tidy(entry.second);
        } else {
            for (const YAML::Node &entry : node)
                tidy(entry);
        }
    }

private:
    // A list, because assigning a Node changes the document it is of, and a vector assigns.
    using Pairs = std::list<std::pair<YAML::Node, YAML::Node>>;

    bool firstTime(const YAML::Node &node)
    {
        std::vector<YAML::Node> &sameplace = m_seen[node.Mark().pos];
        for (const YAML::Node &seen : sameplace) {
            if (seen.is(node))
                return false;
        }
        sameplace.push_back(node);
        return true;
    }

    static bool isMergeKey(const YAML::Node &key) { return key.IsScalar() && key.Scalar() == "<<" && isPlain(key); }

    static void put(Pairs &to, const YAML::Node &key, const YAML::Node &value, bool over)
    {
        for (auto &[there, old] : to) {
            if (there.Scalar() == key.Scalar()) {
                if (over)
                    old.reset(value);
                return;
            }
        }
        to.emplace_back(key, value);
    }

    /// The pairs a merge key stands for: of a list the earlier mapping wins.
    Pairs pairsOf(const YAML::Node &source)
    {
        Pairs out;
        if (source.IsMap()) {
            tidy(source);
            for (const auto &entry : source) {
                if (!isMergeKey(entry.first)) // one is left only where mappings merge each other in a circle
                    out.emplace_back(entry.first, entry.second);
            }
        } else if (source.IsSequence()) {
            for (const YAML::Node &one : source) {
                for (const auto &[key, value] : pairsOf(one))
                    put(out, key, value, false);
            }
        } else if (!source.IsNull()) {
            m_reader.warning(source, "'<<' merges mappings only; this is none");
        }
        return out;
    }

    void mergeInto(YAML::Node &map)
    {
        Pairs own;
        Pairs merged;
        std::vector<YAML::Node> gone;
        for (const auto &entry : map) {
            if (isMergeKey(entry.first)) {
                for (const auto &[key, value] : pairsOf(entry.second))
                    put(merged, key, value, true);
                gone.push_back(entry.first);
                continue;
            }
            for (auto older = own.begin(); older != own.end(); ++older) {
                if (!entry.first.IsScalar() || !older->first.IsScalar() ||
                    older->first.Scalar() != entry.first.Scalar())
                    continue;
                m_reader.warning(entry.first, "'" + entry.first.Scalar() +
                                                  "' stands twice; this one counts, not the one " + "in line " +
                                                  std::to_string(older->first.Mark().line + 1));
                gone.push_back(older->first);
                own.erase(older);
                break;
            }
            own.emplace_back(entry.first, entry.second);
        }
        for (const YAML::Node &key : gone)
            map.remove(key);
        for (const auto &[key, value] : merged) {
            const bool given = std::any_of(own.begin(), own.end(), [&, &name = key.Scalar()](const auto &pair) {
                return pair.first.Scalar() == name;
            });
            if (!given)
                map.force_insert(key, value);
        }
    }

    YamlReader &m_reader;
    std::unordered_map<int, std::vector<YAML::Node>> m_seen;
};

void nameNodes(const YAML::Node &node, const std::string &file)
{
    if (!fileOf(node).empty())
        return; // met before through an alias
    YAML::Node(node).SetTag(file + kFileEnd + node.Tag());
    if (node.IsMap()) {
        for (const auto &entry : node) {
            nameNodes(entry.first, file);
            nameNodes(entry.second, file);
        }
    } else if (node.IsSequence()) {
        for (const YAML::Node &entry : node)
            nameNodes(entry, file);
    }
}

} // namespace

Outcome<YAML::Node> parseYaml(const std::string &bytes, const std::string &name, YamlReader &reader, YamlPart part)
{
    const auto plain = plainText(bytes, name);
    if (!plain)
        return plain.error().why;
    const std::string &text = plain.value();
    try {
        YAML::Node root;
        bool found = false;
        for (const YAML::Node &document : YAML::LoadAll(text)) {
            if (document.IsNull())
                continue;
            if (found) // what stands in it would be read by nobody, protections too
                return name + ":" + std::to_string(document.Mark().line + 1) + ":" +
                       std::to_string(document.Mark().column + 1) +
                       ": a second document begins here; a configuration is one document, without '---' in it";
            root.reset(document);
            found = true;
        }
        if (part == YamlPart::Included)
            nameNodes(root, name);
        Tidy(reader).tidy(root);
        return root;
    } catch (const YAML::Exception &broken) {
        return whyNoYaml(broken, text, name);
    }
}

std::string fileOf(const YAML::Node &node)
{
    const std::string &tag = node.Tag();
    const std::size_t end = tag.find(kFileEnd);
    return end == std::string::npos ? std::string() : tag.substr(0, end);
}

bool isPlain(const YAML::Node &scalar)
{
    const std::string &tag = scalar.Tag();
    const std::size_t end = tag.find(kFileEnd);
    const std::string_view own = std::string_view(tag).substr(end == std::string::npos ? 0 : end + 1);
    return own.empty() || own == "?";
}

bool isIdle(const YAML::Node &node)
{
    if (!node || node.IsNull())
        return true;
    if (node.IsMap() || node.IsSequence())
        return node.size() == 0;
    const std::string_view text = withoutSpaces(node.Scalar());
    return text.empty() || (plainSwitch(text) == false && text != "0");
}

bool isOff(const YAML::Node &node)
{
    return isIdle(node) || (node.IsScalar() && plainSwitch(node.Scalar()) == false);
}

bool isTextless(const YAML::Node &node)
{
    return isIdle(node) && (!node || !node.IsScalar() || isPlain(node) || node.Scalar().empty());
}

} // namespace ostiary
