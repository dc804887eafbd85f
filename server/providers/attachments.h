// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ostiary {

/// What stands where a message can carry an image, a sound or a file.
enum class AttachmentKind {
    Text,        ///< anything that a server might read as text: a token per byte
    Image,       ///< image bytes, whose tokens follow from the picture's size
    Sound,       ///< audio bytes whose head tells how many make a second: tokens follow from the time
    PackedSound, ///< any other audio bytes: only the model's context bounds its tokens
    File,        ///< a document or a film: its text is packed, so that its bytes say little of its tokens
    Remote,      ///< an address: what is there is not known here
};

/// Tells from a raw JSON string (between its quotes) that is the `url`, `file_data`, … of a content part. A data URL is
/// a picture or a sound only where it is base64 and nothing else; any that could be read in two ways is a file.
AttachmentKind kindOfReference(std::string_view raw);

/// The same for bare base64 whose media type stands beside it (`input_audio.data`, Anthropic's `source.data`).
AttachmentKind kindOfPayload(std::string_view raw, std::string_view mediaType);

/// Base64 in JSON: its letters, and the escapes that encoders put between them (`\/`, line breaks).
bool isBase64(std::string_view raw);

} // namespace ostiary
