// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/budgettable.h"
#include "ui/pages/requestfiltertext.h"
#include "ui/pages/requestsums.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"
#include "ui/widgets/waterfall.h"

#include <QMenu>
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
    /// Shows this request, whatever the list shows.
    void open(const QString &id);

Q_SIGNALS:
    /// The playground shall be opened with this model.
    void playgroundWanted(const QString &model);
    void keyWanted(const QString &id, const QString &name);
    void modelWanted(const QString &name);

private:
    void buildDetail();
    void learnNames();
    void listViews();
    void keepView(const QString &name, const QString &filter);
    void applyFilter();
    void typed();
    void tick();
    void catchUp();
    void showLive();
    void showRequest();
    void readDetail();
    void closeUnlisted();
    void showDetail();
    void openKey();
    void offerRow(const QPoint &at);
    QJsonObject requestLike() const;

    AdminClient &m_client;
    ResourceModel m_model;
    Table *m_table;
    RequestSums *m_sums;
    FilterEdit *m_filter;
    PlainLabel *m_filterError;
    QPushButton *m_live;
    QMenu *m_views;
    Card *m_detail;
    Waterfall *m_waterfall;
    PlainLabel *m_why;
    BudgetTable *m_budgets;
    PlainLabel *m_whereTime;
    ElidedLabel *m_timeSums;
    PlainLabel *m_facts;
    PlainLabel *m_reason;
    QPushButton *m_openKey;
    QPushButton *m_openModel;
    QList<QPushButton *> m_ofRequest; ///< mean nothing until the request is there
    QTimer m_typing;
    QString m_shown;
    QString m_applied; ///< filter
    QJsonObject m_request;
    qint64 m_requestsSeen = -1;
    qint64 m_heldBack = 0; ///< came while the list was paused or scrolled
    bool m_rowsMayFollow = false;
    bool m_filtered = false; ///< the rows of another filter are under way
};

} // namespace ostiary
