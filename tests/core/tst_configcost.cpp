// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/configfile.h"
#include "server/core/litellmexchange.h"
#include "tests/support/testregistry.h"

#include <QtTest>

#include <atomic>
#include <cstdlib>
#include <new>

using namespace ostiary;

namespace {

std::atomic<std::int64_t> allocations{0};

} // namespace

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// Of <sanitizer/allocator_interface.h>, which GCC does not bring.
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*made)(const volatile void *, std::size_t),
                                                         void (*freed)(const volatile void *));
// The sanitizer's own allocator must stay in its place; it calls this for each allocation.
[[maybe_unused]] const int hooks = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void *, std::size_t) { ++allocations; }, [](const volatile void *) {});
#else
// Stand before the C++ library's, for this program and for the libraries it uses.
void *operator new(std::size_t size)
{
    ++allocations;
    if (void *made = std::malloc(size > 0 ? size : 1))
        return made;
    throw std::bad_alloc();
}
void operator delete(void *what) noexcept
{
    std::free(what);
}
void operator delete(void *what, std::size_t) noexcept
{
    std::free(what);
}
#endif

/// What an entry of a configuration costs does not grow with the number of entries.
class tst_ConfigCost : public QObject
{
    Q_OBJECT

    static std::string fileOf(int models, const std::string &entry)
    {
        std::string yaml = "x-shared: &shared {api_key: sk-test-upstream, api_base: \"http://127.0.0.1:9/v1\"}\n"
                           "credential_list: [{credential_name: c, credential_values: {api_key: sk-test-upstream}}]\n"
                           "model_list:\n";
        for (int i = 0; i < models; ++i)
            yaml += "  - model_name: m" + std::to_string(i) + "\n" + entry;
        return yaml;
    }
    template <typename Read>
    static std::int64_t allocationsOf(const std::string &yaml, const Read &read)
    {
        const std::int64_t before = allocations;
        read(yaml);
        return allocations - before;
    }

private Q_SLOTS:
    void isTheSameAmongMany_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::newRow("plain") << "    litellm_params: {model: openai/x, api_key: sk-test-upstream}\n";
        QTest::newRow("with facts") << "    litellm_params: {model: openai/x, api_key: sk-test-upstream}\n"
                                       "    model_info: {mode: chat, max_input_tokens: 1000}\n";
        QTest::newRow("merged") << "    litellm_params: {<<: *shared, model: openai/x}\n";
        QTest::newRow("of an alias") << "    litellm_params: *shared\n";
        QTest::newRow("in the wrong place")
            << "    rpm: 5\n    litellm_params: {model: openai/x, api_key: sk-test-upstream}\n";
        QTest::newRow("with a credential") << "    litellm_params: {model: openai/x, litellm_credential_name: c}\n";
        QTest::newRow("unusable") << "    litellm_params: {model: nobody-knows/x}\n";
    }
    void isTheSameAmongMany()
    {
        QFETCH(QString, entry);
        const PriceList prices;
        const auto read = [&](const std::string &yaml) {
            QVERIFY(readConfigText(yaml, "test.yaml", prices, Trust::Upload).ok());
        };
        const std::string one = entry.toStdString();
        read(fileOf(1, one)); // tables that are made once
        constexpr int kFew = 20, kMany = 160;
        const auto few = allocationsOf(fileOf(kFew, one), read), many = allocationsOf(fileOf(kMany, one), read);
        QVERIFY(few > kFew);
        QVERIFY2(many / kMany < 2 * few / kFew,
                 qPrintable(QString("%1 for each of few, %2 for each of many").arg(few / kFew).arg(many / kMany)));
    }
};

OSTIARY_TEST(tst_ConfigCost)
#include "tst_configcost.moc"
