// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/errorform.h"
#include "server/http/responseheaders.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace ostiary {

class Connection;

/// The answer to one request: whole, or begun, written and ended. Outlives the connection as a dead end, so that who
/// holds it late writes into nothing. Belongs to the connection's thread.
class ResponseStream
{
public:
    /// Who produces the answer.
    class Observer
    {
    public:
        /// The client has gone; nothing written from here on arrives. The stream no longer knows the observer.
        virtual void clientGone() = 0;
        /// After `congested()` was true: there is room again.
        virtual void drained() {}

    protected:
        ~Observer() = default;
    };

    ResponseStream(Connection *connection, bool headOnly, bool chunkable, bool keepAlive);

    void setObserver(Observer *observer) { m_observer = observer; }
    /// Fields in wire form that the answer bears, whatever it is.
    void setFields(std::string fields) { m_fields = std::move(fields); }
    void setErrorForm(ErrorForm form) { m_errorForm = form; }
    ErrorForm errorForm() const { return m_errorForm; }
    bool isOpen() const { return m_connection && !m_ended; }
    bool isBegun() const { return m_begun; }

    /// A whole answer with Content-Length.
    void send(int status, std::string_view contentType, const ResponseHeaders &headers, std::string_view body);
    void sendJson(int status, std::string_view body) { send(status, "application/json", {}, body); }
    /// The error in the form of the surface, with Retry-After where the error has one.
    void sendError(const GatewayError &error, const ResponseHeaders &headers = {});

    /// Starts an answer of unknown length; `text/event-stream` gets comments while nothing else is sent.
    void begin(int status, std::string_view contentType, const ResponseHeaders &headers);
    void write(std::string_view bytes);
    /// The last bytes and the end, in one packet where possible.
    void end(std::string_view lastBytes = {});
    /// Closes the connection in good order but without the end of the answer; only a provider under test does that.
    void hangUp();
    /// Resets the connection: the client must not take what it has for a whole answer.
    void abort();

    /// More is waiting to be sent than the high-water mark; the producer should pause until `drained()`.
    bool congested() const;

    /// Called by the connection.
    void detach();
    void notifyDrained();
    void comment();
    /// Sends bytes that change nothing, so that a client that has gone answers with a reset: the first ones of every
    /// answer (interim ones, 102 for example, are taken for the answer by some clients), or a comment among events.
    void probe();
    bool isEventStream() const { return m_eventStream && m_begun && !m_ended; }

private:
    void appendHead(std::string &out, int status, std::string_view contentType, const ResponseHeaders &headers);
    void appendChunk(std::string &out, std::string_view bytes) const;

    Connection *m_connection;
    Observer *m_observer = nullptr;
    std::string m_fields;
    ErrorForm m_errorForm = ErrorForm::OpenAi;
    bool m_headOnly;
    bool m_chunkable;
    bool m_keepAlive;
    bool m_probed = false; ///< the first bytes of the answer are out
    bool m_begun = false;
    bool m_ended = false;
    bool m_eventStream = false;
};

} // namespace ostiary
