// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/provideradapter.h"

#include "models/domain/quotedtext.h"
#include "server/providers/answershape.h"
#include "server/providers/anthropicadapter.h"
#include "server/providers/openaiadapter.h"
#include "server/providers/providererror.h"
#include "server/providers/retryafter.h"
#include "server/providers/sentsecrets.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf"; // clients' own readers pass it over
constexpr std::size_t kMostCommentBytes = 80;               ///< of a comment in a stream that clients are sent
constexpr std::size_t kMostErrorBytes = 64 * 1024;          ///< of a provider's error that are read

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view kPlain = "-._~";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || kPlain.find(c) != std::string_view::npos)
            out += c;
        else
            out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return out;
}

/// What the client is told for a provider's status.
int clientStatus(int upstream, ProviderComplaint complaint)
{
    if (complaint == ProviderComplaint::QuotaSpent && upstream != 429)
        return 502; // the gateway's account, not the client's request
    switch (upstream) {
    case 401:
    case 402:
    case 403:
        return complaint == ProviderComplaint::ContentPolicy ? 400 : 502; // the gateway's credentials, not the client's
    case 529:
        return 503;
    default:
        break;
    }
    const bool kept = (upstream >= 400 && upstream < 500) || upstream == 503 || upstream == 504;
    return kept ? upstream : 502;
}

ErrorCode codeOf(int clientStatus)
{
    return clientStatus == 429   ? ErrorCode::UpstreamRateLimited
           : clientStatus == 408 ? ErrorCode::UpstreamTimeout
           : clientStatus < 500  ? ErrorCode::UpstreamRejected
           : clientStatus == 503 ? ErrorCode::Overloaded
           : clientStatus == 504 ? ErrorCode::UpstreamTimeout
                                 : ErrorCode::UpstreamFailed;
}

/// A word of a program. Anything else in the place of a code may be a person's words.
bool isPlainCode(std::string_view code)
{
    constexpr std::size_t kLongest = 48;
    return !code.empty() && code.size() <= kLongest && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '-';
    });
}

} // namespace

std::unique_ptr<ProviderAdapter> ProviderAdapter::make(AttemptContext context)
{
    if (context.deployment->dialect == Dialect::Anthropic)
        return std::make_unique<AnthropicAdapter>(std::move(context));
    return std::make_unique<OpenAiAdapter>(std::move(context));
}

std::string upstreamUrl(const Deployment &deployment, std::string_view upstreamModel, std::string_view path)
{
    constexpr std::string_view kModel = "{model}";
    std::string url;
    url.reserve(deployment.baseUrl.size() + path.size() + deployment.query.size() + upstreamModel.size() + 1);
    url = deployment.baseUrl;
    if (const std::size_t at = url.find(kModel); at != std::string::npos)
        url.replace(at, kModel.size(), percentEncoded(upstreamModel));
    url += path;
    if (!deployment.query.empty())
        url += '?' + deployment.query;
    return url;
}

UpstreamRequest ProviderAdapter::baseRequest(std::string_view path) const
{
    const Deployment &deployment = *m_context.deployment;
    UpstreamRequest request;
    request.url = upstreamUrl(deployment, m_context.upstreamModel, path);
    request.deadlines = deployment.deadlines;
    if (!m_context.stream) // a whole answer may be silent until it is there: only its total time counts
        request.deadlines.firstByte = request.deadlines.idle = request.deadlines.total;
    request.headers.reserve(6 + deployment.extraHeaders.size());
    request.headers.emplace_back("Content-Type: application/json");
    request.headers.emplace_back(m_context.stream ? "Accept: text/event-stream" : "Accept:");
    request.headers.push_back("X-Client-Request-Id: " + m_context.callId);
    for (const auto &[name, value] : deployment.extraHeaders)
        request.headers.push_back(name + ": " + value);
    return request;
}

Status ProviderAdapter::showKey(UpstreamRequest &request)
{
    const Deployment &deployment = *m_context.deployment;
    if (deployment.token) {
        const std::int64_t nowMs = m_context.createdSeconds * 1000;
        const Secret token = deployment.token->token(nowMs);
        if (token.isEmpty())
            return GatewayError::make(ErrorCode::NoDeployment, "No deployments available for selected model: " +
                                                                   outOfService(deployment, nowMs).value_or(""));
        request.headers.push_back("Authorization: Bearer " + std::string(token.reveal()));
        m_token = token;
    } else if (!deployment.apiKey.isEmpty()) {
        request.headers.push_back((deployment.keyHeader == KeyHeader::ApiKey ? "api-key: " : "Authorization: Bearer ") +
                                  std::string(deployment.apiKey.reveal()));
    }
    return Done{};
}

