// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/resourcemodel.h"
#include "ui/widgets/plaintexts.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QTemporaryDir>

#include <array>
#include <optional>

class QApplication;

namespace ostiary {

/// Every colour of the console; nothing else names one.
struct Tokens
{
    QColor background, surface, raised, line, text, dim, selection;
    QColor accent, accentSoft, brass;
    QColor good, goodSoft, warning, warningSoft, bad, badSoft;
    std::array<QColor, 6> series;
};

/// Light or dark, the fonts and the measures; one for the application.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    enum class Type { Body, Caption, CardTitle, PageTitle, Figure };

    /// Spacing in device-independent pixels.
    static constexpr int kTight = 4, kSmall = 8, kMedium = 12, kLarge = 16, kWide = 24;
    static constexpr int kControlRadius = 6, kCardRadius = 8;
    static constexpr int kRowHeight = 31, kControlHeight = 28, kNavigationItem = 30, kNavigationWidth = 204;

    /// Takes over the application's style, palette, fonts and style sheet, and sees to it that texts are plain.
    explicit Theme(QApplication &application, QObject *parent = nullptr);
    static Theme &of(); ///< the one that was made

    void choose(Choice choice);
    /// What the desktop prefers while the choice is Choice::System; nothing: as its palette was at the start.
    void followDesktop(std::optional<bool> dark);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }
    const Tokens &tokens() const;
    static const Tokens &light();
    static const Tokens &dark();

    /// Of the series in a chart, however many there are; those after the fifth are paler.
    QColor seriesColour(std::size_t series) const;
    /// Of all the others together: it may be most of a chart, and is to be its ground.
    QColor restColour() const;

    QFont font(Type type) const;
    QFont monospace() const;
    /// Text and background of a pill.
    QColor ink(Meaning meaning) const;
    QColor soft(Meaning meaning) const;

Q_SIGNALS:
    void changed();

private:
    void apply();
    QString styleSheet() const;
    QString arrowFile() const;
    QString checkFile() const;
    QString picture(const QString &name, int side, const QColor &colour, const QPolygonF &line) const;

    QApplication &m_application;
    PlainTexts m_plainTexts;
    Choice m_choice = Choice::System;
    const bool m_paletteDark;
    bool m_systemDark;
    bool m_dark = false;
    qreal m_points;
    QTemporaryDir m_pictures; ///< style sheets take pictures from files only
};

} // namespace ostiary
