// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/requestindex.h"

#include "server/providers/bodywalk.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

constexpr std::size_t kLargeBody = 1024 * 1024;
/// A picture's tokens follow from its size; of sound, 8 kbit/s is the least that is held by its bytes, and 32 tokens a
/// second the most a model makes.
constexpr std::int64_t kAttachmentBytesPerToken = 32;
constexpr std::int64_t kUnknownContext = 200'000;
constexpr std::int64_t kMaxOutputTokens = 100'000'000;
constexpr std::int64_t kMaxChoices = 128;
constexpr std::size_t kMostFields = 1024; ///< of a request; the largest of known ones has some 60
constexpr std::string_view kDeciding[] = {"model", "stream", "stream_options", "max_tokens", "max_completion_tokens",
                                          "n",     "best_of"};

GatewayError badBody(std::string text, std::string param = "request_body")
{
    return GatewayError::make(ErrorCode::BadRequest, std::move(text), std::move(param));
}

/// The request's own fields; their values are the body walk's.
class Walk
{
public:
    Walk(const char *text, RequestIndex &index) : body(text, index), m_text(text), m_index(index) {}

    BodyWalk body;
    bool sawMessages = false, sawPrompt = false, sawInput = false;

    bool top(od::document &document)
    {
        od::object object;
        if (!body.fail(document.get_object().get(object)))
            return false;
        m_index.fields.reserve(16);
        for (auto entry : object) {
            std::string_view name;
            JsonMember member;
            if (!body.fail(entry.error()))
                return false;
            od::field &&field = std::move(entry).value_unsafe();
            if (!body.key(field.key(), name, m_scratch, &member.key))
                return false;
            const char *const start = field.value().raw_json_token().data();
            if (m_index.fields.size() == kMostFields)
                return body.mean("request_body",
                                 "the request has more than " + std::to_string(kMostFields) + " fields");
            if (!topField(name, field.value(), document))
                return false;
            const char *end = nullptr;
            if (!body.fail(document.current_location().get(end)))
                return false;
            member.value = body.tokenSpan({start, static_cast<std::size_t>(end - start)});
            m_index.fields.push_back(member);
        }
        m_index.prompts = m_prompts;
        m_index.choices = std::max(m_choices, m_bestOf) * m_prompts;
        const auto &older = m_index.maxTokensField, &newer = m_index.maxCompletionField;
        if ((older || newer) && older.value_or(1) > 0 && newer.value_or(1) > 0)
            m_index.maxTokens = std::max(older.value_or(0), newer.value_or(0));
        return true;
    }

private:
    // Two equal keys let two programs read two requests: the fields that decide may stand only once.
    bool once(bool &seen, std::string_view field)
    {
        if (seen)
            return body.mean(field, "'" + std::string(field) + "' stands more than once in the request");
        return seen = true;
    }

    bool topField(std::string_view key, od::value &value, od::document &document)
    {
        if (key == "model")
            return once(m_model, "model") && model(value);
        if (key == "stream") {
            if (!once(m_stream, "stream"))
                return false;
            if (!isNull(value) && value.get_bool().get(m_index.stream))
                return body.mean("stream", "'stream' must be true or false");
            return true;
        }
        if (key == "max_tokens")
            return once(m_maxTokens, "max_tokens") && outputLimit("max_tokens", value, m_index.maxTokensField);
        if (key == "max_completion_tokens")
            return once(m_maxCompletion, "max_completion_tokens") &&
                   outputLimit("max_completion_tokens", value, m_index.maxCompletionField);
        if (key == "n")
            return once(m_n, "n") && count("n", value, 1, m_choices);
        if (key == "best_of") // 0 is some clients' way to say that they do not ask for it
            return once(m_bestOfSeen, "best_of") && count("best_of", value, 0, m_bestOf);
        if (key == "stream_options")
            return once(m_streamOptions, "stream_options") && streamOptions(value, document);
        if (key == "messages" || key == "prompt" || key == "input")
            return prompt(key, value);
        for (const std::string_view field : kDeciding) { // some servers read keys without regard to case
            if (key.size() == field.size() && std::equal(key.begin(), key.end(), field.begin(), [](char a, char b) {
                    return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
                }))
                return body.mean(field, "write '" + std::string(field) + "' in lower case");
        }
        m_index.textBytes += static_cast<std::int64_t>(key.size());
        m_index.hasTools = m_index.hasTools || key == "tools" || key == "functions";
        if (key == "tools")
            return body.tools(value);
        if (key == "min_tokens")
            atLeast(value.raw_json_token());
        return body.value(value, 1);
    }

