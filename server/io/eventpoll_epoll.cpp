// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/eventpoll.h"

#include <QSocketNotifier>

#include <array>
#include <utility>
#include <vector>

#include <sys/epoll.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr int kBatch = 256;

unsigned toEpoll(unsigned interest)
{
    return (interest & EventPoll::Read ? unsigned(EPOLLIN) : 0u) |
           (interest & EventPoll::Write ? unsigned(EPOLLOUT) : 0u);
}

} // namespace

struct EventPoll::Private
{
    int set = -1;
    QSocketNotifier *notifier = nullptr;
    std::array<epoll_event, kBatch> batch{};
    int collected = 0; ///< events of `batch` still being delivered
    bool delivering = false;
    std::vector<Deferred *> deferred;

    void deliver();
    void finishTurn();
};

void EventPoll::Private::deliver()
{
    delivering = true;
    collected = epoll_wait(set, batch.data(), kBatch, 0);
    for (int i = 0; i < collected; ++i) {
        const epoll_event event = batch[static_cast<std::size_t>(i)];
        if (!event.data.ptr)
            continue; // removed by an earlier event of this batch
        const unsigned readiness = (event.events & (EPOLLIN | EPOLLRDHUP) ? unsigned(Readable) : 0u) |
                                   (event.events & EPOLLOUT ? unsigned(Writable) : 0u) |
                                   (event.events & (EPOLLHUP | EPOLLERR) ? unsigned(Hangup) : 0u);
        static_cast<Watch *>(event.data.ptr)->ready(readiness);
    }
    collected = 0;
    finishTurn();
    delivering = false;
}

void EventPoll::Private::finishTurn()
{
    for (std::size_t i = 0; i < deferred.size(); ++i) { // more may be added, and some forgotten, while this runs
        if (Deferred *work = std::exchange(deferred[i], nullptr))
            work->endOfTurn();
    }
    deferred.clear();
}

void EventPoll::defer(Deferred *work)
{
    if (d->delivering)
        d->deferred.push_back(work);
    else
        work->endOfTurn();
}

void EventPoll::forget(Deferred *work)
{
    for (Deferred *&entry : d->deferred) {
        if (entry == work)
            entry = nullptr;
    }
}

EventPoll::EventPoll(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->set = epoll_create1(EPOLL_CLOEXEC);
    d->notifier = new QSocketNotifier(d->set, QSocketNotifier::Read, this);
    connect(d->notifier, &QSocketNotifier::activated, this, [this] { d->deliver(); });
}

EventPoll::~EventPoll()
{
    delete d->notifier;
    ::close(d->set);
}

bool EventPoll::add(qintptr descriptor, unsigned interest, Watch *watch)
{
    epoll_event event{};
    event.events = toEpoll(interest);
    event.data.ptr = watch;
    return epoll_ctl(d->set, EPOLL_CTL_ADD, static_cast<int>(descriptor), &event) == 0;
}

void EventPoll::modify(qintptr descriptor, unsigned interest, Watch *watch)
{
    epoll_event event{};
    event.events = toEpoll(interest);
    event.data.ptr = watch;
    epoll_ctl(d->set, EPOLL_CTL_MOD, static_cast<int>(descriptor), &event);
}

void EventPoll::remove(qintptr descriptor, Watch *watch)
{
    epoll_ctl(d->set, EPOLL_CTL_DEL, static_cast<int>(descriptor), nullptr);
    for (int i = 0; i < d->collected; ++i) {
        epoll_event &event = d->batch[static_cast<std::size_t>(i)];
        if (event.data.ptr == watch)
            event.data.ptr = nullptr;
    }
}

} // namespace ostiary
