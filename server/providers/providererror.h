// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/knownsecret.h"

#include <optional>
#include <string>
#include <string_view>

namespace ostiary {

/// What a provider said of a failure, in whichever shape it said it. Every text has passed quotedText().
struct ProviderError
{
    std::string message; ///< empty: nothing that can be read
    std::string type;
    std::string param;
    std::string code;
    bool refusesKey = false; ///< the key is not valid, whatever the status says
    int status = 0;          ///< that stands in the text, or that its type or code amounts to; 0: none
    ProviderComplaint complaint = ProviderComplaint::None;
    std::optional<int> retryAfterSeconds = {}; ///< of Google's RetryInfo
    std::string envelope; ///< in OpenAI's envelope with everything that stood there; empty: it came in no such envelope
};

/// Reads the body of an answer with `status` (0: an error within a good answer): JSON of any shape, also within a
/// string or an event, an HTML page or plain text. `secrets` are the credentials that were sent.
ProviderError readProviderError(std::string_view body, int status, const KnownSecrets &secrets);

} // namespace ostiary
