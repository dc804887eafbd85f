// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/table.h"
#include "ui/widgets/waterfall.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace ostiary {

/// What was asked: a live list above, one request with its stages and its reason below.
class RequestsPage final : public Page
{
    Q_OBJECT

public:
    explicit RequestsPage(AdminClient &client, QWidget *parent = nullptr);

    /// For example `team:Support status:429 since:1h`; the same as typing it.
    void setFilter(const QString &filter);

private:
    void applyFilter();
    void tick();
    void showRequest();
    void showDetail(const QJsonObject &request);
    void exportCsv();

    AdminClient &m_client;
    ResourceModel m_model;
    Table *m_table;
    QLineEdit *m_filter;
    QLabel *m_filterError;
    QPushButton *m_live;
    Card *m_detail;
    Waterfall *m_waterfall;
    QLabel *m_reason;
    QTimer m_refresh;
    QString m_shown;
    qint64 m_requestsSeen = -1;
};

/// The parameters of `/admin/v1/requests` for a filter in words; the error names the word it does not know.
struct RequestFilterText
{
    QUrlQuery query;
    QString error;
    static RequestFilterText parse(const QString &text, qint64 nowMs);
};

} // namespace ostiary
