#pragma once

#include "base/id.h"
#include "base/result.h"
#include "server/descriptor.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace kontor::server {

/// Where the bytes of blobs lie: a file each, named by its id, 0600. One that is on its way in lies
/// in a folder of its own until all of it is there. Every function waits for the disk. Any thread,
/// one at a time for each blob.
class BlobFolder {
public:
    /// A blob on its way in: until it is kept, nothing of it stays.
    class Incoming {
    public:
        Incoming(Incoming&& other) noexcept;
        Incoming& operator=(Incoming&& other) = delete;
        ~Incoming();
        [[nodiscard]] Result<void> write(ByteView part);
        /// All of it, durable, at its place. Storage.
        [[nodiscard]] Result<void> keep();

    private:
        friend class BlobFolder;
        Incoming(std::string path, std::string place, std::string folder, Descriptor file)
            : m_path(std::move(path))
            , m_place(std::move(place))
            , m_folder(std::move(folder))
            , m_file(std::move(file)) {}

        std::string m_path; ///< empty: kept
        std::string m_place;
        std::string m_folder;
        Descriptor m_file;
    };

    /// Makes the folder when it is not there; what was on its way in is gone. Storage.
    [[nodiscard]] static Result<BlobFolder> open(std::string path);

    /// Removes the files that nobody knows: a crash came between a file and its row.
    void sweep(const std::function<bool(const BlobId& blob)>& isKnown) const;
    /// Storage.
    [[nodiscard]] Result<Incoming> begin(const BlobId& blob) const;
    /// None: it is not there.
    [[nodiscard]] std::optional<Descriptor> read(const BlobId& blob) const;
    void remove(const BlobId& blob) const;

private:
    explicit BlobFolder(std::string path)
        : m_path(std::move(path)) {}
    [[nodiscard]] std::string pathOf(const BlobId& blob) const;

    std::string m_path;
};

/// The next bytes of an open file; none at its end. Storage.
[[nodiscard]] Result<std::size_t> readPart(const Descriptor& file, std::span<std::uint8_t> buffer);

} // namespace kontor::server
