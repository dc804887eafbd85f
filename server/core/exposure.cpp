// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/exposure.h"

namespace ostiary {

namespace {

std::string unless(std::string_view word)
{
    return ", or say that it may: 'ostiary: {accept_unprotected: [" + std::string(word) +
           "]}' in the configuration, --accept-unprotected " + std::string(word) + " on the command line";
}

} // namespace

bool isExposureWord(std::string_view word)
{
    return word == kWeakMasterKey || word == kPlainAdminListener;
}

ExposureVerdict judgeExposure(const Exposure &exposure)
{
    ExposureVerdict verdict;
    const bool dataBeyond = !exposure.listen.host.isLoopback();
    const bool adminBeyond = !exposure.adminListen.host.isLoopback();
    const auto accepted = [&](std::string_view word) { return exposure.accepted.contains(std::string(word)); };
    if (exposure.weakMasterKey) {
        const std::string what =
            "the master key has fewer than " + std::to_string(kLeastMasterKeyBytes) + " characters and can be guessed";
        if (!dataBeyond && !adminBeyond)
            verdict.warnings.push_back(what + "; nothing but this machine reaches it as long as the gateway listens on "
                                              "loopback only");
        else if (accepted(kWeakMasterKey))
            verdict.warnings.push_back(what + ", and " +
                                       (adminBeyond ? exposure.adminListen : exposure.listen).toText().toStdString() +
                                       " is reached from other machines. Accepted by accept_unprotected");
        else
            verdict.errors.push_back(what + ", and " +
                                     (adminBeyond ? exposure.adminListen : exposure.listen).toText().toStdString() +
                                     " would be reached from other machines: take a longer key, listen on 127.0.0.1" +
                                     unless(kWeakMasterKey));
    }
    if (adminBeyond && !exposure.tls) {
        const std::string where = exposure.adminListen.toText().toStdString();
        if (accepted(kPlainAdminListener))
            verdict.warnings.push_back("THE ADMINISTRATION LISTENS ON " + where +
                                       " WITHOUT TLS: the admin key crosses the network in the clear. Accepted by "
                                       "accept_unprotected");
        else
            verdict.errors.push_back("the administration would listen on " + where +
                                     " without TLS, and the admin key would cross the network in the clear: set "
                                     "ostiary.tls, listen on 127.0.0.1 (--admin-listen)" +
                                     unless(kPlainAdminListener));
    }
    if (dataBeyond && !exposure.tls)
        verdict.warnings.push_back(
            "LISTENING ON " + exposure.listen.toText().toStdString() +
            " WITHOUT TLS: keys and prompts cross the network in the clear. Set ostiary.tls in the configuration, or "
            "put a TLS proxy in front" +
            (accepted(kPlainAdminListener) ? ""
                                           : ". Administrative routes (/key/…, /health, /metrics) answer only this "
                                             "machine there" +
                                                 unless(kPlainAdminListener)));
    return verdict;
}

} // namespace ostiary
