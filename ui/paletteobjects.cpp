// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paletteobjects.h"

#include "models/admin/adminclient.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "ui/mainwindow.h"
#include "ui/pages/keyspage.h"
#include "ui/pages/modelspage.h"
#include "ui/pages/pageparts.h"
#include "ui/pages/providerspage.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <iterator>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Palette)
};

enum Verb { Block, Unblock, Rotate, Edit, Delete, Test, Disable, Enable, Snippet };

/// By Verb.
constexpr const char *kPatterns[] = {
    QT_TRANSLATE_NOOP("Palette", "Block %1"),           QT_TRANSLATE_NOOP("Palette", "Unblock %1"),
    QT_TRANSLATE_NOOP("Palette", "Rotate %1\u2026"),    QT_TRANSLATE_NOOP("Palette", "Edit %1"),
    QT_TRANSLATE_NOOP("Palette", "Delete %1\u2026"),    QT_TRANSLATE_NOOP("Palette", "Test %1"),
    QT_TRANSLATE_NOOP("Palette", "Disable %1"),         QT_TRANSLATE_NOOP("Palette", "Enable %1"),
    QT_TRANSLATE_NOOP("Palette", "Copy snippet for %1")};

template <typename Wanted>
Wanted &open(MainWindow &window, const char *name)
{
    window.showPage(QLatin1String(name));
    return *static_cast<Wanted *>(window.pageWidget(QLatin1String(name)));
}

/// Collects what can be done with one object.
class Actions
{
public:
    Actions(const char *icon, QString name) : m_icon(QLatin1String(icon)), m_name(std::move(name)) {}

    void add(Verb verb, const QString &effect, std::function<void()> act)
    {
        PaletteEntry entry{Words::tr("Actions"), m_icon, Words::tr(kPatterns[verb]).arg(m_name), {}, effect,
                           std::move(act)};
        entry.changes = verb != Edit && verb != Snippet;
        list.push_back(std::move(entry));
    }

    std::vector<PaletteEntry> list;

private:
    const QString m_icon;
    const QString m_name;
};

bool isStored(const QJsonObject &row)
{
    return row.value(QLatin1String("managed_by")).toString() == QLatin1String("store");
}

/// What the form of a model does with one of its deployments.
void addDeployment(MainWindow &window, const QString &model, const QJsonObject &deployment, Actions &actions)
{
    using Act = ModelsPage::Act;
    const auto act = [&window, model, id = deployment.value(QLatin1String("id")).toString()](Act wanted) {
        return [&window, model, id, wanted] { open<ModelsPage>(window, "models").open(model, id, wanted); };
    };
    const bool enabled = deployment.value(QLatin1String("enabled")).toBool(true);
    const bool ours = isStored(deployment);
    if (enabled && !model.contains(QLatin1Char('*')))
        actions.add(Test, Words::tr("sends a real request for one token"), act(Act::Test));
    if (ours && enabled)
        actions.add(Disable, Words::tr("asks first where somebody loses it"), act(Act::Disable));
    if (ours && !enabled)
        actions.add(Enable, Words::tr("from the next request on"), act(Act::Enable));
    if (ours)
        actions.add(Edit, Words::tr("opens the form"), act(Act::Edit));
}

void copySnippet(AdminClient &client, MainWindow &window, const QString &model)
{
    QApplication::clipboard()->setText(snippet(QStringLiteral("curl"), client.dataAddress(),
                                               QStringLiteral("$OPENAI_API_KEY"), exampleRequest(model)));
    Toast::show(&window, Words::tr("The command is in the clipboard; it reads the key from OPENAI_API_KEY."));
}

} // namespace

