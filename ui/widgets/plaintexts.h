// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ostiary {

/// Sees to it that no part of the application takes text for HTML, Qt's own dialogs and tool tips included: labels are
/// of plain text, lists have a PlainDelegate, tool tips go through inToolTip. Installed once, on the application.
class PlainTexts final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace ostiary
