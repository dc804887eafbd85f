// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/replypieces.h"
#include "server/http/responsestream.h"

#include <memory>

namespace ostiary {

/// Sends an answer in pieces over a connection of the admin thread: the next one is made when the client has taken the
/// one before, and none when it has gone. An answer that cannot be made whole is broken off, so that nobody takes it
/// for one.
class PiecewiseAnswer final : public ResponseStream::Observer, public std::enable_shared_from_this<PiecewiseAnswer>
{
public:
    /// `response` has begun.
    static void send(std::shared_ptr<ResponseStream> response, std::shared_ptr<ReplyPieces> pieces);
    ~PiecewiseAnswer();

private:
    PiecewiseAnswer(std::shared_ptr<ResponseStream> response, std::shared_ptr<ReplyPieces> pieces);
    void clientGone() override;
    void drained() override;
    void ask();
    void take(const Result<ReplyPieces::Piece> &piece);

    std::shared_ptr<ResponseStream> m_response;
    std::shared_ptr<ReplyPieces> m_pieces;
    std::shared_ptr<PiecewiseAnswer> m_self; ///< while it waits for the client
};

} // namespace ostiary
