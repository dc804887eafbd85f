// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/repeatedfield.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <set>
#include <vector>

namespace ostiary {

namespace {

/// An object or an array that is being read.
struct Level
{
    bool isObject = false;
    bool nameNext = false;
    std::size_t element = 0; ///< of an array
    std::string name;        ///< of the field that is read
    std::set<std::string> names;
};

/// Where the string ends that begins at `at`: behind its closing quote.
std::size_t behindString(std::string_view json, std::size_t at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return std::min(at + 1, json.size());
}

std::string textOf(std::string_view quoted)
{
    if (quoted.find('\\') == std::string_view::npos)
        return std::string(quoted.substr(1, quoted.size() - 2));
    const QByteArray list = "[" + QByteArray(quoted.data(), static_cast<qsizetype>(quoted.size())) + "]";
    return QJsonDocument::fromJson(list).array().at(0).toString().toStdString();
}

std::string pathOf(const std::vector<Level> &levels)
{
    std::string path;
    for (const Level &level : levels) {
        if (!level.isObject)
            path += "[" + std::to_string(level.element) + "]";
        else
            path += (path.empty() ? "" : ".") + level.name;
    }
    return path;
}

} // namespace

std::optional<std::string> repeatedField(std::string_view json)
{
    std::vector<Level> levels;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '{' || c == '[') {
            levels.emplace_back();
            levels.back().isObject = levels.back().nameNext = c == '{';
        } else if ((c == '}' || c == ']') && !levels.empty()) {
            levels.pop_back();
        } else if (c == ',' && !levels.empty()) {
            levels.back().nameNext = levels.back().isObject;
            ++levels.back().element;
        } else if (c == '"') {
            const std::size_t end = behindString(json, at);
            if (!levels.empty() && std::exchange(levels.back().nameNext, false)) {
                levels.back().name = textOf(json.substr(at, end - at));
                if (!levels.back().names.insert(levels.back().name).second)
                    return pathOf(levels);
            }
            at = end - 1;
        }
    }
    return std::nullopt;
}

} // namespace ostiary
