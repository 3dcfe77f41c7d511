#pragma once

#include "core/values.h"
#include "storage/key_slots.h"

#include <memory>
#include <stop_token>

namespace kontor {

/// The system's keychain as the holder of a profile's wrapping key: Secret Service or KWallet,
/// Windows' credential store, macOS' keychain, through QtKeychain. read() and create() run a small
/// event loop of their own and may ask the person; they give up after kPatience, or when `stop` is
/// requested. QtKeychain keeps copies of what passes through it in memory that nobody wipes.
class KeychainSlot final : public KeySlot {
public:
    /// Time to find the password of a locked keychain.
    static constexpr std::chrono::minutes kPatience{2};

    explicit KeychainSlot(std::stop_token stop = {})
        : m_stop(std::move(stop)) {}

    [[nodiscard]] SlotKind kind() const override { return SlotKind::Keychain; }
    [[nodiscard]] Result<WrappingKey> read(const SlotId& id) override;
    /// Reads back what it has written: a keychain that forgets must not hold a profile.
    [[nodiscard]] Result<void> create(const SlotId& id, const WrappingKey& key) override;

private:
    std::stop_token m_stop;
};

/// Is there a keychain that would answer, as far as one can tell without starting or asking
/// anything? Takes milliseconds. Never on a machine without a session bus.
[[nodiscard]] bool keychainIsRunning();

/// The holder that an existing profile's slot names, and otherwise the wanted one. Errors: those of
/// slotKind().
[[nodiscard]] Result<std::shared_ptr<KeySlot>>
keySlotFor(const std::filesystem::path& profile, NewProfileKey wanted, std::stop_token stop = {});

} // namespace kontor
