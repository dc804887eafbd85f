// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/openaiadapter.h"

#include "server/providers/answerindex.h"
#include "server/providers/requestedits.h"

#include <simdjson.h>

#include <algorithm>

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

constexpr std::size_t kMostAnswers = 128; ///< whose calls are numbered apart

/// In thousandths of the list's price; OpenAI's page on prices asks it for gpt-5.5's priority.
constexpr int kDearestTier = 2500;

/// A choice that says nothing: of a text completion, and of a chat.
constexpr std::string_view kNoText[] = {R"({"index":0,"text":"","finish_reason":null})",
                                        R"({"index":0,"delta":{},"finish_reason":null})"};

bool isDone(std::string_view data)
{
    while (data.ends_with(' ') || data.ends_with('\t'))
        data.remove_suffix(1);
    while (data.starts_with(' ') || data.starts_with('\t'))
        data.remove_prefix(1);
    return data == "[DONE]";
}

/// What stands between a first member put in at `at`, behind a brace, and what follows.
std::string commaAt(std::string_view json, std::size_t at)
{
    return json[json.find_first_not_of(" \t\n\r", at)] == '}' ? "" : ",";
}

} // namespace

OpenAiAdapter::OpenAiAdapter(AttemptContext context)
    : ProviderAdapter(std::move(context)), m_quotedModel(jsonQuoted(m_context.publicModel))
{
}

Result<UpstreamRequest> OpenAiAdapter::request(const RequestIndex &index, std::string_view body)
{
    UpstreamRequest out = baseRequest(pathOf(m_context.surface));
    if (m_context.surface == Surface::Embedding)
        m_vectors = vectorFormAsked(body);
    std::string scratch;
    for (const JsonMember &field : index.fields) {
        if (m_context.surface == Surface::Completion && nameOf(field, body, scratch) == "echo" &&
            body.substr(field.value.at, field.value.size) == "true")
            m_echoed = std::max<std::int64_t>(1, index.textBytes * index.choices);
    }
    if (Status shown = showKey(out); !shown)
        return shown.error();
    std::vector<Edit> edits = requestEdits(index, body, m_context);
    out.body = edits.empty() ? std::string(body) : applyEdits(body, std::move(edits));
    return out;
}

Result<WholeAnswer> OpenAiAdapter::wholeAnswer(std::string body)
{
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    const auto index = indexAnswer(body, body.capacity());
    if (!index)
        return unreadable("answered with something that is not JSON");
    if (index->counts)
        count(*index->counts, true); // also an answer that failed may have been billed
    m_text = index->text;
    m_picturesMade = index->pictures;
    if (index->isDearerTier)
        m_priceThousandths = kDearestTier;
    m_answered = index->hasChoices && !index->choicesEmpty;
    if (index->isError) // some servers send errors with status 200
        return errorIn(body);
    if (m_context.surface == Surface::Embedding ? !index->hasData : !index->hasChoices || index->choicesEmpty)
        return unreadable("answered with something that is no answer");
    WholeAnswer answer;
    answer.body = index->modelSpan.exists() ? applyEdits(body, {{index->modelSpan, m_quotedModel}}) : std::move(body);
    const bool otherForm = (m_vectors == VectorForm::Base64 && index->hasLists) ||
                           (m_vectors == VectorForm::Numbers && index->hasTexts) || index->lacksIndex;
    if (m_context.surface == Surface::Embedding && otherForm)
        answer.body = withVectors(answer.body, m_vectors);
    return answer;
}

