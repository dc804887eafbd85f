// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/columns.h"

#include "models/items/format.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Columns)
};

QString text(const QJsonObject &row, const char *field)
{
    return row.value(QLatin1String(field)).toString();
}
qint64 integer(const QJsonObject &row, const char *field)
{
    return row.value(QLatin1String(field)).toInteger();
}

Cell plain(const QString &shown)
{
    return {.text = shown};
}
Cell quiet(const QString &shown)
{
    return {.text = shown, .quiet = true};
}

QString orDash(const QString &shown)
{
    return shown.isEmpty() ? dash() : shown;
}

std::optional<double> milliseconds(const QJsonObject &row, const char *field)
{
    const QJsonValue value = row.value(QLatin1String(field));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

Cell resultCell(const QJsonObject &row)
{
    const qint64 status = integer(row, "status");
    const QString error = text(row, "error");
    const qint64 attempts = integer(row, "attempts");
    Cell cell;
    cell.text = QString::number(status);
    if (status >= 200 && status < 300 && error.isEmpty()) {
        cell.meaning = attempts > 1 ? Meaning::Warning : Meaning::Good;
        if (attempts > 1)
            cell.text = Words::tr("%1 \u00b7 try %2").arg(status).arg(attempts);
    } else {
        cell.meaning = status == 499 ? Meaning::Warning : Meaning::Bad;
        if (status == 499)
            cell.text = Words::tr("client left");
        else if (!error.isEmpty())
            cell.text += QLatin1Char(' ') + QString(error).replace(QLatin1Char('_'), QLatin1Char(' '));
    }
    cell.toolTip = text(row, "state");
    return cell;
}

Cell spendBar(const QJsonObject &row)
{
    const double limit = text(row, "max_budget_usd").toDouble();
    Cell cell;
    cell.share = limit > 0 ? text(row, "spend_usd").toDouble() / limit : -1;
    cell.toolTip = limit > 0 ? Words::tr("%1 of the budget is spent").arg(formatShare(cell.share)) : QString();
    return cell;
}

} // namespace

QString whoText(const QJsonObject &row)
{
    QStringList parts;
    for (const char *field : {"key", "alias", "user_id", "team_id"}) {
        const QString part = text(row, field);
        if (!part.isEmpty() && !parts.contains(part))
            parts += part;
    }
    if (parts.isEmpty())
        parts += text(row, "name");
    return orDash(parts.join(QStringLiteral(" \u00b7 ")));
}

Cell healthCell(const QJsonObject &deployment)
{
    const QJsonObject health = deployment.value(QLatin1String("health")).toObject();
    const QString status = text(health, "status");
    Cell cell;
    if (status == QLatin1String("resting")) {
        cell.text =
            Words::tr("Resting, %1").arg(formatMilliseconds(static_cast<double>(integer(health, "rests_for_ms"))));
        cell.meaning = Meaning::Warning;
    } else if (status == QLatin1String("unused")) {
        cell.text = Words::tr("Not used yet");
        cell.meaning = Meaning::Quiet;
    } else {
        cell.text = Words::tr("Healthy");
        cell.meaning = Meaning::Good;
    }
    if (const QString error = text(health, "last_error"); !error.isEmpty())
        cell.toolTip = Words::tr("Last failure: %1").arg(error);
    return cell;
}

QString priceText(const QJsonObject &model)
{
    for (const QJsonValue &deployment : model.value(QLatin1String("deployments")).toArray()) {
        const QJsonObject price = deployment.toObject().value(QLatin1String("price")).toObject();
        if (price.isEmpty())
            continue;
        const QString in = text(price, "input_usd_per_mtok"), out = text(price, "output_usd_per_mtok");
        return out.isEmpty() || out == QLatin1String("0")
                   ? formatAmount(in)
                   : formatAmount(in) + QStringLiteral(" / ") + formatAmount(out);
    }
    return Words::tr("no price");
}

std::vector<Column> requestColumns()
{
    return {{Words::tr("Time"), Column::Kind::Monospace,
             [](const QJsonObject &row) {
                 Cell cell = plain(formatClock(integer(row, "started_ms")));
                 cell.toolTip = formatMoment(integer(row, "started_ms"));
                 return cell;
             }},
            {Words::tr("Who"), Column::Kind::Text, [](const QJsonObject &row) { return plain(whoText(row)); }},
            {Words::tr("Model"), Column::Kind::Strong,
             [](const QJsonObject &row) { return plain(orDash(text(row, "model"))); }},
            {Words::tr("Served by"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 Cell cell = quiet(orDash(text(row, "provider")));
                 cell.toolTip = text(row, "deployment_id");
                 return cell;
             }},
            {Words::tr("Result"), Column::Kind::Pill, resultCell},
            {Words::tr("Tokens"), Column::Kind::Number,
             [](const QJsonObject &row) {
                 return plain(integer(row, "attempts") == 0
                                  ? dash()
                                  : formatTokens(integer(row, "prompt_tokens"), integer(row, "completion_tokens")));
             }},
            {Words::tr("Cost"), Column::Kind::Number,
             [](const QJsonObject &row) {
                 return plain(integer(row, "attempts") == 0 ? dash() : formatMoney(text(row, "cost_usd")));
             }},
            {Words::tr("Took"), Column::Kind::Number,
             [](const QJsonObject &row) { return plain(formatMilliseconds(milliseconds(row, "latency_ms"))); }}};
}

