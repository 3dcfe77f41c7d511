#pragma once

#include "base/clock.h"
#include "storage/transaction.h"

namespace kontor::storage {

using IntentRow = Number<struct IntentRowTag, std::int64_t>; ///< never reused

enum class IntentState : std::uint8_t { Open = 1, Failed = 2 };

/// What somebody wants done to a group ("add X"): it outlives the commits that try it.
struct IntentRecord {
    IntentRow row;
    ConversationId conversation;
    std::uint8_t kind = 0; ///< core's number; stands on disk
    Bytes argument;        ///< core's encoding
    Bytes keyPackage;      ///< claimed for an add: belongs to the intent, used again (rule 14)
    IntentState state = IntentState::Open;
    std::optional<ErrorCode> failure;
    Milliseconds createdAt{0};
};

struct WelcomePartRecord {
    DeviceId device;
    Bytes keyPackageRef;
    Bytes encryptedGroupSecrets;
};

/// The one commit of a group that is on its way (delivery.md, 5: STAGED).
struct StagedCommitRecord {
    ConversationId conversation;
    Epoch epoch; ///< the epoch it is made in
    IdempotencyKey key;
    PayloadHash hash; ///< of `message`
    Bytes message;    ///< the PublicMessage
    Bytes groupInfo;
    Bytes encryptedGroupInfo; ///< empty without Adds
    std::vector<WelcomePartRecord> welcomeParts;
    SecretBytes staged; ///< mls::StagedCommit::serialize()
    std::vector<IntentRow> intents;
    /// Set when this commit comes with the creation of its group (delivery.md, rule 11).
    struct Creation {
        Bytes groupInfo; ///< epoch 0
        Bytes tree;      ///< its one leaf
    };
    std::optional<Creation> creation;
    std::optional<Seq> acceptedAt; ///< OK{seq} came, own hash not yet met
};

/// Intents, and the commit row of each group.
class CommitStore {
public:
    explicit CommitStore(Connection& connection)
        : m_connection(&connection) {}

    /// `intent.row` is not looked at.
    [[nodiscard]] Result<IntentRow> addIntent(Transaction& transaction, const IntentRecord& intent);
    [[nodiscard]] Result<void> setKeyPackage(Transaction& transaction, IntentRow intent,
                                             ByteView keyPackage);
    [[nodiscard]] Result<void> failIntent(Transaction& transaction, IntentRow intent,
                                          ErrorCode reason);
    [[nodiscard]] Result<void> removeIntent(Transaction& transaction, IntentRow intent);
    /// In order of making, failed ones included.
    [[nodiscard]] Result<std::vector<IntentRecord>> intents(ConversationId conversation) const;
    [[nodiscard]] Result<std::vector<ConversationId>> withOpenIntents() const;

    /// Internal when the group has a staged commit already.
    [[nodiscard]] Result<void> stage(Transaction& transaction, const StagedCommitRecord& commit);
    /// None: it has to be asked for again.
    [[nodiscard]] Result<void> setAcceptedAt(Transaction& transaction, ConversationId conversation,
                                             std::optional<Seq> seq);
    /// Merged, or beaten: the row goes; its intents stay (remove those that are done).
    [[nodiscard]] Result<void> unstage(Transaction& transaction, ConversationId conversation);
    [[nodiscard]] Result<std::optional<StagedCommitRecord>>
    staged(ConversationId conversation) const;
    /// Cheap: does one wait, and what is its hash?
    [[nodiscard]] Result<std::optional<PayloadHash>> stagedHash(ConversationId conversation) const;
    [[nodiscard]] Result<std::vector<ConversationId>> withStaged() const;

private:
    Connection* m_connection;
};

} // namespace kontor::storage
