// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sim/simscript.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ostiary {

namespace {

constexpr std::array<std::string_view, 48> kWords = {
    "The ",  "keeper ", "of ",    "the ",    "door ", "asks ",  "who ",     "is ",    "there, ", "looks ",
    "up ",   "the ",    "name, ", "counts ", "the ",  "coins ", "and ",     "opens ", "one ",    "leaf ",
    "of ",   "the ",    "gate. ", "Behind ", "it ",   "many ",  "voices ",  "wait, ", "some ",   "quick, ",
    "some ", "wise, ",  "and ",   "each ",   "of ",   "them ",  "answers ", "in ",    "its ",    "turn. ",
    "What ", "was ",    "said ",  "and ",    "paid ", "is ",    "written ", "down. "};

struct FaultName
{
    std::string_view name;
    SimBehaviour::Fault fault;
};
constexpr std::array kFaults = {
    FaultName{"none", SimBehaviour::Fault::None},
    FaultName{"hang", SimBehaviour::Fault::Hang},
    FaultName{"hang-mid", SimBehaviour::Fault::HangMid},
    FaultName{"half-close", SimBehaviour::Fault::HalfClose},
    FaultName{"cut", SimBehaviour::Fault::Cut},
    FaultName{"reset", SimBehaviour::Fault::Reset},
    FaultName{"garbage", SimBehaviour::Fault::Garbage},
    FaultName{"wrong-usage", SimBehaviour::Fault::WrongUsage},
    FaultName{"no-usage", SimBehaviour::Fault::NoUsage},
    FaultName{"no-done", SimBehaviour::Fault::NoDone},
    FaultName{"error-event", SimBehaviour::Fault::ErrorEvent},
    FaultName{"redirect", SimBehaviour::Fault::Redirect},
    FaultName{"not-json", SimBehaviour::Fault::NotJson},
};

} // namespace

std::string_view simToken(int n)
{
    return kWords[static_cast<std::size_t>(n) % kWords.size()];
}

void SimBehaviour::limitTo(std::int64_t most)
{
    think = static_cast<int>(std::clamp<std::int64_t>(most, 0, think));
    tokens = static_cast<int>(std::clamp<std::int64_t>(most - think, 0, tokens));
}

Outcome<SimBehaviour> SimBehaviour::parse(std::string_view text, const SimBehaviour &defaults)
{
    SimBehaviour out = defaults;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        const std::size_t equals = part.find('=');
        const std::string_view name = part.substr(0, equals);
        const std::string_view value = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
        int number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool isNumber = error == std::errc() && end == value.data() + value.size() && number >= 0;
        if (name == "fault") {
            bool known = false;
            for (const FaultName &fault : kFaults) {
                if (fault.name == value) {
                    out.fault = fault.fault;
                    known = true;
                }
            }
            if (!known && isNumber && number >= 400 && number <= 599) {
                out.fault = Fault::HttpStatus;
                out.status = number;
                known = true;
            }
            if (!known)
                return "the simulator knows no fault '" + std::string(value) + "'";
            continue;
        }
        int *to = name == "ttft"     ? &out.ttftMs
                  : name == "rate"   ? &out.tokensPerSecond
                  : name == "tokens" ? &out.tokens
                  : name == "think"  ? &out.think
                  : name == "retry"  ? &out.retryAfter
                                     : nullptr;
        if (!to || !isNumber || number > 1'000'000)
            return "the simulator does not understand '" + std::string(part) +
                   "'; it knows ttft, rate, think, tokens, retry and fault";
        *to = number;
    }
    return out;
}

} // namespace ostiary
