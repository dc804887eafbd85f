// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paletteentries.h"

#include "ui/mainwindow.h"
#include "ui/pages/requestspage.h"
#include "ui/pages/settingspage.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QSettings>

#include <utility>

namespace ostiary {

namespace {

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

} // namespace

std::vector<PaletteEntry> actionsOf(MainWindow &window)
{
    std::vector<PaletteEntry> entries;
    const auto add = [&](const char *icon, const QString &name, const QString &effect, std::function<void()> act,
                         const QString &also = {}) {
        entries.push_back({Words::tr("Actions"), QLatin1String(icon), name, {}, effect, std::move(act), also});
    };
    const auto make = [&window](const char *page) {
        return [&window, page] { open<Page>(window, QLatin1String(page)).handles().make->click(); };
    };
    const QString form = Words::tr("opens an empty form");
    add("keys", Words::tr("New key"), form, make("keys"), Words::tr("add make create"));
    add("models", Words::tr("New model"), form, make("models"), Words::tr("add make create"));
    add("providers", Words::tr("New provider"), form, make("providers"), Words::tr("add make create"));
    add("settings", Words::tr("Import a configuration\u2026"), Words::tr("shows what would change first"),
        [&window] { open<SettingsPage>(window, QStringLiteral("settings")).chooseImport(); });
    add("settings", Words::tr("Export the configuration\u2026"), Words::tr("writes a file"),
        [&window] { open<SettingsPage>(window, QStringLiteral("settings")).exportAll(); });
    add("requests", Words::tr("Failed requests"), QStringLiteral("is:failed"),
        [&window] { open<RequestsPage>(window, QStringLiteral("requests")).setFilter(QStringLiteral("is:failed")); });
    add("requests", Words::tr("Export the requests\u2026"), Words::tr("as CSV"),
        [&window] { open<Page>(window, QStringLiteral("requests")).handles().exported->click(); });
    for (const auto &[choice, name] : {std::pair(Theme::Choice::Light, Words::tr("Light colours")),
                                       {Theme::Choice::Dark, Words::tr("Dark colours")},
                                       {Theme::Choice::System, Words::tr("Colours as the desktop")}}) {
        add("settings", name, Words::tr("at once"), [choice = choice] {
            Theme::of().choose(choice);
            QSettings().setValue(QStringLiteral("appearance"), int(choice));
        });
    }
    add("settings", Words::tr("Keyboard shortcuts"), {}, [&window] { window.keys().showList(); });
    for (const SettingsPage::Part part : SettingsPage::parts(window.hasDesktop())) {
        entries.push_back(
            {Words::tr("Settings"), QStringLiteral("settings"), SettingsPage::titleOf(part), {}, {}, [&window, part] {
                 open<SettingsPage>(window, QStringLiteral("settings")).bring(part);
             }});
    }
    return entries;
}

} // namespace ostiary
