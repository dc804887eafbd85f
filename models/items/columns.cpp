// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/columns.h"

#include "models/domain/providerpreset.h"
#include "models/items/boundbudget.h"
#include "models/items/codewords.h"
#include "models/items/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QUrl>

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

/// In a list it is rounded as the others are; all of it is told on hover.
Cell moneyCell(const QString &decimalUsd)
{
    const QString exact = formatMoney(decimalUsd);
    return {.text = exact, .toolTip = decimalUsd.isEmpty() ? QString() : exact};
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
            cell.text += QLatin1Char(' ') + errorWords(error);
    }
    cell.toolTip = stateWords(text(row, "state"));
    if (!error.isEmpty())
        cell.toolTip += QStringLiteral("\nerror:") + error; // as the filter finds it
    return cell;
}

QString budgetLines(const QJsonObject &row)
{
    QStringList lines;
    for (const BoundBudget &budget : BoundBudget::of(row))
        lines += budget.facts();
    return lines.join(QLatin1Char('\n'));
}

/// Of all budgets that bind the key the one that refuses first.
Cell spendBar(const QJsonObject &row)
{
    const auto budgets = BoundBudget::of(row);
    Cell cell;
    cell.share = budgets.empty() ? -1 : budgets.front().share();
    cell.toolTip = budgetLines(row);
    return cell;
}

Cell budgetCell(const QJsonObject &row)
{
    const auto budgets = BoundBudget::of(row);
    Cell cell = quiet(budgets.empty() ? Words::tr("unlimited") : formatAmount(budgets.front().limit));
    if (!budgets.empty() && !budgets.front().owner.isEmpty())
        cell.text += QStringLiteral(" (%1)").arg(budgets.front().owner);
    cell.toolTip = budgetLines(row);
    return cell;
}

QStringList names(const QJsonObject &row, const char *field)
{
    QStringList all;
    for (const QJsonValue &name : row.value(QLatin1String(field)).toArray())
        all += name.toString();
    return all;
}

/// What the key may call: its own list and its user's both have to allow it.
Cell allowedCell(const QJsonObject &row)
{
    const QStringList own = names(row, "models"), user = names(row, "user_models");
    Cell cell = quiet(own.isEmpty() ? user.isEmpty() ? Words::tr("all") : user.join(QStringLiteral(", "))
                                    : own.join(QStringLiteral(", ")));
    cell.toolTip = own.join(QLatin1Char('\n'));
    if (!user.isEmpty()) {
        if (!own.isEmpty())
            cell.text = Words::tr("%1, within the user's").arg(cell.text);
        cell.toolTip += (own.isEmpty() ? QString() : QStringLiteral("\n")) +
                        Words::tr("The user may call: %1").arg(user.join(QStringLiteral(", ")));
    }
    return cell;
}

