// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/attachments.h"
#include "server/providers/bodywalk.h"
#include "server/providers/jsontext.h"

#include <algorithm>
#include <array>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

/// Types of content parts whose attachment stands in a field of the same name.
constexpr std::string_view kPlaces[] = {"image_url", "input_audio", "file", "video_url"};

} // namespace

/// A content part while it is read. Its fields come in any order, so what an attachment may be is settled at its end.
struct BodyWalk::Part
{
    struct Candidate
    {
        std::string_view place; ///< the field of the part that holds it
        AttachmentKind kind = AttachmentKind::Text;
        std::int64_t bytes = 0; ///< already counted as text
    };
    std::string type;
    int types = 0;
    std::array<Candidate, 4> candidates;
    std::size_t count = 0;

    void add(std::string_view place, AttachmentKind kind, std::int64_t bytes)
    {
        if (kind != AttachmentKind::Text && count < candidates.size()) // more than these stay text
            candidates[count++] = {place, kind, bytes};
    }
    /// Whether the part is of the type whose attachment stands in `place`. Two types mean two readers see two parts.
    bool isOf(std::string_view place) const
    {
        if (types != 1)
            return false;
        return place == "source" ? type == "image" || type == "document" : type == place;
    }
};

bool BodyWalk::contentPart(od::value &value)
{
    od::object object;
    if (!fail(value.get_object().get(object)))
        return false;
    Part part;
    std::string scratch;
    for (auto entry : object) {
        std::string_view name;
        od::json_type type;
        if (!fail(entry.error()))
            return false;
        od::field &&field = std::move(entry).value_unsafe();
        if (!key(field.key(), name, scratch))
            return false;
        m_index.textBytes += static_cast<std::int64_t>(name.size());
        m_index.structureBytes += kBytesAroundMember;
        od::value &inner = field.value();
        if (!fail(inner.type().get(type)))
            return false;
        if (name == "type") {
            ++part.types;
            std::string_view raw;
            if (!(type == od::json_type::string ? string(inner, &raw) : this->value(inner, 5)))
                return false;
            part.type = plainText(raw, scratch);
            continue;
        }
        bool read = false;
        const auto place = std::find(std::begin(kPlaces), std::end(kPlaces), name);
        if (place != std::end(kPlaces))
            read = referenceIn(inner, *place, part);
        else if (name == "source" && type == od::json_type::object)
            read = source(inner, part);
        else
            read = this->value(inner, 5);
        if (!read)
            return false;
    }
    settle(part);
    return true;
}

// `"image_url": {"url": …}`, `"input_audio": {"data": …}`, `"file": {"file_data": …}`; Mistral's `"image_url": "…"`.
bool BodyWalk::referenceIn(od::value &value, std::string_view place, Part &part)
{
    od::json_type type;
    if (!fail(value.type().get(type)))
        return false;
    if (type == od::json_type::string)
        return reference(value, place, part);
    if (type != od::json_type::object)
        return this->value(value, 5);
    od::object object;
    if (!fail(value.get_object().get(object)))
        return false;
    std::string scratch;
    for (auto entry : object) {
        std::string_view name;
        od::json_type inner;
        if (!fail(entry.error()))
            return false;
        od::field &&field = std::move(entry).value_unsafe();
        if (!key(field.key(), name, scratch) || !fail(field.value().type().get(inner)))
            return false;
        m_index.textBytes += static_cast<std::int64_t>(name.size());
        m_index.structureBytes += kBytesAroundMember;
        const bool carries = inner == od::json_type::string && (place == "file"          ? name == "file_data"
                                                                : place == "input_audio" ? name == "data"
                                                                                         : name == "url");
        if (place == "file" && name == "file_id" && inner == od::json_type::string)
            part.add(place, AttachmentKind::Remote, 0);
        if (!(carries ? reference(field.value(), place, part) : this->value(field.value(), 6)))
            return false;
    }
    return true;
}

bool BodyWalk::reference(od::value &value, std::string_view place, Part &part)
{
    std::string_view raw;
    std::int64_t bytes = 0;
    if (!string(value, &raw, &bytes))
        return false;
    part.add(place, place == "input_audio" ? kindOfPayload(raw, "audio/") : kindOfReference(raw), bytes);
    return true;
}

// Anthropic's `"source": {"type": "base64", "media_type": …, "data": …}` and its brothers by address and by id.
bool BodyWalk::source(od::value &value, Part &part)
{
    od::object object;
    if (!fail(value.get_object().get(object)))
        return false;
    std::string scratch, type, mediaType;
    std::string_view data, url;
    std::int64_t dataBytes = 0;
    int singular = 0, typed = 0;
    bool id = false;
    for (auto entry : object) {
        std::string_view name;
        od::json_type inner;
        if (!fail(entry.error()))
            return false;
        od::field &&field = std::move(entry).value_unsafe();
        if (!key(field.key(), name, scratch) || !fail(field.value().type().get(inner)))
            return false;
        m_index.textBytes += static_cast<std::int64_t>(name.size());
        m_index.structureBytes += kBytesAroundMember;
        const std::string known(inner == od::json_type::string ? name : std::string_view());
        std::string_view raw;
        std::int64_t bytes = 0;
        if (!(inner == od::json_type::string ? string(field.value(), &raw, &bytes) : this->value(field.value(), 6)))
            return false;
        if (known == "type" || known == "media_type") {
            ++typed;
            (known == "type" ? type : mediaType) = plainText(raw, scratch);
        } else if (known == "data") {
            ++singular;
            data = raw;
            dataBytes = bytes;
        } else if (known == "url") {
            url = raw;
        } else if (known == "file_id") {
            id = true;
        }
    }
    if (type == "base64" && singular == 1 && typed == 2)
        part.add("source", kindOfPayload(data, mediaType), dataBytes);
    if (id || (!url.empty() && kindOfReference(url) == AttachmentKind::Remote))
        part.add("source", AttachmentKind::Remote, 0);
    return true;
}

void BodyWalk::settle(const Part &part)
{
    for (std::size_t i = 0; i < part.count; ++i) {
        const Part::Candidate &candidate = part.candidates[i];
        const bool picture = candidate.place == "image_url" || (candidate.place == "source" && part.type == "image");
        ++m_index.attachments; // some servers go by the field's name alone
        if (candidate.kind == AttachmentKind::File || (candidate.kind == AttachmentKind::Remote && !picture))
            ++m_index.unseenFiles;
        if (!part.isOf(candidate.place) || candidate.kind == AttachmentKind::Remote)
            continue;
        m_index.textBytes -= candidate.bytes;
        (candidate.kind == AttachmentKind::File ? m_index.fileBytes : m_index.attachmentBytes) += candidate.bytes;
    }
}

} // namespace ostiary