StreamStep OpenAiAdapter::event(const SseDecoder::Event &event, std::string &out)
{
    if (isDone(event.data)) {
        // Servers that give no reason for the end have at least said something.
        const bool isAnswer = m_choiceSeen && (m_finishes > 0 || m_sawContent || m_sawToken);
        return isAnswer ? StreamStep{StreamState::Finished} : failed("ended its stream without an answer");
    }
    const auto index = indexAnswer(event.data, event.dataCapacity);
    if (!index)
        return failed("sent an event that is not JSON; the answer is incomplete");
    if (index->bareChoices.size() > kMostAnswers || index->bareCalls.size() > kMostAnswers)
        return failed("sent an event of more answers than anybody asks for");
    const bool zerosBehind = index->counts && index->counts->allZero() && usage() && usage()->total() > 0;
    const bool noChoices = !index->hasChoices || index->choicesEmpty;
    m_finishes += index->finished ? 1 : 0;
    m_choiceSeen = m_choiceSeen || !noChoices;
    m_answered = m_answered || index->hasContent;
    m_text.add(index->text);
    if (index->counts)
        count(*index->counts, isWhole() || (noChoices && m_finishes > 0) || index->isError);
    if (index->isError)
        return failedWith(event.data);
    m_picturesMade += index->pictures;
    if (index->isDearerTier)
        m_priceThousandths = kDearestTier;
    m_sawToken = m_sawToken || index->text.bytes() > 0;
    m_sawContent = m_sawContent || index->hasContent;
    const bool usageChunk = index->counts && noChoices;
    if (usageChunk && (!m_context.clientWantsUsage || zerosBehind))
        return {}; // asked for by the gateway, not by the client; or takes back what was counted
    give(event, *index, usageChunk, out);
    return {};
}

void OpenAiAdapter::countRefused(std::string_view json)
{
    std::string copy(json);
    copy.reserve(copy.size() + simdjson::SIMDJSON_PADDING);
    if (const auto index = indexAnswer(copy, copy.capacity()); index && index->counts)
        count(*index->counts, true);
}

std::size_t OpenAiAdapter::numberOf(const BareCall &call)
{
    const auto choice =
        static_cast<std::size_t>(std::clamp<std::int64_t>(call.choice, 0, std::int64_t(kMostAnswers) - 1));
    if (m_calls.size() <= choice)
        m_calls.resize(choice + 1);
    Calls &calls = m_calls[choice];
    if (calls.begun == 0 || (call.id.empty() ? call.begins : call.id != calls.lastId))
        ++calls.begun;
    if (!call.id.empty() || call.begins)
        calls.lastId = call.id;
    return calls.begun - 1;
}

/// The event as the provider sent it, under the client's name of the model, and with what clients read in each.
void OpenAiAdapter::give(const SseDecoder::Event &event, const AnswerIndex &index, bool usageChunk, std::string &out)
{
    const Span model = index.modelSpan;
    const bool lacksChoices = usageChunk && !index.hasChoices;
    const bool lacksDelta = m_context.surface == Surface::Chat && !index.bareChoices.empty();
    // Azure's first event says what its filter found, and has no choice, in which clients look for text.
    const bool lacksChoice = index.hasChoices && index.choicesEmpty && !index.counts;
    const bool severalLines = !event.dataInRaw; // whose ends are blanks of the JSON
    if (severalLines || lacksChoices || lacksDelta || lacksChoice || !index.bareCalls.empty()) {
        std::vector<Edit> edits;
        if (model.exists())
            edits.push_back({model, m_quotedModel});
        if (lacksChoices)
            edits.push_back({{event.data.find('{') + 1, 0}, "\"choices\":[],"});
        if (lacksChoice)
            edits.push_back({{index.choicesAt, 0}, std::string(kNoText[m_context.surface == Surface::Chat])});
        for (const BareCall &call : index.bareCalls)
            edits.push_back(
                {{call.at, 0}, "\"index\":" + std::to_string(numberOf(call)) + commaAt(event.data, call.at)});
        if (lacksDelta) {
            for (const std::size_t at : index.bareChoices)
                edits.push_back({{at, 0}, "\"delta\":{}" + commaAt(event.data, at)});
        }
        std::string data = edits.empty() ? std::string(event.data) : applyEdits(event.data, std::move(edits));
        std::replace(data.begin(), data.end(), '\n', ' ');
        out += "data: " + data + "\n\n";
        return;
    }
    if (model.exists()) {
        const auto dataAt = static_cast<std::size_t>(event.data.data() - event.raw.data());
        out += event.raw.substr(0, dataAt + model.at);
        out += m_quotedModel;
        out += event.raw.substr(dataAt + model.at + model.size);
    } else {
        out += event.raw;
    }
    if (!event.raw.ends_with("\n\n") && !event.raw.ends_with("\r\n\r\n"))
        out += "\n\n"; // the last event of a stream that was not ended properly
}

} // namespace ostiary
