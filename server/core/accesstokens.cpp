// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/accesstokens.h"

#include "models/domain/ids.h"
#include "server/providers/upstreamcall.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <chrono>

namespace ostiary {

namespace {

Q_LOGGING_CATEGORY(logTokens, "ostiary.tokens")

constexpr std::size_t kMaxAnswer = 64 * 1024;
constexpr std::chrono::seconds kAnswerTime{20};
constexpr std::chrono::seconds kFirstPause{1};
constexpr std::chrono::seconds kLongestPause{60};
constexpr std::int64_t kRenewBeforeS = 300;

QByteArray formField(const char *name, std::string_view value)
{
    return QByteArray(name) + '=' +
           QUrl::toPercentEncoding(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
}

/// What the authority says is wrong, as its codes alone: its sentences quote what was sent.
std::string codesOf(const QByteArray &body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    static const QRegularExpression kWord(QStringLiteral("^[a-z_]{1,60}$"));
    static const QRegularExpression kNumber(QStringLiteral("AADSTS[0-9]{1,9}"));
    const QString word = answer[QLatin1String("error")].toString();
    const QString number = kNumber.match(answer[QLatin1String("error_description")].toString()).captured();
    QString codes = kWord.match(word).hasMatch() ? word : QString();
    if (!number.isEmpty())
        codes += (codes.isEmpty() ? QString() : QStringLiteral(", ")) + number;
    return codes.toStdString();
}

} // namespace

/// One login and the cells that its token fills.
class AccessTokens::Login final : private UpstreamCall::Observer
{
public:
    Login(UpstreamPool &pool, const Clock &clock, TokenLogin login)
        : m_pool(pool), m_clock(clock), m_login(std::move(login))
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { fetch(); });
        m_timer.start(0);
    }

    void setCells(std::vector<std::shared_ptr<TokenCell>> cells)
    {
        m_cells = std::move(cells);
        fill();
    }

private:
    void fill()
    {
        for (const auto &cell : m_cells) {
            if (!m_token.isEmpty())
                cell->renew(m_token, m_endsMs);
            if (!m_trouble.empty())
                cell->fail(m_trouble);
        }
    }

    // Source: RFC 6749, 4.4 (client credentials); the path is Microsoft Entra's.
    void fetch()
    {
        m_status = 0;
        m_body.clear();
        UpstreamRequest request;
        request.url = m_login.authority + "/" +
                      QUrl::toPercentEncoding(QString::fromStdString(m_login.tenantId)).toStdString() +
                      "/oauth2/v2.0/token";
        request.headers = {"Content-Type: application/x-www-form-urlencoded", "Accept: application/json"};
        request.body =
            (formField("grant_type", "client_credentials") + '&' + formField("client_id", m_login.clientId) + '&' +
             formField("client_secret", m_login.clientSecret.reveal()) + '&' + formField("scope", m_login.scope))
                .toStdString();
        request.deadlines.firstByte = request.deadlines.total = kAnswerTime;
        UpstreamCall::Observer &self = *this;
        m_call = std::make_unique<UpstreamCall>(m_pool, std::move(request), self);
    }

    void upstreamHead(const UpstreamHead &head) override { m_status = head.status; }
    void upstreamData(std::string_view bytes) override
    {
        if (m_body.size() + static_cast<qsizetype>(bytes.size()) <= static_cast<qsizetype>(kMaxAnswer))
            m_body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    }
    void upstreamEnded(const UpstreamEnd &end) override
    {
        const QJsonObject answer = QJsonDocument::fromJson(m_body).object();
        const std::string token = answer[QLatin1String("access_token")].toString().toStdString();
        const bool printable = !token.empty() && std::all_of(token.begin(), token.end(), [](char c) {
            return static_cast<unsigned char>(c) > 0x20 && c != 0x7f;
        });
        if (end.kind == UpstreamEnd::Kind::Complete && m_status == 200 && printable)
            succeed(Secret(token), answer[QLatin1String("expires_in")].toVariant().toLongLong());
        else
            fail(end.kind == UpstreamEnd::Kind::Complete
                     ? m_login.authority + " answered with status " + std::to_string(m_status) +
                           (codesOf(m_body).empty() ? "" : " (" + codesOf(m_body) + ")")
                     : m_login.authority + " is not reached: " + end.detail);
    }

    void succeed(Secret token, std::int64_t lifeSeconds)
    {
        lifeSeconds = std::clamp<std::int64_t>(lifeSeconds, 1, 86'400);
        m_token = std::move(token);
        m_endsMs = m_clock.wallMs() + lifeSeconds * 1000;
        m_trouble.clear();
        m_pause = kFirstPause;
        fill();
        m_timer.start(std::chrono::seconds(std::max(lifeSeconds - kRenewBeforeS, lifeSeconds / 2)));
    }

    void fail(std::string why)
    {
        qCWarning(logTokens, "no access token for client %s: %s", m_login.clientId.c_str(), why.c_str());
        m_trouble = std::move(why);
        fill();
        m_timer.start(m_pause);
        m_pause = std::min(m_pause * 2, kLongestPause);
    }

    UpstreamPool &m_pool;
    const Clock &m_clock;
    const TokenLogin m_login;
    std::vector<std::shared_ptr<TokenCell>> m_cells;
    Secret m_token;
    std::int64_t m_endsMs = 0;
    std::string m_trouble;
    QTimer m_timer; ///< the next fetch
    std::chrono::seconds m_pause = kFirstPause;
    int m_status = 0;
    QByteArray m_body;
    std::unique_ptr<UpstreamCall> m_call;
};

AccessTokens::AccessTokens(UpstreamPool &pool, const Clock &clock, QObject *parent)
    : QObject(parent), m_pool(pool), m_clock(clock)
{
}
AccessTokens::~AccessTokens() = default;

void AccessTokens::keep(const std::vector<DeploymentPtr> &deployments)
{
    std::map<std::string, std::vector<std::shared_ptr<TokenCell>>> cells;
    for (const DeploymentPtr &deployment : deployments) {
        if (!deployment->token || !deployment->enabled)
            continue;
        const TokenLogin &login = deployment->token->login();
        std::string made;
        for (const std::string_view part :
             {std::string_view(login.authority), std::string_view(login.tenantId), std::string_view(login.clientId),
              login.clientSecret.reveal(), std::string_view(login.scope)})
            made += std::string(part) + '\n';
        cells[toHex(sha256(made))].push_back(deployment->token);
    }
    std::erase_if(m_logins, [&](const auto &login) { return cells.count(login.first) == 0; });
    for (auto &[digest, ofLogin] : cells) {
        auto &login = m_logins[digest];
        if (!login)
            login = std::make_unique<Login>(m_pool, m_clock, ofLogin.front()->login());
        login->setCells(std::move(ofLogin));
    }
}

} // namespace ostiary
