// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/attachments.h"
#include "server/providers/bodywalk.h"
#include "server/providers/jsontext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

/// Types of content parts whose attachment stands in a field of the same name.
constexpr std::string_view kPlaces[] = {"image_url", "input_audio", "file", "video_url"};

/// Types whose strings are what the model reads, and nothing else.
constexpr std::string_view kTextTypes[] = {"text",         "input_text",        "output_text", "refusal",
                                           "summary_text", "reasoning",         "thinking",    "reasoning_text",
                                           "tool_use",     "redacted_thinking", "tool_call",   "server_tool_use"};

bool isAny(std::string_view name, std::initializer_list<std::string_view> of)
{
    return std::find(of.begin(), of.end(), name) != of.end();
}

bool endsLike(std::string_view name, std::string_view end)
{
    return name.size() >= end.size() &&
           std::equal(end.begin(), end.end(), name.end() - static_cast<std::ptrdiff_t>(end.size()),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

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
    std::int64_t pictures = 0; ///< named by address or id where a picture's may stand
    Pointers elsewhere;        ///< named so anywhere

    bool isPicture() const { return types == 1 && isAny(type, {"image_url", "input_image", "image"}); }
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
    const Pointers outer = std::exchange(m_pointers, {});
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
        const std::int64_t before = m_pointers.all();
        const bool picture = isAny(name, {"image_url", "image", "source", "url", "uri", "file_id", "id", "image_id"});
        m_inPart = name != "text";
        const auto place = std::find(std::begin(kPlaces), std::end(kPlaces), name);
        if (place != std::end(kPlaces))
            read = referenceIn(inner, *place, part);
        else if (name == "source" && type == od::json_type::object)
            read = source(inner, part);
        else
            read = member(name, inner, 5);
        m_inPart = false;
        if (!read)
            return false;
        part.pictures += picture ? m_pointers.all() - before : 0;
    }
    part.elsewhere = std::exchange(m_pointers, outer);
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
        return member(place, value, 5);
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
        const bool id = place == "file" && name == "file_id" && inner == od::json_type::string;
        if (id)
            part.add(place, AttachmentKind::Remote, 0);
        if (!(carries ? reference(field.value(), place, part)
              : id    ? string(field.value())
                      : member(name, field.value(), 6)))
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
    AttachmentKind kind = kindOfReference(raw);
    if (kind == AttachmentKind::Text && place == "input_audio")
        kind = kindOfPayload(raw, "audio/");
    else if (kind == AttachmentKind::Text && place == "file" && isBase64(raw)) // some servers take it bare
        kind = AttachmentKind::File;
    part.add(place, kind, bytes);
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
        if (!(inner == od::json_type::string ? string(field.value(), &raw, &bytes) : member(name, field.value(), 6)))
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
        } else if (!known.empty()) {
            pointsElsewhere(known, raw);
        }
    }
    if (type == "base64" && singular == 1 && typed == 2)
        part.add("source", kindOfPayload(data, mediaType), dataBytes);
    if (id || !url.empty() || kindOfReference(data) == AttachmentKind::Remote)
        part.add("source", AttachmentKind::Remote, 0);
    return true;
}

bool BodyWalk::member(std::string_view name, od::value &value, int depth)
{
    if (!m_inPart)
        return this->value(value, depth);
    od::json_type type;
    if (!fail(value.type().get(type)))
        return false;
    if (type != od::json_type::string)
        return this->value(value, depth);
    const std::string known(name); // its room is used again
    std::string_view raw;
    if (!string(value, &raw))
        return false;
    pointsElsewhere(known, raw);
    return true;
}

void BodyWalk::pointsElsewhere(std::string_view name, std::string_view raw)
{
    if (raw.empty())
        return;
    if (endsLike(name, "url") || endsLike(name, "uri") || name == "file_id" || name == "fileId") {
        ++m_pointers.files;
    } else {
        const AttachmentKind kind = kindOfReference(raw);
        const bool id = name == "id" || endsLike(name, "_id") || name.ends_with("Id");
        const bool unseen =
            kind == AttachmentKind::Remote || kind == AttachmentKind::File || kind == AttachmentKind::PackedSound;
        m_pointers.others += id || unseen ? 1 : 0;
    }
}

// Parts of types that nobody knows here may be known to a server: what they only name is held as if it was unseen.
void BodyWalk::settle(const Part &part)
{
    const bool text =
        part.types == 1 && std::find(std::begin(kTextTypes), std::end(kTextTypes), part.type) != std::end(kTextTypes);
    const bool result = part.types == 1 && part.type == "tool_result"; // it has an id, and parts of its own
    const std::int64_t pointers = text ? 0 : result ? part.elsewhere.files : part.elsewhere.all();
    m_index.attachments += pointers;
    m_index.unseenFiles += part.isPicture() ? pointers - part.pictures : pointers;
    for (std::size_t i = 0; i < part.count; ++i) {
        const Part::Candidate &candidate = part.candidates[i];
        const bool picture = candidate.place == "image_url" || (candidate.place == "source" && part.type == "image");
        ++m_index.attachments; // some servers go by the field's name alone
        if (candidate.kind == AttachmentKind::File || candidate.kind == AttachmentKind::PackedSound ||
            (candidate.kind == AttachmentKind::Remote && !picture))
            ++m_index.unseenFiles;
        if (m_oddShape || !part.isOf(candidate.place) || candidate.kind == AttachmentKind::Remote)
            continue;
        m_index.textBytes -= candidate.bytes;
        (candidate.kind == AttachmentKind::File ? m_index.fileBytes : m_index.attachmentBytes) += candidate.bytes;
    }
}

} // namespace ostiary
