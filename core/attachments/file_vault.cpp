#include "core/attachments/file_vault.h"

#include "crypto/encoding.h"
#include "storage/private_file.h"

#include <fstream>

namespace kontor {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSealedChunk = kFileChunkBytes + kFileChunkOverhead;

/// The next bytes of a file, at most a sealed chunk.
ByteView nextChunk(std::ifstream& in, Bytes& buffer) {
    buffer.resize(kSealedChunk);
    in.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(buffer.size()));
    return ByteView(buffer).first(static_cast<std::size_t>(in.gcount()));
}

bool isWhole(const fs::path& path, const content::Attachment& attachment) {
    std::error_code failure;
    const auto size = fs::file_size(path, failure);
    if (failure || size != sealedFileBytes(attachment.size))
        return false;
    std::ifstream in(path, std::ios::binary);
    Sha256 hash;
    Bytes buffer;
    while (in)
        hash.update(nextChunk(in, buffer));
    return hash.finish() == attachment.hash;
}

} // namespace

fs::path FileVault::pathOf(const BlobId& blob) const {
    return m_folder / toHex(blob.view());
}

fs::path FileVault::arrivingPathOf(const BlobId& blob) const {
    return m_folder / (toHex(blob.view()) + ".part");
}

Result<void> FileVault::seal(content::Attachment& attachment, ByteView file) const {
    auto writer = storage::PrivateFileWriter::begin(pathOf(attachment.blob));
    if (!writer.ok())
        return writer.error();
    FileSealer sealer(*attachment.key, attachment.header);
    Sha256 hash;
    attachment.size = file.size();
    auto place = FileChunk::Inner;
    while (place == FileChunk::Inner) {
        if (file.size() <= kFileChunkBytes)
            place = FileChunk::Last;
        const ByteView plain = file.first(std::min(file.size(), kFileChunkBytes));
        const Bytes sealed = sealer.seal(plain, place);
        hash.update(sealed);
        if (auto written = writer.value().write(sealed); !written.ok())
            return written;
        file = file.subspan(plain.size());
    }
    attachment.hash = hash.finish();
    return writer.value().keep();
}

Result<void> FileVault::accept(const content::Attachment& attachment) const {
    const fs::path arrived = arrivingPathOf(attachment.blob);
    if (!isWhole(arrived, attachment)) {
        std::error_code ignored;
        fs::remove(arrived, ignored);
        return ErrorCode::FileDamaged;
    }
    if (auto synced = storage::syncPrivateFile(arrived); !synced.ok())
        return synced;
    return storage::renamePrivateFile(arrived, pathOf(attachment.blob));
}

Result<QByteArray> FileVault::open(const content::Attachment& attachment) const {
    std::ifstream in(pathOf(attachment.blob), std::ios::binary);
    if (!in)
        return ErrorCode::FileMissing;
    FileOpener opener(*attachment.key, attachment.header);
    QByteArray file;
    file.reserve(static_cast<qsizetype>(attachment.size));
    Bytes buffer;
    while (!opener.complete()) {
        const auto plain = opener.open(nextChunk(in, buffer));
        if (!plain.ok() ||
            static_cast<std::uint64_t>(file.size()) + plain.value().size() > attachment.size)
            return ErrorCode::FileDamaged;
        file.append(reinterpret_cast<const char*>(plain.value().data()),
                    static_cast<qsizetype>(plain.value().size()));
    }
    if (static_cast<std::uint64_t>(file.size()) != attachment.size)
        return ErrorCode::FileDamaged;
    return file;
}

bool FileVault::has(const BlobId& blob) const {
    std::error_code failure;
    return fs::exists(pathOf(blob), failure);
}

void FileVault::remove(const BlobId& blob) const {
    std::error_code ignored;
    fs::remove(pathOf(blob), ignored);
    dropArriving(blob);
}

void FileVault::dropArriving(const BlobId& blob) const {
    std::error_code ignored;
    fs::remove(arrivingPathOf(blob), ignored);
}

Result<void> FileVault::prepare() const {
    std::error_code failure;
    fs::create_directories(m_folder, failure);
    if (failure)
        return ErrorCode::Storage;
    fs::permissions(m_folder, fs::perms::owner_all, failure);
    for (const auto& file : fs::directory_iterator(m_folder, failure)) {
        const auto ending = file.path().extension();
        if (ending == ".part" || ending == ".new")
            fs::remove(file.path(), failure);
    }
    return {};
}

std::vector<BlobId> FileVault::all() const {
    std::vector<BlobId> blobs;
    std::error_code failure;
    for (const auto& file : fs::directory_iterator(m_folder, failure)) {
        const auto name = fromHex(file.path().filename().string());
        const auto blob = name.ok() ? BlobId::parse(name.value()) : Result<BlobId>(name.error());
        if (blob.ok())
            blobs.push_back(blob.value());
    }
    return blobs;
}

} // namespace kontor
