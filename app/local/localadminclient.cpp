// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local/localadminclient.h"

#include "server/io/threadmailbox.h"

#include <QJsonDocument>

namespace ostiary {

namespace {

std::string targetOf(const AdminRequest &request)
{
    QUrl url;
    url.setPath(request.path);
    url.setQuery(request.query);
    return url.toEncoded(QUrl::FullyEncoded).toStdString();
}

/// The next part is asked for when this one was taken, so that no more than one waits.
void takePart(const QPointer<AdminOperation> &operation, int status, const QByteArray &bytes,
              const std::function<void()> &goOn)
{
    const bool good = status < 400;
    if (operation && good)
        Q_EMIT operation->part(bytes);
    if (!operation) // it may have been cancelled by who took the part
        return;
    if (goOn)
        return goOn();
    operation->deleteLater();
    Q_EMIT operation->finished(AdminReply::read(status, good ? QByteArray() : bytes));
}

} // namespace

LocalAdminClient::LocalAdminClient(Core &core, QObject *parent) : AdminClient(parent), m_core(core) {}

LocalAdminClient::~LocalAdminClient()
{
    m_core.admin().setEventListener({});
}

void LocalAdminClient::start()
{
    m_core.admin().setEventListener(
        [home = ThreadMailbox::posterForThisThread(),
         self = QPointer<LocalAdminClient>(this)](const QByteArray &name, const QJsonObject &data) {
            home([self, name, data] {
                if (self)
                    self->takeEvent(name, data);
            });
        });
    setState(State::Online);
}

AdminOperation *LocalAdminClient::send(const AdminRequest &request, QObject *parent)
{
    auto *operation = new AdminOperation(parent);
    if (request.inParts) {
        m_core.admin().administerInParts(
            targetOf(request),
            [home = ThreadMailbox::posterForThisThread(), guard = QPointer<AdminOperation>(operation)](
                int status, const QByteArray &bytes, const std::function<void()> &goOn) {
                home([guard, status, bytes, goOn] { takePart(guard, status, bytes, goOn); });
            });
        return operation;
    }
    std::string body = request.body.isEmpty()
                           ? std::string()
                           : QJsonDocument(request.body).toJson(QJsonDocument::Compact).toStdString();
    m_core.admin().administer(request.method.toStdString(), targetOf(request), std::move(body),
                              request.ifMatch().toStdString(),
                              [home = ThreadMailbox::posterForThisThread(),
                               guard = QPointer<AdminOperation>(operation)](int status, const QByteArray &answer) {
                                  home([guard, status, answer] {
                                      if (!guard)
                                          return;
                                      guard->deleteLater();
                                      Q_EMIT guard->finished(AdminReply::read(status, answer));
                                  });
                              });
    return operation;
}

QUrl LocalAdminClient::dataAddress() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2")
                    .arg(dataCertificate().isEmpty() ? QStringLiteral("http") : QStringLiteral("https"))
                    .arg(m_core.port()));
}

} // namespace ostiary
