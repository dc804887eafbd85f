// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/bodyroom.h"

#include <string>
#include <string_view>
#include <utility>

namespace ostiary {

/// The body of a request, one contiguous run of bytes: in memory, or, when it is large, in a file without a name that
/// is mapped once the body is whole. Holds its bytes of the process's room until it goes.
class RequestBody
{
public:
    RequestBody() = default;
    RequestBody(std::string text) : m_text(std::move(text)) {}
    RequestBody(RequestBody &&other) noexcept { swap(other); }
    RequestBody &operator=(RequestBody &&other) noexcept
    {
        RequestBody(std::move(other)).swap(*this);
        return *this;
    }
    ~RequestBody();

    /// Bytes that simdjson may read past the end; `capacity` counts them.
    static constexpr std::size_t kPadding = 64;

    /// Where the bytes are counted and spooled; before the first one. Without it all stay in memory, uncounted.
    void setRoom(BodyRoom *room) { m_room = room; }
    /// Makes room in memory for a body that is told to have `size` bytes.
    void expect(std::size_t size);
    /// False when there is no room for these bytes.
    bool append(std::string_view bytes);
    /// After the last byte; false when there is no memory to show it.
    bool finish();
    void clear();

    std::string_view view() const { return m_map ? std::string_view(m_map, m_size) : std::string_view(m_text); }
    operator std::string_view() const { return view(); }
    const char *data() const { return view().data(); }
    std::size_t size() const { return m_file >= 0 ? m_size : view().size(); }
    bool empty() const { return size() == 0; }
    /// Bytes that may be read from `data()` on, with the padding.
    std::size_t capacity();
    /// Whether the bytes are in a file.
    bool isSpooled() const { return m_map || m_file >= 0; }

private:
    bool spool(std::string_view bytes);
    void unspool(std::string_view bytes);
    void swap(RequestBody &other) noexcept;

    std::string m_text;
    BodyRoom *m_room = nullptr;
    std::size_t m_taken = 0;     ///< bytes of the room
    int m_file = -1;             ///< while it grows
    char *m_map = nullptr;       ///< the whole, when it was spooled
    std::size_t m_size = 0;      ///< of what is in the file
    bool m_keepInMemory = false; ///< the file could not be written
};

} // namespace ostiary
