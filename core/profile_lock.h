#pragma once

#include "base/result.h"

#include <filesystem>

namespace kontor {

/// One program at a time uses a profile: a lock of the operating system on the file `lock` in it,
/// which goes with the program however it ends. Movable; unlocks when destroyed.
class ProfileLock {
public:
    /// ProfileInUse; Storage (the folder cannot be written).
    [[nodiscard]] static Result<ProfileLock> take(const std::filesystem::path& profile);
    ProfileLock(ProfileLock&& other) noexcept;
    ProfileLock& operator=(ProfileLock&& other) noexcept;
    ~ProfileLock();

private:
    explicit ProfileLock(int file)
        : m_file(file) {}
    int m_file = -1;
};

} // namespace kontor
