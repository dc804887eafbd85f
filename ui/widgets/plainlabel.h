// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ostiary {

/// A label of plain text, in which nothing is obeyed and nothing gets lost (showntext.h); long words give way where the
/// text is wrapped.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text = {}, QWidget *parent = nullptr);

    /// As it was given.
    QString text() const { return m_text; }
    void setText(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QString selected() const;

    QString m_text;
};

} // namespace ostiary
