// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

class UpstreamPool;

/// What is sent to a provider.
struct UpstreamRequest
{
    std::string url;
    std::vector<std::string> headers; ///< "Name: value"
    std::string body;                 ///< empty: a GET
    Deadlines deadlines;
};

/// The status line and the fields of an answer.
struct UpstreamHead
{
    int status = 0;
    std::string fields; ///< raw lines

    /// The value of the first field called `lowerName`, or an empty view.
    std::string_view field(std::string_view lowerName) const;
};

/// How a call ended.
struct UpstreamEnd
{
    enum class Kind {
        Complete,      ///< the whole answer was received
        ConnectFailed, ///< nothing was sent: name, address, TCP or TLS
        TimedOut,      ///< a deadline passed
        NoDescriptor,  ///< nothing was sent: this process has no descriptor left; no fault of the provider
        Broken,        ///< the connection ended or spoke no HTTP before the answer was whole
    };
    Kind kind = Kind::Complete;
    bool sent = false; ///< bytes of the request may have reached the provider
    std::string detail;
};

/// One attempt at a provider, on the thread of its pool. Deleting it cancels it, also from within its observer.
class UpstreamCall
{
public:
    /// Told in this order: head at most once, data any number of times, and exactly one end (unless deleted before).
    class Observer
    {
    public:
        virtual void upstreamHead(const UpstreamHead &head) = 0;
        virtual void upstreamData(std::string_view bytes) = 0;
        virtual void upstreamEnded(const UpstreamEnd &end) = 0;

    protected:
        ~Observer() = default;
    };

    UpstreamCall(UpstreamPool &pool, UpstreamRequest request, Observer &observer);
    ~UpstreamCall();
    UpstreamCall(const UpstreamCall &) = delete;
    UpstreamCall &operator=(const UpstreamCall &) = delete;

    /// Stops reading from the provider; its TCP window does the rest.
    void pause();
    void resume();
    /// Whether bytes of the request may have reached the provider.
    bool sent() const;
    /// Steady clock, when the request was about to be sent; 0 before.
    std::int64_t sentNs() const;

    struct Private; ///< of upstreamprivate.h

private:
    friend class UpstreamPool;
    std::unique_ptr<Private> d;
};

} // namespace ostiary
