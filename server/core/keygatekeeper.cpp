// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/keygatekeeper.h"

namespace ostiary {

Result<CallerPtr> KeyGatekeeper::admit(const HttpRequest &request, Permission permission)
{
    Result<PrincipalPtr> known = m_keys.authenticate(request.credential());
    if (!known) {
        m_metrics.refused(nameOf(known.error().code), known.error().status);
        return std::move(known).error();
    }
    if (permission == Permission::Admin && known.value()->role != Role::Admin) {
        m_metrics.refused(nameOf(ErrorCode::Forbidden), 403);
        return GatewayError::make(ErrorCode::Forbidden, "Only an administrator may do this; use the admin key");
    }
    return CallerPtr(std::move(known).value());
}

} // namespace ostiary
