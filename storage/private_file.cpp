#include "storage/private_file.h"

#include "base/log.h"

#include <cerrno>
#include <fstream>
#include <iterator>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace kontor::storage {

namespace fs = std::filesystem;

namespace {

ErrorCode failed(log::Text what) {
    log::warning(log::Category::Storage, what, {{"errno", errno}});
    return ErrorCode::Storage;
}

#ifdef _WIN32

Result<void> writeThrough(const fs::path& file, ByteView bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out)
        return failed("a file of the profile was not written");
    return {};
}

Result<void> syncFolder(const fs::path& /*folder*/) {
    return {};
}

#else

/// Closes by itself; only for the length of a function.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_number >= 0)
            ::close(m_number);
    }
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

Result<void> writeThrough(const fs::path& file, ByteView bytes) {
    constexpr mode_t kUserAlone = 0600;
    const Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kUserAlone));
    if (out.number() < 0 || ::fchmod(out.number(), kUserAlone) != 0)
        return failed("a file of the profile was not opened");
    while (!bytes.empty()) {
        const ssize_t written = ::write(out.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failed("a file of the profile was not written");
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(out.number()) != 0)
        return failed("a file of the profile was not synced");
    return {};
}

Result<void> syncFolder(const fs::path& folder) {
    const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (open.number() < 0 || ::fsync(open.number()) != 0)
        return failed("the profile's folder was not synced");
    return {};
}

#endif

} // namespace

Result<void> writePrivateFile(const fs::path& file, ByteView bytes) {
    fs::path beside = file;
    beside += ".new";
    if (const auto written = writeThrough(beside, bytes); !written.ok())
        return written.error();
    std::error_code failure;
    fs::rename(beside, file, failure);
    if (failure)
        return failed("a file of the profile was not put in place");
    return syncFolder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

Result<std::optional<Bytes>> readPrivateFile(const fs::path& file, std::size_t limit) {
    std::error_code failure;
    if (!fs::exists(file, failure) && !failure)
        return std::optional<Bytes>();
    const auto size = fs::file_size(file, failure);
    if (failure)
        return failed("a file of the profile was not read");
    if (size > limit)
        return Error(ErrorCode::TooLarge, {std::to_string(limit)});
    std::ifstream in(file, std::ios::binary);
    Bytes bytes(size);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!in)
        return failed("a file of the profile was not read");
    return std::optional(std::move(bytes));
}

} // namespace kontor::storage
