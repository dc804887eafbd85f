// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"
#include "models/domain/result.h"
#include "server/providers/jsontext.h"
#include "server/providers/splice.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ostiary {

/// What no current model makes of one picture, but gpt-4o-mini.
constexpr std::int64_t kTokensPerPicture = 16'384;

/// Where the fields of a request stand in its body, what those say that decide, and how large its text is. Everything
/// else of the body is never read again: a same-dialect upstream gets the original bytes with edits at these places.
struct RequestIndex
{
    std::string model;
    Span modelSpan; ///< with its quotes
    bool stream = false;
    Span streamOptions;        ///< the whole object
    Span includeUsageSpan;     ///< the value of stream_options.include_usage
    bool includeUsage = false; ///< stream_options.include_usage is true

    // -1 says "no limit", 0 "no answer"; null is as good as not given.
    std::optional<std::int64_t> maxTokensField;     ///< what max_tokens says
    std::optional<std::int64_t> maxCompletionField; ///< what max_completion_tokens says
    std::optional<std::int64_t> maxTokens;          ///< the larger of both where both bound the answer
    std::int64_t minTokens = 0; ///< tokens asked for at least; some servers let them go above the limit
    std::int64_t prompts = 1;   ///< of a text completion
    std::int64_t choices = 1;   ///< answers asked for: n or best_of, times the prompts

    std::vector<JsonMember> fields;   ///< of the request, in their order
    std::vector<Span> developerRoles; ///< values `"developer"` of messages' roles
    bool emptyToolCalls = false;      ///< a message has `"tool_calls": []`
    bool hasTools = false;            ///< tools or functions are offered to the model
    std::string hostedTool;      ///< where the first tool stands that is not the client's own: the provider runs it
    bool loneSurrogates = false; ///< some string holds half of a surrogate pair as an escape

    std::int64_t textBytes = 0; ///< UTF-8 bytes of all strings but attachments: no tokenizer makes more tokens of them
    std::int64_t structureBytes = 0;  ///< numbers, words and what a template writes around values
    std::int64_t numbers = 0;         ///< a prompt may consist of tokens
    std::int64_t attachments = 0;     ///< images, sounds and files, in the body or by address
    std::int64_t attachmentBytes = 0; ///< of images and sounds in the body
    std::int64_t fileBytes = 0;       ///< of other files in the body
    std::int64_t unseenFiles = 0;     ///< files whose text is packed, or stands elsewhere
    std::size_t afterBrace = 0;       ///< where a new first field can be inserted

    /// Tokens the input cannot exceed: one per byte of text and of documents, an allowance for each attachment, and
    /// at least all that fits into the model where a file's text cannot be seen, or where `moreUnseen` says that other
    /// input is only named. `contextTokens` is what fits; 0: unknown.
    std::int64_t inputBound(std::int64_t contextTokens = 0, bool moreUnseen = false,
                            std::int64_t tokensPerPicture = kTokensPerPicture) const;
    /// Tokens the input probably has.
    std::int64_t inputEstimate() const;
};

/// Reads `body` once, whole: syntax, UTF-8 and depth are checked, so what is forwarded is JSON. `body` is given room
/// behind its end (simdjson reads there) but is not changed. 400 names the field, or the byte where the syntax ends.
Result<RequestIndex> indexRequest(std::string &body, Surface surface);
/// The same for bytes of which `readable` may be read from `body.data()` on: 64 more than there are.
Result<RequestIndex> indexRequest(std::string_view body, std::size_t readable, Surface surface);

} // namespace ostiary
