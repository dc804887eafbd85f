// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/authorizer.h"

namespace ostiary {

namespace {

std::string listed(const std::vector<std::string> &models)
{
    std::string text = "[";
    for (const std::string &model : models)
        text += (text.size() > 1 ? ", '" : "'") + model + "'";
    return text + "]";
}

GatewayError denied(std::string_view who, const std::vector<std::string> &models, std::string_view model)
{
    return GatewayError::make(ErrorCode::ModelDenied,
                              std::string(who) + " not allowed to access model. This " + std::string(who) +
                                  " can only access models=" + listed(models) + ". Tried to access " +
                                  std::string(model),
                              "model");
}

} // namespace

Status authorizeModel(const Principal &principal, std::string_view model)
{
    if (principal.role == Role::Admin)
        return Done{};
    if (!modelAllowed(principal.models, model))
        return denied("key", principal.key.models, model);
    if (!modelAllowed(principal.userModels, model))
        return denied("user", principal.userModels, model);
    return Done{};
}

} // namespace ostiary
