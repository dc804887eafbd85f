// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/logging.h"
#include "server/core/logwriter.h"
#include "tests/support/testregistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace ostiary;

namespace {

struct Pipe
{
    Pipe() { [[maybe_unused]] const int made = ::pipe2(ends, O_CLOEXEC); }
    ~Pipe()
    {
        ::close(ends[0]);
        closeWriting();
    }
    void closeWriting()
    {
        if (ends[1] >= 0)
            ::close(ends[1]);
        ends[1] = -1;
    }
    QByteArray readAll() const
    {
        QByteArray all;
        char buffer[65536];
        for (ssize_t n = 0; (n = ::read(ends[0], buffer, sizeof buffer)) > 0;)
            all.append(buffer, n);
        return all;
    }
    int ends[2] = {-1, -1};
};

std::string told(std::uint64_t lost)
{
    return "lost " + std::to_string(lost) + "\n";
}

} // namespace

class tst_Logging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesLinesInOrder()
    {
        Pipe pipe;
        {
            LogWriter writer(pipe.ends[1], told);
            for (int i = 0; i < 100; ++i)
                writer.write("line " + std::to_string(i) + "\n");
        }
        pipe.closeWriting();
        const QList<QByteArray> lines = pipe.readAll().split('\n');
        QCOMPARE(lines.size(), 101);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(lines[i], "line " + QByteArray::number(i));
    }

    void dropsWhatNobodyReadsAndTellsHowMuch()
    {
        Pipe pipe;
        constexpr int kLines = 20'000;
        const std::string line(99, 'x');
        QByteArray all;
        std::uint64_t dropped = 0;
        {
            LogWriter writer(pipe.ends[1], told, 100'000);
            for (int i = 0; i < kLines; ++i) // 2 MB, far more than the pipe and the queue hold; nobody reads
                writer.write(line + '\n');
            dropped = writer.dropped();
            QVERIFY(dropped > 0);
            std::thread reader([&] { all = pipe.readAll(); });
            const bool written = writer.flush(std::chrono::seconds(30));
            writer.write("after\n");
            writer.flush(std::chrono::seconds(30));
            pipe.closeWriting(); // before the writer goes: it has nothing left
            reader.join();
            QVERIFY(written);
        }
        QCOMPARE(all.count(QByteArray::fromStdString(line) + '\n'), kLines - int(dropped));
        std::uint64_t toldOf = 0; // in one line or in several, where lines were dropped more than once
        for (const QByteArray &one : all.split('\n'))
            toldOf += one.startsWith("lost ") ? one.mid(5).toULongLong() : 0;
        QCOMPARE(toldOf, dropped);
        QVERIFY(all.endsWith("after\n"));
    }

    void endsAlthoughNobodyReads()
    {
        static const auto *const pipe = new Pipe; // the thread that hangs in it outlives the test
        auto writer = std::make_unique<LogWriter>(pipe->ends[1], told);
        for (int i = 0; i < 10'000; ++i)
            writer->write(std::string(100, 'x') + '\n');
        writer.reset(); // returns; the watchdog of the test program would end a wait for ever
        QVERIFY(!writer);
    }

    void endsAlthoughTheReaderHasGone()
    {
        Pipe pipe;
        ::close(std::exchange(pipe.ends[0], -1));
        LogWriter writer(pipe.ends[1], told);
        writer.write("nobody\n");
        QVERIFY(writer.flush(std::chrono::seconds(30))); // neither a signal nor a wait
    }

    void marksWhatATerminalWouldObey_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *name, const QByteArray &message, const QByteArray &shown) {
            QTest::newRow(name) << message << shown;
        };
        row("plain", "gr\u00fc\u00df dich \u65e5\u672c \U0001f600", "gr\u00fc\u00df dich \u65e5\u672c \U0001f600");
        row("a forged line", "x\n2026-01-01T00:00:00.000Z info ostiary.core: all is well",
            "x\\n2026-01-01T00:00:00.000Z info ostiary.core: all is well");
        row("carriage return", "secret\rharmless", "secret\\rharmless");
        row("tab", "a\tb", "a\\tb");
        row("escape sequence", "\x1b[2J\x1b]0;title\x07", "\\u001b[2J\\u001b]0;title\\u0007");
        row("NUL", QByteArray("a\0b", 3), "a\\u0000b");
        row("delete", "a\x7f", "a\\u007f");
        row("control sequence introducer of one byte",
            "\xc2\x9b"
            "2J",
            "\\u009b2J");
        row("next line",
            "a\xc2\x85"
            "b",
            "a\\u0085b");
        row("line separator", "a\u2028b\u2029c", "a\\u2028b\\u2029c");
        row("right to left override", "\u202egpj.exe", "\\u202egpj.exe");
        row("isolates", "\u2066a\u2069", "\\u2066a\\u2069");
        row("marks of direction", "\u200ea\u200f\u061c", "\\u200ea\\u200f\\u061c");
        row("invisible tags", "a\U000e0041", "a\\udb40\\udc41");
        row("cut UTF-8", "a\xe2\x80", "a\ufffd\ufffd");
        row("a line end behind cut UTF-8", "a\xe2\x80\nb", "a\ufffd\ufffd\\nb");
        row("a control byte that is no UTF-8",
            "a\x9b"
            "b",
            "a\ufffd"
            "b");
    }
    void marksWhatATerminalWouldObey()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, shown);
        const std::string line = logLine(LogFormat::Text, "T", "info", "c", message.toStdString());
        QCOMPARE(QByteArray::fromStdString(line), "T info c: " + shown + "\n");

        const QByteArray json =
            QByteArray::fromStdString(logLine(LogFormat::Json, "T", "info", "c", message.toStdString()));
        QCOMPARE(json.count('\n'), 1);
        QVERIFY(json.endsWith('\n'));
        for (const char *obeyed : {"\x1b", "\r", "\t", "\x7f", "\u202e", "\u2028", "\xc2\x9b", "\U000e0041"})
            QVERIFY(!json.contains(obeyed));
        if (QByteArrayView(message).isValidUtf8()) {
            const QJsonObject read = QJsonDocument::fromJson(json).object();
            QCOMPARE(read.keys(), (QStringList{"category", "level", "message", "time"}));
            QCOMPARE(read["message"].toString(), QString::fromUtf8(message)); // nothing is lost
            QCOMPARE(read["level"].toString(), QString("info"));
        }
    }

    void cutsAVeryLongMessage()
    {
        const std::string line = logLine(LogFormat::Text, "T", "info", "c", std::string(1'000'000, 'x'));
        QVERIFY(line.size() < 20'000);
        QVERIFY(line.ends_with(" more bytes)\n"));
    }

    void takesQtsMessages()
    {
        Pipe pipe;
        {
            const Logging logging(pipe.ends[1]);
            qWarning("one\ntwo");
            setLogFormat(LogFormat::Json);
            qWarning("three");
            setLogFormat(LogFormat::Text);
        }
        pipe.closeWriting();
        const QList<QByteArray> lines = pipe.readAll().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].endsWith(": one\\ntwo"), lines[0].constData());
        QCOMPARE(QJsonDocument::fromJson(lines[1]).object()["message"].toString(), QString("three"));
    }
};

OSTIARY_TEST(tst_Logging)
#include "tst_logging.moc"
