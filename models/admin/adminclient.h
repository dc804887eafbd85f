// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminrequest.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>

namespace ostiary {

/// One call under way: ends with exactly one `finished`; deleting it cancels it (the gateway may still carry it out).
class AdminOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    /// The next bytes of an answer that was asked for in parts; it is whole when `finished` brings a good reply.
    void part(const QByteArray &bytes);
    void finished(const ostiary::AdminReply &reply);
};

/// A gateway as the console knows it. The same calls and events, whether it runs in this process or elsewhere.
/// For the GUI thread; nothing here blocks.
class AdminClient : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Connecting, ///< not reached yet
        Online,
        Offline,    ///< was reached; what is shown may be out of date
        Refused,    ///< it does not take the key; nothing is tried until there is another
        Distrusted, ///< it shows a certificate that is not trusted, and is told nothing
    };
    Q_ENUM(State)

    explicit AdminClient(QObject *parent = nullptr);

    /// Starts a call; the operation belongs to `parent` and deletes itself after `finished`.
    virtual AdminOperation *send(const AdminRequest &request, QObject *parent) = 0;
    /// The same with a function, called unless `context` has gone.
    void call(const AdminRequest &request, QObject *context, std::function<void(const AdminReply &)> done);

    /// How to call the gateway to its user: empty for the embedded one.
    virtual QString serverName() const = 0;
    /// Whether the gateway is of another version than this console.
    bool isOtherVersion() const;
    /// SHA-256 of the certificate of the data listener, in hex, as told over the connection to the administration;
    /// empty without TLS. Calls of this console to the data listener may trust it.
    QByteArray dataCertificate() const { return m_counters.value(QLatin1String("tls_sha256")).toString().toLatin1(); }
    /// Where models are called, without `/v1`; empty while unknown.
    virtual QUrl dataAddress() const = 0;

    State state() const { return m_state; }
    /// The counters of `/admin/v1/status`, at most about a second old.
    const QJsonObject &counters() const { return m_counters; }

Q_SIGNALS:
    /// A resource (`key`, `model`, …) is at another revision.
    void changed(const QString &resource, qint64 revision);
    void countersChanged();
    void stateChanged(ostiary::AdminClient::State state);

protected:
    void setState(State state);
    void setCounters(const QJsonObject &counters);
    /// An event of `/admin/v1/events`.
    void takeEvent(const QByteArray &name, const QJsonObject &data);

private:
    State m_state = State::Connecting;
    QJsonObject m_counters;
    QHash<QString, qint64> m_revisions;
};

} // namespace ostiary
