// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/secret.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

struct Deployment;

/// What a call of `deployment` shows and nobody may be told: its key, the token that stands for one, and the values of
/// headers that are called like credentials or look like them. Views into the two.
std::vector<std::string_view> credentialsOf(const Deployment &deployment, const Secret &token);

/// Masks them in `text`, from `from` on, where they stand as they were sent. For good answers: those are the model's
/// words, in which nothing else is taken for a secret; nor is a credential that is hardly more than a word.
void maskCredentials(std::string &text, std::size_t from, const Deployment &deployment, const Secret &token);

} // namespace ostiary
