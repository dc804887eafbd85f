// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

constexpr int kPad = 8;
constexpr int kLine = 2; ///< room for the line over a list that has the keyboard
constexpr qreal kRingPen = 1.5;
constexpr int kSlowMs = 100; ///< a call that takes longer shows its progress

void drawPill(QPainter *painter, const QRect &cell, const QString &text, Meaning meaning, Qt::Alignment alignment)
{
    const QFont font = Theme::of().font(Theme::Type::Caption);
    const QFontMetrics metrics(font);
    const int width = std::min(cell.width() - 2 * kPad, metrics.horizontalAdvance(text) + 16);
    const QRect pill(alignment & Qt::AlignRight ? cell.right() - kPad - width : cell.left() + kPad,
                     cell.center().y() - 9, width, 19);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::of().soft(meaning));
    painter->drawRoundedRect(pill, 9.5, 9.5);
    painter->setFont(font);
    painter->setPen(Theme::of().ink(meaning));
    painter->drawText(pill, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, width - 10));
}

void drawBar(QPainter *painter, const QRect &cell, double share)
{
    const QRect track(cell.left() + kPad, cell.center().y() - 2, std::max(0, cell.width() - 2 * kPad), 6);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::of().tokens().line);
    painter->drawRoundedRect(track, 3, 3);
    if (share <= 0)
        return;
    const Meaning meaning = share >= 1 ? Meaning::Bad : share >= 0.8 ? Meaning::Warning : Meaning::Good;
    QRect filled = track;
    filled.setWidth(std::max(6, static_cast<int>(track.width() * std::min(1.0, share))));
    painter->setBrush(Theme::of().ink(meaning));
    painter->drawRoundedRect(filled, 3, 3);
}

/// A line of what was, and the figure of it all at the right.
void drawSparkline(QPainter *painter, const QRect &cell, const QList<double> &values, const QString &figure)
{
    const Tokens &tokens = Theme::of().tokens();
    const QFont font = Theme::of().font(Theme::Type::Caption);
    const int figureWidth = QFontMetrics(font).horizontalAdvance(figure) + 6;
    painter->setFont(font);
    painter->setPen(tokens.dim);
    painter->drawText(cell.adjusted(kPad, 0, -kPad, 0), Qt::AlignRight | Qt::AlignVCenter, figure);
    const QRectF area = QRectF(cell).adjusted(kPad, 8, -kPad - figureWidth, -8);
    const double most = values.isEmpty() ? 0 : *std::max_element(values.begin(), values.end());
    if (values.size() < 2 || most <= 0 || area.width() < 8)
        return;
    QPolygonF line;
    for (qsizetype i = 0; i < values.size(); ++i)
        line << QPointF(area.left() + area.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1),
                        area.bottom() - area.height() * values[i] / most);
    painter->setPen(QPen(tokens.series[0], 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(line);
}

/// A list whose current row has a ring while the keyboard is in it. Coming to it chooses no row, so that no form opens
/// which nobody asked for.
class RowsView final : public QTableView
{
protected:
    void focusInEvent(QFocusEvent *event) override
    {
        if (!currentIndex().isValid()) {
            QWidget::focusInEvent(event);
        } else {
            QTableView::focusInEvent(event);
            if (!selectionModel()->hasSelection())
                selectRow(currentIndex().row());
        }
        viewport()->update();
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QTableView::focusOutEvent(event);
        viewport()->update();
    }
    void currentChanged(const QModelIndex &now, const QModelIndex &before) override
    {
        QTableView::currentChanged(now, before);
        viewport()->update(); // the ring is around all columns
    }
    void paintEvent(QPaintEvent *event) override
    {
        QTableView::paintEvent(event);
        if (!hasFocus() || !currentIndex().isValid())
            return;
        const int row = currentIndex().row();
        const QRectF around(0, rowViewportPosition(row), std::min(horizontalHeader()->length(), viewport()->width()),
                            rowHeight(row));
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Theme::of().tokens().accent, kRingPen));
        painter.drawRoundedRect(around.adjusted(kRingPen / 2, kRingPen / 2, -kRingPen / 2, -kRingPen / 2),
                                Theme::kTight, Theme::kTight);
    }
};

