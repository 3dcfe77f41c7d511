#pragma once

#include "core/actions/forwarding.h"
#include "core/actions/message_actions.h"
#include "core/attachments/file_desk.h"
#include "core/calls/call_signalling.h"
#include "core/connection/connection.h"
#include "core/contacts/card_desk.h"
#include "core/contacts/directory_sync.h"
#include "core/contacts/trust_desk.h"
#include "core/conversations/founding.h"
#include "core/conversations/membership.h"
#include "core/conversations/settings_desk.h"
#include "core/conversations/settings_repeater.h"
#include "core/conversations/typing_desk.h"
#include "core/policies/policy_book.h"
#include "core/polls/poll_deadlines.h"
#include "core/registration/account.h"
#include "core/send/outgoing_text.h"
#include "core/send/receipts.h"
#include "core/sync/arrival.h"
#include "core/sync/change_feed.h"
#include "core/sync/rejoining.h"
#include "core/timers/card_expiry.h"
#include "core/timers/early_act_expiry.h"
#include "core/timers/expiry.h"
#include "core/timers/life_clock.h"
#include "core/timers/mute_expiry.h"
#include "core/timers/skipped_key_expiry.h"
#include "core/timers/store_tidier.h"
#include "storage/content_places.h"

namespace kontor {

/// A registered profile that is open: everything the core thread does for it, on an injected clock,
/// timers, randomness and socket, so that a simulation drives it like the program does. The store
/// is the truth: dropped at any moment without a word and made again from the same store, it goes
/// on. One thread.
///
/// Events and replies are called in the middle of the core's work: whoever gets them passes them on
/// and calls nothing of this object before they return.
class OpenProfile final : AftermathSink, Follower::Listener, CommitArbiter::Listener {
public:
    struct Surroundings {
        const Clock& clock;
        Timers& timers;
        Random& random;
        SocketFactory sockets;
        storage::Database& database; ///< its writer
        ChangeFeed::Sink events;
        std::filesystem::path files; ///< folder of the sealed files
        BlobTransportFactory transports;
        Background background;
        KeyPlace keyPlace = KeyPlace::KeyFile;
    };
    OpenProfile(Surroundings surroundings, StoredAccount account);
    OpenProfile(const OpenProfile&) = delete;
    OpenProfile& operator=(const OpenProfile&) = delete;
    ~OpenProfile() override;

    /// Reads what the store has and begins to connect.
    [[nodiscard]] Result<void> start();
    void connectNow() { m_connection.connectNow(); }

    /// Where copies of contents are besides the store: whoever keeps some registers here. Told of
    /// each erasure.
    [[nodiscard]] storage::ContentPlaces& contentPlaces() { return m_places; }

    // ---- The verbs of Client that write
    void startDirect(const UserId& peer, Reply<ConversationId> reply);
    void noteToSelf(Reply<ConversationId> reply);
    void createGroup(const std::string& name, std::vector<UserId> members,
                     Reply<ConversationId> reply);
    void addMembers(ConversationId conversation, const std::vector<UserId>& members,
                    Reply<void> reply);
    void removeMember(ConversationId conversation, const UserId& member, Reply<void> reply);
    void leave(ConversationId conversation, Reply<void> reply);
    void setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                 Reply<void> reply);
    [[nodiscard]] Result<void> changeSettings(ConversationId conversation,
                                              const SettingsForm& form);
    [[nodiscard]] Result<MessageRow> sendText(ConversationId conversation, const Draft& draft,
                                              std::optional<MessageRow> to = {});
    [[nodiscard]] Result<void> sendAgain(MessageRow row);
    [[nodiscard]] Result<void> discard(MessageRow row);
    [[nodiscard]] Result<void> markSeen(ConversationId conversation,
                                        const std::vector<MessageRow>& onScreen);
    /// Who is in since this device was lost may stay: what waits is sent.
    [[nodiscard]] Result<void> acceptStrangers(ConversationId conversation);
    void rename(const std::string& name, Reply<void> reply);
    [[nodiscard]] Result<void> setStatus(const Status& status);
    [[nodiscard]] Result<void> setAvatar(const QByteArray& picture);
    [[nodiscard]] Result<void> mute(ConversationId conversation, Milliseconds until);
    [[nodiscard]] Result<void> shelve(ConversationId conversation, Shelf shelf);
    [[nodiscard]] Result<void> markUnread(ConversationId conversation);
    [[nodiscard]] Result<void> markRead(ConversationId conversation);
    /// The application has remembered something: a draft is shown in the list.
    void remembered(const std::string& name);
    [[nodiscard]] TypingDesk& typing() { return m_typing; }

