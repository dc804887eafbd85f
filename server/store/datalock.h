// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>

#include <memory>
#include <string>

namespace ostiary {

/// The right to write in a data directory, for one process at a time.
///
/// The kernel holds it for the open file, so it ends with the process however that ends. The number in the file only
/// tells a person who holds it; nothing is decided by it, since numbers of processes come again (1 in every container).
class DataLock
{
public:
    /// Takes the lock of `file`, making the file when there is none; the error is one sentence that says what to do.
    static Outcome<std::unique_ptr<DataLock>> take(const QString &file);
    ~DataLock();
    DataLock(const DataLock &) = delete;
    DataLock &operator=(const DataLock &) = delete;

private:
    DataLock() = default;
#ifdef Q_OS_WIN
    void *m_file = nullptr;
#else
    int m_file = -1;
#endif
};

/// Why the data directory of `file` cannot be locked or written, in a sentence, from a system's error number.
std::string dataDirectoryFailure(const std::string &file, int error, long holder);

} // namespace ostiary