/// Gives a list the height of whole rows, so that none is cut off at its foot.
class WholeRows final : public QWidget
{
public:
    explicit WholeRows(QTableView &view) : m_view(view)
    {
        setSizePolicy(view.sizePolicy());
        view.setParent(this);
        view.horizontalHeader()->installEventFilter(this);
        view.horizontalScrollBar()->installEventFilter(this);
    }
    QSize sizeHint() const override { return m_view.sizeHint(); }
    QSize minimumSizeHint() const override { return m_view.minimumSizeHint(); }

protected:
    void resizeEvent(QResizeEvent *) override { place(); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const QEvent::Type type = event->type();
        if (type == QEvent::Resize || type == QEvent::Show || type == QEvent::Hide)
            QTimer::singleShot(0, this, [this] { place(); }); // the view is placing its own parts
        return QWidget::eventFilter(watched, event);
    }

private:
    void place()
    {
        const QScrollBar *bar = m_view.horizontalScrollBar();
        const int others = m_view.horizontalHeader()->height() + (bar->isVisible() ? bar->height() : 0);
        const int rows = (height() - others) / Theme::kRowHeight;
        m_view.setGeometry(0, 0, width(), rows > 0 ? others + rows * Theme::kRowHeight : height());
    }

    QTableView &m_view;
};

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Theme::of().tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.selection);
    painter->fillRect(QRect(option.rect.bottomLeft(), QSize(option.rect.width(), 1)), tokens.line);
    const QVariant share = index.data(ShareRole);
    const QVariant meaning = index.data(MeaningRole);
    const QString text = shownName(index.data(Qt::DisplayRole).toString());
    QRect inside = option.rect.adjusted(kPad, 0, -kPad, 0);
    const QVariant series = index.data(SeriesRole);
    if (series.isValid()) {
        drawSparkline(painter, option.rect, series.value<QList<double>>(), text);
    } else if (share.isValid()) {
        if (share.toDouble() >= 0)
            drawBar(painter, option.rect, share.toDouble());
    } else if (meaning.isValid() && meaning.toInt() != static_cast<int>(Meaning::Quiet)) {
        drawPill(painter, option.rect, text, static_cast<Meaning>(meaning.toInt()),
                 Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
    } else {
        QFont font = index.data(MonospaceRole).toBool() ? Theme::of().monospace() : option.font;
        if (index.data(StrongRole).toBool())
            font.setWeight(QFont::Medium);
        painter->setFont(font);
        const bool quiet = meaning.isValid() || index.data(MonospaceRole).toBool();
        painter->setPen(quiet ? tokens.dim : tokens.text);
        const QString mark = index.data(MarkRole).toString();
        if (!mark.isEmpty()) {
            const QFont shown = painter->font();
            const QPen pen = painter->pen();
            drawMonogram(*painter, mark, QRectF(inside.left(), inside.center().y() - 8, 18, 18));
            painter->setFont(shown);
            painter->setPen(pen);
            inside.setLeft(inside.left() + 26);
        }
        const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
        painter->drawText(inside, int(alignment), QFontMetrics(font).elidedText(text, Qt::ElideRight, inside.width()));
    }
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int words = option.fontMetrics.horizontalAdvance(shownName(index.data(Qt::DisplayRole).toString()));
    const int beside = index.data(SeriesRole).isValid()             ? 60
                       : !index.data(MarkRole).toString().isEmpty() ? 26
                       : index.data(MeaningRole).isValid()          ? 16
                       : index.data(StrongRole).toBool()            ? words / 16
                                                                    : 0;
    return {words + beside + 2 * kPad, Theme::kRowHeight};
}

