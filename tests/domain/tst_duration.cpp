// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/duration.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QTimeZone>
#include <QtTest>

using namespace ostiary;

class tst_Duration : public QObject
{
    Q_OBJECT

    static std::int64_t at(const char *iso)
    {
        return QDateTime::fromString(QLatin1String(iso), Qt::ISODate).toSecsSinceEpoch();
    }

private Q_SLOTS:
    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qlonglong>("seconds"); // -1: refused
        QTest::addColumn<int>("months");
        QTest::newRow("seconds") << "30s" << 30LL << 0;
        QTest::newRow("bare number") << "45" << 45LL << 0;
        QTest::newRow("minutes") << "30m" << 1'800LL << 0;
        QTest::newRow("hours") << "30h" << 108'000LL << 0;
        QTest::newRow("days") << "30d" << 2'592'000LL << 0;
        QTest::newRow("a week") << "1w" << 604'800LL << 0;
        QTest::newRow("a month") << "1mo" << 2'592'000LL << 1;
        QTest::newRow("a quarter") << "3mo" << 7'776'000LL << 3;
        QTest::newRow("a year") << "1y" << 31'104'000LL << 12;
        QTest::newRow("nothing") << "" << -1LL << 0;
        QTest::newRow("no time") << "0s" << -1LL << 0;
        QTest::newRow("no months") << "0mo" << -1LL << 0;
        QTest::newRow("negative") << "-1" << -1LL << 0;
        QTest::newRow("negative months") << "-1mo" << -1LL << 0;
        QTest::newRow("a unit alone") << "mo" << -1LL << 0;
        QTest::newRow("another unit") << "5fortnights" << -1LL << 0;
        QTest::newRow("parts of a month") << "1.5mo" << -1LL << 0;
        QTest::newRow("too long") << "9999mo" << -1LL << 0;
    }
    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(qlonglong, seconds);
        QFETCH(int, months);
        const auto read = Duration::parse(text.toStdString());
        QCOMPARE(read ? qlonglong(read->seconds()) : -1, seconds);
        if (read) {
            QCOMPARE(read->months(), months);
            QCOMPARE(QString::fromStdString(read->text()), text);
        }
    }

    void windowsFollowEachOther_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("end");
        const auto row = [](const char *name, const char *text, const char *origin, const char *now, const char *start,
                            const char *end) {
            QTest::newRow(name) << text << QByteArray(origin) << QByteArray(now) << QByteArray(start)
                                << QByteArray(end);
        };
        row("a day from the origin", "1d", "2026-05-04T10:00:00Z", "2026-05-06T09:59:59Z", "2026-05-05T10:00:00Z",
            "2026-05-06T10:00:00Z");
        row("a clock before the origin", "1d", "2026-05-04T10:00:00Z", "2026-05-01T00:00:00Z", "2026-05-04T10:00:00Z",
            "2026-05-05T10:00:00Z");
        row("the first month", "1mo", "2026-05-17T10:00:00Z", "2026-05-17T10:00:00Z", "2026-05-01T00:00:00Z",
            "2026-06-01T00:00:00Z");
        row("the end of a month", "1mo", "2026-05-17T10:00:00Z", "2026-05-31T23:59:59Z", "2026-05-01T00:00:00Z",
            "2026-06-01T00:00:00Z");
        row("a new month", "1mo", "2026-05-17T10:00:00Z", "2026-06-01T00:00:00Z", "2026-06-01T00:00:00Z",
            "2026-07-01T00:00:00Z");
        row("a leap February", "1mo", "2028-01-31T10:00:00Z", "2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z",
            "2028-03-01T00:00:00Z");
        row("over the new year", "1mo", "1970-01-01T00:00:00Z", "2026-12-31T12:00:00Z", "2026-12-01T00:00:00Z",
            "2027-01-01T00:00:00Z");
        row("quarters from the origin", "3mo", "2026-02-10T00:00:00Z", "2026-09-01T00:00:00Z", "2026-08-01T00:00:00Z",
            "2026-11-01T00:00:00Z");
        row("a year is the calendar's", "1y", "2026-05-10T00:00:00Z", "2027-03-01T00:00:00Z", "2027-01-01T00:00:00Z",
            "2028-01-01T00:00:00Z");
    }
    void windowsFollowEachOther()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, now);
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, end);
        const auto duration = Duration::parse(text.toStdString());
        QVERIFY(duration);
        const std::int64_t began =
            windowStart(duration->seconds(), duration->months(), at(now.constData()), at(origin.constData()));
        QCOMPARE(began, at(start.constData()));
        QCOMPARE(windowEnd(duration->seconds(), duration->months(), began), at(end.constData()));
    }

    void secondsThatNobodyWroteAreShownAsSuch()
    {
        QCOMPARE(Duration::ofSeconds(3600).text(), std::string("3600s"));
        QCOMPARE(Duration::ofSeconds(3600), *Duration::parse("3600s"));
    }
};

OSTIARY_TEST(tst_Duration)
#include "tst_duration.moc"
