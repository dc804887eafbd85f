// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/responsestream.h"
#include "server/sim/simprovider.h"

#include <cstdint>
#include <memory>
#include <string>

namespace ostiary {

/// One scripted answer under way.
class SimAnswer final : public ResponseStream::Observer
{
public:
    struct Plan
    {
        Dialect dialect = Dialect::OpenAi;
        SimBehaviour behaviour;
        std::string id;
        std::string model;
        std::int64_t promptTokens = 0;
        bool chat = true; ///< otherwise a text completion
        bool stream = false;
        bool usageWanted = false;
        std::string toolName; ///< a tool to call instead of talking
    };

    SimAnswer(SimProvider &provider, std::shared_ptr<ResponseStream> response, Plan plan, int billLine);
    ~SimAnswer();

    /// Does what is due at `nowNs`; true when the answer has ended and this can be deleted.
    bool advance(std::int64_t nowNs);

private:
    void clientGone() override { m_over = true; }

    void sendWhole();
    void startStream();
    void sendToken(int n);
    void endStream();
    bool faultNow(int n);
    std::string whole() const;
    std::string usageJson() const;
    void event(std::string_view name, const std::string &data);
    void openAiChunk(const std::string &delta, std::string_view finish);

    SimProvider &m_provider;
    std::shared_ptr<ResponseStream> m_response;
    Plan m_plan;
    int m_line;
    std::int64_t m_startNs;
    int m_sent = 0;
    bool m_started = false;
    bool m_over = false;
    bool m_stuck = false;
    std::string m_pending; ///< events of one turn, written together
};

} // namespace ostiary
