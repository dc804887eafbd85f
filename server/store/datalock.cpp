// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datalock.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace ostiary {

std::string dataDirectoryFailure(const std::string &file, int error, long holder)
{
    const std::string directory = file.substr(0, file.find_last_of('/'));
    switch (error) {
    case EWOULDBLOCK:
        return "another Ostiary " + (holder > 0 ? "(process " + std::to_string(holder) + ") " : std::string()) +
               "uses the data directory " + directory + "; stop it, or choose another with --data-dir";
    case EACCES:
    case EPERM:
        return "this user may not write " + file + "; give the data directory to the user that runs Ostiary (chown), " +
               "or choose another with --data-dir";
    case EROFS:
        return "the disk of the data directory " + directory +
               " is mounted read-only; mount it writable, or choose another with --data-dir";
    case ENOLCK:
    case ENOSYS:
    case EOPNOTSUPP:
        return "the file system of the data directory " + directory +
               " has no file locks, so two gateways could write it at once; use a local disk (--data-dir)";
    case ENOSPC:
    case EDQUOT:
        return "the disk of the data directory " + directory + " is full; make room, or choose another with --data-dir";
    case ENOENT:
    case ENOTDIR:
        return "there is no directory " + directory + "; choose the data directory with --data-dir";
    case EISDIR:
        return file + " is a directory where the lock should be a file; move it away";
    case EMFILE:
    case ENFILE:
        return "no file can be opened in " + directory + ": too many are open already (ulimit -n)";
    default:
        return "the data directory cannot be locked with " + file + ": " + std::strerror(error);
    }
}

#ifdef Q_OS_WIN

Outcome<std::unique_ptr<DataLock>> DataLock::take(const QString &file)
{
    const std::wstring name = file.toStdWString();
    HANDLE handle = CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return dataDirectoryFailure(file.toStdString(), GetLastError() == ERROR_ACCESS_DENIED ? EACCES : EIO, 0);
    OVERLAPPED whole{};
    if (!LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &whole)) {
        const bool held = GetLastError() == ERROR_LOCK_VIOLATION || GetLastError() == ERROR_IO_PENDING;
        CloseHandle(handle);
        return dataDirectoryFailure(file.toStdString(), held ? EWOULDBLOCK : ENOLCK, 0);
    }
    std::unique_ptr<DataLock> lock(new DataLock);
    lock->m_file = handle;
    return lock;
}

DataLock::~DataLock()
{
    if (m_file)
        CloseHandle(m_file);
}

#else

Outcome<std::unique_ptr<DataLock>> DataLock::take(const QString &file)
{
    const std::string name = file.toStdString();
    // The descriptor stays open for as long as the lock is held; no child may inherit it.
    const int fd = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return dataDirectoryFailure(name, errno, 0);
    int locked = 0;
    do
        locked = ::flock(fd, LOCK_EX | LOCK_NB);
    while (locked != 0 && errno == EINTR);
    if (locked != 0) {
        const int error = errno;
        char text[24] = {};
        const ssize_t size = ::pread(fd, text, sizeof text - 1, 0);
        const long holder = size > 0 ? std::strtol(text, nullptr, 10) : 0;
        ::close(fd);
        return dataDirectoryFailure(name, error, holder);
    }
    const std::string mine = std::to_string(::getpid()) + "\n";
    if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, mine.data(), mine.size(), 0) != static_cast<ssize_t>(mine.size())) {
        const int error = errno;
        ::close(fd);
        return dataDirectoryFailure(name, error, 0);
    }
    std::unique_ptr<DataLock> lock(new DataLock);
    lock->m_file = fd;
    return lock;
}

DataLock::~DataLock()
{
    if (m_file >= 0)
        ::close(m_file); // the file stays: taking it away would let two processes lock two files of one name
}

#endif

} // namespace ostiary
