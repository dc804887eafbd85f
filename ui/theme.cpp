// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QPalette>
#include <QStyleFactory>

namespace ostiary {

namespace {

Theme *theTheme = nullptr;

QColor rgb(const char *hex)
{
    return QColor(QLatin1String(hex));
}

QString css(const QColor &colour)
{
    return colour.name(QColor::HexRgb);
}

QColor mixed(const QColor &colour, const QColor &ground, float share)
{
    const auto mix = [share](float a, float b) { return a * share + b * (1 - share); };
    return QColor::fromRgbF(mix(colour.redF(), ground.redF()), mix(colour.greenF(), ground.greenF()),
                            mix(colour.blueF(), ground.blueF()));
}

bool looksDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

const Tokens &Theme::light()
{
    static const Tokens tokens{
        rgb("#F6F6F3"),
        rgb("#FFFFFF"),
        rgb("#FBFBF9"),
        rgb("#E3E2DD"),
        rgb("#1C1D1B"),
        rgb("#6A6C67"),
        rgb("#E9F1ED"),
        rgb("#2F6F5E"),
        rgb("#E4EFEA"),
        rgb("#A97B2C"),
        rgb("#2E7D4F"),
        rgb("#E5F1E9"),
        rgb("#A86B12"),
        rgb("#F7EEDD"),
        rgb("#B3382C"),
        rgb("#F8E5E2"),
        {rgb("#2F7F6B"), rgb("#C8973F"), rgb("#4C6FA8"), rgb("#8A5A83"), rgb("#B8573B"), rgb("#8C8F8B")}};
    return tokens;
}

const Tokens &Theme::dark()
{
    static const Tokens tokens{
        rgb("#151716"),
        rgb("#1D201F"),
        rgb("#232726"),
        rgb("#303533"),
        rgb("#ECECE8"),
        rgb("#9BA09C"),
        rgb("#253430"),
        rgb("#74C3A5"),
        rgb("#22362F"),
        rgb("#DDB266"),
        rgb("#6CC08B"),
        rgb("#1F3328"),
        rgb("#E0B15A"),
        rgb("#382E1B"),
        rgb("#E98073"),
        rgb("#3B2421"),
        {rgb("#5FB99D"), rgb("#DDB266"), rgb("#86A5DA"), rgb("#C193BA"), rgb("#E08E70"), rgb("#9BA09C")}};
    return tokens;
}

Theme::Theme(QApplication &application, QObject *parent)
    : QObject(parent), m_application(application), m_paletteDark(looksDark(QApplication::palette())),
      m_systemDark(m_paletteDark), m_points(application.font().pointSizeF())
{
    theTheme = this;
    m_application.installEventFilter(&m_plainTexts);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

Theme &Theme::of()
{
    Q_ASSERT(theTheme);
    return *theTheme;
}

void Theme::choose(Choice choice)
{
    m_choice = choice;
    apply();
}

void Theme::followDesktop(std::optional<bool> dark)
{
    m_systemDark = dark.value_or(m_paletteDark);
    if (m_choice == Choice::System && m_systemDark != m_dark)
        apply();
}

const Tokens &Theme::tokens() const
{
    return m_dark ? dark() : light();
}

QColor Theme::seriesColour(std::size_t series) const
{
    constexpr std::size_t kHues = 5; // the sixth is the grey of the rest
    const QColor hue = tokens().series[series % kHues];
    return series / kHues % 2 == 0 ? hue : mixed(hue, tokens().surface, 0.5f);
}

QColor Theme::restColour() const
{
    return mixed(tokens().series.back(), tokens().surface, 0.4f);
}

QFont Theme::font(Type type) const
{
    // 13 px is the body; the other sizes keep their proportion to it, whatever the system's font is.
    QFont font = m_application.font();
    const auto scaled = [&](double px) { font.setPointSizeF(m_points * px / 13.0); };
    switch (type) {
    case Type::Body:
        break;
    case Type::Caption:
        scaled(11.5);
        break;
    case Type::CardTitle:
        font.setWeight(QFont::DemiBold);
        break;
    case Type::PageTitle:
        scaled(20);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Figure:
        scaled(24);
        font.setWeight(QFont::DemiBold);
        break;
    }
    return font;
}

QFont Theme::monospace() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(m_points * 12.0 / 13.0);
    return font;
}

QColor Theme::ink(Meaning meaning) const
{
    switch (meaning) {
    case Meaning::Good:
        return tokens().good;
    case Meaning::Warning:
        return tokens().warning;
    case Meaning::Bad:
        return tokens().bad;
    case Meaning::Quiet:
        return tokens().dim;
    case Meaning::None:
        break;
    }
    return tokens().text;
}

QColor Theme::soft(Meaning meaning) const
{
    switch (meaning) {
    case Meaning::Good:
        return tokens().goodSoft;
    case Meaning::Warning:
        return tokens().warningSoft;
    case Meaning::Bad:
        return tokens().badSoft;
    case Meaning::Quiet:
    case Meaning::None:
        break;
    }
    return tokens().raised;
}

void Theme::apply()
{
    m_dark = m_choice == Choice::System ? m_systemDark : m_choice == Choice::Dark;
    const Tokens &t = tokens();
    QPalette palette;
    palette.setColor(QPalette::Window, t.background);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.raised);
    palette.setColor(QPalette::AlternateBase, t.surface);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.dim);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, m_dark ? t.background : t.surface);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Midlight, t.line);
    palette.setColor(QPalette::Light, t.surface);
    palette.setColor(QPalette::Dark, t.line);
    palette.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.dim);
    QApplication::setPalette(palette);
    m_application.setStyleSheet(styleSheet());
    Q_EMIT changed();
}

