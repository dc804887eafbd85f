// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gatewayerror.h"
#include "models/domain/plainname.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

struct RequestIndex;

/// Something a request asks for that changes its bill, beside its text, its answers and their limit.
struct BilledFeature
{
    enum class Kind {
        MoreOutput,  ///< output that the limit may not hold: thinking with a budget of its own, a wrong prediction
        UnseenInput, ///< input that is only named, as what was cached before, or that a template makes
        Sound,       ///< an answer that is spoken: bounded where its tokens have a price
        Pictures,    ///< an answer with pictures: likewise
        Unpriced,    ///< a fee, another price, another model: nothing here bounds it
    };
    Kind kind = Kind::Unpriced;
    std::string field;             ///< of the request, as the client spelt it
    std::string path;              ///< where it stands: `extra_body.plugins`, `tools[0]`
    std::string name;              ///< the word an administrator accepts it by
    std::string_view instead = {}; ///< what to do instead; may be empty
    std::int64_t tokens = 0;       ///< of MoreOutput
};

/// All that the fields of a request ask for. A field of no table is judged by its name, and so is what stands in one
/// that is an object: a provider may take it from there. Names are compared without regard to case and underscores.
std::vector<BilledFeature> billedFeatures(const RequestIndex &index, std::string_view body);
/// The same for one field and its JSON text.
void addBilledFeatures(std::string_view field, std::string_view json, std::vector<BilledFeature> &to);

/// What a model asks for by its nature: a search of the web, whose fee is none of its tokens. Null where it does not.
/// Its price must have one per request.
const BilledFeature *searchByItself(std::string_view model);

/// 400: what `feature` costs cannot be held under a budget.
GatewayError unboundedCost(const BilledFeature &feature);

} // namespace ostiary
