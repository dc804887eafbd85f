// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sim/simanswer.h"

namespace ostiary {

namespace {

constexpr std::string_view kCreated = "1767225600";

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

} // namespace

SimAnswer::SimAnswer(SimProvider &provider, std::shared_ptr<ResponseStream> response, Plan plan, int billLine)
    : m_provider(provider), m_response(std::move(response)), m_plan(std::move(plan)), m_line(billLine),
      m_startNs(provider.m_clock.steadyNs())
{
    m_response->setObserver(this);
}

SimAnswer::~SimAnswer()
{
    m_response->setObserver(nullptr);
}

bool SimAnswer::advance(std::int64_t nowNs)
{
    using Fault = SimBehaviour::Fault;
    const SimBehaviour &behaviour = m_plan.behaviour;
    const int all = behaviour.think + behaviour.tokens;
    if (m_over || !m_response->isOpen()) {
        // Like the providers: a whole answer is worked out and billed whether its client waits or not.
        if (!m_plan.stream && behaviour.fault != Fault::Hang)
            m_provider.m_bill.line(m_line).completion = all;
        return true;
    }
    if (m_stuck || behaviour.fault == Fault::Hang)
        return false;
    const std::int64_t elapsedNs = nowNs - m_startNs - std::int64_t(behaviour.ttftMs) * 1'000'000;
    if (elapsedNs < 0)
        return false;
    const std::int64_t made =
        behaviour.tokensPerSecond == 0
            ? all
            : std::min<std::int64_t>(all, 1 + elapsedNs * behaviour.tokensPerSecond / 1'000'000'000);
    if (!m_plan.stream) {
        if (made < all)
            return false;
        sendWhole();
        return true;
    }
    const std::int64_t due = std::max<std::int64_t>(0, made - behaviour.think);
    if (!m_started)
        startStream();
    while (m_sent < due && !m_over && !m_stuck) {
        if (faultNow(m_sent)) {
            m_provider.m_bill.line(m_line).completion = behaviour.think + m_sent;
            return m_over;
        }
        sendToken(m_sent++);
    }
    SimBill::Line &line = m_provider.m_bill.line(m_line);
    line.completion = std::max<std::int64_t>(line.completion, std::min<std::int64_t>(made, behaviour.think) + m_sent);
    if (m_sent >= behaviour.tokens && !m_over && !m_stuck)
        endStream();
    if (!m_pending.empty()) {
        m_response->write(m_pending);
        m_pending.clear();
    }
    return m_over;
}

bool SimAnswer::faultNow(int n)
{
    using Fault = SimBehaviour::Fault;
    if (n != std::max(1, m_plan.behaviour.tokens / 2))
        return false;
    const auto flush = [&] {
        m_response->write(m_pending);
        m_pending.clear();
    };
    switch (m_plan.behaviour.fault) {
    case Fault::HangMid:
        flush();
        m_stuck = true;
        return true;
    case Fault::HalfClose:
        flush();
        m_response->hangUp();
        return m_over = true;
    case Fault::Cut:
        m_pending += "data: {\"id\":\"sim-cut\",\"choices\":[{\"del";
        flush();
        m_response->hangUp();
        return m_over = true;
    case Fault::Reset:
        flush();
        m_response->abort();
        return m_over = true;
    case Fault::Garbage:
        m_pending += "data: <html>not an event</html>\n\n";
        flush();
        m_response->end();
        return m_over = true;
    case Fault::ErrorEvent:
        if (m_plan.dialect == Dialect::Anthropic)
            event("error", "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
        else
            event({}, "{\"error\":{\"message\":\"The server had an "
                      "error\",\"type\":\"server_error\",\"param\":null,\"code\":null}}");
        flush();
        m_response->end();
        return m_over = true;
    default:
        return false;
    }
}

std::string SimAnswer::usageJson() const
{
    const bool wrong = m_plan.behaviour.fault == SimBehaviour::Fault::WrongUsage;
    const std::int64_t completion = wrong ? -5 : m_plan.behaviour.think + m_plan.behaviour.tokens;
    if (m_plan.dialect == Dialect::Anthropic)
        return "{\"input_tokens\":" + number(m_plan.promptTokens) + ",\"output_tokens\":" + number(completion) +
               ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0}";
    return "{\"prompt_tokens\":" + number(m_plan.promptTokens) + ",\"completion_tokens\":" + number(completion) +
           ",\"total_tokens\":" + number(m_plan.promptTokens + completion) +
           ",\"completion_tokens_details\":{\"reasoning_tokens\":" + number(m_plan.behaviour.think) + "}}";
}

std::string SimAnswer::whole() const
{
    std::string text;
    for (int i = 0; i < m_plan.behaviour.tokens; ++i)
        text += simToken(i);
    const bool usage = m_plan.behaviour.fault != SimBehaviour::Fault::NoUsage;
    if (m_plan.dialect == Dialect::Anthropic) {
        const std::string block =
            m_plan.toolName.empty()
                ? "{\"type\":\"text\",\"text\":" + jsonQuoted(text) + "}"
                : "{\"type\":\"tool_use\",\"id\":\"toolu_sim1\",\"name\":" + jsonQuoted(m_plan.toolName) +
                      ",\"input\":{\"city\":\"Utrecht\"}}";
        return "{\"id\":" + jsonQuoted(m_plan.id) +
               ",\"type\":\"message\",\"role\":\"assistant\",\"model\":" + jsonQuoted(m_plan.model) + ",\"content\":[" +
               block + "],\"stop_reason\":\"" + (m_plan.toolName.empty() ? "end_turn" : "tool_use") +
               "\",\"stop_sequence\":null" + (usage ? ",\"usage\":" + usageJson() : "") + "}";
    }
    std::string choice = "{\"index\":0,";
    if (!m_plan.chat)
        choice += "\"text\":" + jsonQuoted(text) + ",\"logprobs\":null,\"finish_reason\":\"stop\"}";
    else if (!m_plan.toolName.empty())
        choice +=
            "\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_sim1\",\"type\":"
            "\"function\",\"function\":"
            "{\"name\":" +
            jsonQuoted(m_plan.toolName) +
            ",\"arguments\":\"{\\\"city\\\":\\\"Utrecht\\\"}\"}}]},\"logprobs\":null,\"finish_reason\":\"tool_calls\"}";
    else
        choice += "\"message\":{\"role\":\"assistant\",\"content\":" + jsonQuoted(text) +
                  ",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}";
    return "{\"id\":" + jsonQuoted(m_plan.id) + ",\"object\":\"" +
           (m_plan.chat ? "chat.completion" : "text_completion") + "\",\"created\":" + std::string(kCreated) +
           ",\"model\":" + jsonQuoted(m_plan.model) + ",\"choices\":[" + choice + "]" +
           (usage ? ",\"usage\":" + usageJson() : "") + "}";
}

void SimAnswer::sendWhole()
{
    using Fault = SimBehaviour::Fault;
    SimBill::Line &line = m_provider.m_bill.line(m_line);
    line.status = 200;
    line.completion = m_plan.behaviour.think + m_plan.behaviour.tokens;
    switch (m_plan.behaviour.fault) {
    case Fault::NotJson:
    case Fault::Garbage:
        m_response->send(200, "text/html", {}, "<html><body>Service error</body></html>");
        break;
    case Fault::Cut:
    case Fault::HalfClose: {
        const std::string body = whole();
        m_response->begin(200, "application/json", {});
        m_response->write(body.substr(0, body.size() / 2));
        m_response->hangUp();
        break;
    }
    case Fault::Reset:
        m_response->begin(200, "application/json", {});
        m_response->abort();
        break;
    default:
        m_response->sendJson(200, whole());
        line.complete = true;
    }
    m_over = true;
}

void SimAnswer::event(std::string_view name, const std::string &data)
{
    if (!name.empty())
        m_pending += "event: " + std::string(name) + "\n";
    m_pending += "data: " + data + "\n\n";
}

void SimAnswer::openAiChunk(const std::string &delta, std::string_view finish)
{
    event({}, "{\"id\":" + jsonQuoted(m_plan.id) + ",\"object\":\"" +
                  (m_plan.chat ? "chat.completion.chunk" : "text_completion") + "\",\"created\":" +
                  std::string(kCreated) + ",\"model\":" + jsonQuoted(m_plan.model) + ",\"choices\":[{\"index\":0," +
                  delta + ",\"logprobs\":null,\"finish_reason\":" + (finish.empty() ? "null" : jsonQuoted(finish)) +
                  "}]" + (m_plan.usageWanted ? ",\"usage\":null}" : "}"));
}

void SimAnswer::startStream()
{
    m_started = true;
    m_provider.m_bill.line(m_line).status = 200;
    m_response->begin(200, "text/event-stream", {});
    if (m_plan.dialect == Dialect::Anthropic) {
        event("message_start",
              "{\"type\":\"message_start\",\"message\":{\"id\":" + jsonQuoted(m_plan.id) +
                  ",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":" + jsonQuoted(m_plan.model) +
                  ",\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":" +
                  number(m_plan.promptTokens) + ",\"output_tokens\":1}}}");
        event("content_block_start",
              m_plan.toolName.empty()
                  ? "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"
                  : "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":"
                    "\"toolu_sim1\",\"name\":" +
                        jsonQuoted(m_plan.toolName) + ",\"input\":{}}}");
        event("ping", "{\"type\":\"ping\"}");
    } else if (m_plan.chat) {
        if (m_plan.toolName.empty())
            openAiChunk("\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", {});
        else
            openAiChunk("\"delta\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"call_"
                        "sim1\",\"type\":\"function\","
                        "\"function\":{\"name\":" +
                            jsonQuoted(m_plan.toolName) + ",\"arguments\":\"\"}}]}",
                        {});
    }
}

void SimAnswer::sendToken(int n)
{
    const std::string text = jsonQuoted(simToken(n));
    // A tool's arguments come in as many pieces as there are tokens; only the first two carry text.
    const std::string arguments = n == 0 ? "\"{\\\"city\\\":\"" : n == 1 ? "\"\\\"Utrecht\\\"}\"" : "\"\"";
    if (m_plan.dialect == Dialect::Anthropic) {
        event("content_block_delta",
              m_plan.toolName.empty()
                  ? "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" +
                        text + "}}"
                  : "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_"
                    "json\":" +
                        arguments + "}}");
    } else if (!m_plan.chat) {
        openAiChunk("\"text\":" + text, {});
    } else if (!m_plan.toolName.empty()) {
        openAiChunk("\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + arguments + "}}]}", {});
    } else {
        openAiChunk("\"delta\":{\"content\":" + text + "}", {});
    }
}

