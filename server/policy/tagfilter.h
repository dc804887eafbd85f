// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "server/policy/catalog.h"

#include <memory>
#include <string>
#include <vector>

namespace ostiary {

/// What a request says about the deployments that may answer it.
struct RequestTags
{
    std::vector<std::string> tags; ///< its client's and its key's; `!x` excludes deployments with x, `&x` demands x
    std::string userAgent;         ///< what `tag_regex` is held against
};

/// `model` with those of its deployments that a request with these tags may go to: itself where that is each of them.
/// LiteLLM's rules: what is excluded goes, what is demanded must be there, and of the rest the deployments with one of
/// the other tags (with all of them, by `tag_filtering_match_any`) are chosen; where there is none, those tagged
/// `default`, unless a tag is one of this model's. A request without tags goes to those tagged `default`, or to all.
/// 403 names the tags when no deployment is left.
Result<std::shared_ptr<const Model>> narrowedByTags(const std::shared_ptr<const Model> &model,
                                                    const RequestTags &request, const RoutingRules &rules);

} // namespace ostiary
