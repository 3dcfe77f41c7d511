#include "storage/key_backup.h"

#include "storage/private_file.h"
#include "storage/sealing.h"

#include <algorithm>

namespace kontor::storage {

namespace {

constexpr std::string_view kMagic = "KontorKB";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeaderBytes = kMagic.size() + 1;
/// A million groups: far more than anybody has, and 16 MB.
constexpr std::size_t kFileBytes = 16U * 1024U * 1024U + 1024U;
constexpr std::size_t kGreatestKeyBytes = 0xFFFF;

Bytes header() {
    Bytes bytes = toBytes(viewOf(kMagic));
    bytes.push_back(kVersion);
    return bytes;
}

/// Device key with a length of two bytes, then the groups' ids to the end.
SecretBytes encode(const KeyBackup& backup) {
    const std::size_t keyBytes = std::min(backup.deviceKey.size(), kGreatestKeyBytes);
    SecretBytes plain(2 + keyBytes + backup.groups.size() * GroupId::kSize);
    auto out = plain.writable();
    out[0] = static_cast<std::uint8_t>(keyBytes >> 8U);
    out[1] = static_cast<std::uint8_t>(keyBytes & 0xFFU);
    std::ranges::copy(backup.deviceKey.view().first(keyBytes), out.begin() + 2);
    auto at = out.begin() + 2 + static_cast<std::ptrdiff_t>(keyBytes);
    for (const GroupId& group : backup.groups)
        at = std::ranges::copy(group.bytes, at).out;
    return plain;
}

Result<KeyBackup> decode(ByteView plain) {
    const Error malformed(ErrorCode::Malformed, {"key backup"});
    if (plain.size() < 2)
        return malformed;
    const std::size_t keyBytes = (std::size_t{plain[0]} << 8U) | plain[1];
    plain = plain.subspan(2);
    if (plain.size() < keyBytes || (plain.size() - keyBytes) % GroupId::kSize != 0)
        return malformed;
    KeyBackup backup;
    backup.deviceKey = SecretBytes::copyOf(plain.first(keyBytes));
    for (plain = plain.subspan(keyBytes); !plain.empty(); plain = plain.subspan(GroupId::kSize)) {
        const auto group = GroupId::parse(plain.first(GroupId::kSize));
        if (!group.ok())
            return group.error();
        backup.groups.push_back(group.value());
    }
    return backup;
}

} // namespace

Bytes sealKeyBackup(const KeyBackup& backup, const StoreKey& key, Random& random) {
    Bytes file = header();
    const Bytes sealed =
        sealUnder(key, SealedFor::KeyBackup, header(), encode(backup).view(), random);
    file.insert(file.end(), sealed.begin(), sealed.end());
    return file;
}

Result<KeyBackup> openKeyBackup(ByteView file, const StoreKey& key) {
    if (file.size() < kHeaderBytes || !textOf(file).starts_with(kMagic))
        return Error(ErrorCode::Malformed, {"key backup"});
    if (file[kMagic.size()] != kVersion)
        return Error(ErrorCode::VersionUnknown, {"key backup"});
    const auto plain = openUnder(key, SealedFor::KeyBackup, header(), file.subspan(kHeaderBytes));
    if (!plain.ok())
        return plain.error();
    return decode(plain.value().view());
}

Result<void> writeKeyBackup(const std::filesystem::path& file, const KeyBackup& backup,
                            const StoreKey& key, Random& random) {
    return writePrivateFile(file, sealKeyBackup(backup, key, random));
}

Result<KeyBackup> readKeyBackup(const std::filesystem::path& file, const StoreKey& key) {
    const auto bytes = readPrivateFile(file, kFileBytes);
    if (!bytes.ok())
        return bytes.error();
    if (!bytes.value())
        return ErrorCode::ProfileMissing;
    return openKeyBackup(*bytes.value(), key);
}

} // namespace kontor::storage
