// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paletteentries.h"

#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/mainwindow.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/modelspage.h"
#include "ui/pages/providerspage.h"
#include "ui/pages/requestspage.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSettings>

#include <array>
#include <memory>

namespace ostiary {

namespace {

constexpr int kOfEach = 6;
constexpr std::array kLists = {"keys", "models", "providers"};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Palette)
};

template <typename Wanted>
Wanted &open(MainWindow &window, const QString &name)
{
    window.showPage(name);
    return *static_cast<Wanted *>(window.pageWidget(name));
}

PaletteEntry keyEntry(MainWindow &window, const QJsonObject &row)
{
    const QString id = row.value(QLatin1String("id")).toString();
    const QString masked = row.value(QLatin1String("name")).toString();
    const QString alias = row.value(QLatin1String("alias")).toString(masked);
    const QJsonValue used = row.value(QLatin1String("budget_used"));
    const bool blocked = row.value(QLatin1String("blocked")).toBool();
    return {Words::tr("Keys"),
            QStringLiteral("keys"),
            whoText(row),
            masked,
            blocked           ? Words::tr("blocked")
            : used.isDouble() ? Words::tr("%1 spent").arg(formatShare(used.toDouble()))
                              : QString(),
            [&window, id, alias] { open<KeysPage>(window, QStringLiteral("keys")).open(id, alias); }};
}

PaletteEntry modelEntry(MainWindow &window, const QJsonObject &row)
{
    const QString name = row.value(QLatin1String("name")).toString();
    const QJsonArray deployments = row.value(QLatin1String("deployments")).toArray();
    const int count = static_cast<int>(deployments.size());
    return {Words::tr("Models"),
            QStringLiteral("models"),
            name,
            Words::tr("%n deployment(s)", nullptr, count),
            count == 1 ? healthCell(deployments.first().toObject()).text : QString(),
            [&window, name] { open<ModelsPage>(window, QStringLiteral("models")).open(name); }};
}

PaletteEntry providerEntry(MainWindow &window, const QJsonObject &row)
{
    const QString id = row.value(QLatin1String("id")).toString(), name = row.value(QLatin1String("name")).toString();
    return {Words::tr("Providers"),
            QStringLiteral("providers"),
            name,
            providerTitle(row.value(QLatin1String("provider")).toString()),
            healthCell(row).text,
            [&window, id, name] { open<ProvidersPage>(window, QStringLiteral("providers")).open(id, name); }};
}

} // namespace

std::vector<PaletteEntry> actionsOf(MainWindow &window)
{
    std::vector<PaletteEntry> entries;
    const auto add = [&](const char *icon, const QString &name, const QString &fact, std::function<void()> act) {
        entries.push_back({Words::tr("Actions"), QLatin1String(icon), name, fact, {}, std::move(act)});
    };
    const auto make = [&window](const char *page) {
        return [&window, page] { open<Page>(window, QLatin1String(page)).handles().make->click(); };
    };
    add("keys", Words::tr("New key"), {}, make("keys"));
    add("models", Words::tr("New model"), {}, make("models"));
    add("providers", Words::tr("New provider"), {}, make("providers"));
    add("requests", Words::tr("Failed requests"), QStringLiteral("is:failed"),
        [&window] { open<RequestsPage>(window, QStringLiteral("requests")).setFilter(QStringLiteral("is:failed")); });
    add("requests", Words::tr("Export the requests\u2026"), Words::tr("as CSV"),
        [&window] { open<Page>(window, QStringLiteral("requests")).handles().exported->click(); });
    for (const auto &[choice, name] : {std::pair(Theme::Choice::Light, Words::tr("Light colours")),
                                       {Theme::Choice::Dark, Words::tr("Dark colours")},
                                       {Theme::Choice::System, Words::tr("Colours as the desktop")}}) {
        add("settings", name, {}, [choice = choice] {
            Theme::of().choose(choice);
            QSettings().setValue(QStringLiteral("appearance"), int(choice));
        });
    }
    add("settings", Words::tr("Keyboard shortcuts"), {}, [&window] { window.keys().showList(); });
    return entries;
}

void findObjects(AdminClient &client, MainWindow &window, CommandPalette &palette, const QString &text)
{
    QUrlQuery query;
    addText(query, QStringLiteral("search"), text);
    query.addQueryItem(QStringLiteral("limit"), QString::number(kOfEach));
    struct Answers
    {
        std::array<std::vector<PaletteEntry>, kLists.size()> of;
        std::size_t missing = kLists.size();
    };
    const auto answers = std::make_shared<Answers>();
    constexpr std::array kEntry = {&keyEntry, &modelEntry, &providerEntry};
    for (std::size_t i = 0; i < kLists.size(); ++i) {
        client.call(AdminRequest::get(QStringLiteral("/admin/v1/") + QLatin1String(kLists[i]), query), &palette,
                    [&window, &palette, answers, text, i, kEntry](const AdminReply &reply) {
                        for (const QJsonValue &row : reply.body.value(QLatin1String("data")).toArray())
                            answers->of[i].push_back(kEntry[i](window, row.toObject()));
                        if (--answers->missing > 0)
                            return;
                        std::vector<PaletteEntry> all;
                        for (std::vector<PaletteEntry> &part : answers->of)
                            all.insert(all.end(), part.begin(), part.end());
                        palette.setFound(text, std::move(all));
                    });
    }
}

} // namespace ostiary
