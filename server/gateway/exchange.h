// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/requestwhy.h"
#include "server/gateway/attemptbound.h"
#include "server/gateway/engineservices.h"
#include "server/gateway/failover.h"
#include "server/gateway/requesttags.h"
#include "server/gateway/stageclock.h"
#include "server/http/routetable.h"
#include "server/policy/principal.h"
#include "server/providers/provideradapter.h"
#include "server/providers/requestedits.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace ostiary {

/// One client request from its validated bytes to its record. Owns everything the request takes (hold, tickets, call)
/// and gives it back when it goes; the methods stand in the order in which a request passes through them.
class Exchange final : public QObject, private ResponseStream::Observer, private UpstreamCall::Observer
{
    Q_OBJECT

public:
    Exchange(EngineServices &services, RouteCall call, Surface surface, QObject *parent);
    ~Exchange() override;

    void start();
    std::int64_t keyId() const { return m_principal->key.id; }
    /// The key was revoked: ends the answer with an error event or 401.
    void revoke();

private:
    // the path
    bool index();
    bool authorize();
    /// Leaves of the model what the request's tags allow; nothing where only a fallback may answer.
    bool chooseByTags();
    bool hold();
    bool limitRate();
    bool route();
    void attempt();
    /// Tries the attempt again a little later when the ledger is behind; false when it has been for too long.
    bool waitForLedger();
    void relayStream(std::string_view bytes);
    void beginAnswer();
    void holdBack();
    /// Sends what stands in `m_out`, behind what was held back; false when the request ended meanwhile.
    bool relay();
    void closedByProvider();
    void noteProgress();
    /// Whether the provider's refusal named something that the request can do without; the next attempt does.
    bool leaveOut();
    void succeeded();
    /// The attempt that was about to begin did not.
    void notAttempted();
    /// The attempt cannot be made at all: the next one, or the end.
    void notPossible(const GatewayError &error, const Verdict &verdict);
    void endUnawaited();
    void streamFinished();
    void answerWhole();

    // ends of an attempt and of the request
    void attemptFailed(const GatewayError &error, const Verdict &verdict);
    /// Chooses what is tried next and holds the money for it; the pause before it, or nothing when this was all.
    std::optional<std::chrono::milliseconds> nextAttempt(const Verdict &verdict, const GatewayError &error);
    bool nextTarget();
    bool holdFor(const Target &next);
    bool nextFallback(FallbackKind kind);
    bool nextOf(const std::vector<std::string> &names, std::size_t &used);
    Status readTags();
    std::shared_ptr<const Model> leftByTags(std::shared_ptr<const Model> model);
    void tryAgainAfter(std::chrono::milliseconds pause, const GatewayError &error);
    GatewayError lastWord(GatewayError error) const;
    void restAfter(const Verdict &verdict, const GatewayError &error);
    void pay(const Charge &charge);
    void writeRow(const Charge &charge, bool final, std::function<void()> durable, std::string why = {});
    void notKept();
    void endRequest(const Charge &charge, std::function<void()> durable);
    void closeAttempt(AttemptEnding ending, std::function<void()> durable = {});
    void closeInterrupted();
    void fail(const GatewayError &error);
    void failStream(const GatewayError &error, AttemptEnding ending);
    void refuse(const GatewayError &error);
    void noteEnd(std::uint16_t status, std::string_view error);

    // why
    /// The attempt under way ends: keeps its times, and of `error` what was said. Once an attempt.
    void noteTry(const GatewayError *error);
    void noteFigures(const RefusalFigures &figures);
    void noteProvidersLimit(const GatewayError &error);
    /// `error` of a limit that is the key's or a deployment's.
    static GatewayError ofLimit(GatewayError error, const char *whose);
    /// What goes beside the record, empty for a plain success.
    std::string takeWhy();

    void finish();
    void endWithoutClient();
    void cancelForGoneClient();

