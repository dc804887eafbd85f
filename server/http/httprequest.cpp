// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/httprequest.h"

namespace ostiary {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char l = static_cast<char>(c | 0x20);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string decode(std::string_view text, char plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0) {
            out += static_cast<char>(hexValue(text[i + 1]) << 4 | hexValue(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' ? plus : text[i];
        }
    }
    return out;
}

} // namespace

bool equalsLower(std::string_view text, std::string_view lower)
{
    if (text.size() != lower.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i])
            return false;
    }
    return true;
}

std::string pathDecode(std::string_view text)
{
    return decode(text, '+');
}

std::string percentDecode(std::string_view text)
{
    return decode(text, ' ');
}

std::string_view HttpRequest::query() const
{
    const std::size_t question = target().find('?');
    return question == std::string_view::npos ? std::string_view() : target().substr(question + 1);
}

std::vector<std::string> HttpRequest::queryValues(std::string_view name) const
{
    std::vector<std::string> out;
    std::string_view rest = query();
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        const std::size_t equals = pair.find('=');
        if (pair.substr(0, equals) == name)
            out.push_back(equals == std::string_view::npos ? std::string() : percentDecode(pair.substr(equals + 1)));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return out;
}

std::optional<std::string> HttpRequest::queryValue(std::string_view name) const
{
    std::vector<std::string> all = queryValues(name);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

std::string_view HttpRequest::header(std::string_view lowerName) const
{
    for (const Field &field : m_fields) {
        if (field.nameSize == lowerName.size() && equalsLower(nameOf(field), lowerName))
            return valueOf(field);
    }
    return {};
}

void HttpRequest::setStart(std::string_view method, std::string_view target)
{
    m_head.assign(method);
    m_head += target;
    m_methodSize = static_cast<std::uint32_t>(method.size());
    m_targetSize = static_cast<std::uint32_t>(target.size());
}

void HttpRequest::addField(std::string_view name, std::string_view value)
{
    Field field;
    field.name = static_cast<std::uint32_t>(m_head.size());
    field.nameSize = static_cast<std::uint32_t>(name.size());
    m_head += name;
    field.value = static_cast<std::uint32_t>(m_head.size());
    field.valueSize = static_cast<std::uint32_t>(value.size());
    m_head += value;
    m_fields.push_back(field);
}

void HttpRequest::setCredential(const Field &field, std::size_t skip)
{
    m_credentialAt = field.value + static_cast<std::uint32_t>(skip);
    m_credentialSize = field.valueSize - static_cast<std::uint32_t>(skip);
}

void HttpRequest::clear()
{
    m_head.clear();
    m_fields.clear();
    m_methodSize = m_targetSize = m_credentialAt = m_credentialSize = 0;
    body.clear();
    admission.reset();
    callerKnown = false;
    keepAlive = true;
    http10 = expectsContinue = false;
    receivedNs = 0;
}

} // namespace ostiary
