// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/seentext.h"
#include "server/providers/splice.h"
#include "server/providers/usagecount.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// A tool's call in a chunk that does not say which one of the answer it is.
struct BareCall
{
    std::size_t at = 0;      ///< behind its brace
    std::int64_t choice = 0; ///< the index of its choice
    std::string id;          ///< empty where the chunk has none
    bool begins = false;     ///< it has a function's name, or stands behind another one in its chunk
};

/// What the gateway reads of an answer or of one chunk of a stream in OpenAI's dialect.
struct AnswerIndex
{
    Span modelSpan;                   ///< with its quotes
    std::optional<ToldCounts> counts; ///< a usage object, in whichever place
    bool hasChoices = false;
    bool choicesEmpty = false;
    std::size_t choicesAt = 0;                 ///< behind the bracket of `choices`
    bool finished = false;                     ///< some choice has a finish_reason
    std::vector<std::size_t> bareChoices = {}; ///< where choices begin (behind the brace) that have no delta or message
    std::vector<BareCall> bareCalls = {};      ///< of chunks only
    bool hasData = false;                      ///< a list `data`, as of embeddings
    bool hasTexts = false;                     ///< some embedding in it is a text
    bool hasLists = false;                     ///< some embedding in it is a list
    bool lacksIndex = false;                   ///< some entry of it does not say which input it belongs to
    bool hasContent = false;   ///< some choice says something, or says why it ended; see ProviderAdapter::sawContent
    bool isDearerTier = false; ///< it was served by another tier than the usual ones, at another price
    bool isError = false;      ///< an error in whichever shape, or a finish_reason that says so
    SeenText text;             ///< content, reasoning, refusals and tool arguments
    std::int64_t pictures = 0; ///< that were made: entries of `images`, parts of a content
};

/// Reads `json`, behind which `capacity - json.size()` bytes (at least 64) may be read though they mean nothing.
/// Nothing when it is no JSON object.
std::optional<AnswerIndex> indexAnswer(std::string_view json, std::size_t capacity);

} // namespace ostiary
