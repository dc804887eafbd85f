// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/upstreamcall.h"

#include "server/providers/upstreamprivate.h"

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

// libcurl reads up to a hundred buffers in one go; what has not been looked at yet is kept smaller than that, so that
// the observer can pause in time.
constexpr std::size_t kMostUndelivered = 32 * 1024;
constexpr std::size_t kExpectThreshold = 512 * 1024; ///< libcurl's own is 1 MiB

// Text of answers packs to a tenth, of the most repetitive streams to a hundredth.
constexpr std::int64_t kUnpackedFreely = 4 * 1024 * 1024;
constexpr std::int64_t kMostUnpacking = 200;

std::string_view trim(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\n' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool isField(std::string_view line, std::string_view lowerName)
{
    return line.size() > lowerName.size() && line[lowerName.size()] == ':' &&
           std::equal(lowerName.begin(), lowerName.end(), line.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

// libcurl sends a request again on its own when a kept connection turns out to have died. It asks here before every
// sending, so the second one is refused: the gateway decides about, and pays for, every attempt.
int permitSending(void *context, char *, char *, int, int)
{
    auto &call = *static_cast<UpstreamCall::Private *>(context);
    if (std::exchange(call.sent, true))
        return CURL_PREREQFUNC_ABORT;
    call.sentNs = call.pool->clock->steadyNs();
    call.heardMs = call.sentNs / 1'000'000; // the wait for the first byte begins here
    return CURL_PREREQFUNC_OK;
}

std::size_t readHeader(char *from, std::size_t size, std::size_t count, void *context)
{
    auto &call = *static_cast<UpstreamCall::Private *>(context);
    const std::string_view line(from, size * count);
    call.heardMs = call.pool->actedMs;
    if (line.starts_with("HTTP/")) {
        call.head.fields.clear();
        call.head.status = 0;
        const std::size_t blank = line.find(' ');
        for (std::size_t i = blank + 1;
             blank != std::string_view::npos && i < line.size() && line[i] >= '0' && line[i] <= '9'; ++i)
            call.head.status = call.head.status * 10 + (line[i] - '0');
        if (call.head.status == 101)
            return 0; // nobody asked for another protocol, and there will be no answer in this one
    } else if (trim(line).empty()) {
        if (call.head.status >= 200) {
            call.headDone = true;
            call.packed = !call.head.field("content-encoding").empty();
            call.pool->enqueue(&call);
        }
    } else if (!call.headDone) { // trailers are not fields
        call.head.fields += line;
    }
    return line.size();
}

std::size_t readData(char *from, std::size_t size, std::size_t count, void *context)
{
    auto &call = *static_cast<UpstreamCall::Private *>(context);
    // What is being unpacked cannot wait in the kernel; libcurl would copy it at every turn.
    if (call.paused || (!call.packed && call.data.size() >= kMostUndelivered)) {
        call.held = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    call.heardMs = call.pool->actedMs;
    call.unpacked += static_cast<std::int64_t>(size * count);
    if (call.unpacked > kUnpackedFreely) {
        curl_off_t wire = 0;
        curl_easy_getinfo(call.easy, CURLINFO_SIZE_DOWNLOAD_T, &wire);
        if (call.unpacked > (wire + 1024) * kMostUnpacking)
            return 0; // a bomb: the call ends
    }
    call.data.append(from, size * count);
    call.pool->enqueue(&call);
    return size * count;
}

} // namespace

std::string_view UpstreamHead::field(std::string_view lowerName) const
{
    std::string_view rest = fields;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (isField(line, lowerName))
            return trim(line.substr(lowerName.size() + 1));
    }
    return {};
}

UpstreamCall::UpstreamCall(UpstreamPool &pool, UpstreamRequest request, Observer &observer)
    : d(std::make_unique<Private>())
{
    d->self = this;
    d->pool = pool.d.get();
    d->observer = &observer;
    d->request = std::move(request);
    d->start();
}

UpstreamCall::~UpstreamCall()
{
    d->detach();
}

void UpstreamCall::Private::start()
{
    easy = pool->take();
    startedMs = heardMs = pool->nowMs();
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_CURLU, pool->parsed(request.url));
    // libcurl writes fields letter by letter, and its own ones twice: those given here cost half.
    bool named = false;
    for (const std::string &header : request.headers) {
        headers = curl_slist_append(headers, header.c_str());
        named = named || isField(header, "user-agent");
    }
    if (!named)
        headers = curl_slist_append(headers, "User-Agent: Ostiary/" OSTIARY_VERSION);
    if (request.body.size() > kExpectThreshold)
        headers = curl_slist_append(headers, "Expect:"); // libcurl would ask first, and wait a second for the answer
    // Not asked to pack its answers, a provider that does so all the same is unpacked.
    headers = curl_slist_append(headers, "Accept-Encoding:");
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "identity");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    if (request.body.empty()) {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    } else {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str()); // head and body leave in one packet
    }
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, permitSending);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, readHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, readData);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.deadlines.connect.count()));
    pool->active.push_back(this);
    if (!pool->sweep.isActive())
        pool->sweep.start();
    const bool first = !std::exchange(pool->kickDeferred, true); // before libcurl asks for a timer
    curl_multi_add_handle(pool->multi, easy);
    if (first)
        pool->poll->defer(pool);
}

void UpstreamCall::Private::detach()
{
    pool->forget(this);
    if (easy) {
        curl_multi_remove_handle(pool->multi, easy);
        pool->give(std::exchange(easy, nullptr));
        pool->deferWriting();
    }
    curl_slist_free_all(std::exchange(headers, nullptr));
}

void UpstreamCall::Private::finish(UpstreamEnd::Kind kind, std::string detail)
{
    if (ended)
        return;
    ended = true;
    end.kind = kind;
    end.sent = sent;
    end.detail = std::move(detail);
    std::erase(pool->active, this);
    pool->enqueue(this);
}

void UpstreamCall::Private::deliver()
{
    // The observer may delete this object in any of these calls; detach() then clears `delivering`.
    UpstreamPool::Private *const owner = pool;
    owner->delivering = this;
    if (headDone && !headDelivered) {
        headDelivered = true;
        observer->upstreamHead(head);
        if (owner->delivering != this)
            return;
    }
    if (!data.empty()) {
        const std::string bytes = std::exchange(data, {});
        observer->upstreamData(bytes);
        if (owner->delivering != this)
            return;
    }
    if (held && !paused)
        release();
    owner->delivering = nullptr;
    if (ended && data.empty())
        observer->upstreamEnded(UpstreamEnd(end));
}

bool UpstreamCall::sent() const
{
    return d->sent;
}
std::int64_t UpstreamCall::sentNs() const
{
    return d->sentNs;
}
void UpstreamCall::pause()
{
    d->paused = true;
}

void UpstreamCall::resume()
{
    if (!d->paused)
        return;
    d->paused = false;
    d->heardMs = d->pool->nowMs();
    if (d->held)
        d->release();
    d->pool->queuePump();
}

void UpstreamCall::Private::release()
{
    held = false;
    if (!easy || ended)
        return;
    // What waited may be refused here, of which libcurl tells nobody else.
    if (curl_easy_pause(easy, CURLPAUSE_CONT) != CURLE_OK)
        finish(UpstreamEnd::Kind::Broken, "the answer cannot be taken");
    pool->collect();
    pool->deferWriting();
}

} // namespace ostiary
