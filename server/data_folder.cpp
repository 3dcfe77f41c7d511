#include "server/data_folder.h"

#include "server/descriptor.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kontor::server {

namespace {

constexpr std::size_t kGreatestFile = 1024U * 1024U;

} // namespace

Result<DataFolder> DataFolder::open(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error || ::chmod(path.c_str(), 0700) != 0)
        return ErrorCode::Storage;
    Descriptor lock(::open((path + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.number() < 0)
        return ErrorCode::Storage;
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0)
        return ErrorCode::ProfileInUse;
    return DataFolder(path, lock.release());
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_lock(std::exchange(other.m_lock, -1)) {}

DataFolder::~DataFolder() {
    if (m_lock >= 0)
        ::close(m_lock);
}

std::string DataFolder::path(std::string_view file) const {
    return m_path + "/" + std::string(file);
}

bool DataFolder::has(std::string_view file) const {
    std::error_code error;
    return std::filesystem::exists(path(file), error);
}

Result<Bytes> readFile(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0)
        return ErrorCode::Storage;
    Bytes content;
    std::array<std::uint8_t, 4096> part{};
    for (;;) {
        const ssize_t count = ::read(file.number(), part.data(), part.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 || content.size() > kGreatestFile)
            return ErrorCode::Storage;
        if (count == 0)
            return content;
        content.insert(content.end(), part.begin(), part.begin() + count);
    }
}

Result<void> replaceFile(const std::string& path, ByteView content) {
    const std::string fresh = path + ".new";
    {
        const Descriptor file(
            ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file.number() < 0 || !writeAll(file.number(), content) || ::fsync(file.number()) != 0)
            return ErrorCode::Storage;
    }
    if (std::rename(fresh.c_str(), path.c_str()) != 0)
        return ErrorCode::Storage;
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return syncFolder(folder);
}

} // namespace kontor::server
