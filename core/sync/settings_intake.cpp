#include "core/sync/settings_intake.h"

#include "core/conversations/notice.h"
#include "core/setting_names.h"
#include "core/sync/notice_row.h"

namespace kontor {

Result<content::JoinerView> settingsView(const CoreParts& parts, ConversationId conversation) {
    const auto stored =
        parts.stores.settings.get(settings::ofConversation(settings::kSettingsView, conversation));
    if (!stored.ok())
        return stored.error();
    if (!stored.value())
        return content::JoinerView();
    return content::parseJoinerView(*stored.value());
}

Result<void> putSettings(const CoreParts& parts, storage::Transaction& transaction,
                         ConversationId conversation, const content::JoinerView& view) {
    storage::ConversationStore::Settings kept;
    kept.name = view.settings.name;
    kept.description = view.settings.description;
    kept.lifetime = view.settings.lifetime;
    kept.seq = view.seq;
    if (auto set = parts.stores.conversations.setSettings(transaction, conversation, kept);
        !set.ok())
        return set;
    return parts.stores.settings.put(
        transaction, settings::ofConversation(settings::kSettingsView, conversation),
        content::encodeJoinerView(view));
}

Result<void> takeSettings(const CoreParts& parts, EntryInHand& hand, const Author& author,
                          const content::Settings& settings) {
    const auto group = parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    const auto& rules = group.value()->publicState().rules();
    if (rules.kind == rules::GroupKind::Group && !rules.isAdmin(author.user))
        return {};
    content::JoinerView view;
    view.settings = settings;
    view.settings.repeats.reset();
    view.seq = settings.repeats.value_or(hand.entry.seq);
    hand.aftermath.settingsTold[hand.conversation.id] = hand.entry.seq;
    if (settings.repeats && hand.conversation.settingsSeq >= *settings.repeats)
        return {};
    if (auto put = putSettings(parts, hand.transaction, hand.conversation.id, view); !put.ok())
        return put;
    hand.aftermath.summaries.insert(hand.conversation.id);
    hand.aftermath.details.insert(hand.conversation.id);
    if (settings.name == hand.conversation.name || rules.kind != rules::GroupKind::Group)
        return {};
    Notice notice;
    notice.kind = Notice::Kind::GroupNamed;
    return addNotice(parts, hand, author, notice, settings.name);
}

} // namespace kontor
