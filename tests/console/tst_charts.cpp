// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "ui/theme.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/timeticks.h"

#include <QApplication>
#include <QBarSet>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QtTest>

#include <cmath>
#include <ctime>

using namespace ostiary;

/// What a chart shows, and what the mouse finds in it.
class tst_Charts : public QObject
{
    Q_OBJECT

    static constexpr qint64 kMinute = 60'000;
    const double m_nothing = std::nan("");
    std::unique_ptr<Theme> m_theme;

    static qint64 at(const char *time) { return QDateTime::fromString(time, Qt::ISODate).toMSecsSinceEpoch(); }
    static std::vector<qint64> minutes(std::size_t count)
    {
        std::vector<qint64> times;
        for (std::size_t i = 0; i < count; ++i)
            times.push_back(at("2026-11-26T14:00") + static_cast<qint64>(i) * kMinute);
        return times;
    }
    static std::unique_ptr<Chart> show(Chart::Kind kind, std::vector<Chart::Series> series)
    {
        auto chart = std::make_unique<Chart>(kind, [](double value) { return QLocale().toString(value, 'f', 2); });
        chart->resize(600, 220);
        chart->show();
        const std::size_t count = series.front().values.size();
        chart->setData(minutes(count), kMinute, std::move(series));
        return chart;
    }
    template <typename Series>
    static QList<Series *> drawn(Chart &chart)
    {
        QList<Series *> out;
        for (QAbstractSeries *series : chart.chart()->series()) {
            if (auto *one = qobject_cast<Series *>(series))
                out += one;
        }
        return out;
    }
    static QPoint point(const Chart &chart, std::size_t slot, double value)
    {
        return QPointF(chart.data().x(slot), chart.data().y(value)).toPoint();
    }
    /// Whether a colour is to be seen in the column of a slot, within the plot.
    static bool shows(Chart &chart, std::size_t slot, const QColor &colour)
    {
        const QImage picture = chart.grab().toImage();
        const int x = qRound(chart.data().x(slot));
        for (int y = qRound(chart.data().plot.top()); y <= qRound(chart.data().plot.bottom()); ++y) {
            for (const int near : {x - 1, x, x + 1}) { // a thin line is smoothed
                const QColor seen = picture.pixelColor(near, y);
                if (std::abs(seen.red() - colour.red()) < 60 && std::abs(seen.green() - colour.green()) < 60 &&
                    std::abs(seen.blue() - colour.blue()) < 60)
                    return true;
            }
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
        m_theme = std::make_unique<Theme>(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        m_theme->choose(Theme::Choice::Light);
    }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void anAxisHasNoMoreDigitsThanItNeeds_data()
    {
        QTest::addColumn<double>("top");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("behind");
        QTest::addColumn<QString>("texts");
        QTest::newRow("whole ones") << 12.0 << ""
                                    << ""
                                    << "0|4|8|12";
        QTest::newRow("small ones") << 6.0 << ""
                                    << ""
                                    << "0|2|4|6";
        QTest::newRow("tenths") << 0.9 << ""
                                << ""
                                << "0,0|0,3|0,6|0,9";
        QTest::newRow("hundredths") << 0.33 << ""
                                    << ""
                                    << "0,00|0,11|0,22|0,33";
        QTest::newRow("thousands are no fractions") << 3000.0 << ""
                                                    << ""
                                                    << "0|1.000|2.000|3.000";
        QTest::newRow("with a sign") << 3.0 << ""
                                     << " $"
                                     << "0 $|1 $|2 $|3 $";
    }
    void anAxisHasNoMoreDigitsThanItNeeds()
    {
        QFETCH(double, top);
        QFETCH(QString, before);
        QFETCH(QString, behind);
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        ChartData data;
        data.top = top;
        data.format = [&](double value) {
            return before + QLocale().toString(value, 'f', value < 10 ? 2 : 0) + behind;
        };
        QTEST(data.axisTexts().join('|'), "texts");
    }

    void moneyIsAStackOfBars()
    {
        const auto chart = show(Chart::Kind::Bars, {{"a", {1, 0, 3}}, {"b", {2, 0, 1}}});
        QCOMPARE(drawn<QStackedBarSeries>(*chart).size(), 1);
        const QList<QBarSet *> sets = drawn<QStackedBarSeries>(*chart).front()->barSets();
        QCOMPARE(sets.size(), 2);
        QCOMPARE(sets[0]->at(2), 3.0);
        QCOMPARE(sets[1]->at(0), 2.0);
        QVERIFY(!chart->chart()->legend()->isVisible());
        QVERIFY(shows(*chart, 0, m_theme->tokens().series[0]));
        QVERIFY(shows(*chart, 0, m_theme->tokens().series[1]));
        QVERIFY(!shows(*chart, 1, m_theme->tokens().series[0])); // what was spent in a minute stays in it
    }

    void gapsAreNotZeros()
    {
        const auto chart = show(Chart::Kind::Lines, {{"p50", {1, 2, m_nothing, m_nothing, 2, 1}}});
        const QList<QLineSeries *> runs = drawn<QLineSeries>(*chart);
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs[0]->points(), (QList<QPointF>{{0, 1}, {1, 2}}));
        QCOMPARE(runs[1]->points(), (QList<QPointF>{{4, 2}, {5, 1}}));
        QVERIFY(shows(*chart, 1, m_theme->tokens().series[0]));
        QVERIFY(!shows(*chart, 2, m_theme->tokens().series[0]));
        QVERIFY(!shows(*chart, 3, m_theme->tokens().series[0]));
    }

    void oneValueAloneIsAPointWithItsName()
    {
        const QString name = "a deployment's name";
        const auto chart = show(Chart::Kind::Lines, {{name, {m_nothing, 2, m_nothing}}});
        QVERIFY(drawn<QLineSeries>(*chart).isEmpty());
        QCOMPARE(drawn<QScatterSeries>(*chart).size(), 1);
        QCOMPARE(drawn<QScatterSeries>(*chart).front()->points(), (QList<QPointF>{{1, 2}}));
        QVERIFY(shows(*chart, 1, m_theme->tokens().series[0]));
        const QFontMetricsF metrics(m_theme->font(Theme::Type::Caption));
        QVERIFY(chart->data().plot.right() + metrics.horizontalAdvance(name) < chart->width());
        const QImage picture = chart->grab().toImage(); // nothing reaches the edge, so nothing is cut by it
        for (int y = 0; y < picture.height(); ++y)
            QCOMPARE(picture.pixel(picture.width() - 1, y), picture.pixel(picture.width() - 1, 0));
    }

    void aClickTellsTheSlotAndTheSeries_data()
    {
        QTest::addColumn<bool>("bars");
        QTest::addColumn<int>("slot");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("series");
        QTest::newRow("the lower bar") << true << 0 << 0.5 << "a";
        QTest::newRow("the upper bar") << true << 2 << 3.5 << "b";
        QTest::newRow("over the stack") << true << 0 << 3.9 << "";
        QTest::newRow("an empty slot") << true << 1 << 0.5 << "";
        QTest::newRow("a line") << false << 2 << 3.1 << "a";
        QTest::newRow("another line") << false << 2 << 0.9 << "b";
        QTest::newRow("between lines") << false << 2 << 2.0 << "";
    }
    void aClickTellsTheSlotAndTheSeries()
    {
        QFETCH(bool, bars);
        QFETCH(int, slot);
        QFETCH(double, value);
        const auto chart = show(bars ? Chart::Kind::Bars : Chart::Kind::Lines, {{"a", {1, 0, 3}}, {"b", {2, 0, 1}}});
        QSignalSpy clicked(chart.get(), &Chart::clicked);
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, point(*chart, static_cast<std::size_t>(slot), value));
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0][0].toLongLong(), at("2026-11-26T14:00") + slot * kMinute);
        QTEST(clicked[0][1].toString(), "series");
    }

    void theCrosshairTellsTimeValuesAndTheirSum()
    {
        const auto chart = show(Chart::Kind::Bars, {{"<b>a</b>", {1, 0, 3}}, {"b", {2.5, 0, 1}}, {"c", {0, 0, 1}}});
        QCOMPARE(chart->reading(), QString());
        const QImage before = chart->grab().toImage();
        QTest::mouseMove(chart->viewport(), point(*chart, 0, 1));
        QCOMPARE(chart->reading().replace(QChar(0x202f), ' '),
                 QString("Nov 26  2:00 PM \u2013 2:01 PM, b: 2.50, <b>a</b>: 1.00, Total: 3.50"));
        QVERIFY(chart->grab().toImage() != before);
        QVERIFY(shows(*chart, 0, m_theme->tokens().series[0]));
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(chart->reading(), QString("26. Nov.  14:00 \u2013 14:01, b: 2,50, <b>a</b>: 1,00, Total: 3,50"));
        chart->toggle("b");
        QVERIFY(chart->reading().endsWith("<b>a</b>: 1,00, Total: 1,00"));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(chart->viewport(), &leave);
        QCOMPARE(chart->reading(), QString());
    }

    void whatANameHidesIsShown()
    {
        const auto chart = show(Chart::Kind::Bars, {{"a\nb", {1, 2}}});
        QTest::mouseMove(chart->viewport(), point(*chart, 0, 1));
        QVERIFY2(chart->reading().contains("a[U+000A]b: 1.00"), qPrintable(chart->reading()));
    }

    void ofALineTheCrosshairTellsThatNothingWasMeasured()
    {
        const auto chart = show(Chart::Kind::Lines, {{"p50", {1, m_nothing, 2}}});
        QTest::mouseMove(chart->viewport(), point(*chart, 1, 1));
        QVERIFY(chart->reading().endsWith("p50: \u2013"));
        QVERIFY(!chart->reading().contains("Total"));
    }

    void manySeriesAreToldApartAndTheirRestIsQuiet()
    {
        std::vector<Chart::Series> series;
        for (int s = 0; s < 10; ++s)
            series.push_back({QString("a model with a name %1").arg(s), {1.0 + s, 1.0}});
        series.push_back({"others", {40, 40}, true});
        const auto chart = show(Chart::Kind::Bars, std::move(series));
        chart->resize(600, 150);
        QSet<QRgb> colours;
        for (std::size_t s = 0; s < 11; ++s)
            colours += chart->data().colour(s).rgb();
        QCOMPARE(colours.size(), 11);
        QVERIFY(chart->data().colour(10).lightness() > m_theme->tokens().series[5].lightness() + 40);
        // The box has the room of the chart: the least of them are told together, and the sum is that of all.
        QTest::mouseMove(chart->viewport(), point(*chart, 0, 1));
        QVERIFY2(chart->reading().contains(" more: "), qPrintable(chart->reading()));
        QVERIFY(chart->reading().contains("others: 40.00"));
        QVERIFY(chart->reading().endsWith("Total: 95.00"));
    }

    void theSameDataAreNotDrawnAnew()
    {
        const auto chart = show(Chart::Kind::Lines, {{"p50", {1, 2, 3, m_nothing}}});
        const QPointer<QAbstractSeries> before = chart->chart()->series().front();
        chart->setData(minutes(4), kMinute, {{"p50", {1, 2, 3, m_nothing}}});
        QVERIFY(before);
        chart->setData(minutes(4), kMinute, {{"p50", {1, 2, 4, m_nothing}}});
        QVERIFY(!before);
    }

    void followsLightAndDark()
    {
        const auto chart = show(Chart::Kind::Bars, {{"a", {1, 2, 3}}});
        const auto foot = [&] { // of the bar in the middle
            return chart->grab().toImage().pixelColor(point(*chart, 1, 1));
        };
        QCOMPARE(foot(), Theme::light().series[0]);
        m_theme->choose(Theme::Choice::Dark);
        QCOMPARE(foot(), Theme::dark().series[0]);
        m_theme->choose(Theme::Choice::Light);
        QCOMPARE(foot(), Theme::light().series[0]);
    }

    void nothingIsSaid()
    {
        const auto chart = show(Chart::Kind::Bars, {{"a", {1, 2}}});
        chart->setAccessibleName("Cost over time");
        QCOMPARE(chart->accessibleDescription(), QString("a: 2.00"));
        const QImage before = chart->grab().toImage();
        chart->setData(minutes(2), kMinute, {});
        QVERIFY(chart->chart()->series().isEmpty());
        QCOMPARE(chart->accessibleDescription(), QString());
        QCOMPARE(chart->accessibleName(), QString("Cost over time"));
        QVERIFY(chart->grab().toImage() != before);
        QSignalSpy clicked(chart.get(), &Chart::clicked);
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, chart->rect().center());
        QVERIFY(clicked.isEmpty());
    }

    void ticksAreRound_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("most");
        QTest::addColumn<QString>("german");
        QTest::addColumn<QString>("american");
        QTest::newRow("an hour") << "2026-11-26T00:08"
                                 << "2026-11-26T01:08" << 5 << "00:15 00:30 00:45 01:00"
                                 << "12:15_AM 12:30_AM 12:45_AM 1:00_AM";
        QTest::newRow("an hour that begins with one") << "2026-11-26T14:00"
                                                      << "2026-11-26T15:00" << 2 << "14:00 14:30"
                                                      << "2:00_PM 2:30_PM";
        QTest::newRow("a day") << "2026-11-25T14:30"
                               << "2026-11-26T14:30" << 5 << "18:00 00:00 06:00 12:00"
                               << "6:00_PM 12:00_AM 6:00_AM 12:00_PM";
        QTest::newRow("the day that has 25 hours") << "2026-10-25T00:00"
                                                   << "2026-10-26T00:00" << 5 << "00:00 06:00 12:00 18:00"
                                                   << "12:00_AM 6:00_AM 12:00_PM 6:00_PM";
        QTest::newRow("the day that has 23 hours") << "2026-03-29T00:00"
                                                   << "2026-03-29T05:00" << 5 << "00:00 01:00 03:00 04:00"
                                                   << "12:00_AM 1:00_AM 3:00_AM 4:00_AM";
        QTest::newRow("a week") << "2026-11-24T15:00"
                                << "2026-11-29T15:00" << 6 << "25._Nov. 26._Nov. 27._Nov. 28._Nov. 29._Nov."
                                << "Nov_25 Nov_26 Nov_27 Nov_28 Nov_29";
        QTest::newRow("a month, by weeks") << "2026-11-01T12:00"
                                           << "2026-12-01T12:00" << 5 << "2._Nov. 9._Nov. 16._Nov. 23._Nov. 30._Nov."
                                           << "Nov_8 Nov_15 Nov_22 Nov_29";
        QTest::newRow("no time") << "2026-11-01T12:00"
                                 << "2026-11-01T12:00" << 5 << ""
                                 << "";
    }
    void ticksAreRound()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, most);
        for (const auto &[locale, expected] : {std::pair(QLocale(QLocale::German, QLocale::Germany), "german"),
                                               {QLocale(QLocale::English, QLocale::UnitedStates), "american"}}) {
            QLocale::setDefault(locale);
            const TimeTicks ticks = TimeTicks::within(at(qPrintable(from)), at(qPrintable(to)), most);
            QStringList words;
            for (const qint64 time : ticks.times)
                words += ticks.label(time).replace(QChar(0x202f), '_').replace(' ', '_');
            QTEST(words.join(' '), expected);
        }
    }
};

OSTIARY_TEST(tst_Charts)
#include "tst_charts.moc"
