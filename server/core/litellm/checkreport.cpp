// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/checkreport.h"

#include <algorithm>
#include <map>

namespace ostiary {

namespace {

constexpr std::size_t kWidest = 48;

struct Row
{
    std::string name;
    std::string target;
    std::string remark;
};

/// Columns as wide as their longest entry, up to a width a terminal can bear.
std::string tableOf(const std::vector<Row> &rows)
{
    std::size_t name = 0;
    std::size_t target = 0;
    for (const Row &row : rows) {
        name = std::max(name, std::min(row.name.size(), kWidest));
        target = std::max(target, std::min(row.target.size(), kWidest));
    }
    const auto padded = [](const std::string &text, std::size_t width) {
        return text.size() >= width ? text : text + std::string(width - text.size(), ' ');
    };
    std::string out;
    for (const Row &row : rows) {
        std::string line = "  " + padded(row.name, name) + "  " + padded(row.target, target) + "  " + row.remark;
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string remarkOf(const Deployment &deployment, const FileConfig &config)
{
    std::string out;
    const auto add = [&](const std::string &remark) { out += (out.empty() ? "" : ", ") + remark; };
    if (deployment.isWildcard())
        add("pattern");
    else if (!deployment.price)
        add(config.defaultPrice ? "default price" : "no price");
    if (deployment.apiKey.isEmpty())
        add("no key");
    if (deployment.mode != "chat")
        add(deployment.mode);
    return out;
}

std::vector<Row> offered(const FileConfig &config)
{
    std::vector<Row> rows;
    for (const Deployment &deployment : config.deployments)
        rows.push_back(
            {deployment.modelName, deployment.provider + "/" + deployment.upstreamModel, remarkOf(deployment, config)});
    for (const auto &[alias, model] : std::map(config.rules.aliases.begin(), config.rules.aliases.end()))
        rows.push_back({alias, "alias of " + model, config.rules.hiddenAliases.count(alias) > 0 ? "hidden" : ""});
    return rows;
}

std::vector<Row> notOffered(const FileConfig &config)
{
    std::vector<Row> rows;
    for (const LeftOut &entry : config.leftOut) {
        const std::size_t line = entry.place.find(':');
        const std::string where = line == std::string::npos ? "" : " (line " + entry.place.substr(line + 1) + ")";
        rows.push_back({entry.modelName.empty() ? "?" : entry.modelName, entry.model, entry.why + where});
    }
    return rows;
}

std::string counted(std::size_t number, const char *one, const char *many)
{
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

} // namespace

CheckReport reportOf(const FileConfig &config, const std::string &file, bool strict)
{
    CheckReport report;
    const auto lines = [&](const char *label, const std::vector<std::string> &texts) {
        for (const std::string &text : texts)
            report.text += std::string(label) + ": " + text + "\n";
    };
    lines("note", config.notes);
    lines(strict ? "error" : "warning", config.warnings);
    lines("refused", config.refusals);
    if (const std::vector<Row> rows = offered(config); !rows.empty())
        report.text += "\nOffered:\n" + tableOf(rows);
    if (const std::vector<Row> rows = notOffered(config); !rows.empty())
        report.text += "\nNot offered:\n" + tableOf(rows);
    const std::size_t warnings = config.warnings.size();
    const bool strictly = !strict || (warnings == 0 && config.leftOut.empty());
    report.good = config.refusals.empty() && !config.deployments.empty() && strictly;
    std::string verdict = "good";
    if (!config.refusals.empty())
        verdict = "the gateway does not start with it, see 'refused' above";
    else if (config.deployments.empty())
        verdict = "no model of it can be used";
    else if (!strictly)
        verdict = "not free of warnings";
    report.text += "\n" + file + ": " + verdict + ". " +
                   counted(config.deployments.size(), "deployment is offered", "deployments are offered") + ", " +
                   counted(config.leftOut.size(), "entry is not", "entries are not") + "; " +
                   counted(config.users.size(), "user", "users") + ", " + counted(warnings, "warning", "warnings") +
                   ", " + counted(config.notes.size(), "note", "notes") + ".\n";
    return report;
}

} // namespace ostiary
