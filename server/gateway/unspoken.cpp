// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/unspoken.h"

namespace ostiary {

namespace {

constexpr std::string_view kChat = "/v1/chat/completions";
constexpr std::string_view kEmbeddings = "/v1/embeddings";
constexpr std::string_view kModels = "/v1/models";
constexpr std::string_view kNothing = {};

/// The forms of errors by the beginning of the path; the first that fits counts.
struct Form
{
    std::string_view prefix;
    ErrorForm form;
};
constexpr Form kForms[] = {
    {"/v1/messages", ErrorForm::Anthropic},
    {"/messages", ErrorForm::Anthropic},
    {"/anthropic/", ErrorForm::Anthropic},
    {"/v1/complete", ErrorForm::Anthropic}, // not the beginning of /v1/completions

    {"/v1beta/", ErrorForm::Google},
    {"/v1alpha/", ErrorForm::Google},
    {"/v1beta1/", ErrorForm::Google},
    {"/v1/models/{id}:", ErrorForm::Google},
    {"/upload/v1beta/", ErrorForm::Google},
    {"/v1/projects/", ErrorForm::Google},
    {"/gemini/", ErrorForm::Google},
    {"/api/", ErrorForm::Ollama},
    {"/v2/", ErrorForm::Message},
    {"/model/{id}/", ErrorForm::Message},
};

struct Path
{
    std::string_view methods; ///< with blanks between them
    std::string_view pattern;
    std::string_view instead;
    bool alsoWithoutV1 = false;
};

constexpr Path kPaths[] = {
    // OpenAI
    {"GET POST", "/v1/responses", kChat, true},
    {"GET POST DELETE", "/v1/responses/{id}", kChat, true},
    {"POST", "/v1/audio/speech", kNothing, true},
    {"POST", "/v1/audio/transcriptions", kNothing, true},
    {"POST", "/v1/audio/translations", kNothing, true},
    {"POST", "/v1/images/generations", kNothing, true},
    {"POST", "/v1/images/edits", kNothing, true},
    {"POST", "/v1/images/variations", kNothing, true},
    {"POST", "/v1/moderations", kNothing, true},
    {"POST", "/v1/rerank", kNothing, true},
    {"POST", "/rerank/{id}", kNothing},
    {"GET POST", "/v1/files", kNothing, true},
    {"GET POST DELETE", "/v1/files/{id}", kNothing, true},
    {"GET POST", "/v1/batches", kChat, true},
    {"GET POST", "/v1/batches/{id}", kChat, true},
    {"GET POST", "/v1/assistants", kChat, true},
    {"GET POST DELETE", "/v1/assistants/{id}", kChat, true},
    {"POST", "/v1/threads", kChat, true},
    {"GET POST DELETE", "/v1/threads/{id}", kChat, true},
    {"GET POST", "/v1/conversations", kChat, true},
    {"GET POST DELETE", "/v1/conversations/{id}", kChat, true},
    {"GET POST", "/v1/vector_stores", kNothing, true},
    {"GET POST DELETE", "/v1/vector_stores/{id}", kNothing, true},
    {"POST", "/v1/uploads", kNothing, true},
    {"POST", "/v1/uploads/{id}", kNothing, true},
    {"GET POST", "/v1/fine_tuning/{id}", kNothing, true},
    {"GET", "/v1/realtime", kChat, true},
    {"POST", "/v1/realtime/{id}", kChat, true},
    {"GET POST", "/v1/videos", kNothing, true},
    {"GET POST DELETE", "/v1/videos/{id}", kNothing, true},
    // Azure
    {"GET POST DELETE", "/openai/{id}", kChat},
    // Anthropic
    {"POST", "/v1/messages", kChat, true},
    {"POST", "/v1/messages/count_tokens", kChat, true},
    {"GET POST", "/v1/messages/batches", kChat, true},
    {"GET POST DELETE", "/v1/messages/batches/{id}", kChat, true},
    {"POST", "/v1/complete", kChat},
    {"GET POST", "/anthropic/{id}", kChat},
    // Google
    {"GET POST PATCH DELETE", "/v1beta/{id}", kChat},
    {"GET POST PATCH DELETE", "/v1alpha/{id}", kChat},
    {"GET POST PATCH DELETE", "/v1beta1/{id}", kChat},
    {"POST", "/v1/models/{id}:generateContent", kChat},
    {"POST", "/v1/models/{id}:streamGenerateContent", kChat},
    {"POST", "/v1/models/{id}:countTokens", kChat},
    {"POST", "/v1/models/{id}:embedContent", kEmbeddings},
    {"POST", "/v1/models/{id}:batchEmbedContents", kEmbeddings},
    {"GET POST", "/v1/projects/{id}", kChat},
    {"POST", "/upload/v1beta/{id}", kNothing},
    {"GET POST", "/gemini/{id}", kChat},
    // Ollama
    {"POST", "/api/chat", kChat},
    {"POST", "/api/generate", kChat},
    {"POST", "/api/embed", kEmbeddings},
    {"POST", "/api/embeddings", kEmbeddings},
    {"GET", "/api/tags", kModels},
    {"GET", "/api/ps", kModels},
    {"GET", "/api/version", kModels},
    {"POST", "/api/show", kModels},
    {"POST", "/api/pull", kNothing},
    // Cohere and Bedrock
    {"POST", "/v2/chat", kChat},
    {"POST", "/v2/embed", kEmbeddings},
    {"POST", "/v2/rerank", kNothing},
    {"POST", "/model/{id}/converse", kChat},
    {"POST", "/model/{id}/converse-stream", kChat},
    {"POST", "/model/{id}/invoke", kChat},
    {"POST", "/model/{id}/invoke-with-response-stream", kChat},
};

GatewayError notSpoken(std::string_view pattern, std::string_view instead)
{
    std::string text(pattern);
    if (const std::size_t hole = text.find("{id}"); hole != std::string::npos)
        text.replace(hole, 4, "*");
    text += " is not spoken yet";
    if (!instead.empty())
        text += ", use " + std::string(instead) + " (OpenAI's format) with this key";
    GatewayError error = GatewayError::make(ErrorCode::NotImplemented, std::move(text));
    error.status = 400;
    error.retryable = false;
    return error;
}

void addPath(RouteTable &routes, std::string_view methods, std::string_view pattern, std::string_view instead)
{
    while (!methods.empty()) {
        const std::size_t blank = methods.find(' ');
        routes.refuse(methods.substr(0, blank), pattern, Permission::Inference, notSpoken(pattern, instead));
        methods = blank == std::string_view::npos ? std::string_view() : methods.substr(blank + 1);
    }
}

} // namespace

void addUnspokenRoutes(RouteTable &routes)
{
    for (const Form &form : kForms)
        routes.setForm(form.prefix, form.form);
    for (const Path &path : kPaths) {
        addPath(routes, path.methods, path.pattern, path.instead);
        if (path.alsoWithoutV1)
            addPath(routes, path.methods, path.pattern.substr(std::string_view("/v1").size()), path.instead);
    }
}

} // namespace ostiary
