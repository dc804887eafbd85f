// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tokenkeeper.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>

#ifdef OSTIARY_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace ostiary {

namespace {

QString nameOf(const QUrl &address)
{
    return QStringLiteral("%1_%2").arg(address.host()).arg(address.port(443));
}

QString fileOf(const QUrl &address)
{
    return QFileInfo(QSettings().fileName()).absoluteDir().filePath(nameOf(address) + QStringLiteral(".token"));
}

/// Remembers which keys are in the keychain, which itself is asked only when one is needed.
QString sealedName(const QUrl &address)
{
    return QStringLiteral("keychain/") + nameOf(address);
}

QString readFile(const QUrl &address)
{
    QFile file(fileOf(address));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

QString writeFile(const QUrl &address, const QString &token)
{
    QDir().mkpath(QFileInfo(fileOf(address)).absolutePath());
    QSaveFile file(fileOf(address));
    const bool kept = file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                      file.write(token.toUtf8()) == token.toUtf8().size() && file.commit();
    return kept ? QString()
                : QCoreApplication::translate("ostiary::Desktop",
                                              "The key could not be kept in %1; it is asked for again next time.")
                      .arg(fileOf(address));
}

#ifdef OSTIARY_KEYCHAIN
template <typename Job>
Job *job(const QUrl &address, QObject *parent)
{
    auto *made = new Job(QStringLiteral("ostiary"), parent); // deletes itself
    made->setKey(nameOf(address));
    return made;
}
#endif

} // namespace

void TokenKeeper::read(const QUrl &address, std::function<void(const QString &)> done)
{
    const QString given = qEnvironmentVariable("OSTIARY_ADMIN_KEY");
    if (!given.isEmpty()) {
        done(given);
        return;
    }
#ifdef OSTIARY_KEYCHAIN
    auto *reading = job<QKeychain::ReadPasswordJob>(address, this);
    connect(reading, &QKeychain::Job::finished, this, [this, reading, address, done = std::move(done)] {
        m_hasKeychain = reading->error() == QKeychain::NoError || reading->error() == QKeychain::EntryNotFound;
        if (reading->error() == QKeychain::NoError)
            QSettings().setValue(sealedName(address), true);
        done(reading->error() == QKeychain::NoError ? reading->textData() : readFile(address));
    });
    reading->start();
#else
    done(readFile(address));
#endif
}

void TokenKeeper::keep(const QUrl &address, const QString &token, std::function<void(const QString &)> done)
{
#ifdef OSTIARY_KEYCHAIN
    auto *writing = job<QKeychain::WritePasswordJob>(address, this);
    writing->setTextData(token);
    connect(writing, &QKeychain::Job::finished, this, [this, writing, address, token, done = std::move(done)] {
        if (writing->error() == QKeychain::NoError) {
            QFile::remove(fileOf(address)); // where it was kept before there was a keychain
            QSettings().setValue(sealedName(address), true);
            done({});
            return;
        }
        // Nobody has agreed to have it in the clear where a keychain was promised.
        done(m_hasKeychain
                 ? QCoreApplication::translate("ostiary::Desktop",
                                               "The keychain did not take the key; it is asked for again next time.")
                 : writeFile(address, token));
    });
    writing->start();
#else
    done(writeFile(address, token));
#endif
}

void TokenKeeper::forget(const QUrl &address)
{
    QFile::remove(fileOf(address));
    QSettings().remove(sealedName(address));
#ifdef OSTIARY_KEYCHAIN
    job<QKeychain::DeletePasswordJob>(address, this)->start();
#endif
}

KeptKey TokenKeeper::keptKey(const QUrl &address)
{
    using enum KeptKey::Place;
    if (!qEnvironmentVariable("OSTIARY_ADMIN_KEY").isEmpty())
        return {Environment};
    if (QSettings().value(sealedName(address)).toBool())
        return {Keychain};
    return QFile::exists(fileOf(address)) ? KeptKey{File, fileOf(address)} : KeptKey{};
}

KeptKey TokenKeeper::wouldKeep(const QUrl &address) const
{
    return m_hasKeychain ? KeptKey{KeptKey::Place::Keychain} : KeptKey{KeptKey::Place::File, fileOf(address)};
}

} // namespace ostiary
