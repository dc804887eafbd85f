// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/routetable.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ostiary {

/// `GET /admin/v1/events`: tells every console which resource is at which revision, and the live counters once a
/// second. A console that is slow loses counters, never a revision: it is told the latest when it has caught up.
class EventHub : public QObject
{
    Q_OBJECT

public:
    explicit EventHub(QObject *parent = nullptr);
    ~EventHub() override;

    void addRoute(RouteTable &table);
    void setCounters(std::function<QJsonObject()> counters) { m_counters = std::move(counters); }
    /// Sets what a new console is told at first.
    void setRevision(const std::string &resource, std::int64_t revision);
    /// The resource has changed.
    void changed(const std::string &resource, std::int64_t revision);
    /// A console in this process: told the revisions at once, then everything; on this object's thread.
    using Listener = std::function<void(const QByteArray &name, const QJsonObject &data)>;
    void setListener(Listener listener);

private:
    class Client;
    void open(RouteCall &&call);
    void tick();
    std::string revisionEvents() const;

    std::function<QJsonObject()> m_counters;
    Listener m_listener;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::vector<std::pair<std::string, std::int64_t>> m_revisions;
    QTimer m_timer;
};

} // namespace ostiary
