// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/pages/pageparts.h"
#include "ui/widgets/savebuttons.h"

#include <functional>

namespace ostiary {

/// Saves the object in the form of a page, whatever is looked at when the answer comes: one that is still shown is
/// shown as it is stored, a complaint stands under its field or in the page's notice, and what another has changed
/// meanwhile is read again.
class FormSaving final : public QObject
{
    Q_OBJECT

public:
    /// What the page knows of the object in its form.
    struct Deeds
    {
        /// Makes a new one (POST) or changes the one that is shown (PATCH).
        std::function<AdminRequest()> request;
        /// As notices call it.
        std::function<QString()> name;
        /// It is stored, and still in the form.
        std::function<void(const QJsonObject &object, bool isNew)> saved;
        /// Another has changed it: this is how it is by now.
        std::function<void(const QJsonObject &object)> again;
        /// Whatever is in the form: a new one is made. Without it this is told as a change is.
        std::function<void(const QJsonObject &object)> made = {};
    };

    /// The page calls `buttons().update` whenever the form, or what it is about, is another.
    FormSaving(Page &page, AdminClient &client, Form &form, Deeds deeds);

    SaveButtons &buttons() { return m_buttons; }
    void save();

private:
    void told(const QString &name, bool isNew, const AdminReply &reply);
    void refused(const AdminRequest &request, const QString &name, const AdminReply &reply);

    Page &m_page;
    AdminClient &m_client;
    Form &m_form;
    const Deeds m_deeds;
    SaveButtons m_buttons;
};

} // namespace ostiary
