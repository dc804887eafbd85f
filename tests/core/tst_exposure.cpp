// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/exposure.h"
#include "server/core/keygatekeeper.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testregistry.h"

#include <QtTest>

using namespace ostiary;

namespace {

constexpr const char *kMaster = "sk-test-master-0123456789";

/// The door with a master key and one virtual key.
struct Door
{
    FakeClock clock;
    Budget budget{clock};
    RateLimiter limiter{clock};
    KeyRing keys{clock, budget, limiter};
    Metrics metrics;
    GuessGuard guesses{clock};
    RefusedCalls refusedCalls{clock};
    HeadRefusals headRefusals{clock};
    KeyGatekeeper gatekeeper{keys, limiter, metrics, refusedCalls, headRefusals, guesses};

    explicit Door(const char *master = kMaster)
    {
        keys.setMasterKey(sha256(master), "sk-...", std::string_view(master).size() < kLeastMasterKeyBytes);
        VirtualKey key;
        key.id = 1;
        key.digest = sha256("sk-test-key-0123456789");
        keys.put(key);
    }
    /// The status: 200 where the door opens.
    int ask(const char *path, const std::string &key, const char *peer, bool secure = true)
    {
        HttpRequest request;
        request.setStart("GET", path);
        request.addField("authorization", "Bearer " + key);
        request.setCredential(request.fields().front(), 7);
        request.peerAddress = peer;
        request.secure = secure;
        const auto admitted = gatekeeper.admit(
            request, std::string_view(path).starts_with("/v1") ? Permission::Inference : Permission::Admin);
        return admitted ? 200 : admitted.error().status;
    }
    void guess(const char *path, const char *peer, int times)
    {
        for (int i = 0; i < times; ++i)
            ask(path, "sk-test-guess-" + std::to_string(i), peer);
    }
};

} // namespace

class tst_Exposure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesWhereItListens_data()
    {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<QString>("admin");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("weak");
        QTest::addColumn<QString>("accepted");
        QTest::addColumn<QString>("refused"); // the word that would let it start, or empty
        QTest::addColumn<int>("warnings");
        const auto row = [](const char *name, const char *listen, const char *admin, bool tls, bool weak,
                            const char *accepted, const char *refused, int warnings) {
            QTest::newRow(name) << QString(listen) << QString(admin) << tls << weak << QString(accepted)
                                << QString(refused) << warnings;
        };
        const char *here = "127.0.0.1:4000", *all = "0.0.0.0:4000";
        row("on loopback", here, here, false, false, "", "", 0);
        row("on the other loopback", "[::1]:4000", here, false, false, "", "", 0);
        row("on loopback with a weak key", here, here, false, true, "", "", 1);
        row("clients beyond", all, here, false, false, "", "", 1);
        row("clients beyond with TLS", all, here, true, false, "", "", 0);
        row("clients beyond with a weak key", all, here, true, true, "", "weak_master_key", 0);
        row("clients beyond with a weak key, accepted", all, here, true, true, "weak_master_key", "", 1);
        row("everything beyond", all, all, false, false, "", "plain_admin_listener", 1);
        row("everything beyond with TLS", all, all, true, false, "", "", 0);
        row("the administration beyond", here, "[::]:4001", false, false, "", "plain_admin_listener", 0);
        row("the administration beyond, accepted", here, all, false, false, "plain_admin_listener", "", 1);
        row("the administration beyond with a weak key", here, all, true, true, "", "weak_master_key", 0);
        row("another word", here, all, false, false, "weak_master_key", "plain_admin_listener", 0);
    }
    void judgesWhereItListens()
    {
        QFETCH(QString, listen);
        QFETCH(QString, admin);
        QFETCH(bool, tls);
        QFETCH(bool, weak);
        QFETCH(QString, accepted);
        QFETCH(QString, refused);
        QFETCH(int, warnings);
        Exposure exposure{*ListenAddress::parse(listen), *ListenAddress::parse(admin), tls, weak, {}};
        if (!accepted.isEmpty())
            exposure.accepted.insert(accepted.toStdString());
        const ExposureVerdict verdict = judgeExposure(exposure);
        QCOMPARE(verdict.errors.empty(), refused.isEmpty());
        if (!refused.isEmpty())
            QVERIFY2(QString::fromStdString(verdict.errors.front()).contains(refused), verdict.errors.front().c_str());
        QCOMPARE(int(verdict.warnings.size()), warnings);
    }

    void guessesAtTheAdminKeyAreSlowed()
    {
        Door door;
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1"), 200);
        door.guess("/key/list", "192.0.2.1", GuessGuard::kFree + 1);
        QCOMPARE(door.ask("/key/list", "sk-test-guess-next", "192.0.2.1"), 429);
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1"), 429); // not looked at either
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.2"), 200); // from elsewhere at once
        QCOMPARE(door.ask("/v1/models", "sk-test-key-0123456789", "192.0.2.1"), 200);
        QCOMPARE(door.ask("/v1/models", kMaster, "192.0.2.1"), 200);
        door.clock.advanceSeconds(1);
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1"), 200);
        QVERIFY(door.metrics.text().find("gateway_admin_key_guesses_total{outcome=\"wrong\"} 5") != std::string::npos);
        QVERIFY(door.metrics.text().find("gateway_admin_key_guesses_total{outcome=\"slowed\"} 2") != std::string::npos);
    }

    void knownKeysAreNoGuesses()
    {
        Door door;
        for (int i = 0; i < 50; ++i)
            QCOMPARE(door.ask("/key/list", "sk-test-key-0123456789", "192.0.2.1"), 403);
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1"), 200);
    }

    void wrongKeysForModelsSlowNobody()
    {
        Door door;
        door.guess("/v1/models", "192.0.2.1", 50);
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1"), 200);
    }

    void aWeakAdminKeyIsGuardedOnEveryRoute()
    {
        Door door("sk-1234");
        door.guess("/v1/models", "192.0.2.1", GuessGuard::kFree + 1);
        QCOMPARE(door.ask("/v1/models", "sk-1234", "192.0.2.1"), 401); // as a wrong one
        QCOMPARE(door.ask("/v1/models", "sk-test-key-0123456789", "192.0.2.1"), 200);
        QCOMPARE(door.ask("/v1/models", "sk-1234", "192.0.2.2"), 200);
        door.guess("/v1/models", "127.0.0.1", 50);
        QCOMPARE(door.ask("/v1/models", "sk-1234", "127.0.0.1"), 200); // this machine knows it anyway
    }

    void theAdminKeyIsNotTakenInTheClearFromElsewhere()
    {
        Door door;
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1", false), 403);
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1", true), 200);
        QCOMPARE(door.ask("/key/list", kMaster, "127.0.0.1", false), 200);
        QCOMPARE(door.ask("/v1/models", "sk-test-key-0123456789", "192.0.2.1", false), 200);
        door.gatekeeper.setPlainAdministration(true);
        QCOMPARE(door.ask("/key/list", kMaster, "192.0.2.1", false), 200);
    }

    void aKeyCallsOnlyItsRoutes()
    {
        Door door;
        VirtualKey key;
        key.id = 2;
        key.digest = sha256("sk-test-narrow-0123456789");
        key.allowedRoutes = {"/v1/embeddings"};
        door.keys.put(key);
        QCOMPARE(door.ask("/v1/embeddings", "sk-test-narrow-0123456789", "127.0.0.1"), 200);
        QCOMPARE(door.ask("/v1/chat/completions", "sk-test-narrow-0123456789", "127.0.0.1"), 403);
    }
};

OSTIARY_TEST(tst_Exposure)
#include "tst_exposure.moc"
