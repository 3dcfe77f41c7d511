#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <optional>

/// Small files beside the store, readable by the user alone.
namespace kontor::storage {

/// Replaces the file as a whole: written beside it, synced, renamed, the folder synced. After a
/// crash there is the old one or the new one. Errors: Storage.
[[nodiscard]] Result<void> writePrivateFile(const std::filesystem::path& file, ByteView bytes);
/// The same in pieces, for large ones: until it is kept the old file stays, and nothing of the new
/// one is left behind.
class PrivateFileWriter {
public:
    [[nodiscard]] static Result<PrivateFileWriter> begin(const std::filesystem::path& file);
    PrivateFileWriter(PrivateFileWriter&& other) noexcept;
    PrivateFileWriter& operator=(PrivateFileWriter&&) = delete;
    ~PrivateFileWriter();
    [[nodiscard]] Result<void> write(ByteView bytes);
    /// Once, at the end: durable when it returns.
    [[nodiscard]] Result<void> keep();

private:
    struct Output;
    PrivateFileWriter(std::filesystem::path file, std::unique_ptr<Output> output);
    [[nodiscard]] std::filesystem::path beside() const;

    std::filesystem::path m_file;
    std::unique_ptr<Output> m_output; ///< none: kept, or moved from
};

/// What is durable already takes its place under another name, durably. Storage.
[[nodiscard]] Result<void> renamePrivateFile(const std::filesystem::path& from,
                                             const std::filesystem::path& to);
/// Makes a file that something else has written durable. Storage.
[[nodiscard]] Result<void> syncPrivateFile(const std::filesystem::path& file);

/// None when there is no such file. Errors: TooLarge (over `limit`), Storage.
[[nodiscard]] Result<std::optional<Bytes>> readPrivateFile(const std::filesystem::path& file,
                                                           std::size_t limit);

} // namespace kontor::storage
