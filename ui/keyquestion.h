// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop.h"

#include <QCheckBox>
#include <QDialog>
#include <QLineEdit>

namespace ostiary {

/// Asks for the admin key of a gateway elsewhere, and says where it will be kept.
class KeyQuestion final : public QDialog
{
    Q_OBJECT

public:
    /// `refused`: the gateway does not take the key that there was. `where`: the keychain, or a file.
    KeyQuestion(const QUrl &address, bool refused, const KeptKey &where, QWidget *parent = nullptr);

    QString key() const { return m_key->text().trimmed(); }
    bool shallBeKept() const { return m_keep->isChecked(); }

private:
    QLineEdit *m_key;
    QCheckBox *m_keep;
};

} // namespace ostiary
