// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/litellm/wayout.h"

#include "models/domain/plainname.h"
#include "server/core/plainwords.h"

#include <algorithm>
#include <cstdlib>

namespace ostiary {

namespace {

constexpr const char *kChecked =
    "certificates of providers are always checked, against the system's authorities or those "
    "of the file that SSL_CERT_FILE names in the gateway's own environment";

/// Folded names, as clients of LiteLLM read them in small letters, too.
constexpr std::string_view kProxies[] = {"httpproxy", "httpsproxy", "allproxy", "noproxy"};
constexpr std::string_view kAuthorities[] = {"sslcertfile", "sslcertdir", "requestscabundle", "curlcabundle"};

template <std::size_t N>
bool isOneOf(std::string_view name, const std::string_view (&names)[N])
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

void tellOfVariable(YamlReader &reader, const YAML::Node &name, const YAML::Node &value)
{
    const std::string given = value.IsScalar() ? value.Scalar() : std::string();
    const char *own = std::getenv(name.Scalar().c_str());
    if (withoutSpaces(given).empty() || (own && given == own))
        return;
    const std::string folded = foldedName(name.Scalar());
    const std::string what = "'" + name.Scalar() + "' in environment_variables has no effect on calls to providers";
    if (isOneOf(folded, kProxies))
        reader.warning(name, what + "; set it in the gateway's own environment before it starts");
    else if (isOneOf(folded, kAuthorities))
        reader.warning(name, what + ": " + kChecked);
    else if (folded == "sslcertificate")
        reader.warning(name, what + "; no certificate of the gateway is shown to them");
    else if (folded == "sslverify")
        tellOfVerification(reader, name, value, "environment_variables");
}

} // namespace

void tellOfWayOut(YamlReader &reader, const YAML::Node &variables)
{
    for (const auto &entry : variables)
        tellOfVariable(reader, entry.first, entry.second);
}

void tellOfVerification(YamlReader &reader, const YAML::Node &key, const YAML::Node &value, std::string_view section)
{
    const std::string_view given = value.IsScalar() ? withoutSpaces(value.Scalar()) : std::string_view();
    if (!given.empty() && plainSwitch(given) != true)
        reader.warning(key, "'" + key.Scalar() + "' in " + std::string(section) + " is not followed: " + kChecked);
}

} // namespace ostiary
