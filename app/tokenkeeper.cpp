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
    connect(reading, &QKeychain::Job::finished, this, [reading, address, done = std::move(done)] {
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
    connect(writing, &QKeychain::Job::finished, this, [writing, address, token, done = std::move(done)] {
        if (writing->error() == QKeychain::NoError)
            QFile::remove(fileOf(address)); // where it was kept before there was a keychain
        done(writing->error() == QKeychain::NoError ? QString() : writeFile(address, token));
    });
    writing->start();
#else
    done(writeFile(address, token));
#endif
}

void TokenKeeper::forget(const QUrl &address)
{
    QFile::remove(fileOf(address));
#ifdef OSTIARY_KEYCHAIN
    job<QKeychain::DeletePasswordJob>(address, this)->start();
#endif
}

} // namespace ostiary
