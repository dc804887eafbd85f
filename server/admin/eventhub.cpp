// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/eventhub.h"

#include <QJsonDocument>

#include <algorithm>

namespace ostiary {

namespace {

constexpr int kCounterMs = 1000;

std::string eventText(const char *name, const QJsonObject &data)
{
    return std::string("event: ") + name +
           "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact).toStdString() + "\n\n";
}

QJsonObject changedJson(const std::string &resource, std::int64_t revision)
{
    return {{QLatin1String("resource"), QString::fromStdString(resource)},
            {QLatin1String("revision"), qlonglong(revision)}};
}

std::string changedEvent(const std::string &resource, std::int64_t revision)
{
    return eventText("changed", changedJson(resource, revision));
}

} // namespace

/// One console that listens.
class EventHub::Client final : public ResponseStream::Observer
{
public:
    Client(EventHub &hub, std::shared_ptr<ResponseStream> response) : m_hub(hub), m_response(std::move(response))
    {
        m_response->setObserver(this);
        m_response->begin(200, "text/event-stream", {});
        m_response->write(m_hub.revisionEvents());
    }
    ~Client() { m_response->setObserver(nullptr); }

    bool gone() const { return m_gone; }
    void counters(const std::string &text)
    {
        if (!m_response->congested())
            m_response->write(text);
    }
    void revision(const std::string &text)
    {
        if (m_response->congested())
            m_missed = true;
        else
            m_response->write(text);
    }

private:
    void clientGone() override { m_gone = true; }
    void drained() override
    {
        if (std::exchange(m_missed, false))
            m_response->write(m_hub.revisionEvents());
    }

    EventHub &m_hub;
    std::shared_ptr<ResponseStream> m_response;
    bool m_gone = false;
    bool m_missed = false;
};

EventHub::EventHub(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(kCounterMs);
    connect(&m_timer, &QTimer::timeout, this, &EventHub::tick);
}

EventHub::~EventHub() = default;

void EventHub::addRoute(RouteTable &table)
{
    table.add("GET", "/admin/v1/events", Permission::Admin, [this](RouteCall &&call) { open(std::move(call)); });
}

void EventHub::open(RouteCall &&call)
{
    m_clients.push_back(std::make_unique<Client>(*this, std::move(call.response)));
    if (!m_timer.isActive())
        m_timer.start();
}

void EventHub::setRevision(const std::string &resource, std::int64_t revision)
{
    const auto found =
        std::find_if(m_revisions.begin(), m_revisions.end(), [&](const auto &r) { return r.first == resource; });
    if (found == m_revisions.end())
        m_revisions.emplace_back(resource, revision);
    else
        found->second = revision;
}

void EventHub::changed(const std::string &resource, std::int64_t revision)
{
    setRevision(resource, revision);
    const std::string text = changedEvent(resource, revision);
    for (const auto &client : m_clients)
        client->revision(text);
    if (m_listener)
        m_listener("changed", changedJson(resource, revision));
}

void EventHub::setListener(Listener listener)
{
    m_listener = std::move(listener);
    if (!m_listener)
        return;
    for (const auto &[resource, revision] : m_revisions)
        m_listener("changed", changedJson(resource, revision));
    tick();
    m_timer.start();
}

std::string EventHub::revisionEvents() const
{
    std::string all;
    for (const auto &[resource, revision] : m_revisions)
        all += changedEvent(resource, revision);
    return all;
}

void EventHub::tick()
{
    std::erase_if(m_clients, [](const auto &client) { return client->gone(); });
    if (m_clients.empty() && !m_listener) {
        m_timer.stop();
        return;
    }
    const QJsonObject counters = m_counters ? m_counters() : QJsonObject();
    if (m_listener)
        m_listener("counters", counters);
    if (m_clients.empty())
        return;
    const std::string text = eventText("counters", counters);
    for (const auto &client : m_clients)
        client->counters(text);
}

} // namespace ostiary
