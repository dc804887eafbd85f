// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/ownsection.h"

#include "server/core/litellm/guard.h"
#include "server/core/pricereader.h"
#include "server/providers/billedfeatures.h"

#include <algorithm>

namespace ostiary {

namespace {

std::optional<ListenAddress> readListen(YamlReader &reader, const YAML::Node &section, const char *key)
{
    const auto text = reader.text(section, key);
    if (!text)
        return std::nullopt;
    auto address = ListenAddress::parse(QString::fromStdString(*text));
    if (!address)
        reader.error(section[key], "'" + std::string(key) + "' must be ADDRESS:PORT, for example 127.0.0.1:4000");
    return address;
}

void readLimits(YamlReader &reader, const YAML::Node &section, HttpLimits &limits)
{
    if (!reader.isMap(section, "limits"))
        return;
    reader.checkKeys(section, "ostiary.limits",
                     {"request_line_bytes", "header_bytes", "header_fields", "body_bytes", "header_seconds",
                      "body_bytes_per_second", "bodies_under_way_bytes", "body_spool_bytes", "memory_bytes",
                      "idle_seconds", "write_stall_seconds", "connections", "connections_per_address",
                      "pipelined_bytes", "high_water_bytes", "low_water_bytes"});
    const auto size = [&](const char *key, std::size_t &to) {
        if (const auto value = reader.integer(section, key, 1, std::int64_t(1) << 40))
            to = static_cast<std::size_t>(*value);
    };
    const auto count = [&](const char *key, int &to) {
        if (const auto value = reader.integer(section, key, 1, 1'000'000))
            to = static_cast<int>(*value);
    };
    const auto time = [&](const char *key, std::chrono::milliseconds &to) {
        if (const auto value = reader.milliseconds(section, key))
            to = std::chrono::milliseconds(*value);
    };
    size("request_line_bytes", limits.requestLine);
    size("header_bytes", limits.header);
    size("header_fields", limits.fields);
    size("body_bytes", limits.body);
    size("bodies_under_way_bytes", limits.bodiesUnderWay);
    size("memory_bytes", limits.memory);
    if (const auto spool = reader.integer(section, "body_spool_bytes", 0, std::int64_t(1) << 40))
        limits.bodySpool = static_cast<std::size_t>(*spool);
    if (limits.bodiesUnderWay > 0 && limits.bodiesUnderWay / 4 * 3 < limits.body)
        reader.error(section, "'bodies_under_way_bytes' must be four thirds of 'body_bytes' at least");
    size("body_bytes_per_second", limits.bodyBytesPerSecond);
    size("pipelined_bytes", limits.pipelinedBytes);
    size("high_water_bytes", limits.highWater);
    size("low_water_bytes", limits.lowWater);
    count("connections", limits.connections);
    count("connections_per_address", limits.connectionsPerAddress);
    time("header_seconds", limits.headerTime);
    time("idle_seconds", limits.idle);
    time("write_stall_seconds", limits.writeStall);
    if (limits.lowWater >= limits.highWater)
        reader.error(section, "'low_water_bytes' must be less than 'high_water_bytes'");
}

void readCors(YamlReader &reader, const YAML::Node &section, CorsPolicy &cors)
{
    if (!reader.isMap(section, "cors"))
        return;
    reader.checkKeys(section, "ostiary.cors", {"allow_origins", "allow_credentials"});
    for (const std::string &text : reader.texts(section, "allow_origins")) {
        if (auto origin = originOf(text))
            cors.origins.push_back(*std::move(origin));
        else
            reader.error(section["allow_origins"],
                         "'" + text + "' is no origin; write it as https://example.org, or '*'");
    }
    cors.credentials = reader.flag(section, "allow_credentials").value_or(false);
    if (cors.credentials && std::find(cors.origins.begin(), cors.origins.end(), "*") != cors.origins.end())
        reader.error(section, "'allow_credentials' needs the origins by name, not '*'");
}

} // namespace

void readOwnSection(YamlReader &reader, const YAML::Node &section, FileConfig &config)
{
    if (!reader.isMap(section, "ostiary"))
        return;
    reader.checkKeys(section, "ostiary",
                     {"listen", "admin_listen", "tls", "limits", "ledger_durability", "default_max_output_tokens",
                      "default_price", "drain_after_client_gone", "discover", "accept_unprotected", "accept_unpriced",
                      "cors"});
    readAcceptUnprotected(reader, section, config);
    config.listen = readListen(reader, section, "listen");
    config.adminListen = readListen(reader, section, "admin_listen");
    readLimits(reader, section["limits"], config.limits);
    readCors(reader, section["cors"], config.cors);
    if (const YAML::Node tls = section["tls"]; reader.isMap(tls, "tls")) {
        reader.checkKeys(tls, "ostiary.tls", {"certificate", "key"});
        config.tlsCertificate = QString::fromStdString(reader.text(tls, "certificate").value_or(""));
        config.tlsKey = QString::fromStdString(reader.text(tls, "key").value_or(""));
        if (config.tlsCertificate.isEmpty() || config.tlsKey.isEmpty())
            reader.error(tls, "'tls' needs both 'certificate' and 'key' (PEM files)");
    }
    if (const auto durability = reader.text(section, "ledger_durability")) {
        if (*durability != "process" && *durability != "power")
            reader.error(section["ledger_durability"], "'ledger_durability' must be 'process' or 'power'");
        config.durability = *durability == "power" ? Durability::Power : Durability::Process;
    }
    if (const auto most = reader.integer(section, "default_max_output_tokens", 1, 100'000'000))
        config.gateway.defaultMaxOutput = *most;
    for (const std::string &name : reader.texts(section, "accept_unpriced"))
        config.gateway.acceptUnpriced.insert(foldedName(name));
    if (const auto patience = reader.milliseconds(section, "drain_after_client_gone"))
        config.gateway.drainAfterGone = std::chrono::milliseconds(*patience);
    if (const YAML::Node price = section["default_price"]; reader.isMap(price, "default_price")) {
        for (const auto &entry : price) {
            if (!isLiteLlmPrice(entry.first.Scalar()))
                reader.warning(entry.first, "unknown key '" + entry.first.Scalar() + "' in ostiary.default_price");
        }
        const auto given = readPrices(reader, price);
        auto whole = completed(given ? *given : nothingGiven(), {});
        if (!whole) {
            reader.error(price, "'default_price' needs '" + std::string(whole.error()->liteLlm) + "'");
        } else {
            whole->source = "default price of the configuration";
            config.defaultPrice = std::make_shared<PriceCard>(std::move(whole).value());
        }
    }
    config.discover = reader.flag(section, "discover").value_or(false);
}

} // namespace ostiary
