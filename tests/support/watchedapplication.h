// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QEvent>
#include <QPointer>
#include <QThread>

#include <functional>

namespace ostiary {

/// An application that tells a watcher when the handling of an event of its main thread begins and ends. Events that
/// come while another is handled belong to that one.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    static inline std::function<void(QObject *receiver, QEvent::Type type, bool begins)> watcher;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || !watcher || m_depth > 0) // other threads have loops, too
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        const QPointer<QObject> guard(receiver); // it may be deleted by the event
        ++m_depth;
        watcher(receiver, type, true);
        const bool handled = QApplication::notify(receiver, event);
        if (watcher)
            watcher(guard ? guard.data() : this, type, false);
        --m_depth;
        return handled;
    }

private:
    int m_depth = 0;
};

} // namespace ostiary
