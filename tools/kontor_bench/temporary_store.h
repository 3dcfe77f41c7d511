#pragma once

#include "storage/database.h"
#include "tools/kontor_bench/output_form.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace kontor::bench {

/// An encrypted store, in a folder that goes with it.
class TemporaryStore {
public:
    TemporaryStore();

    /// Once more, as a program does that starts. `swept`: what it does before anybody reads.
    [[nodiscard]] Result<void>
    open(const std::function<Result<void>(storage::Database&)>& swept = {});
    /// Opened so many times: how long each took.
    [[nodiscard]] Result<void>
    measureOpenings(const char* name, int times, OutputForm form,
                    const std::function<Result<void>(storage::Database&)>& swept = {});
    /// What its files take on disk, the log of what is not yet in place included.
    [[nodiscard]] double bytes() const;
    [[nodiscard]] storage::Database& operator*() const { return *m_database; }
    [[nodiscard]] storage::Database* operator->() const { return m_database.get(); }

private:
    QTemporaryDir m_folder;
    storage::StoreKey m_key;
    std::unique_ptr<storage::Database> m_database;
};

/// The exit code of a command that ended so; a failure is told.
[[nodiscard]] int exitCodeOf(const Result<void>& done);

} // namespace kontor::bench
