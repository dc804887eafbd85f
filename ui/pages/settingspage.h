// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/desktop.h"
#include "ui/pages/importpanel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/savebuttons.h"

#include <QComboBox>
#include <QHash>
#include <QScrollArea>

namespace ostiary {

/// How the console looks and behaves, which gateways it knows, and the settings of the gateway it shows.
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    /// `desktop` may be null: then what belongs to it is not shown.
    SettingsPage(AdminClient &client, Desktop *desktop, QWidget *parent = nullptr);

    /// Its cards; those that belong to the desktop only where there is one.
    enum class Part { Console, Gateways, Server, Import };
    static QList<Part> parts(bool hasDesktop);
    static QString titleOf(Part part);
    /// Brings a card into view, with the keyboard on what is first in it.
    void bring(Part part);

    /// Asks for a file, then shows what it would change.
    void chooseImport();
    void exportAll();
    /// Shows what a LiteLLM configuration would change.
    void importFile(const QString &file) { m_import->read(file); }

Q_SIGNALS:
    void appearanceChosen(int choice); ///< Theme::Choice
    /// `en`, `de`, or empty for the system's; holds from the next start on.
    void languageChosen(const QString &language);

private:
    Card *buildConsole();
    Card *buildGateways();
    Card *buildServer();
    void listProfiles();
    void addProfile();
    void askServer();
    void showServer(const QJsonObject &settings);
    void saveServer();
    void showFacts();

    AdminClient &m_client;
    Desktop *m_desktop;
    QVBoxLayout *m_profiles = nullptr;
    QLineEdit *m_profileName = nullptr;
    QLineEdit *m_profileAddress = nullptr;
    Form *m_server;
    SaveButtons m_buttons;
    PlainLabel *m_facts;
    PlainLabel *m_serverNote;
    ImportPanel *m_import;
    QString m_dataDirectory;
    QHash<int, Card *> m_cards; ///< by Part
    QScrollArea *m_area = nullptr;
};

} // namespace ostiary
