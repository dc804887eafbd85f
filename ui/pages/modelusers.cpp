// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/modelusers.h"

#include "models/domain/identity.h"
#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "ui/widgets/showntext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <memory>
#include <utility>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ModelUsers)
};

/// What is known so far of the question.
struct Search
{
    AdminClient &client;
    QPointer<QObject> context;
    QString model;
    QString deployment;
    std::function<void(const ModelUsers &)> done;
    ModelUsers found = {};
};
using SearchPtr = std::shared_ptr<Search>;

using Row = std::function<void(Search &, const QJsonObject &)>;
using Then = std::function<void(const SearchPtr &)>;

void readAll(const SearchPtr &search, const QString &path, const QUrlQuery &query, const QString &cursor,
             const Row &row, const Then &then)
{
    QUrlQuery asked = query;
    asked.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
    if (!cursor.isEmpty())
        asked.addQueryItem(QStringLiteral("cursor"), cursor);
    search->client.call(AdminRequest::get(path, asked), search->context,
                        [search, path, query, row, then](const AdminReply &reply) {
                            if (!reply.ok()) {
                                search->found.complaint = complaintWords(reply);
                                return search->done(search->found);
                            }
                            for (const QJsonValue &value : reply.body.value(QLatin1String("data")).toArray())
                                row(*search, value.toObject());
                            const QString next = reply.body.value(QLatin1String("next_cursor")).toString();
                            if (next.isEmpty())
                                then(search);
                            else
                                readAll(search, path, query, next, row, then);
                        });
}

void noteDeployment(Search &search, const QJsonObject &deployment)
{
    if (deployment.value(QLatin1String("id")).toString() != search.deployment &&
        deployment.value(QLatin1String("model_name")).toString() == search.model &&
        deployment.value(QLatin1String("enabled")).toBool(true))
        search.found.others = true;
}

void noteKey(Search &search, const QJsonObject &key)
{
    const bool ofTeam = !key.value(QLatin1String("team_id")).toString().isEmpty();
    std::vector<std::string> models;
    for (const QJsonValue &name : key.value(QLatin1String("models")).toArray())
        models.push_back(name.toString().toStdString());
    if (ofTeam) // a team has no list of its own
        std::replace(models.begin(), models.end(), std::string(kAllTeamModels), std::string(kAllProxyModels));
    const auto isAll = [](const std::string &name) { return name == "*" || name == kAllProxyModels; };
    if (models.empty() || std::any_of(models.begin(), models.end(), isAll))
        ++search.found.unlimited;
    else if (modelAllowed(models, search.model.toStdString()))
        search.found.naming += whoText(key);
}

} // namespace

void findModelUsers(AdminClient &client, QObject *context, const QString &model, const QString &deployment,
                    std::function<void(const ModelUsers &)> done)
{
    const auto search = std::make_shared<Search>(Search{client, context, model, deployment, std::move(done)});
    QUrlQuery ofModel;
    addText(ofModel, QStringLiteral("model_name"), model);
    readAll(search, QStringLiteral("/admin/v1/deployments"), ofModel, {}, noteDeployment, [](const SearchPtr &known) {
        readAll(known, QStringLiteral("/admin/v1/keys"), {}, {}, noteKey,
                [](const SearchPtr &all) { all->done(all->found); });
    });
}

QString ModelUsers::consequence(const QString &model) const
{
    const QString named = shownName(model);
    if (!complaint.isEmpty())
        return Words::tr("Who calls %1 is not known: %2").arg(named, complaint);
    return others ? Words::tr("The other deployments of %1 take its requests.").arg(named)
                  : Words::tr("Requests for %1 will be refused.").arg(named);
}

QString ModelUsers::losing() const
{
    if (others || !complaint.isEmpty())
        return {};
    QStringList lines;
    if (!naming.isEmpty())
        lines += Words::tr("These keys name it and lose it: %1.").arg(shownName(naming.join(QStringLiteral(", "))));
    if (unlimited > 0)
        lines += Words::tr("%n key(s) for all models lose it, too.", nullptr, unlimited);
    if (lines.isEmpty())
        lines += Words::tr("No key may call it.");
    return lines.join(QLatin1Char(' '));
}

} // namespace ostiary
