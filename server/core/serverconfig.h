// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployment.h"
#include "models/domain/identity.h"
#include "models/domain/secret.h"
#include "server/core/environment.h"
#include "server/core/whynot.h"
#include "server/gateway/engineservices.h"
#include "server/http/cors.h"
#include "server/http/httplimits.h"
#include "server/policy/catalog.h"
#include "server/store/database.h"

#include <QHostAddress>
#include <QString>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ostiary {

/// An address to listen on; port 0 is any.
struct ListenAddress
{
    QHostAddress host = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0;

    /// Reads `127.0.0.1:4000`, `[::1]:4000`, `0.0.0.0:4000`, `localhost:4000` or `*:4000`.
    static std::optional<ListenAddress> parse(const QString &text);
    QString toText() const;
};

/// An entry of `model_list` that is not offered, and why.
struct LeftOut
{
    std::string modelName;
    std::string model; ///< provider/model, as far as it is known
    std::string why;
    std::string place; ///< FILE:LINE:COLUMN
    std::string entry; ///< as in FileEntry
    int line = 0;      ///< 0: not known
    Reason reason = Reason::None;
    WhyNot::Values values = {};
};

/// Which entry of `model_list` a deployment is from.
struct FileEntry
{
    std::string name;        ///< the model's name; of several with that name, from the second on, with its number
    std::string keyVariable; ///< of an upload: the variable that would have its key and that is not read for it
};

/// Keys for entries of an upload, by FileEntry::name; each goes before what the entry says itself.
using EntryKeys = std::map<std::string, Secret>;

/// What a configuration file says. Everything has the default that holds without a file.
struct FileConfig
{
    std::vector<Deployment> deployments;
    std::map<std::string, FileEntry> entries; ///< by deployment's id
    RoutingRules rules;
    std::vector<UserAccess> users;
    std::optional<Money> organisationBudget;
    std::optional<Duration> organisationWindow;
    Secret masterKey;
    std::shared_ptr<const PriceCard> defaultPrice;
    HttpLimits limits;
    CorsPolicy cors; ///< of the data listener
    GatewaySettings gateway;
    Durability durability = Durability::Process;
    std::optional<ListenAddress> listen;
    std::optional<ListenAddress> adminListen;
    QString tlsCertificate;
    QString tlsKey;
    bool discover = false;                   ///< also offer what the environment and local servers have
    bool jsonLogs = false;                   ///< a line of the log is a JSON object
    std::set<std::string> acceptUnprotected; ///< settings that would protect, and that the gateway may start without
    Environment environment;                 ///< of the process, and over it what the file sets itself
    std::vector<LeftOut> leftOut;
    std::vector<std::string> refusals;      ///< why the gateway does not start although the file was understood
    std::vector<std::string> warnings;      ///< what was understood but is not honoured, and what was not understood
    std::vector<std::string> notes;         ///< what is worth knowing and changes nothing
    std::vector<std::string> includedFiles; ///< read along with the file

    /// The warnings and a line for every entry that is left out.
    std::vector<std::string> allWarnings() const;
};

/// What one process runs with: the command line over the file over the defaults.
struct ServerConfig
{
    QString configFile; ///< empty: none
    QString dataDirectory;
    ListenAddress listen{QHostAddress(QHostAddress::LocalHost), 4000};
    ListenAddress adminListen{QHostAddress(QHostAddress::LocalHost), 4001};
    bool listenGiven = false; ///< on the command line, which the file does not override
    bool adminListenGiven = false;
    int engineThreads = 0;                   ///< 0: one per core, at most 4
    Secret masterKey;                        ///< of the environment; empty: the file's, the stored one, or a new one
    std::set<std::string> acceptUnprotected; ///< more words of `ostiary.accept_unprotected`
    bool repair = false;                     ///< go on with what can be read of damaged files, and say what was lost
    bool newLedger = false; ///< begin with nothing spent although there are keys and their ledger is gone
    bool discover = true;   ///< look at the environment and at local ports when there is no file
};

} // namespace ostiary
