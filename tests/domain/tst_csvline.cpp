// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/csvline.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_CsvLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTexts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *name, const char *text, const char *field) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(field);
        };
        row("a word", "Support", "Support");
        row("nothing", "", "");
        row("umlauts", "T\xc3\xbcr", "T\xc3\xbcr");
        row("a comma", "a,b", "\"a,b\"");
        row("a semicolon, which other languages split at", "a;b", "\"a;b\"");
        row("a quote", "6\" door", "\"6\"\" door\"");
        row("two lines", "a\nb", "\"a\nb\"");
        row("a carriage return", "a\rb", "\"a\rb\"");
        row("a formula", "=1+1", "\"'=1+1\"");
        row("a formula with quotes", "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        row("a plus", "+1", "\"'+1\"");
        row("a minus", "-1", "\"'-1\"");
        row("an at", "@SUM(A1)", "\"'@SUM(A1)\"");
        row("a tab before a formula", "\t=1", "\"'\t=1\"");
        row("a line end before a formula", "\r=1", "\"'\r=1\"");
        row("a sign within", "a=b", "a=b");
    }
    void writesTexts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, field);
        CsvLine line;
        QCOMPARE(QByteArray::fromStdString(line.text(text.toStdString()).take()), field + "\r\n");
    }

    void leavesNumbersAsTheyAre()
    {
        CsvLine line;
        line.number(-5).nothing().plain("0.0000297").flag(true).text("x");
        QCOMPARE(line.take(), std::string("-5,,0.0000297,true,x\r\n"));
        QCOMPARE(line.number(1).take(), std::string("1\r\n")); // begins anew
        QCOMPARE(isoMoment(1'764'121'092'042), std::string("2025-11-26T01:38:12.042Z"));
    }
};

OSTIARY_TEST(tst_CsvLine)
#include "tst_csvline.moc"
