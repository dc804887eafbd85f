// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "server/http/httplimits.h"
#include "server/http/httprequest.h"

#include <memory>

namespace ostiary {

/// Turns bytes of the network into one validated HttpRequest, or into the error to answer before closing.
///
/// Boost.Beast checks the grammar; this class adds what keeps two programs from reading one request differently
/// (RFC 9112, 11.2): one Host, one Content-Length, no Transfer-Encoding beside it, no folded or bare-LF lines.
class RequestParser
{
public:
    enum class State { Head, Body, Complete, Failed };

    /// Bodies are counted and spooled in `room` where there is one.
    explicit RequestParser(const HttpLimits &limits, BodyRoom *room = nullptr);
    ~RequestParser();

    /// Takes bytes from the front of `data` and says how many it used; 0 means that more must come first.
    /// Stops after the head (so that the caller may look at it) and again after the last byte of the body.
    std::size_t feed(std::string_view data);
    /// The peer has closed its side: a request that is not complete is not one.
    State state() const;
    const GatewayError &error() const;
    HttpRequest &request();
    std::size_t bodyBytes() const;
    /// How many bytes the body was told to have; 0 when that was not told.
    std::size_t toldBodyBytes() const;
    /// Makes ready for the next request of the connection.
    void reset();

private:
    class Grammar;
    void fail(ErrorCode code, std::string_view why);
    std::size_t feedHead(std::string_view data);
    std::size_t feedBody(std::string_view data);

    const HttpLimits &m_limits;
    BodyRoom *const m_room;
    std::unique_ptr<Grammar> m_grammar;
    HttpRequest m_request;
    GatewayError m_error;
    State m_state = State::Head;
};

} // namespace ostiary
