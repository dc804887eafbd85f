// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricing.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QtTest>

using namespace ostiary;

class tst_Pricing : public QObject
{
    Q_OBJECT

    static Outcome<PriceList> shipped()
    {
        QFile file(QStringLiteral(OSTIARY_PRICES));
        if (!file.open(QIODevice::ReadOnly))
            return std::string("cannot read the list");
        return PriceList::fromJson(file.readAll().toStdString());
    }

private Q_SLOTS:
    void theShippedListKnowsTheProvidersModels_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("model");
        QTest::addColumn<qlonglong>("inputPico");
        QTest::addColumn<qlonglong>("outputPico");
        QTest::newRow("gpt-4o") << "openai"
                                << "gpt-4o" << 2'500'000LL << 10'000'000LL;
        QTest::newRow("a dated name") << "openai"
                                      << "gpt-4o-2024-08-06" << 2'500'000LL << 10'000'000LL;
        QTest::newRow("embedding") << "openai"
                                   << "text-embedding-3-small" << 20'000LL << 0LL;
        QTest::newRow("claude") << "anthropic"
                                << "claude-sonnet-5" << 3'000'000LL << 15'000'000LL;
        QTest::newRow("mistral") << "mistral"
                                 << "mistral-small-latest" << 100'000LL << 300'000LL;
    }
    void theShippedListKnowsTheProvidersModels()
    {
        QFETCH(QString, provider);
        QFETCH(QString, model);
        QFETCH(qlonglong, inputPico);
        QFETCH(qlonglong, outputPico);
        const auto list = shipped();
        QVERIFY2(list.ok(), list ? "" : list.error().c_str());
        const ModelFacts *facts = list->find(provider.toStdString(), model.toStdString());
        QVERIFY(facts);
        QVERIFY(facts->price);
        QCOMPARE(qlonglong(facts->price->inputPico), inputPico);
        QCOMPARE(qlonglong(facts->price->outputPico), outputPico);
        QVERIFY(facts->price->version > 20'000'000);
    }

    void whatIsNotListedHasNoPrice()
    {
        const auto list = shipped();
        QVERIFY(list.ok());
        QCOMPARE(list->find("openai", "gpt-99"), nullptr);
        QCOMPARE(list->find("nobody", "gpt-4o"), nullptr);
    }

    void brokenListsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no models") << QByteArray("{\"models\":[]}");
        QTest::newRow("a price that is no number")
            << QByteArray(R"({"models":[{"provider":"a","id":"b","input":"cheap","output":"1"}]})");
        QTest::newRow("a price without its other half")
            << QByteArray(R"({"models":[{"provider":"a","id":"b","input":"1"}]})");
    }
    void brokenListsAreRefused()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!PriceList::fromJson(json.toStdString()).ok());
    }
};

OSTIARY_TEST(tst_Pricing)
#include "tst_pricing.moc"