    // Passes as it is, so that any number counts that a server may read: in quotes, and the larger of two.
    void atLeast(std::string_view token)
    {
        if (token.starts_with('"'))
            token.remove_prefix(1);
        double number = 0;
        if (std::from_chars(token.data(), token.data() + token.size(), number).ec == std::errc() && number > 0)
            m_index.minTokens = std::max(
                m_index.minTokens, static_cast<std::int64_t>(std::ceil(std::min(number, double(kMaxOutputTokens)))));
    }

    bool model(od::value &value)
    {
        m_index.modelSpan = body.tokenSpan(value.raw_json_token());
        std::string_view model;
        if (value.get_string().get(model))
            return body.mean("model", "'model' must be a string");
        if (model.empty() || model.size() > 256)
            return body.mean("model", "'model' must have between 1 and 256 bytes");
        m_index.model = model;
        return true;
    }

    bool prompt(std::string_view key, od::value &value)
    {
        const bool messages = key == "messages", prompt = key == "prompt";
        if (!once(messages ? sawMessages
                  : prompt ? sawPrompt
                           : sawInput,
                  messages ? "messages"
                  : prompt ? "prompt"
                           : "input"))
            return false;
        od::json_type type;
        if (!body.fail(value.type().get(type)))
            return false;
        if (messages)
            return type == od::json_type::array ? body.messages(value)
                                                : body.mean("messages", "'messages' must be an array");
        if (!prompt)
            return body.input(value);
        return type == od::json_type::array ? prompts(value) : body.value(value, 1);
    }

    bool count(std::string_view field, od::value &value, std::int64_t least, std::int64_t &to)
    {
        if (isNull(value))
            return true;
        std::int64_t number = 0;
        if (!wholeNumber(value, number) || number < least || number > kMaxChoices)
            return body.mean(field, "'" + std::string(field) + "' must be a whole number from " +
                                        std::to_string(least) + " to " + std::to_string(kMaxChoices));
        to = std::max<std::int64_t>(1, number);
        return true;
    }

