// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plaintexts.h"

#include "ui/widgets/plaindelegate.h"
#include "ui/widgets/showntext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLabel>
#include <QToolTip>

namespace ostiary {

bool PlainTexts::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Polish) {
        if (auto *label = qobject_cast<QLabel *>(watched))
            label->setTextFormat(Qt::PlainText);
        else if (auto *view = qobject_cast<QAbstractItemView *>(watched);
                 view && view->itemDelegate() &&
                 view->itemDelegate()->metaObject() == &QStyledItemDelegate::staticMetaObject)
            view->setItemDelegate(new PlainDelegate(view));
    } else if (event->type() == QEvent::ToolTip) {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (!widget || widget->toolTip().isEmpty())
            return false;
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), inToolTip(widget->toolTip()), widget, {},
                           widget->toolTipDuration());
        return true;
    }
    return false;
}

} // namespace ostiary
