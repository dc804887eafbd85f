// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/records.h"

#include <string>
#include <string_view>

namespace ostiary {

// A provider may stream what was asked for whole, and send whole what was asked for as a stream. The client gets what
// it asked for.

/// A whole answer of OpenAI's dialect as the events of a stream, without `[DONE]`; empty when it is no such answer.
std::string asChunks(std::string_view whole, Surface surface, bool withUsage);

/// The events of a stream of OpenAI's dialect as one whole answer; empty when they hold none.
std::string joinedChunks(std::string_view chunks, Surface surface);

} // namespace ostiary
