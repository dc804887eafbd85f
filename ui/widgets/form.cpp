// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form.h"

#include "models/items/format.h"
#include "ui/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/question.h"
#include "ui/widgets/showntext.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace ostiary {

namespace {

constexpr int kLastRow = 1000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Form)
};

} // namespace

QString checkMoney(const QString &text)
{
    if (text.isEmpty())
        return {};
    static const QRegularExpression kAmount(QStringLiteral("^(?=.*[0-9])[0-9]{0,9}(\\.[0-9]*)?$"));
    return kAmount.match(text).hasMatch()
               ? QString()
               : Words::tr("An amount in dollars, for example 25 or %1").arg(decimalInLocale(QStringLiteral("0.50")));
}

QString checkCount(const QString &text)
{
    if (text.isEmpty())
        return {};
    bool ok = false;
    const int value = text.toInt(&ok);
    return ok && value >= 0 ? QString() : Words::tr("A whole number, for example 60");
}

QString checkDuration(const QString &text)
{
    static const QRegularExpression kSpan(QStringLiteral("^[1-9][0-9]{0,5}(s|m|h|d|w|mo|y)$"));
    return text.isEmpty() || kSpan.match(text).hasMatch()
               ? QString()
               : Words::tr("A span, for example 30 days, 12 hours or 1 month");
}

QString checkRequired(const QString &text)
{
    return text.trimmed().isEmpty() ? Words::tr("This is needed") : QString();
}

bool isEnterIn(const QWidget *field, const QKeyEvent &event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const bool ofOneLine = qobject_cast<const QLineEdit *>(field) || qobject_cast<const QComboBox *>(field);
    return enter && ofOneLine && !QApplication::activePopupWidget();
}

Form::Form(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    m_grid->setRowStretch(kLastRow, 1); // what is left of the height stays below the fields
}

QLabel *Form::place(const QString &label, QWidget *editor, PlainLabel *error, bool wide)
{
    if (wide && m_column == 1) {
        m_column = 0;
        m_row += 4;
    }
    const int span = wide ? 2 : 1;
    auto *above = new ElidedLabel(label);
    above->setBuddy(editor);
    editor->setAccessibleName(label);
    error->setProperty("error", true);
    error->setFont(Theme::of().font(Theme::Type::Caption));
    error->setWordWrap(true);
    error->hide();
    m_grid->addWidget(above, m_row, m_column, 1, span);
    m_grid->addWidget(editor, m_row + 1, m_column, 1, span);
    m_grid->addWidget(error, m_row + 2, m_column, 1, span);
    m_grid->setRowMinimumHeight(m_row + 3, 7);
    if (wide || m_column == 1) {
        m_row += 4;
        m_column = 0;
    } else {
        m_column = 1;
    }
    return above;
}

void Form::addLine(const QString &field, const QString &label, QLineEdit *edit, Check check, bool wide)
{
    auto *error = new PlainLabel;
    QLabel *above = place(label, edit, error, wide);
    m_entries.push_back({field, above, edit, error, std::move(check), {}});
    connect(edit, &QLineEdit::textEdited, this, [this, field] {
        validate(*find(field));
        Q_EMIT edited();
    });
}

QLineEdit *Form::addText(const QString &field, const QString &label, Check check, bool wide)
{
    auto *edit = new QLineEdit;
    addLine(field, label, edit, std::move(check), wide);
    return edit;
}

QLineEdit *Form::addNumber(const QString &field, const QString &label, const QString &unit, Check check)
{
    auto *edit = new UnitEdit(unit);
    addLine(field, label, edit, std::move(check), false);
    return edit;
}

QLineEdit *Form::addAmount(const QString &field, const QString &label, const QString &unit, Check check)
{
    auto *edit = new AmountEdit(unit);
    addLine(field, label, edit, std::move(check), false);
    return edit;
}

QLineEdit *Form::addMoney(const QString &field, const QString &label)
{
    return addAmount(field, label, tr("US dollars"));
}

QLineEdit *Form::addDuration(const QString &field, const QString &label)
{
    auto *edit = new SpanEdit(tr("30d, 12h, 90m"));
    addLine(field, label, edit, checkDuration, false);
    return edit;
}

TokenEdit *Form::addTokens(const QString &field, const QString &label, const QString &placeholder)
{
    auto *edit = new TokenEdit;
    edit->setPlaceholderText(placeholder);
    auto *error = new PlainLabel;
    QLabel *above = place(label, edit, error, true);
    edit->input()->setAccessibleName(label);
    m_entries.push_back({field, above, edit, error, {}, {}});
    connect(edit, &TokenEdit::edited, this, &Form::edited);
    return edit;
}

