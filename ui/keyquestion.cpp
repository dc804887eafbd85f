// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyquestion.h"

#include "ui/theme.h"
#include "ui/widgets/card.h"

#include <QPushButton>

namespace ostiary {

KeyQuestion::KeyQuestion(const QUrl &address, bool refused, const KeptKey &where, QWidget *parent)
    : QDialog(parent), m_key(new QLineEdit), m_keep(new QCheckBox(tr("Remember it")))
{
    const bool sealed = where.place == KeptKey::Place::Keychain;
    setWindowTitle(tr("Admin key"));
    auto *what = new PlainLabel((refused ? tr("The gateway at %1 does not take the key. Enter its admin key")
                                         : tr("Admin key of the gateway at %1"))
                                    .arg(address.authority()));
    what->setWordWrap(true);
    what->setFont(Theme::of().font(Theme::Type::CardTitle));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setAccessibleName(tr("Admin key"));
    m_keep->setChecked(sealed); // in the clear only by a person's choice
    auto *note =
        dimLabel(sealed ? tr("It is kept in the desktop's keychain.")
                        : tr("No keychain is reached here. Remembered, the key stands in the clear in %1, a file "
                             "that only you can read.")
                              .arg(where.file));
    note->setWordWrap(true);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *connectNow = new QPushButton(tr("Connect"));
    connectNow->setProperty("primary", true);
    connectNow->setDefault(true);
    connectNow->setEnabled(false);
    connect(m_key, &QLineEdit::textChanged, connectNow,
            [this, connectNow] { connectNow->setEnabled(!key().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(connectNow, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(connectNow);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::kWide, 20, Theme::kWide, 20);
    all->setSpacing(Theme::kMedium);
    for (QWidget *part : std::initializer_list<QWidget *>{what, m_key, m_keep, note})
        all->addWidget(part);
    all->addLayout(buttons);
    resize(460, sizeHint().height());
}

} // namespace ostiary
