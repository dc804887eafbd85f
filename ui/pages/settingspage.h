// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/widgets/card.h"

#include <QComboBox>

namespace ostiary {

/// How the console looks and which gateway it shows.
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(AdminClient &client, QWidget *parent = nullptr);

Q_SIGNALS:
    void appearanceChosen(int choice); ///< Theme::Choice
    /// `en`, `de`, or empty for the system's; holds from the next start on.
    void languageChosen(const QString &language);

private:
    void showGateway();

    AdminClient &m_client;
    QLabel *m_gateway;
};

} // namespace ostiary
