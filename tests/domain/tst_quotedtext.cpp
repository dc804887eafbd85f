// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/knownsecret.h"
#include "models/domain/quotedtext.h"
#include "models/domain/secret.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_QuotedText : public QObject
{
    Q_OBJECT

    static constexpr const char *kKey = "sk-test-Quo7edKeyValue98765";

private Q_SLOTS:
    void takesCredentialsOut_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("secret");
        const auto row = [](const char *name, const char *said, const char *secret) {
            QTest::newRow(name) << QByteArray(said) << QByteArray(secret);
        };
        row("a project key", "Incorrect API key provided: sk-proj-abcdEFGH1234567890wxyz. You can find",
            "abcdEFGH1234567890wxyz");
        row("a key with stars", "Incorrect API key provided: sk-proj-********************wxyz.", "wxyz");
        row("a key with dots", "Incorrect API key provided: sk-abcd1234...wxyz.", "wxyz");
        row("an old key", "key sk-abcdefghijklmnopqrstuvwxyz012345 is revoked", "abcdefghijkl");
        row("Anthropic", "invalid x-api-key sk-ant-api03-AbCd_EfGh-0123", "AbCd_EfGh");
        row("OpenRouter", "sk-or-v1-0123456789abcdef0123456789abcdef", "0123456789abcdef");
        row("Groq", "Invalid API Key gsk_0123456789abcdefABCDEF", "0123456789abcdef");
        row("Google", "API key not valid: AIzaSyA-0123456789abcdefghijklmnopqrst", "SyA-0123456789");
        row("Google's token", "got ya29.a0AfH6SMBx-012345", "a0AfH6SMBx");
        row("xAI", "Incorrect API key provided: xai-0123456789abcdef", "0123456789abcdef");
        row("Hugging Face", "token hf_AbCdEfGhIjKlMnOp is invalid", "AbCdEfGhIjKl");
        row("AWS", "The security token AKIAIOSFODNN7EXAMPLE is invalid", "IOSFODNN7");
        row("Perplexity", "bad pplx-0123456789abcdef", "0123456789abcdef");
        row("NVIDIA", "bad nvapi-AbCdEf-0123456789", "AbCdEf-0123");
        row("Cerebras", "bad csk-0123456789abcdef", "0123456789abcdef");
        row("Replicate", "bad r8_0123456789abcdef", "0123456789abcdef");
        row("Mistral, without a prefix", "Unauthorized: AbCdEfGhIjKlMnOpQrStUvWxYz012345", "AbCdEfGhIjKl");
        row("Azure, hexadecimal", "Access denied for 0123456789abcdef0123456789abcdef", "0123456789abcdef");
        row("Bearer", "header was 'Bearer abc123def456'", "abc123def456");
        row("bearer, encoded", "header=bearer%20abc123def456", "abc123def456");
        row("Basic", "Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==", "dXNlcjpw");
        row("a short one in its header", "{\"Authorization\":\"Bearer tea-pot\"}", "tea-pot");
        row("a short key", "no such key: sk-1234", "1234");
        row("in capitals", "SK-PROJ-ABCDEFGH12345678", "ABCDEFGH");
        row("DeepSeek's mask", "Your api key: ****7890 is invalid", "7890");
        row("AWS's other half", "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE", "wJalrXUtnFEMI");
        row("a JSON Web Token", "expired eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJzdWIi");
        row("key= in an address", "GET https://x.example/v1/models?alt=sse&key=short1 failed", "short1");
        row("a signed address", "https://x.example/f?X-Amz-Signature=abcdef012345&y=1", "abcdef012345");
        row("a password in an address", "cannot open https://bob:hunter2@x.example/v1", "hunter2");
        row("JSON within", "{\\\"api_key\\\": \\\"abcd1234efgh\\\"}", "abcd1234efgh");
        row("a header", "x-api-key: abcd1234efgh was refused", "abcd1234efgh");
        row("a password", "password=Tr0ub4dor&3", "Tr0ub4dor");
        row("masked without a prefix", "Invalid key: abcd****************wxyz", "wxyz");
        row("behind an escaped line end", "{\"body\":\"\\nsk-abc123def456\"}", "abc123def456");
        row("behind an escaped blank", "q=%20sk-abc123def456", "abc123def456");
        row("behind a Unicode escape", "\\u0022sk-abc123def456\\u0022", "abc123def456");
        row("joined to a word", "keysk-proj-abcdEFGH1234567890wxyz", "abcdEFGH1234567890wxyz");
        row("an organisation", "Rate limit reached in organization org-AbCdEf123456 on tokens", "AbCdEf123456");
        row("a project", "Project `proj_AbCdEf123456` does not exist", "AbCdEf123456");
        row("a private key", "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\nend", "MIIEvQ");
        row("with characters of no width",
            "sk-proj-\xe2\x80\x8b"
            "abcdEFGH\xe2\x80\x8b"
            "1234",
            "abcdEFGH");
    }
    void takesCredentialsOut()
    {
        QFETCH(QByteArray, said);
        QFETCH(QByteArray, secret);
        const std::string out = quotedText(said.toStdString());
        QVERIFY2(out.find(secret.toStdString()) == std::string::npos, out.c_str());
        QVERIFY2(out.find("[removed]") != std::string::npos, out.c_str());
    }

    void findsItsOwnKeyAgain_data()
    {
        QTest::addColumn<QByteArray>("said");
        // The key is "test/Key+Value-98765=x".
        const auto row = [](const char *name, const char *said) { QTest::newRow(name) << QByteArray(said); };
        row("plain", "no such key: test/Key+Value-98765=x!");
        row("in lower case", "no such key: test/key+value-98765=x");
        row("percent-encoded", "key test%2FKey%2BValue-98765%3Dx");
        row("percent-encoded twice", "key test%252FKey%252BValue-98765%253Dx");
        row("wholly percent-encoded", "key %74%65%73%74%2f%4B%65%79%2b%56%61%6c%75%65%2d%39%38%37%36%35%3d%78");
        row("JSON's escapes", "key test\\/Key+Value\\u002d98765\\u003dx");
        row("JSON within JSON", "key test\\\\/Key\\\\u002bValue-98765=x");
        row("HTML", "key test&#x2F;Key&#43;Value-98765=x");
        row("hexadecimal", "key 746573742f4b65792b56616c75652d39383736353d78");
        row("Base64", "key dGVzdC9LZXkrVmFsdWUtOTg3NjU9eA==");
        row("Base64 of name and key", "Basic dXNlcjp0ZXN0L0tleStWYWx1ZS05ODc2NT14");
        row("its head", "no such key: test/Key+Value...");
        row("its tail", "no such key: ...e-98765=x");
        row("its middle", "key (Key+Value-98765)");
    }
    void findsItsOwnKeyAgain()
    {
        QFETCH(QByteArray, said);
        const Secret key("test/Key+Value-98765=x");
        const std::string out = quotedText(said.toStdString(), &key);
        QVERIFY2(out.find("[key]") != std::string::npos || out.find("[removed]") != std::string::npos, out.c_str());
        for (const char *part : {"98765", "39383736", "Key", "%4B%65%79", "4b6579", "Lz"}) {
            if (std::string_view(part) == "Key" && !said.contains("/Key") && !said.contains("(Key"))
                continue;
            QVERIFY2(out.find(part) == std::string::npos, out.c_str());
        }
    }

    // The key is "sk-test-Quo7edKeyValue98765", as it stands between other words.
    void findsItWhateverStandsBetween_data()
    {
        QTest::addColumn<QByteArray>("said");
        const QByteArray key(kKey);
        const auto each = [&](const QByteArray &before, const QByteArray &after = {}) {
            QByteArray out;
            for (const char c : key)
                out += before + c + after;
            return out;
        };
        const auto coded = [&](const char *before, int base, int width, const char *after = "") {
            QByteArray out;
            for (const char c : key)
                out += before + QByteArray::number(uint(c), base).rightJustified(width, '0') + after;
            return out;
        };
        const auto row = [](const char *name, const QByteArray &said) { QTest::newRow(name) << said; };
        row("blanks", each(" "));
        row("line breaks", each("\n"));
        row("a line break in the middle", QByteArray(key).insert(14, "\r\n\t"));
        row("NULs, as UTF-16 has them", each({}, QByteArray(1, '\0')));
        row("NULs before, as UTF-16 has them", each(QByteArray(1, '\0')));
        row("escaped NULs", each("\\u0000"));
        row("encoded NULs", each("%00"));
        row("NULs of HTML", each("&#0;"));
        row("soft hyphens", each("\xc2\xad"));
        row("no-break blanks", each("\xc2\xa0"));
        row("characters of no width", each("\xe2\x80\x8b"));
        row("dots", each("."));
        row("hyphens that break no line", QByteArray(key).replace("-", "\xe2\x80\x91"));
        row("dashes", QByteArray(key).replace("-", "\xe2\x80\x93"));
        row("fullwidth letters", [&] {
            QString wide;
            for (const char c : key)
                wide += QChar(char16_t(c - '!' + 0xff01));
            return wide.toUtf8();
        }());
        row("JSON's escapes", coded("\\u", 16, 4));
        row("JSON's escapes in JSON", coded("\\\\u", 16, 4));
        row("JavaScript's escapes", coded("\\u{", 16, 2, "}"));
        row("C's escapes", coded("\\x", 16, 2));
        row("C's octal escapes", coded("\\", 8, 3));
        row("URLs", coded("%", 16, 2));
        row("URLs within URLs", coded("%25", 16, 2));
        row("URLs of UTF-16", coded("%", 16, 2, "%00"));
        row("HTML", coded("&#x", 16, 2, ";"));
        row("HTML in decimal", coded("&#", 10, 2, ";"));
        row("HTML without an end", coded("&#", 10, 2));
        row("HTML in HTML", coded("&amp;#x", 16, 2, ";"));
        row("HTML in a URL", coded("%26%23x", 16, 2, "%3B"));
        row("names of HTML", QByteArray(key).replace("-", "&hyphen;"));
        row("hexadecimal", key.toHex());
        row("hexadecimal with blanks", key.toHex(' '));
        row("hexadecimal with colons", key.toHex(':').toUpper());
        row("hexadecimal of UTF-16", each({}, QByteArray(1, '\0')).toHex());
        row("Base64 with line breaks", key.toBase64().insert(10, "\n").insert(20, "\\n"));
        row("Base64 for URLs", ("user:" + key).toBase64(QByteArray::Base64UrlEncoding));
        row("Base64 of UTF-16", each({}, QByteArray(1, '\0')).toBase64());
        row("a part of its Base64", key.toBase64().mid(4, 20));
        row("its head with blanks", each(" ").left(20));
        row("its middle with line breaks", each("\n").mid(10, 26));
        row("its tail, encoded", coded("\\u", 16, 4).right(48));
        row("capitals with blanks", each(" ").toUpper());
    }
    void findsItWhateverStandsBetween()
    {
        QFETCH(QByteArray, said);
        const std::string_view secrets[] = {"another-secret-0123", kKey};
        const std::string out = quotedText("wrong: <" + said.toStdString() + "> is no key", KnownSecrets(secrets));
        QVERIFY2(out == "wrong: <[key]> is no key" || out == "wrong: [key]> is no key" ||
                     (out.starts_with("wrong: <") && out.ends_with("> is no key") && out.size() < 32),
                 out.c_str());
        const Secret key{std::string(kKey)};
        QVERIFY(quotedText(said.toStdString(), &key).find("[key]") != std::string::npos);
    }

    void shortKeysAreWholeWords_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<bool>("found");
        QTest::newRow("alone") << QByteArray("no key 'team7' here") << true;
        QTest::newRow("escaped") << QByteArray("\"\\nteam7\\u0022") << true;
        QTest::newRow("encoded") << QByteArray("t%65am7") << true;
        QTest::newRow("in a word") << QByteArray("steam7 team72 team7s") << false;
        QTest::newRow("in capitals") << QByteArray("Team7") << false;
    }
    void shortKeysAreWholeWords()
    {
        QFETCH(QByteArray, said);
        QFETCH(bool, found);
        const Secret key("team7");
        QCOMPARE(quotedText(said.toStdString(), &key).find("[key]") != std::string::npos, found);
    }

    void otherTextsKeepTheirSigns()
    {
        const std::string_view secrets[] = {kKey, "test/Key+Value-98765=x"};
        const KnownSecrets known(secrets);
        for (const char *said :
             {"a\\u0022b %20 &amp; \\n c%2Fd", "t e s t", "sk-", "Quo7 ed", "100% of \\ and &#x; %zz", "value 9876"})
            QCOMPARE(quotedText(said, known), std::string(said));
    }

    void leavesTheRest_data()
    {
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *said) { QTest::newRow(said) << QByteArray(said); };
        row("This model's maximum context length is 8192 tokens. However, you requested 9000 tokens");
        row("max_tokens: 4096 is too large; token: 128009 is not in the vocabulary");
        row("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead");
        row("a risk-averse, task-oriented desk-research of disk-usage");
        row("The model `meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8` does not exist");
        row("The model accounts/fireworks/models/llama-v3p1-405b-instruct does not exist");
        row("request 550e8400-e29b-41d4-a716-446655440000 failed");
        row("include the request ID req_0123456789abcdef0123456789abcdef in your message");
        row("body.messages: Field required; body.api_key: Field required");
        row("Bearer authentication is required");
        row("Basic authentication is not supported");
        row("You must provide an API key in the Authorization header");
        row("Unexpected key: frequency_penalty");
        row("h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x98\x80 **bold**");
        row("none of the above; EMPTY; ollama");
    }
    void leavesTheRest()
    {
        QFETCH(QByteArray, said);
        for (const char *placeholder : {"", "none", "EMPTY", "ollama"}) {
            const Secret key{std::string(placeholder)};
            QCOMPARE(quotedText(said.toStdString(), &key), said.toStdString());
        }
    }

    void marksWhatCannotBeSeen_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("shown");
        const QByteArray mark("\xef\xbf\xbd");
        QTest::newRow("escape sequences") << QByteArray("\x1b[31mred") << mark + "[31mred";
        QTest::newRow("line ends") << QByteArray("a\r\nb\tc") << QByteArray("a b c");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << "a" + mark + "b";
        QTest::newRow("DEL and C1") << QByteArray("a\x7f"
                                                  "b\xc2\x9b"
                                                  "c")
                                    << "a" + mark + "b" + mark + "c";
        QTest::newRow("an override") << QByteArray("a\xe2\x80\xae"
                                                   "b\xe2\x81\xa6"
                                                   "c")
                                     << "a" + mark + "b" + mark + "c";
        QTest::newRow("a line separator") << QByteArray("a\xe2\x80\xa8"
                                                        "b")
                                          << "a" + mark + "b";
        QTest::newRow("tags") << QByteArray("a\xf3\xa0\x81\x81"
                                            "b")
                              << "a" + mark + "b";
        QTest::newRow("no UTF-8") << QByteArray("a\xff\xc0\x80"
                                                "b\xe2\x82")
                                  << "a" + mark + mark + mark + "b" + mark + mark;
        QTest::newRow("half a pair") << QByteArray("a\xed\xa0\x80") << "a" + mark + mark + mark;
    }
    void marksWhatCannotBeSeen()
    {
        QFETCH(QByteArray, said);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(quotedText(said.toStdString())), shown);
    }

    void aCutCredentialIsNotShown()
    {
        std::string said;
        while (said.size() < 40'000)
            said += "sk-test-abcdefghijklmnopqrstuvwxyz0123456789 ";
        QVERIFY(quotedText(said).find("sk-") == std::string::npos);
    }

    void isBounded()
    {
        std::string said;
        while (said.size() < 100'000)
            said += "\xe2\x82\xac ";
        const std::string out = quotedText(said);
        QVERIFY(out.size() <= kMostQuotedBytes && out.size() > kMostQuotedBytes - 8);
        QVERIFY(out.ends_with("\xe2\x80\xa6"));
        QCOMPARE(visible(out), out); // whole characters only
    }
};

OSTIARY_TEST(tst_QuotedText)
#include "tst_quotedtext.moc"
