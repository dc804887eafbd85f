// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "ui/appearanceportal.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDBusPendingCallWatcher>
#include <QPalette>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace ostiary;

/// What a desktop's portal answers and tells.
class DesktopPortal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 1;

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key) const
    {
        const bool known = group == "org.freedesktop.appearance" && key == "color-scheme";
        return QDBusVariant(QVariant::fromValue(QDBusVariant(known ? scheme : 99)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

class tst_Appearance : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;

private Q_SLOTS:
    void initTestCase()
    {
        const QString program = QStandardPaths::findExecutable("dbus-daemon");
        if (program.isEmpty())
            QSKIP("dbus-daemon is not here");
        QFile rules(m_folder.filePath("bus.conf")); // a bus that starts nothing by itself
        QVERIFY(rules.open(QIODevice::WriteOnly));
        rules.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context='default'>"
                    "<allow send_destination='*'/><allow receive_sender='*'/><allow own='*'/></policy></busconfig>");
        rules.close();
        m_daemon.start(program, {"--nofork", "--print-address", "--config-file", rules.fileName()});
        QVERIFY(m_daemon.waitForReadyRead());
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    void cleanupTestCase()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    void followsTheDesktopUntilTheUserChooses()
    {
        QDBusConnection desktop = QDBusConnection::connectToBus(m_address, "desktop");
        DesktopPortal portal;
        QVERIFY(desktop.registerObject("/org/freedesktop/portal/desktop", &portal,
                                       QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(desktop.registerService("org.freedesktop.portal.Desktop"));

        Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        QVERIFY(!theme.isDark());
        AppearancePortal asked(QDBusConnection::connectToBus(m_address, "console"));
        QSignalSpy heard(&asked, &AppearancePortal::preferred);
        connect(&asked, &AppearancePortal::preferred, &theme, [&](AppearancePortal::Preference preference) {
            theme.followDesktop(preference == AppearancePortal::Preference::None
                                    ? std::nullopt
                                    : std::optional(preference == AppearancePortal::Preference::Dark));
        });
        QTRY_VERIFY(theme.isDark()); // as the portal answered
        QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::dark().background);

        const auto tell = [&](const QString &group, const QString &key, uint value) {
            Q_EMIT portal.SettingChanged(group, key, QDBusVariant(value));
        };
        tell("org.freedesktop.appearance", "contrast", 2);
        tell("org.gnome.desktop.interface", "color-scheme", 2);
        tell("org.freedesktop.appearance", "color-scheme", 2);
        QTRY_VERIFY(!theme.isDark());
        QCOMPARE(heard.size(), 2); // its answer and one change: the others are not about light or dark
        tell("org.freedesktop.appearance", "color-scheme", 1);
        QTRY_VERIFY(theme.isDark());
        tell("org.freedesktop.appearance", "color-scheme", 0); // no preference: as the palette is
        QTRY_VERIFY(!theme.isDark());

        theme.choose(Theme::Choice::Light);
        tell("org.freedesktop.appearance", "color-scheme", 1);
        QTRY_COMPARE(heard.size(), 5);
        QVERIFY(!theme.isDark()); // the user's choice is kept
        theme.choose(Theme::Choice::System);
        QVERIFY(theme.isDark()); // and given up, the desktop's counts again
        theme.choose(Theme::Choice::Light);
        QVERIFY(desktop.unregisterService("org.freedesktop.portal.Desktop"));
    }

    void withoutAPortalNothingIsTold()
    {
        const QDBusConnection bus = QDBusConnection::connectToBus(m_address, "lonely");
        AppearancePortal asked(bus);
        QSignalSpy heard(&asked, &AppearancePortal::preferred);
        auto *answer = asked.findChild<QDBusPendingCallWatcher *>();
        QVERIFY(answer);
        QSignalSpy ended(answer, &QDBusPendingCallWatcher::finished);
        QTRY_COMPARE(ended.size(), 1); // "no such service"
        QCOMPARE(heard.size(), 0);
    }
};

OSTIARY_TEST(tst_Appearance)
#include "tst_appearance.moc"
