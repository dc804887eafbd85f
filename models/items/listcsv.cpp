// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/listcsv.h"

#include "models/domain/csvline.h"
#include "models/items/boundbudget.h"

#include <QJsonArray>

#include <utility>

namespace ostiary {

namespace {

using Kind = RawField::Kind;

QJsonValue valueAt(const QJsonObject &row, const QString &path)
{
    QJsonValue value = row;
    for (const QString &name : path.split(QLatin1Char('.')))
        value = value.toObject().value(name);
    return value;
}

/// With the budget that binds a key first, which may be its user's or the organisation's.
QJsonObject withBinding(QJsonObject row)
{
    if (const auto budgets = BoundBudget::of(row); !budgets.empty())
        row[QLatin1String("binding_budget")] = budgets.front().raw();
    return row;
}

QString textOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    return value.toString();
}

void addField(CsvLine &line, const QJsonValue &value, Kind kind)
{
    const qint64 rounded = qRound64(value.toDouble());
    switch (kind) {
    case Kind::Text:
        line.text(textOf(value).toStdString());
        break;
    case Kind::Plain:
        line.plain(textOf(value).toStdString());
        break;
    case Kind::Moment:
        line.plain(rounded > 0 ? isoMoment(rounded) : std::string());
        break;
    case Kind::WholeMs:
        line.plain(value.isDouble() ? std::to_string(rounded) : std::string());
        break;
    case Kind::List: {
        QStringList all;
        for (const QJsonValue &one : value.toArray())
            all += textOf(one);
        line.text(all.join(QLatin1Char(' ')).toStdString());
        break;
    }
    case Kind::Count:
        line.number(value.isArray() ? value.toArray().size() : rounded);
        break;
    }
}

} // namespace

std::vector<RawField> rawFields(const QString &list)
{
    const auto field = [](const char *path, Kind kind = Kind::Plain) {
        return RawField{QString::fromLatin1(path), kind};
    };
    if (list == QLatin1String("/admin/v1/keys"))
        return {field("id"),
                field("name", Kind::Text),
                field("alias", Kind::Text),
                field("user_id", Kind::Text),
                field("team_id", Kind::Text),
                field("models", Kind::List),
                field("spend_usd"),
                field("held_usd"),
                field("max_budget_usd"),
                field("budget_duration"),
                field("binding_budget.scope"),
                field("binding_budget.id", Kind::Text),
                field("binding_budget.limit_usd"),
                field("binding_budget.spent_usd"),
                field("binding_budget.held_usd"),
                field("binding_budget.window_end_ms", Kind::Moment),
                field("binding_budget.refused"),
                field("rpm_limit"),
                field("tpm_limit"),
                field("max_parallel_requests"),
                field("blocked"),
                field("created_ms", Kind::Moment),
                field("created_by", Kind::Text),
                field("last_used_ms", Kind::Moment),
                field("expires_ms", Kind::Moment)};
    if (list == QLatin1String("/admin/v1/models"))
        return {field("name", Kind::Text),
                field("enabled"),
                field("priced"),
                field("deployments", Kind::Count),
                field("input_usd_per_mtok"),
                field("context_tokens"),
                field("requests_24h"),
                field("ttft_p50_ms", Kind::WholeMs)};
    if (list == QLatin1String("/admin/v1/deployments"))
        return {field("id", Kind::Text),
                field("model_name", Kind::Text),
                field("provider"),
                field("upstream_model", Kind::Text),
                field("api_base", Kind::Text),
                field("connection"),
                field("weight"),
                field("rpm_limit"),
                field("max_parallel_requests"),
                field("timeout_seconds"),
                field("max_output_tokens"),
                field("context_tokens"),
                field("price.input_usd_per_mtok"),
                field("price.output_usd_per_mtok"),
                field("price.source"),
                field("enabled"),
                field("managed_by"),
                field("health.status"),
                field("health.successes"),
                field("health.failures"),
                field("health.last_error", Kind::Text),
                field("health.last_used_ms", Kind::Moment)};
    if (list == QLatin1String("/admin/v1/providers"))
        return {field("id", Kind::Text),
                field("name", Kind::Text),
                field("provider"),
                field("api_base", Kind::Text),
                field("has_api_key"),
                field("deployments"),
                field("managed_by"),
                field("health.status"),
                field("health.last_error", Kind::Text),
                field("health.last_used_ms", Kind::Moment)};
    return {};
}

ListCsv::ListCsv(AdminClient &client, const QString &path, const QUrlQuery &query, QObject *parent)
    : AdminOperation(parent), m_client(client), m_path(path), m_query(query), m_fields(rawFields(path))
{
    ask({});
}

void ListCsv::ask(const QString &cursor)
{
    QUrlQuery query = m_query;
    query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    if (!cursor.isEmpty())
        query.addQueryItem(QStringLiteral("cursor"), cursor);
    m_client.call(AdminRequest::get(m_path, query), this, [this](const AdminReply &reply) { take(reply); });
}

void ListCsv::take(const AdminReply &reply)
{
    std::string text;
    CsvLine line;
    if (reply.ok() && !std::exchange(m_begun, true)) {
        for (const RawField &field : m_fields)
            line.plain((field.kind == Kind::Moment ? field.path.chopped(3) : field.path).toStdString());
        text = line.take();
    }
    for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray()) {
        const QJsonObject row = withBinding(value.toObject());
        for (const RawField &field : m_fields)
            addField(line, valueAt(row, field.path), field.kind);
        text += line.take();
    }
    const QPointer<ListCsv> self(this);
    if (!text.empty())
        Q_EMIT part(QByteArray::fromStdString(text));
    if (!self)
        return; // cancelled by who took the part
    const QString next = reply.body.value(QLatin1String("next_cursor")).toString();
    if (reply.ok() && !next.isEmpty())
        return ask(next);
    deleteLater();
    Q_EMIT finished(reply);
}

} // namespace ostiary
