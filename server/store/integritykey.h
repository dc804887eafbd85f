// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "server/store/keyedhash.h"
#include "server/store/keyfile.h"

#include <string_view>

namespace ostiary {

/// The key with which ledger, audit log and their heads are signed: `integrity.key` in the data directory. Who can read
/// it can forge; who can only write the databases cannot.
class IntegrityKey
{
public:
    static QString fileIn(const QString &dataDirectory);
    /// Reads the key, or makes it when there is none and `mayCreate`.
    static Outcome<IntegrityKey> open(const QString &dataDirectory, bool mayCreate);
    explicit IntegrityKey(const FileKey &key) : m_key(key) {}
    ~IntegrityKey();
    IntegrityKey(const IntegrityKey &) = default;
    IntegrityKey &operator=(const IntegrityKey &) = default;

    /// HMAC-SHA-256.
    Digest mac(std::string_view text) const;
    /// A key of its own for each purpose, for what is hashed often.
    KeyedHash::Key derive(std::string_view purpose) const;

private:
    FileKey m_key;
};

} // namespace ostiary
