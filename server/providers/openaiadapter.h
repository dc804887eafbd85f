// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/providers/provideradapter.h"
#include "server/providers/ssedecoder.h"

namespace ostiary {

/// OpenAI's dialect on both sides: the client's bytes with edits at the few places that must differ, and the
/// provider's bytes with the public model name.
class OpenAiAdapter final : public ProviderAdapter
{
public:
    explicit OpenAiAdapter(AttemptContext context);

    Result<UpstreamRequest> request(const RequestIndex &index, std::string_view body) override;
    Result<WholeAnswer> answer(std::string body) override;
    StreamState stream(std::string_view bytes, std::string &out) override;
    StreamState streamEnded(std::string &out) override;
    std::string errorMessage(std::string_view body) const override;
    bool forwardsErrors() const override { return true; }

private:
    StreamState event(const SseDecoder::Event &event, std::string &out);

    SseDecoder m_decoder;
    std::string m_quotedModel; ///< the public name as a JSON string
    bool m_finishSeen = false;
};

/// `error.message` of OpenAI's envelope, or what other OpenAI-like servers put in its place.
std::string openAiErrorMessage(std::string_view body);

} // namespace ostiary
