// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"
#include "server/policy/keyring.h"
#include "server/store/statestore.h"

#include <set>
#include <string>
#include <vector>

namespace ostiary {

/// Puts together who binds keys: the users and the organisation's budget of the configuration file, and those of the
/// store that the file does not name. Belongs to the admin thread.
class UserKeeper
{
public:
    UserKeeper(KeyRing &keys, const StateStore &state) : m_keys(keys), m_state(state) {}

    void setFile(std::vector<UserAccess> users, OrganisationBudget organisation);
    /// Hands them to the key ring, so that they hold from the next request on. While the store cannot be read, what was
    /// read before stays in force.
    void rebuild();

    const std::vector<UserAccess> &ofFile() const { return m_file; }
    bool isOfFile(const std::string &userId) const { return m_fileIds.count(userId) > 0; }
    /// Without a limit the file has none.
    const OrganisationBudget &organisationOfFile() const { return m_fileBudget; }
    /// What is in force: the file's, or else the stored one.
    const OrganisationBudget &organisation() const;

private:
    KeyRing &m_keys;
    const StateStore &m_state;
    std::vector<UserAccess> m_file;
    std::set<std::string> m_fileIds;
    OrganisationBudget m_fileBudget;
    std::vector<UserAccess> m_stored; ///< as last read
    OrganisationBudget m_storedBudget;
};

} // namespace ostiary