QLineEdit *Form::addSecret(const QString &field, const QString &label, bool wide)
{
    QLineEdit *edit = addText(field, label, {}, wide);
    edit->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    return edit;
}

QComboBox *Form::addChoice(const QString &field, const QString &label,
                           const QList<std::pair<QString, QString>> &choices)
{
    auto *box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto &[value, text] : choices)
        box->addItem(shownName(text), value);
    auto *error = new PlainLabel;
    QLabel *above = place(label, box, error, false);
    m_entries.push_back({field, above, box, error, {}, textOf(box)});
    connect(box, &QComboBox::activated, this, &Form::edited);
    return box;
}

void Form::addWidget(QWidget *widget)
{
    if (m_column == 1)
        m_row += 4;
    m_column = 0;
    m_grid->addWidget(widget, m_row, 0, 1, 2);
    m_row += 4;
}

QString Form::textOf(const QWidget *editor)
{
    if (const auto *box = qobject_cast<const QComboBox *>(editor))
        return box->currentData().toString();
    if (const auto *tokens = qobject_cast<const TokenEdit *>(editor))
        return (tokens->tokens() + tokens->typed()).join(kBetween);
    if (const auto *amount = qobject_cast<const AmountEdit *>(editor))
        return amount->amount();
    if (const auto *span = qobject_cast<const SpanEdit *>(editor))
        return span->span();
    return qobject_cast<const QLineEdit *>(editor)->text().trimmed();
}

/// A value in the words of its editor.
QString Form::shownIn(const QWidget *editor, const QString &value)
{
    if (const auto *box = qobject_cast<const QComboBox *>(editor); box && box->findData(value) >= 0)
        return box->itemText(box->findData(value));
    if (qobject_cast<const TokenEdit *>(editor))
        return QString(value).replace(kBetween, QStringLiteral(", "));
    return qobject_cast<const AmountEdit *>(editor) ? decimalInLocale(value) : value;
}

Form::Entry *Form::find(const QString &field)
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &e) { return e.field == field; });
    return found == m_entries.end() ? nullptr : &*found;
}

const Form::Entry *Form::find(const QString &field) const
{
    return const_cast<Form *>(this)->find(field);
}

void Form::setChoices(const QString &field, const QList<std::pair<QString, QString>> &choices)
{
    Entry &entry = *find(field);
    auto *box = qobject_cast<QComboBox *>(entry.editor);
    const bool untouched = textOf(box) == entry.stored;
    const QString chosen = untouched ? m_wanted.value(field, textOf(box)) : textOf(box);
    box->clear();
    for (const auto &[value, text] : choices)
        box->addItem(shownName(text), value);
    if (box->findData(chosen) < 0 && !chosen.isEmpty())
        box->addItem(shownName(chosen), chosen); // it is what is stored, whether or not it is offered
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
    if (untouched)
        entry.stored = textOf(box);
}

void Form::setLabel(const QString &field, const QString &label)
{
    const Entry &entry = *find(field);
    entry.label->setText(label);
    entry.editor->setAccessibleName(label);
}

void Form::setPlaceholder(const QString &field, const QString &text)
{
    if (auto *edit = qobject_cast<QLineEdit *>(find(field)->editor))
        edit->setPlaceholderText(shownIn(edit, text));
}

void Form::setShown(const QString &field, bool shown)
{
    const Entry &entry = *find(field);
    entry.label->setVisible(shown);
    entry.editor->setVisible(shown);
    entry.error->setVisible(shown && !entry.error->text().isEmpty());
}

void Form::setValue(const QString &field, const QString &value)
{
    Entry &entry = *find(field);
    if (auto *box = qobject_cast<QComboBox *>(entry.editor)) {
        m_wanted[field] = value; // its choices may come later
        if (box->findData(value) < 0 && !value.isEmpty())
            box->addItem(shownName(value), value);
        box->setCurrentIndex(std::max(0, box->findData(value)));
    } else if (auto *tokens = qobject_cast<TokenEdit *>(entry.editor))
        tokens->setTokens(value.split(kBetween, Qt::SkipEmptyParts));
    else
        qobject_cast<QLineEdit *>(entry.editor)->setText(shownIn(entry.editor, value));
}

