// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/resourcemodel.h"

namespace ostiary {

// The columns of the console's lists, in the words of people; what they show is described in docs/admin-api.md.
std::vector<Column> requestColumns();
/// The model's name as the client of a request sent it, also where it is counted under another or none has it.
QString askedModel(const QJsonObject &request);
std::vector<Column> modelColumns();
std::vector<Column> deploymentColumns();
std::vector<Column> keyColumns();
std::vector<Column> providerColumns();

/// Health of a deployment in words, with what it means.
Cell healthCell(const QJsonObject &deployment);
/// `$2.50 / $10`: of the cheapest deployment that has a price; or that there is none.
QString priceText(const QJsonObject &model);
/// Where the price of a model, or of one deployment's `price`, is from.
QString priceSource(const QJsonObject &model);
QString priceSourceText(const QJsonObject &price);
/// A provider in its own spelling.
QString providerTitle(const QString &provider);
/// Who serves a deployment, request or try: the account as its owner has called it, otherwise the provider.
QString servedBy(const QJsonObject &row);
/// `managed_by` in words.
QString managedByText(const QString &by);
/// Who sent a request, or whom a key belongs to: alias, user, team, as far as known.
QString whoText(const QJsonObject &row);

} // namespace ostiary
