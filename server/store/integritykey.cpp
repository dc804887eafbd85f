// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/integritykey.h"

#include <QFileInfo>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

namespace ostiary {

namespace {

constexpr const char *kWhat = "integrity key";

} // namespace

QString IntegrityKey::fileIn(const QString &dataDirectory)
{
    return dataDirectory + QStringLiteral("/integrity.key");
}

Outcome<IntegrityKey> IntegrityKey::open(const QString &dataDirectory, bool mayCreate)
{
    const QString path = fileIn(dataDirectory);
    if (!QFileInfo::exists(path) && !mayCreate)
        return "the integrity key " + path.toStdString() +
               " is missing, but ledger and audit log were signed with it. Put the file back from your backup, or "
               "start "
               "once with --repair, which makes a new one; whether anything was changed before then cannot be proved "
               "any "
               "more";
    auto key = QFileInfo::exists(path) ? readKeyFile(path, kWhat) : makeKeyFile(path, kWhat);
    if (!key)
        return std::move(key).error();
    return IntegrityKey(*key);
}

IntegrityKey::~IntegrityKey()
{
    OPENSSL_cleanse(m_key.data(), m_key.size());
}

Digest IntegrityKey::mac(std::string_view text) const
{
    Digest out{};
    unsigned size = 0;
    HMAC(EVP_sha256(), m_key.data(), static_cast<int>(m_key.size()),
         reinterpret_cast<const unsigned char *>(text.data()), text.size(), out.data(), &size);
    return out;
}

KeyedHash::Key IntegrityKey::derive(std::string_view purpose) const
{
    const Digest long_ = mac(std::string("ostiary key for ") + std::string(purpose));
    KeyedHash::Key key{};
    std::copy_n(long_.begin(), key.size(), key.begin());
    return key;
}

} // namespace ostiary