std::vector<Column> modelColumns()
{
    return {{Words::tr("Name"), Column::Kind::Strong, [](const QJsonObject &row) { return plain(text(row, "name")); }},
            {Words::tr("Served by"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 const QJsonArray deployments = row.value(QLatin1String("deployments")).toArray();
                 if (deployments.size() == 1) {
                     const QJsonObject only = deployments.first().toObject();
                     return quiet(text(only, "provider") + QStringLiteral(" \u00b7 ") + text(only, "upstream_model"));
                 }
                 return quiet(Words::tr("%n deployment(s)", nullptr, static_cast<int>(deployments.size())));
             }},
            {Words::tr("$ / M in, out"), Column::Kind::Number,
             [](const QJsonObject &row) { return plain(priceText(row)); }},
            {Words::tr("Context"), Column::Kind::Number,
             [](const QJsonObject &row) {
                 const qint64 tokens =
                     integer(row.value(QLatin1String("deployments")).toArray().first().toObject(), "context_tokens");
                 return quiet(tokens > 0 ? formatCompact(tokens) : dash());
             }},
            {Words::tr("State"), Column::Kind::Pill,
             [](const QJsonObject &row) {
                 const QJsonArray deployments = row.value(QLatin1String("deployments")).toArray();
                 int resting = 0;
                 for (const QJsonValue &deployment : deployments)
                     resting += healthCell(deployment.toObject()).meaning == Meaning::Warning ? 1 : 0;
                 if (resting == 0 || deployments.size() == 1)
                     return healthCell(deployments.first().toObject());
                 return Cell{.text = Words::tr("Resting, %1 of %2").arg(resting).arg(deployments.size()),
                             .meaning = Meaning::Warning};
             }},
            {Words::tr("Managed by"), Column::Kind::Text, [](const QJsonObject &row) {
                 const QString by =
                     text(row.value(QLatin1String("deployments")).toArray().first().toObject(), "managed_by");
                 return quiet(by == QLatin1String("store")         ? Words::tr("this console")
                              : by == QLatin1String("file")        ? Words::tr("configuration file")
                              : by == QLatin1String("environment") ? Words::tr("environment")
                                                                   : Words::tr("built in"));
             }}};
}

std::vector<Column> deploymentColumns()
{
    return {{Words::tr("Deployment"), Column::Kind::Strong,
             [](const QJsonObject &row) {
                 return plain(text(row, "provider") + QStringLiteral(" / ") + text(row, "upstream_model"));
             }},
            {Words::tr("Where"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 Cell cell = quiet(QUrl(text(row, "api_base")).host());
                 cell.toolTip = text(row, "api_base");
                 return cell;
             }},
            {Words::tr("Weight"), Column::Kind::Number,
             [](const QJsonObject &row) { return plain(formatCount(integer(row, "weight"))); }},
            {Words::tr("State"), Column::Kind::Pill, [](const QJsonObject &row) { return healthCell(row); }}};
}

std::vector<Column> keyColumns()
{
    return {
        {Words::tr("Who"), Column::Kind::Strong,
         [](const QJsonObject &row) {
             QJsonObject shown = row;
             return plain(whoText(shown));
         }},
        {Words::tr("Key"), Column::Kind::Monospace, [](const QJsonObject &row) { return plain(text(row, "name")); }},
        {Words::tr("Models"), Column::Kind::Text,
         [](const QJsonObject &row) {
             QStringList names;
             for (const QJsonValue &model : row.value(QLatin1String("models")).toArray())
                 names += model.toString();
             Cell cell = quiet(names.isEmpty() ? Words::tr("all") : names.join(QStringLiteral(", ")));
             cell.toolTip = names.join(QLatin1Char('\n'));
             return cell;
         }},
        {Words::tr("Spent"), Column::Kind::Number,
         [](const QJsonObject &row) { return plain(formatMoney(text(row, "spend_usd"))); }},
        {Words::tr("Budget"), Column::Kind::Number,
         [](const QJsonObject &row) {
             const QString limit = text(row, "max_budget_usd");
             return quiet(limit.isEmpty() ? Words::tr("unlimited") : formatAmount(limit));
         }},
        {QString(), Column::Kind::Bar, spendBar},
        {Words::tr("Requests / min"), Column::Kind::Number,
         [](const QJsonObject &row) {
             return quiet(row.value(QLatin1String("rpm_limit")).isNull() ? dash()
                                                                         : formatCount(integer(row, "rpm_limit")));
         }},
        {Words::tr("State"), Column::Kind::Pill, [](const QJsonObject &row) {
             const qint64 expires = integer(row, "expires_ms");
             if (row.value(QLatin1String("blocked")).toBool())
                 return Cell{.text = Words::tr("Blocked"), .meaning = Meaning::Bad};
             if (expires > 0 && expires < QDateTime::currentMSecsSinceEpoch())
                 return Cell{.text = Words::tr("Expired"), .meaning = Meaning::Warning};
             return Cell{.text = Words::tr("Active"), .meaning = Meaning::Good};
         }}};
}

} // namespace ostiary
