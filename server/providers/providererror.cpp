// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/providererror.h"

#include "models/domain/quotedtext.h"
#include "server/providers/complaint.h"
#include "server/providers/domtext.h"
#include "server/providers/retryafter.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

constexpr int kMostDepth = 8;
constexpr int kMostReasons = 5; ///< of a list
constexpr std::size_t kMostPlainBytes = 400;
constexpr std::size_t kMostEnvelopeBytes = 32 * 1024;

/// The type of an error whose provider gave it none.
std::string_view typeOf(int status)
{
    return status == 408 || status == 504   ? "timeout_error"
           : status == 429                  ? "throttling_error"
           : status == 503 || status == 529 ? "overloaded_error"
           : status >= 500                  ? "upstream_error"
                                            : "invalid_request_error";
}

/// Google and others answer 400 for a key that they do not know.
bool saysKeyIsBad(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    constexpr std::array kSigns = {"api key not valid", "api_key_invalid",     "invalid_api_key",   "invalid api key",
                                   "incorrect api key", "api key is invalid",  "api key not found", "api key expired",
                                   "invalid x-api-key", "api key is not valid"};
    return std::any_of(kSigns.begin(), kSigns.end(),
                       [&](const char *sign) { return text.find(sign) != std::string::npos; });
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const std::size_t from = text.find_first_not_of(kBlanks);
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(kBlanks) - from + 1);
}

std::string reasonIn(dom::element element, int depth);

/// `body.messages` of FastAPI's `loc`.
std::string placeOf(dom::element entry)
{
    std::string out;
    dom::array loc;
    if (entry["loc"].get_array().get(loc))
        return out;
    for (const dom::element step : loc) {
        std::string_view name;
        const std::string text =
            step.get_string().get(name) == simdjson::SUCCESS ? std::string(name) : simdjson::minify(step);
        if (text != "body" || !out.empty())
            out += (out.empty() ? "" : ".") + text;
    }
    return out;
}

void addReason(std::string &to, const std::string &reason)
{
    if (!reason.empty())
        to += (to.empty() ? "" : "; ") + reason;
}

std::string reasonInObject(dom::object object, int depth)
{
    // The nearest to the fault comes first: an error object before the words of who passed it on.
    constexpr std::array kPlaces = {"error",         "message",      "Message",     "msg",
                                    "detail",        "errors",       "details",     "error_description",
                                    "error_message", "errorMessage", "description", "reason",
                                    "status_msg",    "base_resp",    "fault",       "faultstring",
                                    "exception",     "body",         "response",    "data",
                                    "title"};
    std::string weaker; // `{"error": "Bad Request", "message": "…"}`: a word beside a sentence
    for (const char *place : kPlaces) {
        dom::element value;
        if (object[place].get(value))
            continue;
        const std::string reason = reasonIn(value, depth + 1);
        if (reason.empty())
            continue;
        if (value.is_string() && std::string_view(place) == "error") {
            weaker = reason;
            continue;
        }
        return reason;
    }
    if (!weaker.empty() || depth == 0)
        return weaker;
    std::string out; // `{"errors": {"messages": ["is required"]}}`
    for (const dom::key_value_pair field : object) {
        if (!field.value.is_string() && !field.value.is_array())
            continue;
        const std::string reason = reasonIn(field.value, depth + 1);
        if (!reason.empty() && field.key != "type" && field.key != "code" && field.key != "object")
            addReason(out, std::string(field.key) + ": " + reason);
    }
    return out;
}

std::string reasonIn(dom::element element, int depth)
{
    if (depth > kMostDepth)
        return {};
    std::string_view text;
    if (element.get_string().get(text) == simdjson::SUCCESS) {
        text = trimmed(text);
        if (text.starts_with('{') || text.starts_with('[')) { // an error that somebody has put into his own
            dom::parser parser;
            dom::element inner;
            if (!text.empty() && parser.parse(text.data(), text.size()).get(inner) == simdjson::SUCCESS &&
                !inner.is_string()) {
                if (std::string reason = reasonIn(inner, depth + 1); !reason.empty())
                    return reason;
            }
        }
        return std::string(text);
    }
    std::string out;
    dom::array list;
    if (element.get_array().get(list) == simdjson::SUCCESS) {
        int told = 0;
        for (const dom::element entry : list) {
            const std::string place = placeOf(entry);
            const std::string reason = reasonIn(entry, depth + 1);
            if (reason.empty())
                continue;
            addReason(out, place.empty() ? reason : place + ": " + reason);
            if (++told == kMostReasons)
                break;
        }
        return out;
    }
    dom::object object;
    return element.get_object().get(object) == simdjson::SUCCESS ? reasonInObject(object, depth) : out;
}

