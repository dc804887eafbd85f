// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/tokencell.h"

namespace ostiary {

Secret TokenCell::token(std::int64_t nowMs) const
{
    const std::scoped_lock lock(m_mutex);
    return nowMs < m_endsMs ? m_token : Secret();
}

bool TokenCell::isFilled() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_token.isEmpty();
}

std::string TokenCell::trouble() const
{
    const std::scoped_lock lock(m_mutex);
    return m_trouble;
}

void TokenCell::renew(Secret token, std::int64_t endsMs)
{
    const std::scoped_lock lock(m_mutex);
    m_token = std::move(token);
    m_endsMs = endsMs;
    m_trouble.clear();
}

void TokenCell::fail(std::string why)
{
    const std::scoped_lock lock(m_mutex);
    m_trouble = std::move(why);
}

} // namespace ostiary
