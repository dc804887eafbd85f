// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/providers/bodywalk.h"

#include <algorithm>
#include <utility>

namespace ostiary {

namespace od = simdjson::ondemand;

namespace {

/// Fields of a message in which servers take pictures, sounds and files.
constexpr std::string_view kMedia[] = {"image",
                                       "images",
                                       "image_url",
                                       "image_urls",
                                       "images_base64",
                                       "picture",
                                       "file",
                                       "files",
                                       "file_ids",
                                       "attachments",
                                       "documents",
                                       "media",
                                       "video",
                                       "videos",
                                       "video_url",
                                       "audios",
                                       "audio_url",
                                       "input_audio",
                                       "experimental_attachments"};

} // namespace

bool BodyWalk::isMedia(std::string_view name)
{
    return std::find(std::begin(kMedia), std::end(kMedia), name) != std::end(kMedia);
}

// Beside the content, as Ollama and others have it. What stands here counts as text, too, as nobody says what it is.
bool BodyWalk::media(od::value &value, od::json_type itself, bool pictures)
{
    const Pointers outer = std::exchange(m_pointers, {});
    const bool inPart = std::exchange(m_inPart, true);
    std::int64_t entries = itself == od::json_type::null ? 0 : 1;
    std::int64_t texts = itself == od::json_type::string ? 1 : 0; // an id, an address or the file itself
    if (itself != od::json_type::array) {
        if (!this->value(value, itself, 3))
            return false;
    } else {
        entries = 0;
        const bool read = elements(value, kBytesAroundElement, [&](od::value &element, od::json_type type) {
            ++entries;
            texts += type == od::json_type::string ? 1 : 0;
            return this->value(element, type, 4);
        });
        if (!read)
            return false;
    }
    m_inPart = inPart;
    const Pointers found = std::exchange(m_pointers, outer);
    m_index.attachments += std::max(entries, found.all());
    m_index.unseenFiles += pictures ? 0 : std::max(texts, found.all());
    return true;
}

bool BodyWalk::input(od::value &value)
{
    m_oddShape = true;
    const bool read = eachInput(value);
    m_oddShape = false;
    return read;
}

bool BodyWalk::eachInput(od::value &value)
{
    od::json_type itself;
    if (!fail(value.type().get(itself)))
        return false;
    if (itself == od::json_type::object)
        return contentPart(value);
    if (itself != od::json_type::array)
        return this->value(value, itself, 1);
    return elements(value, kBytesAroundElement, [&](od::value &element, od::json_type type) {
        return type == od::json_type::object ? contentPart(element) : this->value(element, type, 2);
    });
}

} // namespace ostiary
