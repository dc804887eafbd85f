// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which deployments a request's tags leave of its models.
#include "server/gateway/exchange.h"

namespace ostiary {

Status Exchange::readTags()
{
    if (m_tags)
        return Done{};
    Result<RequestTags> tags =
        tagsOf(m_request, m_index, m_request.body.view(), *m_principal, m_catalog->rules().clientMayTag);
    if (!tags)
        return std::move(tags).error();
    m_tags = std::make_unique<TagChoice>();
    m_tags->request = std::move(tags).value();
    return Done{};
}

bool Exchange::chooseByTags()
{
    if (!m_model->filtersByTags)
        return true;
    if (const Status read = readTags(); !read) {
        refuse(read.error());
        return false;
    }
    auto narrowed = narrowedByTags(m_model, m_tags->request, m_catalog->rules());
    if (narrowed) {
        m_model = std::move(narrowed).value();
        return true;
    }
    m_tags->refusal = std::move(narrowed).error();
    auto none = std::make_shared<Model>();
    none->name = m_model->name;
    m_model = std::move(none);
    return true;
}

// Null where the tags allow nothing of it.
std::shared_ptr<const Model> Exchange::leftByTags(std::shared_ptr<const Model> model)
{
    if (!model || !model->filtersByTags)
        return model;
    if (!readTags())
        return nullptr;
    auto narrowed = narrowedByTags(model, m_tags->request, m_catalog->rules());
    return narrowed ? std::move(narrowed).value() : nullptr;
}

} // namespace ostiary
