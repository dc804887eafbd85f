// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <string>

namespace ostiary {

/// Makes a test class known to the program it is linked into.
struct TestRegistration
{
    TestRegistration(const char *name, std::function<QObject *()> make);
};

} // namespace ostiary

#define OSTIARY_TEST(Class)                                                                                            \
    static const ostiary::TestRegistration registration_##Class(#Class,                                                \
                                                                [] { return static_cast<QObject *>(new Class); });
