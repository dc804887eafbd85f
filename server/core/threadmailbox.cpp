// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/threadmailbox.h"

namespace ostiary {

thread_local std::shared_ptr<ThreadMailbox::State> ThreadMailbox::s_current;

ThreadMailbox::ThreadMailbox() : m_state(std::make_shared<State>())
{
    m_state->target = &m_target;
    s_current = m_state;
}

ThreadMailbox::~ThreadMailbox()
{
    s_current.reset();
    const std::lock_guard lock(m_state->mutex);
    m_state->target = nullptr;
}

ThreadMailbox::Poster ThreadMailbox::posterForThisThread()
{
    return [state = s_current](std::function<void()> what) {
        if (!state)
            return;
        const std::lock_guard lock(state->mutex);
        if (state->target)
            QMetaObject::invokeMethod(state->target, std::move(what), Qt::QueuedConnection);
    };
}

} // namespace ostiary
