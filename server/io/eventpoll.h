// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace ostiary {

/// Readiness of many descriptors on one Qt event loop, at a cost that does not grow with the idle ones.
///
/// Qt's Unix dispatcher hands every watched descriptor to poll() on every turn. On Linux this class keeps the
/// descriptors in an epoll set of its own and gives Qt only that set to watch; elsewhere each descriptor gets its
/// QSocketNotifiers. Lives in, and calls back on, one thread.
class EventPoll : public QObject
{
    Q_OBJECT

public:
    enum Interest : unsigned { None = 0, Read = 1, Write = 2 };
    /// What `ready` is told; `Hangup` comes with both directions gone.
    enum Readiness : unsigned { Readable = 1, Writable = 2, Hangup = 4 };

    /// Somebody who waits for a descriptor. May remove any watch, itself included, from within `ready`.
    class Watch
    {
    public:
        virtual void ready(unsigned readiness) = 0;

    protected:
        ~Watch() = default;
    };

    /// Work that is better done once, after all events that have come together: sending what they produced. A receiver
    /// that is woken finds several packets then, instead of being woken for each.
    class Deferred
    {
    public:
        virtual void endOfTurn() = 0;

    protected:
        ~Deferred() = default;
    };

    explicit EventPoll(QObject *parent = nullptr);
    ~EventPoll() override;

    /// Calls `work` at the end of the turn that is under way, or at once when none is. Each call of this is one call of
    /// `endOfTurn`.
    void defer(Deferred *work);
    void forget(Deferred *work);

    /// Starts watching `descriptor`; false when the system refuses.
    bool add(qintptr descriptor, unsigned interest, Watch *watch);
    void modify(qintptr descriptor, unsigned interest, Watch *watch);
    /// After this no `ready` call comes for `watch`, not even one already collected.
    void remove(qintptr descriptor, Watch *watch);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ostiary
