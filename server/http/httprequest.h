// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/requestbody.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ostiary {

/// What a request holds from its head on until it has been answered, places in limits for example.
struct Admission
{
    virtual ~Admission() = default;
};

/// One validated request. Names and values are views into `head`, kept as offsets so that the whole can be moved.
class HttpRequest
{
public:
    struct Field
    {
        std::uint32_t name = 0, nameSize = 0, value = 0, valueSize = 0;
    };

    std::string_view method() const { return span(0, m_methodSize); }
    /// The raw target, for example `/v1/models?x=1`; already known to be free of tricks (targetDefect).
    std::string_view target() const { return span(m_methodSize, m_targetSize); }
    std::string_view path() const { return target().substr(0, target().find('?')); }
    std::string_view query() const;
    /// The decoded value of `name` in the query, or nothing.
    std::optional<std::string> queryValue(std::string_view name) const;
    /// All values of a parameter that was given several times.
    std::vector<std::string> queryValues(std::string_view name) const;

    /// The value of the first field called `lowerName` (lower case), or an empty view.
    std::string_view header(std::string_view lowerName) const;
    const std::vector<Field> &fields() const { return m_fields; }
    std::string_view nameOf(const Field &field) const { return span(field.name, field.nameSize); }
    std::string_view valueOf(const Field &field) const { return span(field.value, field.valueSize); }

    /// The one credential of the request without its scheme: `Authorization: Bearer`, `x-api-key`, `api-key`,
    /// `x-goog-api-key`.
    std::string_view credential() const { return span(m_credentialAt, m_credentialSize); }

    bool isHead() const { return method() == "HEAD"; }

    RequestBody body;
    std::unique_ptr<Admission> admission; ///< taken before the body was read; null when it came with the head
    std::string peerAddress;
    bool secure = false;      ///< came over TLS
    bool callerKnown = false; ///< a key was admitted
    bool keepAlive = true;
    bool http10 = false;
    bool expectsContinue = false;
    std::int64_t receivedNs = 0; ///< steady clock, when the last byte had come

    // Filled by the parser.
    void setStart(std::string_view method, std::string_view target);
    void addField(std::string_view name, std::string_view value);
    void setCredential(const Field &field, std::size_t skip);
    void clear();

private:
    std::string_view span(std::size_t at, std::size_t size) const { return std::string_view(m_head).substr(at, size); }

    std::string m_head;
    std::vector<Field> m_fields;
    std::uint32_t m_methodSize = 0;
    std::uint32_t m_targetSize = 0;
    std::uint32_t m_credentialAt = 0;
    std::uint32_t m_credentialSize = 0;
};

/// ASCII case-insensitive comparison; `lower` must be lower case.
bool equalsLower(std::string_view text, std::string_view lower);

/// Decodes `%XX` of a part of a path, where `+` is a plus.
std::string pathDecode(std::string_view text);
/// Decodes `%XX` and `+` (a blank) of a part of a query.
std::string percentDecode(std::string_view text);

} // namespace ostiary
