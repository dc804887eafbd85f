// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/includes.h"

#include "server/core/litellm/yamltree.h"
#include "server/core/yamlreader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <list>
#include <optional>
#include <sstream>

namespace ostiary {

namespace {

constexpr std::size_t kMostFiles = 100;

void join(YamlReader &reader, YAML::Node &root, const YAML::Node &included)
{
    for (const auto &entry : included) {
        const std::string name = entry.first.Scalar();
        if (name == "include")
            continue;
        YAML::Node there = static_cast<const YAML::Node &>(root)[name];
        if (!there || there.IsNull()) {
            root.remove(name);
            root.force_insert(entry.first, entry.second);
        } else if (entry.second.IsSequence() && there.IsSequence()) {
            for (const YAML::Node &item : entry.second)
                there.push_back(item);
        } else {
            reader.warning(entry.first, "'" + name + "' takes the place of the one in " + reader.place(there));
            root.remove(name);
            root.force_insert(entry.first, entry.second);
        }
    }
}

/// Files are read in the order in which they are named, those that an included file names after all before; none twice.
class Inclusion
{
public:
    Inclusion(YamlReader &reader, YAML::Node &root) : m_reader(reader), m_root(root) {}

    void read(const std::filesystem::path &file)
    {
        m_seen.push_back(std::filesystem::weakly_canonical(file));
        note(m_root, file);
        m_root.remove("include");
        while (!m_waiting.empty()) {
            const Waiting next = m_waiting.front();
            m_waiting.pop_front();
            readOne(next);
        }
    }

    std::vector<std::string> files;

private:
    struct Waiting
    {
        YAML::Node name;
        std::filesystem::path from;
    };

    void note(const YAML::Node &config, const std::filesystem::path &file)
    {
        const YAML::Node list = config["include"];
        if (!list || list.IsNull())
            return;
        if (list.IsScalar()) {
            m_waiting.push_back({list, file});
        } else if (m_reader.isList(list, "include")) {
            for (const YAML::Node &name : list)
                m_waiting.push_back({name, file});
        }
    }

    void readOne(const Waiting &next)
    {
        const auto given = m_reader.value(next.name, "include");
        if (!given || given->empty())
            return;
        const std::filesystem::path path = next.from.parent_path() / *given;
        const std::filesystem::path canonical = std::filesystem::weakly_canonical(path);
        if (std::find(m_seen.begin(), m_seen.end(), canonical) != m_seen.end())
            return m_reader.warning(next.name, path.string() + " has been read and is not read again");
        const auto text = textOfFile(path.string());
        if (!text || files.size() >= kMostFiles)
            return m_reader.error(next.name, !text ? "cannot read the included file " + path.string()
                                                   : std::string("more files are included than are read"));
        m_seen.push_back(canonical);
        files.push_back(path.string());
        auto parsed = parseYaml(*text, path.string(), m_reader, YamlPart::Included);
        if (!parsed)
            return m_reader.errors.push_back(parsed.error());
        const YAML::Node &included = parsed.value();
        if (included.IsNull())
            return;
        if (!included.IsMap())
            return m_reader.error(next.name, "the included file " + path.string() + " must be a mapping");
        note(included, path);
        join(m_reader, m_root, included);
    }

    YamlReader &m_reader;
    YAML::Node &m_root;
    std::list<Waiting> m_waiting; // a list, because assigning a Node changes its document
    std::vector<std::filesystem::path> m_seen;
};

} // namespace

std::optional<std::string> textOfFile(const std::string &path)
{
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure))
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> readIncludes(YamlReader &reader, YAML::Node root, const std::string &path)
{
    if (reader.isDistrusted()) {
        if (const YAML::Node list = static_cast<const YAML::Node &>(root)["include"])
            reader.warning(list, "'include' is not followed by an import; give the files one by one");
        return {};
    }
    Inclusion inclusion(reader, root);
    inclusion.read(path);
    return std::move(inclusion.files);
}

} // namespace ostiary