Table::Table(ResourceModel &model, const QString &accessibleName, QWidget *parent)
    : QWidget(parent), m_model(model), m_view(new RowsView), m_rows(new WholeRows(*m_view)),
      m_widths(new ColumnWidths(*m_view)), m_progress(new QProgressBar), m_empty(new QWidget),
      m_words(dimLabelFor(m_empty)), m_stale(new ElidedLabel), m_stack(new QStackedLayout)
{
    // Before the view's selection hears of it.
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsGo(first, last); });
    m_view->setModel(&model);
    m_view->setItemDelegate(new RowDelegate(m_view));
    setObjectName(accessibleName);
    m_view->setAccessibleName(accessibleName);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalScrollBar()->setSingleStep(Theme::kRowHeight); // a turn of the wheel ends at a whole row
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(Theme::kRowHeight);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionsMovable(true);
    m_view->horizontalHeader()->setSectionsClickable(true);
    m_view->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, &Table::sortBy);
    connect(m_view->horizontalHeader(), &QWidget::customContextMenuRequested, this, &Table::offerColumns);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &Table::scrolled);
    connect(&model, &ResourceModel::windowMoved, this, [this](int rows) {
        QScrollBar *bar = m_view->verticalScrollBar();
        bar->setValue(bar->value() + rows * Theme::kRowHeight);
    });
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 0);
    m_progress->setFixedHeight(2);
    QSizePolicy kept = m_progress->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(kept);
    m_progress->hide();
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMs);
    connect(&m_slow, &QTimer::timeout, m_progress, &QWidget::show);

    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignCenter);
    auto *empty = new QVBoxLayout(m_empty);
    empty->addStretch();
    empty->addWidget(m_words);
    empty->addStretch();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(kLine, kLine, kLine, kLine);
    all->setSpacing(0);
    all->addWidget(m_progress);
    all->addLayout(m_stack, 1);
    all->addWidget(m_stale);
    m_stale->setProperty("error", true);
    m_stack->addWidget(m_rows);
    m_view->installEventFilter(this);
    m_stack->addWidget(m_empty);

    auto *copy = new QShortcut(QKeySequence::Copy, m_view);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &Table::copyRows);
    auto *remove = new QShortcut(QKeySequence::Delete, m_view);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &Table::pressDelete);
    connect(&model, &ResourceModel::loadingChanged, this, &Table::showState);
    connect(&model, &ResourceModel::loaded, this, [this] {
        m_everLoaded = true;
        showState();
        restoreChoice();
        if (std::exchange(m_fromTop, false))
            m_view->scrollToTop();
        m_widths->share();
    });
    connect(&model, &QAbstractItemModel::dataChanged, this, &Table::tellCurrent);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &Table::chosen);
    showState();
}

void Table::chosen(const QModelIndex &now)
{
    if (m_still || !now.isValid())
        return;
    const QString row = m_model.idOf(now.row());
    if (row != m_chosen && m_holdsChanges && m_holdsChanges()) {
        if (m_wanted.isEmpty()) // not within the view's own change of selection, which goes on when this returns
            QTimer::singleShot(0, this, &Table::askToLeave);
        m_wanted = row;
        return;
    }
    m_chosen = row;
    m_wanted.clear();
    m_bringIntoView = false;
    Q_EMIT currentChanged();
}

void Table::askToLeave()
{
    const int row = m_model.rowOf(m_wanted);
    if (m_wanted.isEmpty() || row < 0 || !m_view->selectionModel()->isRowSelected(row, {})) {
        m_wanted.clear(); // chosen otherwise meanwhile, or only come upon by the keyboard's focus
        return;
    }
    m_still = true;
    const bool may = m_mayLeave();
    const QString wanted = std::exchange(m_wanted, QString());
    if (may && m_model.rowOf(wanted) >= 0)
        m_chosen = wanted;
    else if (m_model.rowOf(m_chosen) < 0)
        m_view->selectionModel()->clear(); // what is shown is not in the list
    m_still = false;
    restoreChoice();
}

/// A view whose current row goes chooses a neighbour by itself; nobody has chosen that.
void Table::rowsGo(int first, int last)
{
    const int row = currentRow();
    if (row < first || row > last)
        return;
    const bool before = std::exchange(m_still, true);
    m_view->selectionModel()->clear();
    m_still = before;
}

/// While it asks, the row that is highlighted is not the one that is shown.
void Table::tellCurrent()
{
    if (m_wanted.isEmpty())
        Q_EMIT currentChanged();
}

void Table::paintEvent(QPaintEvent *)
{
    if (!m_view->hasFocus())
        return;
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, Theme::of().tokens().accent);
}

bool Table::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update(); // the line over the list
    return QWidget::eventFilter(watched, event);
}

