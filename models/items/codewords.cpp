// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/codewords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <span>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CodeWords)
};

struct Code
{
    const char *code;
    const char *words;
};

constexpr Code kErrors[] = {
    {"bad_request", QT_TRANSLATE_NOOP("CodeWords", "bad request")},
    {"unauthorized", QT_TRANSLATE_NOOP("CodeWords", "no key")},
    {"key_unknown", QT_TRANSLATE_NOOP("CodeWords", "unknown key")},
    {"key_expired", QT_TRANSLATE_NOOP("CodeWords", "key expired")},
    {"key_blocked", QT_TRANSLATE_NOOP("CodeWords", "key blocked")},
    {"forbidden", QT_TRANSLATE_NOOP("CodeWords", "not allowed")},
    {"model_denied", QT_TRANSLATE_NOOP("CodeWords", "model not allowed")},
    {"model_unknown", QT_TRANSLATE_NOOP("CodeWords", "unknown model")},
    {"not_found", QT_TRANSLATE_NOOP("CodeWords", "not found")},
    {"method_not_allowed", QT_TRANSLATE_NOOP("CodeWords", "method not allowed")},
    {"conflict", QT_TRANSLATE_NOOP("CodeWords", "conflict")},
    {"precondition_failed", QT_TRANSLATE_NOOP("CodeWords", "changed meanwhile")},
    {"request_timeout", QT_TRANSLATE_NOOP("CodeWords", "client too slow")},
    {"payload_too_large", QT_TRANSLATE_NOOP("CodeWords", "request too large")},
    {"uri_too_long", QT_TRANSLATE_NOOP("CodeWords", "address too long")},
    {"headers_too_large", QT_TRANSLATE_NOOP("CodeWords", "headers too large")},
    {"unsupported_media", QT_TRANSLATE_NOOP("CodeWords", "not JSON")},
    {"expectation_failed", QT_TRANSLATE_NOOP("CodeWords", "expectation failed")},
    {"budget_exceeded", QT_TRANSLATE_NOOP("CodeWords", "budget exceeded")},
    {"rate_limited", QT_TRANSLATE_NOOP("CodeWords", "own limit")},
    {"price_unknown", QT_TRANSLATE_NOOP("CodeWords", "no price")},
    {"no_deployment", QT_TRANSLATE_NOOP("CodeWords", "all resting")},
    {"upstream_rejected", QT_TRANSLATE_NOOP("CodeWords", "provider refused")},
    {"upstream_failed", QT_TRANSLATE_NOOP("CodeWords", "provider failed")},
    {"upstream_timeout", QT_TRANSLATE_NOOP("CodeWords", "provider too slow")},
    {"upstream_rate_limited", QT_TRANSLATE_NOOP("CodeWords", "provider\u2019s limit")},
    {"overloaded", QT_TRANSLATE_NOOP("CodeWords", "gateway full")},
    {"draining", QT_TRANSLATE_NOOP("CodeWords", "gateway ending")},
    {"internal", QT_TRANSLATE_NOOP("CodeWords", "internal error")},
    {"not_implemented", QT_TRANSLATE_NOOP("CodeWords", "not supported")},
    {"version_not_supported", QT_TRANSLATE_NOOP("CodeWords", "HTTP version")},
    {"interrupted", QT_TRANSLATE_NOOP("CodeWords", "interrupted")},
};

constexpr Code kStates[] = {
    {"open", QT_TRANSLATE_NOOP("CodeWords", "Under way")},
    {"settled", QT_TRANSLATE_NOOP("CodeWords", "Settled as the provider counted")},
    {"estimated", QT_TRANSLATE_NOOP("CodeWords", "Estimated: the provider told no usage")},
    {"ambiguous", QT_TRANSLATE_NOOP("CodeWords", "Ambiguous: the provider may have billed it")},
    {"interrupted", QT_TRANSLATE_NOOP("CodeWords", "Interrupted by the end of the gateway")},
};