/// The objects in which type, code and param may stand, the nearest to the fault first.
std::vector<dom::element> objectsOf(dom::element root)
{
    std::vector<dom::element> out;
    dom::element inner;
    for (const char *place : {"/error/error", "/error", "/0/error", "/errors/0", "/message", "/detail/0", "/detail",
                              "/base_resp", "/0", ""}) {
        if (root.at_pointer(place).get(inner) == simdjson::SUCCESS && inner.is_object())
            out.push_back(inner);
    }
    return out;
}

std::string scalarOf(const std::vector<dom::element> &objects, const char *name)
{
    for (const dom::element object : objects) {
        dom::element value;
        std::string_view text;
        if (object[name].get(value))
            continue;
        if (value.get_string().get(text) == simdjson::SUCCESS && !text.empty())
            return std::string(text);
        if (value.is_int64() || value.is_uint64())
            return simdjson::minify(value);
    }
    return {};
}

int statusIn(std::string_view text)
{
    int value = 0;
    if (text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        value = std::stoi(std::string(text));
    return value >= 400 && value <= 599 ? value : 0;
}

int statusOfWord(std::string_view word)
{
    constexpr std::pair<std::string_view, int> kWords[] = {
        {"invalid_request_error", 400},
        {"INVALID_ARGUMENT", 400},
        {"BadRequestError", 400},
        {"authentication_error", 401},
        {"invalid_api_key", 401},
        {"UNAUTHENTICATED", 401},
        {"billing_error", 402},
        {"permission_error", 403},
        {"PERMISSION_DENIED", 403},
        {"not_found_error", 404},
        {"NOT_FOUND", 404},
        {"NotFoundError", 404},
        {"request_too_large", 413},
        {"rate_limit_error", 429},
        {"rate_limit_exceeded", 429},
        {"requests", 429},
        {"tokens", 429},
        {"insufficient_quota", 429},
        {"RESOURCE_EXHAUSTED", 429},
        {"RateLimitError", 429},
        {"api_error", 500},
        {"server_error", 500},
        {"INTERNAL", 500},
        {"internal_server_error", 500},
        {"InternalServerError", 500},
        {"overloaded_error", 529},
        {"UNAVAILABLE", 503},
        {"timeout_error", 504},
        {"DEADLINE_EXCEEDED", 504},
    };
    const auto found = std::find_if(std::begin(kWords), std::end(kWords), [&](auto &one) { return one.first == word; });
    return found == std::end(kWords) ? 0 : found->second;
}

/// Any JSON again, with every text of it quoted.
void appendQuoted(std::string &out, dom::element element, const KnownSecrets &secrets, int depth)
{
    dom::object object;
    dom::array list;
    std::string_view text;
    if (depth > kMostDepth) {
        out += "null";
    } else if (element.get_string().get(text) == simdjson::SUCCESS) {
        appendJsonString(out, quotedText(text, secrets));
    } else if (element.get_object().get(object) == simdjson::SUCCESS) {
        out += '{';
        for (const dom::key_value_pair field : object) {
            if (out.back() != '{')
                out += ',';
            appendJsonString(out, quotedText(field.key, secrets));
            out += ':';
            appendQuoted(out, field.value, secrets, depth + 1);
        }
        out += '}';
    } else if (element.get_array().get(list) == simdjson::SUCCESS) {
        out += '[';
        for (const dom::element entry : list) {
            if (out.back() != '[')
                out += ',';
            appendQuoted(out, entry, secrets, depth + 1);
        }
        out += ']';
    } else {
        out += simdjson::minify(element);
    }
}

/// OpenAI's envelope of an error that came in one: message, type, param and code as OpenAI has them, and the rest.
std::string envelopeOf(dom::element root, const ProviderError &error, int status, const KnownSecrets &secrets)
{
    dom::object object;
    if (root["error"].get_object().get(object) || !root["error"]["message"].is_string())
        return {};
    const auto orNull = [](const std::string &text) { return text.empty() ? std::string("null") : jsonQuoted(text); };
    std::string out = "{\"error\":{\"message\":" + jsonQuoted(error.message) +
                      ",\"type\":" + jsonQuoted(error.type.empty() ? typeOf(status) : error.type) +
                      ",\"param\":" + orNull(error.param) + ",\"code\":" + orNull(error.code);
    for (const dom::key_value_pair field : object) {
        if (field.key == "message" || field.key == "type" || field.key == "param" || field.key == "code")
            continue;
        out += "," + jsonQuoted(quotedText(field.key, secrets)) + ":";
        appendQuoted(out, field.value, secrets, 0);
    }
    out += "}}";
    return out.size() > kMostEnvelopeBytes ? std::string() : out;
}

std::optional<int> googlesWait(dom::element root)
{
    dom::array details;
    if (root.at_pointer("/error/details").get_array().get(details) &&
        root.at_pointer("/0/error/details").get_array().get(details))
        return std::nullopt;
    for (const dom::element detail : details) {
        if (const std::string_view wait = stringOf(detail["retryDelay"]); !wait.empty())
            return waitSeconds(wait);
    }
    return std::nullopt;
}

/// The text of an HTML page's title or first heading.
std::string pageTitle(std::string_view page)
{
    for (const std::string_view tag : {"title", "h1", "h2", "p"}) {
        const std::string open = "<" + std::string(tag);
        const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
        const auto found = std::search(page.begin(), page.end(), open.begin(), open.end(), same);
        const std::size_t from = page.find('>', static_cast<std::size_t>(found - page.begin()));
        if (found == page.end() || from == std::string_view::npos)
            continue;
        const std::string_view title = trimmed(page.substr(from + 1, page.find('<', from) - from - 1));
        if (!title.empty())
            return std::string(title);
    }
    return {};
}

/// What stands behind the first `data:`, when `body` is an event of a stream.
std::string_view withoutEvent(std::string_view body)
{
    if (!body.starts_with("data:") && !body.starts_with("event:") && !body.starts_with("id:"))
        return body;
    const std::size_t at = body.find("data:");
    if (at == std::string_view::npos)
        return body;
    const std::string_view rest = body.substr(at + 5);
    return trimmed(rest.substr(0, rest.find("\n\n")));
}

} // namespace

