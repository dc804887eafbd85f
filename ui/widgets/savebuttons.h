// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/form.h"

#include <QPushButton>

namespace ostiary {

/// Save and Discard of a form. Enter in a field presses Save; Discard is there while something is changed, and puts
/// back what is stored.
class SaveButtons final : public QObject
{
    Q_OBJECT

public:
    explicit SaveButtons(Form &form, QObject *parent = nullptr);

    QPushButton *save() { return m_save; }
    QPushButton *discard() { return m_discard; }
    /// As the form is by now. `allowed`: nothing but the form speaks against saving; `unchangedToo`: it can be saved as
    /// it was loaded, as a new object can.
    void update(bool allowed = true, bool unchangedToo = false);
    /// The form is being saved: until its answer neither it nor its buttons can be used.
    void shut();

Q_SIGNALS:
    void discarded();

private:
    Form &m_form;
    QPushButton *m_save, *m_discard;
};

} // namespace ostiary
