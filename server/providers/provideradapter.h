// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "models/domain/knownsecret.h"
#include "models/domain/records.h"
#include "models/domain/result.h"
#include "models/domain/usage.h"
#include "server/providers/refusedparameters.h"
#include "server/providers/requestindex.h"
#include "server/providers/seentext.h"
#include "server/providers/ssedecoder.h"
#include "server/providers/upstreamcall.h"
#include "server/providers/usagecount.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

struct ProviderError;

/// What an adapter must know of the attempt it serves.
struct AttemptContext
{
    DeploymentPtr deployment;
    std::string upstreamModel;
    std::string publicModel;
    Surface surface = Surface::Chat;
    bool stream = false;
    bool clientWantsUsage = false;           ///< the client asked for the usage chunk itself
    std::optional<std::int64_t> outputLimit; ///< to be written into the request when it has none
    bool usualTier = false;                  ///< ask for the tier of the list's price where none is asked for
    std::vector<std::string> without;        ///< parameters this deployment was found to refuse (`RefusedParameters`)
    std::vector<std::string> refusedNow;     ///< those of them that were refused to this request
    std::int64_t modelOutputLimit = 0; ///< the most the model can say, for dialects that ask for a limit; 0: unknown
    std::int64_t answers = 1;          ///< choices that were asked for
    std::string callId;                ///< request id and attempt, sent along for reconciliation
    std::int64_t createdSeconds = 0;   ///< for dialects whose answers carry no time
    std::size_t maxAnswerBytes = 64 * 1024 * 1024;
};

/// A whole answer, ready for the client.
struct WholeAnswer
{
    std::string body;
    MaybeUsage usage;
};

/// How far a stream has come.
enum class StreamState {
    Open,     ///< more may come
    Finished, ///< the provider said that this was all
    Failed,   ///< it failed or broke off; nothing more counts
};

/// What some bytes of a stream led to.
struct StreamStep
{
    StreamState state = StreamState::Open;
    std::optional<GatewayError> failure = {}; ///< why, exactly when it Failed; nothing of it was written
};

/// Speaks one provider's dialect for one attempt: the client's request in, the client's answer out. Knows no sockets.
class ProviderAdapter
{
public:
    static std::unique_ptr<ProviderAdapter> make(AttemptContext context);
    virtual ~ProviderAdapter() = default;

    /// The upstream request; 400 when the dialect cannot express what the client wants.
    virtual Result<UpstreamRequest> request(const RequestIndex &index, std::string_view body) = 0;
    /// A whole 2xx answer in the client's dialect, also where the provider streamed it; what went wrong when it is
    /// none.
    Result<WholeAnswer> answer(std::string body);
    /// Takes bytes of a 2xx answer to a request for a stream, whatever the provider took it for, and appends what goes
    /// to the client, without the closing `[DONE]`.
    StreamStep stream(std::string_view bytes, std::string &out);
    /// The provider closed the stream: Finished when the answer was whole, otherwise Failed.
    StreamStep streamEnded(std::string &out);
    /// The connection broke. Whether the answer had come whole all the same, so that only its end is missing; appends
    /// the last of it.
    bool brokeBehindTheEnd(std::string &out);
    /// What to tell the client of an answer whose status is an error.
    GatewayError refusal(const UpstreamHead &head, std::string_view body);

    /// What this attempt's request can be made without, when the provider's answer of `status` refused it by name: one
    /// more attempt at the same place, with the name in `AttemptContext::without`. When that goes well and the refusal
    /// is lasting, tell `RefusedParameters`, whose names later attempts begin with.
    std::optional<RefusedParameter> canDoWithout(int status, std::string_view errorBody, const RequestIndex &index,
                                                 std::string_view body) const
    {
        return refusedParameter(status, errorBody, index, body, m_context);
    }

