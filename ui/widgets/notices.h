// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/plainlabel.h"

#include <QFrame>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include <functional>

namespace ostiary {

/// A line over the page: what is wrong, or what was done and can be undone, until it is dismissed; what was merely
/// done, for some seconds.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// `act` is called once by the button called `action`, which is not there without a name.
    void tell(const QString &text, bool bad = false, const QString &action = {}, std::function<void()> act = {});
    QString text() const { return m_text->text(); }
    /// False for what holds until it is told otherwise: it has no way to dismiss it.
    void setDismissable(bool dismissable) { m_dismiss->setVisible(dismissable); }
    /// Takes a complaint away that holds no longer; what can be undone stays.
    void settle();

Q_SIGNALS:
    /// It has gone with the keyboard in it, which has no place now.
    void left();

private:
    void go();

    PlainLabel *m_text;
    QPushButton *m_action, *m_dismiss;
    std::function<void()> m_act;
    QTimer m_read; ///< until what was merely done goes
};

/// Shows what goes on once it has lasted half a second, with Cancel; goes when the operation does.
class BusyBar final : public QFrame
{
    Q_OBJECT

public:
    explicit BusyBar(QWidget *parent = nullptr);
    ~BusyBar() override;

    /// Follows `operation` until it is destroyed; Cancel deletes it and calls `cancelled`.
    void follow(QObject *operation, const QString &text, std::function<void()> cancelled = {});
    /// How far it is.
    void say(const QString &text);

private:
    void end();

    PlainLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QTimer m_soon;
    QPointer<QObject> m_operation;
    std::function<void()> m_cancelled;
};

/// A short word at the foot of the window that goes by itself: something small was done.
class Toast final : public QFrame
{
    Q_OBJECT

public:
    /// Over the window of `anything`; the one before gives way.
    static void show(QWidget *anything, const QString &text);

private:
    explicit Toast(QWidget *window, const QString &text);
};

} // namespace ostiary
