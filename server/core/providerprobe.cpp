// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/providerprobe.h"

#include "models/domain/knownsecret.h"
#include "models/domain/quotedtext.h"
#include "server/core/deploymentdefaults.h"
#include "server/providers/providererror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ostiary {

namespace {

constexpr std::size_t kMaxAnswer = 4 * 1024 * 1024;

} // namespace

ProviderProbe::ProviderProbe(UpstreamPool &pool, const Account &account, const Deadlines &deadlines, Done done)
    : m_done(std::move(done)), m_key(account.apiKey)
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
    const std::string_view keys[] = {m_key.reveal()};
    const KnownSecrets sent(keys);
    const std::string address = quotedText(m_url, sent); // it may bear a key of its own
    const auto failed = [&](const std::string &words, Reason reason, const std::string &said = {}) {
        return GatewayError::make(ErrorCode::BadRequest, words + (said.empty() ? said : ": " + said), "api_key")
            .because(reason, {{"address", address}, {"status", std::to_string(m_status)}, {"said", said}});
    };
    if (end.kind == UpstreamEnd::Kind::ConnectFailed || end.kind == UpstreamEnd::Kind::NoDescriptor)
        return failed(address + " is not reached", Reason::ProviderNotReached, quotedText(end.detail, sent));
    if (end.kind == UpstreamEnd::Kind::TimedOut)
        return failed(address + " did not answer in time", Reason::ProviderTooSlow);
    if (end.kind == UpstreamEnd::Kind::Broken)
        return failed(address + " broke the answer off", Reason::ProviderBrokeOff, quotedText(end.detail, sent));
    const std::string complaint = m_status == 200 ? std::string() : readProviderError(m_body, m_status, sent).message;
    if (m_status == 401 || m_status == 403)
        return failed("the provider refused the key (HTTP " + std::to_string(m_status) + ")",
                      Reason::ProviderRefusedKey, complaint);
    if (m_status != 200)
        return failed(address + "/models answered HTTP " + std::to_string(m_status), Reason::ProviderAnswered,
                      complaint);
    const QJsonObject answer = QJsonDocument::fromJson(QByteArray::fromStdString(m_body)).object();
    const QJsonValue list = answer[QLatin1String("data")];
    if (!list.isArray())
        return failed(address + "/models answered with something that is no list of models; is the address complete, "
                                "with /v1?",
                      Reason::ProviderHasNoList);
    std::vector<std::string> models;
    for (const QJsonValue &model : list.toArray()) {
        const std::string id = model.toObject()[QLatin1String("id")].toString().toStdString();
        if (!id.empty() && visible(id) == id)
            models.push_back(id);
    }
    return models;
}

} // namespace ostiary