    /// Those of Client that calls have.
    [[nodiscard]] CallSignalling& calls() { return m_calls; }
    [[nodiscard]] PollDesk& polls() { return m_polls; }
    [[nodiscard]] MessageActions& actions() { return m_actions; }
    [[nodiscard]] TrustDesk& trust() { return m_trust; }
    [[nodiscard]] FileDesk& files() { return m_files; }
    [[nodiscard]] Forwarding& forwarding() { return m_forwarding; }

    [[nodiscard]] const StoredAccount& account() const { return m_account; }
    [[nodiscard]] ConnectionState connectionState() const { return m_connection.state(); }
    /// The group as this device holds it; none when it has no state. For comparisons in tests.
    [[nodiscard]] Result<mls::Group*> groupOf(ConversationId conversation);

private:
    void addPlaces();
    // AftermathSink
    void happened(const Aftermath& aftermath, Revision revision) override;
    // Follower::Listener
    void caughtUp(ConversationId conversation) override;
    void allCaughtUp() override;
    void arrived(ConversationId conversation, MessageRow row) override;
    void reacted(ConversationId conversation, const Aftermath::Reaction& reaction) override;
    // CommitArbiter::Listener
    void creationRefused(ConversationId conversation, const Error& error) override;
    void moved(ConversationId conversation) override;

    void trustChanged();
    void policiesChanged(const Event& event);
    void forget(const std::vector<MessageRow>& erased);
    void connectionChanged(ConnectionState state, const std::optional<Error>& reason,
                           Milliseconds nextTryIn);
    void loggedIn(const Session& session);
    Task<void> arrive(Session session);
    void pushed(wire::Frame push);
    Task<void> renameAtServer(std::string name, Reply<void> reply);
    Task<void> followDirectory(std::uint64_t revision);
    void directoryChanged(const DirectoryNews& news);
    void tellAccount();

    StoredAccount m_account;
    KeyPlace m_keyPlace;
    Incarnation m_incarnation;
    storage::Database& m_database;
    Scope m_scope;
    Stores m_stores;
    GroupCache m_groups;
    ChangeFeed m_changes;
    storage::ContentPlaces m_places;
    Requests m_requests;
    LifeClock m_lives;
    Policies m_policies;
    CoreParts m_parts;
    Follower m_follower;
    Joining m_joining;
    Arrival m_arrival;
    Rejoining m_rejoining;
    CommitArbiter m_arbiter;
    SendQueue m_queue;
    Receipts m_receipts;
    CallSignalling m_calls;
    TypingDesk m_typing;
    SettingsRepeater m_repeater;
    CardDesk m_cards;
    OutgoingText m_outgoing;
    PollDesk m_polls;
    MessageActions m_actions;
    SettingsDesk m_settings;
    FileTransfers m_transfers;
    FileDesk m_files;
    Forwarding m_forwarding;
    Founding m_founding;
    Membership m_membership;
    DirectorySync m_directory;
    TrustDesk m_trust;
    MuteExpiry m_mutes;
    CardExpiry m_cardExpiry;
    EarlyActExpiry m_earlyActs;
    PollDeadlines m_pollDeadlines;
    SkippedKeyExpiry m_skippedKeys;
    StoreTidier m_tidier;
    PolicyBook m_policyBook;
    Expiry m_expiry; ///< after the tidier, which is told of its last write
    Connection m_connection;
};

/// What a window shows of an account.
[[nodiscard]] Account shownAccount(storage::Connection& connection, const StoredAccount& account,
                                   KeyPlace keyPlace);

} // namespace kontor
