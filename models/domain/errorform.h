// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"

namespace ostiary {

/// The shapes in which surfaces tell their errors; what their clients look for.
enum class ErrorForm {
    OpenAi,    ///< `{"error":{"message","type","param","code"}}`
    Anthropic, ///< `{"type":"error","error":{"type","message"}}`
    Google,    ///< `{"error":{"code","message","status"}}`
    Ollama,    ///< `{"error":"text"}`
    Message,   ///< `{"message":"text"}`: Cohere, Bedrock
};

/// The body of an answer that tells `error`. A provider's own body passes in OpenAI's form only, whose shape it has.
std::string errorBody(const GatewayError &error, ErrorForm form);

} // namespace ostiary
