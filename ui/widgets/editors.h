// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCompleter>
#include <QFrame>
#include <QLayout>
#include <QLineEdit>
#include <QStringListModel>

namespace ostiary {

/// One line with its unit at the right, inside the field.
class UnitEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit UnitEdit(const QString &unit, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QString m_unit;
};

/// A decimal number as the locale writes it, with its unit; its value is in the admin API's form. When it is left it
/// shows what was understood.
class AmountEdit final : public UnitEdit
{
    Q_OBJECT

public:
    explicit AmountEdit(const QString &unit, QWidget *parent = nullptr);

    /// What is not a number is given as it was typed.
    QString amount() const;
};

/// A span of time in anybody's words, `30 days` or `1 Monat`; its value is in the admin API's form, which is shown when
/// it is left.
class SpanEdit final : public UnitEdit
{
    Q_OBJECT

public:
    explicit SpanEdit(const QString &unit, QWidget *parent = nullptr);

    /// What is no span is given as it was typed.
    QString span() const;
};

/// Several short texts as chips, each taken away by a click or Backspace; new ones are typed, ended by Enter or a
/// comma.
class TokenEdit final : public QFrame
{
    Q_OBJECT
    Q_PROPERTY(bool readOnly READ isReadOnly WRITE setReadOnly) // for the style sheet

public:
    explicit TokenEdit(QWidget *parent = nullptr);

    QStringList tokens() const { return m_tokens; }
    /// What is in the line and not taken yet.
    QStringList typed() const;
    void setTokens(const QStringList &tokens);
    /// Offered while typing.
    void setSuggestions(const QStringList &suggestions);
    void setPlaceholderText(const QString &text);
    void setReadOnly(bool readOnly);
    bool isReadOnly() const { return m_input->isReadOnly(); }
    QLineEdit *input() { return m_input; }

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take();
    void rebuild();

    QStringList m_tokens;
    QStringListModel m_suggestions;
    QLineEdit *m_input;
    QLayout *m_flow;
};

} // namespace ostiary
