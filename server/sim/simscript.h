// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ostiary {

/// How the simulator answers one request. A request says it in its model name: `sim`, or
/// `sim:ttft=200,rate=20,think=30,tokens=64,fault=cut`.
struct SimBehaviour
{
    enum class Fault {
        None,
        HttpStatus, ///< `fault=500`: an error with that status; 429 and 503 carry Retry-After
        Hang,       ///< takes the request and never answers
        HangMid,    ///< stops in the middle of a stream
        HalfClose,  ///< closes in good order in the middle of a stream
        Cut,        ///< closes in the middle of an event
        Reset,      ///< resets the connection in the middle of a stream
        Garbage,    ///< sends an event that is not JSON
        WrongUsage, ///< tells a negative usage
        NoUsage,    ///< tells no usage at all
        NoDone,     ///< ends the stream without [DONE]
        ErrorEvent, ///< an error object in the middle of a stream
        Redirect,   ///< 302 to another host
        NotJson,    ///< a whole answer that is HTML
    };

    int ttftMs = 0;          ///< before the first token
    int tokensPerSecond = 0; ///< 0: all at once
    int tokens = 16;
    int think = 0; ///< tokens that are thought before the first one is said: billed, never shown
    int retryAfter = 1;
    int status = 500;
    Fault fault = Fault::None;

    /// Keeps thinking and tokens together within `most`, as `max_tokens` does.
    void limitTo(std::int64_t most);
    /// Reads what stands behind the colon of a model name, over `defaults`. The error names the part it does not know.
    static Outcome<SimBehaviour> parse(std::string_view text, const SimBehaviour &defaults);
};

/// The n-th token of what the simulator says.
std::string_view simToken(int n);

} // namespace ostiary
