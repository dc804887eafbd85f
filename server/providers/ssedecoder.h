// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// Whether `body` begins as server-sent events do, whatever its Content-Type says; nothing while too little is there to
/// tell. JSON, pages and plain text do not.
std::optional<bool> isEventStream(std::string_view body);

/// Cuts a stream of server-sent events into events, wherever the network has cut it into reads.
/// Line ends may be LF, CRLF or CR, mixed (WHATWG HTML, "Server-sent events").
class SseDecoder
{
public:
    static constexpr std::size_t kMaxEventBytes = 8 * 1024 * 1024;

    /// Views into the decoder, good until its next call.
    struct Event
    {
        std::string_view type;        ///< of `event:`, or empty
        std::string_view data;        ///< of `data:`, several lines joined by LF
        std::string_view raw;         ///< the whole event as it came, with the empty line that ends it
        std::size_t dataCapacity = 0; ///< readable bytes from the start of `data` on, for simdjson
        bool dataInRaw = false;       ///< `data` is a part of `raw`
    };

    void feed(std::string_view bytes);
    /// The next complete event, comments included (their data is empty).
    std::optional<Event> next();
    /// After the last byte: what stands there without an empty line behind it.
    std::optional<Event> last();
    /// An event grew beyond kMaxEventBytes; nothing more comes.
    bool overflown() const { return m_overflown; }

private:
    std::optional<Event> makeEvent(std::size_t end);
    void compact();

    std::string m_buffer;
    std::string m_joined;   ///< data of an event with several data lines
    std::size_t m_at = 0;   ///< start of the event being read
    std::size_t m_line = 0; ///< start of the line being read
    std::size_t m_scan = 0; ///< bytes before this hold no line end that was not seen
    bool m_start = true;
    bool m_overflown = false;
};

} // namespace ostiary
