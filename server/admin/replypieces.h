// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArray>

#include <functional>

namespace ostiary {

/// An answer of any length, made a piece at a time as fast as it is taken. Lives on the admin thread; letting go of it
/// ends it.
class ReplyPieces
{
public:
    struct Piece
    {
        QByteArray bytes; ///< none while nothing was found yet
        bool last = false;
    };
    /// An error: what has come so far is not whole, and nothing more comes.
    using Take = std::function<void(Result<Piece> piece)>;

    virtual ~ReplyPieces() = default;
    /// Calls `take` once, now or later; not again before that, nor after the last piece.
    virtual void next(Take take) = 0;
};

} // namespace ostiary
