// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <QString>
#include <QStringList>

namespace ostiary {

// Words for the codes that the gateway records; docs/admin-api.md lists them. What is not known here, as of a newer
// gateway, is shown as it comes.

/// `error` of a request: budget spent, provider failed…
QString errorWords(const QString &code);
bool isErrorKnown(const QString &code);
/// The codes there are words for.
QStringList knownErrors();
/// Why a call of the admin API failed: in the console's language where the gateway gave a reason that is known here,
/// otherwise in the gateway's words.
QString complaintWords(const AdminReply &reply);
/// The same for the `fault` of a model or provider.
QString faultWords(const QJsonObject &fault);
/// Why what was read last may be out of date though no call has failed since; empty while the gateway is reached.
QString unreachedWords(AdminClient::State state);
/// `state` of a request: how sure its cost is.
QString stateWords(const QString &state);
/// `reason` of a request: why this deployment.
QString routeWords(const QString &reason);

} // namespace ostiary
