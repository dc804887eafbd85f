// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/secretbox.h"

#include "models/domain/ids.h"
#include "server/store/keyfile.h"

#include <QFileInfo>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cstring>
#include <memory>

namespace ostiary {

namespace {

constexpr char kVersion = 1;
constexpr int kNonce = 12;
constexpr int kTag = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char *bytes(QByteArray &array, int at)
{
    return reinterpret_cast<unsigned char *>(array.data()) + at;
}
const unsigned char *bytes(const QByteArray &array, int at)
{
    return reinterpret_cast<const unsigned char *>(array.constData()) + at;
}

} // namespace

Outcome<SecretBox> SecretBox::open(const QString &dataDirectory, bool mayCreate)
{
    SecretBox box;
    QString path = dataDirectory + QStringLiteral("/sealing.key");
    const QByteArray credentials = qgetenv("CREDENTIALS_DIRECTORY");
    if (!credentials.isEmpty() &&
        QFileInfo::exists(QString::fromLocal8Bit(credentials) + QStringLiteral("/ostiary-key")))
        path = QString::fromLocal8Bit(credentials) + QStringLiteral("/ostiary-key");
    if (!QFileInfo::exists(path) && !mayCreate)
        return "the sealing key " + path.toStdString() +
               " is missing, but the store holds sealed provider keys. Put the file back from your backup, or start "
               "once "
               "with --repair, which makes a new one, and enter the provider keys again";
    auto key = QFileInfo::exists(path) ? readKeyFile(path, "sealing key") : makeKeyFile(path, "sealing key");
    if (!key)
        return std::move(key).error();
    box.m_key = *key;
    OPENSSL_cleanse(key.value().data(), key.value().size());
    return box;
}

std::string SecretBox::fingerprint() const
{
    std::string text("ostiary sealing key ");
    text.append(reinterpret_cast<const char *>(m_key.data()), m_key.size());
    const Digest digest = sha256(text);
    OPENSSL_cleanse(text.data(), text.size());
    return toHex(digest).substr(0, 16);
}

SecretBox::~SecretBox()
{
    OPENSSL_cleanse(m_key.data(), m_key.size());
}

QByteArray SecretBox::seal(const Secret &secret, const std::string &place) const
{
    const std::string_view text = secret.reveal();
    QByteArray out(1 + kNonce + static_cast<int>(text.size()) + kTag, '\0');
    out[0] = kVersion;
    fillRandom(out.data() + 1, kNonce);
    const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int size = 0;
    EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, m_key.data(), bytes(out, 1));
    EVP_EncryptUpdate(cipher.get(), nullptr, &size, reinterpret_cast<const unsigned char *>(place.data()),
                      static_cast<int>(place.size()));
    EVP_EncryptUpdate(cipher.get(), bytes(out, 1 + kNonce), &size, reinterpret_cast<const unsigned char *>(text.data()),
                      static_cast<int>(text.size()));
    EVP_EncryptFinal_ex(cipher.get(), bytes(out, 1 + kNonce + size), &size);
    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, bytes(out, static_cast<int>(out.size()) - kTag));
    return out;
}

std::optional<Secret> SecretBox::unseal(const QByteArray &sealed, const std::string &place) const
{
    const int textSize = static_cast<int>(sealed.size()) - 1 - kNonce - kTag;
    if (textSize < 0 || sealed[0] != kVersion)
        return std::nullopt;
    std::string text(static_cast<std::size_t>(textSize), '\0');
    QByteArray tag = sealed.right(kTag);
    const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int size = 0;
    EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, m_key.data(), bytes(sealed, 1));
    EVP_DecryptUpdate(cipher.get(), nullptr, &size, reinterpret_cast<const unsigned char *>(place.data()),
                      static_cast<int>(place.size()));
    EVP_DecryptUpdate(cipher.get(), reinterpret_cast<unsigned char *>(text.data()), &size, bytes(sealed, 1 + kNonce),
                      textSize);
    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data());
    if (EVP_DecryptFinal_ex(cipher.get(), reinterpret_cast<unsigned char *>(text.data()) + size, &size) != 1)
        return std::nullopt;
    return Secret(std::move(text));
}

} // namespace ostiary
