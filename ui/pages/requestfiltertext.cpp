// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/requestfiltertext.h"

#include "models/admin/adminrequest.h"
#include "models/items/codewords.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QDateTime>
#include <QKeyEvent>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace ostiary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RequestFilter)
};

enum class Kind { Name, Number, Money, Span };
struct Field
{
    const char *word;
    const char *parameter;
    Kind kind;
};
constexpr Field kFields[] = {{"model", "model", Kind::Name},       {"team", "team_id", Kind::Name},
                             {"user", "user_id", Kind::Name},      {"key", "key", Kind::Name},
                             {"provider", "provider", Kind::Name}, {"deployment", "deployment_id", Kind::Name},
                             {"error", "error", Kind::Name},       {"status", "status", Kind::Number},
                             {"tokens", "tokens", Kind::Number},   {"cost", "cost_usd", Kind::Money},
                             {"took", "latency_ms", Kind::Span}};

QString fieldNames()
{
    QStringList names;
    for (const Field &field : kFields)
        names += QLatin1String(field.word);
    return names.join(QStringLiteral(", "));
}

/// Milliseconds of 250ms, 2s or 1.5; empty when it is none of these.
QString milliseconds(const QString &value)
{
    static const QRegularExpression kSpan(QStringLiteral("^(\\d+(?:\\.\\d+)?)(ms|s|m)?$"));
    const QRegularExpressionMatch match = kSpan.match(value);
    if (!match.hasMatch())
        return {};
    const QString unit = match.captured(2);
    const double factor = unit == QLatin1String("s") ? 1000 : unit == QLatin1String("m") ? 60'000 : 1;
    return QString::number(match.captured(1).toDouble() * factor, 'f', 3);
}

/// So long before now, or a local time.
std::optional<qint64> momentOf(const QString &value, qint64 nowMs)
{
    static const QRegularExpression kSpan(QStringLiteral("^(\\d+)([smhd])$"));
    if (const QRegularExpressionMatch span = kSpan.match(value); span.hasMatch()) {
        constexpr std::array<qint64, 4> kUnits{1000, 60'000, 3'600'000, 86'400'000};
        const auto unit = QStringLiteral("smhd").indexOf(span.captured(2));
        return nowMs - span.captured(1).toLongLong() * kUnits[static_cast<std::size_t>(unit)];
    }
    const QDateTime at = QDateTime::fromString(value, Qt::ISODate);
    return at.isValid() ? std::optional(at.toMSecsSinceEpoch()) : std::nullopt;
}

/// The value as the gateway takes it, or empty with `error` set.
QString valueOf(const Field &field, const QString &given, QString &error)
{
    static const QRegularExpression kComparison(QStringLiteral("^(!=|<=|>=|<|>|=)?(.*)$"));
    const QRegularExpressionMatch match = kComparison.match(given);
    const QString op = match.captured(1), value = match.captured(2);
    if (field.kind == Kind::Name) {
        if (!op.isEmpty() && op != QLatin1String("!=") && op != QLatin1String("="))
            error = Words::tr("'%1' is a name: it can be %1:value or %1:!=value").arg(QLatin1String(field.word));
        if (QLatin1String(field.word) == QLatin1String("error") && !isErrorKnown(value))
            error =
                Words::tr("'%1' is no error code; there are %2").arg(value, knownErrors().join(QStringLiteral(", ")));
        return op == QLatin1String("!=") ? given : value;
    }
    bool number = false;
    value.toDouble(&number);
    const QString plain = field.kind == Kind::Span ? milliseconds(value) : value;
    if (field.kind == Kind::Span ? plain.isEmpty() : !number)
        error = field.kind == Kind::Money ? Words::tr("'cost' takes dollars, for example cost:>0.01")
                : field.kind == Kind::Span
                    ? Words::tr("'took' takes a time, for example took:>2s or took:<250ms")
                    : Words::tr("'%1' takes a number, for example %1:>=400").arg(QLatin1String(field.word));
    return op + plain;
}

} // namespace

QString RequestFilterText::term(const QString &field, const QString &value)
{
    return field + QLatin1Char(':') +
           (value.contains(QLatin1Char(' ')) ? QLatin1Char('"') + value + QLatin1Char('"') : value);
}

QString RequestFilterText::span(qint64 from, qint64 until)
{
    const auto time = [](qint64 ms) {
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms);
        return at.toString(at.time().second() == 0 ? QStringLiteral("yyyy-MM-dd'T'HH:mm")
                                                   : QStringLiteral("yyyy-MM-dd'T'HH:mm:ss"));
    };
    return term(QStringLiteral("since"), time(from)) + QLatin1Char(' ') + term(QStringLiteral("until"), time(until));
}

namespace {

/// Takes `word:value` into `out`, or says what is wrong with it.
void takeField(const QString &word, const QString &value, qint64 nowMs, RequestFilterText &out)
{
    if (word == QLatin1String("since") || word == QLatin1String("until")) {
        const std::optional<qint64> at = momentOf(value, nowMs);
        if (at)
            out.query.addQueryItem(word + QLatin1String("_ms"), QString::number(*at));
        else
            out.error =
                Words::tr("'%1' takes a span such as 15m, 1h or 7d, or a time such as 2026-11-26T14:30").arg(word);
        return;
    }
    out.onlyTime = false;
    if (word == QLatin1String("is") && value == QLatin1String("failed")) {
        out.query.addQueryItem(QStringLiteral("failed"), QStringLiteral("true"));
        return;
    }
    const auto known = std::find_if(std::begin(kFields), std::end(kFields),
                                    [&](const Field &field) { return word == QLatin1String(field.word); });
    if (known == std::end(kFields)) {
        out.error =
            Words::tr("'%1' is no field; there are %2, since, until and is:failed. In quotes it is searched for.")
                .arg(word, fieldNames());
        return;
    }
    const QString wanted = valueOf(*known, value, out.error);
    if (out.error.isEmpty())
        addText(out.query, QLatin1String(known->parameter), wanted);
}

} // namespace

