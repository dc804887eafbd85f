// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/connection.h"

#include "server/http/httpserver.h"
#include "server/http/listener.h"
#include "server/http/requestpipe.h"

#include <array>
#include <utility>

namespace ostiary {

namespace {

constexpr std::size_t kReadBlock = 64 * 1024;
constexpr int kReadsPerTurn = 4; ///< so that one fast sender cannot keep the others of its thread waiting
constexpr std::int64_t kBodyGraceMs = 5'000;
constexpr std::size_t kBodyBytesPerSecondWhenTight = 64 * 1024; ///< when the room for bodies is scarce
constexpr std::int64_t kLingerMs = 2'000;
constexpr std::size_t kKeepCapacity = 16 * 1024;
constexpr std::size_t kFlushNow = 64 * 1024; ///< more than this is not kept for the end of the turn

std::array<char, kReadBlock> &readBlock()
{
    static thread_local std::array<char, kReadBlock> block;
    return block;
}

} // namespace

Connection::Connection(Listener &listener, std::unique_ptr<Wire> wire, std::string peerAddress, RequestPipe *pipe)
    : m_listener(listener), m_wire(std::move(wire)), m_pipe(pipe), m_parser(listener.limits(), listener.bodyRoom()),
      m_peerAddress(std::move(peerAddress))
{
    m_phaseSince = m_lastWrite = m_listener.nowMs();
    m_restsSince = m_listener.nextNumber();
    m_interest = EventPoll::Read;
    if (!m_listener.poll().add(m_wire->descriptor(), m_interest, this))
        m_phase = Phase::Dead; // the next sweep takes it away
}

Connection::~Connection()
{
    if (m_phase != Phase::Dead)
        m_listener.poll().remove(m_wire->descriptor(), this);
    m_phase = Phase::Dead;
    if (m_deferred)
        m_listener.poll().forget(this);
    if (m_response)
        m_response->detach();
    if (m_pipe) {
        Q_EMIT m_pipe->disconnected(); // QtHttpServer deletes the pipe and its request object
        if (m_pipe)
            m_pipe->deleteLater();
    }
}

void Connection::enter(Phase phase)
{
    m_phase = phase;
    m_phaseSince = m_listener.nowMs();
    if (phase == Phase::Idle)
        m_restsSince = m_listener.nextNumber();
}

void Connection::die()
{
    if (m_phase == Phase::Dead)
        return;
    m_listener.poll().remove(m_wire->descriptor(), this);
    m_phase = Phase::Dead;
    if (auto response = std::exchange(m_response, nullptr))
        response->detach();
    m_wire.reset();
    m_listener.retire(this); // deleted from the event loop: callers further up the stack still use this object
}

void Connection::ready(unsigned readiness)
{
    if (readiness & EventPoll::Hangup) {
        // Both directions are gone. What was received before may still hold a whole request, but nobody to answer.
        die();
        return;
    }
    if (readiness & EventPoll::Writable) {
        flush();
        if (m_phase != Phase::Dead && m_wire->wantsWrite())
            readiness |= EventPoll::Readable;
    }
    if (m_phase != Phase::Dead && (readiness & EventPoll::Readable))
        readMore();
}

void Connection::readMore()
{
    auto &block = readBlock();
    for (int turn = 0; turn < kReadsPerTurn && m_phase != Phase::Dead && !m_peerClosed; ++turn) {
        const SocketRead got = m_wire->read(block.data(), block.size());
        if (got.kind == SocketRead::WouldBlock)
            break;
        if (got.kind == SocketRead::Failed) {
            die();
            return;
        }
        if (got.kind == SocketRead::End) {
            peerClosed();
            return;
        }
        if (m_phase == Phase::Lingering)
            continue; // the answer is out; what still comes is thrown away
        m_in.append(block.data(), got.size);
        if (m_phase != Phase::Busy)
            advance();
        if (m_phase == Phase::Busy && m_in.size() > m_listener.limits().pipelinedBytes) {
            m_overflow = true; // the interest is dropped below, and TCP holds the sender back
            break;
        }
        if (got.size < block.size() && m_phase != Phase::Dead && !m_wire->hasBuffered())
            break;
    }
    if (m_phase != Phase::Dead && m_outAt < m_out.size() && m_wire->writeWaitsForRead())
        flush();
    if (m_phase != Phase::Dead)
        updateInterest();
}

void Connection::advance()
{
    if (m_advancing)
        return; // an answer ended inside dispatch(): the loop below goes on
    m_advancing = true;
    while (m_phase != Phase::Dead && m_phase != Phase::Busy && m_phase != Phase::Lingering && !m_in.empty()) {
        const std::size_t before = m_in.size();
        const Phase phase = m_phase;
        advanceOnce();
        if (m_phase == phase && m_in.size() == before)
            break; // the parser waits for more
    }
    m_advancing = false;
    if (m_phase == Phase::Dead)
        return;
    if (m_in.empty() && m_in.capacity() > kKeepCapacity)
        std::string().swap(m_in);
    if (m_peerClosed && m_phase != Phase::Busy && m_phase != Phase::Lingering)
        linger(); // half-closed, everything answered
}

void Connection::advanceOnce()
{
    if (m_phase == Phase::Idle)
        enter(Phase::Head);
    const std::size_t used = m_parser.feed(m_in);
    if (used == m_in.size())
        m_in.clear();
    else
        m_in.erase(0, used);
    switch (m_parser.state()) {
    case RequestParser::State::Failed:
        failRequest(m_parser.error());
        return;
    case RequestParser::State::Body:
        if (m_phase == Phase::Head)
            headArrived();
        return;
    case RequestParser::State::Complete:
        dispatch();
        return;
    case RequestParser::State::Head:
        return;
    }
}

void Connection::becomeKnown()
{
    if (!std::exchange(m_known, true))
        m_listener.becomeKnown(this);
}

void Connection::headArrived()
{
    enter(Phase::Body);
    HttpRequest &request = m_parser.request();
    // A body that is already here costs nothing to read, and its request is checked when it is dispatched; a client
    // that waits or uploads is stopped before it does.
    const std::size_t told = m_parser.toldBodyBytes();
    if (told > 0 && m_in.size() >= told)
        return;
    request.peerAddress = m_peerAddress;
    request.secure = m_wire->isSecure();
    const Status admitted = m_listener.server().checkHead(request, told, m_listener.bodyRoom());
    if (!admitted) {
        failRequest(admitted.error());
        return;
    }
    if (request.callerKnown)
        becomeKnown();
    if (request.expectsContinue && m_in.empty())
        write("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::dispatch()
{
    enter(Phase::Busy);
    HttpRequest request = std::move(m_parser.request());
    request.peerAddress = m_peerAddress;
    request.secure = m_wire->isSecure();
    request.receivedNs = m_listener.clock().steadyNs();
    m_parser.reset();
    if (!request.keepAlive || m_listener.isDraining())
        m_close = true;
    m_response = std::make_shared<ResponseStream>(this, request.isHead(), !request.http10, !m_close);
    if (!m_pipe) {
        m_response->sendError(GatewayError::make(ErrorCode::Internal, "the connection cannot take requests"));
        return;
    }
    m_listener.server().dispatch(*this, *m_pipe, std::move(request), m_response);
}

void Connection::failRequest(const GatewayError &error)
{
    if (!m_wire->isEstablished()) {
        die(); // in the middle of a handshake nothing can be said
        return;
    }
    enter(Phase::Busy);
    m_close = true;
    m_response = std::make_shared<ResponseStream>(this, m_parser.request().isHead(), true, false);
    const auto response = m_response;
    m_listener.server().prepare(*response, m_parser.request());
    const GatewayError told = error; // it may be the parser's
    m_parser.reset();                // what came of the body is of no use, and its room is somebody else's
    response->sendError(told);
}

void Connection::refuse(const GatewayError &error)
{
    failRequest(error);
}

void Connection::answered()
{
    // Called by the response when its last byte has been handed to write().
    if (m_phase == Phase::Dead)
        return;
    m_response.reset();
    m_held.reset();
    if (m_overflow && !m_close) {
        failRequest(GatewayError::make(ErrorCode::Overloaded, "too many pipelined requests; wait for answers"));
        return;
    }
    if (m_close) {
        linger();
        return;
    }
    enter(Phase::Idle);
    if (m_peerClosed && m_in.empty()) {
        linger();
        return;
    }
    if (!m_in.empty())
        advance();
    if (m_phase != Phase::Dead)
        updateInterest();
}

void Connection::linger()
{
    // Closing with unread bytes in the socket would reset the connection and could take the answer with it, so the
    // writing side is closed first and the rest of what the client sends is read away for a moment.
    enter(Phase::Lingering);
    m_in.clear();
    if (m_outAt < m_out.size()) {
        updateInterest();
        return; // flush() comes back here
    }
    m_wire->shutdown();
    if (m_peerClosed) {
        die();
        return;
    }
    updateInterest();
}

void Connection::peerClosed()
{
    m_peerClosed = true;
    switch (m_phase) {
    case Phase::Busy:
        // A FIN is all that both a half-close and a full close show. Who has only closed its sending side is owed the
        // answer; who has gone answers the next bytes with a reset. So a client of an unfinished answer is sent bytes
        // that change nothing: the first ones of every answer, or a comment inside an event stream.
        if (m_response)
            m_response->probe();
        if (m_phase != Phase::Dead)
            updateInterest();
        return;
    case Phase::Lingering:
        if (m_outAt < m_out.size()) {
            updateInterest();
            return;
        }
        die();
        return;
    default:
        die();
        return;
    }
}

void Connection::write(std::string_view bytes)
{
    if (m_phase == Phase::Dead || bytes.empty())
        return;
    m_out += bytes;
    m_wasCongested = m_wasCongested || congested();
    if (m_out.size() - m_outAt >= kFlushNow) {
        flush();
    } else if (!m_deferred) {
        m_deferred = true;
        m_listener.poll().defer(this);
    }
}

void Connection::endOfTurn()
{
    m_deferred = false;
    if (m_phase != Phase::Dead)
        flush();
}

void Connection::flush()
{
    while (m_outAt < m_out.size()) {
        const std::ptrdiff_t taken = m_wire->write(m_out.data() + m_outAt, m_out.size() - m_outAt);
        if (taken < 0) {
            die();
            return;
        }
        if (taken == 0)
            break;
        m_lastWrite = m_listener.nowMs();
        m_outAt += static_cast<std::size_t>(taken);
    }
    if (m_outAt == m_out.size()) {
        m_outAt = 0;
        if (m_out.capacity() > kKeepCapacity)
            std::string().swap(m_out);
        else
            m_out.clear();
    } else if (m_outAt > m_out.size() / 2) {
        m_out.erase(0, m_outAt);
        m_outAt = 0;
    }
    if (m_phase == Phase::Lingering && m_out.empty()) {
        linger();
        return;
    }
    if (m_wasCongested && m_out.size() - m_outAt <= m_listener.limits().lowWater) {
        m_wasCongested = false;
        if (const auto response = m_response)
            response->notifyDrained();
    }
    if (m_phase != Phase::Dead)
        updateInterest();
}

bool Connection::congested() const
{
    return m_out.size() - m_outAt > m_listener.limits().highWater;
}

void Connection::updateInterest()
{
    unsigned interest = m_overflow || m_peerClosed ? unsigned(EventPoll::None) : unsigned(EventPoll::Read);
    if ((m_outAt < m_out.size() && !m_wire->writeWaitsForRead()) || m_wire->wantsWrite())
        interest |= EventPoll::Write;
    if (interest == m_interest)
        return;
    m_interest = interest;
    m_listener.poll().modify(m_wire->descriptor(), interest, this);
}

void Connection::resetByServer()
{
    if (m_phase == Phase::Dead)
        return;
    m_listener.poll().remove(m_wire->descriptor(), this);
    m_phase = Phase::Dead;
    m_wire->reset();
    m_wire.reset();
    if (auto response = std::exchange(m_response, nullptr))
        response->detach();
    m_listener.retire(this);
}

void Connection::drain()
{
    if (m_phase == Phase::Idle || (m_phase == Phase::Head && m_in.empty()))
        linger();
    else
        m_close = true;
}

std::size_t Connection::leastBodyBytesPerSecond() const
{
    const BodyRoom *room = m_listener.bodyRoom();
    const std::size_t least = m_listener.limits().bodyBytesPerSecond;
    return room && room->isTight() ? std::max(least, kBodyBytesPerSecondWhenTight) : least;
}

void Connection::tick(std::int64_t nowMs)
{
    const HttpLimits &limits = m_listener.limits();
    const std::int64_t inPhase = nowMs - m_phaseSince;
    const bool stalled = m_outAt < m_out.size() && nowMs - m_lastWrite > limits.writeStall.count();
    switch (m_phase) {
    case Phase::Idle:
        if (inPhase > limits.idle.count())
            linger();
        return;
    case Phase::Head:
        if (inPhase > limits.headerTime.count())
            failRequest(GatewayError::make(ErrorCode::RequestTimeout, "the request head took too long"));
        return;
    case Phase::Body:
        if (inPhase > kBodyGraceMs &&
            m_parser.bodyBytes() < static_cast<std::size_t>(inPhase) * leastBodyBytesPerSecond() / 1000)
            failRequest(GatewayError::make(ErrorCode::RequestTimeout, "the request body came too slowly"));
        return;
    case Phase::Busy:
        if (stalled)
            resetByServer();
        else if (m_response && m_response->isEventStream() && m_outAt == m_out.size() &&
                 nowMs - m_lastWrite > limits.keepAliveComment.count())
            m_response->comment();
        return;
    case Phase::Lingering:
        if (inPhase > kLingerMs && (m_outAt == m_out.size() || stalled))
            die();
        return;
    case Phase::Dead:
        m_listener.retire(this);
        return;
    }
}

} // namespace ostiary
