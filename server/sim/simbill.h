// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>

namespace ostiary {

/// What the simulator would charge: one line for every request that reached it, kept apart from any gateway's books.
class SimBill
{
public:
    struct Line
    {
        std::string callId; ///< X-Client-Request-Id
        std::string model;
        std::int64_t prompt = 0;
        std::int64_t completion = 0; ///< tokens handed to the network so far
        int status = 0;
        bool complete = false; ///< the whole answer was handed to the network
    };

    int open(Line line);
    /// The line that open() gave this number; a line that was dropped meanwhile leads nowhere.
    Line &line(int index) { return index < m_dropped ? m_gone : m_lines[static_cast<std::size_t>(index - m_dropped)]; }
    /// Keeps only the latest lines, for a simulator that runs for months; 0: all of them.
    void keepLatest(std::size_t most) { m_most = most; }
    std::size_t size() const { return m_lines.size(); }
    void clear()
    {
        m_lines.clear();
        m_dropped = 0;
    }
    /// `{"requests":n,"prompt_tokens":…,"completion_tokens":…,"lines":[…]}`
    std::string json() const;

private:
    std::deque<Line> m_lines;
    std::size_t m_most = 0;
    int m_dropped = 0;
    Line m_gone;
};

} // namespace ostiary
