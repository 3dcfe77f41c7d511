#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace kontor::server {

/// The folder that holds all of one server, 0700, its files 0600. While this object lives no second
/// server opens it.
class DataFolder {
public:
    /// Makes it when it is not there. Errors: Storage, ProfileInUse.
    [[nodiscard]] static Result<DataFolder> open(const std::string& path);
    DataFolder(DataFolder&& other) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;
    ~DataFolder();

    [[nodiscard]] std::string path(std::string_view file) const;
    [[nodiscard]] bool has(std::string_view file) const;

private:
    DataFolder(std::string path, int lock)
        : m_path(std::move(path))
        , m_lock(lock) {}

    std::string m_path;
    int m_lock;
};

/// At most a megabyte. Storage.
[[nodiscard]] Result<Bytes> readFile(const std::string& path);
/// All or nothing, durable when it returns; 0600. Storage.
[[nodiscard]] Result<void> replaceFile(const std::string& path, ByteView content);

// What lies in it.
inline constexpr std::string_view kOrganisationKeyFile = "organisation.key";
inline constexpr std::string_view kRemovalKeyFile = "removal.key";
inline constexpr std::string_view kStatementFile = "statement";
inline constexpr std::string_view kTlsKeyFile = "tls.key";
inline constexpr std::string_view kTlsCertificateFile = "tls.crt";
inline constexpr std::string_view kDatabaseFile = "kontor.db";
inline constexpr std::string_view kBlobFolder = "blobs";
inline constexpr std::string_view kControlSocketFile = "control";
inline constexpr std::string_view kTurnSecretFile = "turn.secret"; ///< made by the administrator

} // namespace kontor::server
