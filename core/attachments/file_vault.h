#pragma once

#include "base/id.h"
#include "core/content/attachment.h"

#include <QByteArray>

#include <filesystem>
#include <vector>

namespace kontor {

/// The sealed files of a profile, in a folder of their own, each named by its blob. What they hold
/// is of no use without the keys, which are in the store. A value: copies speak of the same folder.
/// Every function waits for the disk: beside the core thread (async/background.h).
class FileVault {
public:
    explicit FileVault(std::filesystem::path folder)
        : m_folder(std::move(folder)) {}

    [[nodiscard]] std::filesystem::path pathOf(const BlobId& blob) const;
    /// Where one lies while it arrives.
    [[nodiscard]] std::filesystem::path arrivingPathOf(const BlobId& blob) const;

    /// Seals `file` under the attachment's key and header, durably; the attachment learns size and
    /// hash. Storage.
    [[nodiscard]] Result<void> seal(content::Attachment& attachment, ByteView file) const;
    /// What has arrived takes its place when it has the attachment's size and hash, and goes
    /// otherwise. FileDamaged, Storage.
    [[nodiscard]] Result<void> accept(const content::Attachment& attachment) const;
    /// The file itself, checked to its end. FileMissing, FileDamaged.
    [[nodiscard]] Result<QByteArray> open(const content::Attachment& attachment) const;
    [[nodiscard]] bool has(const BlobId& blob) const;
    void remove(const BlobId& blob) const;
    /// What there is of one that broke off. A whole one stays.
    void dropArriving(const BlobId& blob) const;

    /// Makes the folder; what was on its way in goes. Storage.
    [[nodiscard]] Result<void> prepare() const;
    /// Those that lie there.
    [[nodiscard]] std::vector<BlobId> all() const;

private:
    std::filesystem::path m_folder;
};

} // namespace kontor
