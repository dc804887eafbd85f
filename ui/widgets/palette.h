// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

namespace ostiary {

/// Opens anything by its name: type a part, Enter.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const QStringList &names, QWidget *parent);

Q_SIGNALS:
    void chosen(int index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void choose();

    const QStringList m_names;
    QLineEdit *m_input;
    QListWidget *m_list;
};

} // namespace ostiary
