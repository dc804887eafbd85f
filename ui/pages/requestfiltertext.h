// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>
#include <QUrlQuery>

namespace ostiary {

/// The parameters of `/admin/v1/requests` for a filter such as `team:Support status:!=200 cost:>0.01 since:1h`; a word
/// without a field, or a phrase in quotes, is searched for. The error names what is not understood. `since` and `until`
/// take a local time, too.
struct RequestFilterText
{
    QUrlQuery query;
    QStringList searched; ///< the words and phrases without a field
    bool onlyTime = true; ///< nothing but a span of time is asked for
    QString error;
    static RequestFilterText parse(const QString &text, qint64 nowMs);
    /// `field:value` as it must be written, in quotes where there are blanks.
    static QString term(const QString &field, const QString &value);
    /// The terms for what began in [from, until), in ms since the epoch.
    static QString span(qint64 from, qint64 until);
};

/// A line for such a filter that completes the word under the cursor: names of fields, then what is known of each; a
/// word without a field also with the fields that know it.
class FilterEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// What may follow `field:`.
    void setValues(const QString &field, const QStringList &values);

Q_SIGNALS:
    /// Esc: the list is wanted.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// The word under the cursor: where it begins, and its text as far as the cursor.
    std::pair<int, QString> word() const;
    void offer();
    QStringList offeredFor(const QString &typed) const;
    void complete(const QString &completion);

    QHash<QString, QStringList> m_values;
    QStringListModel m_offered;
    QCompleter m_completer;
};

} // namespace ostiary
