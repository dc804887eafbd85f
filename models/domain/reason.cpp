// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/reason.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ostiary {

namespace {

constexpr std::pair<Reason, std::string_view> kNames[] = {
    {Reason::AddressAndPortWanted, "address_and_port_wanted"},
    {Reason::AddressNotPlain, "address_not_plain"},
    {Reason::AddressSchemeWanted, "address_scheme_wanted"},
    {Reason::AddressWanted, "address_wanted"},
    {Reason::AdminKeyWanted, "admin_key_wanted"},
    {Reason::AmountWanted, "amount_wanted"},
    {Reason::CertificateUnusable, "certificate_unusable"},
    {Reason::ChangedLater, "changed_later"},
    {Reason::ChangedMeanwhile, "changed_meanwhile"},
    {Reason::CredentialUnknown, "credential_unknown"},
    {Reason::DurationWanted, "duration_wanted"},
    {Reason::EntryIncomplete, "entry_incomplete"},
    {Reason::EntryPaused, "entry_paused"},
    {Reason::FieldMisspelt, "field_misspelt"},
    {Reason::FieldNotHonoured, "field_not_honoured"},
    {Reason::FieldRepeated, "field_repeated"},
    {Reason::FlagWanted, "flag_wanted"},
    {Reason::GatewayEnding, "gateway_ending"},
    {Reason::HeaderUnusable, "header_unusable"},
    {Reason::KeyAliasTaken, "key_alias_taken"},
    {Reason::KeyBlocked, "key_blocked"},
    {Reason::KeyExpired, "key_expired"},
    {Reason::KeyHasBlanks, "key_has_blanks"},
    {Reason::KeyOfOtherHost, "key_of_other_host"},
    {Reason::KeyTaken, "key_taken"},
    {Reason::KeyUnknown, "key_unknown"},
    {Reason::KeyUnsealable, "key_unsealable"},
    {Reason::LedgerUnreadable, "ledger_unreadable"},
    {Reason::LimitZero, "limit_zero"},
    {Reason::ListWanted, "list_wanted"},
    {Reason::ManagedElsewhere, "managed_elsewhere"},
    {Reason::MappingWanted, "mapping_wanted"},
    {Reason::NameUnusable, "name_unusable"},
    {Reason::NoSuchDeployment, "no_such_deployment"},
    {Reason::NoSuchKey, "no_such_key"},
    {Reason::NoSuchModel, "no_such_model"},
    {Reason::NoSuchProvider, "no_such_provider"},
    {Reason::NoSuchRequest, "no_such_request"},
    {Reason::NoSuchRevision, "no_such_revision"},
    {Reason::NoSuchUser, "no_such_user"},
    {Reason::NothingToTakeBack, "nothing_to_take_back"},
    {Reason::ObjectWanted, "object_wanted"},
    {Reason::OtherEnvironment, "other_environment"},
    {Reason::OwnKeyTooWeak, "own_key_too_weak"},
    {Reason::PlainAdminRefused, "plain_admin_refused"},
    {Reason::PriceWanted, "price_wanted"},
    {Reason::ProviderAmbiguous, "provider_ambiguous"},
    {Reason::ProviderAnswered, "provider_answered"},
    {Reason::ProviderBrokeOff, "provider_broke_off"},
    {Reason::ProviderHasNoList, "provider_has_no_list"},
    {Reason::ProviderInUse, "provider_in_use"},
    {Reason::ProviderNotReached, "provider_not_reached"},
    {Reason::ProviderNotSpoken, "provider_not_spoken"},
    {Reason::ProviderRefusedKey, "provider_refused_key"},
    {Reason::ProviderTooSlow, "provider_too_slow"},
    {Reason::ProviderUnknown, "provider_unknown"},
    {Reason::ProviderWanted, "provider_wanted"},
    {Reason::RouteUnknown, "route_unknown"},
    {Reason::SetElsewhere, "set_elsewhere"},
    {Reason::SettingNotKept, "setting_not_kept"},
    {Reason::SingleValueWanted, "single_value_wanted"},
    {Reason::StoreUnreadable, "store_unreadable"},
    {Reason::StoreUnwritable, "store_unwritable"},
    {Reason::TeamWanted, "team_wanted"},
    {Reason::TextTooLong, "text_too_long"},
    {Reason::TextWanted, "text_wanted"},
    {Reason::TooManyEntries, "too_many_entries"},
    {Reason::TooManyGuesses, "too_many_guesses"},
    {Reason::TooManyLists, "too_many_lists"},
    {Reason::TooManyToSort, "too_many_to_sort"},
    {Reason::UnknownField, "unknown_field"},
    {Reason::UpstreamModelWanted, "upstream_model_wanted"},
    {Reason::VariableNotRead, "variable_not_read"},
    {Reason::VariableRefused, "variable_refused"},
    {Reason::VariableUnset, "variable_unset"},
    {Reason::WholeNumberWanted, "whole_number_wanted"},
};

} // namespace

std::string_view nameOf(Reason reason)
{
    const auto found =
        std::find_if(std::begin(kNames), std::end(kNames), [&](const auto &entry) { return entry.first == reason; });
    return found == std::end(kNames) ? std::string_view() : found->second;
}

std::span<const Reason> allReasons()
{
    static const auto all = [] {
        std::array<Reason, std::size(kNames)> reasons{};
        std::transform(std::begin(kNames), std::end(kNames), reasons.begin(),
                       [](const auto &entry) { return entry.first; });
        return reasons;
    }();
    return all;
}

} // namespace ostiary
