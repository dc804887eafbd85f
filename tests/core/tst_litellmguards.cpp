// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/checkreport.h"
#include "server/core/litellm/reference.h"
#include "server/core/litellm/setting.h"
#include "tests/support/configreading.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QtTest>

#include <set>

using namespace ostiary;

/// Settings that protect, what `check` says, and the page of all settings.
class tst_LiteLlmGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesToStartUnprotected_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *name, const char *text) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(name);
        };
        row("allowed_ips", "general_settings: {allowed_ips: [10.0.0.1]}\n");
        row("custom_auth", "general_settings: {custom_auth: my.auth}\n");
        row("enforce_user_param", "general_settings: {enforce_user_param: true}\n");
        row("enable_jwt_auth", "general_settings: {enable_jwt_auth: true}\n");
        row("enable_oauth2_auth", "general_settings: {enable_oauth2_auth: true}\n");
        row("enforced_params", "general_settings: {enforced_params: [user]}\n");
        row("admin_only_routes", "general_settings: {admin_only_routes: [/v1/embeddings]}\n");
        row("allowed_routes", "general_settings: {allowed_routes: [/v1/embeddings]}\n");
        row("global_max_parallel_requests", "general_settings: {global_max_parallel_requests: 5}\n");
        row("custom_key_generate", "general_settings: {custom_key_generate: my.keys}\n");
        row("guardrails", "guardrails: [{guardrail_name: g}]\n");
        row("policies", "policies: {a: {guardrails: [g]}}\n");
        row("blocked_user_list", "litellm_settings: {blocked_user_list: [u]}\n");
        row("banned_keywords_list", "litellm_settings: {banned_keywords_list: [w]}\n");
        row("max_end_user_budget", "litellm_settings: {max_end_user_budget: 0.1}\n");
        row("upperbound_key_generate_params", "litellm_settings: {upperbound_key_generate_params: {max_budget: 1}}\n");
        row("provider_budget_config", "router_settings: {provider_budget_config: {openai: {budget_limit: 1}}}\n");
        row("callbacks", "litellm_settings: {callbacks: [prometheus, presidio]}\n");
        row("guardrails", "router_settings: {default_litellm_params: {guardrails: [g]}}\n");
        row("max_budget", "credential_list: [{credential_name: c, credential_values: {api_key: k, max_budget: 1}}]\n");
        row("max_budget", "model_list: [{model_name: a, litellm_params: {model: openai/gpt-4o, max_budget: 1}}]\n");
    }
    void refusesToStartUnprotected()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, name);
        const auto refused = readYaml(text);
        QVERIFY2(refused.ok(), refused ? "" : refused.error().c_str());
        QCOMPARE(refused->refusals.size(), std::size_t(1));
        QVERIFY(hasLine(refused->refusals, ("'" + name + "' is not honoured yet").constData()));
        QVERIFY(hasLine(refused->refusals, "config.yaml:1:"));
        const auto accepted = readYaml(text + "ostiary: {accept_unprotected: [" + name + "]}\n");
        QVERIFY(accepted.ok());
        QVERIFY(accepted->refusals.empty());
        QVERIFY(hasLine(accepted->warnings, ("'" + name + "' is not honoured yet").constData()));
        const auto other = readYaml(text + "ostiary: {accept_unprotected: [role_permissions]}\n");
        QVERIFY(other.ok());
        QCOMPARE(other->refusals.size(), std::size_t(1));
        const auto uploaded = readYaml(text, Trust::Upload);
        QVERIFY(uploaded.ok());
        QVERIFY(uploaded->refusals.empty());
        QVERIFY(hasLine(uploaded->warnings, name.constData()));
    }

    void findsThemInTheWrongSection()
    {
        QCOMPARE(readYaml("litellm_settings: {allowed_ips: [10.0.0.1]}\n")->refusals.size(), std::size_t(1));
        QCOMPARE(readYaml("allowed_ips: [10.0.0.1]\n")->refusals.size(), std::size_t(1));
        QCOMPARE(readYaml("general_settings: {guardrails: [a]}\n")->refusals.size(), std::size_t(1));
    }

    void whatIsOffDoesNotRefuse()
    {
        const auto config =
            readYaml("general_settings: {allowed_ips: [], custom_auth: null, enforce_user_param: false, "
                     "global_max_parallel_requests: }\nguardrails: []\n");
        QVERIFY(config.ok());
        QVERIFY2(config->refusals.empty(), joined(config->refusals).constData());
    }

    void knowsWhatIsNotWanted_data()
    {
        QTest::addColumn<QByteArray>("setting");
        QTest::addColumn<bool>("refused");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char *setting, bool refused, const char *told = "") {
            QTest::newRow(setting) << QByteArray(setting) << refused << QByteArray(told);
        };
        row("global_max_parallel_requests: 0", false, "'0', which counts as not given");
        row("global_max_parallel_requests: ' 0 '", false, "' 0 ', which counts as not given");
        row("global_max_parallel_requests: unlimited", false, "'unlimited', which counts as not given");
        row("global_max_parallel_requests: None", false, "'None', which counts as not given");
        row("global_max_parallel_requests: ''", true);
        row("global_max_parallel_requests: null", false);
        row("global_max_parallel_requests: 5", true);
        row("global_max_parallel_requests: many", true);
        row("max_in_flight_requests_per_worker: 0", false, "'0', which counts as not given");
        row("max_end_user_budget: 0", true);
        row("max_end_user_budget: inf", false);
        row("max_user_budget: none", false);
        row("default_api_key_rpm_limit: 0", true);
        row("enforce_user_param: 0", false);
        row("enforce_user_param: '0'", false);
        row("enforce_user_param: ' No '", false);
        row("enforce_user_param: 1", true);
        row("enforce_user_param: none", true);
        row("allowed_ips: ' '", true);
        row("allowed_ips: []", false, "'allowed_ips' is empty and protects nothing");
        row("enforced_params: ''", false, "'enforced_params' is empty and protects nothing");
        row("enforced_params: []", false);
        row("allowed_ips: none", true);
        row("allowed_ips: ['']", true);
        row("guardrails: none", true);
    }
    void knowsWhatIsNotWanted()
    {
        QFETCH(QByteArray, setting);
        QFETCH(bool, refused);
        QFETCH(QByteArray, told);
        const bool ofKeys = setting.startsWith("default_api_key");
        const auto config = readYaml(ofKeys ? oneModel(setting) : "general_settings:\n  " + setting + "\n");
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        QCOMPARE(config->refusals.size(), std::size_t(refused ? 1 : 0));
        const QByteArray all = joined(config->warnings) + joined(config->notes);
        QVERIFY2(all.contains(told), all.constData());
    }

    void checkSumsUp_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("strict");
        QTest::addColumn<bool>("good");
        QTest::addColumn<QByteArray>("part");
        const QByteArray good = oneModel("");
        QTest::newRow("good") << good << false << true
                              << QByteArray("good. 1 deployment is offered, 0 entries are not");
        QTest::newRow("a warning") << good + "zzz: 1\n" << false << true << QByteArray("1 warning, 0 notes");
        QTest::newRow("a warning, strictly") << good + "zzz: 1\n"
                                             << true << false << QByteArray("error: config.yaml:2:1: unknown");
        QTest::newRow("a note, strictly") << good + "general_settings: {database_url: x}\n"
                                          << true << true << QByteArray("note: config.yaml:2:20: 'database_url'");
        QTest::newRow("no model") << QByteArray("model_list: []\n") << false << false
                                  << QByteArray("no model of it can be used");
        QTest::newRow("no usable model") << QByteArray(
                                                "model_list: [{model_name: a, litellm_params: {model: bedrock/x}}]\n")
                                         << false << false << QByteArray("Not offered:\n  a  bedrock/x  provider");
        QTest::newRow("a refusal") << good + "guardrails: [{a: b}]\n"
                                   << false << false << QByteArray("refused: config.yaml:2:1: 'guardrails'");
        QTest::newRow("an alias") << good + "router_settings: {model_group_alias: {n: {model: m, hidden: true}}}\n"
                                  << false << true << QByteArray("  n  alias of m     hidden\n");
    }
    void checkSumsUp()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, strict);
        QFETCH(bool, good);
        QFETCH(QByteArray, part);
        const auto config = readYaml(text);
        QVERIFY2(config.ok(), config ? "" : config.error().c_str());
        const CheckReport report = reportOf(*config, "config.yaml", strict);
        QVERIFY2(QByteArray::fromStdString(report.text).contains(part), report.text.c_str());
        QCOMPARE(report.good, good);
    }

    void everySettingStandsOnce()
    {
        for (const Section section : kSections) {
            std::set<std::string_view> names;
            for (const Setting &setting : settingsOf(section)) {
                QVERIFY2(names.insert(setting.name).second, std::string(setting.name).c_str());
                QVERIFY2(setting.note.find('|') == std::string_view::npos, "a note would break its table");
                QVERIFY2(setting.support != Support::Guarded || !setting.note.empty(),
                         ("no reason is given for " + std::string(setting.name)).c_str());
            }
            QVERIFY(!names.empty());
        }
    }

    void thePageIsTheTable()
    {
        QFile page(QStringLiteral(OSTIARY_SOURCE "/docs/litellm.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        QVERIFY2(page.readAll() == QByteArray::fromStdString(liteLlmReference()),
                 "docs/litellm.md is not what the tables say: ostiaryd settings-reference > docs/litellm.md");
    }
};

OSTIARY_TEST(tst_LiteLlmGuards)
#include "tst_litellmguards.moc"
