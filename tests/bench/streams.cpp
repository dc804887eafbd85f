// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Opens many streamed chat requests at once and counts the events of each: bench_streams PORT KEY STREAMS MODEL EVENTS
// Prints one line of JSON: streams that were whole, events seen and lost, and the resident memory of PID when given.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace {

struct Stream
{
    int fd = -1;
    long events = 0;
    bool done = false;
    std::string tail; ///< the last bytes, in case a marker is cut between reads
};

long count(Stream &stream, const std::string &text)
{
    long found = 0;
    const std::string all = stream.tail + text;
    for (std::size_t at = 0; (at = all.find("\"delta\":{\"content\":\"", at)) != std::string::npos; at += 10)
        ++found;
    if (all.find("data: [DONE]") != std::string::npos)
        stream.done = true;
    // Keep less than one marker, so that none is counted twice.
    const std::size_t keep = std::min<std::size_t>(all.size(), 18);
    stream.tail = all.substr(all.size() - keep);
    return found;
}

long residentKiB(const char *pid)
{
    std::ifstream status(std::string("/proc/") + pid + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:"))
            return std::atol(line.c_str() + 6);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 7) {
        std::fprintf(stderr, "usage: bench_streams PORT KEY STREAMS MODEL EVENTS PID\n");
        return 2;
    }
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    const int streams = std::atoi(argv[3]);
    const long wanted = std::atol(argv[5]);
    const std::string body =
        std::string("{\"model\":\"") + argv[4] +
        "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Who keeps the door?\"}]}";
    const std::string request =
        std::string("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ") + argv[2] +
        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::atoi(argv[1])));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const long before = residentKiB(argv[6]);
    const int poll = epoll_create1(0);
    std::vector<Stream> all(static_cast<std::size_t>(streams));
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(all[i].fd, reinterpret_cast<sockaddr *>(&to), sizeof to) != 0 ||
            send(all[i].fd, request.data(), request.size(), 0) < 0) {
            std::perror("connect");
            return 1;
        }
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        epoll_ctl(poll, EPOLL_CTL_ADD, all[i].fd, &event);
    }
    const auto start = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    long peak = 0;
    int open = streams;
    double sampled = 0;
    std::vector<char> buffer(1 << 16);
    while (open > 0 && seconds() < 120) {
        epoll_event events[256];
        const int n = epoll_wait(poll, events, 256, 500);
        for (int i = 0; i < n; ++i) {
            Stream &stream = all[events[i].data.u64];
            const ssize_t got = recv(stream.fd, buffer.data(), buffer.size(), 0);
            if (got > 0)
                stream.events += count(stream, std::string(buffer.data(), static_cast<std::size_t>(got)));
            if (got <= 0 || stream.done) {
                close(stream.fd);
                --open;
            }
        }
        if (seconds() - sampled > 0.5) {
            sampled = seconds();
            peak = std::max(peak, residentKiB(argv[6]));
        }
    }
    long events = 0;
    int whole = 0;
    for (const Stream &stream : all) {
        events += stream.events;
        whole += stream.done && stream.events == wanted ? 1 : 0;
    }
    std::printf("{\"streams\": %d, \"whole\": %d, \"events\": %ld, \"lost\": %ld, \"seconds\": %.1f, "
                "\"kib_per_stream\": %.1f}\n",
                streams, whole, events, wanted * streams - events, seconds(),
                static_cast<double>(peak - before) / streams);
    return 0;
}
