// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/ssedecoder.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_SseDecoder : public QObject
{
    Q_OBJECT

    static QStringList decode(const QByteArray &bytes, qsizetype step)
    {
        SseDecoder decoder;
        QStringList out;
        const auto take = [&](const SseDecoder::Event &event) {
            if (!event.data.empty())
                out.append(QString::fromUtf8(event.type.data(), qsizetype(event.type.size())) + "|" +
                           QString::fromUtf8(event.data.data(), qsizetype(event.data.size())));
        };
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            const QByteArray piece = bytes.mid(at, step);
            decoder.feed(std::string_view(piece.constData(), std::size_t(piece.size())));
            while (const auto event = decoder.next())
                take(*event);
        }
        if (const auto event = decoder.last())
            take(*event);
        return out;
    }

private Q_SLOTS:
    void readsTheSameHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("events");
        QTest::newRow("LF") << QByteArray("data: a\n\ndata: b\n\n") << QStringList{"|a", "|b"};
        QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << QStringList{"|a", "|b"};
        QTest::newRow("CR") << QByteArray("data: a\r\rdata: b\r\r") << QStringList{"|a", "|b"};
        QTest::newRow("mixed") << QByteArray("data: a\n\r\ndata: b\r\n\n") << QStringList{"|a", "|b"};
        QTest::newRow("named") << QByteArray("event: ping\ndata: {}\n\n") << QStringList{"ping|{}"};
        QTest::newRow("name after the data") << QByteArray("data: {}\nevent: ping\n\n") << QStringList{"ping|{}"};
        QTest::newRow("no blank") << QByteArray("data:a\n\n") << QStringList{"|a"};
        QTest::newRow("two blanks keep one") << QByteArray("data:  a\n\n") << QStringList{"| a"};
        QTest::newRow("several data lines") << QByteArray("data: a\ndata: b\n\n") << QStringList{"|a\nb"};
        QTest::newRow("comments, ids, retries")
            << QByteArray(": hello\n\nid: 1\nretry: 5\ndata: a\n\n") << QStringList{"|a"};
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "data: a\n\n")
                                         << QStringList{"|a"};
        QTest::newRow("no empty line at the end") << QByteArray("data: a\n\ndata: b") << QStringList{"|a", "|b"};
        QTest::newRow("characters of several bytes") << QByteArray("data: \xc3\xa4\xf0\x9f\x9a\xaa\n\n")
                                                     << QStringList{QString::fromUtf8("|\xc3\xa4\xf0\x9f\x9a\xaa")};
        QTest::newRow("a colon in the data") << QByteArray("data: {\"a\":1}\n\n") << QStringList{"|{\"a\":1}"};
        QTest::newRow("unknown fields") << QByteArray("foo: bar\ndata\ndata: a\n\n") << QStringList{"|\na"};
    }
    void readsTheSameHoweverItIsCut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, events);
        for (qsizetype step = 1; step <= bytes.size(); ++step)
            QCOMPARE(decode(bytes, step), events);
    }

    void stopsAtAnEventWithoutAnEnd()
    {
        SseDecoder decoder;
        const std::string block(1024 * 1024, 'x');
        for (int i = 0; i < 10 && !decoder.overflown(); ++i) {
            decoder.feed(block);
            QVERIFY(!decoder.next().has_value());
        }
        QVERIFY(decoder.overflown());
    }
};

OSTIARY_TEST(tst_SseDecoder)
#include "tst_ssedecoder.moc"
