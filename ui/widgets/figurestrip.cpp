// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figurestrip.h"

#include "models/items/format.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"

#include <QLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace ostiary {

namespace {

/// Cells of one size in as few lines as there is room for, the lines as even as can be.
class EvenLayout final : public QLayout
{
public:
    using QLayout::QLayout;
    ~EvenLayout() override
    {
        while (QLayoutItem *item = takeAt(0))
            delete item;
    }
    void addItem(QLayoutItem *item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override
    {
        return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
    }
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return linesIn(width) * cell().height(); }
    QSize sizeHint() const override { return {cell().width() * count(), cell().height()}; }
    QSize minimumSize() const override { return cell(); }
    void setGeometry(const QRect &rect) override
    {
        QLayout::setGeometry(rect);
        const int lines = linesIn(rect.width());
        const int inLine = (count() + lines - 1) / std::max(1, lines);
        for (int i = 0; i < count(); ++i) {
            const int line = i / inLine, at = i % inLine;
            const int left = rect.width() * at / inLine, right = rect.width() * (at + 1) / inLine;
            m_items[i]->setGeometry(
                QRect(rect.left() + left, rect.top() + line * cell().height(), right - left, cell().height()));
        }
    }

private:
    QSize cell() const
    {
        QSize size;
        for (const QLayoutItem *item : m_items)
            size = size.expandedTo(item->minimumSize());
        return size;
    }
    int linesIn(int width) const
    {
        const int inLine = std::max(1, width / std::max(1, cell().width()));
        return (count() + inLine - 1) / inLine;
    }

    QList<QLayoutItem *> m_items;
};

} // namespace

FigureStrip::FigureStrip(QWidget *parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("card"));
    auto *cells = new EvenLayout(this);
    cells->setContentsMargins(0, 0, 0, 0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred); // fixed would be the height of one line
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

FigureStrip::Figure FigureStrip::add(const QString &title)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(Theme::kLarge, 10, Theme::kLarge, 10);
    column->setSpacing(1);
    Figure figure{new QLabel(dash()), dimLabel({})};
    auto *above = dimLabel(title);
    above->setFont(Theme::of().font(Theme::Type::Caption));
    figure.value->setFont(Theme::of().font(Theme::Type::Figure));
    figure.value->setAccessibleName(title);
    figure.below->setFont(Theme::of().font(Theme::Type::Caption));
    column->addWidget(above);
    column->addWidget(figure.value);
    column->addWidget(figure.below);
    layout()->addWidget(box);
    return figure;
}

void FigureStrip::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Theme::of().tokens().line);
    for (int i = 0; i < layout()->count(); ++i) {
        const QRect cell = layout()->itemAt(i)->geometry();
        if (cell.left() > contentsRect().left())
            painter.drawLine(cell.topLeft(), cell.bottomLeft());
        else if (cell.top() > contentsRect().top())
            painter.drawLine(cell.left(), cell.top(), contentsRect().right(), cell.top());
    }
}

} // namespace ostiary
