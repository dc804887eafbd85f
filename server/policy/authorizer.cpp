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
    return authorizeModel(principal, model, model);
}

Status authorizeModel(const Principal &principal, std::string_view asked, std::string_view meant)
{
    if (principal.role == Role::Admin)
        return Done{};
    const auto allows = [&](const std::vector<std::string> &list) {
        return modelAllowed(list, asked) || (meant != asked && modelAllowed(list, meant));
    };
    if (!allows(principal.models))
        return denied("key", principal.key.models, asked);
    if (!allows(principal.userModels))
        return denied("user", principal.userModels, asked);
    return Done{};
}

} // namespace ostiary
