// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/requestparser.h"
#include "server/http/responsestream.h"
#include "server/http/wire.h"
#include "server/io/eventpoll.h"

#include <QPointer>

#include <memory>
#include <string>
#include <string_view>

namespace ostiary {

class HttpServer;
class Listener;
class RequestPipe;

/// One client connection: reads and validates requests one after the other, hands each complete one to the server,
/// and takes the next only when the answer has ended. All limits of time live in `tick`.
class Connection final : public EventPoll::Watch, private EventPoll::Deferred
{
public:
    Connection(Listener &listener, std::unique_ptr<Wire> wire, std::string peerAddress, RequestPipe *pipe);
    ~Connection();

    /// Milliseconds of the steady clock; called a few times a second.
    void tick(std::int64_t nowMs);
    /// The service is ending: idle connections close, busy ones after their answer.
    void drain();
    /// Answers 503 at once and closes; for connections over the limits.
    void refuse(const GatewayError &error);
    const std::string &peerAddress() const { return m_peerAddress; }
    /// Nothing is under way here, and closing it loses nobody an answer. Of a stranger not even a request is wanted
    /// that has not come whole.
    bool isResting(bool stranger) const { return m_phase == Phase::Idle || (stranger && m_phase == Phase::Head); }
    /// Of two that rest the one with the lower number has rested longer.
    std::uint64_t restsSince() const { return m_restsSince; }
    /// Somebody else needs the place.
    void closeForRoom() { die(); }
    /// A key has been admitted on this connection.
    void becomeKnown();

    // For ResponseStream.
    void write(std::string_view bytes);
    void answered();
    void closeAfterAnswer() { m_close = true; }
    void resetByServer();
    bool congested() const;
    /// Holds what QtHttpServer must not let go of before the answer has ended.
    void keepUntilAnswered(std::shared_ptr<void> held) { m_held = std::move(held); }

private:
    enum class Phase { Idle, Head, Body, Busy, Lingering, Dead };

    void ready(unsigned readiness) override;
    void endOfTurn() override;
    void readMore();
    void advance();
    void advanceOnce();
    void headArrived();
    void dispatch();
    void failRequest(const GatewayError &error);
    void peerClosed();
    void flush();
    void linger();
    void updateInterest();
    std::size_t leastBodyBytesPerSecond() const;
    void enter(Phase phase);
    void die();

    Listener &m_listener;
    std::unique_ptr<Wire> m_wire;
    QPointer<RequestPipe> m_pipe;
    RequestParser m_parser;
    std::shared_ptr<ResponseStream> m_response;
    std::shared_ptr<void> m_held;
    std::string m_peerAddress;
    std::string m_in;  ///< bytes that the parser has not taken yet
    std::string m_out; ///< bytes that the socket has not taken yet, from m_outAt on
    std::size_t m_outAt = 0;
    std::int64_t m_phaseSince = 0; ///< steady ms
    std::int64_t m_lastWrite = 0;  ///< steady ms of the last progress or of the last comment
    std::uint64_t m_restsSince = 0;
    unsigned m_interest = 0;
    Phase m_phase = Phase::Head;
    bool m_known = false; ///< the listener knows that a key was shown
    bool m_close = false;
    bool m_peerClosed = false;
    bool m_advancing = false;
    bool m_overflow = false; ///< more was pipelined than allowed
    bool m_wasCongested = false;
    bool m_deferred = false; ///< flush() comes at the end of this turn
};

} // namespace ostiary
