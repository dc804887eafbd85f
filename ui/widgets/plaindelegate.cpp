// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plaindelegate.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>

namespace ostiary {

QString PlainDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    return shownName(QStyledItemDelegate::displayText(value, locale));
}

/// High enough for a tick box and a pointer.
QSize PlainDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize words = QStyledItemDelegate::sizeHint(option, index);
    return {words.width(), std::max(words.height(), Theme::kRowHeight)};
}

bool PlainDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString words = index.data(Qt::ToolTipRole).toString();
    if (words.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        words = index.data(Qt::DisplayRole).toString();
    QToolTip::showText(event->globalPos(), inToolTip(words), view);
    return true;
}

} // namespace ostiary