    // from the client's connection
    void clientGone() override;
    void drained() override;
    // from the provider
    void upstreamHead(const UpstreamHead &head) override;
    void upstreamData(std::string_view bytes) override;
    void upstreamEnded(const UpstreamEnd &end) override;

    const Target &target() const { return *m_plan.targets[m_targetIndex]; }
    /// What `target` was found to refuse.
    std::vector<std::string> without(const Target &target) const;
    AttemptBound bound(const Target &target) const;
    bool mayThinkUnseen(const Target &chosen) const;
    AttemptCount count() const;
    ResponseHeaders headers(std::optional<Money> cost) const;
    void mark(Stage stage);
    std::int64_t nowNs() const { return m_services.clock.steadyNs(); }

    EngineServices &m_services;
    const CatalogPtr m_catalog;
    HttpRequest m_request;
    std::shared_ptr<ResponseStream> m_response;
    PrincipalPtr m_principal;
    RequestIndex m_index;
    std::vector<BilledFeature> m_features; ///< looked for under a budget only
    std::shared_ptr<const Model> m_model;
    std::unique_ptr<TagChoice> m_tags; ///< null: no tags choose
    RoutePlan m_plan;
    std::vector<std::shared_ptr<const Model>> m_fallbackModels; ///< keeps their targets alive
    std::size_t m_targetIndex = 0;
    const Target *m_refusedAt = nullptr;     ///< whose refusals these are:
    std::vector<RefusedParameter> m_refused; ///< left out of the attempt under way
    std::size_t m_groupBegin = 0;    ///< of the targets of the model, or of the fallback model, that is being tried
    std::size_t m_fallbacksUsed = 0; ///< of the list that was chosen
    std::size_t m_chained = 0;       ///< fallback models whose own lists are used up
    std::size_t m_chainUsed = 0;     ///< of the list of the next one
    FallbackKind m_fallbackKind = FallbackKind::None;
    BudgetHold m_hold;
    RateTicket m_ticket;
    RateTicket m_deploymentTicket;
    std::unique_ptr<ProviderAdapter> m_adapter;
    std::unique_ptr<UpstreamCall> m_call;
    UpstreamHead m_head;
    std::string m_body; ///< of a whole answer or of an error
    std::string m_out;  ///< scratch for a stream's bytes to the client
    UsageRecord m_record;
    std::string m_id; ///< the request id as text
    int m_slot = -1;
    int m_attempts = 0;
    int m_groupAttempts = 0; ///< at the targets of this model or fallback model
    int m_ledgerWaits = 0;
    bool m_askedAgain = false; ///< a deployment was asked once more after a pause
    StageClock m_stages;
    Usage m_most;                      ///< what the attempt under way can take
    bool m_mayThinkUnseen = true;      ///< in the attempt under way
    std::unique_ptr<RequestWhy> m_why; ///< null while all goes well
    std::int64_t m_tryBeganNs = 0;     ///< steady; when the attempt under way was begun
    std::int64_t m_calledNs = 0;       ///< steady; when the attempt under way was sent
    Money m_spent;                     ///< on attempts that ended
    std::int64_t m_tokens = 0;         ///< of attempts that ended
    std::int64_t m_lastContentNs = 0;  ///< likewise, when the stream's last bytes came
    std::int64_t m_contentNs = 0;      ///< steady clock, when the stream's first content came; 0: none has
    std::string m_heldBack; ///< of a stream that has carried no content yet and may still be answered by another
    bool m_holdingBack = false;
    bool m_backlog = false;   ///< the client left with more under way than it had read
    bool m_paused = false;    ///< the client reads slowly, so nothing more is read from the provider
    bool m_unawaited = false; ///< counted in `Unawaited`
    std::size_t m_unawaitedBytes = 0;
    bool m_relaying = false; ///< the answer is a stream, not one body
    bool m_clientGone = false;
    bool m_recorded = false; ///< the final record is on its way
    bool m_finished = false;
};

} // namespace ostiary
