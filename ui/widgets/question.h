// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageBox>
#include <QPushButton>

namespace ostiary {

/// What is asked or told over a window, in the console's look: the question as a heading, then the words; no pictures.
/// Its texts are plain (showntext.h).
class Question final : public QMessageBox
{
    Q_OBJECT

public:
    Question(const QString &question, const QString &words, QWidget *parent = nullptr);

    QPushButton *add(const QString &text, ButtonRole role);
    /// The way out that changes nothing, which Escape takes.
    QPushButton *addCancel();
    /// Whether `button` was pressed.
    bool wasAnswered(const QAbstractButton *button) const { return clickedButton() == button; }

    /// Only something to know.
    static void tell(const QString &what, const QString &words, QWidget *parent = nullptr);
};

} // namespace ostiary
