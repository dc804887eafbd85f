// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/litellm/configfile.h"

#include <QByteArray>
#include <QStringList>

#include <algorithm>

namespace ostiary {

/// A price list of one model, which is enough for the configurations of tests.
inline PriceList onePriceList()
{
    return *PriceList::fromJson("{\"date\":\"d\",\"version\":1,\"models\":[{\"provider\":\"openai\",\"id\":\"gpt-4o\","
                                "\"input\":\"2.5\",\"output\":\"10\",\"output_limit\":16384}]}");
}

inline Outcome<FileConfig> readYaml(const QByteArray &text, Trust trust = Trust::Own)
{
    static const PriceList prices = onePriceList();
    return readConfigText(text.toStdString(), "config.yaml", prices, trust);
}

/// One model with these parameters, in flow style: `temperature: 0.2, stop: [a]`.
inline QByteArray oneModel(const QByteArray &params, const QByteArray &rest = {})
{
    return "model_list: [{model_name: m, litellm_params: {model: openai/gpt-4o, api_key: sk-test" +
           (params.isEmpty() ? QByteArray() : ", " + params) + "}}]\n" + rest;
}

inline bool hasLine(const std::vector<std::string> &lines, const char *part)
{
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string &line) { return line.find(part) != std::string::npos; });
}

inline QByteArray joined(const std::vector<std::string> &lines)
{
    QByteArray out;
    for (const std::string &line : lines)
        out += QByteArray::fromStdString(line) + '\n';
    return out;
}

} // namespace ostiary
