// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchedit.h"

#include <QKeyEvent>

namespace ostiary {

namespace {
constexpr int kTypingMs = 200;
}

SearchEdit::SearchEdit(const QString &words, QWidget *parent) : QLineEdit(parent)
{
    setPlaceholderText(words);
    setAccessibleName(words);
    setClearButtonEnabled(true);
    setMinimumWidth(100);
    setMaximumWidth(240);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &SearchEdit::tell);
    connect(this, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::returnPressed, this, &SearchEdit::tell);
}

void SearchEdit::search(const QString &text)
{
    setText(text);
    tell();
}

void SearchEdit::tell()
{
    m_typing.stop();
    if (std::exchange(m_told, text().trimmed()) != text().trimmed())
        Q_EMIT wanted(m_told);
}

void SearchEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Down) {
        tell();
        Q_EMIT left();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace ostiary
