// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sim/simprovider.h"

#include "server/sim/simanswer.h"

#include <simdjson.h>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

constexpr int kTickMs = 2;

/// The simulator has nothing to protect: it listens on this machine only.
class OpenDoor final : public Gatekeeper
{
public:
    Result<CallerPtr> admit(const HttpRequest &, Permission) override { return CallerPtr(); }
};

std::int64_t textBytes(dom::element element)
{
    std::int64_t bytes = 0;
    std::string_view text;
    dom::array array;
    dom::object object;
    if (element.get_string().get(text) == simdjson::SUCCESS) {
        bytes += static_cast<std::int64_t>(text.size());
    } else if (element.get_array().get(array) == simdjson::SUCCESS) {
        for (const dom::element child : array)
            bytes += textBytes(child);
    } else if (element.get_object().get(object) == simdjson::SUCCESS) {
        for (const auto field : object)
            bytes += textBytes(field.value);
    }
    return bytes;
}

std::string field(dom::element root, const char *name)
{
    std::string_view text;
    return root[name].get_string().get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

bool flag(simdjson::simdjson_result<dom::element> element)
{
    bool value = false;
    return element.get_bool().get(value) == simdjson::SUCCESS && value;
}

/// Whether the conversation ends with what a tool answered: then the simulator talks, or an agent would never end.
bool hasToolResult(dom::element root)
{
    dom::array messages;
    if (root["messages"].get_array().get(messages) || messages.size() == 0)
        return false;
    const auto last = messages.at(messages.size() - 1);
    dom::array parts;
    if (field(last.value_unsafe(), "role") == "tool")
        return true;
    if (last["content"].get_array().get(parts))
        return false;
    return std::any_of(parts.begin(), parts.end(),
                       [](dom::element part) { return part.is_object() && field(part, "type") == "tool_result"; });
}

GatewayError simError(int status, std::string text)
{
    GatewayError error = GatewayError::make(ErrorCode::UpstreamFailed, std::move(text));
    error.status = status;
    return error;
}

} // namespace

