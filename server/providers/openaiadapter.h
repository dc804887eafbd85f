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
    bool isWhole() const override { return m_finishes >= m_context.answers; }
    void give(const SseDecoder::Event &event, const AnswerIndex &index, bool usageChunk, std::string &out) const;

    std::string m_quotedModel;   ///< the public name as a JSON string
    std::int64_t m_finishes = 0; ///< events that end a choice
    bool m_choiceSeen = false;
    VectorForm m_vectors = VectorForm::Numbers; ///< in which the client wants embeddings
};

} // namespace ostiary
