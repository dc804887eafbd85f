// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connecting.h"

#include "app/desktopshell.h"
#include "app/tokenkeeper.h"
#include "models/admin/httpadminclient.h"
#include "ui/certificatefacts.h"
#include "ui/keyquestion.h"
#include "ui/widgets/question.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QSslCertificate>

namespace ostiary {

void adminKeyOf(TokenKeeper &tokens, const QUrl &address, bool refused,
                const std::function<void(const QString &)> &done)
{
    // Read also what was refused: it shows whether there is a keychain.
    tokens.read(address, [&tokens, address, refused, done](const QString &kept) {
        if (!kept.isEmpty() && !refused) {
            done(kept);
            return;
        }
        KeyQuestion question(address, refused, tokens.wouldKeep(address));
        if (question.exec() != QDialog::Accepted) {
            done({});
            return;
        }
        if (question.shallBeKept()) {
            tokens.keep(address, question.key(), [](const QString &complaint) {
                if (!complaint.isEmpty())
                    Question::tell(QApplication::translate("ostiary::Desktop", "The key is not remembered"), complaint);
            });
        }
        done(question.key());
    });
}

void askAboutCertificate(HttpAdminClient &client, const QUrl &address, const QSslCertificate &shown, bool changed)
{
    const QByteArray print = shown.digest(QCryptographicHash::Sha256).toHex();
    const QString question =
        changed ? QApplication::translate("ostiary::Desktop", "The gateway shows another certificate than before. If "
                                                              "nobody has renewed it, somebody may be listening in.")
                : QApplication::translate("ostiary::Desktop", "This gateway's certificate is not known to the system. "
                                                              "Compare its fingerprint before you trust it.");
    Question box(QApplication::translate("ostiary::Desktop", "Trust this certificate?"),
                 question + QStringLiteral("\n\n") + certificateFacts(shown));
    const QPushButton *trust =
        box.add(QApplication::translate("ostiary::Desktop", "Trust it"), QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addCancel());
    box.exec();
    if (box.wasAnswered(trust)) {
        DesktopShell::keepPin(address, print);
        client.pin(print);
    }
}

} // namespace ostiary
