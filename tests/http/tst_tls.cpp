// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/edgefixture.h"
#include "tests/support/testregistry.h"

#include <QSslCertificate>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QtTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>

using namespace ostiary;

namespace {

/// A key and a certificate for `name`, signed by itself, as PEM files.
void makeCertificate(const QString &folder, const char *name)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86'400);
    X509_set_pubkey(certificate, key);
    X509_NAME *subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_sign(certificate, key, EVP_sha256());
    FILE *file = std::fopen(qPrintable(folder + QStringLiteral("/key.pem")), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    file = std::fopen(qPrintable(folder + QStringLiteral("/cert.pem")), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

std::shared_ptr<const TlsContext> context(const QTemporaryDir &folder, const char *name)
{
    makeCertificate(folder.path(), name);
    auto loaded = TlsContext::load(folder.filePath("cert.pem").toStdString(), folder.filePath("key.pem").toStdString());
    return loaded ? *loaded : nullptr;
}

QByteArray ask(QSslSocket &socket, const QByteArray &request)
{
    socket.write(request);
    while (socket.waitForReadyRead(5000) && socket.state() == QAbstractSocket::ConnectedState) {
    }
    return socket.readAll();
}

} // namespace

class tst_Tls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesTls_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::newRow("1.2") << int(QSsl::TlsV1_2);
        QTest::newRow("1.3") << int(QSsl::TlsV1_3);
    }
    void servesTls()
    {
        QFETCH(int, protocol);
        QTemporaryDir folder;
        const auto tls = context(folder, "first");
        QVERIFY(tls);
        EdgeFixture edge({}, tls);
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.setProtocol(static_cast<QSsl::SslProtocol>(protocol));
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), edge.port);
        QVERIFY2(socket.waitForEncrypted(5000), qPrintable(socket.errorString()));
        const QByteArray body(200'000, 'b');
        const QByteArray answer =
            ask(socket, "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 200000\r\n\r\n" + body);
        QVERIFY2(answer.endsWith("{\"bytes\":200000}"), answer.constData());
    }

    void streamsMuchOverTls()
    {
        QTemporaryDir folder;
        EdgeFixture edge({}, context(folder, "first"));
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), edge.port);
        QVERIFY(socket.waitForEncrypted(5000));
        const QByteArray answer =
            ask(socket, "GET /stream?events=3000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(answer.count("data: xxx"), 3000);
        QVERIFY(answer.contains("[DONE]"));
    }

    void takesARenewedCertificateWithoutEndingConnections()
    {
        QTemporaryDir folder;
        EdgeFixture edge({}, context(folder, "first"));
        const auto connectTo = [&](QSslSocket &socket) {
            socket.setPeerVerifyMode(QSslSocket::VerifyNone);
            socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), edge.port);
            return socket.waitForEncrypted(5000);
        };
        QSslSocket old;
        QVERIFY(connectTo(old));
        QCOMPARE(old.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0), QStringLiteral("first"));
        edge.setTls(context(folder, "second"));
        QSslSocket fresh;
        QVERIFY(connectTo(fresh));
        QCOMPARE(fresh.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0), QStringLiteral("second"));
        QVERIFY(ask(old, "GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").contains("pong"));
    }

    void saysWhatIsWrongWithAFile()
    {
        QTemporaryDir folder;
        makeCertificate(folder.path(), "first");
        const auto missing = TlsContext::load("/nonexistent/cert.pem", folder.filePath("key.pem").toStdString());
        QVERIFY(!missing.ok());
        QVERIFY(missing.error().find("/nonexistent/cert.pem") != std::string::npos);
        QTemporaryDir other;
        makeCertificate(other.path(), "second");
        const auto mixed =
            TlsContext::load(folder.filePath("cert.pem").toStdString(), other.filePath("key.pem").toStdString());
        QVERIFY(!mixed.ok());
    }

    void plainBytesOnATlsPortOnlyEndTheirConnection()
    {
        QTemporaryDir folder;
        EdgeFixture edge({}, context(folder, "first"));
        QTcpSocket plain;
        plain.connectToHost(QStringLiteral("127.0.0.1"), edge.port);
        QVERIFY(plain.waitForConnected(5000));
        plain.write("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(plain.waitForDisconnected(5000));
        QCOMPARE(int(edge.handled), 0);
    }
};

OSTIARY_TEST(tst_Tls)
#include "tst_tls.moc"
