// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/adminrouter.h"
#include "server/admin/adminservices.h"

namespace ostiary {

class FieldReader;

/// Virtual keys: `/admin/v1/keys…` in the admin API's words, `/key/…` in LiteLLM's.
class KeyController
{
public:
    explicit KeyController(AdminServices &services);

    void addRoutes(AdminRouter &router);
    /// Reads a key anew that was changed in the store without this controller.
    void reload(std::int64_t id);

private:
    // LiteLLM's routes
    AdminReply generate(const AdminCall &call);
    AdminReply info(const AdminCall &call);
    AdminReply listLiteLlm(const AdminCall &call);
    AdminReply removeLiteLlm(const AdminCall &call);
    AdminReply updateLiteLlm(const AdminCall &call);
    AdminReply setBlocked(const AdminCall &call, bool blocked);
    // the admin API's
    AdminReply list(const AdminCall &call);
    AdminReply create(const AdminCall &call);
    AdminReply show(const AdminCall &call);
    AdminReply change(const AdminCall &call);
    AdminReply remove(const AdminCall &call);

    struct Made
    {
        VirtualKey key;
        std::string text;
        std::vector<std::string> ignored;
    };
    Result<Made> make(const AdminCall &call);
    Status readFields(FieldReader &reader, VirtualKey &key) const;
    Status store(const VirtualKey &key, const AdminCall &call, const char *action);
    Status erase(const VirtualKey &key, const AdminCall &call);
    const VirtualKey *findById(const std::string &id) const;
    const VirtualKey *findByText(const std::string &keyOrHash) const;
    QJsonObject adminJson(const VirtualKey &key) const;
    QJsonObject liteLlmJson(const VirtualKey &key) const;
    Budget::Standing standing(const VirtualKey &key) const;
    AuditEntry audit(const AdminCall &call, const char *action, const VirtualKey &key) const;

    AdminServices &m_services;
    std::vector<VirtualKey> m_keys; ///< all that are not deleted, by id
};

} // namespace ostiary
