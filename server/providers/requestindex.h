// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "models/domain/result.h"
#include "server/providers/splice.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ostiary {

/// Where the few fields that decide about a request stand in its body, and how large its text is. Everything else of
/// the body is never read again: a same-dialect upstream gets the original bytes with edits at these places.
struct RequestIndex
{
    std::string model;
    Span modelSpan; ///< with its quotes
    bool stream = false;
    Span streamOptions;        ///< the whole object
    bool includeUsage = false; ///< stream_options.include_usage is true
    Span maxTokensSpan;        ///< the value of max_tokens or max_completion_tokens, also when it is null
    std::optional<std::int64_t> maxTokens;
    std::int64_t choices = 1;   ///< answers asked for: n or best_of, times the prompts of a text completion
    std::int64_t textBytes = 0; ///< UTF-8 bytes of all strings but attachments: no tokenizer makes more tokens of them
    std::int64_t attachments = 0;     ///< images and files, in the body or by address
    std::int64_t attachmentBytes = 0; ///< of those in the body
    std::size_t afterBrace = 0;       ///< where a new first field can be inserted

    /// Tokens the input cannot exceed: one per byte of text, and an allowance for each image or file.
    std::int64_t inputBound() const;
    /// Tokens the input probably has.
    std::int64_t inputEstimate() const;
};

/// Reads `body` once, whole: syntax, UTF-8 and depth are checked, so what is forwarded is JSON. `body` is given room
/// behind its end (simdjson reads there) but is not changed. 400 names the field, or the byte where the syntax ends.
Result<RequestIndex> indexRequest(std::string &body, Surface surface);

} // namespace ostiary