SimProvider::SimProvider(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_connections({100'000, 100'000, 100'000}),
      m_gatekeeper(std::make_unique<OpenDoor>())
{
    m_limits.idle = std::chrono::minutes(10);
    addRoutes();
    m_server = std::make_unique<HttpServer>(m_routes, *m_gatekeeper, m_clock);
    m_tick.setInterval(kTickMs);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &SimProvider::tick);
}

SimProvider::~SimProvider()
{
    for (SimAnswer *answer : m_answers)
        delete answer;
}

Outcome<quint16> SimProvider::listen(const QHostAddress &address, quint16 port)
{
    auto socket = openListeningSocket(address, port, false);
    if (!socket)
        return std::move(socket).error();
    m_listener = std::make_unique<Listener>(Listener::Setup{m_poll, *m_server, m_clock, m_limits, m_connections});
    if (!m_listener->start(*socket))
        return std::string("the simulator cannot listen");
    return localPort(*socket);
}

void SimProvider::addRoutes()
{
    for (const std::string prefix : {"/v1", ""}) {
        m_routes.add("POST", prefix + "/chat/completions", Permission::Public,
                     [this](RouteCall &&call) { serve(std::move(call), Dialect::OpenAi, true); });
        m_routes.add("POST", prefix + "/completions", Permission::Public,
                     [this](RouteCall &&call) { serve(std::move(call), Dialect::OpenAi, false); });
        m_routes.add("POST", prefix + "/messages", Permission::Public,
                     [this](RouteCall &&call) { serve(std::move(call), Dialect::Anthropic, true); });
        m_routes.add("POST", prefix + "/embeddings", Permission::Public,
                     [this](RouteCall &&call) { embed(std::move(call)); });
        m_routes.add("GET", prefix + "/models", Permission::Public, [](RouteCall &&call) {
            call.response->sendJson(200, "{\"object\":\"list\",\"data\":[{\"id\":\"sim\",\"object\":\"model\","
                                         "\"created\":1767225600,\"owned_by\":\"sim\"}]}");
        });
    }
    m_routes.add("GET", "/sim/bill", Permission::Public,
                 [this](RouteCall &&call) { call.response->sendJson(200, m_bill.json()); });
    m_routes.add("POST", "/sim/reset", Permission::Public, [this](RouteCall &&call) {
        if (!m_answers.empty()) {
            call.response->sendError(GatewayError::make(ErrorCode::Conflict, "answers are under way"));
            return;
        }
        m_bill.clear();
        call.response->sendJson(200, "{}");
    });
}

void SimProvider::serve(RouteCall &&call, Dialect dialect, bool chat)
{
    dom::parser parser;
    dom::element root;
    if (parser.parse(call.request.body.data(), call.request.body.size()).get(root)) {
        call.response->sendError(simError(400, "the body is not JSON"));
        return;
    }
    SimAnswer::Plan plan;
    plan.dialect = dialect;
    plan.chat = chat;
    plan.model = field(root, "model");
    const std::size_t colon = plan.model.find(':');
    auto behaviour = SimBehaviour::parse(
        colon == std::string::npos ? std::string_view() : std::string_view(plan.model).substr(colon + 1), m_defaults);
    if (!behaviour) {
        call.response->sendError(simError(400, behaviour.error()));
        return;
    }
    plan.behaviour = *behaviour;
    plan.id = (dialect == Dialect::Anthropic ? "msg_sim" : "chatcmpl-sim") + std::to_string(++m_answerCount);
    for (const char *name : {"max_completion_tokens", "max_tokens"}) {
        double limit = 0; // languages without whole numbers write 100.0
        if (root[name].get_double().get(limit) == simdjson::SUCCESS && limit < 1e15) {
            plan.behaviour.limitTo(static_cast<std::int64_t>(limit));
            break;
        }
    }
    plan.stream = flag(root["stream"]);
    plan.usageWanted = flag(root["stream_options"]["include_usage"]);
    dom::array tools;
    if (!hasToolResult(root) && root["tools"].get_array().get(tools) == simdjson::SUCCESS && tools.size() > 0) {
        std::string_view name;
        if (tools.at(0)["function"]["name"].get_string().get(name) == simdjson::SUCCESS ||
            tools.at(0)["name"].get_string().get(name) == simdjson::SUCCESS)
            plan.toolName = name;
    }
    dom::element input;
    if (root[chat ? "messages" : "prompt"].get(input) == simdjson::SUCCESS)
        plan.promptTokens = (textBytes(input) + 3) / 4;

    SimBill::Line line;
    line.callId = call.request.header("x-client-request-id");
    line.model = plan.model;
    line.prompt = plan.promptTokens;
    if (plan.behaviour.fault == SimBehaviour::Fault::HttpStatus ||
        plan.behaviour.fault == SimBehaviour::Fault::Redirect) {
        const bool redirect = plan.behaviour.fault == SimBehaviour::Fault::Redirect;
        line.prompt = 0; // refusals are free
        line.status = redirect ? 302 : plan.behaviour.status;
        m_bill.open(std::move(line));
        GatewayError error = simError(redirect ? 302 : plan.behaviour.status, "The simulator was told to fail");
        if (plan.behaviour.status == 429 || plan.behaviour.status == 503)
            error.retryAfterSeconds = plan.behaviour.retryAfter;
        ResponseHeaders headers;
        if (redirect)
            headers.add("location", "http://127.0.0.2:9/v1/chat/completions");
        call.response->sendError(error, headers);
        return;
    }
    auto *answer = new SimAnswer(*this, call.response, std::move(plan), m_bill.open(std::move(line)));
    if (answer->advance(m_clock.steadyNs())) {
        delete answer;
        return;
    }
    m_answers.insert(answer);
    if (!m_tick.isActive())
        m_tick.start();
}

void SimProvider::embed(RouteCall &&call)
{
    dom::parser parser;
    dom::element root;
    dom::element input;
    if (parser.parse(call.request.body.data(), call.request.body.size()).get(root) || root["input"].get(input)) {
        call.response->sendError(simError(400, "'input' is missing"));
        return;
    }
    const std::int64_t tokens = (textBytes(input) + 3) / 4;
    SimBill::Line line;
    line.callId = call.request.header("x-client-request-id");
    line.model = field(root, "model");
    line.prompt = tokens;
    line.status = 200;
    line.complete = true;
    m_bill.open(line);
    dom::array many;
    const std::size_t count = input.get_array().get(many) == simdjson::SUCCESS ? many.size() : 1;
    // OpenAI's clients ask for base64 by default: four little-endian floats 0.5, -0.5, 0.25, 1.
    const bool base64 = field(root, "encoding_format") == "base64";
    std::string data;
    for (std::size_t i = 0; i < count; ++i)
        data += (i ? "," : "") + std::string("{\"object\":\"embedding\",\"index\":") + std::to_string(i) +
                ",\"embedding\":" + (base64 ? "\"AAAAPwAAAL8AAIA+AACAPw==\"" : "[0.5,-0.5,0.25,1.0]") + "}";
    call.response->sendJson(200, "{\"object\":\"list\",\"data\":[" + data + "],\"model\":" + jsonQuoted(line.model) +
                                     ",\"usage\":{\"prompt_tokens\":" + std::to_string(tokens) +
                                     ",\"total_tokens\":" + std::to_string(tokens) + "}}");
}

void SimProvider::tick()
{
    const std::int64_t now = m_clock.steadyNs();
    for (auto it = m_answers.begin(); it != m_answers.end();) {
        SimAnswer *answer = *it;
        if (answer->advance(now)) {
            delete answer;
            it = m_answers.erase(it);
        } else {
            ++it;
        }
    }
    if (m_answers.empty())
        m_tick.stop();
}

} // namespace ostiary
