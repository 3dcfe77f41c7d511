#include "core/conversations/settings_repeater.h"

#include "base/log.h"
#include "core/send/queue_content.h"
#include "core/sync/settings_intake.h"

namespace kontor {

Result<void> queueSettings(const CoreParts& parts, storage::Transaction& transaction,
                           ConversationId conversation, const GroupId& group,
                           const content::Settings& settings) {
    const auto sealable = content::encode(settings, ownOrigin(parts, group), parts.random);
    if (!sealable.ok())
        return sealable.error();
    const auto row = queueContent(parts, transaction, conversation, sealable.value());
    return row.ok() ? Result<void>() : Result<void>(row.error());
}

void SettingsRepeater::note(const Aftermath& aftermath) {
    for (const auto& [conversation, seq] : aftermath.newcomers) {
        const auto told = aftermath.settingsTold.find(conversation);
        if (told != aftermath.settingsTold.end() && told->second > seq)
            continue;
        if (!m_owed.insert_or_assign(conversation, seq).second)
            continue; // the pause that runs will do
        const auto bytes = m_parts.random.array<2>();
        const Milliseconds pause(((bytes[0] << 8U) | bytes[1]) % (kGreatestPause.count() + 1));
        m_parts.scope.spawn(repeatLater(conversation, m_parts.clock.steady() + pause));
    }
    for (const auto& [conversation, seq] : aftermath.settingsTold)
        if (const auto owed = m_owed.find(conversation); owed != m_owed.end() && owed->second < seq)
            m_owed.erase(owed);
}

Task<void> SettingsRepeater::repeatLater(ConversationId conversation, Milliseconds deadline) {
    const auto reached = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
    if (!reached.ok() || m_owed.erase(conversation) == 0)
        co_return;
    if (auto done = repeat(conversation); !done.ok())
        log::error(log::Category::Send, "cannot repeat the settings",
                   {{"code", static_cast<int>(done.error().code)}});
}

Result<void> SettingsRepeater::repeat(ConversationId conversation) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->state != storage::ConversationState::Live)
        return {};
    const auto group = m_parts.groups.find(record.value()->group);
    if (!group.ok())
        return group.error();
    if (group.value() == nullptr ||
        !group.value()->publicState().rules().isAdmin(m_parts.own.user()))
        return {};
    auto view = settingsView(m_parts, conversation);
    if (!view.ok())
        return view.error();
    if (view.value().seq == Seq(0))
        return {};
    content::Settings settings = std::move(view.value().settings);
    settings.repeats = view.value().seq;
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return queueSettings(m_parts, transaction, conversation, record.value()->group, settings);
    });
    if (queued.ok())
        m_queue.pump(conversation);
    return queued;
}

} // namespace kontor
