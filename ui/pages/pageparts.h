// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "models/items/resourcemodel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/form.h"

#include <QComboBox>
#include <QDeadlineTimer>
#include <QJsonArray>
#include <QPointer>
#include <QSplitter>

#include <functional>
#include <utility>

namespace ostiary {

/// Says on the page what was deleted or changed, with Undo, which rolls back the revision that `change`, the gateway's
/// answer, tells: nothing is read, which could fail or find somebody else's. `name`: of the object, as people know it.
void offerUndo(Page &page, AdminClient &client, const QString &name, const AdminReply &change, const QString &text);

/// The status of a change that relied on another revision of its object (AdminRequest::at).
constexpr int kChangedMeanwhile = 412;
/// Reads the object at `path` again, after someone else has changed it; what went wrong is said on the page.
void readAgain(Page &page, AdminClient &client, const QString &path, std::function<void(const QJsonObject &)> show);

/// The field of a form that a complaint is about, which may have another name at the gateway.
QString fieldOf(const AdminReply &reply);

/// Holds the keyboard on the page while a call is under way that disables what has it; else it would go to the next
/// control there is, and the next key with it.
class HeldFocus
{
public:
    explicit HeldFocus(Page &page);
    /// To what had it, or into the form when that cannot have it any more; nothing when it has gone elsewhere
    /// meanwhile.
    void giveBack(Form &form) const;

private:
    QPointer<Page> m_page;
    QPointer<QWidget> m_had; ///< null: it was not on the page
};

/// What is to be done with an object as soon as its page shows it. Ten seconds later nobody expects it any more.
class OnceShown
{
public:
    void want(const QString &id, std::function<void()> act);
    /// Whose showing is waited for; empty: nothing is.
    QString id() const { return m_until.hasExpired() ? QString() : m_id; }
    /// `page` shows this object; what is wanted is done when the event under way is over.
    void tell(Page &page, const QString &id);

private:
    QString m_id;
    std::function<void()> m_act;
    QDeadlineTimer m_until;
};

/// Asks by naming what is destroyed and what depends on it; true when it shall be done.
bool confirmDestruction(QWidget *parent, const QString &question, const QString &consequence, const QString &more,
                        const QString &action);

/// A splitter whose position is kept for the user under `name`.
QSplitter *keptSplitter(Qt::Orientation orientation, const QString &name);

/// Writes text that a user wants into a file that he chooses; what went wrong is said on the page.
void saveTextAs(Page &page, const QString &title, const QString &fileName, const QString &filter, const QString &text);

/// A request to the gateway's endpoint as a command or program that a user can paste: `curl`, `python` or `node`.
/// `key` stands where the program reads it; `body` is the request.
QString snippet(const QString &kind, const QUrl &endpoint, const QString &key, const QJsonObject &body);

/// Reads a list again while its page is shown: what was spent and how models do, when requests have been answered; and
/// every few seconds, for what ends by itself.
void followRequests(AdminClient &client, Page &page, ResourceModel &model);

/// Each provider of a choice gets its mark.
void markProviders(QComboBox &choice);
/// What a choice of providers offers of the gateway's presets: those that most people look for, then the others by
/// title. `offered` says which.
QList<std::pair<QString, QString>> providerChoices(const QJsonArray &presets,
                                                   const std::function<bool(const QJsonObject &)> &offered);

/// The body of a first request to `model`.
QJsonObject exampleRequest(const QString &model);

} // namespace ostiary