QString Form::value(const QString &field) const
{
    return textOf(find(field)->editor);
}
bool Form::changed(const QString &field) const
{
    return textOf(find(field)->editor) != find(field)->stored;
}

void Form::load(const QList<std::pair<QString, QString>> &values, Load which)
{
    if (which == Load::Another) {
        ++m_subject;
        setEnabled(true); // what is under way is about the one before
    }
    for (const auto &[field, value] : values) {
        Entry &entry = *find(field);
        if (which == Load::Again && entry.loaded == value)
            continue;
        const bool written = which == Load::Again && textOf(entry.editor) != entry.stored;
        entry.loaded = value;
        if (!written) {
            setValue(field, value);
            entry.stored = textOf(entry.editor);
            setError(field, {});
            continue;
        }
        entry.stored = value;
        setError(field, textOf(entry.editor) == value ? QString()
                        : value.isEmpty()             ? tr("Emptied meanwhile; saving puts yours in its place.")
                                                      : tr("Changed meanwhile to %1; saving puts yours in its place.")
                                                .arg(shownName(shownIn(entry.editor, value))));
    }
}

void Form::settle()
{
    for (Entry &entry : m_entries) {
        entry.stored = textOf(entry.editor);
        setError(entry.field, {});
    }
}

bool Form::isDirty() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [](const Entry &e) { return textOf(e.editor) != e.stored; });
}

bool Form::isValid() const
{
    return std::all_of(m_entries.begin(), m_entries.end(),
                       [](const Entry &e) { return !e.check || e.check(textOf(e.editor)).isEmpty(); });
}

void Form::validate(Entry &entry)
{
    setError(entry.field, entry.check ? entry.check(textOf(entry.editor)) : QString());
}

bool Form::setError(const QString &field, const QString &message)
{
    Entry *entry = find(field);
    if (!entry)
        return false;
    entry->error->setText(message);
    entry->error->setVisible(!message.isEmpty());
    entry->editor->setProperty("invalid", !message.isEmpty());
    entry->editor->style()->unpolish(entry->editor);
    entry->editor->style()->polish(entry->editor);
    entry->editor->setAccessibleDescription(message);
    return true;
}

void Form::setReadOnly(bool readOnly)
{
    for (const Entry &entry : m_entries) {
        if (auto *edit = qobject_cast<QLineEdit *>(entry.editor))
            edit->setReadOnly(readOnly);
        else if (auto *tokens = qobject_cast<TokenEdit *>(entry.editor))
            tokens->setReadOnly(readOnly);
        else
            entry.editor->setEnabled(!readOnly);
        if (auto *box = qobject_cast<QComboBox *>(entry.editor); box && box->lineEdit())
            box->lineEdit()->setReadOnly(readOnly);
    }
}

QScrollArea *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

bool Form::confirmLoss(const QString &what, std::function<void()> goOn)
{
    if (!isDirty())
        return true;
    Question question(tr("Discard the changes?"), tr("What you changed of %1 is not saved yet.").arg(shownName(what)),
                      this);
    const bool savable = m_saver && isEnabled() && isValid(); // disabled: it is being saved
    const QPushButton *save = savable ? question.add(tr("Save"), QMessageBox::AcceptRole) : nullptr;
    const QPushButton *without = question.add(tr("Discard"), QMessageBox::DestructiveRole);
    question.setDefaultButton(question.add(tr("Keep editing"), QMessageBox::RejectRole));
    question.exec();
    if (save && question.wasAnswered(save)) {
        m_goOn = std::move(goOn);
        m_saver();
        return false;
    }
    if (!question.wasAnswered(without))
        return false;
    discard();
    return true;
}

void Form::saved()
{
    if (const auto goOn = std::exchange(m_goOn, {}))
        goOn();
}

void Form::discard()
{
    m_goOn = {};
    for (Entry &entry : m_entries)
        setValue(entry.field, entry.stored);
    settle();
    Q_EMIT edited();
}

/// A line and a choice leave Enter to what they are in, once they have taken what was typed.
void Form::keyPressEvent(QKeyEvent *event)
{
    if (!isEnterIn(focusWidget(), *event))
        QWidget::keyPressEvent(event);
    else if (!event->isAutoRepeat())
        Q_EMIT entered();
}

void Form::resume()
{
    QWidget *last = focusWidget();
    if (last && last->isVisible() && last->isEnabled())
        last->setFocus();
    else
        begin();
}

void Form::begin()
{
    if (!m_entries.empty())
        m_entries.front().editor->setFocus();
}

} // namespace ostiary
