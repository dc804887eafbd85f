// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/userkeeper.h"

#include "server/admin/userfields.h"

#include <QLoggingCategory>

#include <algorithm>
#include <iterator>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logUsers, "ostiary.users")

} // namespace

void UserKeeper::setFile(std::vector<UserAccess> users, OrganisationBudget organisation)
{
    m_file = std::move(users);
    m_fileIds.clear();
    for (const UserAccess &user : m_file)
        m_fileIds.insert(user.userId);
    m_fileBudget = std::move(organisation);
}

void UserKeeper::rebuild()
{
    const auto users = m_state.objects(StateStore::kUsers);
    const auto budgets = m_state.objects(StateStore::kOrganisation);
    if (users && budgets) {
        m_stored.clear();
        for (const StoredObject &user : *users)
            m_stored.push_back(userOf(user));
        m_storedBudget = {};
        for (const StoredObject &one : *budgets) {
            const UserAccess read = userOf(one);
            m_storedBudget = {read.maxBudget, read.budgetWindow};
        }
    } else {
        qCCritical(logUsers, "the stored users cannot be read; those that were read before stay in force");
    }
    std::vector<UserAccess> all = m_file;
    std::copy_if(m_stored.begin(), m_stored.end(), std::back_inserter(all),
                 [this](const UserAccess &user) { return !isOfFile(user.userId); });
    m_keys.setUsers(std::move(all));
    m_keys.setOrganisationBudget(organisation().limit, organisation().window);
}

const OrganisationBudget &UserKeeper::organisation() const
{
    return m_fileBudget.limit ? m_fileBudget : m_storedBudget;
}

} // namespace ostiary
