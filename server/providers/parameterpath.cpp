// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/parameterpath.h"

#include "server/providers/jsontext.h"

#include <algorithm>
#include <charconv>

namespace ostiary {

namespace {

/// What is left of a path below a value.
struct Tail
{
    const ParameterPath *path = nullptr;
    std::size_t next = 0;

    const ParameterPath::Step &step() const { return path->steps[next]; }
    bool isLast() const { return next + 1 == path->steps.size(); }
};

// All paths go down together: what they take out of one object shares its commas.
void prune(std::string_view body, std::size_t at, const std::vector<Tail> &tails, std::vector<Edit> &edits)
{
    const std::vector<JsonMember> members = membersOf(body, at);
    std::vector<bool> removed(members.size());
    std::string scratch;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const bool inObject = members[i].key.exists();
        const std::string_view name = nameOf(members[i], body, scratch);
        std::vector<Tail> below;
        for (const Tail &tail : tails) {
            const ParameterPath::Step &step = tail.step();
            if (inObject ? step.name != name : !step.name.empty() || step.element.value_or(i) != i)
                continue;
            if (!tail.isLast())
                below.push_back({tail.path, tail.next + 1});
            else if (!tail.path->onlyHollow || isHollow(body.substr(members[i].value.at, members[i].value.size)))
                removed[i] = true;
        }
        if (!removed[i] && !below.empty())
            prune(body, members[i].value.at, below, edits);
    }
    if (std::find(removed.begin(), removed.end(), true) != removed.end())
        removeMembers(members, removed, edits);
}

} // namespace

ParameterPath ParameterPath::of(std::string_view text, bool onlyHollow)
{
    ParameterPath path;
    path.onlyHollow = onlyHollow;
    if (text.starts_with("$."))
        text.remove_prefix(2);
    while (!text.empty()) {
        if (text.front() == '[' && text.find(']') != std::string_view::npos) {
            const std::size_t end = text.find(']');
            const std::string_view which = text.substr(1, end - 1);
            Step step;
            std::size_t element = 0;
            const auto [last, failed] = std::from_chars(which.data(), which.data() + which.size(), element);
            if (failed == std::errc() && last == which.data() + which.size())
                step.element = element;
            else if (which != "*")
                step.name = which; // a name that holds dots, in quotes or not
            if (step.name.size() > 1 && (step.name.front() == '\'' || step.name.front() == '"'))
                step.name = step.name.substr(1, step.name.size() - 2);
            path.steps.push_back(std::move(step));
            text.remove_prefix(end + 1);
        } else {
            const std::size_t end = std::min(text.find_first_of(".[", 1), text.size());
            path.steps.push_back({std::string(text.substr(0, end)), std::nullopt});
            text.remove_prefix(end);
        }
        if (text.starts_with('.'))
            text.remove_prefix(1);
    }
    return path;
}

void removePaths(std::string_view body, std::size_t at, std::string_view name, const std::vector<ParameterPath> &paths,
                 std::vector<Edit> &edits)
{
    std::vector<Tail> tails;
    for (const ParameterPath &path : paths) {
        if (path.isNested() && path.steps.front().name == name)
            tails.push_back({&path, 1});
    }
    if (!tails.empty())
        prune(body, at, tails, edits);
}

} // namespace ostiary
