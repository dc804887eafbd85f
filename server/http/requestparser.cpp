// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/requestparser.h"

#include "server/http/target.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstring>

namespace ostiary {

namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr std::string_view kNoRoom = "there is no room for the body"; ///< BodyRoom has the words for the client

// What a head line may not hold: the grammar below would accept some of it, others would read it differently.
std::string_view headDefect(std::string_view head)
{
    std::size_t lineStart = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const char c = head[i];
        if (c == '\0')
            return "NUL byte in the request head";
        if (c == '\n' && (i == 0 || head[i - 1] != '\r'))
            return "a line of the request head ends without CR";
        if (c == '\r' && (i + 1 >= head.size() || head[i + 1] != '\n'))
            return "stray CR in the request head";
        if (c == '\n') {
            lineStart = i + 1;
            if (lineStart < head.size() && (head[lineStart] == ' ' || head[lineStart] == '\t'))
                return "folded header line";
        }
    }
    return {};
}

ErrorCode codeOf(const beast::error_code &error)
{
    if (error == http::error::body_limit)
        return ErrorCode::PayloadTooLarge;
    if (error == http::error::header_limit)
        return ErrorCode::HeadersTooLarge;
    if (error == http::error::bad_version)
        return ErrorCode::VersionNotSupported;
    return ErrorCode::BadRequest;
}

} // namespace

/// Beast's incremental grammar, writing straight into the HttpRequest.
class RequestParser::Grammar final : public http::basic_parser<true>
{
public:
    Grammar(HttpRequest &request, const HttpLimits &limits) : m_request(request), m_limits(limits)
    {
        header_limit(static_cast<std::uint32_t>(limits.header + limits.requestLine + 1024));
        body_limit(limits.body);
    }

