// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ostiary {

/// One import of a configuration file: compared with what is stored, and applied when that is asked for. On the admin
/// thread a little at a time, with everything else in between. What was applied is taken back when the store fails on
/// the way; a crash leaves whole deployments, and the same import again adds the rest.
class ImportRun : public std::enable_shared_from_this<ImportRun>
{
public:
    struct Choice
    {
        bool apply = false;
        std::optional<std::set<std::string>> rows; ///< none: all that can be used
    };
    ImportRun(AdminServices &services, ImportPlan plan, std::string actor, Choice choice, AdminRouter::Done done);
    /// The error is the answer.
    Status begin();

private:
    /// Steps until the slice of time is over, then comes back by the event loop.
    void goOn();
    bool compareNext();
    bool applySome();
    void compare(const ImportedDeployment &imported);
    void compareUser(const ImportedUser &imported);
    void listLeftOut();
    bool isChosen(const std::string &row) const { return !m_choice.rows || m_choice.rows->count(row) > 0; }
    /// The numbers of what was just written, by which it can be rolled back.
    void noteRevisions(std::size_t from, std::size_t to);
    Status checkRows() const;
    AuditEntry audit(const char *action, const StoredObject &object) const;
    void takeBack(const GatewayError &why);
    void finish();

    struct Wanted
    {
        const StateStore::Kind *kind;
        StoredObject to;
        std::optional<StoredObject> before;
    };
    /// Has what was applied so far, or taken back, hold.
    void takeOverAll();
    AdminServices &m_services;
    ImportPlan m_plan;
    std::string m_actor;
    Choice m_choice;
    AdminRouter::Done m_done;
    std::vector<StoredDeployment> m_known;
    std::map<const StateStore::Kind *, std::vector<StoredObject>> m_users; ///< the stored ones, and the organisation
    std::unordered_multimap<std::string, std::size_t> m_places; ///< of m_known, by what makes them the same place
    std::set<QString> m_offered;                                ///< names of models
    std::vector<Wanted> m_wanted;
    QJsonArray m_revisions; ///< oldest first
    QJsonArray m_changes;
    std::size_t m_compared = 0;
    std::size_t m_applied = 0;
    std::map<const StateStore::Kind *, std::int64_t> m_written; ///< the latest revision of what was applied
};

} // namespace ostiary
