// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

#include <functional>
#include <vector>

namespace ostiary {

/// Something that the palette opens or does.
struct PaletteEntry
{
    QString group; ///< the heading under which it stands
    QString icon;  ///< as drawIcon knows it
    QString name;
    QString fact = {};  ///< beside the name
    QString state = {}; ///< at the right: how it does, or what will come of it
    std::function<void()> open;
    QString also = {};    ///< other words under which it is found
    bool changes = false; ///< something: it is done only by an Enter that saw it, or that named it in full
};

/// Opens anything by its name, and does what can be done with it: type a part, Enter. What the window itself knows is
/// there at once; what only the gateway knows comes above it, and what is chosen stays so.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(std::vector<PaletteEntry> own, QWidget *parent);
    /// What the gateway has under that name; nothing when something else has been typed meanwhile.
    void setFound(const QString &text, std::vector<PaletteEntry> found);

Q_SIGNALS:
    /// The gateway shall be asked; setFound answers.
    void wanted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void typed();
    void list();
    void choose();
    void step(int by);
    /// The row that Enter is meant for: called so, or beginning so, otherwise the first; -1: there is none.
    int bestRow() const;
    void chooseFound();

    const std::vector<PaletteEntry> m_own;
    std::vector<PaletteEntry> m_found;
    std::vector<const PaletteEntry *> m_shown; ///< by the row; null: a heading
    QLineEdit *m_input;
    QListWidget *m_list;
    QLabel *m_count;
    QTimer m_soon;
    bool m_asking = false;     ///< the gateway has not answered yet
    bool m_opensFirst = false; ///< Enter was pressed before there was anything to open
};

} // namespace ostiary
