// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"

#ifdef OSTIARY_GUI_TESTS
#include "tests/support/watchedapplication.h"

#include <QStandardPaths>
#endif
#include <QCoreApplication>
#include <QtTest>

#include <cstdio>
#include <map>
#include <memory>

#include <sys/resource.h>

namespace ostiary {

static std::map<std::string, std::function<QObject *()>> &registry()
{
    static std::map<std::string, std::function<QObject *()>> classes;
    return classes;
}

TestRegistration::TestRegistration(const char *name, std::function<QObject *()> make)
{
    registry()[name] = std::move(make);
}

} // namespace ostiary

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
#ifdef OSTIARY_GUI_TESTS
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    const ostiary::WatchedApplication application(argc, argv);
#else
    const QCoreApplication application(argc, argv);
#endif
    const auto found = argc > 1 ? ostiary::registry().find(argv[1]) : ostiary::registry().end();
    if (found == ostiary::registry().end()) {
        std::fprintf(stderr, "name one of:\n");
        for (const auto &[name, make] : ostiary::registry())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    std::unique_ptr<QObject> test(found->second());
    QStringList arguments = QCoreApplication::arguments();
    arguments.removeAt(1);
    return QTest::qExec(test.get(), arguments);
}
