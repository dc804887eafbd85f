// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/policy/modelmode.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

class tst_ModelMode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesChatsOfEmbeddings_data()
    {
        QTest::addColumn<QStringList>("modes");
        QTest::addColumn<int>("surface");
        QTest::addColumn<bool>("refused");
        const auto row = [](const char *name, const QStringList &modes, Surface surface, bool refused) {
            QTest::newRow(name) << modes << static_cast<int>(surface) << refused;
        };
        row("a chat with a chat model", {"chat"}, Surface::Chat, false);
        row("a chat with embeddings", {"embedding"}, Surface::Chat, true);
        row("a completion with embeddings", {"embedding", "embedding"}, Surface::Completion, true);
        row("embeddings with embeddings", {"embedding"}, Surface::Embedding, false);
        row("embeddings with a chat model", {"chat"}, Surface::Embedding, false);
        row("one of several can chat", {"embedding", "chat"}, Surface::Chat, false);
        row("a mode of another kind", {"image_generation"}, Surface::Chat, false);
        row("responses are chats, too", {"responses"}, Surface::Chat, false);
        row("nowhere to go", {}, Surface::Chat, false);
    }
    void refusesChatsOfEmbeddings()
    {
        QFETCH(QStringList, modes);
        QFETCH(int, surface);
        QFETCH(bool, refused);
        Model model;
        model.name = "m";
        for (const QString &mode : modes) {
            auto deployment = std::make_shared<Deployment>();
            deployment->mode = mode.toStdString();
            Target target;
            target.deployment = deployment;
            model.targets.push_back(target);
        }
        const auto refusal = refusalByMode(model, static_cast<Surface>(surface));
        QCOMPARE(refusal.has_value(), refused);
        if (refusal) {
            QCOMPARE(refusal->status, 400);
            QVERIFY(refusal->publicText.find("/v1/embeddings") != std::string::npos);
        }
    }
};

OSTIARY_TEST(tst_ModelMode)
#include "tst_modelmode.moc"
