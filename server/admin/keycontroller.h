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
    using KeyPtr = std::shared_ptr<const VirtualKey>;

    // LiteLLM's routes
    ControllerReply generate(const AdminCall &call);
    ControllerReply info(const AdminCall &call);
    ControllerReply listLiteLlm(const AdminCall &call);
    ControllerReply removeLiteLlm(const AdminCall &call);
    ControllerReply updateLiteLlm(const AdminCall &call);
    ControllerReply setBlocked(const AdminCall &call, bool blocked);
    ControllerReply regenerate(const AdminCall &call);
    // the admin API's
    AdminRouter::LaterHandler list();
    ControllerReply create(const AdminCall &call);
    ControllerReply show(const AdminCall &call);
    ControllerReply change(const AdminCall &call);
    ControllerReply remove(const AdminCall &call);
    ControllerReply rotate(const AdminCall &call);

    struct Made
    {
        VirtualKey key;
        std::string text;
        std::vector<std::string> ignored;
    };
    enum class Words { Own, LiteLlm };
    Result<Made> make(const AdminCall &call, Words words);
    /// Another text for `made.key`, given or random; the one before opens the door for `grace` seconds longer.
    Status rekey(Made &made, const AdminCall &call, std::optional<std::int64_t> grace);
    /// `text`, or a random one where it is empty, as the key's own.
    Status giveText(Made &made, const char *field) const;
    Status store(const VirtualKey &key, const AdminCall &call, const char *action);
    Status erase(const VirtualKey &key, const AdminCall &call);
    void forget(const VirtualKey &key);
    std::vector<KeyPtr>::iterator placeOf(std::int64_t id);
    Status stillAt(const AdminCall &call, const VirtualKey &key) const;
    const VirtualKey *findById(const std::string &id) const;
    const VirtualKey *findByText(const std::string &keyOrHash) const;
    const VirtualKey *findByAlias(const std::string &alias) const;
    QJsonObject adminJson(const VirtualKey &key) const;
    QJsonObject liteLlmJson(const VirtualKey &key) const;
    Budget::Standing standing(const VirtualKey &key) const;
    AuditEntry audit(const AdminCall &call, const char *action, const VirtualKey &key) const;

    AdminServices &m_services;
    std::vector<KeyPtr> m_keys; ///< all that are not deleted, by id; a change is another key
};

} // namespace ostiary
