// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/palette.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plaindelegate.h"
#include "ui/widgets/showntext.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

constexpr int kSoonMs = 120;
constexpr QSize kUsual{680, 460};
constexpr int kBeside = 36; ///< left of the names: the icon and its room
constexpr int kGap = 10;

enum PaletteRole { IconRole = Qt::UserRole, FactRole, StateRole, HeadingRole };

/// A heading, or an icon, a name, a fact beside it and a state at the right. Its Q_OBJECT tells PlainTexts that it is
/// not Qt's own, which would be replaced.
class EntryDelegate final : public PlainDelegate
{
    Q_OBJECT

public:
    using PlainDelegate::PlainDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {0, index.data(HeadingRole).toBool() ? 26 : Theme::kRowHeight};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = Theme::of().tokens();
        const QString name = shownName(index.data().toString());
        const QRect inside = option.rect.adjusted(Theme::kMedium, 0, -Theme::kMedium, 0);
        painter->save();
        if (index.data(HeadingRole).toBool()) {
            painter->setFont(Theme::of().font(Theme::Type::Caption));
            painter->setPen(tokens.dim);
            painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, name);
            painter->restore();
            return;
        }
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.selection);
            painter->drawRoundedRect(option.rect, Theme::kControlRadius, Theme::kControlRadius);
        }
        drawIcon(*painter, index.data(IconRole).toString(), QRectF(inside.left(), inside.center().y() - 8, 18, 18),
                 tokens.accent);
        const QString state = shownName(index.data(StateRole).toString());
        const QFontMetrics metrics(option.font);
        const int stateWidth = state.isEmpty() ? 0 : metrics.horizontalAdvance(state) + kGap;
        painter->setFont(option.font);
        painter->setPen(tokens.dim);
        painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter, state);
        QRect words = inside.adjusted(kBeside - Theme::kSmall, 0, -stateWidth, 0);
        painter->setPen(tokens.text);
        const QString shown = metrics.elidedText(name, Qt::ElideRight, words.width());
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, shown);
        words.setLeft(words.left() + metrics.horizontalAdvance(shown) + kGap);
        painter->setPen(tokens.dim);
        if (words.width() > 0)
            painter->drawText(
                words, Qt::AlignLeft | Qt::AlignVCenter,
                metrics.elidedText(shownName(index.data(FactRole).toString()), Qt::ElideRight, words.width()));
        painter->restore();
    }
};

} // namespace

CommandPalette::CommandPalette(std::vector<PaletteEntry> own, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), m_own(std::move(own)), m_input(new QLineEdit),
      m_list(new QListWidget), m_count(dimLabel({}))
{
    setObjectName(QStringLiteral("palette"));
    setWindowTitle(tr("Go to"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_input->setPlaceholderText(tr("A key, model, provider, request, page or action"));
    m_input->setAccessibleName(tr("Type a name"));
    m_list->setAccessibleName(tr("What fits"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus); // arrows act from the line
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *foot = new QHBoxLayout;
    foot->addWidget(dimLabel(tr("\u2191 \u2193 choose \u00b7 Enter opens or does it \u00b7 Esc closes")));
    foot->addStretch();
    foot->addWidget(m_count);
    auto *all = new QVBoxLayout(this);
    all->addWidget(m_input);
    all->addWidget(m_list, 1);
    all->addLayout(foot);
    if (parent) {
        resize(kUsual.boundedTo(parent->size() - QSize(40, 80)));
        move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, parent->height() / 9)));
    }
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, [this] { Q_EMIT wanted(m_input->text().trimmed()); });
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::typed);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    list();
}

void CommandPalette::typed()
{
    m_found.clear();
    m_opensFirst = false;
    m_asking = !m_input->text().trimmed().isEmpty();
    m_asking ? m_soon.start() : m_soon.stop();
    list();
}

void CommandPalette::setFound(const QString &text, std::vector<PaletteEntry> found)
{
    if (text != m_input->text().trimmed() || !m_asking)
        return;
    const int row = m_list->currentRow();
    const PaletteEntry *chosen = row < 0 ? nullptr : m_shown[static_cast<std::size_t>(row)];
    m_asking = false;
    m_found = std::move(found);
    list();
    const auto kept = std::find(m_shown.begin(), m_shown.end(), chosen);
    if (chosen && kept != m_shown.end())
        m_list->setCurrentRow(static_cast<int>(kept - m_shown.begin()));
    if (m_opensFirst)
        chooseFound();
}

/// For an Enter that came before what it is meant for.
void CommandPalette::chooseFound()
{
    const int row = m_list->currentRow();
    const PaletteEntry *entry = row < 0 ? nullptr : m_shown[static_cast<std::size_t>(row)];
    if (entry && (!entry->changes || entry->name.compare(m_input->text().trimmed(), Qt::CaseInsensitive) == 0))
        choose();
}

void CommandPalette::list()
{
    const QString text = m_input->text().trimmed();
    m_list->clear();
    m_shown.clear();
    QString group;
    int count = 0;
    const auto add = [&](const PaletteEntry &entry) {
        if (std::exchange(group, entry.group) != entry.group) {
            auto *heading = new QListWidgetItem(entry.group, m_list);
            heading->setData(HeadingRole, true);
            heading->setFlags(Qt::NoItemFlags);
            m_shown.push_back(nullptr);
        }
        auto *item = new QListWidgetItem(entry.name, m_list);
        item->setData(IconRole, entry.icon);
        item->setData(FactRole, entry.fact);
        item->setData(StateRole, entry.state);
        m_shown.push_back(&entry);
        ++count;
    };
    const QStringList parts = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const PaletteEntry &entry : m_found)
        add(entry);
    for (const PaletteEntry &entry : m_own) {
        const QString words = entry.name + QLatin1Char(' ') + entry.also;
        if (std::all_of(parts.begin(), parts.end(),
                        [&](const QString &part) { return words.contains(part, Qt::CaseInsensitive); }))
            add(entry);
    }
    m_count->setText(count == 0 && m_asking ? tr("Looking\u2026") : tr("%n found", nullptr, count));
    if (const int best = bestRow(); best >= 0)
        m_list->setCurrentRow(best);
}

int CommandPalette::bestRow() const
{
    const QString text = m_input->text().trimmed();
    const auto row = [this](const auto &fits) {
        const auto found = std::find_if(m_shown.begin(), m_shown.end(),
                                        [&](const PaletteEntry *entry) { return entry && fits(*entry); });
        return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
    };
    if (!text.isEmpty()) {
        const int same = row([&](const auto &entry) { return entry.name.compare(text, Qt::CaseInsensitive) == 0; });
        if (same >= 0)
            return same;
        const int begins = row([&](const auto &entry) { return entry.name.startsWith(text, Qt::CaseInsensitive); });
        if (begins >= 0)
            return begins;
    }
    return row([](const auto &) { return true; });
}

/// To the next row that is no heading.
void CommandPalette::step(int by)
{
    const int rows = static_cast<int>(m_shown.size());
    for (int row = m_list->currentRow() + by; row >= 0 && row < rows; row += by) {
        if (m_shown[static_cast<std::size_t>(row)]) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

void CommandPalette::choose()
{
    const int row = m_list->currentRow();
    const PaletteEntry *entry =
        row >= 0 && row < static_cast<int>(m_shown.size()) ? m_shown[static_cast<std::size_t>(row)] : nullptr;
    if (!entry) {
        m_opensFirst = m_asking;
        return;
    }
    const auto open = entry->open;
    accept(); // first: what opens may ask something, or want the keyboard
    open();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace ostiary

#include "palette.moc"
