#pragma once

#include "core/events.h"
#include "core/registration/account_backup.h"

#include <set>

namespace kontor {

/// Keeps the key backup beside the store as the store is: looks a moment after something may have
/// changed, and writes when it has. A disk that is full is asked again. Core thread.
class BackupDesk {
public:
    /// Groups come in twos and threads: one file for all of them.
    static constexpr Milliseconds kPause{1'000};
    static constexpr Milliseconds kRetry = std::chrono::minutes(1);

    struct Surroundings {
        const Clock& clock;
        Timers& timers;
        Random& random;
        std::filesystem::path file;
        storage::StoreKey key;
    };
    BackupDesk(Surroundings surroundings, const BackedUp& profile);
    BackupDesk(const BackupDesk&) = delete;
    BackupDesk& operator=(const BackupDesk&) = delete;
    ~BackupDesk() { m_surroundings.timers.cancel(m_timer); }

    /// In the middle of the core's work: only notes it.
    void note(const Event& event);
    void lookSoon() { lookAfter(kPause); }
    /// Now: nobody could come back without it.
    void look();
    /// What was noted and not looked for yet: before the store closes.
    void finish();

private:
    void lookAfter(Milliseconds pause);
    [[nodiscard]] Result<void> keep();

    Surroundings m_surroundings;
    BackedUp m_profile;
    std::optional<Digest> m_kept;             ///< what the file has; none: that is not known
    std::set<ConversationId> m_conversations; ///< those that the log has, when it looked last
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
