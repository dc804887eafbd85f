// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QJsonObject>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// What becomes of a field that a key route is given.
enum class KeyFieldUse {
    Honoured,
    Harmless, ///< without effect here; named in the answer
    Limiting, ///< would limit the key and is not kept here: refused, unless its value limits nothing
};

/// A field of LiteLLM's key routes.
struct KeyField
{
    std::string_view name;
    KeyFieldUse use;
    std::string_view instead; ///< what to do instead of a field that is refused; may be empty
};

/// All that are known, by name; docs/admin-api.md has the same table.
std::span<const KeyField> keyFields();

/// Whether a value says nothing: null, "", [], {}, false, and lists and objects of such. A number always says
/// something: a limit of 0 is the strictest there is.
bool saysNothing(const QJsonValue &value);

/// The fields of `body`, and of its `metadata`, without those that are honoured: the harmless ones by name, or 400 for
/// the first that limits. A field of no table is judged by its name: whether it is nearly that of one in the table, or
/// looksLimiting. In `metadata` only names of known limits are looked for, at any depth; the rest are notes. `isNew`:
/// of a key that has spent nothing yet.
Result<std::vector<std::string>> harmlessKeyFields(const QJsonObject &body, bool isNew);

} // namespace ostiary
