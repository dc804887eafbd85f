// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include "ui/theme.h"

#include <QIconEngine>
#include <QPainterPath>

#include <algorithm>

namespace ostiary {

namespace {

QPainterPath overview()
{
    QPainterPath path;
    path.addRoundedRect(2.5, 10, 3.4, 5.5, 0.8, 0.8);
    path.addRoundedRect(7.3, 6.5, 3.4, 9, 0.8, 0.8);
    path.addRoundedRect(12.1, 3, 3.4, 12.5, 0.8, 0.8);
    return path;
}

QPainterPath requests()
{
    QPainterPath path;
    for (const auto &[y, to] : {std::pair(4.5, 15.5), std::pair(9.0, 15.5), std::pair(13.5, 10.5)}) {
        path.moveTo(2.5, y);
        path.lineTo(to, y);
    }
    return path;
}

QPainterPath models()
{
    QPainterPath path;
    path.moveTo(9, 2);
    path.lineTo(15.2, 5.4);
    path.lineTo(15.2, 12.6);
    path.lineTo(9, 16);
    path.lineTo(2.8, 12.6);
    path.lineTo(2.8, 5.4);
    path.closeSubpath();
    path.moveTo(2.8, 5.4);
    path.lineTo(9, 9);
    path.lineTo(15.2, 5.4);
    path.moveTo(9, 9);
    path.lineTo(9, 16);
    return path;
}

QPainterPath providers()
{
    QPainterPath path;
    path.moveTo(5, 14.2);
    path.cubicTo(1.6, 14.2, 1.4, 9.4, 4.6, 9.1);
    path.cubicTo(4.4, 4.4, 11.2, 3.2, 12.3, 7.6);
    path.cubicTo(16.8, 7.2, 17, 14.2, 13, 14.2);
    path.closeSubpath();
    return path;
}

QPainterPath keys()
{
    QPainterPath path;
    path.addEllipse(QPointF(5.4, 9), 3.2, 3.2);
    path.moveTo(8.6, 9);
    path.lineTo(16, 9);
    path.lineTo(16, 12);
    path.moveTo(12.6, 9);
    path.lineTo(12.6, 11.4);
    return path;
}

QPainterPath playground()
{
    QPainterPath path;
    path.moveTo(2.8, 3.4);
    path.lineTo(15.2, 3.4);
    path.lineTo(15.2, 12.4);
    path.lineTo(7.4, 12.4);
    path.lineTo(4.2, 15.4);
    path.lineTo(4.2, 12.4);
    path.lineTo(2.8, 12.4);
    path.closeSubpath();
    return path;
}

QPainterPath settings()
{
    QPainterPath path;
    path.addEllipse(QPointF(9, 9), 2.5, 2.5);
    for (int i = 0; i < 8; ++i) {
        const double angle = i * M_PI / 4;
        path.moveTo(9 + 4.9 * std::cos(angle), 9 + 4.9 * std::sin(angle));
        path.lineTo(9 + 6.9 * std::cos(angle), 9 + 6.9 * std::sin(angle));
    }
    return path;
}

QPainterPath pathOf(const QString &name)
{
    if (name == QLatin1String("overview"))
        return overview();
    if (name == QLatin1String("requests"))
        return requests();
    if (name == QLatin1String("models"))
        return models();
    if (name == QLatin1String("providers"))
        return providers();
    if (name == QLatin1String("keys"))
        return keys();
    if (name == QLatin1String("playground"))
        return playground();
    if (name == QLatin1String("settings"))
        return settings();
    return {};
}

class MarkEngine final : public QIconEngine
{
public:
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        drawMark(*painter, rect, Theme::light().accent);
    }
    QIconEngine *clone() const override { return new MarkEngine; }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
};

} // namespace

void drawIcon(QPainter &painter, const QString &name, const QRectF &where, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.topLeft());
    painter.scale(where.width() / 18, where.height() / 18);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(name));
    painter.restore();
}

void drawMark(QPainter &painter, const QRectF &where, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.topLeft());
    painter.scale(where.width() / 22, where.height() / 22);
    QPainterPath arch; // an arched wall with a door that stands open
    arch.moveTo(0.5, 21.5);
    arch.lineTo(0.5, 10.5);
    arch.cubicTo(0.5, 4.5, 5, 0.5, 11, 0.5);
    arch.cubicTo(17, 0.5, 21.5, 4.5, 21.5, 10.5);
    arch.lineTo(21.5, 21.5);
    arch.closeSubpath();
    QPainterPath door;
    door.moveTo(7.5, 22);
    door.lineTo(7.5, 12);
    door.cubicTo(7.5, 7, 14.5, 7, 14.5, 12);
    door.lineTo(14.5, 22);
    door.closeSubpath();
    painter.fillPath(arch.subtracted(door), colour);
    painter.restore();
}

QIcon applicationIcon()
{
    return QIcon(new MarkEngine);
}

void drawMonogram(QPainter &painter, const QString &name, const QRectF &where)
{
    const auto &colours = Theme::of().tokens().series;
    uint sum = 0; // the same in every run, unlike qHash
    for (const QChar letter : name)
        sum = sum * 31 + letter.unicode();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours[sum % colours.size()]);
    painter.drawRoundedRect(where, 4, 4);
    QFont font = Theme::of().font(Theme::Type::Caption);
    font.setWeight(QFont::DemiBold);
    font.setPixelSize(std::max(8, static_cast<int>(where.height() * 0.58)));
    painter.setFont(font);
    painter.setPen(Theme::of().isDark() ? Theme::of().tokens().background : Theme::of().tokens().surface);
    painter.drawText(where, Qt::AlignCenter, name.left(1).toUpper());
}

QIcon monogram(const QString &name)
{
    QIcon icon;
    for (const int scale : {1, 2, 3}) {
        QPixmap picture(18 * scale, 18 * scale);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        drawMonogram(painter, name, QRectF(0, 0, 18 * scale, 18 * scale));
        painter.end();
        picture.setDevicePixelRatio(scale);
        icon.addPixmap(picture);
    }
    return icon;
}

} // namespace ostiary
