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

} // namespace

#ifdef _WIN32

struct PrivateFileWriter::Output {
    explicit Output(const fs::path& file)
        : stream(file, std::ios::binary | std::ios::trunc) {}
    [[nodiscard]] bool isOpen() const { return static_cast<bool>(stream); }
    bool write(ByteView bytes) {
        stream.write(reinterpret_cast<const char*>(bytes.data()),
                     static_cast<std::streamsize>(bytes.size()));
        return static_cast<bool>(stream);
    }
    bool finish() {
        stream.close();
        return !stream.fail();
    }
    std::ofstream stream;
};

Result<void> syncPrivateFile(const fs::path& /*file*/) {
    return {};
}

namespace {

Result<void> syncFolder(const fs::path& /*folder*/) {
    return {};
}

} // namespace

#else

namespace {

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

constexpr mode_t kUserAlone = 0600;

Result<void> syncFolder(const fs::path& folder) {
    const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (open.number() < 0 || ::fsync(open.number()) != 0)
        return failed("the profile's folder was not synced");
    return {};
}

} // namespace

struct PrivateFileWriter::Output {
    explicit Output(const fs::path& file)
        : descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                            kUserAlone)) {}
    [[nodiscard]] bool isOpen() const {
        return descriptor.number() >= 0 && ::fchmod(descriptor.number(), kUserAlone) == 0;
    }
    bool write(ByteView bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return false;
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return true;
    }
    bool finish() { return ::fsync(descriptor.number()) == 0; }
    Descriptor descriptor;
};

Result<void> syncPrivateFile(const fs::path& file) {
    const Descriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (open.number() < 0 || ::fsync(open.number()) != 0)
        return failed("a file of the profile was not synced");
    return {};
}

#endif

PrivateFileWriter::PrivateFileWriter(fs::path file, std::unique_ptr<Output> output)
    : m_file(std::move(file))
    , m_output(std::move(output)) {}

PrivateFileWriter::PrivateFileWriter(PrivateFileWriter&& other) noexcept = default;

PrivateFileWriter::~PrivateFileWriter() {
    if (!m_output)
        return;
    m_output.reset();
    std::error_code ignored;
    fs::remove(beside(), ignored);
}

fs::path PrivateFileWriter::beside() const {
    fs::path path = m_file;
    path += ".new";
    return path;
}

Result<PrivateFileWriter> PrivateFileWriter::begin(const fs::path& file) {
    PrivateFileWriter writer(file, nullptr);
    auto output = std::make_unique<Output>(writer.beside());
    if (!output->isOpen())
        return failed("a file of the profile was not opened");
    writer.m_output = std::move(output);
    return writer;
}

Result<void> PrivateFileWriter::write(ByteView bytes) {
    if (!m_output->write(bytes))
        return failed("a file of the profile was not written");
    return {};
}

Result<void> PrivateFileWriter::keep() {
    if (!m_output->finish())
        return failed("a file of the profile was not synced");
    auto renamed = renamePrivateFile(beside(), m_file);
    if (renamed.ok())
        m_output.reset();
    return renamed;
}

Result<void> renamePrivateFile(const fs::path& from, const fs::path& to) {
    std::error_code failure;
    fs::rename(from, to, failure);
    if (failure)
        return failed("a file of the profile was not put in place");
    return syncFolder(to.has_parent_path() ? to.parent_path() : fs::path("."));
}

Result<void> writePrivateFile(const fs::path& file, ByteView bytes) {
    auto writer = PrivateFileWriter::begin(file);
    if (!writer.ok())
        return writer.error();
    if (auto written = writer.value().write(bytes); !written.ok())
        return written;
    return writer.value().keep();
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
