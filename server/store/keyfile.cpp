// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/keyfile.h"

#include "models/domain/ids.h"

#include <QFile>

#include <openssl/crypto.h>

#include <cstring>

#include <unistd.h>

namespace ostiary {

Outcome<FileKey> readKeyFile(const QString &path, const char *what)
{
    QFile file(path);
    const std::string name = std::string(what) + ' ' + path.toStdString();
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    if (file.permissions() & others)
        return "the " + name + " can be read by others; run: chmod 0400 " + path.toStdString();
    if (!file.open(QIODevice::ReadOnly))
        return "cannot read the " + name + ": " + file.errorString().toStdString();
    QByteArray text = file.readAll();
    FileKey key{};
    if (text.size() != static_cast<qsizetype>(key.size()))
        return "the " + name + " must have exactly 32 bytes; put the file back from your backup";
    std::memcpy(key.data(), text.constData(), key.size());
    OPENSSL_cleanse(text.data(), static_cast<std::size_t>(text.size()));
    return key;
}

Outcome<FileKey> makeKeyFile(const QString &path, const char *what)
{
    FileKey key{};
    fillRandom(key.data(), key.size());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner) ||
        file.write(reinterpret_cast<const char *>(key.data()), 32) != 32 || !file.flush() ||
        ::fsync(file.handle()) != 0)
        return std::string("cannot write the ") + what + ' ' + path.toStdString() + ": " +
               file.errorString().toStdString();
    return key;
}

} // namespace ostiary
