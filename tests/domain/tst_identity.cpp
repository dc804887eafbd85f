// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gatewayerror.h"
#include "models/domain/identity.h"
#include "models/domain/records.h"
#include "models/domain/secret.h"
#include "models/domain/wildcard.h"
#include "tests/support/testregistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <set>

using namespace ostiary;

class tst_Identity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAllowLists_data()
    {
        QTest::addColumn<QStringList>("allowed");
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("may");
        QTest::newRow("an empty list allows all") << QStringList{} << "gpt-4o" << true;
        QTest::newRow("exact") << QStringList{"gpt-4o"} << "gpt-4o" << true;
        QTest::newRow("a prefix is not enough") << QStringList{"gpt-4"} << "gpt-4o" << false;
        QTest::newRow("case matters") << QStringList{"GPT-4o"} << "gpt-4o" << false;
        QTest::newRow("provider wildcard") << QStringList{"openai/*"} << "openai/gpt-4o" << true;
        QTest::newRow("wildcard of another provider") << QStringList{"openai/*"} << "anthropic/claude" << false;
        QTest::newRow("star") << QStringList{"*"} << "anything" << true;
        QTest::newRow("LiteLLM's word for all") << QStringList{"all-proxy-models"} << "anything" << true;
        QTest::newRow("two stars") << QStringList{"a*b*c"} << "a-x-b-y-c" << true;
        QTest::newRow("two stars, no") << QStringList{"a*b*c"} << "a-x-c" << false;
    }
    void matchesAllowLists()
    {
        QFETCH(QStringList, allowed);
        QFETCH(QString, model);
        QFETCH(bool, may);
        std::vector<std::string> list;
        for (const QString &entry : allowed)
            list.push_back(entry.toStdString());
        QCOMPARE(modelAllowed(list, model.toStdString()), may);
    }

    void starsStandForWhatIsThere_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("stars"); // by |; "no": no match
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("filled");
        const auto row = [](const char *pattern, const char *name, const char *stars, const char *target,
                            const char *filled) {
            QTest::newRow(qPrintable(QString("%1 %2 %3").arg(pattern, name, target)))
                << pattern << name << stars << target << filled;
        };
        row("a", "a", "", "x", "x");
        row("a", "b", "no", "", "");
        row("*", "", "", "x/*", "x/");
        row("*", "a/b", "a/b", "x/*", "x/a/b");
        row("a*c", "ac", "", "*", "");
        row("a*c", "c", "no", "", "");
        row("aba*aba", "aba", "no", "", "");
        row("aba*aba", "ababa", "no", "", "");
        row("a*b*c", "a1b2c", "1|2", "*-*", "1-2");
        row("a*b*c", "a1b2c", "1|2", "fixed", "fixed");
        row("a*b*c", "a1b2c", "1|2", "x*", "a1b2c");
        row("a*b*c", "abbc", "b|", "*/*", "b/");
        row("a*b*c", "abc", "|", "*/*", "/");
        row("a*b*c", "a1c", "no", "", "");
        row("a*b*c", "abbb", "no", "", "");
        row("*-*", "a-b-c", "a-b|c", "*/*", "a-b/c");
        row("**", "ab", "ab|", "*/*", "ab/");
        row("*a*", "bab", "b|b", "*", "bab");
        row("*a*b*c*", "xaybzcw", "x|y|z|w", "*****", "xyzw*");
        row("*a*a*", "aaa", "a||", "***", "a");
        for (const char *step : {"az/..", "az/.", "az/../x", "az/x/..", "az/x/./y"})
            row("az/*", step, "no", "", "");
        row("az/*", "az/...", "...", "*", "...");
        row("az/*", "az/a..b/.c", "a..b/.c", "*", "a..b/.c");
        row("*/*", "../x", "no", "", "");
    }
    void starsStandForWhatIsThere()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(QString, stars);
        QFETCH(QString, target);
        std::vector<std::string> found;
        const bool matches = wildcardMatch(pattern.toStdString(), name.toStdString(), &found);
        QCOMPARE(wildcardMatch(pattern.toStdString(), name.toStdString()), matches);
        QCOMPARE(matches, stars != "no");
        if (!matches)
            return;
        QStringList texts;
        for (const std::string &star : found)
            texts += QString::fromStdString(star);
        QCOMPARE(texts.join('|'), stars);
        QCOMPARE(found.size(), starsIn(pattern.toStdString()));
        QTEST(QString::fromStdString(wildcardFilled(target.toStdString(), found, name.toStdString())), "filled");
    }

    void aPatternOfManyStarsIsReadOnce()
    {
        std::string pattern, name(200'000, 'a');
        for (int i = 0; i < 2000; ++i)
            pattern += "*a";
        QVERIFY(wildcardMatch(pattern, name));
        QVERIFY(!wildcardMatch(pattern + "*b", name));
        QVERIFY(!wildcardMatch("*b" + pattern, name));
    }

    void requestIdsKeepTheirTimeAndOrder()
    {
        std::string last;
        std::set<std::string> seen;
        for (std::int64_t ms = 1'800'000'000'000; ms < 1'800'000'000'500; ++ms) {
            const RequestId id = RequestId::generate(ms);
            const std::string text = id.toText();
            QCOMPARE(RequestId::fromText(text), std::optional(id));
            QCOMPARE(text[14], '7');
            QVERIFY(text > last);
            last = text;
            seen.insert(text);
        }
        QCOMPARE(seen.size(), std::size_t(500));
        QVERIFY(!RequestId::fromText("not-an-id"));
        QVERIFY(!RequestId::fromText("0195f7a0-0000-7000-8000-00000000000g"));
    }

    void errorsAreValidJsonWhateverTheyQuote()
    {
        std::string text = "quote \" backslash \\ newline \n tab \t bell \x07 umlaut \xc3\xa4";
        const GatewayError error = GatewayError::make(ErrorCode::ModelUnknown, text, "model");
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(openAiEnvelope(error)));
        const QJsonObject body = document.object()[QStringLiteral("error")].toObject();
        QCOMPARE(body[QStringLiteral("message")].toString(), QString::fromStdString(text));
        QCOMPARE(body[QStringLiteral("type")].toString(), QStringLiteral("invalid_request_error"));
        QCOMPARE(body[QStringLiteral("param")].toString(), QStringLiteral("model"));
        QVERIFY2(body[QStringLiteral("code")].isString(), "LiteLLM sends the code as a string");
        QCOMPARE(body[QStringLiteral("code")].toString(), QStringLiteral("400"));
    }

    void fixedTextIsCutBetweenCharacters()
    {
        FixedText<4> text;
        text = std::string_view("ab\xc3\xa4\xc3\xa4");
        QCOMPARE(std::string(text.view()), std::string("ab\xc3\xa4"));
        text = std::string_view("abc\xc3\xa4");
        QCOMPARE(std::string(text.view()), std::string("abc"));
    }

    void secretsShowOnlyTheirEnd()
    {
        QCOMPARE(Secret("sk-upstream-0123456789").hint(), std::string("6789"));
        QCOMPARE(Secret("short").hint(), std::string());
        QCOMPARE(maskKey("sk-abcdefghijklmnop"), std::string("sk-...mnop"));
    }
};

OSTIARY_TEST(tst_Identity)
#include "tst_identity.moc"
