#pragma once

#include "crypto/hash.h"
#include "crypto/random.h"
#include "storage/contact_store.h"
#include "storage/conversation_store.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kontor::storage {

/// What a damaged store is rebuilt from (delivery.md, 5): keys, account, people's known keys and
/// the list of one's groups, a second time, in a file apart from the database. No message is in it.
struct KeyBackup {
    /// A value of SettingsStore.
    struct Setting {
        std::string name;
        Bytes value;
        friend bool operator==(const Setting&, const Setting&) = default;
    };
    /// Somebody whose identity key is known, oneself too: so that another key is noticed still.
    struct KnownKey {
        UserId user;
        std::string handle;
        std::string displayName;
        PublicKeyBytes key;
        KeyTrust trust = KeyTrust::FirstUse;
        friend bool operator==(const KnownKey&, const KnownKey&) = default;
    };
    struct Group {
        GroupId id;
        ConversationKind kind = ConversationKind::Group;
        std::optional<UserId> peer;        ///< Direct only
        Bytes settings;                    ///< as core keeps them; empty: none are known
        std::vector<MemberRecord> members; ///< whoever is in later and is not here is a stranger
        friend bool operator==(const Group&, const Group&) = default;
    };
    SecretBytes deviceKey;
    SecretBytes identityKey;
    std::vector<Setting> settings;
    std::vector<KnownKey> people;
    std::vector<Group> groups;
};

/// "KontorKB", version (1 byte), nonce (24), XChaCha20-Poly1305 under a key derived from the store
/// key. The file is replaced as a whole (temporary file, fsync, rename): either the old or the new
/// one. Errors: Storage.
[[nodiscard]] Result<void> writeKeyBackup(const std::filesystem::path& file,
                                          const KeyBackup& backup, const StoreKey& key,
                                          Random& random);
/// Errors: ProfileMissing when there is none; Malformed; VersionUnknown; CryptoFailed (another key,
/// or altered); Storage.
[[nodiscard]] Result<KeyBackup> readKeyBackup(const std::filesystem::path& file,
                                              const StoreKey& key);

/// The file's bytes, for the two above.
/// The same for the same contents, and for nothing else.
[[nodiscard]] Digest digestOf(const KeyBackup& backup);
[[nodiscard]] Bytes sealKeyBackup(const KeyBackup& backup, const StoreKey& key, Random& random);
[[nodiscard]] Result<KeyBackup> openKeyBackup(ByteView file, const StoreKey& key);

} // namespace kontor::storage
