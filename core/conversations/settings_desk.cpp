#include "core/conversations/settings_desk.h"

#include "core/attachments/avatar_picture.h"
#include "core/content/media_type.h"
#include "core/conversations/settings_repeater.h"
#include "core/policies/longest_life.h"
#include "core/registration/registration.h"
#include "core/sync/settings_intake.h"

namespace kontor {
namespace {

std::optional<content::Settings> settingsIn(ByteView bytes) {
    const auto content = content::MimiContent::parse(bytes);
    if (!content.ok())
        return std::nullopt;
    const auto* const part = std::get_if<content::SinglePart>(&content.value().nestedPart.part);
    if (part == nullptr || content::essenceOf(part->contentType) != content::kSettingsType)
        return std::nullopt;
    const auto settings = content::parseSettings(part->content);
    if (!settings.ok() || settings.value().repeats)
        return std::nullopt;
    return settings.value();
}

Result<void> fill(content::Settings& settings, const SettingsForm& form) {
    if (form.name) {
        const std::string name = form.name->simplified().toStdString();
        if (auto checked = checkName(name); !checked.ok())
            return checked;
        settings.name = name;
    }
    if (form.description) {
        settings.description = form.description->trimmed().toStdString();
        if (settings.description.size() > content::Settings::kGreatestDescription)
            return Error(ErrorCode::TooLarge,
                         {std::to_string(content::Settings::kGreatestDescription)});
    }
    if (form.avatar) {
        auto picture =
            cleanAvatar(viewOf(std::string_view(form.avatar->data(), form.avatar->size())));
        if (!picture.ok())
            return picture.error();
        settings.picture = std::move(picture).value();
    }
    if (form.lifetime) {
        settings.lifetime = std::chrono::duration_cast<std::chrono::seconds>(*form.lifetime);
        const bool lives = settings.lifetime == Milliseconds(0) ||
                           (settings.lifetime >= content::Settings::kLeastLifetime &&
                            settings.lifetime <= content::Settings::kGreatestLifetime);
        if (!lives)
            return ErrorCode::NotAllowed;
    }
    return {};
}

} // namespace

Result<std::optional<content::Settings>> settingsOnTheirWay(storage::Connection& connection,
                                                            ConversationId conversation) {
    const auto outgoing = storage::OutboxStore(connection).withoutMessage(conversation);
    if (!outgoing.ok())
        return outgoing.error();
    std::optional<content::Settings> newest;
    for (const storage::OutgoingRecord& record : outgoing.value())
        if (auto settings = settingsIn(record.content))
            newest = std::move(settings);
    return newest;
}

Result<void> SettingsDesk::checkRight(const storage::ConversationRecord& conversation,
                                      const SettingsForm& form) const {
    if (conversation.kind != storage::ConversationKind::Group)
        return form.name || form.description || form.avatar ? Result<void>(ErrorCode::NotAllowed)
                                                            : Result<void>();
    const auto group = m_parts.groups.find(conversation.group);
    if (!group.ok())
        return group.error();
    if (group.value() == nullptr ||
        !group.value()->publicState().rules().isAdmin(m_parts.own.user()))
        return ErrorCode::NotAllowed;
    return {};
}

Result<void> SettingsDesk::change(ConversationId conversation, const SettingsForm& form) {
    const auto record = m_outgoing.writable(conversation);
    if (!record.ok())
        return record.error();
    if (auto checked = checkRight(record.value(), form); !checked.ok())
        return checked;
    auto waiting = settingsOnTheirWay(m_parts.database.writer(), conversation);
    if (!waiting.ok())
        return waiting.error();
    content::Settings before;
    if (waiting.value()) {
        before = *std::move(waiting).value();
    } else {
        auto view = settingsView(m_parts, conversation);
        if (!view.ok())
            return view.error();
        before = std::move(view).value().settings;
    }
    content::Settings settings = before;
    if (auto filled = fill(settings, form); !filled.ok())
        return filled;
    if (form.lifetime) {
        if (auto allowed = policies::check(settings.lifetime, m_parts.policies); !allowed.ok())
            return allowed;
    }
    if (settings == before)
        return {};
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.details.insert(conversation);
        return queueSettings(m_parts, transaction, conversation, record.value().group, settings);
    });
    if (queued.ok())
        m_queue.pump(conversation);
    return queued;
}

} // namespace kontor
