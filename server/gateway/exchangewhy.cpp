// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a request that failed, or needed more than one try, tells of itself; a plain success never comes here.
#include "server/gateway/exchange.h"

#include "models/domain/quotedtext.h"

namespace ostiary {

void Exchange::noteTry(const GatewayError *error)
{
    if (!m_why)
        m_why = std::make_unique<RequestWhy>();
    std::vector<TryTimes> &tries = m_why->tries;
    if (m_attempts == 0 || tries.size() >= RequestWhy::kMostTries ||
        (!tries.empty() && tries.back().attempt >= m_attempts))
        return;
    const auto sinceReceived = [this](std::int64_t ns) {
        return static_cast<std::int32_t>(m_stages.sinceReceivedNs(ns) / 1000);
    };
    TryTimes one;
    one.attempt = m_attempts;
    one.beginUs = sinceReceived(m_tryBeganNs);
    one.waitUs = tries.empty() ? 0 : one.beginUs - (tries.back().beginUs + tries.back().tookUs);
    one.tookUs = sinceReceived(nowNs()) - one.beginUs;
    one.error = error ? nameOf(error->code) : m_record.error.view();
    if (error) // the gateway's own words of a connection may bear an address
        one.said = error->said.empty() ? quotedText(error->publicText) : error->said;
    tries.push_back(std::move(one));
}

void Exchange::noteFigures(const RefusalFigures &figures)
{
    if (!m_why)
        m_why = std::make_unique<RequestWhy>();
    m_why->figures = figures;
    if (auto &rate = m_why->figures.rate)
        rate->endsMs = m_services.clock.wallMs() + rate->waitSeconds.value_or(0) * 1000LL;
}

void Exchange::noteProvidersLimit(const GatewayError &error)
{
    if (error.code != ErrorCode::UpstreamRateLimited)
        return;
    RefusalFigures figures = m_why ? m_why->figures : RefusalFigures();
    figures.rate = RateFigures{"provider", {}, 0, error.retryAfterSeconds, 0};
    noteFigures(figures);
}

GatewayError Exchange::ofLimit(GatewayError error, const char *whose)
{
    if (!error.figures || !error.figures->rate)
        return error;
    RefusalFigures figures = *error.figures;
    figures.rate->of = whose;
    error.figures = std::make_shared<const RefusalFigures>(std::move(figures));
    return error;
}

std::string Exchange::takeWhy()
{
    const bool failed = m_record.status != 200 || !m_record.error.view().empty();
    if (!failed && m_attempts <= 1)
        return {};
    noteTry(nullptr);
    if (!failed)
        m_why->figures = {}; // what one try was refused for is not why there is an answer
    return m_why->isEmpty() ? std::string() : m_why->toJson();
}

} // namespace ostiary
