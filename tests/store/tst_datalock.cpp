// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datalock.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cerrno>

#include <sys/wait.h>
#include <unistd.h>

using namespace ostiary;

class tst_DataLock : public QObject
{
    Q_OBJECT

    static QString fileIn(const QTemporaryDir &folder) { return folder.filePath("ostiary.lock"); }
    static void write(const QString &name, const QByteArray &text)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

private Q_SLOTS:
    void oneProcessAtATime()
    {
        QTemporaryDir folder;
        auto first = DataLock::take(fileIn(folder));
        QVERIFY(first.ok());
        const auto second = DataLock::take(fileIn(folder));
        QVERIFY(!second.ok());
        QVERIFY2(second.error().find("process " + std::to_string(getpid())) != std::string::npos,
                 second.error().c_str());
        first.value().reset();
        QVERIFY(DataLock::take(fileIn(folder)).ok());
    }

    void endsWithTheProcessThoughItsNumberComesAgain()
    {
        QTemporaryDir folder;
        int ready[2];
        QCOMPARE(pipe(ready), 0);
        const pid_t child = fork();
        if (child == 0) {
            const auto lock = DataLock::take(fileIn(folder));
            const char taken = lock.ok() ? 'y' : 'n';
            if (::write(ready[1], &taken, 1) == 1)
                ::pause();
            _exit(1);
        }
        char taken = 0;
        QCOMPARE(::read(ready[0], &taken, 1), ssize_t(1));
        QCOMPARE(taken, 'y');
        QVERIFY(!DataLock::take(fileIn(folder)).ok());
        ::kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        write(fileIn(folder), QByteArray::number(getpid()) + '\n'); // as if the killed one had had our number
        QVERIFY(DataLock::take(fileIn(folder)).ok());
        ::close(ready[0]);
        ::close(ready[1]);
    }

    void takesOverTheFileOfAnEarlierVersion()
    {
        QTemporaryDir folder;
        write(fileIn(folder), "1\nostiaryd\nhost\nmachine\nboot\n");
        QVERIFY(DataLock::take(fileIn(folder)).ok());
    }

    void saysWhyItFails_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<QString>("word");
        QTest::newRow("held") << EWOULDBLOCK << "another Ostiary";
        QTest::newRow("no permission") << EACCES << "may not write";
        QTest::newRow("not permitted") << EPERM << "may not write";
        QTest::newRow("read-only disk") << EROFS << "read-only";
        QTest::newRow("no locks") << ENOLCK << "no file locks";
        QTest::newRow("locks not supported") << EOPNOTSUPP << "no file locks";
        QTest::newRow("full") << ENOSPC << "full";
        QTest::newRow("quota") << EDQUOT << "full";
        QTest::newRow("gone") << ENOENT << "no directory";
        QTest::newRow("descriptors") << EMFILE << "too many";
        QTest::newRow("anything else") << EIO << "Input/output error";
    }
    void saysWhyItFails()
    {
        QFETCH(int, error);
        QFETCH(QString, word);
        const QString said = QString::fromStdString(dataDirectoryFailure("/d/ostiary.lock", error, 7));
        QVERIFY2(said.contains(word), qPrintable(said));
        QVERIFY2(error == EWOULDBLOCK || !said.contains("another Ostiary"), qPrintable(said));
    }

    void aFolderThatIsNotThereIsNotAnotherOstiary()
    {
        QTemporaryDir folder;
        const auto lock = DataLock::take(folder.filePath("nowhere/ostiary.lock"));
        QVERIFY(!lock.ok());
        QVERIFY(lock.error().find("no directory") != std::string::npos);
        QVERIFY(QDir(folder.path()).mkdir("ostiary.lock"));
        const auto taken = DataLock::take(fileIn(folder));
        QVERIFY(!taken.ok());
        QVERIFY(taken.error().find("is a directory") != std::string::npos);
    }
};

OSTIARY_TEST(tst_DataLock)
#include "tst_datalock.moc"
