// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/widgets/navigation.h"

#include <QLabel>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>

#include <functional>
#include <vector>

namespace ostiary {

/// The frame: navigation at the left, the page, and the foot line that says which gateway this is and how it does.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(AdminClient &client, QWidget *parent = nullptr);
    ~MainWindow() override;

    int pageCount() const { return static_cast<int>(m_pages.size()); }
    /// Name of a page as in file names: overview, requests, …
    QString pageName(int page) const { return m_pages[static_cast<std::size_t>(page)].name; }
    void showPage(int page);
    void showPage(const QString &name);
    /// The page if it has been shown before, otherwise null.
    QWidget *pageWidget(const QString &name) const;

private:
    struct Entry
    {
        QString name;
        QString title;
        std::function<QWidget *()> make;
        QWidget *widget = nullptr; ///< made when it is first shown
    };
    void addPage(const QString &name, const QString &title, std::function<QWidget *()> make);
    void buildFoot();
    void showCounters();
    void showState();
    void openPalette();

    AdminClient &m_client;
    Navigation *m_navigation;
    QStackedWidget *m_stack;
    std::vector<Entry> m_pages;
    QWidget *m_foot;
    QLabel *m_dot, *m_gateway, *m_rate, *m_added, *m_streams, *m_ledger;
    qint64 m_lastRequests = -1;
    qint64 m_lastMs = 0;
    QTimer m_summary;
};

} // namespace ostiary
