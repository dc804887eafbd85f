// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/io/threadmailbox.h"

#include <QCoreApplication>

namespace ostiary {

thread_local std::shared_ptr<ThreadMailbox::State> ThreadMailbox::s_current;

ThreadMailbox::ThreadMailbox() : m_state(std::make_shared<State>()), m_outer(s_current), m_bell(*m_state)
{
    m_state->bell = &m_bell;
    s_current = m_state;
}

ThreadMailbox::~ThreadMailbox()
{
    close();
    if (s_current == m_state)
        s_current = m_outer;
}

void ThreadMailbox::close()
{
    std::deque<std::function<void()>> dropped; // destroyed outside the lock: a destructor may post
    const std::lock_guard lock(m_state->mutex);
    m_state->bell = nullptr;
    dropped.swap(m_state->waiting);
}

ThreadMailbox::Poster ThreadMailbox::posterForThisThread()
{
    return [state = s_current](std::function<void()> what) {
        if (!state)
            return false;
        const std::lock_guard lock(state->mutex);
        if (!state->bell)
            return false;
        state->waiting.push_back(std::move(what));
        QCoreApplication::postEvent(state->bell, new QEvent(QEvent::User));
        return true;
    };
}

bool ThreadMailbox::Bell::event(QEvent *event)
{
    std::function<void()> next;
    {
        const std::lock_guard lock(m_state.mutex); // before the event is looked at: it was made under this lock
        if (event->type() == QEvent::User) {
            if (m_state.waiting.empty())
                return true; // closed since
            next = std::move(m_state.waiting.front());
            m_state.waiting.pop_front();
        }
    }
    if (!next)
        return QObject::event(event);
    next();
    return true;
}

} // namespace ostiary
