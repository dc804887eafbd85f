// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plainlabel.h"

#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

namespace ostiary {

PlainLabel::PlainLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

void PlainLabel::setText(const QString &text)
{
    m_text = text;
    QLabel::setText(breakable(shownLines(text)));
}

/// What is marked, without the places for line breaks, which nobody sees and nobody wants to paste.
QString PlainLabel::selected() const
{
    return unbreakable(selectedText()).replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void PlainLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && hasSelectedText())
        QApplication::clipboard()->setText(selected());
    else
        QLabel::keyPressEvent(event);
}

void PlainLabel::mouseReleaseEvent(QMouseEvent *event)
{
    QLabel::mouseReleaseEvent(event);
    if (hasSelectedText() && QApplication::clipboard()->supportsSelection())
        QApplication::clipboard()->setText(selected(), QClipboard::Selection);
}

void PlainLabel::contextMenuEvent(QContextMenuEvent *event)
{
    if (!(textInteractionFlags() & Qt::TextSelectableByMouse)) {
        QLabel::contextMenuEvent(event);
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"));
    connect(copy, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(hasSelectedText() ? selected() : shownLines(m_text)); });
    menu->popup(event->globalPos());
}

} // namespace ostiary
