// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/editors.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QWidget>

#include <functional>
#include <vector>

namespace ostiary {

/// Checks for the fields of money, of whole numbers and of names; an empty text is good.
QString checkMoney(const QString &text);
QString checkCount(const QString &text);
QString checkDuration(const QString &text);
QString checkRequired(const QString &text);

/// Whether this is Enter in a field of one line or in a choice; with a list of completions open it is the list's.
bool isEnterIn(const QWidget *field, const QKeyEvent &event);

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
    /// A text with its unit inside the field.
    QLineEdit *addNumber(const QString &field, const QString &label, const QString &unit, Check check);
    /// A decimal number with its unit, written as the locale writes it; its value and what is checked is in the admin
    /// API's form.
    QLineEdit *addAmount(const QString &field, const QString &label, const QString &unit, Check check = checkMoney);
    /// An amount of US dollars.
    QLineEdit *addMoney(const QString &field, const QString &label);
    /// A span such as 30d, 12 hours or 1 Monat; its value is in the admin API's form.
    QLineEdit *addDuration(const QString &field, const QString &label);
    /// Between the texts of a field of several: no name holds it, as one may hold a comma.
    static constexpr QChar kBetween = u'\n';
    /// Several short texts; its value is them with kBetween between them.
    TokenEdit *addTokens(const QString &field, const QString &label, const QString &placeholder);
    QLineEdit *addSecret(const QString &field, const QString &label, bool wide = false);
    QComboBox *addChoice(const QString &field, const QString &label, const QList<std::pair<QString, QString>> &choices);
    void addWidget(QWidget *widget);

    /// Other choices for a field that has some; the one that is chosen stays if it can.
    void setChoices(const QString &field, const QList<std::pair<QString, QString>> &choices);
    /// Another label, where what is wanted depends on another field.
    void setLabel(const QString &field, const QString &label);
    void setPlaceholder(const QString &field, const QString &text);
    QWidget *findField(const QString &field) { return find(field)->editor; }
    /// Takes a field out of the form, or puts it back.
    void setShown(const QString &field, bool shown);
    void setValue(const QString &field, const QString &value);
    QString value(const QString &field) const;
    bool changed(const QString &field) const;
    /// Shows what is stored. With Load::Again it is the object that is shown already, as it is by now: a field that the
    /// user has written in keeps that, and where somebody else has changed it meanwhile this is told under it.
    enum class Load { Another, Again };
    void load(const QList<std::pair<QString, QString>> &values, Load which);
    /// Another number with each object that is shown: an answer about one before must not touch the form.
    int subject() const { return m_subject; }
    /// What stands in the fields is what is stored: nothing is changed, nothing at fault.
    void settle();
    bool isDirty() const;
    bool isValid() const;
    /// Shows the gateway's complaint under its field; false when the form has no such field.
    bool setError(const QString &field, const QString &message);
    void setReadOnly(bool readOnly);
    /// A draft is not kept anywhere, so that leaving it loses nothing.
    void setDraft(bool draft) { m_draft = draft; }
    bool isDraft() const { return m_draft; }
    /// True when nothing would be lost, or when the user says that it may be: `what` names what was being changed.
    /// Where there is a saver, saving is offered too: false then, and `goOn` is called once it has succeeded.
    bool confirmLoss(const QString &what, std::function<void()> goOn = {});
    /// Saves what is in the form; it must tell `saved` or `notSaved` in the end.
    void setSaver(std::function<void()> save) { m_saver = std::move(save); }
    void saved();
    void notSaved() { m_goOn = {}; }
    /// Back to what is stored.
    void discard();
    /// The first field, to write in.
    void begin();
    /// The field that was written in last, or the first.
    void resume();

Q_SIGNALS:
    void edited();
    /// Enter in a field of one line or in a choice.
    void entered();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Entry
    {
        QString field;
        QLabel *label;
        QWidget *editor;
        PlainLabel *error;
        Check check;
        QString stored;      ///< as the editor gives it
        QString loaded = {}; ///< as it was given
    };
    QLabel *place(const QString &label, QWidget *editor, PlainLabel *error, bool wide);
    void addLine(const QString &field, const QString &label, QLineEdit *edit, Check check, bool wide);
    void validate(Entry &entry);
    Entry *find(const QString &field);
    const Entry *find(const QString &field) const;
    static QString textOf(const QWidget *editor);
    static QString shownIn(const QWidget *editor, const QString &value);

    QGridLayout *m_grid;
    std::vector<Entry> m_entries;
    QHash<QString, QString> m_wanted; ///< of choices, even while they are not there
    std::function<void()> m_saver;
    std::function<void()> m_goOn; ///< what waits for the saver
    bool m_draft = false;
    int m_subject = 0;
    int m_row = 0;
    int m_column = 0;
};

/// `content` with a scroll bar where the page is too small for it, without a frame.
QScrollArea *scrolled(QWidget *content);

} // namespace ostiary
