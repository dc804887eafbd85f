// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/showntext.h"

#include "models/domain/plainname.h"

#include <QStringList>

#include <algorithm>

namespace ostiary {

namespace {

constexpr QChar kBreakHere(0x200b); // ZERO WIDTH SPACE (Unicode, line breaking class ZW)
constexpr int kLongWord = 30;       ///< words of people are shorter
constexpr int kPiece = 8;           ///< of a long word, that is not broken
constexpr int kMostOnButton = 40;   ///< characters
constexpr int kMostInToolTip = 80;  ///< characters of a line
constexpr int kMostLinesOfTip = 40; ///< more would not fit on a screen

/// Unicode has pictures of the control characters (U+2400 and on), but few fonts of desktops.
QString markOf(char32_t c)
{
    return QStringLiteral("[U+%1]").arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
}

QString marked(const QString &text, bool keepLines)
{
    const auto isOrdinary = [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; };
    if (std::all_of(text.begin(), text.end(), isOrdinary))
        return text;
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair)
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
        if (c == '\n' && keepLines)
            out += QLatin1Char('\n');
        else if (isHidden(c) || (!pair && text[i].isSurrogate()))
            out += markOf(c);
        else
            out += QStringView(text).mid(i, pair ? 2 : 1);
        i += pair ? 1 : 0;
    }
    return out;
}

/// Where `text` may be cut without tearing a pair of surrogates or an accent from its letter.
bool mayCut(const QString &text, qsizetype at)
{
    return !text[at].isLowSurrogate() && !text[at].isMark();
}

/// A line in pieces of at most so many characters, broken at blanks where there are some.
QStringList folded(QString line, qsizetype most)
{
    QStringList lines;
    while (line.size() > most) {
        qsizetype at = line.lastIndexOf(QLatin1Char(' '), most);
        const bool blank = at > most / 2;
        if (!blank) {
            at = most;
            while (at < line.size() && !mayCut(line, at))
                ++at;
        }
        lines += line.left(at);
        line = line.mid(at + (blank ? 1 : 0));
    }
    return lines << line;
}

} // namespace

QString shownName(const QString &name)
{
    return marked(name, false);
}

QString shownLines(const QString &text)
{
    return marked(text, true);
}

QString breakable(const QString &text)
{
    QString out;
    qsizetype begin = 0;
    while (begin < text.size()) {
        qsizetype end = begin;
        while (end < text.size() && !text[end].isSpace())
            ++end;
        qsizetype whole = 0; // characters since the last place
        for (qsizetype i = begin; i < end; ++i) {
            if (end - begin > kLongWord && whole >= kPiece && mayCut(text, i)) {
                out += kBreakHere;
                whole = 0;
            }
            out += text[i];
            ++whole;
        }
        if (end < text.size())
            out += text[end];
        begin = end + 1;
    }
    return out;
}

QString unbreakable(QString text)
{
    return text.remove(kBreakHere);
}

QString onButton(const QString &text)
{
    QString shown = shownName(text);
    if (shown.size() > kMostOnButton) {
        qsizetype at = kMostOnButton - 1;
        while (at > 0 && !mayCut(shown, at))
            --at;
        shown = shown.left(at) + QChar(0x2026);
    }
    return shown.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString inTitle(const QString &text)
{
    return shownName(text).replace(QLatin1String("[*]"), QLatin1String("[*][*]")); // QWidget::windowTitle
}

QString inToolTip(const QString &text)
{
    QStringList lines;
    for (const QString &line : shownLines(text).split(QLatin1Char('\n')))
        lines += folded(line, kMostInToolTip);
    if (lines.size() > kMostLinesOfTip)
        lines = lines.mid(0, kMostLinesOfTip - 1) << QString(QChar(0x2026));
    return lines.join(QLatin1Char('\n'));
}

QString inNotification(const QString &text)
{
    // Source: Desktop Notifications Specification, "Markup". Escaped it would be wrong wherever it is not read.
    QString shown = shownLines(text);
    shown.replace(QLatin1Char('<'), QChar(0x2039)).replace(QLatin1Char('>'), QChar(0x203a));
    return shown.replace(QLatin1Char('&'), QChar(0xff06));
}

} // namespace ostiary
