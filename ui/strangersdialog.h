// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/admin/adminclient.h"

#include <QDialog>

class QTreeWidget;

namespace ostiary {

class PlainLabel;

/// The latest calls that the gateway refused for want of a valid key: when, from where, to what, with which key. Whose
/// client still has a key that was deleted is found here.
class StrangersDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit StrangersDialog(AdminClient &client, QWidget *parent = nullptr);

private:
    void showCalls(const AdminReply &reply);

    PlainLabel *m_words;
    QTreeWidget *m_list;
};

} // namespace ostiary
