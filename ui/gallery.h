// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"
#include "ui/widgets/card.h"

#include <memory>

namespace ostiary {

/// A developer's aid (`ostiary --gallery`): every part that pages are made of, in each of its states, over invented
/// rows.
class Gallery final : public Page
{
    Q_OBJECT

public:
    explicit Gallery(QWidget *parent = nullptr);
    ~Gallery() override;

private:
    QWidget *controls();
    QWidget *forms();
    QWidget *charts();
    QWidget *tables();
    QWidget *waterfall();
    QWidget *budgets();
    QWidget *notices();

    std::vector<std::unique_ptr<AdminClient>> m_clients;
};

} // namespace ostiary
