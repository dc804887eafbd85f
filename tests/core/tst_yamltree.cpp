// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/includes.h"
#include "server/core/litellm/yamljson.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/yamlreader.h"
#include "tests/support/configreading.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QStringConverter>
#include <QTemporaryDir>
#include <QtTest>

using namespace ostiary;

class tst_YamlTree : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private Q_SLOTS:
    void readsAsLiteLlmDoes_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *name, const char *yaml, const char *json) {
            QTest::newRow(name) << QByteArray(yaml) << QByteArray(json);
        };
        row("merge", "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n", "{\"a\":{\"x\":1,\"y\":2},\"b\":{\"y\":3,\"x\":1}}");
        row("merge of a list, the first wins", "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}\n",
            "{\"a\":{\"x\":1},\"b\":{\"x\":2,\"y\":2},\"c\":{\"x\":1,\"y\":2}}");
        row("merge within a merge", "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\n",
            "{\"a\":{\"x\":1},\"b\":{\"y\":2,\"x\":1},\"c\":{\"z\":3,\"y\":2,\"x\":1}}");
        row("merge of something deeper", "a: &a {p: {x: 1}}\nb: {<<: *a}\n",
            "{\"a\":{\"p\":{\"x\":1}},\"b\":{\"p\":{\"x\":1}}}");
        row("two merge keys, the later wins", "a: &a {x: 1}\nb: &b {x: 2}\nc: {<<: *a, <<: *b}\n",
            "{\"a\":{\"x\":1},\"b\":{\"x\":2},\"c\":{\"x\":2}}");
        row("quoted it is a key", "a: {\"<<\": 1}\n", "{\"a\":{\"<<\":1}}");
        row("a key twice", "a: 1\nb: 2\na: 3\n", "{\"b\":2,\"a\":3}");
        row("a key twice within", "a: {x: 1, x: 2}\n", "{\"a\":{\"x\":2}}");
        row("scalars", "[1, 1.5, .5, 1e-5, 1_000, -3, true, No, ~, null, \"1\", 'true', text, 007, 1.2.3, y, +4]",
            "[1,1.5,0.5,1e-5,1000,-3,true,false,null,null,\"1\",\"true\",\"text\",\"007\",\"1.2.3\",\"y\",4]");
    }
    void readsAsLiteLlmDoes()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, json);
        YamlReader reader("f");
        const auto root = parseYaml(yaml.toStdString(), "f", reader);
        QVERIFY2(root.ok(), root ? "" : root.error().c_str());
        QCOMPARE(QByteArray::fromStdString(jsonOf(reader, root.value(), "x").value_or("")), json);
    }

    void readsEveryEncoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = QStringLiteral("a: \u00fc\U0001f600\nb: 2\n");
        const auto encoded = [&](QStringConverter::Encoding encoding, bool mark) {
            QStringEncoder to(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
            return QByteArray(to(text));
        };
        for (const bool mark : {false, true}) {
            const char *ending = mark ? ", marked" : "";
            QTest::addRow("UTF-8%s", ending) << encoded(QStringConverter::Utf8, mark);
            QTest::addRow("UTF-16, little end first%s", ending) << encoded(QStringConverter::Utf16LE, mark);
            QTest::addRow("UTF-16, big end first%s", ending) << encoded(QStringConverter::Utf16BE, mark);
            QTest::addRow("UTF-32, little end first%s", ending) << encoded(QStringConverter::Utf32LE, mark);
            QTest::addRow("UTF-32, big end first%s", ending) << encoded(QStringConverter::Utf32BE, mark);
        }
        QTest::newRow("ends of lines of Windows") << text.toUtf8().replace("\n", "\r\n");
        QTest::newRow("ends of lines of old Macs") << text.toUtf8().replace("\n", "\r");
    }
    void readsEveryEncoding()
    {
        QFETCH(QByteArray, bytes);
        YamlReader reader("f");
        const auto root = parseYaml(bytes.toStdString(), "f", reader);
        QVERIFY2(root.ok(), root ? "" : root.error().c_str());
        QCOMPARE(QByteArray::fromStdString(jsonOf(reader, root.value(), "x").value_or("")),
                 QByteArray("{\"a\":\"\u00fc\U0001f600\",\"b\":2}"));
    }

    void saysWhyItIsNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("complaint");
        const auto row = [](const char *name, const QByteArray &bytes, const char *complaint) {
            QTest::newRow(name) << bytes << QByteArray(complaint);
        };
        row("a zero", QByteArray("a: 1\nb: x\0y\n", 11), "f:2:5: a control character (0x00)");
        row("a zero at the end", QByteArray("a: 1\n\0", 6), "f:2:1: a control character (0x00)");
        row("a zero in a key", QByteArray("a: 1\nma\0x: 2\n", 13), "f:2:3: a control character (0x00)");
        row("the end of a file of DOS", "a: 1\n\x1a", "f:2:1: a control character (0x1A)");
        row("Latin-1", "a: M\xfcller\n", "f:1:5: the byte 0xFC is no UTF-8; save the file as UTF-8");
        row("Latin-1 behind UTF-8", "a: \xc3\xbc\xfc\n", "f:1:5: the byte 0xFC is no UTF-8");
        row("Latin-1 in a remark", "a: 1 # M\xfcller\n", "f:1:9: the byte 0xFC is no UTF-8");
        row("a surrogate in UTF-8", "a: \xed\xa0\x80\n", "f:1:4: the byte 0xED is no UTF-8");
        row("an overlong character", "a: \xc0\xaf\n", "f:1:4: the byte 0xC0 is no UTF-8");
        row("a character cut off", "a: \xe2\x82", "f:1:4: the byte 0xE2 is no UTF-8");
        row("UTF-16 cut off",
            QByteArray("\xff\xfe"
                       "a\0:\0 \0b",
                       9),
            "f:1:4: the file is UTF-16 and broken or cut off here");
        row("half a pair of UTF-16",
            QByteArray("\xff\xfe\x00\xd8"
                       "a\0",
                       6),
            "f:1:1: the file is UTF-16 and broken");
        row("a tab", "a:\n\t- b: 1\n", "f:2:1: the line is indented with a tab; YAML takes spaces only");
        row("a tab among spaces", "a:\n  b: 1\n \tc: 2\n", "f:3:1: the line is indented with a tab");
        row("a file cut off", "a: 1\nb: {c: 1, d: [2\n", "Is the file cut off?");
        row("a long dash", "a:\n  \u2013 b: 1\n    c: 2\n", "f:2:1: the line begins with a dash that is none");
        row("a conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
            "f:2:1: the line is a mark of a merge conflict");
        row("Markdown", "```yaml\na: 1\n```\n", "f:1:1: the line is a mark of Markdown");
        row("levels without end", QByteArray(20'000, '['), "nested too deeply");
    }
    void saysWhyItIsNoText()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, complaint);
        YamlReader reader("f");
        const auto root = parseYaml(bytes.toStdString(), "f", reader);
        QVERIFY(!root.ok());
        QVERIFY2(QByteArray::fromStdString(root.error()).contains(complaint), root.error().c_str());
    }

    void readsTabsWhereTheyIndentNothing()
    {
        YamlReader reader("f");
        const auto root = parseYaml("{\n\t\"a\": [\n\t\t1,\t2]}\t# end\n\t\n", "f", reader);
        QVERIFY2(root.ok(), root ? "" : root.error().c_str());
        QCOMPARE(jsonOf(reader, root.value(), "x"), std::optional<std::string>("{\"a\":[1,2]}"));
    }

    void tellsOfTypography_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QByteArray>("warning");
        const auto row = [](const char *name, const char *yaml, const char *error, const char *warning = "") {
            QTest::newRow(name) << QByteArray(yaml) << QByteArray(error) << QByteArray(warning);
        };
        row("a key", "a: 1\n\u201cb\u201d: 2\n", "f:2:1: the key '\u201cb\u201d' is not read: typographic quotes");
        row("a key deep inside", "a: [{\u2018b\u2019: 2}]\n", "f:1:6: the key '\u2018b\u2019' is not read");
        row("a value", "a: \u201cb\u201d\n", "", "f:1:4: this value is not what it looks like: typographic quotes");
        row("half of a value", "a: b\u201d\n", "", "f:1:4: this value is not what it looks like");
        row("a blank before a key", "a:\n  \u00a0b: 1\n", "f:2:3: the key '\u00a0b' is not read: a character beside");
        row("a blank before a value", "a: \u00a0b\n", "", "f:1:4: this value is not what it looks like: a character");
        row("nothing that is seen", "\u200ba: b\n", "f:1:1: the key");
        row("within a text", "a: the \u201cb\u201d of c\n", "");
        row("in quotes", "a: '\u201cb\u201d'\n", "");
        row("other languages", "\u00fc: \u00e9\n", "");
    }
    void tellsOfTypography()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, error);
        QFETCH(QByteArray, warning);
        YamlReader reader("f");
        QVERIFY(parseYaml(yaml.toStdString(), "f", reader).ok());
        QVERIFY2(joined(reader.errors).contains(error) && reader.errors.empty() == error.isEmpty(),
                 joined(reader.errors).constData());
        QVERIFY2(joined(reader.warnings).contains(warning) && reader.warnings.empty() == warning.isEmpty(),
                 joined(reader.warnings).constData());
    }

    void saysWhatStandsTwice()
    {
        YamlReader reader("f");
        QVERIFY(parseYaml("a: 1\nb: 2\na: 3\n", "f", reader).ok());
        QCOMPARE(joined(reader.warnings),
                 QByteArray("f:3:1: 'a' stands twice; this one counts, not the one in line 1\n"));
    }

    void endsWithCirclesAndBombs()
    {
        YamlReader reader("f");
        QVERIFY(parseYaml("a: &a {<<: *a, b: 1}\n", "f", reader).ok());
        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            const std::string n = std::to_string(i);
            const std::string before = "*a" + std::to_string(i - 1);
            bomb += "a" + n + ": &a" + n + " [" + before;
            for (int k = 0; k < 9; ++k)
                bomb += ", " + before;
            bomb += "]\n";
        }
        const auto root = parseYaml(bomb, "f", reader);
        QVERIFY(root.ok());
        QVERIFY(!jsonOf(reader, root.value(), "x"));
    }

    void includesFiles()
    {
        const QTemporaryDir folder;
        write(folder.filePath("main.yaml"),
              "include: [part.yaml]\nmodel_list: [{model_name: a, litellm_params: {model: "
              "openai/gpt-4o}}]\nrouter_settings: {num_retries: 1}\n");
        write(folder.filePath("part.yaml"),
              "model_list:\n  - {model_name: b, litellm_params: {model: openai/gpt-4o, tpm: many}}\n"
              "router_settings: {num_retries: 5}\n");
        const auto broken = readConfigFile(folder.filePath("main.yaml").toStdString(), onePriceList());
        QVERIFY2(broken.ok(), broken ? "" : broken.error().c_str());
        QCOMPARE(broken->leftOut.size(), std::size_t(1));
        QVERIFY2(broken->leftOut[0].place.find("part.yaml:2:5") != std::string::npos, broken->leftOut[0].place.c_str());
        write(folder.filePath("part.yaml"), "model_list:\n  - {model_name: b, litellm_params: {model: openai/gpt-4o}}\n"
                                            "router_settings: {num_retries: 5}\nlitellm_settings: {num_retrys: 3}\n");
        const auto config = readConfigFile(folder.filePath("main.yaml").toStdString(), onePriceList());
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(2));
        QCOMPARE(config->rules.retries, 5);
        QCOMPARE(config->includedFiles.size(), std::size_t(1));
        QVERIFY(hasLine(config->warnings, "part.yaml:4:20: unknown key 'num_retrys'"));
        QVERIFY(hasLine(config->warnings, "'router_settings' takes the place of the one in "));
    }

    void saysWhichIncludeIsWrong_data()
    {
        QTest::addColumn<QByteArray>("main");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("complaint");
        QTest::newRow("missing") << QByteArray("a: 1\ninclude: [gone.yaml]\n") << QByteArray()
                                 << QByteArray("main.yaml:2:11: cannot read the included file");
        QTest::newRow("no YAML") << QByteArray("include: part.yaml\n") << QByteArray("a: [")
                                 << QByteArray("part.yaml:");
        QTest::newRow("a list") << QByteArray("include: part.yaml\n") << QByteArray("- a\n")
                                << QByteArray("must be a mapping");
    }
    void saysWhichIncludeIsWrong()
    {
        QFETCH(QByteArray, main);
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, complaint);
        const QTemporaryDir folder;
        write(folder.filePath("main.yaml"), main);
        write(folder.filePath("part.yaml"), part);
        const auto config = readConfigFile(folder.filePath("main.yaml").toStdString(), onePriceList());
        QVERIFY(!config.ok());
        QVERIFY2(QByteArray::fromStdString(config.error()).contains(complaint), config.error().c_str());
    }

    void readsNoFileTwice()
    {
        const QTemporaryDir folder;
        write(folder.filePath("main.yaml"), "include: [a.yaml, b.yaml]\n" + oneModel(""));
        write(folder.filePath("a.yaml"), "include: [b.yaml, main.yaml]\nrouter_settings: {num_retries: 1}\n");
        write(folder.filePath("b.yaml"), "include: a.yaml\nrouter_settings: {num_retries: 4}\n");
        const auto config = readConfigFile(folder.filePath("main.yaml").toStdString(), onePriceList());
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->deployments.size(), std::size_t(1));
        QCOMPARE(config->rules.retries, 4);
        QCOMPARE(config->includedFiles.size(), std::size_t(2));
        QVERIFY(hasLine(config->warnings, "a.yaml:1:19: "));
    }

    void anUploadReadsNoOtherFile()
    {
        const auto config = readYaml("include: [/etc/hostname]\n" + oneModel(""), Trust::Upload);
        QVERIFY(config.ok());
        QVERIFY(config->includedFiles.empty());
        QVERIFY(hasLine(config->warnings, "'include' is not followed"));
    }

    void findsTheNearestName_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("near");
        QTest::newRow("a letter too few") << "num_retrie"
                                          << "num_retries";
        QTest::newRow("two swapped") << "num_retreis"
                                     << "num_retries";
        QTest::newRow("another ending") << "num_retrys"
                                        << "num_retries";
        QTest::newRow("something else") << "observability"
                                        << "";
        QTest::newRow("short") << "xy"
                               << "";
    }
    void findsTheNearestName()
    {
        QFETCH(QString, key);
        QFETCH(QString, near);
        const std::string_view found = nearestName(key.toStdString(), {"num_retries", "timeout", "ab"});
        QCOMPARE(QString::fromUtf8(found.data(), static_cast<int>(found.size())), near);
    }
};

OSTIARY_TEST(tst_YamlTree)
#include "tst_yamltree.moc"
