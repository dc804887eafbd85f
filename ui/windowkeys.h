// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>
#include <vector>

class QWidget;

namespace ostiary {

/// The keys that hold in a whole window, and the list of them that `?` shows: one table, so that the list is true.
class WindowKeys final : public QObject
{
    Q_OBJECT

public:
    explicit WindowKeys(QWidget &window);

    /// Without words the key is not listed, being one of several that stand in the list together.
    void add(const QKeySequence &keys, const QString &words, std::function<void()> act);
    /// Keys that hold where they are listed, whoever sees to them.
    void tell(const QString &keys, const QString &words);
    void showList();

private:
    struct Line
    {
        QString keys;
        QString words;
    };

    QWidget &m_window;
    std::vector<Line> m_lines;
};

} // namespace ostiary
