#pragma once

#include "core/open_profile.h"
#include "core/registration/account_backup.h"
#include "core/registration/registration.h"
#include "tests/support/lossy_link.h"

#include <filesystem>
#include <map>

namespace kontor::test {

/// One person with a real core on a real encrypted store. Crashes by being dropped without a word;
/// what it wrote is all that is left.
class SimClient {
public:
    SimClient(std::string name, FakeClock& clock, Random& random, LossyLink& link,
              std::filesystem::path folder);
    ~SimClient();

    /// Begins; the world has to run until registered().
    void registerWith(const std::string& link);
    [[nodiscard]] bool registered() const { return m_registered; }
    void open();
    void crash();
    /// Dies right after the transaction of its `events`-th event from now: what was done after that
    /// in the same turn has not happened, and nothing of that turn leaves. `then` is told.
    void crashInside(int events, std::function<void()> then);
    /// False while it is only waiting for such an end.
    [[nodiscard]] bool isOpen() const { return m_profile != nullptr && !m_dying; }
    [[nodiscard]] bool isRunning() const { return m_profile != nullptr; }
    /// Her store is damaged: only the backup of its keys is left, and a new store is made of it.
    void startAfresh(const storage::KeyBackup& backup);
    [[nodiscard]] storage::KeyBackup keyBackup();
    /// Copies the store as it is now, and puts such a copy in place of it.
    void keepCopy(const std::string& label);
    void restoreCopy(const std::string& label);

    [[nodiscard]] std::filesystem::path storeFile() const { return m_folder / "store.db"; }
    [[nodiscard]] const storage::StoreKey& key() const { return m_key; }
    /// Bytes that are not in the store's main file yet.
    [[nodiscard]] std::uintmax_t logBytes() const;

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const UserId& user() const { return m_user; }
    [[nodiscard]] OpenProfile& profile() { return *m_profile; }
    [[nodiscard]] storage::Database& database() { return *m_database; }
    [[nodiscard]] Stores stores() { return Stores(m_database->writer()); }
    [[nodiscard]] bool isOnline() const;
    void meet(const SimClient& other);
    /// As if the server had shown another key for somebody who is known.
    void seeIdentityKey(const SimClient& other, const storage::PublicKeyBytes& key);
    /// Says so of the key that she sees now.
    Result<void> trust(const SimClient& other, Trust trust);

    // ---- Conversations by a name that the test gives them: the group's
    [[nodiscard]] std::optional<ConversationId> groupNamed(const std::string& name);
    [[nodiscard]] std::optional<ConversationId> directWith(const SimClient& other);

    /// Outcomes of verbs, by a label of the test's; none yet while they are on their way.
    struct Outcome {
        bool answered = false;
        std::optional<Error> error;
    };
    [[nodiscard]] Outcome outcome(const std::string& label) const;
    /// Told of every outcome, in the middle of the core's work.
    std::function<void(const std::string& label, const std::optional<Error>& error)> answered;
    void startDirect(const SimClient& peer, const std::string& label);
    void noteToSelf(const std::string& label);
    void createGroup(const std::string& name, const std::vector<UserId>& members,
                     const std::string& label);
    void add(ConversationId conversation, const std::vector<UserId>& members,
             const std::string& label);
    void remove(ConversationId conversation, const UserId& member, const std::string& label);
    void leave(ConversationId conversation, const std::string& label);
    void setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                 const std::string& label);
    /// Durable when it returns.
    Result<void> changeSettings(ConversationId conversation, const SettingsForm& form);
    /// Durable when it returns.
    Result<MessageRow> send(ConversationId conversation, const std::string& text);

    /// Her wall clock is wrong by so much, for what is opened from now on too.
    void setClockAhead(Milliseconds ahead) {
        m_ownClock.ahead = ahead;
        m_clock.noteSet();
    }

    /// The folder of her sealed files.
    [[nodiscard]] std::filesystem::path files() const { return m_folder / "files"; }
    /// So many transfers of files break off half-way.
    int brokenTransfers = 0;

    std::vector<Event> events;

private:
    Task<void> runRegistration(std::string link);
    void hear(const Event& event);
    template <typename T>
    Reply<T> into(const std::string& label) {
        m_outcomes[label] = Outcome();
        return [this, label](const Result<T>& result) {
            m_outcomes[label].answered = true;
            if (!result.ok())
                m_outcomes[label].error = result.error();
            if (answered)
                answered(label, m_outcomes[label].error);
        };
    }

    std::string m_name;
    FakeClock& m_clock;
    WrongClock m_ownClock{m_clock};
    Random& m_random;
    LossyLink& m_link;
    std::filesystem::path m_folder;
    storage::StoreKey m_key;
    UserId m_user;
    bool m_registered = false;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<storage::OwnKeyStore> m_keys;
    std::unique_ptr<Scope> m_scope;
    std::unique_ptr<Registration> m_registration;
    std::unique_ptr<OpenProfile> m_profile;
    std::map<std::string, Outcome> m_outcomes;
    int m_eventsToLive = 0; ///< 0: as many as come
    std::function<void()> m_whenDead;
    bool m_dying = false;
};

} // namespace kontor::test
