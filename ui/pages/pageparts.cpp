// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pageparts.h"

#include "models/items/codewords.h"
#include "models/items/columns.h"
#include "ui/icons.h"
#include "ui/widgets/question.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPointer>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

constexpr int kRestsMs = 5000;
constexpr int kExpectedMs = 10'000;
constexpr int kLongChoice = 24; ///< lines of a choice that are seen at a glance

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PageParts)
};

QString json(const QJsonObject &body, QJsonDocument::JsonFormat format = QJsonDocument::Compact)
{
    return QString::fromUtf8(QJsonDocument(body).toJson(format)).trimmed();
}

/// Python has other words for three values of JSON; as keyword arguments, one a line.
QString pythonArguments(const QJsonObject &body)
{
    QString out;
    for (auto it = body.begin(); it != body.end(); ++it) {
        QString value =
            QString::fromUtf8(QJsonDocument(QJsonArray{it.value()}).toJson(QJsonDocument::Compact)).trimmed();
        value = value.mid(1, value.size() - 2);
        if (it.value().isBool())
            value = it.value().toBool() ? QStringLiteral("True") : QStringLiteral("False");
        out += QStringLiteral("    %1=%2,\n").arg(it.key(), value);
    }
    return out;
}

} // namespace

void readAgain(Page &page, AdminClient &client, const QString &path, std::function<void(const QJsonObject &)> show)
{
    client.call(AdminRequest::get(path), &page, [&page, show = std::move(show)](const AdminReply &reply) {
        if (reply.ok())
            show(reply.body);
        else
            page.notice().tell(complaintWords(reply), true);
    });
}

QString fieldOf(const AdminReply &reply)
{
    return reply.field == QLatin1String("key_alias") ? QStringLiteral("alias") : reply.field;
}

void offerUndo(Page &page, AdminClient &client, const QString &name, const AdminReply &change, const QString &text)
{
    const qint64 number = change.body.value(QLatin1String("revision")).toInteger();
    if (number == 0) {
        page.notice().tell(text);
        return;
    }
    page.notice().tell(text, false, Words::tr("Undo"), [&page, &client, number, name] {
        client.call(
            AdminRequest::post(QStringLiteral("/admin/v1/revisions/%1/rollback").arg(number), {}), &page,
            [&page, name](const AdminReply &undone) {
                page.notice().tell(
                    undone.ok()
                        ? Words::tr("%1 is as it was before.").arg(name)
                        : Words::tr("The change of %1 could not be undone: %2").arg(name, complaintWords(undone)),
                    !undone.ok());
            });
    });
}

HeldFocus::HeldFocus(Page &page) : m_page(&page), m_had(page.window()->focusWidget())
{
    if (m_had && page.isAncestorOf(m_had))
        page.setFocus();
    else
        m_had = nullptr;
}

void HeldFocus::giveBack(Form &form) const
{
    if (!m_page || !m_had || m_page->window()->focusWidget() != m_page)
        return;
    if (m_had->isVisible() && m_had->isEnabled())
        m_had->setFocus();
    else
        form.resume();
}

void OnceShown::want(const QString &id, std::function<void()> act)
{
    m_id = id;
    m_act = std::move(act);
    m_until.setRemainingTime(kExpectedMs);
}

void OnceShown::tell(Page &page, const QString &id)
{
    if (id.isEmpty() || this->id() != id)
        return;
    m_id.clear();
    QMetaObject::invokeMethod(&page, std::exchange(m_act, {}), Qt::QueuedConnection);
}

bool confirmDestruction(QWidget *parent, const QString &question, const QString &consequence, const QString &more,
                        const QString &action)
{
    Question box(question, more.isEmpty() ? consequence : consequence + QLatin1Char('\n') + more, parent);
    const QPushButton *sure = box.add(action, QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addCancel());
    box.exec();
    return box.wasAnswered(sure);
}

QSplitter *keptSplitter(Qt::Orientation orientation, const QString &name)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setObjectName(name);
    splitter->setHandleWidth(14);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

void saveTextAs(Page &page, const QString &title, const QString &fileName, const QString &filter, const QString &text)
{
    const QString file = QFileDialog::getSaveFileName(&page, title, fileName, filter);
    if (file.isEmpty())
        return;
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && out.write(text.toUtf8()) >= 0 && out.commit())
        Toast::show(&page, Words::tr("Written to %1").arg(file));
    else
        page.notice().tell(
            Words::tr("%1 could not be written: %2. Choose another folder.").arg(file, out.errorString()), true);
}

