// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ostiary {

/// A request's id as people have it: whole, or as lists shorten it (its first eight digits or more, and its end behind
/// an ellipsis). An id begins with the time in milliseconds, so its beginning tells when the request came.
struct RequestIdText
{
    QString begin; ///< with its hyphens; the whole id where that was given
    QString end;
    qint64 sinceMs = 0; ///< all ids that begin so are of then …
    qint64 untilMs = 0; ///< … and before then

    static std::optional<RequestIdText> parse(const QString &text);
    bool isWhole() const;
    bool fits(const QString &id) const;
};

} // namespace ostiary