// ---- answers ----

Result<WholeAnswer> ProviderAdapter::answer(std::string body)
{
    if (body.starts_with(kByteOrderMark))
        body.erase(0, kByteOrderMark.size());
    if (!isEventStream(body).value_or(false)) {
        maskSecrets(body, 0);
        Result<WholeAnswer> whole = wholeAnswer(std::move(body));
        if (whole)
            maskSecrets(whole->body, 0); // what was escaped may be plain now
        m_sawToken = m_sawContent = m_sawContent || whole.ok();
        countsAreFinal();
        if (whole)
            whole->usage = usage();
        return whole;
    }
    m_context.clientWantsUsage = true; // its chunk is a part of the whole answer
    std::string chunks;
    StreamStep read = stream(body, chunks);
    if (read.state == StreamState::Open)
        read = streamEnded(chunks);
    if (read.failure)
        return std::move(*read.failure);
    std::string joined = joinedChunks(chunks, m_context.surface);
    maskSecrets(joined, 0); // they may have come in pieces
    if (joined.empty())
        return unreadable("answered with a stream that is no answer");
    return WholeAnswer{std::move(joined), usage()};
}

StreamStep ProviderAdapter::stream(std::string_view bytes, std::string &out)
{
    const std::size_t before = out.size();
    StreamStep step = read(bytes, out);
    maskSecrets(out, before);
    if (step.state == StreamState::Finished)
        countsAreFinal();
    return step;
}

StreamStep ProviderAdapter::read(std::string_view bytes, std::string &out)
{
    if (m_shape != Shape::Events) {
        if (m_whole.size() + bytes.size() > m_context.maxAnswerBytes)
            return failed("sent more than this gateway takes");
        m_whole += bytes;
        if (m_shape == Shape::Unknown) {
            if (const auto events = isEventStream(m_whole))
                m_shape = *events ? Shape::Events : Shape::Whole;
            else if (m_whole.find_first_not_of(" \t\r\n") == std::string::npos)
                m_whole.clear(); // blank lines keep the connection alive and mean nothing
        }
        if (m_shape != Shape::Events)
            return {};
    }
    m_decoder.feed(m_whole.empty() ? bytes : m_whole);
    std::string().swap(m_whole);
    while (const auto next = m_decoder.next()) {
        StreamStep done = step(*next, out);
        if (done.state != StreamState::Open)
            return done;
    }
    return m_decoder.overflown() ? failed("sent an event that is too large") : StreamStep();
}

StreamStep ProviderAdapter::streamEnded(std::string &out)
{
    if (m_shape == Shape::Whole)
        return wholeInstead(out);
    if (const auto rest = m_decoder.last()) {
        const std::size_t before = out.size();
        StreamStep done = step(*rest, out);
        maskSecrets(out, before);
        if (done.state == StreamState::Finished)
            countsAreFinal();
        if (done.state != StreamState::Open)
            return done;
    }
    if (!endsHere(out)) // some servers end without saying so
        return failed("ended the connection before the answer was complete");
    countsAreFinal();
    return {StreamState::Finished};
}

bool ProviderAdapter::brokeBehindTheEnd(std::string &out)
{
    if (m_shape != Shape::Events || !isWhole() || !endsHere(out))
        return false;
    countsAreFinal();
    return true;
}

StreamStep ProviderAdapter::step(const SseDecoder::Event &event, std::string &out)
{
    if (!event.data.empty()) {
        const std::int64_t before = textBytes();
        m_counted = false;
        if (event.type == "error")
            countRefused(event.data);
        StreamStep done = event.type == "error" ? failedWith(event.data) : this->event(event, out);
        m_contentEvents += textBytes() > before ? 1 : 0;
        if (std::exchange(m_counted, false))
            m_countedEvents = m_contentEvents;
        if (m_countedAtEnd)
            countsAreFinal();
        return done;
    }
    if (event.raw.starts_with(':')) { // a provider's keep-alive keeps the client alive, too
        const std::string_view line = event.raw.substr(0, event.raw.find_first_of("\r\n"));
        const bool isWord = line.size() <= kMostCommentBytes;
        out += ":" + (isWord ? quotedText(line.substr(1), secrets()) : std::string()) + "\n\n";
    } else if (event.raw.starts_with('{')) { // an error that a server wrote into its stream as it is
        return failedWith(event.raw);
    }
    return {};
}

