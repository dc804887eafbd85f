// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many rows a second the ledger's writer takes: `bench_ledger [ROWS]`. Compare figures of one machine and one run
// only.
#include "server/store/recordwriter.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <string>

using namespace ostiary;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int rows = argc > 1 ? std::atoi(argv[1]) : 200'000;
    const QTemporaryDir folder;
    RecordWriter::Setup setup;
    setup.ledgerFile = folder.filePath(QStringLiteral("ledger.db"));
    setup.journalFile = folder.filePath(QStringLiteral("inflight.journal"));
    auto writer = RecordWriter::start(setup);
    if (!writer) {
        std::fprintf(stderr, "%s\n", writer.error().c_str());
        return 1;
    }
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rows;) {
        UsageRecord record;
        record.startedMs = 1'800'000'000'000 + i / 10;
        record.requestId = RequestId::generate(record.startedMs);
        record.attempt = 1;
        record.keyId = 1 + i % 20;
        record.userId = "user-" + std::to_string(i % 20);
        record.teamId = std::string_view("team");
        record.model = "model-" + std::to_string(i % 5);
        record.upstreamModel = record.model.view();
        record.deployment = std::string_view("deployment");
        record.provider = std::string_view("openai");
        record.usage.prompt = 100 + i % 1000;
        record.usage.completion = 50;
        record.cost = record.requestCost = record.hold = Money::fromNano(1000 + i);
        record.priced = record.final = true;
        record.state = RecordState::Settled;
        record.status = record.upstreamStatus = 200;
        record.totalUs = 1500 + i % 700;
        record.ttftUs = 900;
        record.overheadUs = 40;
        record.reason = std::string_view("the only one in service");
        const int slot = writer.value()->open(record);
        if (slot < 0) { // the journal is full: as fast as the ledger takes them
            writer.value()->flush();
            continue;
        }
        writer.value()->close(slot, record, {});
        ++i;
    }
    writer.value()->flush();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%.0f rows/s\n", rows / took.count());
    return 0;
}