RequestFilterText RequestFilterText::parse(const QString &text, qint64 nowMs)
{
    static const QRegularExpression kTerm(QStringLiteral("(\\w+):(\"[^\"]*\"|!=\"[^\"]*\"|\\S+)|\"([^\"]*)\"|(\\S+)"));
    static const QRegularExpression kHalfWritten(QStringLiteral("^\\w+:$"));
    RequestFilterText out;
    for (auto match = kTerm.globalMatch(text); match.hasNext() && out.error.isEmpty();) {
        const QRegularExpressionMatch term = match.next();
        if (term.hasCaptured(1)) {
            takeField(term.captured(1).toLower(), term.captured(2).remove(QLatin1Char('"')), nowMs, out);
            continue;
        }
        const QString word = (term.hasCaptured(3) ? term.captured(3) : term.captured(4)).remove(QLatin1Char('"'));
        if (term.hasCaptured(4) && kHalfWritten.match(word).hasMatch()) {
            out.error = Words::tr("Write field:value, for example model:sim status:429 since:1h");
        } else if (!word.trimmed().isEmpty()) {
            out.onlyTime = false;
            out.searched += word;
            addText(out.query, QStringLiteral("search"), word);
        }
    }
    if (out.error.isEmpty() && text.count(QLatin1Char('"')) % 2 != 0)
        out.error = Words::tr("A quotation mark is not closed");
    return out;
}

FilterEdit::FilterEdit(QWidget *parent) : QLineEdit(parent), m_completer(&m_offered)
{
    m_completer.setWidget(this);
    m_completer.setCaseSensitivity(Qt::CaseInsensitive);
    m_completer.setCompletionMode(QCompleter::PopupCompletion);
    m_completer.setFilterMode(Qt::MatchContains); // a known name has the word anywhere
    connect(&m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterEdit::complete);
    connect(this, &QLineEdit::textEdited, this, &FilterEdit::offer);
    setValues(QStringLiteral("since"),
              {QStringLiteral("15m"), QStringLiteral("1h"), QStringLiteral("24h"), QStringLiteral("7d")});
    setValues(QStringLiteral("is"), {QStringLiteral("failed")});
    setValues(QStringLiteral("status"),
              {QStringLiteral("200"), QStringLiteral("!=200"), QStringLiteral("429"), QStringLiteral(">=500")});
    setValues(QStringLiteral("cost"), {QStringLiteral(">0.01"), QStringLiteral(">0.1"), QStringLiteral(">1")});
    setValues(QStringLiteral("took"), {QStringLiteral(">2s"), QStringLiteral(">10s")});
    setValues(QStringLiteral("tokens"), {QStringLiteral(">1000"), QStringLiteral(">10000")});
    setValues(QStringLiteral("error"),
              {QStringLiteral("budget_exceeded"), QStringLiteral("rate_limited"),
               QStringLiteral("upstream_rate_limited"), QStringLiteral("model_denied"), QStringLiteral("model_unknown"),
               QStringLiteral("upstream_failed"), QStringLiteral("upstream_timeout")});
}

void FilterEdit::setValues(const QString &field, const QStringList &values)
{
    m_values[field] = values;
}

std::pair<int, QString> FilterEdit::word() const
{
    const QString before = text().left(cursorPosition());
    const int from = static_cast<int>(before.lastIndexOf(QLatin1Char(' '))) + 1;
    return {from, before.mid(from)};
}

QStringList FilterEdit::offeredFor(const QString &typed) const
{
    constexpr int kMostKnown = 12; ///< of the fields' values that have a word
    const qsizetype colon = typed.indexOf(QLatin1Char(':'));
    QStringList offered, known;
    if (colon >= 0) {
        const QString field = typed.left(colon).toLower();
        for (const QString &value : m_values.value(field))
            offered += RequestFilterText::term(field, value);
        return offered;
    }
    for (const Field &field : kFields) {
        const QLatin1String name(field.word);
        offered += name + QLatin1Char(':');
        if (field.kind != Kind::Name)
            continue;
        for (const QString &value : m_values.value(name)) {
            if (known.size() < kMostKnown && value.contains(typed, Qt::CaseInsensitive))
                known += RequestFilterText::term(name, value);
        }
    }
    offered += {QStringLiteral("since:"), QStringLiteral("is:failed")};
    offered.removeIf([&](const QString &name) { return !name.startsWith(typed, Qt::CaseInsensitive); });
    return offered + known;
}

void FilterEdit::offer()
{
    const QString typed = word().second;
    m_offered.setStringList(offeredFor(typed));
    m_completer.setCompletionPrefix(typed);
    const bool whole = m_completer.completionCount() == 1 && m_completer.currentCompletion() == typed;
    if (typed.isEmpty() || m_completer.completionCount() == 0 || whole)
        m_completer.popup()->hide();
    else
        m_completer.complete();
}

void FilterEdit::complete(const QString &completion)
{
    const auto [from, typed] = word();
    setText(text().left(from) + completion + text().mid(from + typed.size()));
    setCursorPosition(from + static_cast<int>(completion.size()));
    if (completion.endsWith(QLatin1Char(':')))
        offer();
    else
        Q_EMIT editingFinished();
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    const bool open = m_completer.popup()->isVisible();
    if (open && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Tab)) {
        event->ignore(); // the list takes it
        return;
    }
    if (event->key() == Qt::Key_Escape && !open) {
        Q_EMIT left();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace ostiary