StreamStep ProviderAdapter::wholeInstead(std::string &out)
{
    Result<WholeAnswer> whole = answer(std::move(m_whole));
    if (!whole)
        return {StreamState::Failed, std::move(whole).error()};
    const std::string chunks = asChunks(whole->body, m_context.surface, m_context.clientWantsUsage);
    if (chunks.empty()) {
        m_sawToken = m_sawContent = false;
        return failed("answered with something that is no answer");
    }
    out += chunks;
    return {StreamState::Finished};
}

void ProviderAdapter::count(const ToldCounts &told, bool atEnd)
{
    m_counted = true;
    m_countedAtEnd = m_countedAtEnd || (atEnd && !told.broken);
    if (!m_told)
        m_told.emplace();
    m_told->add(told);
    m_usage = usageOf(*m_told, false); // the completion may be told later
}

void ProviderAdapter::countsAreFinal()
{
    if (!m_told)
        return;
    SeenTokens seen{textBytes() > 0, 0, 0};
    if (m_echoed > 0) {
        seen.likely = estimateTokens(std::max<std::int64_t>(0, textBytes() - m_echoed));
    } else {
        // A token is an event at most, as far as providers send single tokens.
        seen.least = leastTokens();
        seen.likely = std::max({estimateTokens(textBytes()), m_contentEvents, seen.least});
    }
    m_usage = usageOf(*m_told, m_context.surface != Surface::Embedding, seen);
}

// ---- errors ----

const KnownSecrets &ProviderAdapter::secrets() const
{
    if (!m_secrets)
        m_secrets.emplace(credentialsOf(*m_context.deployment, m_token));
    return *m_secrets;
}

void ProviderAdapter::maskSecrets(std::string &text, std::size_t from) const
{
    maskCredentials(text, from, *m_context.deployment, m_token);
}

GatewayError ProviderAdapter::errorOf(const ProviderError &said, int told) const
{
    const int status = said.refusesKey ? 401 : told; // some call a key that they do not know a bad request
    const std::string &provider = m_context.deployment->provider;
    GatewayError error;
    error.providerStatus = status;
    error.complaint = said.complaint;
    error.retryable = said.complaint == ProviderComplaint::None;
    error.status = clientStatus(status, said.complaint);
    error.code = codeOf(error.status);
    error.param = said.param;
    error.said = said.message;
    error.retryAfterSeconds = said.retryAfterSeconds;
    const std::string reason =
        said.message.empty() ? "the provider answered with status " + std::to_string(status) : said.message;
    if (status >= 300 && status < 400)
        error.publicText = provider + ": the provider answered with a redirect, which is never followed; correct the "
                                      "deployment's api_base";
    else if ((status == 401 || status == 403) && said.complaint == ProviderComplaint::None)
        error.publicText = "The provider refused the gateway's credentials for this model (" + provider + ", status " +
                           std::to_string(told) + "). An administrator must correct the deployment's api_key" +
                           (said.message.empty() ? "" : ". It said: " + said.message);
    else
        error.publicText = provider + ": " + reason;
    if (error.status == status)
        error.upstreamBody = said.envelope;
    // What a provider says may quote the prompt, which no log shall hold.
    error.detail = provider + " answered with status " + std::to_string(told) +
                   (isPlainCode(said.code) ? ", code " + said.code : std::string()) + " and a message of " +
                   std::to_string(said.message.size()) + " bytes";
    return error;
}

GatewayError ProviderAdapter::refusal(const UpstreamHead &head, std::string_view body)
{
    countRefused(body);
    const ProviderError said = readProviderError(body.substr(0, kMostErrorBytes), head.status, secrets());
    GatewayError error = errorOf(said, head.status);
    if (const auto wait = retryAfter(head, m_context.createdSeconds))
        error.retryAfterSeconds = wait;
    return error;
}

GatewayError ProviderAdapter::errorIn(std::string_view json) const
{
    const ProviderError said = readProviderError(json.substr(0, kMostErrorBytes), 0, secrets());
    GatewayError error = errorOf(said, said.status ? said.status : 500);
    if (said.status == 0 && said.message.empty()) // such as a finish_reason alone: nobody told a status
        error.publicText = error.detail =
            m_context.deployment->provider + " ended its answer with an error and no reason";
    return error;
}

GatewayError ProviderAdapter::unreadable(const std::string &words) const
{
    return GatewayError::make(ErrorCode::UpstreamFailed, m_context.deployment->provider + " " + words);
}

StreamStep ProviderAdapter::failedWith(std::string_view json) const
{
    return {StreamState::Failed, errorIn(json)};
}

StreamStep ProviderAdapter::failed(const std::string &words) const
{
    return {StreamState::Failed, unreadable(words)};
}

std::string streamErrorEvent(const GatewayError &error)
{
    return "data: " + openAiEnvelope(error) + "\n\n";
}

} // namespace ostiary
