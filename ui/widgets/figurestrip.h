// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace ostiary {

/// Figures side by side in a card, each with its name above and a fact below; where there is no room for all in one
/// line they wrap.
class FigureStrip final : public QFrame
{
    Q_OBJECT

public:
    struct Figure
    {
        QLabel *value;
        QLabel *below;
    };

    explicit FigureStrip(QWidget *parent = nullptr);
    Figure add(const QString &title);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ostiary
