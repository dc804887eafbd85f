// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"
#include "models/domain/result.h"
#include "server/http/httprequest.h"

#include <QtGlobal>

#include <memory>

namespace ostiary {

/// What a route asks of its caller. A route cannot be made without one.
enum class Permission {
    Public,    ///< anyone: liveness probes
    Inference, ///< any valid key
    Admin,     ///< an administrator
};

/// Decides from the head of a request alone whether it may go on, before its body is read.
class Gatekeeper
{
public:
    virtual ~Gatekeeper() = default;
    virtual Result<CallerPtr> admit(const HttpRequest &request, Permission permission) = 0;
    /// Takes what the limits of `caller` allow a request whose body is still to come; 429 when that is nothing. So
    /// nobody uploads what will be refused, and unfinished bodies count as the requests they are.
    virtual Result<std::unique_ptr<Admission>> reserve(const HttpRequest &request, const CallerPtr &caller,
                                                       Permission permission)
    {
        Q_UNUSED(request);
        Q_UNUSED(caller);
        Q_UNUSED(permission);
        return std::unique_ptr<Admission>();
    }
};

} // namespace ostiary
