#include "core/conversations/settings_repeater.h"

#include "base/log.h"
#include "core/send/queue_content.h"
#include "core/setting_names.h"
#include "core/sync/settings_intake.h"

namespace kontor {
namespace {

void logFault(const Error& error) {
    log::error(log::Category::Send, "cannot repeat the settings",
               {{"code", static_cast<int>(error.code)}});
}

} // namespace

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
    for (const ConversationId conversation : aftermath.details)
        pump(conversation);
}

void SettingsRepeater::pumpAll() {
    const auto names = m_parts.stores.settings.namesBeginning(settings::kNewcomersSince);
    if (!names.ok())
        return logFault(names.error());
    for (const std::string& name : names.value())
        if (const auto conversation = settings::conversationOf(settings::kNewcomersSince, name))
            pump(*conversation);
}

void SettingsRepeater::pump(ConversationId conversation) {
    if (m_waiting.contains(conversation))
        return;
    const auto settings = owed(conversation);
    if (!settings.ok())
        return logFault(settings.error());
    if (!settings.value())
        return;
    m_waiting.insert(conversation);
    const auto bytes = m_parts.random.array<2>();
    const Milliseconds pause(((bytes[0] << 8U) | bytes[1]) % (kGreatestPause.count() + 1));
    m_parts.scope.spawn(repeatLater(conversation, m_parts.clock.steady() + pause));
}

Task<void> SettingsRepeater::repeatLater(ConversationId conversation, Milliseconds deadline) {
    const auto reached = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
    m_waiting.erase(conversation);
    if (!reached.ok())
        co_return;
    if (auto done = repeat(conversation); !done.ok())
        logFault(done.error());
}

Result<std::optional<content::Settings>> SettingsRepeater::owed(ConversationId conversation) const {
    using None = std::optional<content::Settings>;
    const auto since = m_parts.stores.settings.number(
        settings::ofConversation(settings::kNewcomersSince, conversation));
    if (!since.ok())
        return since.error();
    if (!since.value())
        return None();
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->state != storage::ConversationState::Live)
        return None();
    const auto group = m_parts.groups.find(record.value()->group);
    if (!group.ok())
        return group.error();
    if (group.value() == nullptr ||
        !group.value()->publicState().rules().isAdmin(m_parts.own.user()))
        return None();
    auto view = settingsView(m_parts, conversation);
    if (!view.ok())
        return view.error();
    content::Settings settings = std::move(view.value().settings);
    settings.repeats = view.value().seq;
    if (view.value().seq == Seq(0)) {
        const auto joined = m_parts.stores.settings.number(
            settings::ofConversation(settings::kJoinedAt, conversation));
        if (!joined.ok())
            return joined.error();
        // Never set: they are on their way, and tell the newcomers as well.
        if (!joined.value())
            return None();
        // Known by the word of one who might not set them, and now nobody else may.
        settings.repeats.reset();
    }
    return std::optional(std::move(settings));
}

Result<void> SettingsRepeater::repeat(ConversationId conversation) {
    const auto settings = owed(conversation);
    if (!settings.ok())
        return settings.error();
    if (!settings.value())
        return {};
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        if (auto gone = m_parts.stores.settings.remove(
                transaction, settings::ofConversation(settings::kNewcomersSince, conversation));
            !gone.ok())
            return gone;
        return queueSettings(m_parts, transaction, conversation, record.value()->group,
                             *settings.value());
    });
    if (queued.ok())
        m_queue.pump(conversation);
    return queued;
}

} // namespace kontor
