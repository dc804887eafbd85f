// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "server/http/wire.h"

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace ostiary {

/// A certificate with its key, ready to serve TLS 1.2 and newer. Immutable: a renewed certificate is a new context,
/// and connections keep the one they began with. Shared by all threads.
class TlsContext
{
public:
    /// Reads PEM files; the error names the file and what is wrong with it.
    static Outcome<std::shared_ptr<const TlsContext>> load(const std::string &certificateFile,
                                                           const std::string &keyFile);
    ~TlsContext();

    /// SHA-256 of the certificate, in lower-case hex.
    std::string fingerprint() const;
    /// Takes over an accepted descriptor; the handshake runs with the first reads.
    std::unique_ptr<Wire> accept(qintptr descriptor) const;

private:
    explicit TlsContext(ssl_ctx_st *context) : m_context(context) {}
    ssl_ctx_st *m_context;
};

} // namespace ostiary
