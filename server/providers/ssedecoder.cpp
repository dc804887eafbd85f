// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/ssedecoder.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::size_t kPadding = 64; ///< what simdjson may read behind a text
constexpr std::size_t kKeepCapacity = 8 * 1024;

} // namespace

std::optional<bool> isEventStream(std::string_view body)
{
    constexpr std::string_view kMark = "\xef\xbb\xbf";
    if (kMark.starts_with(body.substr(0, 3)) && body.size() < kMark.size())
        return std::nullopt;
    if (body.starts_with(kMark))
        body.remove_prefix(kMark.size());
    // Blank lines keep some connections alive, before events as before JSON.
    body.remove_prefix(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
    if (body.empty())
        return std::nullopt;
    for (const std::string_view field : {":", "data:", "event:", "id:", "retry:"}) {
        if (body.starts_with(field))
            return true;
        if (field.starts_with(body))
            return std::nullopt;
    }
    return false;
}

void SseDecoder::compact()
{
    if (m_at == 0)
        return;
    if (m_at == m_buffer.size()) {
        if (m_buffer.capacity() > kKeepCapacity)
            std::string().swap(m_buffer);
        else
            m_buffer.clear();
    } else {
        m_buffer.erase(0, m_at);
    }
    m_line -= m_at;
    m_scan -= m_at;
    m_at = 0;
}

void SseDecoder::feed(std::string_view bytes)
{
    if (m_overflown)
        return;
    compact();
    const std::size_t wanted = m_buffer.size() + bytes.size() + kPadding;
    if (m_buffer.capacity() < wanted)
        m_buffer.reserve(m_buffer.empty() ? wanted : wanted * 3 / 2);
    m_buffer += bytes;
    if (m_start && m_buffer.size() >= 3) {
        m_start = false;
        if (m_buffer.starts_with("\xef\xbb\xbf"))
            m_at = m_line = m_scan = 3;
    }
}

std::optional<SseDecoder::Event> SseDecoder::next()
{
    while (m_scan < m_buffer.size()) {
        const std::size_t end = m_buffer.find_first_of("\r\n", m_scan);
        if (end == std::string::npos) {
            m_scan = m_buffer.size();
            break;
        }
        std::size_t after = end + 1;
        if (m_buffer[end] == '\r') {
            if (after == m_buffer.size()) {
                m_scan = end; // a LF may follow
                break;
            }
            if (m_buffer[after] == '\n')
                ++after;
        }
        const bool empty = end == m_line;
        m_line = m_scan = after;
        if (empty)
            return makeEvent(after);
    }
    if (m_buffer.size() - m_at > kMaxEventBytes)
        m_overflown = true;
    return std::nullopt;
}

std::optional<SseDecoder::Event> SseDecoder::last()
{
    if (m_at >= m_buffer.size() || m_overflown)
        return std::nullopt;
    return makeEvent(m_buffer.size());
}

std::optional<SseDecoder::Event> SseDecoder::makeEvent(std::size_t end)
{
    Event event;
    event.raw = std::string_view(m_buffer).substr(m_at, end - m_at);
    int dataLines = 0;
    std::string_view rest = event.raw;
    while (!rest.empty()) {
        const std::size_t lineEnd = rest.find_first_of("\r\n");
        const std::string_view line = rest.substr(0, lineEnd);
        rest = lineEnd == std::string_view::npos ? std::string_view() : rest.substr(lineEnd + 1);
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
        if (value.starts_with(' '))
            value.remove_prefix(1);
        if (name == "event") {
            event.type = value;
        } else if (name == "data") {
            if (++dataLines == 1) {
                event.data = value;
            } else {
                if (dataLines == 2)
                    m_joined = event.data;
                m_joined += '\n';
                m_joined += value;
            }
        }
    }
    if (dataLines > 1) {
        m_joined.reserve(m_joined.size() + kPadding);
        event.data = m_joined;
        event.dataCapacity = m_joined.capacity();
    } else if (dataLines == 1) {
        event.dataInRaw = true;
        event.dataCapacity = m_buffer.capacity() - static_cast<std::size_t>(event.data.data() - m_buffer.data());
    }
    m_at = m_line = m_scan = end;
    return event;
}

} // namespace ostiary
