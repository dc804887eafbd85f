// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/clock.h"
#include "server/io/eventpoll.h"

#include <QObject>

#include <functional>
#include <memory>

namespace ostiary {

class UpstreamCall;

/// All connections of one engine thread to providers: a libcurl multi handle on the Qt event loop, with its pool of
/// kept connections. Redirects are never followed, nothing is ever sent twice, certificates are verified.
class UpstreamPool : public QObject
{
    Q_OBJECT

public:
    UpstreamPool(EventPoll &poll, const Clock &clock, QObject *parent = nullptr);
    ~UpstreamPool() override;

    int activeCalls() const;
    /// Asked when there is no descriptor for a connection: whether one has been made free.
    void setRoomMaker(std::function<bool()> makeRoom);

    struct Private; ///< of upstreamprivate.h

private:
    friend class UpstreamCall;
    std::unique_ptr<Private> d;
};

} // namespace ostiary
