// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/vendorsettings.h"

#include "models/domain/modelname.h"
#include "server/core/litellm/yamltree.h"

#include <algorithm>
#include <initializer_list>

namespace ostiary {

namespace {

bool isAny(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isAzures(std::string_view name, const YAML::Node &value)
{
    if (name == "api_type")
        return value.IsScalar() && value.Scalar() == "azure";
    return name == "api_version" || name == "tenant_id" || name == "client_secret" ||
           (name.starts_with("azure") && name != "azure_text");
}

} // namespace

std::string_view providerBySettings(const YAML::Node &params, std::string_view model, const PriceList &prices)
{
    if (model.find('/') != std::string_view::npos || model == "*")
        return {};
    bool vertex = false, aws = false, azure = false;
    for (const auto &entry : params) {
        const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        if (isIdle(entry.second))
            continue;
        vertex = vertex || name.starts_with("vertex_");
        aws = aws || name.starts_with("aws_");
        azure = azure || isAzures(name, entry.second);
    }
    if (!vertex && !aws && !azure)
        return {};
    const auto place = findModelPlace(model, {}, {}, prices);
    const std::string_view owner = place ? std::string_view(place->provider) : std::string_view();
    if (azure && (owner.empty() || isAny(owner, {"openai", "azure"})))
        return "azure";
    if (vertex && !isAny(owner, {"openai", "azure"}))
        return "vertex_ai";
    if (aws && !isAny(owner, {"openai", "azure", "gemini"}))
        return "bedrock";
    return {};
}

} // namespace ostiary
