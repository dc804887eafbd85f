// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ostiary {

class LogWriter;

enum class LogFormat {
    Text, ///< time, level, category and message with blanks between them
    Json, ///< one object a line: `time`, `level`, `category`, `message`
};

/// Sends Qt's messages to a descriptor, one line each, as long as it lives; one at a time. Nobody waits for a reader
/// who does not read. Set QT_LOGGING_RULES to choose what is logged.
class Logging
{
public:
    explicit Logging(int descriptor = 2);
    ~Logging();
    Logging(const Logging &) = delete;
    Logging &operator=(const Logging &) = delete;

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &message);
    std::unique_ptr<LogWriter> m_writer;
};

/// For all lines from here on; thread-safe.
void setLogFormat(LogFormat format);
/// Lines that nobody read in time, since the start.
std::uint64_t droppedLogLines();

/// One line with its end. In `message` what could begin another line or drive a terminal stands as a mark: control
/// characters, and those that turn the direction of text, as `\n` or `\u001b`. A very long message is cut.
std::string logLine(LogFormat format, std::string_view time, std::string_view level, std::string_view category,
                    std::string_view message);

} // namespace ostiary