void followRequests(AdminClient &client, Page &page, ResourceModel &model)
{
    QObject::connect(&client, &AdminClient::countersChanged, &page,
                     [&client, &page, &model, seen = qint64(-1)]() mutable {
                         const qint64 requests = client.counters().value(QLatin1String("requests_total")).toInteger();
                         if (page.isVisible() && std::exchange(seen, requests) != requests)
                             model.reload();
                     });
    QObject::connect(&page, &Page::shown, &model, &ResourceModel::reload);
    auto *rests = new QTimer(&page); // a deployment's rest and a budget's window end without a request
    rests->setInterval(kRestsMs);
    QObject::connect(rests, &QTimer::timeout, &page, [&client, &page, &model] {
        if (page.isVisible() && client.state() == AdminClient::State::Online)
            model.reload();
    });
    rests->start();
}

void markProviders(QComboBox &choice)
{
    for (int i = 0; i < choice.count(); ++i) {
        if (!choice.itemData(i).toString().isEmpty())
            choice.setItemIcon(i, monogram(choice.itemText(i)));
    }
    if (choice.isEditable() || choice.count() <= kLongChoice)
        return;
    choice.setEditable(true); // a long list is searched by what its lines contain
    choice.setInsertPolicy(QComboBox::NoInsert);
    choice.lineEdit()->setReadOnly(!choice.isEnabled());
    choice.lineEdit()->setAccessibleName(choice.accessibleName());
    choice.setMaxVisibleItems(kLongChoice);
    QCompleter *completer = choice.completer();
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    QObject::connect(choice.lineEdit(), &QLineEdit::editingFinished, &choice, [&choice] {
        const int at = choice.findText(choice.currentText(), Qt::MatchFixedString);
        const bool typed = choice.lineEdit()->isModified();
        if (at < 0 || (at == choice.currentIndex() && !typed)) {
            choice.setEditText(choice.itemText(choice.currentIndex())); // no line of the list
        } else {
            choice.setCurrentIndex(at);
            choice.lineEdit()->setModified(false);
            Q_EMIT choice.activated(at);
        }
    });
}

QList<std::pair<QString, QString>> providerChoices(const QJsonArray &presets,
                                                   const std::function<bool(const QJsonObject &)> &offered)
{
    QList<std::pair<QString, QString>> known, others;
    for (const QJsonValue &value : presets) {
        const QJsonObject preset = value.toObject();
        const QString name = preset.value(QLatin1String("provider")).toString();
        if (offered(preset))
            (preset.value(QLatin1String("well_known")).toBool() ? known : others).append({name, providerTitle(name)});
    }
    std::sort(others.begin(), others.end(),
              [](const auto &a, const auto &b) { return QString::localeAwareCompare(a.second, b.second) < 0; });
    return known + others;
}

QJsonObject exampleRequest(const QString &model)
{
    return {{QLatin1String("model"), model},
            {QLatin1String("messages"),
             QJsonArray{QJsonObject{{QLatin1String("role"), QLatin1String("user")},
                                    {QLatin1String("content"), QLatin1String("Who keeps the door?")}}}}};
}

QString snippet(const QString &kind, const QUrl &endpoint, const QString &key, const QJsonObject &body)
{
    const QString base = endpoint.toString(QUrl::StripTrailingSlash) + QStringLiteral("/v1");
    if (kind == QLatin1String("python"))
        return QStringLiteral("from openai import OpenAI  # pip install openai\n\n"
                              "client = OpenAI(base_url=\"%1\", api_key=\"%2\")\n"
                              "answer = client.chat.completions.create(\n%3)\n"
                              "print(answer.choices[0].message.content)\n")
            .arg(base, key, pythonArguments(body));
    if (kind == QLatin1String("node"))
        return QStringLiteral("import OpenAI from \"openai\"; // npm install openai\n\n"
                              "const client = new OpenAI({ baseURL: \"%1\", apiKey: \"%2\" });\n"
                              "const answer = await client.chat.completions.create(%3);\n"
                              "console.log(answer.choices[0].message.content);\n")
            .arg(base, key, json(body, QJsonDocument::Indented));
    if (kind == QLatin1String("environment"))
        return QStringLiteral("export OPENAI_BASE_URL=%1\nexport OPENAI_API_KEY=%2\n").arg(base, key);
    return QStringLiteral("curl %1/chat/completions \\\n  -H \"Authorization: Bearer %2\" \\\n"
                          "  -H \"Content-Type: application/json\" \\\n  -d '%3'\n")
        .arg(base, key, json(body).replace(QLatin1Char('\''), QLatin1String("'\\''")));
}

} // namespace ostiary
