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
    Part part;
    const Pointers outer = std::exchange(m_pointers, {});
    const bool read = members(value, [&](std::string_view name, od::value &inner, od::json_type type) {
        return name == "type" ? partType(inner, type, part) : partMember(name, inner, type, part);
    });
    part.elsewhere = std::exchange(m_pointers, outer);
    if (read)
        settle(part);
    return read;
}

bool BodyWalk::partType(od::value &value, od::json_type type, Part &part)
{
    ++part.types;
    std::string_view raw;
    std::string scratch;
    if (!(type == od::json_type::string ? string(value, &raw) : this->value(value, type, 5)))
        return false;
    part.type = plainText(raw, scratch);
    return true;
}

bool BodyWalk::partMember(std::string_view name, od::value &value, od::json_type type, Part &part)
{
    const std::int64_t before = m_pointers.all();
    const bool picture = isAny(name, {"image_url", "image", "source", "url", "uri", "file_id", "id", "image_id"});
    const auto place = std::find(std::begin(kPlaces), std::end(kPlaces), name);
    m_inPart = name != "text";
    const bool read = place != std::end(kPlaces)                          ? referenceIn(value, type, *place, part)
                      : name == "source" && type == od::json_type::object ? source(value, part)
                                                                          : member(name, value, type, 5);
    m_inPart = false;
    part.pictures += picture ? m_pointers.all() - before : 0;
    return read;
}

// `"image_url": {"url": …}`, `"input_audio": {"data": …}`, `"file": {"file_data": …}`; Mistral's `"image_url": "…"`.
bool BodyWalk::referenceIn(od::value &value, od::json_type itself, std::string_view place, Part &part)
{
    if (itself == od::json_type::string)
        return reference(value, place, part);
    if (itself != od::json_type::object)
        return member(place, value, itself, 5);
    const std::string_view carrier = place == "file" ? "file_data" : place == "input_audio" ? "data" : "url";
    return members(value, [&](std::string_view name, od::value &inner, od::json_type type) {
        if (type == od::json_type::string && name == carrier)
            return reference(inner, place, part);
        if (type == od::json_type::string && place == "file" && name == "file_id") {
            part.add(place, AttachmentKind::Remote, 0);
            return string(inner);
        }
        return member(name, inner, type, 6);
    });
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
    std::string scratch, type, mediaType;
    std::string_view data, url;
    std::int64_t dataBytes = 0;
    int singular = 0, typed = 0;
    bool id = false;
    const bool read = members(value, [&](std::string_view name, od::value &inner, od::json_type kind) {
        if (kind != od::json_type::string)
            return member(name, inner, kind, 6);
        std::string_view raw;
        std::int64_t bytes = 0;
        if (!string(inner, &raw, &bytes))
            return false;
        if (name == "type" || name == "media_type") {
            ++typed;
            (name == "type" ? type : mediaType) = plainText(raw, scratch);
        } else if (name == "data") {
            ++singular;
            data = raw;
            dataBytes = bytes;
        } else if (name == "url") {
            url = raw;
        } else if (name == "file_id") {
            id = true;
        } else {
            pointsElsewhere(name, raw);
        }
        return true;
    });
    if (!read)
        return false;
    if (type == "base64" && singular == 1 && typed == 2)
        part.add("source", kindOfPayload(data, mediaType), dataBytes);
    if (id || !url.empty() || kindOfReference(data) == AttachmentKind::Remote)
        part.add("source", AttachmentKind::Remote, 0);
    return true;
}

bool BodyWalk::member(std::string_view name, od::value &value, od::json_type type, int depth)
{
    if (!m_inPart || type != od::json_type::string)
        return this->value(value, type, depth);
    std::string_view raw;
    if (!string(value, &raw))
        return false;
    pointsElsewhere(name, raw);
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