    ErrorCode code = ErrorCode::BadRequest;
    std::string_view why;

private:
    void refuse(beast::error_code &error, ErrorCode refusal, std::string_view text)
    {
        code = refusal;
        why = text;
        error = http::error::bad_field;
    }

    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code &error) override
    {
        const std::string_view name(method.data(), method.size());
        const std::string_view path(target.data(), target.size());
        m_request.setStart(name, path);
        m_request.http10 = version < 11;
        m_request.keepAlive = version >= 11;
        if (version != 10 && version != 11)
            return refuse(error, ErrorCode::VersionNotSupported, "only HTTP/1.0 and HTTP/1.1 are spoken here");
        if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            return refuse(error, ErrorCode::BadRequest, "the method must be upper-case letters");
        constexpr std::string_view known[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
        if (name == "TRACE" || name == "CONNECT")
            return refuse(error, ErrorCode::MethodNotAllowed, "this method is not allowed");
        if (std::find(std::begin(known), std::end(known), name) == std::end(known))
            return refuse(error, ErrorCode::NotImplemented, "unknown method");
        if (const auto defect = targetDefect(path); !defect.empty())
            return refuse(error, ErrorCode::BadRequest, defect);
    }

    void on_response_impl(int, beast::string_view, int, beast::error_code &) override {}

    void on_field_impl(http::field, beast::string_view fieldName, beast::string_view fieldValue,
                       beast::error_code &error) override
    {
        const std::string_view name(fieldName.data(), fieldName.size());
        const std::string_view value(fieldValue.data(), fieldValue.size());
        if (++m_fieldCount > m_limits.fields)
            return refuse(error, ErrorCode::HeadersTooLarge, "too many header fields");
        if (m_headDone)
            return; // trailers are counted and dropped
        m_request.addField(name, value);
        switch (name.size()) {
        case 4:
            if (equalsLower(name, "host")) {
                if (m_hosts++)
                    return refuse(error, ErrorCode::BadRequest, "more than one Host field");
                if (const auto defect = hostDefect(value); !defect.empty())
                    return refuse(error, ErrorCode::BadRequest, defect);
            }
            break;
        case 6:
            if (equalsLower(name, "expect")) {
                if (!equalsLower(value, "100-continue"))
                    return refuse(error, ErrorCode::ExpectationFailed, "the only expectation met here is 100-continue");
                m_request.expectsContinue = !m_request.http10;
            }
            break;
        case 7:
        case 9:
        case 13:
        case 14:
            if (equalsLower(name, "api-key") || equalsLower(name, "x-api-key") || equalsLower(name, "authorization"))
                return takeCredential(name, value, error);
            if (equalsLower(name, "x-goog-api-key")) // how Google's SDKs send it
                return takeCredential(name, value, error);
            if (equalsLower(name, "content-length"))
                return checkLength(value, error);
            break;
        case 10:
            if (equalsLower(name, "connection"))
                readConnection(value);
            break;
        case 16:
            if (equalsLower(name, "content-encoding") && !value.empty() && !equalsLower(value, "identity"))
                return refuse(error, ErrorCode::UnsupportedMedia, "send the body without Content-Encoding");
            break;
        case 17:
            if (equalsLower(name, "transfer-encoding")) {
                if (m_chunked)
                    return refuse(error, ErrorCode::BadRequest, "more than one Transfer-Encoding field");
                if (m_request.http10 || m_lengths)
                    return refuse(error, ErrorCode::BadRequest,
                                  "Transfer-Encoding beside Content-Length or in HTTP/1.0");
                if (!equalsLower(value, "chunked"))
                    return refuse(error, ErrorCode::NotImplemented, "the only transfer coding understood is chunked");
                m_chunked = true;
            }
            break;
        default:
            break;
        }
    }

    void takeCredential(std::string_view name, std::string_view value, beast::error_code &error)
    {
        if (m_credentials++)
            return refuse(error, ErrorCode::BadRequest, "more than one credential; send exactly one key");
        std::size_t skip = 0;
        if (name.size() == 13) {
            if (value.size() < 7 || !equalsLower(value.substr(0, 7), "bearer "))
                return; // another scheme: no credential that could be admitted
            skip = std::min(value.find_first_not_of(' ', 7), value.size());
        }
        m_request.setCredential(m_request.fields().back(), skip);
    }

    void checkLength(std::string_view value, beast::error_code &error)
    {
        if (m_lengths++)
            return refuse(error, ErrorCode::BadRequest, "more than one Content-Length field");
        if (m_chunked)
            return refuse(error, ErrorCode::BadRequest, "Content-Length beside Transfer-Encoding");
        const bool digits =
            !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!digits)
            return refuse(error, ErrorCode::BadRequest, "Content-Length is not a number");
        if (value.size() > 18)
            return refuse(error, ErrorCode::PayloadTooLarge, "the body is too large");
    }

    void readConnection(std::string_view value)
    {
        while (!value.empty()) {
            const std::size_t comma = value.find(',');
            std::string_view token = value.substr(0, comma);
            while (!token.empty() && (token.front() == ' ' || token.front() == '\t'))
                token.remove_prefix(1);
            while (!token.empty() && (token.back() == ' ' || token.back() == '\t'))
                token.remove_suffix(1);
            if (equalsLower(token, "close"))
                m_request.keepAlive = false;
            else if (equalsLower(token, "keep-alive") && m_request.http10)
                m_request.keepAlive = true;
            value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
        }
    }

    void on_header_impl(beast::error_code &error) override
    {
        m_headDone = true;
        m_fieldCount = 0;
        if (m_hosts == 0 && !m_request.http10)
            refuse(error, ErrorCode::BadRequest, "no Host field");
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const &length, beast::error_code &) override
    {
        if (length)
            m_request.body.expect(static_cast<std::size_t>(*length));
    }

    std::size_t on_body_impl(beast::string_view bytes, beast::error_code &error) override
    {
        if (!m_request.body.append(std::string_view(bytes.data(), bytes.size())))
            refuse(error, ErrorCode::Overloaded, kNoRoom);
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, beast::error_code &error) override
    {
        if (m_request.body.size() + bytes.size() > m_limits.body) {
            error = http::error::body_limit;
            return 0;
        }
        return on_body_impl(bytes, error);
    }

    void on_finish_impl(beast::error_code &error) override
    {
        if (!m_request.body.finish())
            refuse(error, ErrorCode::Overloaded, kNoRoom);
    }

    HttpRequest &m_request;
    const HttpLimits &m_limits;
    std::size_t m_fieldCount = 0;
    int m_hosts = 0;
    int m_lengths = 0;
    int m_credentials = 0;
    bool m_chunked = false;
    bool m_headDone = false;
};

