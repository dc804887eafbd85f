// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/requestindex.h"

#include <simdjson.h>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

constexpr int kMaxDepth = 128;
constexpr std::int64_t kTokensPerAttachment = 16'384; ///< above what any current model makes of one image
constexpr std::int64_t kAttachmentBytesPerToken =
    32; ///< a page of a PDF is some 50 KB in base64 and 3,000 tokens at most
constexpr std::int64_t kMaxOutputTokens = 100'000'000;
constexpr std::int64_t kMaxChoices = 128;
constexpr std::string_view kDeciding[] = {"model", "stream", "stream_options", "max_tokens", "max_completion_tokens",
                                          "n",     "best_of"};

GatewayError badBody(std::string text, std::string param = "request_body")
{
    return GatewayError::make(ErrorCode::BadRequest, std::move(text), std::move(param));
}

/// One walk over the document. simdjson throws nothing here; the first error ends the walk.
class Walk
{
public:
    Walk(const char *text, RequestIndex &index) : m_text(text), m_index(index) {}

    simdjson::error_code error = simdjson::SUCCESS;
    std::string problem; ///< an error of meaning, with its field
    std::string problemField;
    bool sawMessages = false, sawPrompt = false, sawInput = false;

    bool top(od::document &document)
    {
        od::object object;
        if ((error = document.get_object().get(object)))
            return false;
        for (auto entry : object) {
            od::field field;
            if ((error = std::move(entry).get(field)))
                return false;
            std::string_view key;
            if ((error = field.unescaped_key().get(key)))
                return false;
            // The key is in simdjson's buffer, which later strings may overwrite: decide before reading on.
            if (!topField(key, field.value(), document))
                return false;
        }
        m_index.choices = std::max(m_choices, m_bestOf) * m_prompts;
        return true;
    }

private:
    bool fail(simdjson::error_code e) { return (error = e) == simdjson::SUCCESS; }

    bool mean(std::string_view field, std::string text)
    {
        problem = std::move(text);
        problemField = field;
        return false;
    }

