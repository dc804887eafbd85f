// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QUrlQuery>

namespace ostiary {

/// What the console asks of a gateway: one call of the admin API, whichever way it travels.
struct AdminRequest
{
    QByteArray method = "GET";
    QString path; ///< for example `/admin/v1/keys`; not percent-encoded
    QUrlQuery query;
    QJsonObject body;     ///< sent with POST and PATCH
    qint64 revision = 0;  ///< of the object that is changed, as the caller knows it; 0: whichever there is
    bool inParts = false; ///< of a GET: the answer is a text of any length, see AdminOperation::part

    /// The header that has the gateway refuse the change of another revision; empty when any will do.
    QByteArray ifMatch() const { return revision > 0 ? '"' + QByteArray::number(revision) + '"' : QByteArray(); }
    AdminRequest &&at(qint64 known) &&
    {
        revision = known;
        return std::move(*this);
    }

    AdminRequest &&parts() &&
    {
        inParts = true;
        return std::move(*this);
    }

    static AdminRequest get(const QString &path, const QUrlQuery &query = {})
    {
        return {"GET", path, query, {}, 0, false};
    }
    static AdminRequest post(const QString &path, const QJsonObject &body)
    {
        return {"POST", path, {}, body, 0, false};
    }
    static AdminRequest patch(const QString &path, const QJsonObject &body)
    {
        return {"PATCH", path, {}, body, 0, false};
    }
    static AdminRequest remove(const QString &path) { return {"DELETE", path, {}, {}, 0, false}; }
};

/// Adds a name or another text of people to a query: QUrlQuery leaves `+` and `%` as they are, and the gateway would
/// read other characters.
void addText(QUrlQuery &query, const QString &name, const QString &text);

/// What came back.
struct AdminReply
{
    int status = 0;     ///< of HTTP; 0: the gateway was not reached
    QJsonObject body;   ///< empty when the answer was no JSON object
    QString message;    ///< of an error, in the gateway's words
    QString field;      ///< the field that the gateway found at fault, or empty
    QString reason;     ///< of an error, by its name in docs/admin-api.md, or empty
    QJsonObject values; ///< what the sentence of the reason speaks of

    bool ok() const { return status >= 200 && status < 300; }
    /// Reads an answer's body; an error's message and field are those of OpenAI's envelope.
    static AdminReply read(int status, const QByteArray &body);
    static AdminReply unreachable(const QString &why);
};

} // namespace ostiary