RequestParser::RequestParser(const HttpLimits &limits, BodyRoom *room) : m_limits(limits), m_room(room)
{
    reset();
}
RequestParser::~RequestParser() = default;

RequestParser::State RequestParser::state() const
{
    return m_state;
}
const GatewayError &RequestParser::error() const
{
    return m_error;
}
HttpRequest &RequestParser::request()
{
    return m_request;
}
std::size_t RequestParser::bodyBytes() const
{
    return m_request.body.size();
}

std::size_t RequestParser::toldBodyBytes() const
{
    const auto told = m_grammar->content_length();
    return told ? static_cast<std::size_t>(*told) : 0;
}

void RequestParser::reset()
{
    m_request.clear();
    m_request.body.setRoom(m_room);
    m_grammar = std::make_unique<Grammar>(m_request, m_limits);
    m_state = State::Head;
}

void RequestParser::fail(ErrorCode code, std::string_view why)
{
    m_error = code == ErrorCode::Overloaded && m_room ? m_room->refusal() : GatewayError::make(code, std::string(why));
    m_state = State::Failed;
}

std::size_t RequestParser::feed(std::string_view data)
{
    switch (m_state) {
    case State::Head:
        return feedHead(data);
    case State::Body:
        return feedBody(data);
    default:
        return 0;
    }
}

std::size_t RequestParser::feedHead(std::string_view data)
{
    std::size_t skipped = 0;
    while (skipped < 4 && data.substr(skipped).starts_with("\r\n"))
        skipped += 2; // RFC 9112, 2.2: an empty line before the request line is to be ignored
    const std::string_view text = data.substr(skipped);
    const std::size_t lineEnd = text.substr(0, m_limits.requestLine + 2).find('\n');
    if (lineEnd == std::string_view::npos && text.size() > m_limits.requestLine) {
        fail(ErrorCode::UriTooLong, "the request line is too long");
        return 0;
    }
    const std::size_t most = m_limits.header + (lineEnd == std::string_view::npos ? 0 : lineEnd + 1);
    const std::size_t end = text.substr(0, most + 4).find("\r\n\r\n");
    if (end == std::string_view::npos) {
        if (text.size() > most)
            fail(ErrorCode::HeadersTooLarge, "the header is too large");
        else if (text.find("\n\n") != std::string_view::npos)
            fail(ErrorCode::BadRequest, "a line of the request head ends without CR");
        return skipped == data.size() ? 0 : (m_state == State::Failed ? 0 : skipped);
    }
    const std::string_view head = text.substr(0, end + 4);
    if (const auto defect = headDefect(head); !defect.empty()) {
        fail(ErrorCode::BadRequest, defect);
        return 0;
    }
    beast::error_code error;
    const std::size_t used = m_grammar->put(boost::asio::buffer(head.data(), head.size()), error);
    if (error && error != http::error::need_more) {
        if (m_grammar->why.empty())
            fail(codeOf(error),
                 error == http::error::body_limit ? "the body is too large" : "malformed request: " + error.message());
        else
            fail(m_grammar->code, m_grammar->why);
        return 0;
    }
    if (!m_grammar->is_header_done()) {
        fail(ErrorCode::BadRequest, "malformed request");
        return 0;
    }
    m_grammar->eager(true);
    m_state = m_grammar->is_done() ? State::Complete : State::Body;
    return skipped + used;
}

std::size_t RequestParser::feedBody(std::string_view data)
{
    constexpr std::size_t kMaxChunkHead = 4096; // a chunk size with extensions, or trailers
    beast::error_code error;
    std::size_t used = 0;
    while (used < data.size() && !m_grammar->is_done()) {
        const std::size_t n = m_grammar->put(boost::asio::buffer(data.data() + used, data.size() - used), error);
        used += n;
        if (error == http::error::need_more) {
            if (data.size() - used > kMaxChunkHead)
                fail(ErrorCode::BadRequest, "a chunk header or trailer is too long");
            return used;
        }
        if (error) {
            if (!m_grammar->why.empty())
                fail(m_grammar->code, m_grammar->why);
            else
                fail(codeOf(error),
                     error == http::error::body_limit ? "the body is too large" : "malformed body: " + error.message());
            return used;
        }
        if (n == 0)
            break;
    }
    if (m_grammar->is_done())
        m_state = State::Complete;
    return used;
}

} // namespace ostiary