ProviderError readProviderError(std::string_view body, int status, const KnownSecrets &secrets)
{
    ProviderError out;
    body = withoutEvent(trimmed(body));
    dom::parser parser;
    dom::element root;
    if (body.empty() || parser.parse(body.data(), body.size()).get(root)) {
        const std::string page = body.starts_with('<') ? pageTitle(body) : std::string();
        out.message = body.starts_with('<') ? "an HTML page" + (page.empty() ? "" : ": " + quotedText(page, secrets))
                                            : quotedText(body.substr(0, kMostPlainBytes), secrets);
        out.complaint = complaintOf(status, {}, out.message);
        return out;
    }
    std::string said = reasonIn(root, 0);
    const std::vector<dom::element> objects = objectsOf(root);
    // What OpenRouter got from the provider behind it.
    dom::element raw;
    if (root.at_pointer("/error/metadata/raw").get(raw) == simdjson::SUCCESS) {
        const std::string behind = reasonIn(raw, 1);
        if (!behind.empty() && said.find(behind) == std::string::npos)
            said += (said.empty() ? "" : ": ") + behind;
    }
    const std::string type = scalarOf(objects, "type");
    const std::string code = scalarOf(objects, "code");
    const std::string word = scalarOf(objects, "status");
    std::string inner;
    for (const char *place : {"/error/innererror/code", "/innererror/code", "/error/metadata/error_type"}) {
        if (const std::string_view text = stringOf(root.at_pointer(place)); !text.empty())
            inner += " " + std::string(text);
    }
    out.message = quotedText(said, secrets);
    out.type = quotedText(type == "error" ? std::string() : type, secrets);
    out.code = quotedText(code, secrets);
    out.param = quotedText(scalarOf(objects, "param"), secrets);
    dom::array places;
    if (out.param.empty() && root["detail"].get_array().get(places) == simdjson::SUCCESS && places.size() > 0)
        out.param = quotedText(placeOf(places.at(0)), secrets);
    for (const std::string &told : {code, word, type}) {
        if (out.status == 0)
            out.status = statusIn(told) ? statusIn(told) : statusOfWord(told);
    }
    out.complaint = complaintOf(status ? status : out.status, code + " " + type + " " + word + inner, said);
    // A client knows an overflow by this code alone, whatever the provider calls it.
    const bool namesNothing = out.code.empty() || statusIn(out.code) != 0;
    if (out.complaint == ProviderComplaint::ContextLength || (out.complaint != ProviderComplaint::None && namesNothing))
        out.code = openAiCode(out.complaint);
    out.retryAfterSeconds = googlesWait(root);
    out.envelope = envelopeOf(root, out, status ? status : out.status, secrets);
    const int toldStatus = status ? status : out.status;
    out.refusesKey =
        toldStatus == 400 && out.complaint == ProviderComplaint::None && saysKeyIsBad(code + " " + word + " " + said);
    return out;
}

} // namespace ostiary
