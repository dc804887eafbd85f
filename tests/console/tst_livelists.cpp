// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/columns.h"
#include "models/items/format.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

using namespace ostiary;

/// Lists that move under who reads them.
class tst_LiveLists : public ConsoleFixture
{
    Q_OBJECT

    static QJsonObject keys(const QStringList &ids)
    {
        QJsonArray rows;
        for (const QString &id : ids)
            rows.append(QJsonObject{{"id", id}, {"alias", "key " + id}, {"name", "sk-..." + id}});
        return {{"data", rows}, {"total", rows.size()}};
    }
    static QStringList ids(int from, int to)
    {
        QStringList out;
        for (int i = from; i <= to; ++i)
            out += QString::number(i);
        return out;
    }
    static QStringList chosenIds(Table &table)
    {
        QStringList out;
        for (const QModelIndex &row : table.view()->selectionModel()->selectedRows())
            out += table.model().idOf(row.row());
        out.sort();
        return out;
    }
    static void clickHeading(Table &table, int column)
    {
        QHeaderView *header = table.view()->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(column) + 15, header->height() / 2});
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void aListThatIsSortedAnewStaysWhereItWasScrolled()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keys(ids(1, 300));
        ResourceModel model(gateway, {"/admin/v1/keys", "key"}, keyColumns());
        const QAbstractItemModelTester tester(&model);
        Table table(model, "Keys");
        table.resize(900, 400);
        table.show();
        model.reload();
        QTRY_COMPARE(model.rowCount(), 300);
        table.choose("5");
        table.view()->selectionModel()->select(model.index(6, 0),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(chosenIds(table), (QStringList{"5", "7"}));
        QScrollBar *bar = table.view()->verticalScrollBar();
        bar->setValue(bar->maximum());
        const int before = bar->value();
        QVERIFY(before > 0);
        QStringList now = ids(2, 301); // one goes, one comes, all the others in another order
        std::reverse(now.begin(), now.end());
        gateway.answers["/admin/v1/keys"] = keys(now);
        gateway.change("key", 2);
        QTRY_COMPARE(model.idOf(0), QString("301"));
        QCOMPARE(model.rowCount(), 300);
        QCOMPARE(model.idOf(299), QString("2"));
        QCOMPARE(bar->value(), before);
        QCOMPARE(table.currentId(), QString("5"));
        QCOMPARE(chosenIds(table), (QStringList{"5", "7"}));
        QCOMPARE(gateway.asked.back().request.query.queryItemValue("limit"), QString("300")); // as long as it was
        now.removeAll("5"); // the chosen one comes back later
        gateway.answers["/admin/v1/keys"] = keys(now);
        gateway.change("key", 3);
        QTRY_COMPARE(model.rowCount(), 299);
        QCOMPARE(table.currentRow(), -1);
        now.prepend("5");
        gateway.answers["/admin/v1/keys"] = keys(now);
        bar->setValue(bar->maximum());
        gateway.change("key", 4);
        QTRY_COMPARE(table.currentId(), QString("5"));
        QVERIFY(bar->value() > 0); // it is far above
    }

    void whatIsChosenByItsNameIsBroughtIntoView()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/keys"] = keys(ids(1, 150));
        ResourceModel model(gateway, {"/admin/v1/keys", "key"}, keyColumns());
        Table table(model, "Keys");
        table.resize(900, 400);
        table.show();
        table.choose("140"); // before the list is there
        model.reload();
        QTRY_COMPARE(table.currentId(), QString("140"));
        QTRY_VERIFY(table.view()->verticalScrollBar()->value() > 0);
    }

    void amountsInAColumnCanBeCompared()
    {
        FakeGateway gateway;
        QJsonObject list = keys(ids(1, 4));
        QJsonArray rows = list["data"].toArray();
        const QStringList spent{"12.5", "0.0157", "0", "412.861"};
        for (int i = 0; i < 4; ++i) {
            QJsonObject row = rows[i].toObject();
            row["spend_usd"] = spent[i];
            rows[i] = row;
        }
        list["data"] = rows;
        gateway.answers["/admin/v1/keys"] = list;
        ResourceModel model(gateway, {"/admin/v1/keys", "key"}, keyColumns());
        model.reload();
        QTRY_COMPARE(model.rowCount(), 4);
        const auto amount = [&](int row) { return model.index(row, 3).data().toString(); };
        QCOMPARE(amount(0), QString("$12.5000"));
        QCOMPARE(amount(1), QString("$0.0157"));
        QCOMPARE(amount(2), QString("$0.0000"));
        QCOMPARE(amount(3), QString("$412.8610"));
        QJsonObject small = rows[1].toObject();
        small["spend_usd"] = "0.00035"; // with it all the others get more decimals
        rows[1] = small;
        list["data"] = rows;
        gateway.answers["/admin/v1/keys"] = list;
        gateway.change("key", 2);
        QTRY_COMPARE(amount(1), QString("$0.000350"));
        QCOMPARE(amount(0), QString("$12.500000"));
        QCOMPARE(model.index(0, 3).data(Qt::ToolTipRole).toString(), QString("$12.50"));
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const QString german = amount(1), limit = formatAmount("10"), owed = formatMoney("-2"),
                      none = formatMoney("0", 0);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QLocale::setDefault(QLocale::c());
        const QString plain = formatAmount("10");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(plain, QString("$10"));
        QCOMPARE(german, QString::fromUtf8("0,000350\u00a0$"));
        QCOMPARE(none, QString::fromUtf8("0\u00a0$")); // as a chart's axis begins
        QCOMPARE(limit, QString::fromUtf8("10\u00a0$"));
        QCOMPARE(owed, QString::fromUtf8("\u22122,00\u00a0$"));
    }

    void theArrowPointsAtTheColumnThatTheListIsSortedBy()
    {
        FakeGateway gateway;
        gateway.answers["/admin/v1/models"] = QJsonObject{{"data", QJsonArray{QJsonObject{{"name", "a"}}}}};
        ResourceModel model(gateway, {"/admin/v1/models", "model", "name"}, modelColumns());
        Table table(model, "Models");
        table.resize(1200, 400);
        table.show();
        model.reload();
        QTRY_COMPARE(model.rowCount(), 1);
        QHeaderView *header = table.view()->horizontalHeader();
        clickHeading(table, 0);
        QVERIFY(header->isSortIndicatorShown());
        QCOMPARE(header->sortIndicatorSection(), 0);
        const Qt::SortOrder order = header->sortIndicatorOrder();
        QCOMPARE(model.column(1).sortField, QString()); // it shows names, and the gateway would count
        clickHeading(table, 1);
        QVERIFY(header->isSortIndicatorShown());
        QCOMPARE(header->sortIndicatorSection(), 0);
        QCOMPARE(header->sortIndicatorOrder(), order);
        QCOMPARE(model.query().queryItemValue("sort"), QString("name"));
    }
};

OSTIARY_TEST(tst_LiveLists)
#include "tst_livelists.moc"
