// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <functional>
#include <vector>

namespace ostiary {

/// The virtual key with which this console sends requests of its own (playground, tests of models), so that they are
/// held, limited and recorded like all others: one for each machine, with a budget of a dollar a day. Its text is held
/// in memory only; the next start of the console gives the same key another text.
class ConsoleKey final : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleKey(AdminClient &client, QObject *parent = nullptr);

    /// Calls `done` with the key's text, or with an empty one and the gateway's refusal; not when `context` has gone.
    using Done = std::function<void(const QString &key, const AdminReply &refusal)>;
    void get(QObject *context, Done done);
    /// The gateway refused it: the next get() makes another.
    void forget() { m_key.clear(); }
    /// How the key is called.
    QString alias() const { return m_alias; }

private:
    void find();
    void take(const AdminReply &reply);
    void answer(const AdminReply &reply);

    struct Waiting
    {
        QPointer<QObject> context;
        Done done;
    };
    AdminClient &m_client;
    const QString m_alias;
    QString m_key;
    std::vector<Waiting> m_waiting;
};

} // namespace ostiary