bool Table::isAtTop() const
{
    return m_model.isAtTop() && m_view->verticalScrollBar()->value() < Theme::kRowHeight;
}

void Table::scrolled(int value)
{
    if (value < 20 * Theme::kRowHeight)
        m_model.fetchBack();
}

void Table::sortBy(int column)
{
    QHeaderView *header = m_view->horizontalHeader();
    if (m_model.column(column).sortField.isEmpty()) {
        header->setSortIndicatorShown(m_sorted >= 0);
        header->setSortIndicator(m_sorted, m_order); // the heading has moved its arrow by itself
        return;
    }
    // First the way in which it is usually wanted, then the other, then as the gateway lists it.
    const bool numbers =
        m_model.column(column).kind != Column::Kind::Strong && m_model.column(column).kind != Column::Kind::Text;
    const Qt::SortOrder first = numbers ? Qt::DescendingOrder : Qt::AscendingOrder;
    if (m_sorted != column) {
        m_order = first;
        m_sorted = column;
    } else if (m_order == first) {
        m_order = first == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    } else {
        m_sorted = -1;
    }
    header->setSortIndicatorShown(m_sorted >= 0);
    if (m_sorted >= 0)
        header->setSortIndicator(m_sorted, m_order);
    showFromTop();
    m_model.sort(m_sorted, m_order);
    keepColumns();
}

void Table::offerColumns(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const QString title = m_model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
        if (title.isEmpty())
            continue;
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            m_view->setColumnHidden(i, !shown);
            m_widths->share();
            keepColumns();
        });
    }
    if (m_exportAll) {
        menu->addSeparator();
        connect(menu->addAction(tr("Export all rows as CSV\u2026")), &QAction::triggered, this, m_exportAll);
    }
    menu->popup(m_view->horizontalHeader()->mapToGlobal(at));
}

void Table::keepAs(const QString &name)
{
    m_keptAs = QStringLiteral("table/") + name;
    QHeaderView *header = m_view->horizontalHeader();
    const QVariantMap kept = QSettings().value(m_keptAs).toMap();
    const QVariantList columns = kept.value(QStringLiteral("columns")).toList();
    if (columns.size() == m_model.columnCount()) { // a list that has got other columns since begins anew
        for (int i = 0; i < columns.size(); ++i) {
            const QVariantMap column = columns[i].toMap();
            m_view->setColumnHidden(i, column.value(QStringLiteral("hidden")).toBool());
            m_widths->restore(i, column);
            header->moveSection(header->visualIndex(i), std::clamp(column.value(QStringLiteral("place")).toInt(), 0,
                                                                   m_model.columnCount() - 1));
        }
        m_sorted = std::clamp(kept.value(QStringLiteral("sorted"), -1).toInt(), -1, m_model.columnCount() - 1);
        m_order = static_cast<Qt::SortOrder>(kept.value(QStringLiteral("order")).toInt());
        if (m_sorted >= 0 && m_model.column(m_sorted).sortField.isEmpty())
            m_sorted = -1; // of a column that cannot be sorted by
        header->setSortIndicatorShown(m_sorted >= 0);
        if (m_sorted >= 0) {
            header->setSortIndicator(m_sorted, m_order);
            m_model.sort(m_sorted, m_order);
        }
    }
    connect(m_widths, &ColumnWidths::drawn, this, &Table::keepColumns);
    connect(header, &QHeaderView::sectionMoved, this, &Table::keepColumns);
}

void Table::keepColumns() const
{
    if (m_keptAs.isEmpty() || !m_view->isVisible())
        return;
    QVariantList columns;
    for (int i = 0; i < m_model.columnCount(); ++i) {
        QVariantMap column = m_widths->kept(i);
        column[QStringLiteral("hidden")] = m_view->isColumnHidden(i);
        column[QStringLiteral("place")] = m_view->horizontalHeader()->visualIndex(i);
        columns += column;
    }
    QSettings().setValue(m_keptAs, QVariantMap{{QStringLiteral("columns"), columns},
                                               {QStringLiteral("sorted"), m_sorted},
                                               {QStringLiteral("order"), int(m_order)}});
}

PlainLabel *Table::dimLabelFor(QWidget *parent)
{
    auto *label = new PlainLabel({}, parent);
    label->setProperty("dim", true);
    return label;
}

