// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"

namespace ostiary {

/// What a reader of the ledger answers when a read failed, so that nothing half read passes for all there is.
inline GatewayError ledgerUnreadable()
{
    return GatewayError::make(ErrorCode::Internal,
                              "The ledger could not be read; the gateway's log says why. Nothing was changed")
        .because(Reason::LedgerUnreadable);
}

} // namespace ostiary
