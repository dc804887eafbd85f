// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/formsaving.h"

#include "models/items/codewords.h"

#include <QScopeGuard>

#include <utility>

namespace ostiary {

FormSaving::FormSaving(Page &page, AdminClient &client, Form &form, Deeds deeds)
    : QObject(&page), m_page(page), m_client(client), m_form(form), m_deeds(std::move(deeds)), m_buttons(form)
{
    m_form.setSaver([this] { save(); });
    connect(m_buttons.save(), &QPushButton::clicked, this, &FormSaving::save);
}

void FormSaving::save()
{
    const AdminRequest request = m_deeds.request();
    const HeldFocus focus(m_page);
    m_buttons.shut();
    m_client.call(request, &m_page,
                  [this, request, focus, name = m_deeds.name(), subject = m_form.subject()](const AdminReply &reply) {
                      const bool isNew = request.method == "POST";
                      if (subject != m_form.subject()) { // another is in the form, which is not this one's any more
                          told(name, isNew, reply);
                          return;
                      }
                      m_form.setEnabled(true);
                      const auto after =
                          qScopeGuard([&] { focus.giveBack(m_form); }); // the buttons are as they shall be
                      if (!reply.ok()) {
                          refused(request, name, reply);
                          return;
                      }
                      m_deeds.saved(reply.body, isNew);
                      told(m_deeds.name(), isNew, reply);
                      m_form.saved();
                  });
}

void FormSaving::told(const QString &name, bool isNew, const AdminReply &reply)
{
    if (!reply.ok()) {
        m_page.notice().tell(tr("%1 is not saved: %2").arg(name, complaintWords(reply)), true);
        return;
    }
    m_page.notice().settle();
    if (isNew && m_deeds.made)
        m_deeds.made(reply.body);
    else
        Toast::show(&m_page, tr("%1 is saved; it holds from the next request on.").arg(name));
}

void FormSaving::refused(const AdminRequest &request, const QString &name, const AdminReply &reply)
{
    m_form.notSaved();
    Q_EMIT m_form.edited(); // its buttons can be used again
    if (reply.status == kChangedMeanwhile)
        readAgain(m_page, m_client, request.path, [this, subject = m_form.subject()](const QJsonObject &object) {
            if (subject == m_form.subject())
                m_deeds.again(object);
        });
    if (!m_form.setError(fieldOf(reply), complaintWords(reply)))
        told(name, false, reply);
}

} // namespace ostiary