void Table::setEmptyState(const QString &words, QPushButton *step)
{
    m_emptyWords = words;
    m_step = step;
    if (step)
        static_cast<QVBoxLayout *>(m_empty->layout())->insertWidget(2, step, 0, Qt::AlignHCenter);
    showState();
}

void Table::setUnfit(const QString &words, const QString &action, std::function<void()> act)
{
    m_unfit = words;
    if (!m_unfilter) {
        m_unfilter = new QPushButton;
        static_cast<QVBoxLayout *>(m_empty->layout())->insertWidget(2, m_unfilter, 0, Qt::AlignHCenter);
        connect(m_unfilter, &QPushButton::clicked, this, [this] { m_takeFilterAway(); });
    }
    m_unfilter->setText(action);
    m_takeFilterAway = std::move(act);
    showState();
}

int Table::currentRow() const
{
    const QModelIndex now = m_view->currentIndex();
    return now.isValid() ? now.row() : -1;
}

QString Table::currentId() const
{
    return currentRow() < 0 ? QString() : m_model.idOf(currentRow());
}

void Table::choose(const QString &id)
{
    m_chosen = id;
    m_wanted.clear();
    m_bringIntoView = true;
    if (m_model.rowOf(id) >= 0)
        restoreChoice();
}

void Table::clearChoice()
{
    m_chosen.clear();
    m_wanted.clear();
    m_still = true;
    m_view->selectionModel()->clear();
    m_still = false;
}

void Table::restoreChoice()
{
    if (!m_wanted.isEmpty())
        return; // when it has been asked about
    const int row = m_chosen.isEmpty() ? -1 : m_model.rowOf(m_chosen);
    const auto selected = m_view->selectionModel()->selectedRows();
    const bool there = row == currentRow() && (row < 0 || selected.contains(m_model.index(row, 0)));
    if (row >= 0 && !there) {
        m_still = true;
        m_view->setAutoScroll(false); // a list that is read again stays where its reader has scrolled it
        m_view->selectRow(row);
        m_view->setAutoScroll(true);
        m_still = false;
    }
    if (row >= 0 && std::exchange(m_bringIntoView, false))
        m_view->scrollTo(m_model.index(row, 0));
    Q_EMIT currentChanged();
}

void Table::showState()
{
    if (!m_model.isLoading()) {
        m_slow.stop();
        m_progress->hide();
    } else if (!m_slow.isActive()) {
        m_slow.start();
    }
    const bool empty = m_model.rowCount() == 0 && (m_everLoaded || !m_model.isLoading());
    m_stack->setCurrentWidget(empty ? m_empty : m_rows);
    if (m_fromTop && m_model.isLoading())
        return; // words of one list are not said of the next one
    m_stale->setVisible(!empty && !m_model.error().isEmpty());
    const bool refused = m_model.isKeyRefused();
    const bool failed = !m_model.error().isEmpty();
    m_stale->setText(!failed   ? QString()
                     : refused ? tr("What is shown is of before")
                               : tr("What is shown is of before: %1").arg(m_model.error()));
    m_words->setText(refused             ? tr("Not known")
                     : failed            ? tr("This list could not be read: %1").arg(m_model.error())
                     : m_unfit.isEmpty() ? m_emptyWords
                                         : m_unfit);
    if (m_unfilter)
        m_unfilter->setVisible(!failed && !m_unfit.isEmpty());
    if (m_step)
        m_step->setVisible(!failed && m_unfit.isEmpty());
}

void Table::pressDelete()
{
    // Only what is seen to be chosen, and shown with its button, is deleted.
    const bool chosen = currentRow() >= 0 && m_view->selectionModel()->isRowSelected(currentRow(), {});
    if (chosen && m_wanted.isEmpty() && m_delete && m_delete->isVisible() && m_delete->isEnabled())
        m_delete->click();
}

void Table::copyRows() const
{
    QString text;
    for (const QModelIndex &row : m_view->selectionModel()->selectedRows()) {
        QStringList fields;
        for (int column = 0; column < m_model.columnCount(); ++column)
            fields += m_model.index(row.row(), column).data().toString();
        text += fields.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(text);
}

} // namespace ostiary
