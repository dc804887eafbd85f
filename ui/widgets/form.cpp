// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form.h"

#include "ui/theme.h"
#include "ui/widgets/card.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStyle>

#include <algorithm>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Form)
};

} // namespace

QString checkMoney(const QString &text)
{
    if (text.isEmpty())
        return {};
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok && value >= 0 && value < 1e9 ? QString() : Words::tr("An amount in dollars, for example 25 or 0.50");
}

QString checkCount(const QString &text)
{
    if (text.isEmpty())
        return {};
    bool ok = false;
    const int value = text.toInt(&ok);
    return ok && value >= 0 ? QString() : Words::tr("A whole number, for example 60");
}

QString checkRequired(const QString &text)
{
    return text.trimmed().isEmpty() ? Words::tr("This is needed") : QString();
}

Form::Form(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void Form::place(const QString &label, QWidget *editor, QLabel *error, bool wide)
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
}

QLineEdit *Form::addText(const QString &field, const QString &label, Check check, bool wide)
{
    auto *edit = new QLineEdit;
    auto *error = new QLabel;
    place(label, edit, error, wide);
    m_entries.push_back({field, edit, error, std::move(check), {}});
    connect(edit, &QLineEdit::textEdited, this, [this, field] {
        validate(*find(field));
        Q_EMIT edited();
    });
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
    for (const auto &[value, text] : choices)
        box->addItem(text, value);
    auto *error = new QLabel;
    place(label, box, error, false);
    m_entries.push_back({field, box, error, {}, textOf(box)});
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
    return qobject_cast<const QLineEdit *>(editor)->text().trimmed();
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

void Form::setValue(const QString &field, const QString &value)
{
    Entry &entry = *find(field);
    if (auto *box = qobject_cast<QComboBox *>(entry.editor))
        box->setCurrentIndex(std::max(0, box->findData(value)));
    else
        qobject_cast<QLineEdit *>(entry.editor)->setText(value);
}

QString Form::value(const QString &field) const
{
    return textOf(find(field)->editor);
}
bool Form::changed(const QString &field) const
{
    return textOf(find(field)->editor) != find(field)->stored;
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
        else
            entry.editor->setEnabled(!readOnly);
    }
}

} // namespace ostiary
