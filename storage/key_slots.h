#pragma once

#include "base/id.h"
#include "crypto/random.h"
#include "storage/connection.h"

#include <filesystem>

namespace kontor {

using SlotId = Id<struct SlotIdTag>; ///< names the wrapping key in its holder; random
using WrappingKey = Secret<32>;

enum class SlotKind : std::uint8_t {
    Keychain = 1, ///< the system's keychain holds the wrapping key
    KeyFile = 2,  ///< a file beside the slot, readable by the user alone, does
};

/// Who holds the wrapping key of a profile. The store's key itself lies, wrapped, in the file
/// `key.slot` of the profile. Core thread; read() and create() may block (a keychain asks the
/// person).
class KeySlot {
public:
    virtual ~KeySlot() = default;
    [[nodiscard]] virtual SlotKind kind() const = 0;
    /// Errors: KeychainFailed (refused, locked, or it does not know this id); Storage.
    [[nodiscard]] virtual Result<WrappingKey> read(const SlotId& id) = 0;
    /// Durable when it returns.
    [[nodiscard]] virtual Result<void> create(const SlotId& id, const WrappingKey& key) = 0;
};

/// The fallback where there is no keychain: `key.file`, mode 0600, in the profile.
class KeyFileSlot final : public KeySlot {
public:
    explicit KeyFileSlot(std::filesystem::path profile)
        : m_profile(std::move(profile)) {}
    [[nodiscard]] SlotKind kind() const override { return SlotKind::KeyFile; }
    [[nodiscard]] Result<WrappingKey> read(const SlotId& id) override;
    [[nodiscard]] Result<void> create(const SlotId& id, const WrappingKey& key) override;

private:
    std::filesystem::path m_profile;
};

/// Which holder the profile's slot needs; none: the profile has no key yet. Errors: Malformed,
/// VersionUnknown, Storage.
[[nodiscard]] Result<std::optional<SlotKind>> slotKind(const std::filesystem::path& profile);
/// The same from the file's bytes. Errors: Malformed, VersionUnknown.
[[nodiscard]] Result<SlotKind> parseSlotKind(ByteView file);
/// A fresh store key, wrapped in a fresh slot. Errors: the holder's, Storage.
[[nodiscard]] Result<storage::StoreKey> createStoreKey(const std::filesystem::path& profile,
                                                       KeySlot& holder, Random& random);
/// Errors: the holder's; ProfileMissing (no slot); WrongKey (the holder's key does not open it, or
/// it is of another kind); Malformed; VersionUnknown; Storage.
[[nodiscard]] Result<storage::StoreKey> openStoreKey(const std::filesystem::path& profile,
                                                     KeySlot& holder);

} // namespace kontor
