#pragma once

#include <filesystem>
#include <string>

namespace kontor::test {

/// An SQLite store as its files are now: what a crash at this moment would leave. Whatever the
/// target has of it before goes.
inline void copyStore(const std::filesystem::path& from, const std::string& name,
                      const std::filesystem::path& to) {
    std::filesystem::create_directories(to);
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(to / (name + ending));
    for (const char* ending : {"", "-wal"})
        if (std::filesystem::exists(from / (name + ending)))
            std::filesystem::copy_file(from / (name + ending), to / (name + ending));
}

} // namespace kontor::test
