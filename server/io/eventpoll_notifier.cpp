// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/eventpoll.h"

#include <QHash>
#include <QPointer>
#include <QSocketNotifier>

namespace ostiary {

struct EventPoll::Private
{
    struct Entry
    {
        QSocketNotifier *read = nullptr;
        QSocketNotifier *write = nullptr;
    };
    QHash<qintptr, Entry> entries;
};

EventPoll::EventPoll(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}
EventPoll::~EventPoll() = default;

// Qt delivers one notifier at a time: every turn has one event.
void EventPoll::defer(Deferred *work)
{
    work->endOfTurn();
}
void EventPoll::forget(Deferred *) {}

bool EventPoll::add(qintptr descriptor, unsigned interest, Watch *watch)
{
    Private::Entry entry{new QSocketNotifier(descriptor, QSocketNotifier::Read, this),
                         new QSocketNotifier(descriptor, QSocketNotifier::Write, this)};
    connect(entry.read, &QSocketNotifier::activated, this, [watch] { watch->ready(Readable); });
    connect(entry.write, &QSocketNotifier::activated, this, [watch] { watch->ready(Writable); });
    d->entries.insert(descriptor, entry);
    modify(descriptor, interest, watch);
    return true;
}

void EventPoll::modify(qintptr descriptor, unsigned interest, Watch *)
{
    const Private::Entry entry = d->entries.value(descriptor);
    if (!entry.read)
        return;
    entry.read->setEnabled(interest & Read);
    entry.write->setEnabled(interest & Write);
}

void EventPoll::remove(qintptr descriptor, Watch *)
{
    const Private::Entry entry = d->entries.take(descriptor);
    for (QSocketNotifier *notifier : {entry.read, entry.write}) {
        if (!notifier)
            continue;
        notifier->setEnabled(false);
        notifier->disconnect();
        notifier->deleteLater(); // the notifier may be the one that is calling right now
    }
}

} // namespace ostiary
