// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/upstreampool.h"

#include "server/io/descriptors.h"
#include "server/providers/upstreamprivate.h"

#include <QMetaObject>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>

#include <sys/socket.h>
#include <unistd.h>

namespace ostiary {

namespace {

constexpr int kSweepMs = 100;
constexpr std::size_t kIdleHandles = 64;
constexpr std::size_t kMostUrls = 1024;
constexpr long kReceiveBuffer = 16 * 1024;
constexpr long kMaxIdleConnectionSeconds = 55; ///< under the keep-alive of common providers and proxies

UpstreamEnd::Kind kindOf(CURLcode code)
{
    switch (code) {
    case CURLE_OK:
        return UpstreamEnd::Kind::Complete;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_FAILED_INIT:
        return UpstreamEnd::Kind::ConnectFailed;
    case CURLE_OPERATION_TIMEDOUT:
        return UpstreamEnd::Kind::TimedOut;
    default:
        return UpstreamEnd::Kind::Broken;
    }
}

/// Proxies come from the system's variables; this machine is never reached through one. Without any, libcurl is told so
/// once instead of looking for them at every request.
void setProxy(CURL *easy)
{
    constexpr std::array kNames = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    if (std::none_of(kNames.begin(), kNames.end(), [](const char *name) { return std::getenv(name) != nullptr; })) {
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        return;
    }
    std::string direct = "localhost,127.0.0.1,::1";
    for (const char *name : {"no_proxy", "NO_PROXY"}) {
        if (const char *more = std::getenv(name))
            direct += std::string(",") + more;
    }
    curl_easy_setopt(easy, CURLOPT_NOPROXY, direct.c_str());
}

} // namespace

/// A libcurl socket in the engine's readiness set. libcurl lets go of a socket after every answer and takes it up again
/// for the next request on the kept connection; the registration stays meanwhile, so that this costs no system call.
class UpstreamPool::Private::SocketWatch final : public EventPoll::Watch
{
public:
    SocketWatch(UpstreamPool::Private &pool, curl_socket_t socket) : m_pool(pool), m_socket(socket) {}
    ~SocketWatch() { leave(); }

    void want(unsigned interest)
    {
        m_wanted = interest != 0;
        m_writeSoon = false;
        if (!m_wanted)
            return;
        if (m_added && (interest & EventPoll::Write) && !(m_interest & EventPoll::Write)) {
            // A request has just left on a kept connection and libcurl asks to write on, though nothing is left. It is
            // told "go on" at the end of the turn, which is cheaper than having the kernel say so.
            m_writeSoon = true;
            m_pool.writing.push_back(m_socket);
            return;
        }
        observe(interest);
    }
    bool writesSoon() const { return m_writeSoon; }
    /// It still wants to write: the kernel tells when.
    void observeWrite()
    {
        m_writeSoon = false;
        observe(m_interest | unsigned(EventPoll::Write));
    }
    /// A transfer on this connection was told to wait: what comes for it stays in the kernel.
    void rest()
    {
        m_wanted = m_writeSoon = false;
        leave();
    }
    void ready(unsigned readiness) override
    {
        if (!m_wanted) {
            // Nothing was asked on this connection: it was closed, or somebody sends what could be taken for the next
            // answer. Emptied and shut, libcurl finds it dead and opens another.
            std::array<char, 4096> thrownAway;
            while (::recv(m_socket, thrownAway.data(), thrownAway.size(), MSG_DONTWAIT) > 0) {
            }
            ::shutdown(m_socket, SHUT_RDWR);
            leave();
            return;
        }
        const int mask = (readiness & (EventPoll::Readable | EventPoll::Hangup) ? CURL_CSELECT_IN : 0) |
                         (readiness & EventPoll::Writable ? CURL_CSELECT_OUT : 0) |
                         (readiness & EventPoll::Hangup ? CURL_CSELECT_ERR : 0);
        m_pool.act(m_socket, mask);
        // This object may be gone here.
    }

private:
    void observe(unsigned interest)
    {
        if (!m_added)
            m_added = m_pool.poll->add(m_socket, interest, this);
        else if (interest != m_interest)
            m_pool.poll->modify(m_socket, interest, this);
        m_interest = interest;
    }
    void leave()
    {
        if (std::exchange(m_added, false))
            m_pool.poll->remove(m_socket, this);
    }

    UpstreamPool::Private &m_pool;
    curl_socket_t m_socket;
    unsigned m_interest = 0;
    bool m_added = false;
    bool m_wanted = false;
    bool m_writeSoon = false;
};

UpstreamPool::Private::Private() = default;
UpstreamPool::Private::~Private() = default;

void UpstreamPool::Private::watch(CURL *easy, curl_socket_t socket, int what)
{
    if (what == CURL_POLL_REMOVE && own.count(socket) == 0) {
        watches.erase(socket); // libcurl closes its resolver's sockets without a word, and their number comes again
        return;
    }
    auto &entry = watches[socket];
    if (!entry)
        entry = std::make_unique<SocketWatch>(*this, socket);
    UpstreamCall::Private *call = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &call);
    if (call && call->held && (what == CURL_POLL_REMOVE || what == CURL_POLL_NONE)) {
        entry->rest();
        return;
    }
    entry->want(what == CURL_POLL_REMOVE ? 0u
                                         : (what & CURL_POLL_IN ? unsigned(EventPoll::Read) : 0u) |
                                               (what & CURL_POLL_OUT ? unsigned(EventPoll::Write) : 0u));
}