// {name} stands for what the error speaks of.
constexpr Code kReasons[] = {
    {"address_and_port_wanted", QT_TRANSLATE_NOOP("CodeWords", "An address and a port, for example 127.0.0.1:4000")},
    {"address_not_plain",
     QT_TRANSLATE_NOOP("CodeWords",
                       "A plain address without blanks and without a user name; a key goes into its own field")},
    {"address_scheme_wanted", QT_TRANSLATE_NOOP("CodeWords", "The address must begin with http:// or https://")},
    {"address_wanted", QT_TRANSLATE_NOOP("CodeWords", "This provider has no address of its own; enter one")},
    {"admin_key_wanted", QT_TRANSLATE_NOOP("CodeWords", "This needs the administrator's key")},
    {"amount_wanted", QT_TRANSLATE_NOOP("CodeWords", "An amount that is not negative")},
    {"certificate_unusable", QT_TRANSLATE_NOOP("CodeWords", "The certificate cannot be used: {why}")},
    {"changed_later",
     QT_TRANSLATE_NOOP("CodeWords", "Revision {revision} changed the same object later; take that back first")},
    {"changed_meanwhile",
     QT_TRANSLATE_NOOP("CodeWords",
                       "Someone else changed this meanwhile (revision {revision}); look at it again before you save")},
    {"credential_unknown",
     QT_TRANSLATE_NOOP("CodeWords", "There is no credential called \u201c{credential}\u201d in the file")},
    {"duration_wanted", QT_TRANSLATE_NOOP("CodeWords", "A number with s, m, h or d, for example 30d")},
    {"entry_incomplete", QT_TRANSLATE_NOOP("CodeWords", "The entry has no usable \u201c{field}\u201d")},
    {"entry_paused", QT_TRANSLATE_NOOP("CodeWords", "\u201c{field}\u201d pauses it")},
    {"field_misspelt",
     QT_TRANSLATE_NOOP("CodeWords", "\u201c{field}\u201d is no known setting; was \u201c{meant}\u201d meant?")},
    {"field_not_honoured",
     QT_TRANSLATE_NOOP(
         "CodeWords",
         "\u201c{field}\u201d limits what a key may do, and this gateway does not keep that limit; leave it out")},
    {"field_repeated", QT_TRANSLATE_NOOP("CodeWords", "\u201c{field}\u201d stands twice in what was sent")},
    {"flag_wanted", QT_TRANSLATE_NOOP("CodeWords", "Yes or no")},
    {"gateway_ending", QT_TRANSLATE_NOOP("CodeWords", "The gateway is shutting down")},
    {"header_unusable", QT_TRANSLATE_NOOP("CodeWords", "An extra header has a name or a value that is none")},
    {"key_alias_taken", QT_TRANSLATE_NOOP("CodeWords", "Another key has the name \u201c{alias}\u201d")},
    {"key_blocked", QT_TRANSLATE_NOOP("CodeWords", "The gateway does not take the key: it is blocked")},
    {"key_expired", QT_TRANSLATE_NOOP("CodeWords", "The gateway does not take the key: it has expired")},
    {"key_has_blanks",
     QT_TRANSLATE_NOOP("CodeWords", "A key has no blanks or line breaks; was a line too much copied?")},
    {"key_of_other_host",
     QT_TRANSLATE_NOOP("CodeWords", "The stored key is not sent to another host: enter the key for this address")},
    {"key_taken", QT_TRANSLATE_NOOP("CodeWords", "This key exists already")},
    {"key_unknown", QT_TRANSLATE_NOOP("CodeWords", "The gateway does not take the key")},
    {"key_unsealable", QT_TRANSLATE_NOOP("CodeWords", "The provider key cannot be unsealed; enter it again")},
    {"ledger_unreadable",
     QT_TRANSLATE_NOOP("CodeWords", "The ledger could not be read; the gateway's log says why. Nothing was changed")},
    {"limit_zero", QT_TRANSLATE_NOOP("CodeWords", "Its limit of requests or tokens is 0")},
    {"list_wanted", QT_TRANSLATE_NOOP("CodeWords", "A list of names")},
    {"managed_elsewhere",
     QT_TRANSLATE_NOOP("CodeWords", "This is managed by the {by} and can only be changed or removed there")},
    {"mapping_wanted", QT_TRANSLATE_NOOP("CodeWords", "Names with values, as name: value")},
    {"name_unusable",
     QT_TRANSLATE_NOOP("CodeWords",
                       "A name has no line breaks, control characters, marks of direction or blanks at its ends")},
    {"no_such_deployment", QT_TRANSLATE_NOOP("CodeWords", "There is no such deployment any more")},
    {"no_such_key", QT_TRANSLATE_NOOP("CodeWords", "There is no such key any more")},
    {"no_such_model", QT_TRANSLATE_NOOP("CodeWords", "There is no such model any more")},
    {"no_such_provider", QT_TRANSLATE_NOOP("CodeWords", "There is no such provider any more")},
    {"no_such_request", QT_TRANSLATE_NOOP("CodeWords", "There is no such request; the newest appear within a moment")},
    {"no_such_revision", QT_TRANSLATE_NOOP("CodeWords", "There is no such revision")},
    {"no_such_user", QT_TRANSLATE_NOOP("CodeWords", "There is no such user any more")},
    {"nothing_to_take_back",
     QT_TRANSLATE_NOOP("CodeWords", "This cannot be taken back: it changed nothing that can be as it was")},
    {"object_wanted", QT_TRANSLATE_NOOP("CodeWords", "An object of JSON")},
    {"other_environment",
     QT_TRANSLATE_NOOP("CodeWords",
                       "It is for other environments: {variable} of the gateway is none of \u201c{field}\u201d")},
    {"own_key_too_weak",
     QT_TRANSLATE_NOOP("CodeWords", "A key of your own must begin with sk- and have at least 16 characters")},
    {"plain_admin_refused",
     QT_TRANSLATE_NOOP("CodeWords", "The admin key is not taken in the clear from another machine; use TLS")},
    {"price_wanted", QT_TRANSLATE_NOOP("CodeWords", "A price in dollars for a million tokens")},
    {"provider_answered", QT_TRANSLATE_NOOP("CodeWords", "{address} answered HTTP {status}. {said}")},
    {"provider_broke_off", QT_TRANSLATE_NOOP("CodeWords", "{address} broke the answer off. {said}")},
    {"provider_ambiguous",
     QT_TRANSLATE_NOOP("CodeWords", "Several providers have a model called {model}; write which one: {candidates}")},
    {"provider_has_no_list",
     QT_TRANSLATE_NOOP(
         "CodeWords",
         "{address} answered with something that is no list of models; is the address complete, with /v1?")},
    {"provider_in_use",
     QT_TRANSLATE_NOOP("CodeWords",
                       "Models are called through it: {models}. Delete them first, or give them another provider")},
    {"provider_not_reached", QT_TRANSLATE_NOOP("CodeWords", "{address} is not reached. {said}")},
    {"provider_not_spoken",
     QT_TRANSLATE_NOOP("CodeWords", "{provider} is not spoken yet; where it has an address that speaks OpenAI's "
                                    "dialect, enter that as an OpenAI-compatible server")},
    {"provider_refused_key", QT_TRANSLATE_NOOP("CodeWords", "The provider refused the key (HTTP {status}). {said}")},
    {"provider_too_slow", QT_TRANSLATE_NOOP("CodeWords", "{address} did not answer in time")},
    {"provider_unknown", QT_TRANSLATE_NOOP("CodeWords", "This provider is not known")},
    {"provider_wanted", QT_TRANSLATE_NOOP("CodeWords", "No provider is known for {model}; write PROVIDER/{model}")},
    {"route_unknown",
     QT_TRANSLATE_NOOP("CodeWords", "\u201c{route}\u201d is neither a path nor a known group of routes")},
    {"set_elsewhere", QT_TRANSLATE_NOOP("CodeWords", "This is set by the {by} and can only be changed there")},
    {"setting_not_kept",
     QT_TRANSLATE_NOOP("CodeWords",
                       "\u201c{field}\u201d cannot be kept to here, and without it other requests would be answered "
                       "than was meant")},
    {"single_value_wanted", QT_TRANSLATE_NOOP("CodeWords", "A single value")},
    {"store_unreadable",
     QT_TRANSLATE_NOOP("CodeWords", "The store could not be read; the gateway's log says why. Nothing was changed")},
    {"store_unwritable",
     QT_TRANSLATE_NOOP("CodeWords", "The store could not be written; nothing was changed. Is the disk full?")},
    {"team_wanted", QT_TRANSLATE_NOOP("CodeWords", "The models of a team need a team")},
    {"text_too_long", QT_TRANSLATE_NOOP("CodeWords", "A text of at most {most} bytes")},
    {"text_wanted", QT_TRANSLATE_NOOP("CodeWords", "A text")},
    {"too_many_entries", QT_TRANSLATE_NOOP("CodeWords", "A list of at most {most} entries")},
    {"too_many_guesses",
     QT_TRANSLATE_NOOP("CodeWords", "Too many wrong admin keys came from this address; try again in {seconds} s")},
    {"too_many_lists",
     QT_TRANSLATE_NOOP("CodeWords", "The gateway is making too many lists at once; try again in a moment")},
    {"too_many_to_sort",
     QT_TRANSLATE_NOOP("CodeWords", "There are too many requests to sort; choose fewer, for example with since:1d")},
    {"unknown_field",
     QT_TRANSLATE_NOOP("CodeWords",
                       "The gateway does not know the field \u201c{field}\u201d; is it of another version?")},
    {"upstream_model_wanted", QT_TRANSLATE_NOOP("CodeWords", "What the provider calls the model is missing")},
    {"variable_not_read",
     QT_TRANSLATE_NOOP("CodeWords", "An import reads \u201c{field}\u201d from no variable; write the value itself")},
    {"variable_refused",
     QT_TRANSLATE_NOOP("CodeWords", "{variable} is no variable in which a provider\u2019s key is kept")},
    {"variable_unset",
     QT_TRANSLATE_NOOP("CodeWords", "The environment variable {variable} is not set where the gateway runs")},
    {"whole_number_wanted", QT_TRANSLATE_NOOP("CodeWords", "A whole number from {least} to {most}")},
};

