// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/yamljson.h"

#include "models/domain/gatewayerror.h"
#include "server/core/litellm/yamltree.h"
#include "server/core/yamlreader.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr int kDeepest = 40;
constexpr std::size_t kLongest = 256 * 1024;

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::string numberOf(std::string text)
{
    text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
    std::string_view rest = text;
    std::string out;
    if (rest.starts_with('-') || rest.starts_with('+')) {
        if (rest.front() == '-')
            out = "-";
        rest.remove_prefix(1);
    }
    const std::size_t exponentAt = rest.find_first_of("eE");
    std::string_view mantissa = rest.substr(0, exponentAt);
    std::string exponent;
    if (exponentAt != std::string_view::npos) {
        std::string_view digits = rest.substr(exponentAt + 1);
        if (digits.starts_with('-') || digits.starts_with('+')) {
            exponent = digits.front() == '-' ? "e-" : "e";
            digits.remove_prefix(1);
        } else {
            exponent = "e";
        }
        if (!isDigits(digits))
            return {};
        exponent += digits;
    }
    const std::size_t point = mantissa.find('.');
    const std::string_view whole = mantissa.substr(0, point);
    const std::string_view part = point == std::string_view::npos ? std::string_view() : mantissa.substr(point + 1);
    if ((whole.empty() && part.empty()) || (!whole.empty() && !isDigits(whole)) || (!part.empty() && !isDigits(part)))
        return {};
    if (whole.size() > 1 && whole.front() == '0')
        return {}; // leading zeros are what an identifier has
    out += whole.empty() ? "0" : std::string(whole);
    if (!part.empty())
        out += "." + std::string(part);
    return out + exponent;
}

namespace {

std::string scalarJson(const std::string &text, bool plain)
{
    if (plain) {
        if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
            return "null";
        bool flag = false;
        if (text.size() > 1 && YAML::convert<bool>::decode(YAML::Node(text), flag))
            return flag ? "true" : "false";
        if (std::string number = numberOf(text); !number.empty())
            return number;
    }
    return jsonQuoted(text);
}

bool append(YamlReader &reader, const YAML::Node &node, const char *name, int depth, std::string &out)
{
    if (depth > kDeepest || out.size() > kLongest)
        return false;
    if (!node || node.IsNull()) {
        out += "null";
    } else if (node.IsScalar()) {
        const auto text = reader.value(node, name, Wrong::Warns);
        if (!text)
            return false;
        out += scalarJson(*text, isPlain(node));
    } else if (node.IsSequence()) {
        out += '[';
        const char *comma = "";
        for (const YAML::Node &entry : node) {
            out += std::exchange(comma, ",");
            if (!append(reader, entry, name, depth + 1, out))
                return false;
        }
        out += ']';
    } else {
        out += '{';
        const char *comma = "";
        for (const auto &entry : node) {
            out += std::exchange(comma, ",") + jsonQuoted(entry.first.Scalar()) + ":";
            if (!append(reader, entry.second, name, depth + 1, out))
                return false;
        }
        out += '}';
    }
    return true;
}

} // namespace

std::optional<std::string> jsonOf(YamlReader &reader, const YAML::Node &node, const char *name)
{
    std::string out;
    return append(reader, node, name, 0, out) ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace ostiary
