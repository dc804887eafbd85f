// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme.h"

#include <QPainter>
#include <QShowEvent>

namespace ostiary {

QLabel *dimLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("dim", true);
    return label;
}

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent) : QLabel(text, parent)
{
    setProperty("dim", true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("\u2026")) * 2, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    setToolTip(shown == text() ? QString() : text());
    painter.setPen(Theme::of().tokens().dim);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent), m_title(new QLabel(title)), m_fact(new ElidedLabel), m_header(new QHBoxLayout),
      m_content(new QVBoxLayout)
{
    setObjectName(QStringLiteral("card"));
    m_title->setFont(Theme::of().font(Theme::Type::CardTitle));
    m_header->setSpacing(10);
    m_header->addWidget(m_title);
    m_header->addWidget(m_fact);
    m_header->addStretch();
    m_header->setContentsMargins(0, 0, 0, 0);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(Theme::kSmall);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::kLarge, 14, Theme::kLarge, Theme::kMedium);
    all->setSpacing(Theme::kSmall);
    all->addLayout(m_header);
    all->addLayout(m_content, 1);
    setTitle(title);
    m_fact->hide();
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
}

void Card::setFact(const QString &fact)
{
    m_fact->setText(fact);
    m_fact->setVisible(!fact.isEmpty());
}

void Card::addAction(QWidget *action)
{
    m_header->addWidget(action);
}

Page::Page(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(new QLabel(title)), m_fact(new ElidedLabel), m_header(new QHBoxLayout),
      m_notice(new NoticeBar), m_busy(new BusyBar), m_content(new QVBoxLayout)
{
    m_title->setFont(Theme::of().font(Theme::Type::PageTitle));
    setAccessibleName(title);
    m_header->setSpacing(Theme::kMedium);
    m_header->addWidget(m_title);
    m_header->addWidget(m_fact);
    m_header->addStretch();
    m_content->setSpacing(14);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::kWide, 20, Theme::kWide, 20);
    all->setSpacing(14);
    all->addLayout(m_header);
    all->addWidget(m_busy);
    all->addWidget(m_notice);
    all->addLayout(m_content, 1);
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        Q_EMIT shown();
}

void Page::setFact(const QString &fact)
{
    m_fact->setText(fact);
}
void Page::addAction(QWidget *action)
{
    m_header->addWidget(action);
}

} // namespace ostiary
