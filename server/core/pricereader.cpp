// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/pricereader.h"

#include "server/core/ownsection.h"
#include "server/core/plainwords.h"

#include <algorithm>

namespace ostiary {

namespace {

void readFields(YamlReader &reader, const YAML::Node &map, std::int64_t above, PriceCard &card)
{
    for (const auto &entry : map) {
        const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        const auto key = liteLlmPrice(name);
        if (!key)
            continue;
        const auto value = reader.text(map, name.c_str());
        if (!value)
            continue;
        if (const auto pico = parsePrice(plainNumber(*value), *key->field, PriceField::kLiteLlmScale))
            pricesAbove(card, std::max(above, key->above)).*key->field->price = *pico;
        else
            reader.error(map[name],
                         "'" + name + "' must be a price in USD " +
                             (key->field->of == PriceField::Of::Piece ? "each, for example 0.002"
                                                                      : "per token, for example 0.00000015 "
                                                                        "or 1.5e-07"),
                         Reason::PriceWanted, {{"field", name}});
    }
}

// `tiered_pricing`: a list of prices, each for a `range` of tokens of input.
void readTiers(YamlReader &reader, const YAML::Node &list, PriceCard &card)
{
    if (!reader.isList(list, "tiered_pricing"))
        return;
    for (const YAML::Node &entry : list) {
        if (!reader.isMap(entry, "an entry of tiered_pricing"))
            continue;
        const YAML::Node range = entry["range"];
        const auto from =
            range && range.IsSequence() && range.size() > 0 ? reader.value(range[0], "range") : std::nullopt;
        const auto above = from ? parseScaled(plainNumber(*from), 0) : std::nullopt;
        if (!above || *above < 0)
            reader.error(entry, "an entry of 'tiered_pricing' needs a 'range' of tokens, for example [0, 256000]",
                         Reason::PriceWanted, {{"field", "tiered_pricing"}});
        else
            readFields(reader, entry, *above, card);
    }
}

} // namespace

std::shared_ptr<const PriceCard> readPrices(YamlReader &reader, const YAML::Node &map,
                                            const std::shared_ptr<const PriceCard> &upper)
{
    PriceCard card = nothingGiven();
    if (map && map.IsMap()) {
        readTiers(reader, map["tiered_pricing"], card);
        readFields(reader, map, 0, card);
    }
    if (!isAnyGiven(card))
        return upper;
    if (upper)
        card = laidOver(*upper, card);
    card.version = kConfigPriceVersion;
    card.source = "configuration";
    return std::make_shared<PriceCard>(std::move(card));
}

} // namespace ostiary
