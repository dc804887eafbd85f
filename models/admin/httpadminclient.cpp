// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin/httpadminclient.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <algorithm>

namespace ostiary {

namespace {

constexpr int kFirstPauseMs = 500;
constexpr int kLongestPauseMs = 30'000;
constexpr int kCallTimeoutMs = 30'000;
constexpr int kSilenceMs = 300'000; ///< of an answer in parts: a search through a long ledger may find nothing for long

QByteArray fingerprint(const QSslCertificate &certificate)
{
    return certificate.digest(QCryptographicHash::Sha256).toHex();
}

/// A call over HTTP; deleting it ends the request.
class HttpOperation final : public AdminOperation
{
public:
    HttpOperation(QNetworkReply *reply, bool inParts, QObject *parent) : AdminOperation(parent), m_reply(reply)
    {
        if (inParts)
            connect(reply, &QNetworkReply::readyRead, this, [this] {
                if (status() == 200)
                    Q_EMIT part(m_reply->readAll());
            });
        connect(reply, &QNetworkReply::finished, this, [this, inParts] {
            const bool cutOff = m_reply->error() != QNetworkReply::NoError &&
                                m_reply->error() < QNetworkReply::ProxyConnectionRefusedError; // of the network's kind
            const QPointer<HttpOperation> self(this);
            if (inParts && !cutOff && status() == 200)
                Q_EMIT part(m_reply->readAll());
            if (!self)
                return; // cancelled by who took the part
            const AdminReply answer = status() > 0 && !cutOff ? AdminReply::read(status(), m_reply->readAll())
                                                              : AdminReply::unreachable(m_reply->errorString());
            deleteLater();
            Q_EMIT finished(answer);
        });
    }
    ~HttpOperation() override
    {
        if (m_reply) {
            m_reply->disconnect(this);
            m_reply->abort();
            m_reply->deleteLater();
        }
    }

private:
    int status() const { return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); }

    QPointer<QNetworkReply> m_reply;
};

} // namespace

HttpAdminClient::HttpAdminClient(Profile profile, QObject *parent)
    : AdminClient(parent), m_profile(std::move(profile)),
      m_events([this](const QByteArray &name, const QJsonObject &data) { takeEvent(name, data); })
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the token goes nowhere else
    m_network.setAutoDeleteReplies(false);
    connect(&m_network, &QNetworkAccessManager::sslErrors, this, &HttpAdminClient::judge);
    // A pinned certificate binds even where the system would trust another. No byte of the request has left yet.
    connect(&m_network, &QNetworkAccessManager::encrypted, this, [this](QNetworkReply *reply) {
        const QSslCertificate shown = reply->sslConfiguration().peerCertificate();
        if (m_profile.pinnedSha256.isEmpty() || fingerprint(shown) == m_profile.pinnedSha256)
            return;
        askAbout(shown); // before the stream ends and tells why
        reply->abort();
    });
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &HttpAdminClient::listen);
}

HttpAdminClient::~HttpAdminClient()
{
    if (m_stream) {
        m_stream->disconnect(this);
        m_stream->abort();
        delete m_stream;
    }
}

void HttpAdminClient::start()
{
    listen();
}

QUrl HttpAdminClient::dataAddress() const
{
    const QString told = counters().value(QLatin1String("data_address")).toString();
    const int port = counters().value(QLatin1String("data_port")).toInt();
    if (!told.isEmpty())
        return QUrl(told);
    if (port == 0)
        return {};
    QUrl address;
    address.setScheme(dataCertificate().isEmpty() ? QStringLiteral("http") : QStringLiteral("https"));
    address.setHost(m_profile.address.host());
    address.setPort(port);
    return address;
}

QNetworkReply *HttpAdminClient::open(const AdminRequest &request)
{
    QUrl url = m_profile.address;
    url.setPath(request.path);
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    QNetworkRequest call(url);
    call.setRawHeader("Authorization", "Bearer " + m_profile.token.toUtf8());
    if (const QByteArray known = request.ifMatch(); !known.isEmpty())
        call.setRawHeader("If-Match", known);
    call.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (request.inParts)
        call.setTransferTimeout(kSilenceMs);
    if (request.method == "GET" || request.method == "DELETE")
        return m_network.sendCustomRequest(call, request.method);
    call.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    return m_network.sendCustomRequest(call, request.method,
                                       QJsonDocument(request.body).toJson(QJsonDocument::Compact));
}

AdminOperation *HttpAdminClient::send(const AdminRequest &request, QObject *parent)
{
    QNetworkReply *reply = open(request);
    if (!request.inParts)
        QTimer::singleShot(kCallTimeoutMs, reply, &QNetworkReply::abort);
    return new HttpOperation(reply, request.inParts, parent);
}

void HttpAdminClient::listen()
{
    m_distrusts = false;
    m_stream = open(AdminRequest::get(QStringLiteral("/admin/v1/events")));
    connect(m_stream, &QNetworkReply::readyRead, this, [this] {
        if (m_stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
            return;
        m_failures = 0;
        setState(State::Online);
        m_events.feed(m_stream->readAll());
    });
    connect(m_stream, &QNetworkReply::finished, this, &HttpAdminClient::streamEnded);
}

void HttpAdminClient::streamEnded()
{
    const int status = m_stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_stream->deleteLater();
    m_stream = nullptr;
    if (status == 401 || status == 403) { // asking again with the same key would only look like an attack
        setState(State::Refused);
        Q_EMIT keyRefused();
        return;
    }
    m_events = EventStream([this](const QByteArray &name, const QJsonObject &data) { takeEvent(name, data); });
    setState(m_distrusts ? State::Distrusted : State::Offline);
    const int pause = std::min(kLongestPauseMs, kFirstPauseMs << std::min(m_failures++, 6));
    m_again.start(pause);
}

void HttpAdminClient::judge(QNetworkReply *reply, const QList<QSslError> &)
{
    const QSslCertificate shown = reply->sslConfiguration().peerCertificate();
    const QByteArray print = fingerprint(shown);
    if (!m_profile.pinnedSha256.isEmpty() && print == m_profile.pinnedSha256) {
        reply->ignoreSslErrors();
        return;
    }
    askAbout(shown);
}

void HttpAdminClient::askAbout(const QSslCertificate &shown)
{
    m_distrusts = true;
    const QByteArray print = fingerprint(shown);
    if (std::exchange(m_asked, print) == print)
        return;
    // Whoever hears of it may ask a person and run events meanwhile, which must not happen within the handshake.
    QMetaObject::invokeMethod(
        this, [this, shown, changed = !m_profile.pinnedSha256.isEmpty()] { Q_EMIT certificateUnknown(shown, changed); },
        Qt::QueuedConnection);
}

void HttpAdminClient::askAgain()
{
    m_asked.clear();
    m_failures = 0;
    setState(State::Connecting);
    if (!m_stream)
        m_again.start(0);
}

void HttpAdminClient::setToken(const QString &token)
{
    m_profile.token = token;
    m_failures = 0;
    setState(State::Connecting);
    if (!m_stream)
        m_again.start(0);
}

void HttpAdminClient::pin(const QByteArray &sha256)
{
    m_profile.pinnedSha256 = sha256;
    m_asked.clear();
    m_failures = 0;
    if (!m_stream)
        m_again.start(0);
}

} // namespace ostiary
