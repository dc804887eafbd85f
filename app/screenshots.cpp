// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshots.h"

#include "ui/mainwindow.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"

#include <QApplication>
#include <QDir>
#include <QScrollArea>
#include <QTimer>

#include <algorithm>

namespace ostiary {

namespace {

constexpr QSize kPictured{1360, 850}; ///< whatever the screen is that nobody looks at
constexpr QSize kSmallest{960, 600};  ///< to which a window can be made
constexpr int kSettleMs = 1200;       ///< a page has asked and been answered

void takeFrom(MainWindow &window, const QString &folder, int page)
{
    if (page < 0) {
        QCoreApplication::exit(0); // not quit(), which asks whether the gateway shall end
        return;
    }
    window.showPage(page);
    QTimer::singleShot(kSettleMs, &window, [&window, folder, page] {
        // A list is shown with one of its rows opened; the table that bears the page's name is that list.
        const auto *shown = static_cast<Page *>(window.pageWidget(window.pageName(page)));
        auto *table = shown->findChild<Table *>(shown->title());
        if (table && table->model().rowCount() > 0)
            table->view()->selectRow(std::min(1, table->model().rowCount() - 1));
        QTimer::singleShot(kSettleMs, &window, [&window, folder, page] {
            window.grab().save(QStringLiteral("%1/%2.png").arg(folder, window.pageName(page)));
            window.resize(kSmallest);
            QTimer::singleShot(kSettleMs, &window, [&window, folder, page] {
                window.grab().save(QStringLiteral("%1/%2-small.png").arg(folder, window.pageName(page)));
                window.resize(kPictured);
                takeFrom(window, folder, page - 1);
            });
        });
    });
}

} // namespace

void takeScreenshots(MainWindow &window, const QString &folder)
{
    QDir().mkpath(folder);
    window.resize(kPictured);
    takeFrom(window, folder, window.pageCount() - 1);
}

void takeGalleryPicture(QWidget &gallery, const QString &folder)
{
    QDir().mkpath(folder);
    QTimer::singleShot(kSettleMs, &gallery, [&gallery, folder] {
        const auto *area = gallery.findChild<QScrollArea *>();
        gallery.resize(gallery.width(), area->widget()->sizeHint().height() + 120);
        QTimer::singleShot(kSettleMs, &gallery, [&gallery, folder] {
            gallery.grab().save(folder + QStringLiteral("/gallery.png"));
            QCoreApplication::exit(0); // not quit(), which asks whether the gateway shall end
        });
    });
}

} // namespace ostiary
