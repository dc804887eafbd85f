// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace ostiary {

/// What is wrong with a call of the admin API, more closely than an ErrorCode: for programs that have words of their
/// own, as the console in its language.
enum class Reason {
    None,
    AddressAndPortWanted,
    AddressNotPlain,
    AddressSchemeWanted,
    AddressWanted,
    AdminKeyWanted,
    AmountWanted,
    CertificateUnusable,
    ChangedLater,
    ChangedMeanwhile,
    CredentialUnknown,
    DurationWanted,
    EntryIncomplete,
    EntryPaused,
    FieldMisspelt,
    FieldNotHonoured,
    FieldRepeated,
    FlagWanted,
    GatewayEnding,
    HeaderUnusable,
    KeyAliasTaken,
    KeyBlocked,
    KeyExpired,
    KeyHasBlanks,
    KeyOfOtherHost,
    KeyTaken,
    KeyUnknown,
    KeyUnsealable,
    LedgerUnreadable,
    LimitZero,
    ListWanted,
    ManagedElsewhere,
    MappingWanted,
    NameUnusable,
    NoSuchDeployment,
    NoSuchKey,
    NoSuchModel,
    NoSuchProvider,
    NoSuchRequest,
    NoSuchRevision,
    NoSuchUser,
    NothingToTakeBack,
    ObjectWanted,
    OtherEnvironment,
    OwnKeyTooWeak,
    PlainAdminRefused,
    PriceWanted,
    ProviderAmbiguous,
    ProviderAnswered,
    ProviderBrokeOff,
    ProviderHasNoList,
    ProviderInUse,
    ProviderNotReached,
    ProviderNotSpoken,
    ProviderRefusedKey,
    ProviderTooSlow,
    ProviderUnknown,
    ProviderWanted,
    RouteUnknown,
    SetElsewhere,
    SettingNotKept,
    SingleValueWanted,
    StoreUnreadable,
    StoreUnwritable,
    TeamWanted,
    TextTooLong,
    TextWanted,
    TooManyEntries,
    TooManyGuesses,
    TooManyLists,
    TooManyToSort,
    UnknownField,
    UpstreamModelWanted,
    VariableNotRead,
    VariableRefused,
    VariableUnset,
    WholeNumberWanted,
};

/// Its name on the wire (snake case), empty for None; docs/admin-api.md lists them.
std::string_view nameOf(Reason reason);

/// All but None.
std::span<const Reason> allReasons();

} // namespace ostiary
