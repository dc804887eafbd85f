// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/providerprobe.h"

#include "server/core/deploymentdefaults.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ostiary {

namespace {

constexpr std::size_t kMaxAnswer = 4 * 1024 * 1024;
constexpr qsizetype kMostWords = 300; ///< of a provider's complaint

/// What the provider said of an error, in whichever envelope; empty when it said nothing readable.
std::string complaintOf(const QJsonObject &answer)
{
    const QJsonValue error = answer[QLatin1String("error")];
    const QString words = error.isString() ? error.toString() : error.toObject()[QLatin1String("message")].toString();
    return (words.isEmpty() ? answer[QLatin1String("message")].toString() : words).left(kMostWords).toStdString();
}

} // namespace

ProviderProbe::ProviderProbe(UpstreamPool &pool, const Account &account, const Deadlines &deadlines, Done done)
    : m_done(std::move(done))
{
    Deployment asked;
    asked.provider = account.provider;
    asked.upstreamModel = "*";
    asked.baseUrl = m_url = account.baseUrl;
    asked.apiKey = account.apiKey;
    if (completeDeployment(asked, PriceList()))
        m_url = asked.baseUrl.substr(0, asked.baseUrl.find("/deployments/{model}"));
    UpstreamRequest request;
    request.url = m_url + "/models" + (asked.query.empty() ? "" : "?" + asked.query);
    request.deadlines = deadlines;
    const std::string key(asked.apiKey.reveal());
    if (asked.dialect == Dialect::Anthropic) {
        request.headers.push_back("x-api-key: " + key);
        request.headers.emplace_back("anthropic-version: 2023-06-01");
    } else if (!key.empty()) {
        request.headers.push_back((asked.keyHeader == KeyHeader::ApiKey ? "api-key: " : "Authorization: Bearer ") +
                                  key);
    }
    UpstreamCall::Observer &self = *this;
    m_call = std::make_unique<UpstreamCall>(pool, std::move(request), self);
}

void ProviderProbe::upstreamData(std::string_view bytes)
{
    if (m_body.size() + bytes.size() <= kMaxAnswer)
        m_body += bytes;
}

void ProviderProbe::upstreamEnded(const UpstreamEnd &end)
{
    const Done done = std::move(m_done); // it may delete this
    done(read(end));
}

Result<std::vector<std::string>> ProviderProbe::read(const UpstreamEnd &end) const
{
    const auto failed = [this](const std::string &words, Reason reason, const std::string &said = {}) {
        return GatewayError::make(ErrorCode::BadRequest, words + (said.empty() ? said : ": " + said), "api_key")
            .because(reason, {{"address", m_url}, {"status", std::to_string(m_status)}, {"said", said}});
    };
    if (end.kind == UpstreamEnd::Kind::ConnectFailed)
        return failed(m_url + " is not reached", Reason::ProviderNotReached, end.detail);
    if (end.kind == UpstreamEnd::Kind::TimedOut)
        return failed(m_url + " did not answer in time", Reason::ProviderTooSlow);
    if (end.kind == UpstreamEnd::Kind::Broken)
        return failed(m_url + " broke the answer off", Reason::ProviderBrokeOff, end.detail);
    const QJsonObject answer = QJsonDocument::fromJson(QByteArray::fromStdString(m_body)).object();
    if (m_status == 401 || m_status == 403)
        return failed("the provider refused the key (HTTP " + std::to_string(m_status) + ")",
                      Reason::ProviderRefusedKey, complaintOf(answer));
    if (m_status != 200)
        return failed(m_url + "/models answered HTTP " + std::to_string(m_status), Reason::ProviderAnswered,
                      complaintOf(answer));
    const QJsonValue list = answer[QLatin1String("data")];
    if (!list.isArray())
        return failed(m_url + "/models answered with something that is no list of models; is the address complete, "
                              "with /v1?",
                      Reason::ProviderHasNoList);
    std::vector<std::string> models;
    for (const QJsonValue &model : list.toArray()) {
        const std::string id = model.toObject()[QLatin1String("id")].toString().toStdString();
        if (!id.empty())
            models.push_back(id);
    }
    return models;
}

} // namespace ostiary
