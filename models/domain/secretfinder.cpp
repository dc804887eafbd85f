// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/secretfinder.h"

#include "models/domain/knownsecret.h"
#include "models/domain/textrun.h"

#include <algorithm>
#include <vector>

namespace ostiary {

namespace {

constexpr std::string_view kRemoved = "[removed]";

bool startsWithAnyCase(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size() &&
           std::equal(lowerCase.begin(), lowerCase.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// What characters a run is made of.
struct Make
{
    int digits = 0, uppers = 0, lowers = 0, stars = 0;

    explicit Make(std::string_view run)
    {
        for (const char c : run) {
            digits += isDigit(c);
            uppers += isUpper(c);
            lowers += isLower(c);
            stars += c == '*';
        }
    }
    bool masked() const { return stars > 1; }
    bool mixed() const { return masked() || (digits > 0 && uppers + lowers > 0); }
};

struct Prefix
{
    std::string_view text;
    std::size_t least;  ///< characters behind it
    bool mixed = false; ///< only with a digit or a capital in it: the prefix begins words, too
};

// How vendors' keys, tokens and ids of accounts begin, from their documentation.
constexpr Prefix kPrefixes[] = {
    {"sk-", 6},          {"sk-", 4, true},    {"SK-", 10, true},   {"sk_", 8, true},     {"pk-", 12, true},
    {"rk_", 12, true},   {"gsk_", 6},         {"AIza", 10},        {"ya29.", 6},         {"AQ.", 12, true},
    {"xai-", 6, true},   {"hf_", 6, true},    {"r8_", 6},          {"AKIA", 12},         {"ASIA", 12},
    {"pplx-", 6, true},  {"nvapi-", 6},       {"fw_", 6, true},    {"csk-", 6},          {"tgp_", 6},
    {"ghp_", 6},         {"gho_", 6},         {"ghu_", 6},         {"ghs_", 6},          {"github_pat_", 6},
    {"glpat-", 6},       {"dop_v1_", 6},      {"dapi", 24, true},  {"jina_", 12},        {"pa-", 20, true},
    {"esecret_", 6},     {"voyage-key-", 6},  {"org-", 6, true},   {"org_", 6, true},    {"proj_", 6, true},
    {"proj-", 12, true}, {"acct_", 6, true},  {"user-", 16, true}, {"wrkspc_", 6, true}, {"svcacct-", 6},
    {"co_", 24, true},   {"nvcf-", 12, true}, {"bfl_", 12, true},  {"lin_api_", 6},      {"xoxb-", 6},
    {"xoxp-", 6},        {"cpk_", 12, true},  {"ms-", 24, true},   {"key-", 16, true},
};

std::size_t afterPrefix(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    for (const Prefix &prefix : kPrefixes) {
        if (!rest.starts_with(prefix.text))
            continue;
        const std::size_t end = runEnd(text, at + prefix.text.size());
        const std::string_view tail = text.substr(at + prefix.text.size(), end - at - prefix.text.size());
        const Make make(tail);
        if (tail.size() < prefix.least || (prefix.mixed && !make.masked() && make.digits + make.uppers == 0))
            continue;
        // Within a word ("task-…") only what cannot be one.
        if (beginsWord(text, at) || (tail.size() >= 16 && make.digits > 0 && (make.uppers > 0 || make.masked())))
            return end;
    }
    return at;
}

constexpr std::string_view kLabels[] = {
    "api key provided",
    "key provided",
    "token provided",
    "x-goog-api-key",
    "ocp-apim-subscription-key",
    "subscription-key",
    "x-api-key",
    "api_key",
    "api-key",
    "api key",
    "apikey",
    "accountkey",
    "access_key",
    "access-key",
    "secret_access_key",
    "secret_key",
    "access_token",
    "refresh_token",
    "id_token",
    "auth_token",
    "x-amz-security-token",
    "client_secret",
    "x-amz-credential",
    "x-amz-signature",
    "authorization",
    "credential",
    "signature",
    "password",
    "passwd",
    "secret",
    "cookie",
    "token",
    "pwd",
    "sig",
    "key",
};

struct Found
{
    std::size_t keep = 0; ///< bytes that stay before the credential
    std::size_t end = 0;  ///< where it ends; 0: there is none
};

/// `key=…`, `"api_key": "…"`, `API key provided: …`.
Found labelled(std::string_view text, std::size_t at)
{
    if (at > 0 && isLetterOrDigit(text[at - 1]) && !beginsWord(text, at))
        return {};
    for (const std::string_view label : kLabels) {
        if (!startsWithAnyCase(text.substr(at), label))
            continue;
        const bool inAddress = at > 0 && (text[at - 1] == '?' || text[at - 1] == '&');
        std::size_t from = std::min(text.find_first_not_of("\\\"' ", at + label.size()), text.size());
        if (from == text.size() || (text[from] != ':' && text[from] != '='))
            continue;
        const bool equals = text[from] == '=';
        from = std::min(text.find_first_not_of("\\\"' :=`", from), text.size());
        const std::size_t end = runEnd(text, from, "-_*.~+/=%");
        const std::string_view value = text.substr(from, end - from);
        const Make make(value);
        const bool secret = (inAddress && equals && !value.empty()) || make.masked() ||
                            (value.size() >= 8 && make.digits > 0 && make.uppers + make.lowers > 0) ||
                            (value.size() >= 20 && make.uppers > 1 && make.lowers > 1);
        if (secret)
            return {from - at, end};
    }
    return {};
}

/// Whether a header's name stands before `at`: then even what looks like a word is a credential.
bool followsAuthorization(std::string_view text, std::size_t at)
{
    constexpr std::string_view kName = "authorization";
    const std::size_t end = text.substr(0, at).find_last_not_of("\\\"' :=");
    return end != std::string_view::npos && end + 1 >= kName.size() &&
           startsWithAnyCase(text.substr(end + 1 - kName.size()), kName);
}

/// `Bearer …` and `Basic …`.
Found scheme(std::string_view text, std::size_t at)
{
    if (!beginsWord(text, at))
        return {};
    for (const std::string_view name : {"bearer", "basic"}) {
        if (!startsWithAnyCase(text.substr(at), name))
            continue;
        std::size_t from = at + name.size();
        while (
            from < text.size() &&
            (isIn(text[from], "") ? false : std::string_view(" :'\"\\=+").find(text[from]) != std::string_view::npos))
            ++from;
        if (text.substr(from).starts_with("%20"))
            from += 3;
        if (from == at + name.size())
            continue;
        const std::size_t end = runEnd(text, from, "-_*.~+/=");
        const std::string_view value = text.substr(from, end - from);
        const Make make(value);
        if (value.size() >= 3 && followsAuthorization(text, at))
            return {from - at, end};
        if (value.size() >= 6 && (make.mixed() || value.size() >= 24 || value.ends_with('=')))
            return {from - at, end};
    }
    return {};
}

/// JSON Web Tokens, private keys in PEM, names and passwords in addresses.
Found shaped(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("eyJ")) {
        const std::size_t end = runEnd(text, at, "-_.=*");
        if (end - at >= 16)
            return {0, end};
    }
    if (rest.starts_with("-----BEGIN ") && rest.substr(0, 60).find("PRIVATE KEY") != std::string_view::npos) {
        const std::size_t last = text.find("-----END ", at);
        const std::size_t end = last == std::string_view::npos ? last : text.find("-----", last + 9);
        return {0, end == std::string_view::npos ? text.size() : end + 5};
    }
    if (rest.starts_with("://")) {
        const std::size_t end = std::min(rest.find_first_of("/ \"'?#", 3), rest.size());
        const std::size_t sign = rest.substr(0, end).rfind('@');
        if (sign != std::string_view::npos && sign > 3)
            return {3, at + sign};
    }
    return {};
}

// Ids that help a provider's support and open nothing.
constexpr std::string_view kHarmless[] = {"req_",  "req-",  "request_", "msg_",   "chatcmpl-", "cmpl-",
                                          "resp_", "call_", "toolu_",   "trace-", "run_",      "file-"};

/// A long run without a prefix: the keys of Mistral, Azure, Cohere and others, and masked ones.
std::size_t afterRun(std::string_view text, std::size_t at)
{
    if (at > 0 && isIn(text[at - 1], "+/-_*="))
        return at;
    std::size_t end = at;
    while (end < text.size() && isIn(text[end], "+/-_="))
        ++end;
    const std::string_view whole = text.substr(at, end - at);
    const std::size_t masked = runEnd(text, at);
    if (text.substr(at, masked - at).find("***") != std::string_view::npos && masked - at > 5)
        return masked;
    if (std::any_of(std::begin(kHarmless), std::end(kHarmless), [&](auto id) { return whole.starts_with(id); }))
        return at;
    for (std::size_t from = at; from < end; ++from) { // each part between signs
        std::size_t to = from;
        while (to < end && isLetterOrDigit(text[to]))
            ++to;
        const Make make(text.substr(from, to - from));
        const bool key = (to - from >= 32 && make.digits > 1 && make.uppers + make.lowers > 1) ||
                         (to - from >= 24 && make.digits > 1 && make.uppers > 2 && make.lowers > 2);
        if (key)
            return end;
        from = to;
    }
    return at;
}

} // namespace

std::string withoutSecrets(std::string_view text, const KnownSecrets &known)
{
    const std::vector<KnownSecrets::Range> told = known.tellIn(text);
    auto next = told.begin();
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        while (next != told.end() && next->to <= at)
            ++next;
        if (next != told.end() && next->from <= at) {
            out += "[key]";
            at = next->to;
            continue;
        }
        Found found = shaped(text, at);
        if (found.end == 0)
            found = scheme(text, at);
        if (found.end == 0)
            found = labelled(text, at);
        if (found.end == 0) {
            std::size_t end = afterPrefix(text, at);
            if (end == at)
                end = afterRun(text, at);
            if (end != at)
                found = {0, end};
        }
        const bool keepsTold = next != told.end() && next->from < at + found.keep; // within what would stay
        if (found.end == 0 || keepsTold) {
            out += text[at++];
            continue;
        }
        out += text.substr(at, found.keep);
        out += kRemoved;
        at = found.end;
    }
    return out;
}

} // namespace ostiary
