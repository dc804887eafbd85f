// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "models/admin/consolekey.h"
#include "ui/alertwatcher.h"
#include "ui/desktop.h"
#include "ui/widgets/navigation.h"
#include "ui/widgets/notices.h"
#include "ui/windowkeys.h"

#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>

#include <functional>
#include <vector>

namespace ostiary {

class Page;

/// The frame: navigation at the left, the page, and the foot line that says which gateway this is and how it does.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// `desktop` may be null, see SettingsPage.
    explicit MainWindow(AdminClient &client, Desktop *desktop = nullptr, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Asked when the window is closed. Without it the window of a gateway elsewhere closes, and that of an embedded
    /// one asks whether the gateway shall end.
    void setCloser(std::function<Closing()> closer) { m_closer = std::move(closer); }
    /// False when there are changes and the user wants to keep them, or saves them first: `goOn` is called then.
    bool confirmLoss(const std::function<void()> &goOn = {});

    /// Whether the gateway runs in this process and ends with the window.
    bool carriesGateway() const { return m_client.serverName().isEmpty(); }

    int pageCount() const { return static_cast<int>(m_pages.size()); }
    /// Name of a page as in file names: overview, requests, …
    QString pageName(int page) const { return m_pages[static_cast<std::size_t>(page)].name; }
    /// Opens it, with the keyboard on what is wanted first there.
    void showPage(int page);
    void showPage(const QString &name);
    /// The page if it has been shown before, otherwise null.
    QWidget *pageWidget(const QString &name) const;
    WindowKeys &keys() { return m_keys; }
    /// Whether the settings show what belongs to the desktop.
    bool hasDesktop() const { return m_hasDesktop; }

Q_SIGNALS:
    /// Something that somebody should know without looking; `page` shows more of it.
    void alert(const QString &title, const QString &text, const QString &page);
    /// The window was closed, and nothing speaks against it.
    void closed();
    /// The admin key shall be entered anew.
    void keyWanted();
    /// Whoever has said No to the gateway's certificate wants to be asked again.
    void certificateWanted();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Entry
    {
        QString name;
        QString title;
        std::function<QWidget *()> make;
        QWidget *widget = nullptr; ///< made when it is first shown
        bool inNavigation = true;
    };
    void addPage(const QString &name, const QString &title, std::function<QWidget *()> make);
    void addPages(Desktop *desktop);
    void offerWelcome();
    Closing askToEnd();
    void buildFoot();
    void showCounters();
    void showStrangers(const QJsonObject &refused);
    void showState();
    void tellReach();
    /// While the gateway is not reached, what it said last says nothing.
    void showUnknown();
    void openPalette();
    void addKeys();
    void bring(int page);
    Page *currentPage() const;

    AdminClient &m_client;
    Navigation *m_navigation;
    QStackedWidget *m_stack;
    NoticeBar *m_banner;
    NoticeBar *m_reach; ///< that the gateway is gone, or does not take the key
    ConsoleKey m_consoleKey;
    AlertWatcher m_alerts;
    std::function<Closing()> m_closer;
    const bool m_hasDesktop;
    bool m_sessionEnds = false;
    WindowKeys m_keys;
    std::vector<Entry> m_pages;
    QWidget *m_foot;
    PlainLabel *m_dot, *m_gateway, *m_rate, *m_added, *m_streams, *m_ledger;
    QPushButton *m_strangers;
    QPushButton *m_anotherKey; ///< the way on that stays, whatever was dismissed or cancelled
    AdminClient::State m_toldReach = AdminClient::State::Online;
    bool m_toldVersion = false;
    qint64 m_lastRequests = -1;
    qint64 m_lastMs = 0;
    QTimer m_summary;
};

} // namespace ostiary
