// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <QHash>
#include <QJsonArray>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace ostiary {

/// A gateway that says what the test wants, when it wants: each call is answered from `answers` in its own turn of the
/// event loop.
class FakeGateway final : public AdminClient
{
public:
    struct Asked
    {
        AdminRequest request;
        QPointer<AdminOperation> operation;
    };
    QHash<QString, QJsonObject> answers; ///< by path; of others an empty list
    std::vector<Asked> asked;
    bool silent = false; ///< nothing is answered

    AdminOperation *send(const AdminRequest &request, QObject *parent) override
    {
        auto *operation = new AdminOperation(parent);
        asked.push_back({request, operation});
        if (!silent)
            QTimer::singleShot(0, operation, [this, operation, path = request.path] {
                AdminReply reply;
                reply.status = 200;
                reply.body = answers.value(path, {{QLatin1String("data"), QJsonArray()}});
                end(operation, reply);
            });
        return operation;
    }
    static void end(AdminOperation *operation, const AdminReply &reply)
    {
        operation->deleteLater();
        Q_EMIT operation->finished(reply);
    }
    /// How often this was read.
    int timesAsked(const QString &path) const
    {
        return static_cast<int>(
            std::count_if(asked.begin(), asked.end(), [&](const Asked &one) { return one.request.path == path; }));
    }
    QString serverName() const override { return QStringLiteral("far"); }
    QUrl dataAddress() const override { return {}; }
    void tell(const QJsonObject &counters) { setCounters(counters); }
    void become(State state) { setState(state); }
    void change(const QString &resource, qint64 revision)
    {
        takeEvent("changed", {{QLatin1String("resource"), resource}, {QLatin1String("revision"), revision}});
    }
};

} // namespace ostiary