/// Where something is set or managed.
constexpr Code kPlaces[] = {
    {"file", QT_TRANSLATE_NOOP("CodeWords", "configuration file")},
    {"configuration file", QT_TRANSLATE_NOOP("CodeWords", "configuration file")},
    {"environment", QT_TRANSLATE_NOOP("CodeWords", "environment")},
    {"command line", QT_TRANSLATE_NOOP("CodeWords", "command line")},
    {"builtin", QT_TRANSLATE_NOOP("CodeWords", "program itself")},
};

QString wordsOf(std::span<const Code> codes, const QString &code)
{
    for (const Code &known : codes) {
        if (code == QLatin1String(known.code))
            return QCoreApplication::translate("CodeWords", known.words);
    }
    return QString(code).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString planWords(const QString &plan)
{
    static const QRegularExpression byWeight(
        QStringLiteral("^by weight (\\d+) of (\\d+), (\\d+) of (\\d+) deployments in service$"));
    static const QRegularExpression waiting(
        QStringLiteral("^all (\\d+) deployments rest or are full; the first to recover$"));
    if (plan == QLatin1String("the only deployment of this model"))
        return Words::tr("the only deployment of this model");
    if (const auto found = byWeight.match(plan); found.hasMatch())
        return Words::tr("by weight %1 of %2; %3 of %4 deployments are in service")
            .arg(found.captured(1), found.captured(2), found.captured(3), found.captured(4));
    if (const auto found = waiting.match(plan); found.hasMatch())
        return Words::tr("all %1 deployments rest or are full; the first one to recover").arg(found.captured(1));
    return plan;
}

} // namespace

