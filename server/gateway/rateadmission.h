// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/httprequest.h"
#include "server/policy/ratelimiter.h"

namespace ostiary {

/// The place in its key's limits that a request took when its head was there.
struct RateAdmission final : Admission
{
    explicit RateAdmission(RateTicket taken) : ticket(std::move(taken)) {}
    RateTicket ticket;
};

} // namespace ostiary
