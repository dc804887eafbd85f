// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QTimer>

namespace ostiary {

/// A line to search a list with. It tells what is wanted a moment after the last key; Esc and Down go on to the list.
class SearchEdit final : public QLineEdit
{
    Q_OBJECT

public:
    /// `words` say what is searched.
    explicit SearchEdit(const QString &words, QWidget *parent = nullptr);
    /// As if it had been typed, at once.
    void search(const QString &text);

Q_SIGNALS:
    void wanted(const QString &text);
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tell();

    QTimer m_typing;
    QString m_told;
};

} // namespace ostiary
