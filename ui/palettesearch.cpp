// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palettesearch.h"

#include "models/admin/adminclient.h"
#include "models/items/columns.h"
#include "models/items/format.h"
#include "models/items/requestidtext.h"
#include "ui/mainwindow.h"
#include "ui/pages/requestspage.h"
#include "ui/paletteobjects.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <memory>

namespace ostiary {

namespace {

constexpr int kOfEach = 6;
constexpr int kMostPages = 10; ///< that are read for an id of which a part is known

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Palette)
};

struct List
{
    const char *path;
    PaletteObject (*made)(AdminClient &, MainWindow &, const QJsonObject &);
};
constexpr std::array kLists = {List{"/admin/v1/keys", &paletteKey}, List{"/admin/v1/models", &paletteModel},
                               List{"/admin/v1/providers", &paletteProvider}};
using Found = std::array<std::vector<PaletteObject>, kLists.size()>;

/// One search, alive as long as an answer to it is missing.
class Search : public std::enable_shared_from_this<Search>
{
public:
    Search(AdminClient &client, MainWindow &window, CommandPalette &palette, QString text)
        : m_client(client), m_window(window), m_palette(palette), m_text(std::move(text))
    {
    }

    void start()
    {
        const auto beside = nameBesideAction(m_text);
        const auto id = RequestIdText::parse(m_text);
        m_missing = static_cast<int>(kLists.size()) * (beside ? 2 : 1) + (id ? 1 : 0);
        askLists(m_text, m_named);
        if (beside) {
            m_nameParts = beside->split(QLatin1Char(' '), Qt::SkipEmptyParts);
            askLists(*beside, m_beside);
        }
        if (id && id->isWhole())
            askOne(*id);
        else if (id)
            askPage(*id, {}, kMostPages);
    }

private:
    using Self = std::shared_ptr<Search>;

    void askLists(const QString &name, Found &to)
    {
        QUrlQuery query;
        addText(query, QStringLiteral("search"), name);
        query.addQueryItem(QStringLiteral("limit"), QString::number(kOfEach));
        for (std::size_t i = 0; i < kLists.size(); ++i) {
            m_client.call(AdminRequest::get(QLatin1String(kLists[i].path), query), &m_palette,
                          [self = shared_from_this(), &found = to[i], made = kLists[i].made](const AdminReply &reply) {
                              for (const QJsonValue &row : reply.body.value(QLatin1String("data")).toArray())
                                  found.push_back(made(self->m_client, self->m_window, row.toObject()));
                              self->answered();
                          });
        }
    }

    void askOne(const RequestIdText &id)
    {
        m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests/") + id.begin), &m_palette,
                      [self = shared_from_this()](const AdminReply &reply) {
                          if (reply.ok() && reply.body.contains(QLatin1String("id")))
                              self->addRequest(reply.body);
                          self->answered();
                      });
    }

    void askPage(const RequestIdText &id, const QString &cursor, int pages)
    {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("since_ms"), QString::number(id.sinceMs));
        query.addQueryItem(QStringLiteral("until_ms"), QString::number(id.untilMs));
        query.addQueryItem(QStringLiteral("limit"), QStringLiteral("1000"));
        if (!cursor.isEmpty())
            query.addQueryItem(QStringLiteral("cursor"), cursor);
        m_client.call(AdminRequest::get(QStringLiteral("/admin/v1/requests"), query), &m_palette,
                      [self = shared_from_this(), id, pages](const AdminReply &reply) {
                          for (const QJsonValue &row : reply.body.value(QLatin1String("data")).toArray()) {
                              if (self->m_requests.size() < kOfEach && id.fits(row[QLatin1String("id")].toString()))
                                  self->addRequest(row.toObject());
                          }
                          const QString next = reply.body.value(QLatin1String("next_cursor")).toString();
                          if (reply.ok() && !next.isEmpty() && pages > 1 && self->m_requests.size() < kOfEach)
                              self->askPage(id, next, pages - 1);
                          else
                              self->answered();
                      });
    }

    void addRequest(const QJsonObject &request)
    {
        const QString id = request.value(QLatin1String("id")).toString();
        m_requests.push_back({Words::tr("Requests"), QStringLiteral("requests"), shortId(id),
                              whoText(request) + QStringLiteral(" \u00b7 ") + askedModel(request),
                              QString::number(request.value(QLatin1String("status")).toInt()),
                              [&window = m_window, id] {
                                  window.showPage(QStringLiteral("requests"));
                                  static_cast<RequestsPage *>(window.pageWidget(QStringLiteral("requests")))->open(id);
                              }});
    }

    void answered()
    {
        if (--m_missing > 0)
            return;
        std::vector<PaletteEntry> all, actions;
        const QStringList parts = m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        // Of an action from the beginning of a word: "block" is not "Unblock". Of an object, any part of its name.
        const auto fits = [&](const PaletteEntry &action) {
            const QString name = QLatin1Char(' ') + action.name;
            return std::all_of(parts.begin(), parts.end(), [&](const QString &part) {
                const bool ofName = m_nameParts.contains(part, Qt::CaseInsensitive);
                return name.contains(ofName ? part : QLatin1Char(' ') + part, Qt::CaseInsensitive);
            });
        };
        for (const std::vector<PaletteObject> &list : m_beside) {
            for (const PaletteObject &object : list)
                std::copy_if(object.actions.begin(), object.actions.end(), std::back_inserter(actions), fits);
        }
        for (const std::vector<PaletteObject> &list : m_named) {
            for (const PaletteObject &object : list) {
                if (all.empty() && actions.empty()) // of all others by their name beside what is to be done
                    actions = object.actions;
                all.push_back(object.entry);
            }
        }
        all.insert(all.end(), m_requests.begin(), m_requests.end());
        all.insert(all.end(), actions.begin(), actions.end());
        m_palette.setFound(m_text, std::move(all));
    }

    AdminClient &m_client;
    MainWindow &m_window;
    CommandPalette &m_palette;
    const QString m_text;
    QStringList m_nameParts; ///< of what is named beside something to do
    Found m_named, m_beside;
    std::vector<PaletteEntry> m_requests;
    int m_missing = 0;
};

} // namespace

void searchGateway(AdminClient &client, MainWindow &window, CommandPalette &palette, const QString &text)
{
    std::make_shared<Search>(client, window, palette, text)->start();
}

} // namespace ostiary