void UpstreamPool::Private::closed(curl_socket_t socket)
{
    watches.erase(socket);
    own.erase(socket);
}

void UpstreamPool::Private::endOfTurn()
{
    kickDeferred = false;
    act(CURL_SOCKET_TIMEOUT, 0);
    const std::vector<curl_socket_t> asked = std::exchange(writing, {});
    for (const curl_socket_t socket : asked) {
        const auto asking = [&] {
            const auto found = watches.find(socket);
            return found != watches.end() && found->second->writesSoon() ? found->second.get() : nullptr;
        };
        if (asking())
            act(socket, CURL_CSELECT_OUT);
        if (SocketWatch *watch = asking())
            watch->observeWrite();
    }
}

void UpstreamPool::Private::wakeIn(long ms)
{
    dueMs = ms < 0 ? kNever : nowMs() + ms;
    if (ms < 0 || (ms == 0 && kickDeferred) || (timer.isActive() && timerMs <= dueMs))
        return; // it will be asked at the end of the turn, or the timer rings before and is wound up again
    timerMs = dueMs;
    timer.start(static_cast<int>(std::min<long>(ms, 3'600'000)));
}

void UpstreamPool::Private::wake()
{
    if (dueMs == kNever)
        return;
    if (const std::int64_t left = dueMs - nowMs(); left > 0) {
        timerMs = dueMs;
        timer.start(static_cast<int>(std::min<std::int64_t>(left, 3'600'000)));
        return;
    }
    dueMs = kNever;
    act(CURL_SOCKET_TIMEOUT, 0);
}

void UpstreamPool::Private::deferWriting()
{
    if (!writing.empty() && !std::exchange(kickDeferred, true))
        poll->defer(this);
}

UpstreamPool::UpstreamPool(EventPoll &poll, const Clock &clock, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    d->self = this;
    d->poll = &poll;
    d->clock = &clock;
    d->multi = curl_multi_init();
    d->timer.setSingleShot(true);
    d->timer.setTimerType(Qt::PreciseTimer);
    d->sweep.setInterval(kSweepMs);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->wake(); });
    connect(&d->sweep, &QTimer::timeout, this, [this] { d->checkDeadlines(); });

    curl_multi_setopt(d->multi, CURLMOPT_SOCKETDATA, d.get());
    curl_multi_setopt(
        d->multi, CURLMOPT_SOCKETFUNCTION, +[](CURL *easy, curl_socket_t socket, int what, void *context, void *) {
            static_cast<Private *>(context)->watch(easy, socket, what);
            return 0;
        });
    curl_multi_setopt(d->multi, CURLMOPT_TIMERDATA, d.get());
    curl_multi_setopt(
        d->multi, CURLMOPT_TIMERFUNCTION, +[](CURLM *, long ms, void *context) {
            static_cast<Private *>(context)->wakeIn(ms);
            return 0;
        });
    curl_multi_setopt(d->multi, CURLMOPT_MAXCONNECTS, 4096L);
    // HTTP/2 with one stream a connection: libcurl opens each stream's window for megabytes, and a stream whose client
    // reads slowly would hold up its neighbours. So a paused stream pauses its connection, and the kernel pushes back.
    curl_multi_setopt(d->multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
}

UpstreamPool::~UpstreamPool()
{
    // Calls belong to their exchanges, which are gone before the pool; what is left are kept connections.
    for (CURL *easy : d->idle)
        curl_easy_cleanup(easy);
    curl_multi_cleanup(d->multi);
    d->poll->forget(d.get());
}

int UpstreamPool::activeCalls() const
{
    return static_cast<int>(d->active.size());
}

void UpstreamPool::setRoomMaker(std::function<bool()> makeRoom)
{
    d->makeRoom = std::move(makeRoom);
}

/// The last descriptors are kept for the administration.
curl_socket_t UpstreamPool::Private::openSocket(const curl_sockaddr &address)
{
    const auto open = [&] { return ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol); };
    curl_socket_t made = open();
    if ((made == CURL_SOCKET_BAD || isReservedDescriptor(made)) && makeRoom && makeRoom())
        made = made == CURL_SOCKET_BAD ? open() : static_cast<curl_socket_t>(moveToLowestDescriptor(made));
    if (made == CURL_SOCKET_BAD)
        return made;
    if (isReservedDescriptor(made)) {
        ::close(made);
        return CURL_SOCKET_BAD;
    }
    own.insert(made);
    return made;
}

