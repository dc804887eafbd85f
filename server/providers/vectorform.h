// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ostiary {

/// How an embedding's numbers are written: OpenAI's `encoding_format`. Its clients ask for Base64 unless told
/// otherwise, which many other servers do not know.
enum class VectorForm {
    Numbers, ///< a list of numbers; what a request without `encoding_format` means
    Base64,  ///< of 32-bit floats, little-endian
    Other,   ///< something else: the provider's answer stays as it is
};

/// The form that a request for embeddings asks for.
VectorForm vectorFormAsked(std::string_view request);

/// An answer with every vector in `form`, and with the index of each where the provider gave none.
std::string withVectors(std::string_view answer, VectorForm form);

} // namespace ostiary