    Span tokenSpan(std::string_view token) const
    {
        while (!token.empty() &&
               (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
            token.remove_suffix(1);
        return {static_cast<std::size_t>(token.data() - m_text), token.size()};
    }

    // Two equal keys let two programs read two requests: the fields that decide may stand only once.
    bool once(bool &seen, std::string_view field)
    {
        if (seen)
            return mean(field, "'" + std::string(field) + "' stands more than once in the request");
        return seen = true;
    }

    bool topField(std::string_view key, od::value value, od::document &document)
    {
        if (key == "model") {
            if (!once(m_model, "model"))
                return false;
            m_index.modelSpan = tokenSpan(value.raw_json_token());
            std::string_view model;
            if (value.get_string().get(model))
                return mean("model", "'model' must be a string");
            if (model.empty() || model.size() > 256)
                return mean("model", "'model' must have between 1 and 256 bytes");
            m_index.model = model;
            return true;
        }
        if (key == "stream") {
            if (!once(m_stream, "stream"))
                return false;
            if (isNull(value))
                return true;
            if (value.get_bool().get(m_index.stream))
                return mean("stream", "'stream' must be true or false");
            return true;
        }
        if (key == "max_tokens")
            return once(m_maxTokens, "max_tokens") && outputLimit("max_tokens", value, true);
        if (key == "max_completion_tokens")
            return once(m_maxCompletion, "max_completion_tokens") && outputLimit("max_completion_tokens", value, false);
        if (key == "n") {
            if (!once(m_n, "n"))
                return false;
            return count("n", value, m_choices);
        }
        if (key == "best_of") {
            if (!once(m_bestOfSeen, "best_of"))
                return false;
            return count("best_of", value, m_bestOf);
        }
        if (key == "stream_options")
            return once(m_streamOptions, "stream_options") && streamOptions(value, document);
        if (key == "messages" || key == "prompt" || key == "input") {
            bool &seen = key == "messages" ? sawMessages : key == "prompt" ? sawPrompt : sawInput;
            const std::string name(key);
            if (!once(seen, name))
                return false;
            od::json_type type;
            if (!fail(value.type().get(type)))
                return false;
            if (name == "messages" && type != od::json_type::array)
                return mean("messages", "'messages' must be an array");
            return name == "prompt" && type == od::json_type::array ? prompts(value) : walk(value, 1);
        }
        for (const std::string_view field : kDeciding) { // some servers read keys without regard to case
            if (key.size() == field.size() && std::equal(key.begin(), key.end(), field.begin(), [](char a, char b) {
                    return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
                }))
                return mean(field, "write '" + std::string(field) + "' in lower case");
        }
        return walk(value, 1);
    }

    bool count(std::string_view field, od::value value, std::int64_t &to)
    {
        if (isNull(value))
            return true;
        if (value.get_int64().get(to) || to < 1 || to > kMaxChoices)
            return mean(field,
                        "'" + std::string(field) + "' must be a whole number from 1 to " + std::to_string(kMaxChoices));
        return true;
    }

    // Each text and each list of tokens is a prompt of its own; a list of numbers is one prompt in tokens.
    bool prompts(od::value value)
    {
        od::array array;
        if (!fail(value.get_array().get(array)))
            return false;
        std::int64_t separate = 0;
        for (auto entry : array) {
            od::value element;
            od::json_type type;
            if (!fail(entry.get(element)) || !fail(element.type().get(type)) || !walk(element, 2))
                return false;
            separate += type == od::json_type::number ? 0 : 1;
        }
        m_prompts = std::max<std::int64_t>(1, separate);
        return true;
    }

    static bool isNull(od::value &value)
    {
        bool null = false;
        return value.is_null().get(null) == simdjson::SUCCESS && null;
    }

    bool outputLimit(std::string_view field, od::value value, bool deprecated)
    {
        const Span span = tokenSpan(value.raw_json_token());
        if (isNull(value)) {
            if (!m_index.maxTokens)
                m_index.maxTokensSpan =
                    span; // a limit that is written in must take this place: the later of two keys counts
            return true;
        }
        std::int64_t limit = 0;
        if (value.get_int64().get(limit) || limit < 1 || limit > kMaxOutputTokens)
            return mean(field, "'" + std::string(field) + "' must be a whole number from 1 to " +
                                   std::to_string(kMaxOutputTokens));
        if (deprecated && m_index.maxTokens) {
            m_index.maxTokens = std::max(*m_index.maxTokens, limit);
            return true;
        }
        m_index.maxTokens = m_index.maxTokens ? std::max(*m_index.maxTokens, limit) : limit;
        m_index.maxTokensSpan = span;
        return true;
    }

    bool streamOptions(od::value value, od::document &document)
    {
        if (isNull(value)) {
            m_index.streamOptions = tokenSpan(value.raw_json_token());
            return true;
        }
        const char *start = value.raw_json_token().data();
        od::object options;
        if (value.get_object().get(options))
            return mean("stream_options", "'stream_options' must be an object");
        for (auto entry : options) {
            od::field field;
            if (!fail(std::move(entry).get(field)))
                return false;
            std::string_view key;
            if (!fail(field.unescaped_key().get(key)))
                return false;
            if (key == "include_usage") {
                if (field.value().get_bool().get(m_index.includeUsage))
                    return mean("stream_options.include_usage", "'include_usage' must be true or false");
            } else if (!walk(field.value(), 2)) {
                return false;
            }
        }
        const char *end = nullptr;
        if (!fail(document.current_location().get(end)))
            return false;
        while (end > start && end[-1] != '}')
            --end;
        m_index.streamOptions = {static_cast<std::size_t>(start - m_text), static_cast<std::size_t>(end - start)};
        return true;
    }

    bool walk(od::value value, int depth, bool attachment = false)
    {
        if (depth > kMaxDepth)
            return mean("request_body", "the request is nested deeper than " + std::to_string(kMaxDepth) + " levels");
        od::json_type type;
        if (!fail(value.type().get(type)))
            return false;
        switch (type) {
        case od::json_type::object: {
            od::object object;
            if (!fail(value.get_object().get(object)))
                return false;
            for (auto entry : object) {
                od::field field;
                if (!fail(std::move(entry).get(field)))
                    return false;
                std::string_view key;
                if (!fail(field.unescaped_key().get(key)))
                    return false;
                m_index.textBytes += static_cast<std::int64_t>(key.size());
                const bool attached =
                    key == "url" || key == "file_data" || key == "data" || key == "image_url" || key == "file_id";
                if (!walk(field.value(), depth + 1, attached))
                    return false;
            }
            return true;
        }
        case od::json_type::array: {
            od::array array;
            if (!fail(value.get_array().get(array)))
                return false;
            for (auto entry : array) {
                od::value element;
                if (!fail(entry.get(element)) || !walk(element, depth + 1))
                    return false;
            }
            return true;
        }
        case od::json_type::string: {
            std::string_view text;
            if (!fail(value.get_string().get(text)))
                return false;
            if (attachment) {
                ++m_index.attachments;
                m_index.attachmentBytes += static_cast<std::int64_t>(text.size());
            } else {
                m_index.textBytes += static_cast<std::int64_t>(text.size());
            }
            return true;
        }
        case od::json_type::number: {
            double number = 0;
            m_index.textBytes += 8;
            return fail(value.get_double().get(number));
        }
        case od::json_type::boolean: {
            bool flag = false;
            return fail(value.get_bool().get(flag));
        }
        case od::json_type::null: {
            bool null = false;
            const auto status = value.is_null().get(null);
            return fail(status == simdjson::SUCCESS && !null ? simdjson::N_ATOM_ERROR : status);
        }
        }
        return fail(simdjson::TAPE_ERROR);
    }

    const char *m_text;
    RequestIndex &m_index;
    bool m_model = false, m_stream = false, m_maxTokens = false, m_maxCompletion = false, m_n = false,
         m_streamOptions = false, m_bestOfSeen = false;
    std::int64_t m_choices = 1, m_bestOf = 1, m_prompts = 1;
};

} // namespace

std::int64_t RequestIndex::inputBound() const
{
    return textBytes + attachments * kTokensPerAttachment + attachmentBytes / kAttachmentBytesPerToken + 64;
}

std::int64_t RequestIndex::inputEstimate() const
{
    return estimateTokens(textBytes) + attachments * 1024;
}

Result<RequestIndex> indexRequest(std::string &body, Surface surface)
{
    static thread_local od::parser parser;
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    RequestIndex index;
    od::document document;
    const simdjson::padded_string_view text(body.data(), body.size(), body.capacity());
    const std::size_t brace = body.find_first_not_of(" \t\r\n");
    if (brace == std::string::npos)
        return badBody("the request has no body; send a JSON object");
    if (const auto error = parser.iterate(text).get(document))
        return badBody(std::string("the request body is not JSON: ") + simdjson::error_message(error));
    if (body[brace] != '{')
        return badBody("the request body must be a JSON object");
    index.afterBrace = brace + 1;
    Walk walk(body.data(), index);
    const bool complete = walk.top(document);
    if (!walk.problem.empty())
        return badBody(std::move(walk.problem), std::move(walk.problemField));
    if (!complete || !(document.current_location().error() == simdjson::OUT_OF_BOUNDS)) {
        const char *where = nullptr;
        std::string text2 = "the request body is not JSON: ";
        text2 += complete ? "something follows the object" : simdjson::error_message(walk.error);
        if (document.current_location().get(where) == simdjson::SUCCESS && where >= body.data() &&
            where <= body.data() + body.size())
            text2 += " (at byte " + std::to_string(where - body.data()) + ")";
        return badBody(std::move(text2));
    }
    if (!index.modelSpan.exists())
        return badBody("'model' is missing", "model");
    if (surface == Surface::Chat && !walk.sawMessages)
        return badBody("'messages' is missing", "messages");
    if (surface == Surface::Completion && !walk.sawPrompt)
        return badBody("'prompt' is missing", "prompt");
    if (surface == Surface::Embedding && !walk.sawInput)
        return badBody("'input' is missing", "input");
    return index;
}

} // namespace ostiary
