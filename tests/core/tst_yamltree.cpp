// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/includes.h"
#include "server/core/litellm/yamljson.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/yamlreader.h"
#include "tests/support/configreading.h"
#include "tests/support/testregistry.h"

#include <QFile>
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
