// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ostiary {

// What comes from outside – names, the words of providers and of clients – as it may be drawn. Characters that are
// drawn as nothing or turn their neighbours (isHidden) stand there as marks: [U+000A] for a line break, [U+202E] for a
// mark of direction. Nothing is left out. Whatever draws the result must take it for plain text, see PlainTexts.

/// On one line: a name, also within a sentence.
QString shownName(const QString &name);
/// Of several lines: line breaks stay.
QString shownLines(const QString &text);
/// With places in long words where a line may break, which are seen only when it does.
QString breakable(const QString &text);
/// The same text without those places, as it is copied.
QString unbreakable(QString text);
/// For a button or a menu: & underlines nothing, a long one is cut.
QString onButton(const QString &text);
/// For the title of a window.
QString inTitle(const QString &text);
/// For a tool tip: in lines that fit on a screen.
QString inToolTip(const QString &text);
/// For a notification of the desktop, some of which read markup and some of which show it.
QString inNotification(const QString &text);

} // namespace ostiary
