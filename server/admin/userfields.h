// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"
#include "models/domain/result.h"
#include "server/store/statestore.h"

#include <QJsonObject>

namespace ostiary {

// A user, and the organisation with its budget, in the words of the admin API: `display_name`, `models`,
// `max_budget_usd` (decimal text), `budget_duration` (as it was written). The organisation has the last two.

/// What is stored of one. A limit that cannot be read lets nothing pass.
UserAccess userOf(const StoredObject &stored);
/// All that is kept of a user, or of the organisation, as the store has it.
QJsonObject userFields(const UserAccess &user);
QJsonObject organisationFields(const OrganisationBudget &budget);
/// Lays fields of a call over `to`: what is absent stays, null clears. 400 names the field that is wrong or none.
Status layUserFields(const QJsonObject &fields, UserAccess &to);
Status layOrganisationFields(const QJsonObject &fields, OrganisationBudget &to);
/// Whether keys could name it; 400 says why not.
Status checkUserId(const std::string &id);

} // namespace ostiary
