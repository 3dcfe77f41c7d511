#include "server/blobs/blob_folder.h"

#include "crypto/encoding.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>

namespace kontor::server {

namespace fs = std::filesystem;

namespace {

constexpr char kIncoming[] = "/incoming";

} // namespace

Result<BlobFolder> BlobFolder::open(std::string path) {
    const std::string incoming = path + kIncoming;
    std::error_code error;
    fs::remove_all(incoming, error);
    fs::create_directories(incoming, error);
    if (error || ::chmod(path.c_str(), 0700) != 0)
        return ErrorCode::Storage;
    return BlobFolder(std::move(path));
}

std::string BlobFolder::pathOf(const BlobId& blob) const {
    return m_path + "/" + toHex(blob.view());
}

void BlobFolder::sweep(const std::function<bool(const BlobId& blob)>& isKnown) const {
    std::error_code error;
    for (const auto& file : fs::directory_iterator(m_path, error)) {
        if (!file.is_regular_file(error))
            continue;
        const auto name = fromHex(file.path().filename().string());
        const auto blob = name.ok() ? BlobId::parse(name.value()) : Result<BlobId>(name.error());
        if (!blob.ok() || !isKnown(blob.value()))
            fs::remove(file.path(), error);
    }
}

Result<BlobFolder::Incoming> BlobFolder::begin(const BlobId& blob) const {
    const std::string path = m_path + kIncoming + "/" + toHex(blob.view());
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return ErrorCode::Storage;
    return Incoming(path, pathOf(blob), m_path, std::move(file));
}

std::optional<Descriptor> BlobFolder::read(const BlobId& blob) const {
    Descriptor file(::open(pathOf(blob).c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return std::nullopt;
    return file;
}

void BlobFolder::remove(const BlobId& blob) const {
    std::remove(pathOf(blob).c_str());
}

BlobFolder::Incoming::Incoming(Incoming&& other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_place(std::move(other.m_place))
    , m_folder(std::move(other.m_folder))
    , m_file(std::move(other.m_file)) {}

BlobFolder::Incoming::~Incoming() {
    if (!m_path.empty())
        std::remove(m_path.c_str());
}

Result<void> BlobFolder::Incoming::write(ByteView part) {
    if (!writeAll(m_file.number(), part))
        return ErrorCode::Storage;
    return {};
}

Result<void> BlobFolder::Incoming::keep() {
    if (::fsync(m_file.number()) != 0 || std::rename(m_path.c_str(), m_place.c_str()) != 0)
        return ErrorCode::Storage;
    m_path.clear();
    return syncFolder(m_folder);
}

Result<std::size_t> readPart(const Descriptor& file, std::span<std::uint8_t> buffer) {
    for (;;) {
        const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return ErrorCode::Storage;
        return static_cast<std::size_t>(count);
    }
}

} // namespace kontor::server
