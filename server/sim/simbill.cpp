// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sim/simbill.h"

#include "models/domain/gatewayerror.h"

namespace ostiary {

int SimBill::open(Line line)
{
    m_lines.push_back(std::move(line));
    if (m_most > 0 && m_lines.size() > m_most) {
        m_lines.pop_front();
        ++m_dropped;
    }
    return m_dropped + static_cast<int>(m_lines.size()) - 1;
}

std::string SimBill::json() const
{
    std::int64_t prompt = 0;
    std::int64_t completion = 0;
    std::string lines;
    for (const Line &line : m_lines) {
        prompt += line.prompt;
        completion += line.completion;
        lines += (lines.empty() ? "" : ",") + std::string("{\"call_id\":") + jsonQuoted(line.callId) +
                 ",\"model\":" + jsonQuoted(line.model) + ",\"prompt_tokens\":" + std::to_string(line.prompt) +
                 ",\"completion_tokens\":" + std::to_string(line.completion) +
                 ",\"status\":" + std::to_string(line.status) + ",\"complete\":" + (line.complete ? "true" : "false") +
                 "}";
    }
    return "{\"requests\":" + std::to_string(m_lines.size()) + ",\"prompt_tokens\":" + std::to_string(prompt) +
           ",\"completion_tokens\":" + std::to_string(completion) + ",\"lines\":[" + lines + "]}";
}

} // namespace ostiary
