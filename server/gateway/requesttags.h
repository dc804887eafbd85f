// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "server/policy/principal.h"
#include "server/policy/tagfilter.h"
#include "server/providers/requestindex.h"

#include <memory>
#include <optional>
#include <string_view>

namespace ostiary {

class HttpRequest;

/// The tags of one request, and what they left of its model. Made only where tags choose.
struct TagChoice
{
    RequestTags request;
    std::optional<GatewayError> refusal; ///< they left nothing of the model that was asked for; a fallback may answer
};

/// Reads the tags of a request as LiteLLM does: of its key, of the header `x-litellm-tags`, and of the body's `tags`,
/// `metadata.tags` and `litellm_metadata.tags`, each a list of texts or one text. 400 for tags in another shape, for a
/// field that stands twice, and for any of the client's own unless `clientMayTag`.
Result<RequestTags> tagsOf(const HttpRequest &request, const RequestIndex &index, std::string_view body,
                           const Principal &principal, bool clientMayTag);

} // namespace ostiary