/// A line drawn into a file, for plain and for dense screens: style sheets take pictures from files only.
QString Theme::picture(const QString &name, int side, const QColor &colour, const QPolygonF &line) const
{
    const QString file = m_pictures.filePath(QStringLiteral("%1-%2.png").arg(name).arg(m_dark ? 1 : 0));
    for (const int scale : {1, 2}) {
        QPixmap drawn(side * scale, side * scale);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(scale, scale);
        painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        painter.end();
        drawn.save(scale == 1 ? file : QString(file).replace(QLatin1String(".png"), QLatin1String("@2x.png")));
    }
    return file;
}

/// The arrow of a choice, in the colour of dim text.
QString Theme::arrowFile() const
{
    return picture(QStringLiteral("arrow"), 10, tokens().dim, {{2, 3.5}, {5, 6.5}, {8, 3.5}});
}

/// The tick of a box.
QString Theme::checkFile() const
{
    return picture(QStringLiteral("check"), 14, m_dark ? tokens().background : tokens().surface,
                   {{3, 7.5}, {6, 10.5}, {11, 4}});
}

QString Theme::styleSheet() const
{
    const Tokens &t = tokens();
    QString sheet = QStringLiteral(R"(
QToolTip { color: @text; background: @surface; border: 1px solid @line; padding: 4px; }
QFrame#card { background: @surface; border: 1px solid @line; border-radius: 8px; }
QWidget#navigation { background: @background; border-right: 1px solid @line; }
QWidget#footline { background: @background; border-top: 1px solid @line; }
QPushButton { background: @surface; color: @text; border: 1px solid @line; border-radius: 6px; padding: 0 12px; min-height: 26px; font-weight: 500; outline: none; }
QPushButton:hover { background: @raised; }
QPushButton:pressed, QPushButton:checked { background: @accentSoft; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @dim; background: @background; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[primary="true"]:focus { border: 4px double @onAccent; padding: 0 9px; min-height: 20px; }
QPushButton[primary="true"]:disabled { background: @accentSoft; color: @dim; border-color: @line; }
QPushButton[danger="true"] { color: @bad; }
QPushButton[segment="true"] { border-radius: 0; padding: 0 11px; }
QPushButton[segment="true"]:checked { background: @accentSoft; font-weight: 600; }
QPushButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; padding: 0 11px; }
QPushButton[segment="middle"] { border-radius: 0; border-left: none; padding: 0 11px; }
QPushButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: none; padding: 0 11px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: @raised; color: @text; border: 1px solid @line; border-radius: 6px; padding: 0 8px; min-height: 26px; selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit, QTextEdit { padding: 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border-color: @accent; }
QLineEdit:read-only, QComboBox:disabled { background: @surface; color: @dim; }
QLineEdit[invalid="true"], QComboBox[invalid="true"] { border-color: @bad; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@arrow); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @line; selection-background-color: @selection; selection-color: @text; outline: none; }
QTableView { background: @surface; border: none; gridline-color: transparent; selection-background-color: @selection; selection-color: @text; outline: none; }
QTableView:focus { border: none; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @dim; border: none; border-bottom: 1px solid @line; padding: 0 8px; min-height: 26px; font-weight: 500; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }
QScrollBar::handle:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; height: 0; width: 0; }
QSplitter::handle { background: transparent; }
QProgressBar { background: transparent; border: none; max-height: 2px; }
QProgressBar::chunk { background: @accent; }
QLabel[dim="true"] { color: @dim; }
QLabel[error="true"] { color: @bad; }
QLabel[tag="true"] { color: @dim; border: 1px solid @line; border-radius: 4px; padding: 1px 6px; }
QMenu { background: @surface; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 20px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; color: @text; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QDialog { background: @background; }
QFrame#bar { background: @accentSoft; border: 1px solid @line; border-radius: 6px; }
QFrame#busy { background: @surface; border: 1px solid @line; border-radius: 6px; }
QFrame#bar[bad="true"] { background: @badSoft; }
QFrame#toast { background: @text; border-radius: 8px; }
QFrame#toast QLabel { color: @background; }
QFrame#toast QPushButton { background: transparent; border: none; color: @background; font-weight: 600; text-decoration: underline; }
QFrame#tokens { background: @raised; border: 1px solid @line; border-radius: 6px; }
QFrame#tokens[readOnly="true"] { background: @surface; }
QFrame#tokens[focused="true"] { border-color: @accent; }
QFrame#tokens[invalid="true"] { border-color: @bad; }
QFrame#tokens QLineEdit { border: none; background: transparent; min-height: 22px; padding: 0 4px; }
QPushButton[chip="true"] { background: @accentSoft; border: none; border-radius: 4px; padding: 0 7px; min-height: 20px; font-weight: 400; }
QPushButton[hint="true"] { background: @surface; color: @dim; padding: 0 8px; min-height: 20px; font-weight: 400; }
QDialog#palette { background: @surface; border: 1px solid @line; }
QDialog#palette QListWidget { border: none; }
QDialog#palette QLineEdit { border: none; background: transparent; }
QPushButton[link="true"] { background: transparent; border: none; color: @accent; padding: 0; min-height: 20px; }
QWidget#footline QPushButton[link="true"] { min-height: 0; }
QPushButton[link="true"]:focus { text-decoration: underline; }
QCheckBox, QRadioButton { color: @text; spacing: 8px; background: transparent; }
QCheckBox::indicator, QTreeView::indicator { width: 14px; height: 14px; border: 1px solid @dim; border-radius: 4px; background: @raised; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QCheckBox::indicator:focus { border-color: @accent; }
QPushButton::menu-indicator { image: url(@arrow); width: 10px; height: 10px; subcontrol-origin: padding; subcontrol-position: right center; right: 9px; }
QPushButton[menu="true"] { padding-right: 26px; }
QListWidget, QTreeWidget { background: @surface; color: @text; border: 1px solid @line; border-radius: 6px; outline: none; }
QListWidget::item:selected, QTreeWidget::item:selected { background: @selection; color: @text; }
QMessageBox QLabel { color: @text; }
)");
    const std::pair<const char *, QColor> names[] = {{"@accentSoft", t.accentSoft},
                                                     {"@accent", t.accent},
                                                     {"@background", t.background},
                                                     {"@surface", t.surface},
                                                     {"@raised", t.raised},
                                                     {"@line", t.line},
                                                     {"@text", t.text},
                                                     {"@dim", t.dim},
                                                     {"@selection", t.selection},
                                                     {"@onAccent", m_dark ? t.background : t.surface},
                                                     {"@badSoft", t.badSoft},
                                                     {"@bad", t.bad}};
    sheet.replace(QLatin1String("@arrow"), arrowFile());
    sheet.replace(QLatin1String("@check"), checkFile());
    for (const auto &[name, colour] : names) // longer names first where one begins another
        sheet.replace(QLatin1String(name), css(colour));
    return sheet;
}

} // namespace ostiary
