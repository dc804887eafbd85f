// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/spanwords.h"
#include "tests/console/consolefixture.h"
#include "tests/console/fakegateway.h"
#include "tests/support/testregistry.h"
#include "ui/pages/keyspage.h"
#include "ui/widgets/form.h"

#include <QJsonArray>

using namespace ostiary;

/// Keys: their form and their list.
class tst_KeysPage : public ConsoleFixture
{
    Q_OBJECT

    static QJsonObject key(const QString &id, const QJsonObject &more = {})
    {
        QJsonObject key{{"id", id}, {"alias", "key " + id}, {"name", "sk-..." + id}};
        for (auto field = more.begin(); field != more.end(); ++field)
            key[field.key()] = field.value();
        return key;
    }
    static QJsonObject list(const QJsonArray &keys) { return {{"data", keys}, {"total", keys.size()}}; }
    static Table *keysOf(QWidget *page) { return page->findChild<Table *>("Keys"); }
    static void showPage(QWidget &page)
    {
        page.resize(1200, 800);
        page.show();
    }

private Q_SLOTS:
    void initTestCase() { startConsole(); }
    void cleanupTestCase() { stopConsole(); }

    void aSpanIsWrittenAsPeopleDo_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("span");
        const auto row = [](const char *typed, const char *span) { QTest::newRow(typed) << typed << span; };
        row("30d", "30d");
        row("30 days", "30d");
        row("1 day", "1d");
        row("1 month", "1mo");
        row("2 weeks", "2w");
        row("12 Hours", "12h");
        row("90 min", "90m");
        row("45 seconds", "45s");
        row("1 year", "1y");
        row("30 Tage", "30d");
        row("1 Tag", "1d");
        row("1 Monat", "1mo");
        row("3 Monate", "3mo");
        row("2 Wochen", "2w");
        row("12 Stunden", "12h");
        row("1 Stunde", "1h");
        row("5 Minuten", "5m");
        row("1 Minute", "1m");
        row("1 minute", "1m");
        row("20 Sekunden", "20s");
        row("2 Jahre", "2y");
        row("1 M", "1 M");
        row("soon", "soon");
        row("", "");
    }
    void aSpanIsWrittenAsPeopleDo()
    {
        QFETCH(QString, typed);
        QFETCH(QString, span);
        QCOMPARE(spanFromWords(typed), span);
    }

    void aKeyIsMadeForThirtyDays()
    {
        KeysPage *keys = static_cast<KeysPage *>(page("keys"));
        press(button(keys, "New key"));
        type(keys, "Name", "month");
        type(keys, "Ends after (empty: never)", "30 days");
        type(keys, "Budget (empty: unlimited)", "5");
        type(keys, "The budget starts anew every (empty: never)", "1 Monat");
        press(button(keys, "Make key"));
        QTRY_COMPARE(keysOf(keys)->model().rowCount(), 1);
        const QJsonObject made = keysOf(keys)->model().object(0);
        QCOMPARE(made["budget_duration"].toString(), QString("1mo"));
        const qint64 lasts = made["expires_ms"].toInteger() - made["created_ms"].toInteger();
        QCOMPARE(qRound(double(lasts) / 86'400'000), 30);
        QVERIFY2(complaints(keys).isEmpty(), qPrintable(complaints(keys)));
    }
};

OSTIARY_TEST(tst_KeysPage)
#include "tst_keyspage.moc"
