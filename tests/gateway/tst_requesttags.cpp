// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/requesttags.h"
#include "server/http/httprequest.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

/// Where a request's tags stand. Quotes of JSON are written as '.
class tst_RequestTags : public QObject
{
    Q_OBJECT

    static Result<RequestTags> read(const QByteArray &headers, const QByteArray &fields, const QByteArray &keyTags,
                                    bool clientMayTag)
    {
        HttpRequest request;
        request.setStart("POST", "/v1/chat/completions");
        request.addField("User-Agent", "agent/1");
        for (const QByteArray &header : headers.split('\n')) {
            const qsizetype colon = header.indexOf(':');
            if (colon > 0)
                request.addField(header.left(colon).toStdString(), header.mid(colon + 1).toStdString());
        }
        QByteArray text = "{'model':'m','messages':[]," + fields + "'n':1}";
        std::string body = text.replace('\'', '"').toStdString();
        const auto index = indexRequest(body, Surface::Chat);
        if (!index)
            return index.error();
        Principal principal;
        for (const QByteArray &tag : keyTags.isEmpty() ? QByteArrayList() : keyTags.split(','))
            principal.tags.push_back(tag.toStdString());
        return tagsOf(request, *index, body, principal, clientMayTag);
    }

private Q_SLOTS:
    void gathersTags_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("keyTags");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *headers, const char *fields, const char *keyTags,
                            const char *expected) {
            QTest::newRow(name) << QByteArray(headers) << QByteArray(fields) << QByteArray(keyTags)
                                << QByteArray(expected);
        };
        row("none", "", "", "", "");
        row("the key's", "", "", "a,b", "a|b");
        row("a header", "x-litellm-tags:a, b ,,c", "", "", "a|b|c");
        row("a header in capitals", "X-LiteLLM-Tags:a", "", "", "a");
        row("a header twice", "x-litellm-tags:a\nx-litellm-tags:b", "", "", "a|b");
        row("an empty header", "x-litellm-tags: , ", "", "", "");
        row("tags", "", "'tags':['a','b'],", "", "a|b");
        row("one text", "", "'tags':'a,b',", "", "a,b");
        row("no tags", "", "'tags':[],'metadata':{'tags':null},", "", "");
        row("an empty tag", "", "'tags':['','a'],", "", "a");
        row("escapes", "", "'\\u0074ags':['\\u0061\\'b'],", "", "a\"b");
        row("metadata", "", "'metadata':{'user':'u','tags':['a'],'more':{'tags':['x']}},", "", "a");
        row("litellm_metadata", "", "'litellm_metadata':{'tags':['a']},", "", "a");
        row("metadata of another shape", "", "'metadata':'tags',", "", "");
        row("metadata is null", "", "'metadata':null,", "", "");
        row("all of them", "x-litellm-tags:a", "'metadata':{'tags':['c']},'tags':['b'],", "d", "a|b|c|d");
        row("a number among them", "", "'tags':['a',1],", "", "400 tags");
        row("an object", "", "'tags':{'a':1},", "", "400 tags");
        row("a list of lists", "", "'metadata':{'tags':[['a']]},", "", "400 metadata.tags");
        row("tags twice", "", "'tags':['a'],'tags':['b'],", "", "400 tags");
        row("metadata twice", "", "'metadata':{},'metadata':{'tags':['b']},", "", "400 metadata");
        row("metadata.tags twice", "", "'metadata':{'tags':['a'],'tags':['b']},", "", "400 metadata.tags");
        row("very many", "", ("'tags':[" + QByteArray("'a',").repeated(100) + "'b'],").constData(), "", "400 tags");
    }
    void gathersTags()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, keyTags);
        const auto tags = read(headers, fields, keyTags, true);
        QByteArray told;
        if (!tags)
            told = QByteArray::number(tags.error().status) + " " + QByteArray::fromStdString(tags.error().param);
        else
            for (const std::string &tag : tags->tags)
                told += (told.isEmpty() ? "" : "|") + QByteArray::fromStdString(tag);
        QTEST(told, "expected");
        if (tags)
            QCOMPARE(tags->userAgent, std::string("agent/1"));
    }

    void refusesTheClientsOwn_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("a header") << QByteArray("x-litellm-tags:a") << QByteArray();
        QTest::newRow("tags") << QByteArray() << QByteArray("'tags':['a'],");
        QTest::newRow("metadata") << QByteArray() << QByteArray("'metadata':{'tags':['a']},");
        QTest::newRow("litellm_metadata") << QByteArray() << QByteArray("'litellm_metadata':{'tags':'a'},");
    }
    void refusesTheClientsOwn()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, fields);
        const auto refused = read(headers, fields, "k", false);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().status, 400);
        const auto none = read("", "'metadata':{'tags':[]},", "k", false);
        QVERIFY(none.ok());
        QCOMPARE(none->tags, std::vector<std::string>{"k"});
    }
};

OSTIARY_TEST(tst_RequestTags)
#include "tst_requesttags.moc"
