// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notices.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QFrame>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ostiary {

/// Text on one line that gives way, dim unless its property says otherwise: cut with an ellipsis where there is no
/// room, with the whole of it on hover.
class ElidedLabel final : public PlainLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr);
    /// Up to so many pixels are never cut off.
    void setLeast(int width) { m_least = width; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_least = 0;
};

/// A quiet surface with a title, a dim fact beside it, and room for actions at the right.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setFact(const QString &fact);
    void addAction(QWidget *action);
    QVBoxLayout *content() { return m_content; }

private:
    ElidedLabel *m_title;
    ElidedLabel *m_fact;
    QHBoxLayout *m_header;
    QVBoxLayout *m_content;
};

/// A page: title, facts and actions, then what it shows.
class Page : public QWidget
{
    Q_OBJECT

public:
    /// What the window's keys reach on a page; null where it has none.
    struct Handles
    {
        QWidget *first = nullptr;            ///< has the keyboard when the page is opened: its list or its filter
        QWidget *search = nullptr;           ///< Ctrl-F or /
        QAbstractButton *make = nullptr;     ///< Ctrl-N
        QAbstractButton *save = nullptr;     ///< Ctrl-S
        QAbstractButton *exported = nullptr; ///< the palette
    };

    explicit Page(const QString &title, QWidget *parent = nullptr);

    void setFact(const QString &fact);
    void addAction(QWidget *action);
    QVBoxLayout *content() { return m_content; }
    Handles &handles() { return m_handles; }
    /// Gives the keyboard to what is wanted first.
    void enter();
    /// Hides a part of the page; a keyboard that was in it goes to what is wanted first, not to whatever comes next.
    void takeAway(QWidget *part);
    QString title() const { return m_title->text(); }
    /// Over the foot of the page, where it moves nothing.
    NoticeBar &notice() { return *m_notice; }
    BusyBar &busy() { return *m_busy; }

Q_SIGNALS:
    /// It comes to the front: what it shows may be of the last time.
    void shown();

protected:
    void showEvent(QShowEvent *event) override;

private:
    PlainLabel *m_title;
    ElidedLabel *m_fact;
    QHBoxLayout *m_header;
    NoticeBar *m_notice;
    BusyBar *m_busy;
    QVBoxLayout *m_content;
    Handles m_handles;
};

PlainLabel *dimLabel(const QString &text, QWidget *parent = nullptr);

} // namespace ostiary