    // Each text and each list of tokens is a prompt of its own; a list of numbers is one prompt in tokens.
    bool prompts(od::value &value)
    {
        od::array array;
        if (!body.fail(value.get_array().get(array)))
            return false;
        std::int64_t separate = 0;
        for (auto entry : array) {
            od::value element;
            od::json_type type;
            if (!body.fail(entry.get(element)) || !body.fail(element.type().get(type)) || !body.value(element, 2))
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

    // Languages without whole numbers write 100.0, and servers take it.
    static bool wholeNumber(od::value &value, std::int64_t &to)
    {
        double number = 0;
        if (!value.get_int64().get(to))
            return true;
        if (value.get_double().get(number) || number != std::floor(number) || std::abs(number) > 1e15)
            return false;
        to = static_cast<std::int64_t>(number);
        return true;
    }

    bool outputLimit(std::string_view field, od::value &value, std::optional<std::int64_t> &to)
    {
        if (isNull(value))
            return true;
        std::int64_t limit = 0;
        if (!wholeNumber(value, limit) || limit < -1 || limit > kMaxOutputTokens)
            return body.mean(field, "'" + std::string(field) + "' must be a whole number up to " +
                                        std::to_string(kMaxOutputTokens) + ", or -1 for no limit");
        to = limit;
        return true;
    }

    bool streamOptions(od::value &value, od::document &document)
    {
        if (isNull(value))
            return true;
        const char *const start = value.raw_json_token().data();
        od::object options;
        if (value.get_object().get(options))
            return body.mean("stream_options", "'stream_options' must be an object");
        bool seen = false;
        std::string scratch;
        for (auto entry : options) {
            std::string_view key;
            if (!body.fail(entry.error()))
                return false;
            od::field &&field = std::move(entry).value_unsafe();
            if (!body.key(field.key(), key, scratch))
                return false;
            if (key != "include_usage") {
                m_index.textBytes += static_cast<std::int64_t>(key.size());
                if (!body.value(field.value(), 2))
                    return false;
                continue;
            }
            if (!once(seen, "stream_options.include_usage"))
                return false;
            od::value &wanted = field.value();
            m_index.includeUsageSpan = body.tokenSpan(wanted.raw_json_token());
            if (!isNull(wanted) && wanted.get_bool().get(m_index.includeUsage))
                return body.mean("stream_options.include_usage", "'include_usage' must be true or false");
        }
        const char *end = nullptr;
        if (!body.fail(document.current_location().get(end)))
            return false;
        m_index.streamOptions = body.tokenSpan({start, static_cast<std::size_t>(end - start)});
        return true;
    }

    const char *m_text;
    RequestIndex &m_index;
    std::string m_scratch;
    bool m_model = false, m_stream = false, m_maxTokens = false, m_maxCompletion = false, m_n = false,
         m_streamOptions = false, m_bestOfSeen = false;
    std::int64_t m_choices = 1, m_bestOf = 1, m_prompts = 1;
};

} // namespace

std::int64_t RequestIndex::inputBound(std::int64_t contextTokens, bool moreUnseen, std::int64_t tokensPerPicture) const
{
    const std::int64_t seen = textBytes + structureBytes + fileBytes + attachments * tokensPerPicture +
                              attachmentBytes / kAttachmentBytesPerToken + 64;
    if (unseenFiles == 0 && !moreUnseen)
        return seen;
    return std::max(seen, contextTokens > 0 ? contextTokens : kUnknownContext);
}

std::int64_t RequestIndex::inputEstimate() const
{
    return estimateTokens(textBytes) + numbers + attachments * 1024 + fileBytes / kAttachmentBytesPerToken;
}

Result<RequestIndex> indexRequest(std::string &body, Surface surface)
{
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    return indexRequest(body, body.capacity(), surface);
}

Result<RequestIndex> indexRequest(std::string_view body, std::size_t readable, Surface surface)
{
    static thread_local od::parser kept;
    od::parser once; // its buffers are several times as large as the body and would stay with the thread
    od::parser &parser = body.size() > kLargeBody ? once : kept;
    RequestIndex index;
    od::document document;
    const simdjson::padded_string_view text(body.data(), body.size(), readable);
    const std::size_t brace = body.find_first_not_of(" \t\r\n");
    if (brace == std::string_view::npos)
        return badBody("the request has no body; send a JSON object");
    if (const auto error = parser.iterate(text).get(document))
        return badBody(std::string("the request body is not JSON: ") + simdjson::error_message(error));
    if (body[brace] != '{')
        return badBody("the request body must be a JSON object");
    index.afterBrace = brace + 1;
    Walk walk(body.data(), index);
    const bool complete = walk.top(document);
    if (!walk.body.problem.empty())
        return badBody(std::move(walk.body.problem), std::move(walk.body.problemField));
    if (!complete || !(document.current_location().error() == simdjson::OUT_OF_BOUNDS)) {
        const char *where = nullptr;
        std::string text2 = "the request body is not JSON: ";
        text2 += complete ? "something follows the object" : simdjson::error_message(walk.body.error);
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
