// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/navigation.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QFocusEvent>
#include <QKeySequence>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace ostiary {

namespace {

/// The mark and the name.
class Head final : public QWidget
{
public:
    Head()
    {
        setFixedHeight(44);
        setAccessibleName(QStringLiteral("Ostiary"));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawMark(painter, QRectF(8, 10, 22, 22), Theme::of().tokens().accent);
        QFont font = Theme::of().font(Theme::Type::CardTitle);
        font.setPointSizeF(font.pointSizeF() * 15 / 13);
        painter.setFont(font);
        painter.setPen(Theme::of().tokens().text);
        painter.drawText(QRect(39, 0, width() - 39, 43), Qt::AlignVCenter, QStringLiteral("Ostiary"));
    }
};

} // namespace

NavigationItem::NavigationItem(const QString &icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent), m_icon(icon)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavigationItem::setBadge(int waiting)
{
    m_badge = waiting;
    update();
}

QSize NavigationItem::sizeHint() const
{
    return {Theme::kNavigationWidth - 20, Theme::kNavigationItem};
}

void NavigationItem::focusInEvent(QFocusEvent *event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
             event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
}

void NavigationItem::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? tokens.accentSoft : tokens.raised);
        painter.drawRoundedRect(rect(), Theme::kControlRadius, Theme::kControlRadius);
    }
    if (isWalked()) {
        painter.setPen(tokens.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::kControlRadius,
                                Theme::kControlRadius);
    }
    drawIcon(painter, m_icon, QRectF(8, (height() - 18) / 2.0, 18, 18), isChecked() ? tokens.accent : tokens.dim);
    QFont font = Theme::of().font(Theme::Type::Body);
    if (isChecked())
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(tokens.text);
    painter.drawText(rect().adjusted(36, 0, -8, 0), Qt::AlignVCenter, text());
    if (m_badge > 0) {
        const QRectF badge(width() - 27, (height() - 17) / 2.0, 19, 17);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.brass);
        painter.drawRoundedRect(badge, 8.5, 8.5);
        painter.setFont(Theme::of().font(Theme::Type::Caption));
        painter.setPen(Theme::of().isDark() ? tokens.background : tokens.surface);
        painter.drawText(badge, Qt::AlignCenter, QString::number(m_badge));
    }
}

Navigation::Navigation(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("navigation"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(Theme::kNavigationWidth);
    m_layout->setContentsMargins(10, 6, 10, 14);
    m_layout->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->addWidget(new Head, 1);
    auto *palette = new QPushButton(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText));
    palette->setFont(Theme::of().font(Theme::Type::Caption));
    palette->setProperty("hint", true);
    palette->setAccessibleName(tr("Find anything by its name"));
    palette->setToolTip(palette->accessibleName());
    connect(palette, &QPushButton::clicked, this, &Navigation::paletteWanted);
    head->addWidget(palette, 0, Qt::AlignVCenter);
    m_layout->addLayout(head);
    m_items.setExclusive(true);
    connect(&m_items, &QButtonGroup::idClicked, this, &Navigation::chosen);
}

void Navigation::addGroup(const QString &title)
{
    auto *label = new PlainLabel(title);
    label->setProperty("dim", true);
    label->setFont(Theme::of().font(Theme::Type::Caption));
    label->setContentsMargins(8, 14, 0, 4);
    m_layout->addWidget(label);
}

NavigationItem *Navigation::addPage(const QString &icon, const QString &text, int page)
{
    auto *item = new NavigationItem(icon, text);
    m_items.addButton(item, page);
    m_layout->addWidget(item);
    return item;
}

void Navigation::addStretch()
{
    m_layout->addStretch();
}

bool Navigation::isWalked() const
{
    const QList<QAbstractButton *> items = m_items.buttons();
    return std::any_of(items.begin(), items.end(), [](const QAbstractButton *item) {
        return static_cast<const NavigationItem *>(item)->isWalked();
    });
}

void Navigation::setCurrent(int page)
{
    if (QAbstractButton *item = m_items.button(page)) {
        item->setChecked(true);
    } else if (QAbstractButton *shown = m_items.checkedButton()) { // a page that has no place here
        m_items.setExclusive(false);
        shown->setChecked(false);
        m_items.setExclusive(true);
    }
}

} // namespace ostiary
