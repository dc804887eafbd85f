// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/routerights.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace {

struct Group
{
    std::string_view name;
    bool (*holds)(std::string_view path);
};

bool isInfo(std::string_view path)
{
    constexpr std::array kPaths = {"/key/info",         "/models",    "/model/info",
                                   "/model_group/info", "/user/info", "/team/info"};
    return std::any_of(kPaths.begin(), kPaths.end(), [&](std::string_view known) {
        return path == known || (path.starts_with(known) && path[known.size()] == '/');
    });
}

bool isManagement(std::string_view path)
{
    constexpr std::array kRoots = {"/key/",   "/user/",     "/team/", "/organization/", "/budget/",
                                   "/model/", "/customer/", "/tag/",  "/admin/",        "/credentials"};
    return std::any_of(kRoots.begin(), kRoots.end(), [&](const char *root) { return path.starts_with(root); });
}

bool isOperation(std::string_view path)
{
    return path.starts_with("/health") || path == "/metrics" || path == "/readyz" || path == "/livez";
}

/// Everything that calls a model or lists them; what comes later falls here unless it administers.
bool isModelCall(std::string_view path)
{
    return !isManagement(path) && !isOperation(path);
}

bool isNothing(std::string_view)
{
    return false;
}

// LiteLLM's groups. What this gateway has no routes for allows nothing.
constexpr std::array kGroups = {Group{"llm_api_routes", isModelCall},
                                Group{"openai_routes", isModelCall},
                                Group{"info_routes", isInfo},
                                Group{"management_routes", isManagement},
                                Group{"anthropic_routes", isNothing},
                                Group{"mcp_routes", isNothing},
                                Group{"passthrough_routes", isNothing},
                                Group{"spend_tracking_routes", isNothing},
                                Group{"global_spend_tracking_routes", isNothing},
                                Group{"ui_routes", isNothing},
                                Group{"public_routes", isOperation}};

std::string_view withoutVersion(std::string_view path)
{
    return path.starts_with("/v1/") ? path.substr(3) : path;
}

} // namespace

bool isRouteEntry(std::string_view entry)
{
    const std::string_view path = entry.ends_with("/*") ? entry.substr(0, entry.size() - 2) : entry;
    const bool isPath =
        entry.size() > 1 && entry.front() == '/' && path.find_first_of("*?# ") == std::string_view::npos;
    return isPath ||
           std::any_of(kGroups.begin(), kGroups.end(), [&](const Group &group) { return group.name == entry; });
}

bool routeAllowed(const std::vector<std::string> &allowed, std::string_view path)
{
    path = withoutVersion(path);
    return allowed.empty() || std::any_of(allowed.begin(), allowed.end(), [&](const std::string &entry) {
               for (const Group &group : kGroups) {
                   if (group.name == entry)
                       return group.holds(path);
               }
               std::string_view root = withoutVersion(entry);
               if (root.ends_with("/*"))
                   root.remove_suffix(2);
               return path == root || (path.starts_with(root) && path[root.size()] == '/');
           });
}

} // namespace ostiary