CURL *UpstreamPool::Private::take()
{
    if (!idle.empty()) {
        CURL *easy = idle.back();
        idle.pop_back();
        return easy;
    }
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (const char *authorities = std::getenv("SSL_CERT_FILE")) // OpenSSL's own variable, which libcurl does not read
        curl_easy_setopt(easy, CURLOPT_CAINFO, authorities);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(
        easy, CURLOPT_OPENSOCKETFUNCTION, +[](void *context, curlsocktype, curl_sockaddr *address) {
            return static_cast<Private *>(context)->openSocket(*address);
        });
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
    curl_easy_setopt(
        easy, CURLOPT_CLOSESOCKETFUNCTION, +[](void *context, curl_socket_t socket) {
            static_cast<Private *>(context)->closed(socket);
            return ::close(socket);
        });
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, kMaxIdleConnectionSeconds);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, kReceiveBuffer);
    setProxy(easy);
    return easy;
}

CURLU *UpstreamPool::Private::parsed(const std::string &url)
{
    if (const auto known = urls.find(url); known != urls.end())
        return known->second.get();
    std::unique_ptr<CURLU, UrlEnd> made(curl_url());
    if (urls.size() >= kMostUrls || curl_url_set(made.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME))
        return nullptr;
    return urls.emplace(url, std::move(made)).first->second.get();
}

void UpstreamPool::Private::give(CURL *easy)
{
    if (idle.size() >= kIdleHandles) {
        curl_easy_cleanup(easy);
        return;
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, nullptr);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, nullptr);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, nullptr);
    idle.push_back(easy);
}

void UpstreamPool::Private::act(curl_socket_t socket, int mask)
{
    int running = 0;
    actedMs = nowMs();
    curl_multi_socket_action(multi, socket, mask, &running);
    collect();
    // From an event of the loop the results go out at once; from within an observer they wait for the outer pump.
    if (socket == CURL_SOCKET_TIMEOUT)
        queuePump();
    else
        pump();
    deferWriting();
}

void UpstreamPool::Private::collect()
{
    int left = 0;
    while (CURLMsg *message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        UpstreamCall::Private *call = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
        if (!call)
            continue;
        const CURLcode code = message->data.result;
        UpstreamEnd::Kind kind = kindOf(code);
        if (kind == UpstreamEnd::Kind::TimedOut && !call->sent)
            kind = UpstreamEnd::Kind::ConnectFailed;
        if (kind == UpstreamEnd::Kind::ConnectFailed && call->sent)
            kind = UpstreamEnd::Kind::Broken;
        if (kind == UpstreamEnd::Kind::Complete && !call->headDone)
            kind = UpstreamEnd::Kind::Broken;
        // Asked afterwards, because the resolver needs descriptors, too, and says nothing of the kind.
        if (kind == UpstreamEnd::Kind::ConnectFailed && !call->sent && descriptorsAreShort()) {
            kind = UpstreamEnd::Kind::NoDescriptor;
            noteDescriptorShortage();
        }
        const bool resend = code == CURLE_ABORTED_BY_CALLBACK;
        call->finish(kind, code == CURLE_OK ? std::string()
                           : resend         ? "a kept connection had died"
                                            : curl_easy_strerror(code));
    }
}

void UpstreamPool::Private::queuePump()
{
    if (ready.empty() || pumping || pumpQueued)
        return;
    pumpQueued = true;
    QMetaObject::invokeMethod(
        self,
        [this] {
            pumpQueued = false;
            pump();
        },
        Qt::QueuedConnection);
}

void UpstreamPool::Private::pump()
{
    if (pumping)
        return;
    pumping = true;
    while (!ready.empty()) {
        UpstreamCall::Private *call = ready.front();
        ready.erase(ready.begin());
        call->queued = false;
        call->deliver();
    }
    pumping = false;
}

void UpstreamPool::Private::enqueue(UpstreamCall::Private *call)
{
    if (call->queued)
        return;
    call->queued = true;
    ready.push_back(call);
}

void UpstreamPool::Private::forget(UpstreamCall::Private *call)
{
    std::erase(active, call);
    std::erase(ready, call);
    if (delivering == call)
        delivering = nullptr;
    if (active.empty())
        sweep.stop();
}

void UpstreamPool::Private::checkDeadlines()
{
    const std::int64_t now = nowMs();
    const std::vector<UpstreamCall::Private *> all = active;
    for (UpstreamCall::Private *call : all) {
        const Deadlines &deadlines = call->request.deadlines;
        const char *passed = nullptr;
        if (now - call->startedMs > deadlines.total.count())
            passed = "the answer took longer than the total time allowed";
        else if (!call->headDone && now - call->startedMs > deadlines.connect.count() + deadlines.firstByte.count())
            passed = "no first byte came in the time allowed";
        else if (!call->headDone && call->sent && now - call->heardMs > deadlines.firstByte.count())
            passed = "no first byte came in the time allowed";
        else if (call->headDone && !call->paused && now - call->heardMs > deadlines.idle.count())
            passed = "the answer stopped for longer than allowed";
        if (passed)
            call->finish(UpstreamEnd::Kind::TimedOut, passed);
    }
    queuePump();
}

} // namespace ostiary
