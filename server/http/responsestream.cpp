// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/responsestream.h"

#include "server/http/connection.h"

#include <boost/beast/http/status.hpp>

#include <array>
#include <charconv>
#include <ctime>
#include <utility>

namespace ostiary {

namespace {

constexpr std::string_view kVersion = "HTTP/1.1 ";

// RFC 9110, 6.6.1: an origin server with a clock sends Date. Formatted once a second per thread.
std::string_view dateField()
{
    static thread_local std::time_t formatted = 0;
    static thread_local std::array<char, 48> text{};
    const std::time_t now = std::time(nullptr);
    if (now != formatted) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        std::strftime(text.data(), text.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
        formatted = now;
    }
    return text.data();
}

} // namespace

ResponseStream::ResponseStream(Connection *connection, bool headOnly, bool chunkable, bool keepAlive)
    : m_connection(connection), m_headOnly(headOnly), m_chunkable(chunkable), m_keepAlive(keepAlive)
{
}

void ResponseStream::appendHead(std::string &out, int status, std::string_view contentType,
                                const ResponseHeaders &headers)
{
    if (!m_probed)
        out += kVersion;
    out += std::to_string(status);
    out += ' ';
    const auto phrase = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    out.append(phrase.data(), phrase.size());
    out += "\r\n";
    out += dateField();
    if (!contentType.empty()) {
        out += "Content-Type: ";
        out += contentType;
        out += "\r\n";
    }
    out += m_fields;
    out += headers.text();
    out += m_keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
}

void ResponseStream::appendChunk(std::string &out, std::string_view bytes) const
{
    if (bytes.empty() || m_headOnly)
        return;
    if (!m_chunkable) {
        out += bytes;
        return;
    }
    std::array<char, 20> hex{};
    const auto end = std::to_chars(hex.data(), hex.data() + hex.size(), bytes.size(), 16).ptr;
    out.append(hex.data(), end);
    out += "\r\n";
    out += bytes;
    out += "\r\n";
}

void ResponseStream::send(int status, std::string_view contentType, const ResponseHeaders &headers,
                          std::string_view body)
{
    if (!isOpen() || m_begun)
        return;
    m_begun = m_ended = true;
    std::string out;
    out.reserve(body.size() + headers.text().size() + 256);
    appendHead(out, status, contentType, headers);
    if (status != 204) {
        out += "Content-Length: ";
        out += std::to_string(body.size());
        out += "\r\n";
    }
    out += "\r\n";
    if (!m_headOnly)
        out += body;
    m_connection->write(out);
    if (m_connection)
        m_connection->answered();
}

void ResponseStream::sendError(const GatewayError &error, const ResponseHeaders &headers)
{
    ResponseHeaders all = headers;
    if (error.retryAfterSeconds)
        all.add("retry-after", std::to_string(*error.retryAfterSeconds));
    if (!error.waitingHelps())
        all.add("x-should-retry", "false");
    if (error.status == 401)
        all.add("www-authenticate", "Bearer");
    send(error.status, "application/json", all, errorBody(error, m_errorForm));
}

void ResponseStream::begin(int status, std::string_view contentType, const ResponseHeaders &headers)
{
    if (!isOpen() || m_begun)
        return;
    m_begun = true;
    m_eventStream = contentType.starts_with("text/event-stream");
    if (!m_chunkable)
        m_keepAlive = false; // HTTP/1.0: the end of the connection is the end of the answer
    std::string out;
    appendHead(out, status, contentType, headers);
    if (m_chunkable)
        out += "Transfer-Encoding: chunked\r\n";
    out += "\r\n";
    m_connection->write(out);
}

void ResponseStream::write(std::string_view bytes)
{
    if (!isOpen() || !m_begun || bytes.empty() || m_headOnly)
        return;
    if (!m_chunkable) {
        m_connection->write(bytes);
        return;
    }
    static thread_local std::string framed;
    framed.clear();
    appendChunk(framed, bytes);
    m_connection->write(framed);
}

void ResponseStream::end(std::string_view lastBytes)
{
    if (!isOpen() || !m_begun)
        return;
    m_ended = true;
    std::string out;
    appendChunk(out, lastBytes);
    if (m_chunkable && !m_headOnly)
        out += "0\r\n\r\n";
    if (!m_chunkable)
        m_connection->closeAfterAnswer();
    m_connection->write(out);
    if (m_connection)
        m_connection->answered();
}

void ResponseStream::hangUp()
{
    if (!isOpen())
        return;
    m_ended = true;
    m_connection->closeAfterAnswer();
    m_connection->answered();
}

void ResponseStream::abort()
{
    if (!isOpen())
        return;
    m_ended = true;
    m_observer = nullptr;
    m_connection->resetByServer();
}

bool ResponseStream::congested() const
{
    return m_connection && m_connection->congested();
}

void ResponseStream::detach()
{
    m_connection = nullptr;
    if (Observer *observer = m_observer) {
        m_observer = nullptr;
        if (!m_ended)
            observer->clientGone();
    }
}

void ResponseStream::notifyDrained()
{
    if (m_observer && !m_ended)
        m_observer->drained();
}

void ResponseStream::probe()
{
    if (!isOpen())
        return;
    if (isEventStream())
        comment();
    else if (!m_begun && !std::exchange(m_probed, true))
        m_connection->write(kVersion);
}

void ResponseStream::comment()
{
    write(": keep-alive\n\n");
}

} // namespace ostiary
