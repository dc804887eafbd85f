// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gateway/requesttags.h"

#include "server/http/httprequest.h"
#include "server/providers/jsontext.h"

#include <algorithm>

namespace ostiary {

namespace {

constexpr std::size_t kMostTags = 100; ///< as many as a key may have
constexpr std::string_view kHeader = "x-litellm-tags";

/// Gathers the client's tags and the first complaint about them.
class Gathering
{
public:
    Gathering(std::string_view body, std::vector<std::string> &tags) : m_body(body), m_tags(tags) {}

    std::optional<GatewayError> problem;

    void header(std::string_view value)
    {
        while (!value.empty()) {
            const std::size_t comma = std::min(value.find(','), value.size());
            std::string_view tag = value.substr(0, comma);
            value.remove_prefix(std::min(comma + 1, value.size()));
            tag.remove_prefix(std::min(tag.find_first_not_of(" \t"), tag.size()));
            while (tag.ends_with(' ') || tag.ends_with('\t'))
                tag.remove_suffix(1);
            add(std::string(tag), kHeader);
        }
    }

    void body(const std::vector<JsonMember> &fields)
    {
        one(fields, "tags", [this](const JsonMember &tags) { list(tags.value, "tags"); });
        for (const std::string_view name : {"metadata", "litellm_metadata"}) {
            one(fields, name, [&](const JsonMember &metadata) {
                if (m_body[metadata.value.at] != '{')
                    return;
                const std::string param = std::string(name) + ".tags";
                one(
                    membersOf(m_body, metadata.value.at), "tags",
                    [&](const JsonMember &tags) { list(tags.value, param); }, param);
            });
        }
    }

private:
    void complain(std::string_view param, std::string text)
    {
        if (!problem)
            problem = GatewayError::make(ErrorCode::BadRequest, std::move(text), std::string(param));
    }

    // Two equal keys let two programs read two requests.
    template <typename Read>
    void one(const std::vector<JsonMember> &members, std::string_view name, Read read, std::string_view param = {})
    {
        const JsonMember *found = nullptr;
        for (const JsonMember &member : members) {
            if (nameOf(member, m_body, m_scratch) != name)
                continue;
            if (found)
                return complain(param.empty() ? name : param, "'" + std::string(param.empty() ? name : param) +
                                                                  "' stands more than once in the request");
            found = &member;
        }
        if (found)
            read(*found);
    }

    void list(Span value, std::string_view param)
    {
        const char first = m_body[value.at];
        if (first == '[') {
            for (const JsonMember &tag : membersOf(m_body, value.at))
                text(tag.value, param);
        } else if (m_body.substr(value.at, value.size) != "null") {
            text(value, param);
        }
    }

    void text(Span value, std::string_view param)
    {
        if (m_body[value.at] != '"' || value.size < 2)
            return complain(param, "'" + std::string(param) + "' must be a list of texts");
        add(std::string(plainText(m_body.substr(value.at + 1, value.size - 2), m_scratch)), param);
    }

    void add(std::string tag, std::string_view param)
    {
        if (tag.empty())
            return;
        if (m_tags.size() >= kMostTags)
            return complain(param, "a request may have at most " + std::to_string(kMostTags) + " tags");
        m_tags.push_back(std::move(tag));
    }

    std::string_view m_body;
    std::vector<std::string> &m_tags;
    std::string m_scratch;
};

} // namespace

Result<RequestTags> tagsOf(const HttpRequest &request, const RequestIndex &index, std::string_view body,
                           const Principal &principal, bool clientMayTag)
{
    RequestTags out;
    Gathering gathering(body, out.tags);
    for (const HttpRequest::Field &field : request.fields()) {
        if (equalsLower(request.nameOf(field), kHeader))
            gathering.header(request.valueOf(field));
    }
    gathering.body(index.fields);
    if (gathering.problem)
        return std::move(*gathering.problem);
    if (!out.tags.empty() && !clientMayTag)
        return GatewayError::make(ErrorCode::BadRequest,
                                  "Client-side tags are not allowed in a request: 'reject_clientside_metadata_tags' is "
                                  "set, so that tags come from keys alone",
                                  "metadata.tags");
    out.tags.insert(out.tags.end(), principal.tags.begin(), principal.tags.end());
    out.userAgent = request.header("user-agent");
    return out;
}

} // namespace ostiary
