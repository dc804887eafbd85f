// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ostiary {

/// What stands where a message can carry an image, a sound or a file.
enum class AttachmentKind {
    Text,   ///< anything that a server might read as text: a token per byte
    Image,  ///< image bytes, whose tokens follow from the picture's size
    Sound,  ///< audio bytes, whose tokens follow from its length
    File,   ///< a document or a film: its text is packed, so that its bytes say little of its tokens
    Remote, ///< an address: what is there is not known here
};

/// Tells from a raw JSON string (between its quotes) that is the `url`, `file_data`, … of a content part. Only a base64
/// data URL of a media type that is not text is more than text; its payload must be base64 and nothing else.
AttachmentKind kindOfReference(std::string_view raw);

/// The same for bare base64 whose media type stands beside it (`input_audio.data`, Anthropic's `source.data`).
AttachmentKind kindOfPayload(std::string_view raw, std::string_view mediaType);

} // namespace ostiary
