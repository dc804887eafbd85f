// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/ids.h"

#include <QByteArray>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstdlib>
#include <memory>

namespace ostiary {

namespace {

constexpr char kHex[] = "0123456789abcdef";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// OpenSSL's generator takes locks and several calls per draw; ids draw from a block of it instead.
class RandomBlock
{
public:
    void draw(void *to, std::size_t size)
    {
        if (m_left < size) {
            fillRandom(m_bytes.data(), m_bytes.size());
            m_left = m_bytes.size();
        }
        m_left -= size;
        std::memcpy(to, m_bytes.data() + m_left, size);
    }

private:
    std::array<std::uint8_t, 1000> m_bytes{};
    std::size_t m_left = 0;
};

} // namespace

void fillRandom(void *bytes, std::size_t size)
{
    if (RAND_bytes(static_cast<unsigned char *>(bytes), static_cast<int>(size)) != 1)
        std::abort(); // keys made without randomness would be worse than none
}

std::string randomToken(std::size_t size)
{
    QByteArray raw(static_cast<qsizetype>(size), Qt::Uninitialized);
    fillRandom(raw.data(), size);
    return raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
}

RequestId RequestId::generate(std::int64_t wallMs)
{
    static thread_local RandomBlock random;
    RequestId id;
    random.draw(id.bytes.data() + 6, 10);
    for (int i = 0; i < 6; ++i)
        id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(wallMs >> (40 - 8 * i));
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

std::string RequestId::toText() const
{
    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out += '-';
        out += kHex[bytes[i] >> 4];
        out += kHex[bytes[i] & 15];
    }
    return out;
}

std::optional<RequestId> RequestId::fromText(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    RequestId id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i++] != '-')
                return std::nullopt;
            continue;
        }
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        id.bytes[at++] = static_cast<std::uint8_t>(high << 4 | low);
        i += 2;
    }
    return id;
}

Digest sha256(std::string_view text)
{
    Digest digest{};
    unsigned int size = 0;
    static thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                                              EVP_MD_CTX_free);
    static const EVP_MD *const algorithm = EVP_sha256();
    EVP_DigestInit_ex(context.get(), algorithm, nullptr);
    EVP_DigestUpdate(context.get(), text.data(), text.size());
    EVP_DigestFinal_ex(context.get(), digest.data(), &size);
    return digest;
}

std::string toHex(const Digest &digest)
{
    std::string out;
    out.reserve(64);
    for (const std::uint8_t byte : digest) {
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
    return out;
}

std::optional<Digest> digestFromHex(std::string_view hex)
{
    if (hex.size() != 64)
        return std::nullopt;
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = hexValue(hex[2 * i]);
        const int low = hexValue(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        digest[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

} // namespace ostiary
