// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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
    Line &line(int index) { return m_lines[static_cast<std::size_t>(index)]; }
    std::size_t size() const { return m_lines.size(); }
    void clear() { m_lines.clear(); }
    /// `{"requests":n,"prompt_tokens":…,"completion_tokens":…,"lines":[…]}`
    std::string json() const;

private:
    std::vector<Line> m_lines;
};

} // namespace ostiary
