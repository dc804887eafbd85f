// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/adminrouter.h"
#include "server/http/responsestream.h"
#include "server/io/threadmailbox.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace ostiary;

class tst_AdminRouter : public QObject
{
    Q_OBJECT

    static void call(const RouteTable &table, std::string_view path)
    {
        RouteCall made;
        made.response = std::make_shared<ResponseStream>(nullptr, false, true, true);
        table.find("GET", path).route->handler(std::move(made));
    }

private Q_SLOTS:
    // Fails by never ending.
    void aLongAnswerKeepsNoOtherThread()
    {
        static std::atomic<int> alive;
        alive = 0;
        std::binary_semaphore ready(0), begun(0), end(0);
        RouteTable table;
        std::thread administration([&] {
            const ThreadMailbox mailbox;
            AdminRouter router;
            router.add("GET", "/long", Permission::Public, AdminRouter::Reach::BothListeners, [&](const AdminCall &) {
                begun.release();
                end.acquire();
                return ControllerReply();
            });
            router.add("GET", "/short", Permission::Public, AdminRouter::Reach::BothListeners,
                       [](const AdminCall &) { return ControllerReply(); });
            router.addAnywhere("GET", "/alive", [] {
                ++alive;
                return ControllerReply();
            });
            router.install(table, true);
            call(table, "/long");
            ready.acquire();
        });
        const ThreadMailbox mailbox;
        begun.acquire();
        call(table, "/short"); // only posted
        call(table, "/alive");
        QCOMPARE(alive.load(), 1);
        end.release();
        ready.release();
        administration.join();
        call(table, "/short"); // the router has gone: refused, not waited for
    }
};

OSTIARY_TEST(tst_AdminRouter)
#include "tst_adminrouter.moc"
