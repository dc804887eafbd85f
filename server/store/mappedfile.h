// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ostiary {

/// Keeps the process alive when a mapped file is cut by somebody else: the kernel then answers a look behind the new
/// end with SIGBUS, which would end every stream. While a mapping is guarded the page is replaced by one of zeros and
/// the guard remembers that it happened.
namespace mappedfile {

/// Guards `size` bytes at `map`; one mapping of the process at a time has a guard, the latest.
void guard(void *map, std::size_t size);
void unguard(void *map);
/// Whether a page of the guarded mapping was lost.
bool lostPages();

} // namespace mappedfile

} // namespace ostiary
