// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/logging.h"

#include "models/domain/gatewayerror.h"
#include "server/core/logwriter.h"

#include <QByteArray>
#include <QDateTime>
#include <QMessageLogContext>
#include <QString>

#include <array>
#include <atomic>
#include <cstdio>

namespace ostiary {

namespace {

constexpr char32_t kNoText = 0x110000;        ///< beyond Unicode
constexpr std::size_t kMostBytes = 16 * 1024; ///< of one message

std::atomic<LogFormat> logFormat{LogFormat::Text};
std::atomic<LogWriter *> current{nullptr};

/// Characters that a terminal or an editor obeys instead of showing them: controls, line and paragraph separators, what
/// sets the direction of text (Unicode TR 9), and the invisible tags.
bool isObeyed(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f || c == 0x2028 ||
           c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

void appendMark(std::string &out, char32_t c)
{
    if (c == '\n' || c == '\r' || c == '\t') {
        out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
        return;
    }
    std::array<char, 8> hex{};
    if (c > 0xffff) { // two units, as in JSON
        appendMark(out, 0xd800 + ((c - 0x10000) >> 10));
        c = 0xdc00 + ((c - 0x10000) & 0x3ff);
    }
    std::snprintf(hex.data(), hex.size(), "\\u%04x", static_cast<unsigned>(c));
    out += hex.data();
}

/// The code point at `at` and its length in bytes; kNoText for a byte that is no UTF-8.
std::pair<char32_t, std::size_t> codePointAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::size_t size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    if (size == 1)
        return {first < 0x80 ? first : kNoText, 1};
    char32_t c = first & (0xffu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if (at + i >= text.size() || (byte(at + i) & 0xc0) != 0x80)
            return {kNoText, 1};
        c = c << 6 | (byte(at + i) & 0x3fu);
    }
    return {c, size};
}

std::string withMarks(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto [c, size] = codePointAt(text, i);
        if (isObeyed(c))
            appendMark(out, c);
        else if (c == kNoText)
            out += "\ufffd";
        else
            out += text.substr(i, size);
        i += size;
    }
    return out;
}

std::string cut(std::string_view message)
{
    if (message.size() <= kMostBytes)
        return std::string(message);
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(message[end]) & 0xc0) == 0x80)
        --end; // not in the middle of a character
    return std::string(message.substr(0, end)) + " … (" + std::to_string(message.size() - end) + " more bytes)";
}

std::string lineNow(std::string_view level, std::string_view category, std::string_view message)
{
    const QByteArray time =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ")).toLatin1();
    return logLine(logFormat.load(std::memory_order_relaxed),
                   std::string_view(time.constData(), static_cast<std::size_t>(time.size())), level, category, message);
}

std::string notice(std::uint64_t lost)
{
    return lineNow("warning", "ostiary.log",
                   std::to_string(lost) + " lines were dropped here, because nobody read the log");
}

} // namespace

std::string logLine(LogFormat format, std::string_view time, std::string_view level, std::string_view category,
                    std::string_view message)
{
    std::string out;
    if (format == LogFormat::Text) {
        out.append(time).append(" ").append(level).append(" ").append(category).append(": ");
        return out += withMarks(cut(message)) + '\n';
    }
    out.append("{\"time\":").append(jsonQuoted(time)).append(",\"level\":").append(jsonQuoted(level));
    out.append(",\"category\":").append(jsonQuoted(category)).append(",\"message\":");
    // Quoted first: what is left to be marked then stands as an escape that JSON reads back.
    return out.append(withMarks(jsonQuoted(cut(message)))).append("}\n");
}

void setLogFormat(LogFormat format)
{
    logFormat.store(format, std::memory_order_relaxed);
}

std::uint64_t droppedLogLines()
{
    const LogWriter *writer = current.load();
    return writer ? writer->dropped() : 0;
}

Logging::Logging(int descriptor) : m_writer(std::make_unique<LogWriter>(descriptor, notice))
{
    current.store(m_writer.get());
    qInstallMessageHandler(&Logging::take);
}

Logging::~Logging()
{
    qInstallMessageHandler(nullptr);
    current.store(nullptr);
}

void Logging::take(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    LogWriter *writer = current.load();
    if (!writer)
        return;
    const char *level = type == QtDebugMsg     ? "debug"
                        : type == QtInfoMsg    ? "info"
                        : type == QtWarningMsg ? "warning"
                                               : "error";
    const QByteArray text = message.toUtf8();
    writer->write(lineNow(level, context.category ? context.category : "ostiary",
                          std::string_view(text.constData(), static_cast<std::size_t>(text.size()))));
    if (type == QtFatalMsg)
        writer->flush(LogWriter::kEndTime); // the process ends when this returns
}

} // namespace ostiary
