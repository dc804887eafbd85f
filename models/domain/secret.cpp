// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/secret.h"

#include <openssl/crypto.h>

namespace ostiary {

Secret::Secret(std::string text)
    : m_text(new std::string(text), [](const std::string *held) {
          auto *writable = const_cast<std::string *>(held);
          OPENSSL_cleanse(writable->data(), writable->size());
          delete writable;
      })
{
    OPENSSL_cleanse(text.data(), text.size());
}

std::string Secret::hint() const
{
    const std::string_view text = reveal();
    return text.size() < 12 ? std::string() : std::string(text.substr(text.size() - 4));
}

} // namespace ostiary
