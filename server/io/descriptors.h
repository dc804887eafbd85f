// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>

namespace ostiary {

/// How many descriptors at the end of what the process may have are kept for the administration and for files: clients
/// of the data listener and connections to providers do not take them.
int reservedDescriptors();

/// Whether `descriptor`, just made, is one of those. The kernel gives out the lowest free number, so such a number
/// means that all before it are taken.
bool isReservedDescriptor(qintptr descriptor);

/// Gives an open descriptor the lowest free number, if that is lower; the old one is closed then.
qintptr moveToLowestDescriptor(qintptr descriptor);

/// Tells the log that there were too few, once for an episode (until ten seconds have passed without), and counts it.
void noteDescriptorShortage();
/// Episodes since the start of the process.
std::uint64_t descriptorShortages();

/// Whether the next descriptor would be a reserved one, or there is none.
bool descriptorsAreShort();

} // namespace ostiary