Cell keyState(const QJsonObject &row)
{
    const qint64 expires = integer(row, "expires_ms");
    if (row.value(QLatin1String("blocked")).toBool())
        return {.text = Words::tr("Blocked"), .meaning = Meaning::Bad};
    if (expires > 0 && expires < QDateTime::currentMSecsSinceEpoch())
        return {.text = Words::tr("Expired"), .meaning = Meaning::Warning};
    const auto budgets = BoundBudget::of(row);
    const QString facts = budgetLines(row); // of what is not yet spent, too: it may refuse what costs more than is left
    if (budgets.empty() || !budgets.front().isSpent())
        return {.text = Words::tr("Active"), .toolTip = facts, .meaning = Meaning::Good};
    const QString &owner = budgets.front().owner;
    return {.text = owner.isEmpty() ? Words::tr("Spent") : Words::tr("Spent (%1)").arg(owner),
            .toolTip = facts,
            .meaning = Meaning::Bad};
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
    if (const QJsonObject fault = deployment.value(QLatin1String("fault")).toObject(); !fault.isEmpty()) {
        cell.text = Words::tr("Out of service");
        cell.toolTip = faultWords(fault);
        cell.meaning = Meaning::Bad;
        return cell;
    }
    if (!deployment.value(QLatin1String("enabled")).toBool(true)) {
        cell.text = Words::tr("Disabled");
        cell.meaning = Meaning::Quiet;
    } else if (status == QLatin1String("resting")) {
        const qint64 resting = integer(health, "resting"); // of a provider: how many of its deployments
        cell.text = resting > 0 ? Words::tr("%n resting", nullptr, static_cast<int>(resting))
                                : Words::tr("Resting, %1").arg(formatWait(integer(health, "rests_for_ms")));
        cell.meaning = Meaning::Warning;
    } else if (status == QLatin1String("out_of_service")) {
        cell.text = Words::tr("Out of service");
        cell.meaning = Meaning::Warning;
    } else if (status == QLatin1String("failing")) {
        cell.text = Words::tr("Failing");
        cell.meaning = Meaning::Warning;
    } else if (status == QLatin1String("unused")) {
        cell.text = Words::tr("Idle");
        cell.toolTip = Words::tr("No call since the gateway's start");
        cell.meaning = Meaning::Quiet;
    } else {
        cell.text = Words::tr("Healthy");
        cell.meaning = Meaning::Good;
    }
    const QString code = text(health, "last_error_code");
    if (const QString error = text(health, "last_error"); !error.isEmpty())
        cell.toolTip = code.isEmpty() ? Words::tr("Last failure: %1").arg(error)
                                      : Words::tr("Last failure: %1").arg(errorWords(code)) + QLatin1Char('\n') + error;
    return cell;
}

/// Of several deployments: how many of them are in trouble, otherwise how those do that are used.
Cell healthOfAll(const QJsonArray &all)
{
    QJsonArray deployments; // those that are disabled are not asked
    for (const QJsonValue &deployment : all) {
        if (deployment[QLatin1String("enabled")].toBool(true))
            deployments.append(deployment);
    }
    const auto with = [&](const char *status) {
        QJsonArray found;
        for (const QJsonValue &deployment : std::as_const(deployments)) {
            if (text(deployment[QLatin1String("health")].toObject(), "status") == QLatin1String(status))
                found.append(deployment);
        }
        return found;
    };
    if (const auto resting = with("resting").size())
        return {.text = Words::tr("Resting, %1 of %2").arg(resting).arg(deployments.size()),
                .meaning = Meaning::Warning};
    if (const auto failing = with("failing").size())
        return {.text = Words::tr("Failing, %1 of %2").arg(failing).arg(deployments.size()),
                .meaning = Meaning::Warning};
    for (const QJsonValue &deployment : all) {
        if (!deployment[QLatin1String("fault")].isNull() && !deployment[QLatin1String("fault")].isUndefined())
            return healthCell(deployment.toObject());
    }
    const QJsonArray used = with("in_service");
    return healthCell((used.isEmpty() ? deployments : used).first().toObject());
}

QString managedByText(const QString &by)
{
    return by == QLatin1String("store")         ? Words::tr("this console")
           : by == QLatin1String("file")        ? Words::tr("configuration file")
           : by == QLatin1String("environment") ? Words::tr("environment")
           : by == QLatin1String("model")       ? Words::tr("its models")
                                                : Words::tr("built in");
}

QString priceSourceText(const QJsonObject &price)
{
    const QString source = text(price, "source");
    const QString list = QStringLiteral("price list ");
    if (source.startsWith(list)) {
        const QDate date = QDate::fromString(source.mid(list.size()), Qt::ISODate);
        return Words::tr("list of %1")
            .arg(date.isValid() ? QLocale().toString(date, QLocale::ShortFormat) : source.mid(list.size()));
    }
    return source == QLatin1String("set by an administrator") ? Words::tr("set here")
           : source == QLatin1String("configuration")         ? Words::tr("configuration file")
           : source == QLatin1String("simulator")             ? Words::tr("simulator")
           : source == QLatin1String("self-hosted")           ? Words::tr("self-hosted")
                                                              : source;
}

