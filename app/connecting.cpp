// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connecting.h"

#include "app/desktopshell.h"
#include "app/tokenkeeper.h"
#include "models/admin/httpadminclient.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QSslCertificate>

namespace ostiary {

namespace {

/// Asks for the admin key; empty when the user does not give one.
QString askForToken(const QUrl &address, bool refused)
{
    QInputDialog question;
    question.setWindowTitle(QStringLiteral("Ostiary"));
    question.setLabelText((refused
                               ? QApplication::translate("ostiary::Desktop",
                                                         "The gateway at %1 does not take the key. Enter its admin key")
                               : QApplication::translate("ostiary::Desktop", "Admin key of the gateway at %1"))
                              .arg(address.authority()));
    question.setTextEchoMode(QLineEdit::Password);
    question.setOkButtonText(QApplication::translate("ostiary::Desktop", "Connect and remember it"));
    return question.exec() == QDialog::Accepted ? question.textValue().trimmed() : QString();
}

} // namespace

void adminKeyOf(TokenKeeper &tokens, const QUrl &address, bool refused,
                const std::function<void(const QString &)> &done)
{
    const auto ask = [&tokens, address, refused, done](const QString &kept) {
        if (!kept.isEmpty() && !refused) {
            done(kept);
            return;
        }
        const QString entered = askForToken(address, refused);
        if (!entered.isEmpty()) {
            tokens.keep(address, entered, [](const QString &complaint) {
                if (!complaint.isEmpty())
                    QMessageBox::warning(nullptr, QStringLiteral("Ostiary"), complaint);
            });
        }
        done(entered);
    };
    if (refused)
        ask({});
    else
        tokens.read(address, ask);
}

void askAboutCertificate(HttpAdminClient &client, const QUrl &address, const QSslCertificate &shown, bool changed)
{
    const QByteArray print = shown.digest(QCryptographicHash::Sha256).toHex();
    const QString question =
        changed ? QApplication::translate("ostiary::Desktop", "The gateway shows another certificate than before. If "
                                                              "nobody has renewed it, somebody may be listening in.")
                : QApplication::translate("ostiary::Desktop", "This gateway's certificate is not known to the system. "
                                                              "Compare its fingerprint before you trust it.");
    if (QMessageBox::warning(nullptr, QApplication::translate("ostiary::Desktop", "Trust this certificate?"),
                             question + QStringLiteral("\n\nSHA-256 ") + QString::fromLatin1(print),
                             QMessageBox::Yes | QMessageBox::No, QMessageBox::No) == QMessageBox::Yes) {
        DesktopShell::keepPin(address, print);
        client.pin(print);
    }
}

} // namespace ostiary
