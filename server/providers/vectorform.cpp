// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/vectorform.h"

#include "models/domain/gatewayerror.h"

#include <QByteArray>
#include <QtEndian>

#include <simdjson.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace ostiary {

namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kFloatBytes = 4;

/// The list as Base64; empty when it holds something that is no number.
std::string encoded(dom::array numbers)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(numbers.size() * kFloatBytes));
    for (const dom::element entry : numbers) {
        double number = 0;
        if (entry.get_double().get(number))
            return {};
        const auto bits = qToLittleEndian(std::bit_cast<std::uint32_t>(static_cast<float>(number)));
        bytes.append(reinterpret_cast<const char *>(&bits), kFloatBytes);
    }
    return bytes.toBase64().toStdString();
}

/// The text as a list of numbers; empty when it is no Base64 of floats.
std::string decoded(std::string_view text)
{
    const auto bytes =
        QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())),
                                       QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || (*bytes).size() % qsizetype(kFloatBytes) != 0)
        return {};
    std::string out = "[";
    for (qsizetype at = 0; at < (*bytes).size(); at += qsizetype(kFloatBytes)) {
        const float number = std::bit_cast<float>(qFromLittleEndian<std::uint32_t>((*bytes).constData() + at));
        if (at > 0)
            out += ',';
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        out += std::isfinite(number) ? std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()))
                                     : std::string_view("null");
    }
    return out + "]";
}

std::string vectorIn(VectorForm form, dom::element vector)
{
    std::string_view text;
    dom::array numbers;
    if (form == VectorForm::Base64 && vector.get_array().get(numbers) == simdjson::SUCCESS) {
        if (std::string base64 = encoded(numbers); !base64.empty())
            return '"' + base64 + '"';
    } else if (form == VectorForm::Numbers && vector.get_string().get(text) == simdjson::SUCCESS) {
        if (std::string list = decoded(text); !list.empty())
            return list;
    }
    return simdjson::minify(vector);
}

std::string entryIn(VectorForm form, dom::element entry, std::size_t position)
{
    dom::object object;
    if (entry.get_object().get(object))
        return simdjson::minify(entry);
    std::string out = "{";
    bool indexed = false;
    for (const dom::key_value_pair field : object) {
        indexed = indexed || field.key == "index";
        out += (out.size() > 1 ? "," : "") + jsonQuoted(field.key) + ":" +
               (field.key == "embedding" ? vectorIn(form, field.value) : std::string(simdjson::minify(field.value)));
    }
    if (!indexed)
        out += (out.size() > 1 ? "," : "") + std::string("\"index\":") + std::to_string(position);
    return out + "}";
}

} // namespace

VectorForm vectorFormAsked(std::string_view request)
{
    dom::parser parser;
    dom::element root;
    std::string_view asked;
    if (request.find("encoding_format") == std::string_view::npos ||
        parser.parse(request.data(), request.size()).get(root) || root["encoding_format"].get_string().get(asked))
        return VectorForm::Numbers;
    return asked == "base64" ? VectorForm::Base64 : asked == "float" ? VectorForm::Numbers : VectorForm::Other;
}

std::string withVectors(std::string_view answer, VectorForm form)
{
    dom::parser parser;
    dom::object root;
    if (parser.parse(answer.data(), answer.size()).get_object().get(root))
        return std::string(answer);
    std::string out = "{";
    for (const dom::key_value_pair field : root) {
        dom::array entries;
        out += (out.size() > 1 ? "," : "") + jsonQuoted(field.key) + ":";
        if (field.key != "data" || field.value.get_array().get(entries)) {
            out += simdjson::minify(field.value);
            continue;
        }
        out += '[';
        std::size_t position = 0;
        for (const dom::element entry : entries) {
            if (position > 0)
                out += ',';
            out += entryIn(form, entry, position++);
        }
        out += ']';
    }
    return out + "}";
}

} // namespace ostiary