QString priceSource(const QJsonObject &model)
{
    for (const QJsonValue &deployment : model.value(QLatin1String("deployments")).toArray()) {
        const QJsonObject price = deployment.toObject().value(QLatin1String("price")).toObject();
        if (!price.isEmpty())
            return Words::tr("Price: %1").arg(priceSourceText(price));
    }
    return Words::tr("Without a price it is refused under a budget");
}

QString providerTitle(const QString &provider)
{
    const ProviderPreset *preset = findPreset(provider.toStdString());
    return provider == QLatin1String("sim")           ? Words::tr("Simulator")
           : provider == QLatin1String("openai_like") ? Words::tr("OpenAI-compatible server")
           : preset ? QString::fromUtf8(preset->title.data(), static_cast<qsizetype>(preset->title.size()))
                    : provider;
}

QString servedBy(const QJsonObject &row)
{
    const QString account = text(row, "account");
    return account.isEmpty() ? providerTitle(text(row, "provider")) : account;
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

/// A price, or as a badge that there is none: under a budget it is refused then.
Cell priceCell(const QJsonObject &model, bool isQuiet)
{
    const QString shown = priceText(model);
    const bool priced = model.value(QLatin1String("priced")).toBool(shown != Words::tr("no price"));
    Cell cell{.text = shown, .toolTip = priceSource(model), .quiet = isQuiet};
    const QJsonValue first = model.value(QLatin1String("deployments")).toArray().first();
    if (priced || text(first.toObject(), "model_name").contains(QLatin1Char('*')))
        return cell; // what a pattern reaches has the prices of the names that are called
    cell.meaning = Meaning::Warning;
    cell.toolTip = Words::tr("Without a price it is refused under a budget");
    return cell;
}

QString askedModel(const QJsonObject &request)
{
    const QString asked = text(request, "asked_model");
    return asked.isEmpty() ? text(request, "model") : asked;
}

std::vector<Column> requestColumns()
{
    return {{Words::tr("Time"), Column::Kind::Monospace,
             [](const QJsonObject &row) {
                 Cell cell = plain(formatClock(integer(row, "started_ms")));
                 cell.toolTip = formatMoment(integer(row, "started_ms"));
                 return cell;
             },
             QStringLiteral("started_ms")},
            {Words::tr("Who"), Column::Kind::Text, [](const QJsonObject &row) { return plain(whoText(row)); }},
            {Words::tr("Model"), Column::Kind::Strong,
             [](const QJsonObject &row) {
                 Cell cell = plain(orDash(askedModel(row)));
                 if (row.contains(QLatin1String("asked_model")))
                     cell.toolTip = Words::tr("counted as %1").arg(text(row, "model"));
                 return cell;
             }},
            {Words::tr("Served by"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 Cell cell = quiet(orDash(servedBy(row)));
                 cell.toolTip = providerTitle(text(row, "provider")) + QLatin1Char('\n') + text(row, "deployment_id");
                 return cell;
             }},
            {Words::tr("Result"), Column::Kind::Pill, resultCell, QStringLiteral("status")},
            {Words::tr("Tokens"), Column::Kind::Number,
             [](const QJsonObject &row) {
                 return plain(integer(row, "attempts") == 0
                                  ? dash()
                                  : formatTokens(integer(row, "prompt_tokens"), integer(row, "completion_tokens")));
             },
             QStringLiteral("tokens")},
            {Words::tr("Cost"), Column::Kind::Number,
             [](const QJsonObject &row) {
                 return moneyCell(integer(row, "attempts") == 0 ? QString() : text(row, "cost_usd"));
             },
             QStringLiteral("cost_usd"), false,
             [](const QJsonObject &row) { return integer(row, "attempts") == 0 ? QString() : text(row, "cost_usd"); }},
            {Words::tr("Took"), Column::Kind::Number,
             [](const QJsonObject &row) { return plain(formatMilliseconds(milliseconds(row, "latency_ms"))); },
             QStringLiteral("latency_ms")},
            {Words::tr("First token"),
             Column::Kind::Number,
             [](const QJsonObject &row) { return quiet(formatMilliseconds(milliseconds(row, "ttft_ms"))); },
             {},
             true},
            {Words::tr("Added"),
             Column::Kind::Number,
             [](const QJsonObject &row) { return quiet(formatMilliseconds(milliseconds(row, "overhead_ms"))); },
             {},
             true},
            {Words::tr("Request id"),
             Column::Kind::Monospace,
             [](const QJsonObject &row) {
                 Cell cell = plain(shortId(text(row, "id")));
                 cell.toolTip = text(row, "id");
                 return cell;
             },
             {},
             true}};
}

std::vector<Column> modelColumns()
{
    return {{Words::tr("Name"), Column::Kind::Strong, [](const QJsonObject &row) { return plain(text(row, "name")); },
             QStringLiteral("name")},
            {Words::tr("Served by"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 const QJsonArray deployments = row.value(QLatin1String("deployments")).toArray();
                 if (deployments.size() == 1) {
                     const QJsonObject only = deployments.first().toObject();
                     return quiet(servedBy(only) + QStringLiteral(" \u00b7 ") + text(only, "upstream_model"));
                 }
                 return quiet(Words::tr("%n deployment(s)", nullptr, static_cast<int>(deployments.size())));
             }},
            {Words::tr("$ / M in, out"), Column::Kind::Number,
             [](const QJsonObject &row) { return priceCell(row, false); }, QStringLiteral("input_usd_per_mtok")},
            {Words::tr("Context"), Column::Kind::Number,
             [](const QJsonObject &row) {
                 const qint64 tokens =
                     integer(row.value(QLatin1String("deployments")).toArray().first().toObject(), "context_tokens");
                 return quiet(tokens > 0 ? formatCompact(tokens) : dash());
             },
             QStringLiteral("context_tokens")},
            {Words::tr("State"), Column::Kind::Pill,
             [](const QJsonObject &row) {
                 const QJsonArray deployments = row.value(QLatin1String("deployments")).toArray();
                 if (!row.value(QLatin1String("enabled")).toBool(true))
                     return Cell{.text = Words::tr("Disabled"), .meaning = Meaning::Quiet};
                 if (deployments.size() == 1)
                     return healthCell(deployments.first().toObject());
                 return healthOfAll(deployments);
             },
             QStringLiteral("failing")},
            {Words::tr("Managed by"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 const QString by =
                     text(row.value(QLatin1String("deployments")).toArray().first().toObject(), "managed_by");
                 return quiet(managedByText(by));
             }},
            {Words::tr("First token"), Column::Kind::Number,
             [](const QJsonObject &row) { return quiet(formatMilliseconds(milliseconds(row, "ttft_p50_ms"))); },
             QStringLiteral("ttft_p50_ms")},
            {Words::tr("Last 24 h"), Column::Kind::Sparkline,
             [](const QJsonObject &row) {
                 const qint64 requests = integer(row, "requests_24h");
                 Cell cell;
                 for (const QJsonValue &hour : row.value(QLatin1String("activity")).toArray())
                     cell.series.push_back(hour.toDouble());
                 cell.text = formatCompact(requests);
                 cell.toolTip = Words::tr("%n request(s) in the last 24 hours", nullptr, static_cast<int>(requests));
                 return cell;
             },
             QStringLiteral("requests_24h")}};
}

std::vector<Column> deploymentColumns()
{
    return {{Words::tr("Deployment"), Column::Kind::Strong,
             [](const QJsonObject &row) {
                 Cell cell = plain(servedBy(row) + QStringLiteral(" \u00b7 ") + text(row, "upstream_model"));
                 cell.toolTip = cell.text + QLatin1Char('\n') + providerTitle(text(row, "provider")) +
                                QLatin1Char('\n') + text(row, "api_base");
                 return cell;
             }},
            {Words::tr("Where"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 Cell cell = quiet(QUrl(text(row, "api_base")).host());
                 cell.toolTip = text(row, "api_base");
                 return cell;
             }},
            {Words::tr("Weight"), Column::Kind::Number,
             [](const QJsonObject &row) { return plain(formatCount(integer(row, "weight"))); },
             QStringLiteral("weight")},
            {Words::tr("$ / M in, out"), Column::Kind::Number,
             [](const QJsonObject &row) {
                 return priceCell({{QLatin1String("deployments"), QJsonArray{row}}}, true);
             },
             QStringLiteral("price.input_usd_per_mtok")},
            {Words::tr("State"), Column::Kind::Pill, [](const QJsonObject &row) { return healthCell(row); }}};
}

std::vector<Column> providerColumns()
{
    return {{Words::tr("Name"), Column::Kind::Strong,
             [](const QJsonObject &row) {
                 Cell cell = plain(text(row, "name"));
                 cell.mark = providerTitle(text(row, "provider"));
                 return cell;
             },
             QStringLiteral("name")},
            {Words::tr("Provider"), Column::Kind::Text,
             [](const QJsonObject &row) { return quiet(providerTitle(text(row, "provider"))); },
             QStringLiteral("provider")},
            {Words::tr("Address"), Column::Kind::Text,
             [](const QJsonObject &row) {
                 Cell cell = quiet(orDash(QUrl(text(row, "api_base")).authority()));
                 cell.toolTip = text(row, "api_base");
                 return cell;
             },
             QStringLiteral("api_base")},
            {Words::tr("Key"), Column::Kind::Monospace,
             [](const QJsonObject &row) {
                 const QString hint = text(row, "api_key_hint");
                 return plain(!hint.isEmpty()                                    ? hint
                              : row.value(QLatin1String("has_api_key")).toBool() ? Words::tr("set")
                                                                                 : Words::tr("none"));
             }},
            {Words::tr("Deployments"), Column::Kind::Number,
             [](const QJsonObject &row) { return plain(formatCount(integer(row, "deployments"))); },
             QStringLiteral("deployments")},
            {Words::tr("State"), Column::Kind::Pill, [](const QJsonObject &row) { return healthCell(row); }},
            {Words::tr("Managed by"), Column::Kind::Text,
             [](const QJsonObject &row) { return quiet(managedByText(text(row, "managed_by"))); },
             QStringLiteral("managed_by")}};
}

std::vector<Column> keyColumns()
{
    return {
        {Words::tr("Who"), Column::Kind::Strong, [](const QJsonObject &row) { return plain(whoText(row)); },
         QStringLiteral("alias")},
        {Words::tr("Key"), Column::Kind::Monospace, [](const QJsonObject &row) { return plain(text(row, "name")); }},
        {Words::tr("Models"), Column::Kind::Text, allowedCell},
        {Words::tr("Spent"), Column::Kind::Number,
         [](const QJsonObject &row) { return moneyCell(text(row, "spend_usd")); }, QStringLiteral("spend_usd"), false,
         [](const QJsonObject &row) { return text(row, "spend_usd"); }},
        {Words::tr("Budget"), Column::Kind::Number, budgetCell, QStringLiteral("budget_limit_usd")},
        {QString(), Column::Kind::Bar, spendBar, QStringLiteral("budget_used")},
        {Words::tr("Requests / min"), Column::Kind::Number,
         [](const QJsonObject &row) {
             return quiet(row.value(QLatin1String("rpm_limit")).isNull() ? dash()
                                                                         : formatCount(integer(row, "rpm_limit")));
         },
         QStringLiteral("rpm_limit")},
        {Words::tr("Last used"), Column::Kind::Text,
         [](const QJsonObject &row) {
             const qint64 used = integer(row, "last_used_ms");
             Cell cell = quiet(used > 0 ? formatAgo(used, QDateTime::currentMSecsSinceEpoch()) : Words::tr("never"));
             cell.toolTip = used > 0 ? formatMoment(used) : QString();
             return cell;
         },
         QStringLiteral("last_used_ms")},
        {Words::tr("Team"), Column::Kind::Text,
         [](const QJsonObject &row) { return quiet(orDash(text(row, "team_id"))); }, QStringLiteral("team_id")},
        {Words::tr("State"), Column::Kind::Pill, keyState}};
}

} // namespace ostiary
