// Settings and admins of the company in memory.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {

void FakeClient::changeSettings(ConversationId conversation, const SettingsForm& form,
                                Reply<void> reply) {
    work<void>(reply, [this, conversation, form]() -> Result<void> {
        auto& changed = at(conversation);
        const bool group = changed.summary.kind == ConversationKind::Group;
        if (group && changed.ownRole != MemberInfo::Role::Admin)
            return ErrorCode::NotAllowed;
        m_settingsForms.push_back(form);
        changed.pending = form;
        tell(DetailsChanged{conversation});
        if (m_delivering)
            applySettings(conversation, self(), form);
        return {};
    });
}

void FakeClient::applySettings(ConversationId conversation, const Person& who,
                               const SettingsForm& form) {
    auto& changed = at(conversation);
    if (who.id == m_account.self.id)
        changed.pending.reset();
    const auto line = [&](EntryKind kind, const QString& text) {
        TimelineEntry entry;
        entry.kind = kind;
        entry.sender = who;
        entry.sentAt = m_clock.sinceEpoch();
        entry.text = text;
        if (kind == EntryKind::LifetimeChanged)
            entry.lifetime = form.lifetime;
        insertAndTell(changed, std::move(entry));
    };
    if (form.name && *form.name != changed.summary.title) {
        changed.summary.title = *form.name;
        line(EntryKind::GroupNamed, *form.name);
    }
    if (form.description && *form.description != changed.description) {
        changed.description = *form.description;
        line(EntryKind::GroupDescribed, *form.description);
    }
    if (form.avatar)
        changeAvatar(conversation, *form.avatar);
    if (form.lifetime && *form.lifetime != changed.lifetime) {
        changed.lifetime = *form.lifetime;
        line(EntryKind::LifetimeChanged, {});
    }
    tell(DetailsChanged{conversation});
}

void FakeClient::setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                         Reply<void> reply) {
    work<void>(reply, [this, conversation, member, role]() -> Result<void> {
        auto& changed = at(conversation);
        if (changed.ownRole != MemberInfo::Role::Admin)
            return ErrorCode::NotAllowed;
        const bool named = role == MemberInfo::Role::Admin;
        if (member == m_account.self.id)
            changed.ownRole = role;
        else if (named)
            changed.admins.insert(member);
        else
            changed.admins.erase(member);
        TimelineEntry entry;
        entry.kind = named ? EntryKind::AdminsNamed : EntryKind::AdminsDismissed;
        entry.sender = self();
        entry.sentAt = m_clock.sinceEpoch();
        entry.people = {*person(member)};
        insertAndTell(changed, std::move(entry));
        tell(DetailsChanged{conversation});
        return {};
    });
}

void FakeClient::setDescription(ConversationId conversation, const QString& description) {
    at(conversation).description = description;
}

void FakeClient::setOwnRole(ConversationId conversation, MemberInfo::Role role) {
    at(conversation).ownRole = role;
}

} // namespace kontor