void SimAnswer::endStream()
{
    using Fault = SimBehaviour::Fault;
    const bool usage = m_plan.behaviour.fault != Fault::NoUsage;
    if (m_plan.dialect == Dialect::Anthropic) {
        event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
        event("message_delta", std::string("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"") +
                                   (m_plan.toolName.empty() ? "end_turn" : "tool_use") + "\",\"stop_sequence\":null}" +
                                   (usage ? ",\"usage\":" + usageJson() : "") + "}");
        if (m_plan.behaviour.fault != Fault::NoDone)
            event("message_stop", "{\"type\":\"message_stop\"}");
    } else {
        openAiChunk(m_plan.chat ? "\"delta\":{}" : "\"text\":\"\"", m_plan.toolName.empty() ? "stop" : "tool_calls");
        if (m_plan.usageWanted && usage)
            event({}, "{\"id\":" + jsonQuoted(m_plan.id) +
                          ",\"object\":\"chat.completion.chunk\",\"created\":" + std::string(kCreated) +
                          ",\"model\":" + jsonQuoted(m_plan.model) + ",\"choices\":[],\"usage\":" + usageJson() + "}");
        if (m_plan.behaviour.fault != Fault::NoDone)
            event({}, "[DONE]");
    }
    m_provider.m_bill.line(m_line).complete = true;
    m_over = true;
    m_response->end(m_pending);
    m_pending.clear();
}

} // namespace ostiary
