#include "core/profile_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace kontor {

Result<ProfileLock> ProfileLock::take(const std::filesystem::path& profile) {
    const auto path = profile / "lock";
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return ErrorCode::Storage;
    ProfileLock lock(file);
    while (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return ErrorCode::ProfileInUse;
        if (errno != EINTR)
            return ErrorCode::Storage;
    }
    return lock;
}

ProfileLock::ProfileLock(ProfileLock&& other) noexcept
    : m_file(std::exchange(other.m_file, -1)) {}

ProfileLock& ProfileLock::operator=(ProfileLock&& other) noexcept {
    std::swap(m_file, other.m_file);
    return *this;
}

ProfileLock::~ProfileLock() {
    if (m_file >= 0)
        close(m_file);
}

} // namespace kontor
