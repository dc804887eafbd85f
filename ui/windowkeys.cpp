// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowkeys.h"

#include "ui/theme.h"

#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

#include <utility>

namespace ostiary {

WindowKeys::WindowKeys(QWidget &window) : QObject(&window), m_window(window) {}

void WindowKeys::add(const QKeySequence &keys, const QString &words, std::function<void()> act)
{
    connect(new QShortcut(keys, &m_window), &QShortcut::activated, this, std::move(act));
    if (!words.isEmpty())
        tell(keys.toString(QKeySequence::NativeText), words);
}

void WindowKeys::tell(const QString &keys, const QString &words)
{
    m_lines.push_back({keys, words});
}

void WindowKeys::showList()
{
    auto *dialog = new QDialog(&m_window);
    dialog->setObjectName(QStringLiteral("shortcuts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto *all = new QGridLayout(dialog);
    all->setContentsMargins(Theme::kWide, Theme::kWide, Theme::kWide, Theme::kLarge);
    all->setHorizontalSpacing(Theme::kLarge);
    all->setVerticalSpacing(Theme::kSmall);
    for (const Line &line : m_lines) {
        auto *keys = new QLabel(line.keys);
        keys->setTextFormat(Qt::PlainText);
        keys->setProperty("tag", true);
        const int row = all->rowCount();
        all->addWidget(keys, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
        all->addWidget(new QLabel(line.words), row, 1);
    }
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    all->addWidget(close, all->rowCount(), 0, 1, 2, Qt::AlignRight);
    dialog->open();
}

} // namespace ostiary
