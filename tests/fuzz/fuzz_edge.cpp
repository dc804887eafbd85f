// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer on the parser of the HTTP edge: whatever comes, it must neither crash nor read a request in two ways.
#include "server/http/requestparser.h"
#include "server/http/target.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace ostiary;

namespace {

struct Seen
{
    RequestParser::State state = RequestParser::State::Head;
    std::string method, target, body, credential;
    bool operator==(const Seen &) const = default;
};

Seen parse(const std::string &bytes, std::size_t step)
{
    static const HttpLimits limits;
    RequestParser parser(limits);
    std::string pending;
    const auto over = [&] {
        return parser.state() == RequestParser::State::Complete || parser.state() == RequestParser::State::Failed;
    };
    for (std::size_t at = 0; at < bytes.size() && !over(); at += step) {
        pending += bytes.substr(at, step);
        for (std::size_t used = 1; used > 0 && !over();) {
            used = parser.feed(pending);
            pending.erase(0, used);
        }
    }
    Seen seen{parser.state(), std::string(parser.request().method()), std::string(parser.request().target()),
              parser.request().body, std::string(parser.request().credential())};
    if (seen.state != RequestParser::State::Complete)
        seen = {seen.state, {}, {}, {}, {}};
    else if (!targetDefect(seen.target).empty())
        std::abort(); // a target that must be refused came through
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    const Seen whole = parse(bytes, bytes.size() + 1);
    if (whole.state == RequestParser::State::Complete && !(parse(bytes, 1) == whole))
        std::abort(); // cut into single bytes it must be the same request
    return 0;
}
