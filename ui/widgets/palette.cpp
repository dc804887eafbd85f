// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/palette.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace ostiary {

CommandPalette::CommandPalette(const QStringList &names, QWidget *parent)
    : QDialog(parent), m_names(names), m_input(new QLineEdit), m_list(new QListWidget)
{
    setWindowTitle(tr("Go to"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(420, 300);
    m_input->setPlaceholderText(tr("Type a name"));
    m_input->setAccessibleName(tr("Type a name"));
    m_list->setAccessibleName(tr("What fits"));
    auto *all = new QVBoxLayout(this);
    all->addWidget(m_input);
    all->addWidget(m_list);
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::choose);
    filter({});
}

void CommandPalette::filter(const QString &text)
{
    m_list->clear();
    for (int i = 0; i < m_names.size(); ++i) {
        if (!m_names[i].contains(text, Qt::CaseInsensitive))
            continue;
        auto *item = new QListWidgetItem(m_names[i], m_list);
        item->setData(Qt::UserRole, i);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::choose()
{
    if (const QListWidgetItem *item = m_list->currentItem()) {
        Q_EMIT chosen(item->data(Qt::UserRole).toInt());
        accept();
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace ostiary
