// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/piecewiseanswer.h"

#include <string_view>
#include <utility>

namespace ostiary {

void PiecewiseAnswer::send(std::shared_ptr<ResponseStream> response, std::shared_ptr<ReplyPieces> pieces)
{
    const std::shared_ptr<PiecewiseAnswer> answer(new PiecewiseAnswer(std::move(response), std::move(pieces)));
    answer->m_response->setObserver(answer.get());
    answer->ask();
}

PiecewiseAnswer::PiecewiseAnswer(std::shared_ptr<ResponseStream> response, std::shared_ptr<ReplyPieces> pieces)
    : m_response(std::move(response)), m_pieces(std::move(pieces))
{
}

PiecewiseAnswer::~PiecewiseAnswer()
{
    m_response->setObserver(nullptr);
}

void PiecewiseAnswer::ask()
{
    if (m_response->congested()) {
        m_self = shared_from_this();
        return;
    }
    m_pieces->next([self = shared_from_this()](const Result<ReplyPieces::Piece> &piece) { self->take(piece); });
}

void PiecewiseAnswer::take(const Result<ReplyPieces::Piece> &piece)
{
    if (!m_response->isOpen())
        return;
    if (!piece) {
        m_response->abort();
        return;
    }
    const std::string_view bytes(piece->bytes.constData(), static_cast<std::size_t>(piece->bytes.size()));
    if (piece->last) {
        m_response->end(bytes);
        return;
    }
    m_response->write(bytes);
    if (m_response->isOpen())
        ask();
}

void PiecewiseAnswer::drained()
{
    if (const auto self = std::exchange(m_self, nullptr))
        self->ask();
}

void PiecewiseAnswer::clientGone()
{
    const auto self = std::exchange(m_self, nullptr); // it may be the last who knows this
}

} // namespace ostiary
