// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"

namespace ostiary {

/// Nothing of a change was kept.
inline GatewayError storeError()
{
    return GatewayError::make(ErrorCode::Internal,
                              "The store could not be written; nothing was changed. Is the disk full?")
        .because(Reason::StoreUnwritable);
}

/// What was read is not all there is.
inline GatewayError storeUnreadable()
{
    return GatewayError::make(ErrorCode::Internal,
                              "The store could not be read; the gateway's log says why. Nothing was changed")
        .because(Reason::StoreUnreadable);
}

/// `what` with the id of a call is not there.
inline GatewayError noSuch(const char *what, Reason reason)
{
    return GatewayError::make(ErrorCode::NotFound, std::string("There is no such ") + what).because(reason);
}

} // namespace ostiary
