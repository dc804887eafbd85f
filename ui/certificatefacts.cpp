// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certificatefacts.h"

#include "models/items/format.h"
#include "ui/widgets/showntext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QSslCertificate>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Certificate)
};

/// What a stranger has written there is shown as a name.
QString nameOf(const QStringList &commonNames)
{
    return commonNames.isEmpty() ? dash() : shownName(commonNames.join(QStringLiteral(", ")));
}

QString day(const QDateTime &moment)
{
    return QLocale().toString(moment.toLocalTime().date(), QLocale::ShortFormat);
}

} // namespace

QString certificateFacts(const QSslCertificate &certificate)
{
    const QStringList lines{
        Words::tr("Made out to: %1").arg(nameOf(certificate.subjectInfo(QSslCertificate::CommonName))),
        Words::tr("Signed by: %1").arg(nameOf(certificate.issuerInfo(QSslCertificate::CommonName))),
        Words::tr("Holds from %1 to %2").arg(day(certificate.effectiveDate()), day(certificate.expiryDate())),
        QStringLiteral("SHA-256 ") + QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':'))};
    return lines.join(QLatin1Char('\n'));
}

} // namespace ostiary
