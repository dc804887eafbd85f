// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/reference.h"

#include "server/core/litellm/setting.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr const char *kBefore =
    "# LiteLLM's settings\n\n"
    "Ostiary reads LiteLLM's configuration files as they are. This page is made from the tables in\n"
    "`server/core/litellm` by which the files are read (`ostiaryd settings-reference`); a test compares them.\n\n"
    "What a file may hold beside these is a warning with line, column and the nearest known name, never an end.\n"
    "`ostiaryd check --config FILE` says what becomes of a file, and `--strict` takes its warnings for errors.\n\n"
    "- **honoured**: it means what it means in LiteLLM.\n"
    "- **in part**: the note says how far.\n"
    "- **parameter**: written into a request where the client gave none, as every key of `litellm_params` that is no\n"
    "  setting.\n"
    "- **without meaning**: about something Ostiary does not have or does by itself; a note.\n"
    "- **not yet**: understood, without effect; a warning.\n"
    "- **protects**: it restricts who may do what, and is not honoured yet. The gateway does not start with it, "
    "unless\n"
    "  `ostiary: {accept_unprotected: [NAME, …]}` says that it may.\n\n"
    "`litellm_settings`, `router_settings` and `general_settings` may be taken for one another, also at the top of "
    "the\n"
    "file: a setting is honoured in each, its own section first. `os.environ/NAME` stands for a variable of the\n"
    "environment in any value; an entry of `model_list` whose key or address is not set is left out, anything else\n"
    "counts as not given, with a warning.\n"
    "Merge keys (`<<`) are merged, and of a key that stands twice the last counts.\n\n"
    "A limit is never guessed. `unlimited`, `none` and `inf` count as not given, which a note says; so does a 0 of\n"
    "calls at once and of the organisation's `max_budget`. Any other value that is no number, an empty text as well,\n"
    "is an error with line and column; of a deployment it leaves out that entry alone. `budget_duration` is also\n"
    "`hourly`, `daily`, `weekly`, `monthly`, `yearly` or `7 days`.\n\n"
    "Fields of a client's request that are LiteLLM's own (`tags`, `cache`, `num_retries`, `fallbacks`, `api_key`,\n"
    "`litellm_…` and their like) end here; no provider is sent them, but another `litellm_proxy` or a deployment\n"
    "whose `allowed_openai_params` names them. `guardrails` and `mock_response` pass: a provider that refuses them\n"
    "says that they have no effect.\n";

constexpr const char *kAfter =
    "\n## Environment\n\n"
    "Variables are read where a file says `os.environ/NAME`, and beside that:\n\n"
    "| variable | what it is |\n|---|---|\n"
    "| `LITELLM_MASTER_KEY`, `OSTIARY_MASTER_KEY` | the master key |\n"
    "| `LITELLM_ENVIRONMENT` | for `model_info.supported_environments` |\n"
    "| `OPENAI_API_KEY` and the like | the key of a deployment that gives none, for its provider's own address only |\n"
    "| `OPENAI_BASE_URL`, `OPENAI_API_BASE` and the like | the address of a provider, instead of its own |\n"
    "| `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` | the way to providers, from the gateway's own environment "
    "only |\n"
    "| `SSL_CERT_FILE` | authorities of providers' certificates, from the gateway's own environment only |\n\n"
    "No other variable of LiteLLM's reference is read: those of callbacks, caches, databases and sign-on belong to\n"
    "parts Ostiary does not have.\n";

std::string_view wordOf(Support support)
{
    switch (support) {
    case Support::Honoured:
        return "honoured";
    case Support::Partly:
        return "in part";
    case Support::Parameter:
        return "parameter";
    case Support::Meaningless:
        return "without meaning";
    case Support::NotYet:
        return "not yet";
    case Support::Guarded:
        return "**protects**";
    }
    return {};
}

} // namespace

std::string liteLlmReference()
{
    std::string out = kBefore;
    for (const Section section : kSections) {
        out += "\n## " +
               (section == Section::Top ? "At the top of the file" : "`" + std::string(titleOf(section)) + "`") +
               "\n\n| setting | what becomes of it | note |\n|---|---|---|\n";
        for (const Setting &setting : settingsOf(section))
            out += "| " +
                   (setting.name.find(' ') == std::string_view::npos ? "`" + std::string(setting.name) + "`"
                                                                     : std::string(setting.name)) +
                   " | " + std::string(wordOf(setting.support)) + " | " + std::string(setting.note) + " |\n";
    }
    return out + kAfter;
}

} // namespace ostiary
