// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/question.h"

#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QLabel>
#include <QStyle>

namespace ostiary {

namespace {
constexpr int kLeastWidth = 380; ///< of the words
}

Question::Question(const QString &question, const QString &words, QWidget *parent)
    : QMessageBox(QMessageBox::NoIcon, inTitle(question), breakable(shownLines(question)), QMessageBox::NoButton,
                  parent, Qt::Dialog | Qt::WindowTitleHint | Qt::WindowCloseButtonHint | Qt::CustomizeWindowHint)
{
    setTextFormat(Qt::PlainText);
    setInformativeText(breakable(shownLines(words)));
    for (QLabel *label : findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
    if (auto *heading = findChild<QLabel *>(QStringLiteral("qt_msgbox_label"))) {
        heading->setFont(Theme::of().font(Theme::Type::CardTitle));
        heading->setMinimumWidth(kLeastWidth);
    }
}

QPushButton *Question::add(const QString &text, ButtonRole role)
{
    QPushButton *button = addButton(onButton(text), role);
    button->setIcon({});
    if (role == QMessageBox::DestructiveRole)
        button->setProperty("danger", true);
    button->style()->unpolish(button); // it was polished as another one
    button->style()->polish(button);
    return button;
}

QPushButton *Question::addCancel()
{
    QPushButton *cancel = add(tr("Cancel"), QMessageBox::RejectRole);
    setEscapeButton(cancel);
    return cancel;
}

void Question::tell(const QString &what, const QString &words, QWidget *parent)
{
    Question told(what, words, parent);
    told.setDefaultButton(told.add(tr("Close"), QMessageBox::AcceptRole));
    told.exec();
}

} // namespace ostiary
