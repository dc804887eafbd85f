// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/tlscontext.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace ostiary {

namespace {

std::string opensslReason()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char *reason = code ? ERR_reason_error_string(code) : nullptr;
    return reason ? reason : "cannot be read";
}

class TlsWire final : public Wire
{
public:
    TlsWire(qintptr descriptor, SSL *ssl) : Wire(descriptor), m_ssl(ssl)
    {
        SSL_set_fd(m_ssl, static_cast<int>(descriptor));
        SSL_set_accept_state(m_ssl);
    }
    ~TlsWire() override { SSL_free(m_ssl); }

    SocketRead read(char *to, std::size_t most) override
    {
        ERR_clear_error();
        std::size_t n = 0;
        const int ok = SSL_read_ex(m_ssl, to, most, &n);
        if (ok == 1)
            return {SocketRead::Data, n};
        switch (SSL_get_error(m_ssl, ok)) {
        case SSL_ERROR_WANT_READ:
            m_wantsWrite = false;
            return {SocketRead::WouldBlock, 0};
        case SSL_ERROR_WANT_WRITE:
            m_wantsWrite = true;
            return {SocketRead::WouldBlock, 0};
        case SSL_ERROR_ZERO_RETURN:
            return {SocketRead::End, 0};
        default:
            return {SocketRead::Failed, 0};
        }
    }

    std::ptrdiff_t write(const char *from, std::size_t size) override
    {
        ERR_clear_error();
        std::size_t n = 0;
        const int ok = SSL_write_ex(m_ssl, from, size, &n);
        m_writeWaitsForRead = false;
        if (ok == 1)
            return static_cast<std::ptrdiff_t>(n);
        const int error = SSL_get_error(m_ssl, ok);
        m_writeWaitsForRead = error == SSL_ERROR_WANT_READ;
        return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
    }

    bool wantsWrite() const override { return m_wantsWrite; }
    bool writeWaitsForRead() const override { return m_writeWaitsForRead; }
    bool isEstablished() const override { return SSL_is_init_finished(m_ssl); }
    bool isSecure() const override { return true; }
    bool hasBuffered() const override { return SSL_pending(m_ssl) > 0; }
    void shutdown() override
    {
        ERR_clear_error();
        SSL_shutdown(m_ssl);
        Wire::shutdown();
    }

private:
    SSL *m_ssl;
    bool m_wantsWrite = false;
    bool m_writeWaitsForRead = false;
};

} // namespace

std::string TlsContext::fingerprint() const
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    const X509 *certificate = SSL_CTX_get0_certificate(m_context);
    if (!certificate || X509_digest(certificate, EVP_sha256(), digest, &size) != 1)
        return {};
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        constexpr char kDigits[] = "0123456789abcdef";
        hex += kDigits[digest[i] >> 4];
        hex += kDigits[digest[i] & 15];
    }
    return hex;
}

Outcome<std::shared_ptr<const TlsContext>> TlsContext::load(const std::string &certificateFile,
                                                            const std::string &keyFile)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    std::shared_ptr<const TlsContext> holder(new TlsContext(context));
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // The edge resends what is left of a buffer from a new address.
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
    if (SSL_CTX_use_certificate_chain_file(context, certificateFile.c_str()) != 1)
        return "TLS certificate " + certificateFile + ": " + opensslReason();
    if (SSL_CTX_use_PrivateKey_file(context, keyFile.c_str(), SSL_FILETYPE_PEM) != 1)
        return "TLS key " + keyFile + ": " + opensslReason();
    if (SSL_CTX_check_private_key(context) != 1)
        return "TLS key " + keyFile + " does not belong to certificate " + certificateFile;
    // HTTP/1.1 only: a client that offers h2 is told so.
    SSL_CTX_set_alpn_select_cb(
        context,
        [](SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in, unsigned int inSize,
           void *) {
            static const unsigned char offered[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
            unsigned char *chosen = nullptr;
            const int result = SSL_select_next_proto(&chosen, outSize, offered, sizeof offered, in, inSize);
            *out = chosen;
            return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
        },
        nullptr);
    return holder;
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_context);
}

std::unique_ptr<Wire> TlsContext::accept(qintptr descriptor) const
{
    return std::make_unique<TlsWire>(descriptor, SSL_new(m_context));
}

} // namespace ostiary