    /// Usage the provider told so far; absent when it told none.
    const MaybeUsage &usage() const { return m_usage.usage; }
    /// Whether the provider writes something that it may not send yet: Claude tells a tool's input in whole members,
    /// each when it is complete.
    bool writesUnseen() const { return m_writesUnseen; }
    /// What the provider says that the answer costs, where it is one whose word counts.
    std::optional<Money> toldCost() const
    {
        return m_told && m_context.deployment->quirks.tellsCost ? m_told->cost : std::nullopt;
    }
    /// Whether its completion was counted here, as the one that was told cannot be true.
    bool usageIsEstimated() const { return m_usage.estimated; }
    /// Whether the usage was told with the end of the answer, or instead of it: then nothing is to come.
    bool isCountedAtEnd() const { return m_countedAtEnd; }
    /// Whether a running count covers all that has been said, thinking included: it came in the last event with text.
    bool countCoversText() const { return m_contentEvents > 0 && m_countedEvents == m_contentEvents; }
    /// Bytes of text the client was sent so far.
    std::int64_t textBytes() const { return m_text.bytes(); }
    /// Tokens that this text has at least.
    std::int64_t leastTokens() const { return m_echoed > 0 ? 0 : m_text.leastTokens(); }
    /// Tokens that this text has at most.
    std::int64_t mostTokens() const { return m_text.mostTokens(); }
    /// What the provider takes for the way in which it says it served the request, in thousandths of the list's price;
    /// where ways differ, the most.
    int priceThousandths() const { return m_priceThousandths; }
    /// Whether some of an answer has come, were it only the end of one without text: that is billed, whatever error
    /// comes with it or behind it.
    bool hasAnswered() const { return m_answered || textBytes() > 0; }
    /// Pictures that came with the answer.
    std::int64_t picturesMade() const { return m_picturesMade; }
    /// Whether the answer's first token has come.
    bool sawToken() const { return m_sawToken; }
    /// Whether something of the answer itself has come: text, reasoning, a tool call, a refusal or the reason why it
    /// ended; not roles, comments or counts. Before that nothing is lost when another deployment answers instead.
    bool sawContent() const { return m_sawContent; }
    /// Events of a stream that carried text.
    std::int64_t contentEvents() const { return m_contentEvents; }

protected:
    explicit ProviderAdapter(AttemptContext context) : m_context(std::move(context)) {}
    UpstreamRequest baseRequest(std::string_view path) const;
    /// Shows the server the key, or the token that stands for one; NoDeployment while there is no token, because
    /// nothing is called without.
    Status showKey(UpstreamRequest &request);

    virtual Result<WholeAnswer> wholeAnswer(std::string body) = 0;
    /// One event that has data. Appends to `out` what the client gets of it.
    virtual StreamStep event(const SseDecoder::Event &event, std::string &out) = 0;
    /// Whether the events so far are a whole answer although the provider did not say so; may append the last of it.
    virtual bool endsHere(std::string &out) = 0;
    /// Whether every choice has been ended.
    virtual bool isWhole() const = 0;
    /// Counts the usage that stands beside an error in `json`, which may be anything.
    virtual void countRefused(std::string_view json) = 0;

    /// A stream that failed with the provider's error object in `json`.
    StreamStep failedWith(std::string_view json) const;
    /// A stream that failed for what is no error object; `words` follow the provider's name.
    StreamStep failed(const std::string &words) const;
    /// What an error object within a good answer says.
    GatewayError errorIn(std::string_view json) const;
    GatewayError unreadable(const std::string &words) const;

    /// Adds what an event or a whole answer says of usage. `atEnd`: with the end of the answer or behind it.
    void count(const ToldCounts &told, bool atEnd = false);
    /// The answer is whole: counts that lack the completion are then none.
    void countsAreFinal();

    AttemptContext m_context;
    SeenText m_text;
    std::int64_t m_echoed = 0; ///< bytes that may be the prompt's, which the answer repeats; 0: it does not
    std::int64_t m_picturesMade = 0;
    int m_priceThousandths = 1000;
    bool m_writesUnseen = false;
    bool m_sawToken = false;
    bool m_sawContent = false;
    bool m_answered = false;

private:
    CountedUsage m_usage;
    std::int64_t m_contentEvents = 0;
    std::int64_t m_countedEvents = -1; ///< of these, when usage was told the last time
    bool m_counted = false;            ///< in the event that is being read
    bool m_countedAtEnd = false;
    std::optional<ToldCounts> m_told;
    Secret m_token;                                ///< what was shown instead of a key
    mutable std::optional<KnownSecrets> m_secrets; ///< made when a text is first quoted

    GatewayError errorOf(const ProviderError &said, int told) const;
    /// What was sent and must not be told.
    const KnownSecrets &secrets() const;
    /// Masks in `text`, from `from` on, what was sent and must not be told, where it stands as it was sent.
    void maskSecrets(std::string &text, std::size_t from) const;
    StreamStep read(std::string_view bytes, std::string &out);
    StreamStep step(const SseDecoder::Event &event, std::string &out);
    StreamStep wholeInstead(std::string &out);

    /// What the provider sends though a stream was asked for.
    enum class Shape { Unknown, Events, Whole };
    SseDecoder m_decoder;
    Shape m_shape = Shape::Unknown;
    std::string m_whole; ///< what came while it is not known to be a stream, or is known to be none
};

/// Where a call to `path` of `deployment` goes.
std::string upstreamUrl(const Deployment &deployment, std::string_view upstreamModel, std::string_view path);

/// The last event of a stream that fails after its first byte, in OpenAI's dialect.
std::string streamErrorEvent(const GatewayError &error);

} // namespace ostiary
