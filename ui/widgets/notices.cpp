// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notices.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QStyle>

namespace ostiary {

namespace {

constexpr int kBusyAfterMs = 500;
constexpr int kToastMs = 3500;
constexpr int kToastMargin = 48; ///< to the edges of the window
constexpr int kDoneMs = 10'000;

void repolish(QWidget *widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void announce(QWidget *widget)
{
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent), m_text(new PlainLabel), m_action(new QPushButton),
      m_dismiss(new QPushButton(QStringLiteral("\u00d7")))
{
    setObjectName(QStringLiteral("bar"));
    m_read.setSingleShot(true);
    m_read.setInterval(kDoneMs);
    connect(&m_read, &QTimer::timeout, this, &NoticeBar::go);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_dismiss->setAccessibleName(tr("Dismiss"));
    m_dismiss->setToolTip(tr("Dismiss"));
    m_dismiss->setProperty("link", true);
    m_action->setProperty("link", true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::kMedium, 6, Theme::kMedium, 6);
    row->setSpacing(Theme::kMedium);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_dismiss);
    connect(m_dismiss, &QPushButton::clicked, this, &NoticeBar::go);
    connect(m_action, &QPushButton::clicked, this, [this] {
        go();
        if (const auto act = std::exchange(m_act, {}))
            act();
    });
    hide();
}

void NoticeBar::tell(const QString &text, bool bad, const QString &action, std::function<void()> act)
{
    m_text->setText(text);
    m_text->setProperty("error", bad);
    repolish(m_text);
    setProperty("bad", bad);
    repolish(this);
    setAccessibleName(text);
    m_action->setText(onButton(action));
    m_action->setVisible(!action.isEmpty());
    m_act = std::move(act);
    setVisible(!text.isEmpty());
    m_read.stop();
    if (!bad && action.isEmpty())
        m_read.start();
    if (!text.isEmpty())
        announce(this);
}

void NoticeBar::settle()
{
    if (property("bad").toBool())
        go();
}

void NoticeBar::go()
{
    const QWidget *had = window()->focusWidget();
    const bool within = had && isAncestorOf(had);
    hide();
    if (within)
        Q_EMIT left();
}

BusyBar::BusyBar(QWidget *parent)
    : QFrame(parent), m_text(new PlainLabel), m_progress(new QProgressBar), m_cancel(new QPushButton(tr("Cancel")))
{
    setObjectName(QStringLiteral("busy"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(2);
    m_progress->setAccessibleName(tr("Progress"));
    m_text->setWordWrap(true);
    m_text->setProperty("dim", true);
    m_cancel->setProperty("link", true);
    auto *words = new QHBoxLayout;
    words->addWidget(m_text, 1);
    words->addWidget(m_cancel);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::kMedium, 6, Theme::kMedium, 6);
    all->setSpacing(2);
    all->addLayout(words);
    all->addWidget(m_progress);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kBusyAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        delete m_operation;
        end();
        if (const auto cancelled = std::exchange(m_cancelled, {}))
            cancelled();
    });
    hide();
}

BusyBar::~BusyBar()
{
    follow(nullptr, {}); // the operation may be a child that ends with this
}

void BusyBar::follow(QObject *operation, const QString &text, std::function<void()> cancelled)
{
    if (m_operation)
        m_operation->disconnect(this);
    m_operation = operation;
    m_cancelled = std::move(cancelled);
    say(text);
    if (!operation)
        return;
    m_soon.start();
    connect(operation, &QObject::destroyed, this, &BusyBar::end);
}

void BusyBar::say(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void BusyBar::end()
{
    m_soon.stop();
    hide();
}

Toast::Toast(QWidget *window, const QString &text) : QFrame(window)
{
    setObjectName(QStringLiteral("toast"));
    setAccessibleName(text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::kLarge, Theme::kSmall, Theme::kLarge, Theme::kSmall);
    auto *label = new PlainLabel(text);
    row->addWidget(label);
    const int room = window->width() - 2 * (kToastMargin + Theme::kLarge);
    if (label->sizeHint().width() > room) {
        label->setWordWrap(true);
        label->setFixedWidth(room);
    }
    adjustSize();
    move((window->width() - width()) / 2, window->height() - height() - kToastMargin);
    QTimer::singleShot(kToastMs, this, &QObject::deleteLater);
}

void Toast::show(QWidget *anything, const QString &text)
{
    QWidget *window = anything->window();
    for (Toast *before : window->findChildren<Toast *>(QString(), Qt::FindDirectChildrenOnly))
        before->deleteLater();
    auto *toast = new Toast(window, text);
    toast->QWidget::show();
    toast->raise();
    announce(toast);
}

} // namespace ostiary
