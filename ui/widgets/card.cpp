// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/showntext.h"

#include <QPainter>
#include <QShowEvent>

#include <algorithm>

namespace ostiary {

namespace {
constexpr int kLeastTitle = 100; ///< that is kept beside a long fact
constexpr int kToastRoom = 64;   ///< at the foot of a page: a toast, or the window's own notice
} // namespace

PlainLabel *dimLabel(const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setProperty("dim", true);
    return label;
}

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent) : PlainLabel(text, parent)
{
    setProperty("dim", true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedLabel::sizeHint() const
{
    const QSize of = QLabel::sizeHint();
    return {fontMetrics().horizontalAdvance(shownName(text())) + 2, of.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int dots = fontMetrics().horizontalAdvance(QStringLiteral("\u2026")) * 2;
    return {std::max(dots, std::min(m_least, sizeHint().width())), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QString whole = shownName(text());
    const QString shown = fontMetrics().elidedText(whole, Qt::ElideRight, width());
    setToolTip(shown == whole ? QString() : text());
    const Tokens &tokens = Theme::of().tokens();
    painter.setPen(property("error").toBool() ? tokens.bad : property("dim").toBool() ? tokens.dim : tokens.text);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent), m_title(new ElidedLabel(title)), m_fact(new ElidedLabel), m_header(new QHBoxLayout),
      m_content(new QVBoxLayout)
{
    setObjectName(QStringLiteral("card"));
    m_title->setProperty("dim", false);
    m_title->setLeast(kLeastTitle);
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
    : QWidget(parent), m_title(new PlainLabel(title)), m_fact(new ElidedLabel), m_header(new QHBoxLayout),
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
    all->addLayout(m_content, 1);
    auto *overlay = new Overlay(this, kToastRoom);
    overlay->add(m_notice);
    overlay->add(m_busy);
    connect(m_notice, &NoticeBar::left, this, &Page::enter);
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        Q_EMIT shown();
}

void Page::enter()
{
    QWidget *wanted = m_handles.first ? m_handles.first : this;
    wanted->setFocus(Qt::ShortcutFocusReason);
}

void Page::takeAway(QWidget *part)
{
    const QWidget *had = window()->focusWidget();
    const bool within = had && (had == part || part->isAncestorOf(had));
    part->hide();
    if (within)
        enter();
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
