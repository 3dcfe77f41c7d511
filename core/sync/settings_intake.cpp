#include "core/sync/settings_intake.h"

#include "base/limits.h"
#include "core/attachments/avatar_picture.h"
#include "core/conversations/notice.h"
#include "core/formatting/plain_name.h"
#include "core/setting_names.h"
#include "core/sync/notice_row.h"

namespace kontor {
namespace {

/// A line for each thing that is another than before.
Result<void> tellChanges(const CoreParts& parts, EntryInHand& hand, const Author& author,
                         const content::Settings& settings) {
    const storage::ConversationRecord& before = hand.conversation;
    const bool group = before.kind == storage::ConversationKind::Group;
    Notice notice;
    if (group && settings.name != before.name) {
        notice.kind = Notice::Kind::GroupNamed;
        if (auto added = addNotice(parts, hand, author, notice, settings.name); !added.ok())
            return added;
    }
    if (group && settings.description != before.description) {
        notice.kind = Notice::Kind::GroupDescribed;
        if (auto added = addNotice(parts, hand, author, notice, settings.description); !added.ok())
            return added;
    }
    if (settings.lifetime == before.lifetime)
        return {};
    notice.kind = Notice::Kind::LifetimeChanged;
    notice.lifetime = std::chrono::duration_cast<std::chrono::seconds>(settings.lifetime);
    return addNotice(parts, hand, author, notice);
}

} // namespace

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
    kept.name = plainName(view.settings.name, limits::kNameLetters);
    kept.description = plainLines(view.settings.description);
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
                          const content::Settings& said) {
    content::Settings settings = said;
    settings.name = plainName(said.name, limits::kNameLetters);
    settings.description = plainLines(said.description);
    const auto group = parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    const auto& rules = group.value()->publicState().rules();
    hand.aftermath.details.insert(hand.conversation.id); // an own change waits no longer
    if (rules.kind == rules::GroupKind::Group && !rules.isAdmin(author.user))
        return {};
    content::JoinerView view;
    view.settings = settings;
    if (!isAvatar(settings.picture))
        view.settings.picture.clear(); // nothing that anybody could show
    view.settings.repeats.reset();
    view.seq = settings.repeats.value_or(hand.entry.seq);
    const Seq known = hand.conversation.settingsSeq;
    // Somebody who knows no better has told newcomers nothing.
    if (!settings.repeats || known <= *settings.repeats)
        if (auto told = parts.stores.settings.remove(
                hand.transaction,
                settings::ofConversation(settings::kNewcomersSince, hand.conversation.id));
            !told.ok())
            return told;
    if (settings.repeats && known >= *settings.repeats)
        return {};
    const auto before = settingsView(parts, hand.conversation.id);
    if (!before.ok())
        return before.error();
    if (before.value().settings.picture != view.settings.picture)
        hand.aftermath.pictures.insert(hand.conversation.id);
    if (auto put = putSettings(parts, hand.transaction, hand.conversation.id, view); !put.ok())
        return put;
    hand.aftermath.summaries.insert(hand.conversation.id);
    // What is only told again was changed by nobody.
    return settings.repeats ? Result<void>() : tellChanges(parts, hand, author, settings);
}

} // namespace kontor
