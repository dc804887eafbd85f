// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/openaiadapter.h"

#include "server/providers/answerindex.h"

#include <simdjson.h>

namespace ostiary {

namespace {

std::string_view pathOf(Surface surface)
{
    switch (surface) {
    case Surface::Chat:
        return "/chat/completions";
    case Surface::Completion:
        return "/completions";
    case Surface::Embedding:
        return "/embeddings";
    }
    return {};
}

} // namespace

OpenAiAdapter::OpenAiAdapter(AttemptContext context)
    : ProviderAdapter(std::move(context)), m_quotedModel(jsonQuoted(m_context.publicModel))
{
}

Result<UpstreamRequest> OpenAiAdapter::request(const RequestIndex &index, std::string_view body)
{
    UpstreamRequest out = baseRequest(pathOf(m_context.surface));
    if (Status shown = showKey(out); !shown)
        return shown.error();
    std::vector<Edit> edits;
    if (index.model != m_context.upstreamModel)
        edits.push_back({index.modelSpan, jsonQuoted(m_context.upstreamModel)});
    const Span front{index.afterBrace, 0};
    if (m_context.outputLimit && !index.maxTokens && m_context.surface != Surface::Embedding) {
        // OpenAI's reasoning models refuse max_tokens; other servers of this dialect may not know the newer name.
        const bool newer = m_context.deployment->provider == "openai" && m_context.surface == Surface::Chat;
        if (index.maxTokensSpan.exists())
            edits.push_back({index.maxTokensSpan, std::to_string(*m_context.outputLimit)});
        else
            edits.push_back({front, std::string(newer ? "\"max_completion_tokens\":" : "\"max_tokens\":") +
                                        std::to_string(*m_context.outputLimit) + ","});
    }
    if (m_context.stream && !index.includeUsage && m_context.surface != Surface::Embedding) {
        if (!index.streamOptions.exists()) {
            edits.push_back({front, "\"stream_options\":{\"include_usage\":true},"});
        } else {
            const std::string_view options = body.substr(index.streamOptions.at, index.streamOptions.size);
            if (options.find("include_usage") == std::string_view::npos && options.find(':') != std::string_view::npos)
                edits.push_back({{index.streamOptions.at + 1, 0}, "\"include_usage\":true,"});
            else
                edits.push_back({index.streamOptions, "{\"include_usage\":true}"});
        }
    }
    out.body = edits.empty() ? std::string(body) : applyEdits(body, std::move(edits));
    return out;
}

Result<WholeAnswer> OpenAiAdapter::answer(std::string body)
{
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    const auto index = indexAnswer(body, body.capacity());
    if (!index)
        return GatewayError::make(ErrorCode::UpstreamFailed,
                                  m_context.deployment->provider + " answered with something that is not JSON");
    if (index->isError && !index->hasChoices) { // some servers send errors with status 200
        GatewayError error =
            GatewayError::make(ErrorCode::UpstreamFailed, m_context.deployment->provider + ": " + errorMessage(body));
        return error;
    }
    WholeAnswer answer;
    answer.usage = m_usage = index->usage;
    answer.textBytes = m_textBytes = index->textBytes;
    m_sawToken = true;
    answer.body = index->modelSpan.exists() ? applyEdits(body, {{index->modelSpan, m_quotedModel}}) : std::move(body);
    return answer;
}

StreamState OpenAiAdapter::stream(std::string_view bytes, std::string &out)
{
    m_decoder.feed(bytes);
    while (const auto next = m_decoder.next()) {
        const StreamState state = event(*next, out);
        if (state != StreamState::Open)
            return state;
    }
    if (m_decoder.overflown()) {
        out += streamErrorEvent(
            GatewayError::make(ErrorCode::UpstreamFailed, "the provider sent an event that is too large"));
        return StreamState::Failed;
    }
    return StreamState::Open;
}

StreamState OpenAiAdapter::streamEnded(std::string &out)
{
    if (const auto rest = m_decoder.last(); rest && !rest->data.empty()) {
        const StreamState state = event(*rest, out);
        if (state != StreamState::Open)
            return state;
    }
    // Some servers end without [DONE]; a finish reason tells that the answer was whole.
    return m_finishSeen ? StreamState::Finished : StreamState::Failed;
}

StreamState OpenAiAdapter::event(const SseDecoder::Event &event, std::string &out)
{
    if (event.data.empty()) {
        if (!event.raw.empty() && event.raw.front() == ':')
            out += event.raw; // a provider's keep-alive keeps the client alive, too
        return StreamState::Open;
    }
    if (event.data == "[DONE]")
        return StreamState::Finished;
    const auto index = indexAnswer(event.data, event.dataCapacity);
    if (!index) {
        out += streamErrorEvent(GatewayError::make(ErrorCode::UpstreamFailed,
                                                   m_context.deployment->provider +
                                                       " sent an event that is not JSON; the answer is incomplete"));
        return StreamState::Failed;
    }
    if (index->usage)
        m_usage = index->usage;
    m_finishSeen = m_finishSeen || index->finished;
    m_textBytes += index->textBytes;
    m_sawToken = m_sawToken || index->textBytes > 0;
    const bool usageChunk = index->usage && (!index->hasChoices || index->choicesEmpty);
    if (usageChunk && !m_context.clientWantsUsage && !index->isError)
        return StreamState::Open; // asked for by the gateway, not by the client
    const Span model = index->modelSpan;
    if (!event.dataInRaw || event.type == "error") {
        out += "data: ";
        out += model.exists() ? applyEdits(event.data, {{model, m_quotedModel}}) : std::string(event.data);
        out += "\n\n";
    } else if (model.exists()) {
        const auto dataAt = static_cast<std::size_t>(event.data.data() - event.raw.data());
        out += event.raw.substr(0, dataAt + model.at);
        out += m_quotedModel;
        out += event.raw.substr(dataAt + model.at + model.size);
    } else {
        out += event.raw;
    }
    if (!event.raw.ends_with("\n\n") && !event.raw.ends_with("\r\n\r\n") && event.dataInRaw && event.type != "error")
        out += "\n\n"; // the last event of a stream that was not ended properly
    return index->isError ? StreamState::Failed : StreamState::Open;
}

std::string OpenAiAdapter::errorMessage(std::string_view body) const
{
    return openAiErrorMessage(body);
}

std::string openAiErrorMessage(std::string_view body)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(body.data(), body.size()).get(root))
        return {};
    std::string_view text;
    simdjson::dom::element error;
    if (root["error"].get(error) == simdjson::SUCCESS) {
        if (error["message"].get_string().get(text) == simdjson::SUCCESS ||
            error.get_string().get(text) == simdjson::SUCCESS)
            return std::string(text);
    }
    if (root["message"].get_string().get(text) == simdjson::SUCCESS ||
        root["detail"].get_string().get(text) == simdjson::SUCCESS)
        return std::string(text);
    return {};
}

} // namespace ostiary
