// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "models/admin/eventstream.h"

#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QTimer>

namespace ostiary {

/// A gateway on another machine: calls over HTTPS with a token, events over a stream that is opened again with a
/// growing pause when it ends. Its certificate is trusted when it is the pinned one, or when none is pinned and the
/// system trusts it; anything else is told with `certificateUnknown` and no byte of the token is sent.
class HttpAdminClient final : public AdminClient
{
    Q_OBJECT

public:
    struct Profile
    {
        QString name;
        QUrl address;            ///< of the admin listener
        QString token;           ///< the admin key
        QByteArray pinnedSha256; ///< of the certificate; empty: the system's authorities decide
    };

    explicit HttpAdminClient(Profile profile, QObject *parent = nullptr);
    ~HttpAdminClient() override;

    void start();
    AdminOperation *send(const AdminRequest &request, QObject *parent) override;
    QString serverName() const override { return m_profile.name; }
    QUrl dataAddress() const override;
    /// Trusts this certificate from now on and tries again.
    void pin(const QByteArray &sha256);
    /// Uses this admin key from now on and tries again.
    void setToken(const QString &token);
    /// Tries again, and tells anew of a certificate that was told of and not pinned.
    void askAgain();

Q_SIGNALS:
    /// The gateway showed a certificate that is neither pinned nor trusted by the system. `changed`: another was
    /// pinned. Told from the event loop, once for each certificate until `askAgain`.
    void certificateUnknown(const QSslCertificate &certificate, bool changed);
    /// The gateway does not take the key.
    void keyRefused();

private:
    QNetworkReply *open(const AdminRequest &request);
    void listen();
    void streamEnded();
    void askAbout(const QSslCertificate &shown);
    void judge(QNetworkReply *reply, const QList<QSslError> &errors);

    Profile m_profile;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_stream;
    EventStream m_events;
    QTimer m_again;
    int m_failures = 0;
    bool m_distrusts = false; ///< a certificate that is not trusted was shown since the last attempt
    QByteArray m_asked;       ///< the certificate that was asked about
};

} // namespace ostiary