QString errorWords(const QString &code)
{
    return wordsOf(kErrors, code);
}

QStringList knownErrors()
{
    QStringList codes;
    for (const Code &known : kErrors)
        codes += QLatin1String(known.code);
    return codes;
}

bool isErrorKnown(const QString &code)
{
    return std::any_of(std::begin(kErrors), std::end(kErrors),
                       [&](const Code &known) { return code == QLatin1String(known.code); });
}

QString faultWords(const QJsonObject &fault)
{
    AdminReply reply;
    reply.message = fault.value(QLatin1String("message")).toString();
    reply.reason = fault.value(QLatin1String("reason")).toString();
    reply.values = fault.value(QLatin1String("values")).toObject();
    return complaintWords(reply);
}

QString complaintWords(const AdminReply &reply)
{
    const auto known = std::find_if(std::begin(kReasons), std::end(kReasons),
                                    [&](const Code &code) { return reply.reason == QLatin1String(code.code); });
    if (known == std::end(kReasons))
        return reply.message;
    QString words = QCoreApplication::translate("CodeWords", known->words);
    for (auto value = reply.values.begin(); value != reply.values.end(); ++value) {
        const bool place = value.key() == QLatin1String("by");
        words.replace(QLatin1Char('{') + value.key() + QLatin1Char('}'),
                      place ? wordsOf(kPlaces, value.value().toString()) : value.value().toString());
    }
    return words.trimmed();
}

QString unreachedWords(AdminClient::State state)
{
    return state == AdminClient::State::Offline   ? Words::tr("the gateway is not reached")
           : state == AdminClient::State::Refused ? Words::tr("the gateway does not take the admin key")
                                                  : QString();
}

QString stateWords(const QString &state)
{
    return wordsOf(kStates, state);
}

QString routeWords(const QString &reason)
{
    static const QRegularExpression again(QStringLiteral("^(.*); attempt (\\d+) after (\\w+)$"));
    const auto found = again.match(reason);
    if (!found.hasMatch())
        return planWords(reason);
    return Words::tr("%1; try %2 after \u201c%3\u201d")
        .arg(planWords(found.captured(1)), found.captured(2), errorWords(found.captured(3)));
}

} // namespace ostiary
