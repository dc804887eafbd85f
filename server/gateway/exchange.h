// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/gateway/engineservices.h"
#include "server/gateway/failover.h"
#include "server/gateway/stageclock.h"
#include "server/http/routetable.h"
#include "server/policy/principal.h"
#include "server/providers/provideradapter.h"

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
    bool hold();
    bool limitRate();
    bool route();
    void addFallbacks();
    void attempt();
    /// Tries the attempt again a little later when the ledger is behind; false when it has been for too long.
    bool waitForLedger();
    void relayStream(std::string_view bytes);
    void beginAnswer();
    void streamFinished();
    void answerWhole();

    // ends of an attempt and of the request
    void attemptFailed(const GatewayError &error, const Verdict &verdict);
    bool tryNext(const Verdict &verdict, const GatewayError &error);
    void closeAttempt(RecordState state, const Usage &usage, std::function<void()> durable = {});
    void fail(const GatewayError &error);
    void failStream(const GatewayError &error, RecordState state);
    void refuse(const GatewayError &error);
    void noteEnd(std::uint16_t status, std::string_view error);
    void finish();
    void cancelForGoneClient();

    // from the client's connection
    void clientGone() override;
    void drained() override;
    // from the provider
    void upstreamHead(const UpstreamHead &head) override;
    void upstreamData(std::string_view bytes) override;
    void upstreamEnded(const UpstreamEnd &end) override;

    const Target &target() const { return *m_plan.targets[m_targetIndex]; }
    std::optional<std::int64_t> outputLimit(const Target &target) const;
    Money boundOf(const Target &target) const;
    Usage countedUsage() const;
    Usage withPieces(Usage usage) const;
    Money costOf(const Usage &usage) const;
    ResponseHeaders headers(std::optional<Money> cost) const;
    void mark(Stage stage);
    std::int64_t nowNs() const { return m_services.clock.steadyNs(); }

    EngineServices &m_services;
    const CatalogPtr m_catalog;
    HttpRequest m_request;
    std::shared_ptr<ResponseStream> m_response;
    PrincipalPtr m_principal;
    RequestIndex m_index;
    std::shared_ptr<const Model> m_model;
    RoutePlan m_plan;
    std::vector<std::shared_ptr<const Model>> m_fallbackModels; ///< keeps their targets alive
    std::size_t m_targetIndex = 0;
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
    int m_ledgerWaits = 0;
    StageClock m_stages;
    std::int64_t m_calledNs = 0; ///< steady; when the attempt under way was sent
    Money m_spent;               ///< on attempts before the one under way
    bool m_relaying = false;     ///< the answer is a stream, not one body
    bool m_answerWhole = false;  ///< the provider has said that this was all
    bool m_clientGone = false;
    bool m_recorded = false; ///< the final record is on its way
    bool m_finished = false;
};

} // namespace ostiary
