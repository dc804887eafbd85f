// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/gateway/metrics.h"
#include "server/http/gatekeeper.h"
#include "server/policy/keyring.h"

namespace ostiary {

/// The door: admits by key, from the head of a request alone. Thread-safe.
class KeyGatekeeper final : public Gatekeeper
{
public:
    KeyGatekeeper(const KeyRing &keys, Metrics &metrics) : m_keys(keys), m_metrics(metrics) {}

    Result<CallerPtr> admit(const HttpRequest &request, Permission permission) override;

private:
    const KeyRing &m_keys;
    Metrics &m_metrics;
};

} // namespace ostiary
