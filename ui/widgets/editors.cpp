// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/editors.h"

#include "models/items/format.h"
#include "models/items/spanwords.h"
#include "ui/theme.h"
#include "ui/widgets/showntext.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QTimer>

#include <algorithm>

namespace ostiary {

namespace {

/// Lays widgets out in lines, one after the other; the last takes what is left of its line.
class FlowLayout final : public QLayout
{
public:
    using QLayout::QLayout;
    ~FlowLayout() override
    {
        while (QLayoutItem *item = takeAt(0))
            delete item;
    }
    void addItem(QLayoutItem *item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override
    {
        return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
    }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override { return {180, arrange(QRect(0, 0, 260, 0), false)}; }
    QSize minimumSize() const override
    {
        return {120, arrange(QRect(0, 0, std::max(120, geometry().width()), 0), false)};
    }
    void setGeometry(const QRect &rect) override
    {
        QLayout::setGeometry(rect);
        arrange(rect, true);
    }

private:
    static constexpr int kGap = 4, kLeastInput = 70;

    int arrange(const QRect &rect, bool place) const
    {
        const QMargins margins = contentsMargins();
        const QRect inside = rect.marginsRemoved(margins);
        int x = inside.left(), y = inside.top(), line = 0;
        for (qsizetype i = 0; i < m_items.size(); ++i) {
            QLayoutItem *item = m_items[i];
            const bool last = i + 1 == m_items.size();
            int wide = last ? kLeastInput : std::min(item->sizeHint().width(), inside.width());
            const int high = item->sizeHint().height();
            if (x + wide > inside.left() + inside.width() && line > 0) {
                x = inside.left();
                y += line + kGap;
                line = 0;
            }
            if (last)
                wide = std::max(kLeastInput, inside.left() + inside.width() - x);
            if (place)
                item->setGeometry(QRect(x, y, wide, high));
            x += wide + kGap;
            line = std::max(line, high);
        }
        return y + line - rect.top() + margins.bottom();
    }

    QList<QLayoutItem *> m_items;
};

} // namespace

UnitEdit::UnitEdit(const QString &unit, QWidget *parent) : QLineEdit(parent), m_unit(unit)
{
    setTextMargins(0, 0, fontMetrics().horizontalAdvance(unit) + 6, 0);
}

void UnitEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Theme::of().tokens().dim);
    painter.drawText(rect().adjusted(0, 0, -9, 0), Qt::AlignRight | Qt::AlignVCenter, m_unit);
}

AmountEdit::AmountEdit(const QString &unit, QWidget *parent) : UnitEdit(unit, parent)
{
    connect(this, &QLineEdit::editingFinished, this, [this] { setText(decimalInLocale(amount())); });
}

QString AmountEdit::amount() const
{
    return decimalFromLocale(text().trimmed());
}

SpanEdit::SpanEdit(const QString &unit, QWidget *parent) : UnitEdit(unit, parent)
{
    connect(this, &QLineEdit::editingFinished, this, [this] { setText(span()); });
}

QString SpanEdit::span() const
{
    return spanFromWords(text());
}

TokenEdit::TokenEdit(QWidget *parent) : QFrame(parent), m_input(new QLineEdit), m_flow(new FlowLayout(this))
{
    setObjectName(QStringLiteral("tokens"));
    m_flow->setContentsMargins(4, 3, 4, 3);
    m_input->installEventFilter(this);
    setFocusProxy(m_input);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto *completer = new QCompleter(&m_suggestions, m_input);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_input->setCompleter(completer);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &text) {
        m_input->setText(text);
        // The completer writes the text into the field after this.
        QTimer::singleShot(0, this, &TokenEdit::take);
    });
    connect(m_input, &QLineEdit::editingFinished, this, &TokenEdit::take);
    connect(m_input, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.endsWith(QLatin1Char(',')))
            take();
        else
            Q_EMIT edited();
    });
    rebuild();
}

void TokenEdit::setTokens(const QStringList &tokens)
{
    m_tokens = tokens;
    m_input->clear();
    rebuild();
}

void TokenEdit::setSuggestions(const QStringList &suggestions)
{
    m_suggestions.setStringList(suggestions);
}

void TokenEdit::setPlaceholderText(const QString &text)
{
    m_input->setPlaceholderText(text);
}

void TokenEdit::setReadOnly(bool readOnly)
{
    m_input->setReadOnly(readOnly);
    style()->unpolish(this);
    style()->polish(this);
    for (QPushButton *chip : findChildren<QPushButton *>())
        chip->setEnabled(!readOnly);
}

QStringList TokenEdit::typed() const
{
    const QString text = m_input->text().trimmed();
    if (m_suggestions.stringList().contains(text)) // a name may hold a comma
        return {text};
    QStringList parts;
    for (const QString &part : text.split(QLatin1Char(','))) {
        if (!part.trimmed().isEmpty())
            parts += part.trimmed();
    }
    return parts;
}

void TokenEdit::take()
{
    bool any = false;
    for (const QString &token : typed()) {
        if (m_tokens.contains(token))
            continue;
        m_tokens += token;
        any = true;
    }
    m_input->clear();
    if (any) {
        rebuild();
        Q_EMIT edited();
    }
}

void TokenEdit::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        if (item->widget() != m_input)
            item->widget()->deleteLater();
        delete item;
    }
    for (const QString &token : std::as_const(m_tokens)) {
        auto *chip = new QPushButton(onButton(token) + QStringLiteral("  \u00d7"));
        chip->setProperty("chip", true);
        chip->setToolTip(token);
        chip->setAccessibleName(tr("Remove %1").arg(token));
        chip->setFocusPolicy(Qt::TabFocus);
        chip->setEnabled(!m_input->isReadOnly());
        connect(chip, &QPushButton::clicked, this, [this, token] {
            m_tokens.removeAll(token);
            rebuild();
            m_input->setFocus();
            Q_EMIT edited();
        });
        m_flow->addWidget(chip);
    }
    m_flow->addWidget(m_input);
    updateGeometry();
}

bool TokenEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        setProperty("focused", event->type() == QEvent::FocusIn);
        style()->unpolish(this);
        style()->polish(this);
    } else if (event->type() == QEvent::KeyPress && !m_input->isReadOnly()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Backspace && m_input->text().isEmpty() && !m_tokens.isEmpty()) {
            m_tokens.removeLast();
            rebuild();
            Q_EMIT edited();
            return true;
        }
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !m_input->text().isEmpty()) {
            take();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace ostiary
