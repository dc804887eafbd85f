// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/resourcemodel.h"

#include <QWidget>

#include <vector>

namespace ostiary {

/// The stages of one request as bars on one time line, with what each took at the right.
class Waterfall final : public QWidget
{
    Q_OBJECT

public:
    struct Bar
    {
        QString name;
        double fromMs;
        double ms;
        QString fact;
        enum class Kind { Own, Provider, Failed } kind;
    };
    explicit Waterfall(QWidget *parent = nullptr);

    void setBars(std::vector<Bar> bars);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Bar> m_bars;
};

} // namespace ostiary
