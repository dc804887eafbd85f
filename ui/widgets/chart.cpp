// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart.h"

#include "ui/theme.h"
#include "ui/widgets/chartframe.h"
#include "ui/widgets/chartlegend.h"
#include "ui/widgets/chartreading.h"

#include <QBarSet>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <cmath>
#include <utility>

namespace ostiary {

namespace {
constexpr double kBarShare = 0.72; ///< of a slot's width
constexpr double kPoint = 5;       ///< pixels across, of a value alone between gaps
} // namespace

Chart::Chart(Kind kind, Format format, QWidget *parent)
    : QChartView(parent), m_across(new QValueAxis), m_up(new QValueAxis), m_frame(new ChartFrame(m_data, chart())),
      m_legend(new ChartLegend(m_data, chart())), m_reading(new ChartReading(m_data, chart()))
{
    m_data.kind = kind;
    m_data.format = std::move(format);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    m_across->setVisible(false); // the frame has the words of both, where none is cut or left out
    m_up->setLabelsVisible(false);
    m_up->setLineVisible(false);
    m_up->setTickCount(4);
    chart()->addAxis(m_across, Qt::AlignBottom);
    chart()->addAxis(m_up, Qt::AlignLeft);

    scene()->setItemIndexMethod(QGraphicsScene::NoIndex); // all is drawn, and nothing looked for by its place
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    setRenderHint(QPainter::Antialiasing);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    viewport()->setFocusPolicy(Qt::NoFocus); // the chart itself has it, and a name
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::of(), &Theme::changed, this, &Chart::rebuild);
    rebuild();
}

void Chart::setData(std::vector<qint64> times, qint64 step, std::vector<Series> series)
{
    if (std::exchange(m_data.isKnown, true) && times == m_data.times && step == m_data.step && series == m_data.series)
        return;
    if (times != m_data.times)
        m_reading->setSlot(-1);
    m_data.times = std::move(times);
    m_data.step = step;
    m_data.series = std::move(series);
    QStringList words;
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        if (!std::isnan(m_data.last(s)))
            words += m_data.series[s].name + QStringLiteral(": ") + m_data.format(m_data.last(s));
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    rebuild();
}

void Chart::toggle(const QString &series)
{
    if (!m_data.hidden.remove(series))
        m_data.hidden.insert(series);
    rebuild();
}

QString Chart::reading() const
{
    return m_reading->words();
}

/// Everything anew: Qt Charts lays out once for each series added, but once for each value changed.
void Chart::rebuild()
{
    chart()->removeAllSeries();
    m_data.top = m_data.roundTop();
    m_up->setRange(0, m_data.top);
    m_up->setGridLinePen(QPen(Theme::of().tokens().line, 1));
    m_up->setGridLineVisible(!m_data.isEmpty());
    m_across->setRange(-0.5, std::max<double>(1, static_cast<double>(m_data.slotCount())) - 0.5);
    place();
    if (m_data.kind == Kind::Lines)
        addLines();
    else if (!m_data.isEmpty())
        addBars();
    scene()->update();
}

void Chart::place()
{
    for (ChartItem *item : std::initializer_list<ChartItem *>{m_frame, m_legend, m_reading})
        item->prepareSize();
    m_data.size = viewport()->size();
    m_data.plot = m_frame->plotFor(m_data.size);
    chart()->setPlotArea(m_data.plot);
    chart()->layout()->invalidate(); // or the grid stays where it was
    chart()->layout()->activate();
}

void Chart::addToAxes(std::unique_ptr<QAbstractSeries> series)
{
    QAbstractSeries *added = series.release();
    chart()->addSeries(added);
    added->attachAxis(m_across);
    added->attachAxis(m_up);
}

void Chart::addBars()
{
    auto bars = std::make_unique<QStackedBarSeries>();
    bars->setBarWidth(kBarShare);
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        QList<qreal> values;
        for (std::size_t i = 0; i < m_data.slotCount(); ++i)
            values += m_data.valueAt(s, i);
        auto *set = new QBarSet(m_data.series[s].name);
        set->append(values);
        set->setBrush(m_data.colour(s));
        set->setPen(Qt::NoPen);
        bars->append(set);
    }
    addToAxes(std::move(bars));
}

/// A run of values is a line, one alone is a point; between them is nothing.
void Chart::addLines()
{
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        if (m_data.isHidden(s))
            continue;
        QList<QPointF> run, alone;
        const auto end = [&] {
            if (run.size() == 1)
                alone += run;
            if (run.size() > 1) {
                auto line = std::make_unique<QLineSeries>();
                line->setName(m_data.series[s].name);
                line->setPen(QPen(m_data.colour(s), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
                line->append(run);
                addToAxes(std::move(line));
            }
            run.clear();
        };
        for (std::size_t i = 0; i < m_data.slotCount(); ++i) {
            if (std::isnan(m_data.series[s].values[i]))
                end();
            else
                run += QPointF(static_cast<double>(i), m_data.series[s].values[i]);
        }
        end();
        if (alone.isEmpty())
            continue;
        auto points = std::make_unique<QScatterSeries>();
        points->setName(m_data.series[s].name);
        points->setMarkerSize(kPoint);
        points->setBrush(m_data.colour(s));
        points->setPen(Qt::NoPen);
        points->append(alone);
        addToAxes(std::move(points));
    }
}

void Chart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    place();
    scene()->update();
}

bool Chart::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        m_reading->setSlot(-1);
    return QChartView::viewportEvent(event);
}

// The pointer is read here alone: hundreds of bars that each look for it would cost more than they tell.
void Chart::mouseMoveEvent(QMouseEvent *event)
{
    m_reading->setSlot(m_data.isEmpty() ? -1 : m_data.slotAt(event->position().x()));
    const bool name = m_legend->seriesAt(event->position()) >= 0;
    viewport()->setCursor(name ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Chart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_data.isEmpty())
        return event->ignore();
    if (const int name = m_legend->seriesAt(event->position()); name >= 0)
        return toggle(m_data.series[static_cast<std::size_t>(name)].name);
    const int at = m_data.slotAt(event->position().x());
    if (at < 0)
        return;
    const auto slot = static_cast<std::size_t>(at);
    const int hit = m_data.seriesAt(slot, event->position().y());
    Q_EMIT clicked(m_data.times[slot], hit < 0 ? QString() : m_data.series[static_cast<std::size_t>(hit)].name);
}

void Chart::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void Chart::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event);
}

void Chart::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls
}

} // namespace ostiary
