// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

#include <functional>
#include <vector>

namespace ostiary {

/// Labels above fields in two columns, a unit in the field, the error under it, and whether anything changed.
class Form final : public QWidget
{
    Q_OBJECT

public:
    /// Empty: good; otherwise what is wrong with the text.
    using Check = std::function<QString(const QString &text)>;

    explicit Form(QWidget *parent = nullptr);

    /// `wide`: takes a row of its own.
    QLineEdit *addText(const QString &field, const QString &label, Check check = {}, bool wide = false);
    QLineEdit *addSecret(const QString &field, const QString &label, bool wide = false);
    QComboBox *addChoice(const QString &field, const QString &label, const QList<std::pair<QString, QString>> &choices);
    void addWidget(QWidget *widget);

    void setValue(const QString &field, const QString &value);
    QString value(const QString &field) const;
    bool changed(const QString &field) const;
    /// What stands in the fields is what is stored: nothing is changed, nothing at fault.
    void settle();
    bool isDirty() const;
    bool isValid() const;
    /// Shows the gateway's complaint under its field; false when the form has no such field.
    bool setError(const QString &field, const QString &message);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void edited();

private:
    struct Entry
    {
        QString field;
        QWidget *editor;
        QLabel *error;
        Check check;
        QString stored;
    };
    void place(const QString &label, QWidget *editor, QLabel *error, bool wide);
    void validate(Entry &entry);
    Entry *find(const QString &field);
    const Entry *find(const QString &field) const;
    static QString textOf(const QWidget *editor);

    QGridLayout *m_grid;
    std::vector<Entry> m_entries;
    int m_row = 0;
    int m_column = 0;
};

/// Checks for the fields of money, of whole numbers and of names; an empty text is good.
QString checkMoney(const QString &text);
QString checkCount(const QString &text);
QString checkRequired(const QString &text);

} // namespace ostiary
