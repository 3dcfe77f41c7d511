#include "core/registration/backup_desk.h"

#include "base/log.h"

#include <utility>

namespace kontor {

BackupDesk::BackupDesk(Surroundings surroundings, const BackedUp& profile)
    : m_surroundings(std::move(surroundings))
    , m_profile(profile) {}

void BackupDesk::note(const Event& event) {
    const bool people = std::holds_alternative<DirectoryUpdated>(event) ||
                        std::holds_alternative<AccountChanged>(event) ||
                        std::holds_alternative<PoliciesChanged>(event);
    bool groups = std::holds_alternative<DetailsChanged>(event);
    if (const auto* lists = std::get_if<ConversationsChanged>(&event))
        for (const ConversationSummary& summary : lists->changed)
            groups = groups || !m_conversations.contains(summary.id);
    if (people || groups)
        lookSoon();
}

void BackupDesk::lookAfter(Milliseconds pause) {
    if (m_timer != Timers::Handle::None)
        return;
    m_timer = m_surroundings.timers.at(m_surroundings.clock.steady() + pause, [this] {
        m_timer = Timers::Handle::None;
        look();
    });
}

void BackupDesk::finish() {
    if (m_timer == Timers::Handle::None)
        return;
    m_surroundings.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    if (const auto kept = keep(); !kept.ok())
        log::warning(log::Category::Storage, "the key backup was not kept");
}

void BackupDesk::look() {
    if (const auto kept = keep(); !kept.ok()) {
        log::warning(log::Category::Storage, "the key backup was not kept",
                     {{"code", static_cast<int>(kept.error().code)}});
        lookAfter(kRetry);
    }
}

Result<void> BackupDesk::keep() {
    const auto backup = backupOf(m_profile);
    if (!backup.ok() && backup.error().code == ErrorCode::ProfileMissing)
        return {};
    if (!backup.ok())
        return backup.error();
    if (!m_kept) {
        const auto there = storage::readKeyBackup(m_surroundings.file, m_surroundings.key);
        if (there.ok())
            m_kept = storage::digestOf(there.value());
    }
    const Digest digest = storage::digestOf(backup.value());
    if (m_kept != digest) {
        if (auto written = storage::writeKeyBackup(m_surroundings.file, backup.value(),
                                                   m_surroundings.key, m_surroundings.random);
            !written.ok())
            return written;
        m_kept = digest;
    }
    const auto all = storage::ConversationStore(m_profile.database.writer()).all();
    if (!all.ok())
        return all.error();
    m_conversations.clear();
    for (const storage::ConversationRecord& conversation : all.value())
        if (conversation.cursor != Seq(0))
            m_conversations.insert(conversation.id);
    return {};
}

} // namespace kontor
