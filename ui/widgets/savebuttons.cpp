// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/savebuttons.h"

namespace ostiary {

SaveButtons::SaveButtons(Form &form, QObject *parent)
    : QObject(parent), m_form(form), m_save(new QPushButton(tr("Save"))), m_discard(new QPushButton(tr("Discard")))
{
    m_save->setProperty("primary", true);
    m_save->setEnabled(false);
    m_discard->hide();
    connect(&form, &Form::entered, m_save, &QPushButton::click);
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_form.discard();
        m_form.resume(); // the button has gone
        Q_EMIT discarded();
    });
}

void SaveButtons::update(bool allowed, bool unchangedToo)
{
    const bool changed = m_form.isDirty();
    m_save->setEnabled(allowed && m_form.isEnabled() && m_form.isValid() && (changed || unchangedToo));
    m_discard->setVisible(changed);
    m_discard->setEnabled(m_form.isEnabled());
}

void SaveButtons::shut()
{
    m_form.setEnabled(false); // what is written meanwhile would be lost
    m_save->setEnabled(false);
    m_discard->setEnabled(false);
}

} // namespace ostiary
