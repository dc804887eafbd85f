// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/requestwhy.h"

#include "models/domain/gatewayerror.h"
#include "models/domain/quotedtext.h"

#include <algorithm>

namespace ostiary {

namespace {

/// Writes an object's members one after the other.
class Members
{
public:
    explicit Members(std::string &out) : m_out(out) { m_out += '{'; }
    void end() { m_out += '}'; }
    void number(const char *name, std::int64_t value)
    {
        begin(name);
        m_out += std::to_string(value);
    }
    void text(const char *name, const std::string &value)
    {
        begin(name);
        appendJsonString(m_out, value);
    }
    void begin(const char *name)
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        appendJsonString(m_out, name);
        m_out += ':';
    }

private:
    std::string &m_out;
    bool m_first = true;
};

std::string cut(std::string text)
{
    if (text.size() <= RequestWhy::kMostSaidBytes)
        return text;
    std::size_t length = RequestWhy::kMostSaidBytes;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
        --length;
    text.resize(length);
    return text;
}

void append(std::string &out, const TryTimes &each)
{
    Members members(out);
    members.number("attempt", each.attempt);
    members.number("wait_us", each.waitUs);
    members.number("begin_us", each.beginUs);
    members.number("took_us", each.tookUs);
    if (!each.error.empty())
        members.text("error", each.error);
    if (!each.said.empty())
        members.text("said", cut(each.said));
    members.end();
}

void append(std::string &out, const BudgetFigures &budget)
{
    Members members(out);
    members.text("scope", budget.scope);
    members.text("who", visible(budget.who));
    members.number("limit_nano", budget.limit.nano());
    members.number("spent_nano", budget.spent.nano());
    members.number("held_nano", budget.held.nano());
    members.number("needed_nano", budget.needed.nano());
    if (budget.endsSeconds)
        members.number("ends_ms", *budget.endsSeconds * 1000);
    members.end();
}

void append(std::string &out, const RateFigures &rate)
{
    Members members(out);
    members.text("of", rate.of);
    if (!rate.what.empty()) {
        members.text("what", rate.what);
        members.number("limit", rate.limit);
    }
    if (rate.waitSeconds)
        members.number("ends_ms", rate.endsMs);
    if (rate.more > 0)
        members.number("more", rate.more);
    members.end();
}

template <typename Element>
void appendList(std::string &out, const std::vector<Element> &list)
{
    out += '[';
    for (std::size_t i = 0; i < std::min(list.size(), RequestWhy::kMostTries); ++i) {
        if (i > 0)
            out += ',';
        append(out, list[i]);
    }
    out += ']';
}

} // namespace

std::string RequestWhy::toJson() const
{
    std::string out;
    Members members(out);
    members.begin("tries");
    appendList(out, tries);
    if (figures.budget) {
        members.begin("budget");
        append(out, *figures.budget);
    }
    if (!figures.otherBudgets.empty()) {
        members.begin("other_budgets");
        appendList(out, figures.otherBudgets);
    }
    if (figures.rate) {
        members.begin("rate");
        append(out, *figures.rate);
    }
    members.end();
    return out;
}

} // namespace ostiary