PaletteObject paletteKey(AdminClient &, MainWindow &window, const QJsonObject &row)
{
    using Act = KeysPage::Act;
    const QString id = row.value(QLatin1String("id")).toString();
    const QString masked = row.value(QLatin1String("name")).toString();
    const QString given = row.value(QLatin1String("alias")).toString();
    const QString alias = given.isEmpty() ? masked : given;
    const QJsonValue used = row.value(QLatin1String("budget_used"));
    const bool blocked = row.value(QLatin1String("blocked")).toBool();
    const auto act = [&window, id, alias](std::optional<Act> wanted) {
        return [&window, id, alias, wanted] { open<KeysPage>(window, "keys").open(id, alias, wanted); };
    };
    PaletteObject object;
    object.entry = {Words::tr("Keys"),
                    QStringLiteral("keys"),
                    whoText(row),
                    masked,
                    blocked           ? Words::tr("blocked")
                    : used.isDouble() ? Words::tr("%1 spent").arg(formatShare(used.toDouble()))
                                      : QString(),
                    act({})};
    Actions actions("keys", alias);
    if (blocked)
        actions.add(Unblock, Words::tr("from the next request on"), act(Act::Unblock));
    else
        actions.add(Block, Words::tr("at once; can be undone"), act(Act::Block));
    actions.add(Rotate, Words::tr("asks first"), act(Act::Rotate));
    actions.add(Edit, Words::tr("opens the form"), act(Act::Edit));
    actions.add(Delete, Words::tr("asks first"), act(Act::Delete));
    object.actions = std::move(actions.list);
    return object;
}

PaletteObject paletteModel(AdminClient &client, MainWindow &window, const QJsonObject &row)
{
    const QString name = row.value(QLatin1String("name")).toString();
    const QJsonArray deployments = row.value(QLatin1String("deployments")).toArray();
    const int count = static_cast<int>(deployments.size());
    PaletteObject object;
    object.entry = {Words::tr("Models"),
                    QStringLiteral("models"),
                    name,
                    Words::tr("%n deployment(s)", nullptr, count),
                    count == 1 ? healthCell(deployments.first().toObject()).text : QString(),
                    [&window, name] { open<ModelsPage>(window, "models").open(name); }};
    for (const QJsonValue &value : deployments) {
        const QJsonObject deployment = value.toObject();
        Actions actions("models", count == 1 ? name : Words::tr("%1 at %2").arg(name, servedBy(deployment)));
        addDeployment(window, name, deployment, actions);
        std::move(actions.list.begin(), actions.list.end(), std::back_inserter(object.actions));
    }
    if (!name.contains(QLatin1Char('*'))) {
        Actions actions("models", name);
        actions.add(Snippet, Words::tr("curl, to the clipboard"),
                    [&client, &window, name] { copySnippet(client, window, name); });
        object.actions.push_back(std::move(actions.list.front()));
    }
    return object;
}

PaletteObject paletteProvider(AdminClient &, MainWindow &window, const QJsonObject &row)
{
    using Act = ProvidersPage::Act;
    const QString id = row.value(QLatin1String("id")).toString(), name = row.value(QLatin1String("name")).toString();
    const auto act = [&window, id, name](std::optional<Act> wanted) {
        return [&window, id, name, wanted] { open<ProvidersPage>(window, "providers").open(id, name, wanted); };
    };
    PaletteObject object;
    object.entry = {Words::tr("Providers"),
                    QStringLiteral("providers"),
                    name,
                    providerTitle(row.value(QLatin1String("provider")).toString()),
                    healthCell(row).text,
                    act({})};
    if (!isStored(row))
        return object;
    Actions actions("providers", name);
    actions.add(Test, Words::tr("asks for its models"), act(Act::Test));
    actions.add(Edit, Words::tr("opens the form"), act(Act::Edit));
    object.actions = std::move(actions.list);
    return object;
}

std::optional<QString> nameBesideAction(const QString &text)
{
    constexpr int kLeast = 3; ///< letters that may stand for a word
    QStringList words;
    for (const char *pattern : kPatterns)
        words += Words::tr(pattern)
                     .remove(QStringLiteral("%1"))
                     .remove(QChar(0x2026))
                     .toLower()
                     .split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QStringList parts = text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList left;
    for (const QString &part : parts) {
        const bool isVerb = words.contains(part) ||
                            (part.size() >= kLeast && std::any_of(words.begin(), words.end(), [&](const QString &word) {
                                 return word.startsWith(part);
                             }));
        if (!isVerb)
            left += part;
    }
    return left.isEmpty() || left.size() == parts.size() ? std::nullopt : std::optional(left.join(QLatin1Char(' ')));
}

} // namespace ostiary
