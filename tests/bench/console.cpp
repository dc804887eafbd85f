// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What console_bench.py runs: makes a ledger of a month, drives the console over it, and sends requests at a rate.
#include "app/local/localadminclient.h"
#include "server/io/threadmailbox.h"
#include "tests/bench/inventedtraffic.h"
#include "ui/mainwindow.h"
#include "ui/pages/requestspage.h"
#include "ui/theme.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/table.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QButtonGroup>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <thread>

using namespace ostiary;

namespace {

void spinUntil(const std::function<bool()> &done)
{
    QElapsedTimer clock;
    clock.start();
    QTimer tick; // so that a condition that no event makes true ends the wait
    tick.start(2);
    while (!done() && clock.elapsed() < 60'000)
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

double milliseconds(const QElapsedTimer &clock)
{
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

double threadCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double residentMiB()
{
    QFile file("/proc/self/statm");
    return file.open(QIODevice::ReadOnly)
               ? file.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576
               : 0;
}

ServerConfig configIn(const QString &folder)
{
    ServerConfig config;
    config.dataDirectory = folder;
    config.listen.port = config.adminListen.port = 0;
    config.listenGiven = config.adminListenGiven = true;
    config.masterKey = Secret("sk-bench-master-0123456789");
    config.discover = false;
    return config;
}

/// An engine refuses a ledger without the state that belongs to it, so a new folder has both first.
bool seed(const QString &folder, int count, const InventedTraffic &traffic)
{
    if (!QFile::exists(folder + "/state.db")) {
        Core core(configIn(folder));
        if (!core.start())
            return false;
        core.stop(std::chrono::seconds(5));
    }
    return traffic.write(folder, count);
}

/// A console over an embedded engine with the data of `folder`.
struct Console
{
    explicit Console(const QString &folder)
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setOrganizationName("ostiary-bench");
        QSettings().clear();
        QSettings().setValue("welcomed", true);
        theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        core = std::make_unique<Core>(configIn(folder));
        if (const auto started = core->start(); !started)
            qFatal("%s", started.error().c_str());
        client = std::make_unique<LocalAdminClient>(*core);
        client->start();
        window = std::make_unique<MainWindow>(*client);
        window->resize(1360, 850);
        window->show();
    }
    ~Console()
    {
        window.reset();
        client.reset();
        core->stop(std::chrono::seconds(5));
    }
    Table *table() { return window->pageWidget("requests")->findChild<Table *>("Requests"); }

    ThreadMailbox mailbox;
    std::unique_ptr<Theme> theme;
    std::unique_ptr<Core> core;
    std::unique_ptr<LocalAdminClient> client;
    std::unique_ptr<MainWindow> window;
};

/// Waits for the next page of the list, painted.
double untilLoaded(Table *table, const std::function<void()> &start)
{
    QElapsedTimer clock;
    bool loaded = false;
    const auto connection = QObject::connect(&table->model(), &ResourceModel::loaded, table, [&] { loaded = true; });
    clock.start();
    start();
    spinUntil([&] { return loaded; });
    table->view()->viewport()->repaint();
    QObject::disconnect(connection);
    return milliseconds(clock);
}

int pages(const QString &folder, const QElapsedTimer &sinceStart)
{
    Console console(folder);
    Chart *cost = nullptr;
    spinUntil([&] {
        cost = console.window->pageWidget("overview")->findChild<Chart *>();
        return !console.client->counters().isEmpty();
    });
    console.window->repaint();
    std::printf("start_ms %.1f\n", milliseconds(sinceStart));

    // The chart of 30 days: from the click to the painted areas.
    for (auto *button : console.window->pageWidget("overview")->findChildren<QPushButton *>()) {
        if (button->text() != "30 d")
            continue;
        QElapsedTimer clock;
        clock.start();
        button->click();
        const qint64 weeksAgo = QDateTime::currentMSecsSinceEpoch() - 20 * 86'400'000LL;
        spinUntil([&] { return !cost->data().isEmpty() && cost->data().times.front() < weeksAgo; });
        cost->viewport()->repaint();
        std::printf("chart_30d_ms %.1f\n", milliseconds(clock));
    }

    spinUntil(
        [settled = QElapsedTimer(), &console]() mutable { // what the overview still asks for is not the list's time
            if (!settled.isValid())
                settled.start();
            return settled.elapsed() > 1500;
        });
    QElapsedTimer clock;
    clock.start();
    console.window->showPage("requests");
    spinUntil([&] { return console.table()->model().rowCount() > 0; });
    console.table()->view()->viewport()->repaint();
    std::printf("first_page_ms %.1f\n", milliseconds(clock));

    auto *page = static_cast<RequestsPage *>(console.window->pageWidget("requests"));
    double worst = 0;
    for (const char *filter : {"model:gpt-4", "team:Support status:!=200", "status:502", "cost:>0.0185",
                               "status:502 cost:>0.018 team:Interns", "since:1h", "took:>4.19s",
                               "error:budget_exceeded model:embed-small", "tokens:>4890", "status:418"}) {
        const double took = untilLoaded(console.table(), [&] { page->setFilter(filter); });
        std::printf("filter_ms %.1f %s (%d rows)\n", took, filter, console.table()->model().rowCount());
        worst = std::max(worst, took);
    }
    std::printf("filter_worst_ms %.1f\n", worst);
    untilLoaded(console.table(), [&] { page->setFilter({}); });
    std::printf("sort_by_cost_ms %.1f\n",
                untilLoaded(console.table(), [&] { console.table()->model().sort(6, Qt::DescendingOrder); }));
    untilLoaded(console.table(), [&] { console.table()->model().sort(-1); });

    // Scrolling: a frame is everything between two turns of the loop, pages that arrive included.
    QScrollBar *bar = console.table()->view()->verticalScrollBar();
    double longest = 0, sum = 0;
    int frames = 0;
    qint64 rowsPassed = 0;
    for (int direction : {1, -1}) {
        for (int step = 0; step < 3000; ++step) {
            QElapsedTimer frame;
            const double cpu = threadCpuSeconds();
            frame.start();
            bar->setValue(bar->value() + direction * 170);
            console.table()->view()->viewport()->repaint();
            QApplication::processEvents();
            const double ms = std::min(milliseconds(frame), (threadCpuSeconds() - cpu) * 1000);
            longest = std::max(longest, ms);
            sum += ms;
            ++frames;
            rowsPassed += 170 / 31;
        }
    }
    std::printf("scroll_worst_frame_ms %.1f\nscroll_mean_frame_ms %.2f\nscroll_rows %lld\nresident_mib %.1f\n", longest,
                sum / frames, static_cast<long long>(rowsPassed), residentMiB());
    return 0;
}

/// Shows the live list while another process sends requests; tells the port and a key, then what it took.
int tail(const QString &folder, int seconds, const QString &pageName)
{
    Console console(folder);
    bool made = false;
    console.client->call(
        AdminRequest::post("/admin/v1/keys", {{"alias", QString("bench %1").arg(QDateTime::currentMSecsSinceEpoch())}}),
        console.window.get(), [&](const AdminReply &reply) {
            std::printf("port %d\nkey %s\n", console.core->port(), qPrintable(reply.body.value("key").toString()));
            std::fflush(stdout);
            made = true;
        });
    spinUntil([&] { return made; });
    console.window->showPage(pageName);
    const auto requests = [&] { return console.client->counters().value("requests_total").toInteger(); };
    spinUntil([&] { return requests() > 1000; }); // the load has begun
    const double memoryBefore = residentMiB();
    const double cpu = threadCpuSeconds();
    const qint64 before = requests();
    QElapsedTimer clock;
    clock.start();
    double worst = 0;
    while (clock.elapsed() < seconds * 1000LL) {
        const double turn = threadCpuSeconds();
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        worst = std::max(worst, (threadCpuSeconds() - turn) * 1000);
    }
    const double took = milliseconds(clock) / 1000;
    std::printf("requests_per_s %.0f\ngui_thread_share %.3f\nlongest_turn_ms %.1f\nresident_before_mib "
                "%.1f\nresident_mib %.1f\nseconds %.0f\n",
                static_cast<double>(requests() - before) / took, (threadCpuSeconds() - cpu) / took, worst, memoryBefore,
                residentMiB(), took);
    return 0;
}

/// Keep-alive requests to a port at a rate, over 32 connections.
int load(int port, const std::string &key, int rate, int seconds)
{
    const std::string body =
        R"({"model":"sim:ttft=0,tokens=2","messages":[{"role":"user","content":"hello"}],"max_tokens":2})";
    const std::string request =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key +
        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    constexpr int kConnections = 32;
    std::atomic<long> answered{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < kConnections; ++i) {
        threads.emplace_back([&] {
            const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(static_cast<std::uint16_t>(port));
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            if (::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
                return;
            const auto pause = std::chrono::nanoseconds(1'000'000'000LL * kConnections / rate);
            auto next = std::chrono::steady_clock::now();
            const auto end = next + std::chrono::seconds(seconds);
            std::string buffer(65536, '\0');
            while (next < end) {
                if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) <= 0)
                    break;
                std::string answer;
                for (;;) { // a small answer of known form: head, then Content-Length bytes
                    const ssize_t got = ::recv(socket, buffer.data(), buffer.size(), 0);
                    if (got <= 0)
                        break;
                    answer.append(buffer, 0, static_cast<std::size_t>(got));
                    const std::size_t head = answer.find("\r\n\r\n");
                    if (head == std::string::npos)
                        continue;
                    std::size_t at =
                        answer.find("ontent-") == std::string::npos ? std::string::npos : answer.find("ength: ");
                    if (at == std::string::npos || at > head ||
                        answer.size() >= head + 4 + std::stoul(answer.substr(at + 7)))
                        break;
                }
                answered += answer.compare(0, 12, "HTTP/1.1 200") == 0 ? 1 : 0;
                next += pause;
                std::this_thread::sleep_until(next);
            }
            ::close(socket);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    std::printf("answered %ld\n", answered.load());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    const QStringList words(argv + 1, argv + argc);
    if (words.value(0) == "load")
        return load(words.value(1).toInt(), words.value(2).toStdString(), words.value(3).toInt(),
                    words.value(4).toInt());
    qputenv("QT_NO_GLIB", "1");
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const ThreadMailbox mailbox;
    if (words.value(0) == "seed")
        return seed(words.value(1), words.value(2).toInt(),
                    words.value(3) == "day" ? InventedTraffic::day() : InventedTraffic::month())
                   ? 0
                   : 1;
    if (words.value(0) == "pages")
        return pages(words.value(1), sinceStart);
    if (words.value(0) == "tail")
        return tail(words.value(1), words.value(2).toInt(), words.value(3, "requests"));
    std::fputs("seed DIR COUNT [day] | pages DIR | tail DIR SECONDS [PAGE] | load PORT KEY RATE SECONDS\n", stderr);
    return 2;
}
