// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QButtonGroup>
#include <QVBoxLayout>

namespace ostiary {

/// One page in the navigation column: icon, name, and a badge where something waits.
class NavigationItem final : public QAbstractButton
{
    Q_OBJECT

public:
    NavigationItem(const QString &icon, const QString &text, QWidget *parent = nullptr);
    void setBadge(int waiting);
    QSize sizeHint() const override;
    /// It has the keyboard, and came by it from key to key.
    bool isWalked() const { return hasFocus() && m_ring; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    QString m_icon;
    int m_badge = 0;
    bool m_ring = false; ///< reached by keyboard
};

/// The column at the left: groups of pages, settings at the foot.
class Navigation final : public QWidget
{
    Q_OBJECT

public:
    explicit Navigation(QWidget *parent = nullptr);

    void addGroup(const QString &title);
    NavigationItem *addPage(const QString &icon, const QString &text, int page);
    void addStretch();
    void setCurrent(int page);
    /// Whether somebody goes along it by keyboard.
    bool isWalked() const;

Q_SIGNALS:
    void chosen(int page);
    /// Something shall be found by its name.
    void paletteWanted();

private:
    QVBoxLayout *m_layout;
    QButtonGroup m_items;
};

} // namespace ostiary
