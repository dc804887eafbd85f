// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <QStringList>

#include <functional>

namespace ostiary {

/// Who depends on one deployment of a model: whether others answer for it, and which keys may call the model.
struct ModelUsers
{
    QString complaint;   ///< why it is not known; empty: it is
    bool others = false; ///< another deployment of the model is enabled
    QStringList naming;  ///< keys that name the model, by itself or by a pattern
    int unlimited = 0;   ///< how many keys may call every model

    /// What happens to the model's requests without this deployment, and to whom.
    QString consequence(const QString &model) const;
    /// One line of the keys that lose the model.
    QString losing() const;
};

/// Asks the gateway, page by page, until all of it is known or something went wrong.
void findModelUsers(AdminClient &client, QObject *context, const QString &model, const QString &deployment,
                    std::function<void(const ModelUsers &)> done);

} // namespace ostiary
