// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/answerindex.h"
#include "server/providers/provideradapter.h"
#include "server/providers/vectorform.h"

namespace ostiary {

/// OpenAI's dialect on both sides: the client's bytes with edits at the few places that must differ, and the
/// provider's bytes with the public model name.
class OpenAiAdapter final : public ProviderAdapter
{
public:
    explicit OpenAiAdapter(AttemptContext context);

    Result<UpstreamRequest> request(const RequestIndex &index, std::string_view body) override;

private:
    Result<WholeAnswer> wholeAnswer(std::string body) override;
    StreamStep event(const SseDecoder::Event &event, std::string &out) override;
    bool endsHere(std::string &) override { return m_finishes > 0; }
    void countRefused(std::string_view json) override;
    bool isWhole() const override { return m_finishes >= m_context.answers; }
    void give(const SseDecoder::Event &event, const AnswerIndex &index, bool usageChunk, std::string &out);
    /// Which call of its choice a chunk's call is that does not say so.
    std::size_t numberOf(const BareCall &call);

    std::string m_quotedModel;   ///< the public name as a JSON string
    std::int64_t m_finishes = 0; ///< events that end a choice
    bool m_choiceSeen = false;
    struct Calls
    {
        std::size_t begun = 0;
        std::string lastId;
    };
    std::vector<Calls> m_calls;                 ///< by choice, of calls that chunks do not number
    VectorForm m_vectors = VectorForm::Numbers; ///< in which the client wants embeddings
};

} // namespace ostiary
