#include "core/conversations/summaries.h"

#include "core/conversations/settings_desk.h"
#include "core/send/trust_gate.h"
#include "core/setting_names.h"
#include "storage/settings_store.h"

#include <algorithm>
#include <set>

namespace kontor {
namespace {

ConversationKind kindOf(storage::ConversationKind kind) {
    switch (kind) {
    case storage::ConversationKind::Direct:
        return ConversationKind::Direct;
    case storage::ConversationKind::Self:
        return ConversationKind::NoteToSelf;
    case storage::ConversationKind::Group:
        break;
    }
    return ConversationKind::Group;
}

ConversationState stateOf(storage::ConversationState state) {
    switch (state) {
    case storage::ConversationState::Lost:
        return ConversationState::Lost;
    case storage::ConversationState::Stopped:
        return ConversationState::Stopped;
    case storage::ConversationState::Left:
        return ConversationState::Left;
    case storage::ConversationState::Live:
        break;
    }
    return ConversationState::Live;
}

Shelf shelfOf(storage::Shelf shelf) {
    switch (shelf) {
    case storage::Shelf::Archive:
        return Shelf::Archive;
    case storage::Shelf::Favourites:
        return Shelf::Favourites;
    case storage::Shelf::List:
        break;
    }
    return Shelf::List;
}

} // namespace

Result<std::vector<UserId>> storedAdmins(storage::Connection& connection,
                                         ConversationId conversation) {
    const auto stored = storage::SettingsStore(connection)
                            .get(settings::ofConversation(settings::kAdmins, conversation));
    if (!stored.ok())
        return stored.error();
    std::vector<UserId> admins;
    const ByteView bytes = stored.value() ? ByteView(*stored.value()) : ByteView();
    for (std::size_t at = 0; at + UserId::kSize <= bytes.size(); at += UserId::kSize)
        admins.push_back(UserId::parse(bytes.subspan(at, UserId::kSize)).value());
    return admins;
}

Result<std::vector<ConversationSummary>> Summaries::list(std::uint32_t offset,
                                                         std::uint32_t count) {
    auto snapshot = storage::Snapshot::begin(m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    return summaries(m_conversations.list(offset, count));
}

Result<std::vector<ConversationSummary>> Summaries::archive(std::uint32_t offset,
                                                            std::uint32_t count) {
    auto snapshot = storage::Snapshot::begin(m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    return summaries(m_conversations.archive(offset, count));
}

Result<std::vector<ConversationSummary>>
Summaries::summaries(const Result<std::vector<storage::ConversationRecord>>& records) {
    if (!records.ok())
        return records.error();
    std::vector<ConversationSummary> summaries;
    for (const auto& record : records.value()) {
        auto made = summary(record);
        if (!made.ok())
            return made.error();
        summaries.push_back(std::move(made).value());
    }
    return summaries;
}

Result<ConversationSummary> Summaries::summary(ConversationId conversation) {
    const auto record = m_conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    return summary(*record.value());
}

Result<ConversationSummary> Summaries::summary(const storage::ConversationRecord& record) {
    ConversationSummary summary;
    summary.id = record.id;
    summary.kind = kindOf(record.kind);
    summary.state = stateOf(record.state);
    summary.unread = record.unread;
    summary.lastActivity = record.lastActivity;
    summary.mutedUntil = record.mutedUntil;
    summary.shelf = shelfOf(record.shelf);
    if (record.mark == storage::UnreadMark::Set)
        summary.mark = ConversationSummary::Mark::Unread;
    const auto draft = storage::SettingsStore(m_connection)
                           .text(settings::ofConversation(settings::kDraft, record.id));
    if (!draft.ok())
        return draft.error();
    if (draft.value())
        summary.draft = QString::fromStdString(*draft.value()).simplified().left(kLastTextLetters);
    if (record.peer) {
        auto peer = m_people.find(*record.peer);
        if (!peer.ok())
            return peer.error();
        summary.title = peer.value().name;
        summary.peer = std::move(peer).value();
    } else {
        summary.title = QString::fromStdString(record.name);
    }
    const auto members = m_conversations.members(record.id);
    if (!members.ok())
        return members.error();
    std::set<UserId> users;
    for (const auto& member : members.value())
        users.insert(member.user);
    summary.memberCount = static_cast<std::int32_t>(users.size());
    if (auto added = addMention(summary, record); !added.ok())
        return added.error();
    if (auto added = addLast(summary, record); !added.ok())
        return added.error();
    return summary;
}

Result<void> Summaries::addMention(ConversationSummary& summary,
                                   const storage::ConversationRecord& record) {
    if (!record.mention || record.unread == 0)
        return {};
    const auto message = storage::MessageStore(m_connection).find(*record.mention);
    if (!message.ok())
        return message.error();
    if (message.value() && message.value()->seq > record.readUpTo &&
        message.value()->content == storage::MessageRecord::Content::Whole)
        summary.mentioned = ConversationSummary::Mentioned::Yes;
    return {};
}

Result<void> Summaries::addLast(ConversationSummary& summary,
                                const storage::ConversationRecord& record) {
    if (!record.lastMessage)
        return {};
    const auto message = storage::MessageStore(m_connection).find(*record.lastMessage);
    if (!message.ok())
        return message.error();
    if (!message.value())
        return {};
    const auto entry = Timeline(m_connection, m_self).entry(*message.value());
    if (!entry.ok())
        return entry.error();
    summary.lastKind = static_cast<std::uint8_t>(entry.value().kind);
    if (entry.value().kind == EntryKind::Text || entry.value().poll || entry.value().picture)
        summary.lastText = entry.value().text.simplified().left(kLastTextLetters);
    if (entry.value().call)
        summary.lastCallMissed = entry.value().call->missed;
    summary.lastSender = entry.value().sender.id;
    summary.lastSenderName = entry.value().sender.name;
    summary.lastDelivery = entry.value().delivery;
    return {};
}

Result<ConversationDetails> Summaries::details(ConversationId conversation) {
    auto snapshot = storage::Snapshot::begin(m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto record = m_conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    auto made = summary(*record.value());
    if (!made.ok())
        return made.error();
    ConversationDetails details;
    details.summary = std::move(made).value();
    details.since = record.value()->createdAt;
    if (record.value()->reason)
        details.trouble = Error(*record.value()->reason);
    if (auto added = addMembers(details); !added.ok())
        return added.error();
    if (auto added = addSettings(details, *record.value()); !added.ok())
        return added.error();
    return details;
}

Result<void> Summaries::addSettings(ConversationDetails& details,
                                    const storage::ConversationRecord& record) {
    const bool group = record.kind == storage::ConversationKind::Group;
    details.lifetime = record.lifetime;
    if (group)
        details.description = QString::fromStdString(record.description);
    const auto waiting = settingsOnTheirWay(m_connection, record.id);
    if (!waiting.ok())
        return waiting.error();
    if (!waiting.value())
        return {};
    const content::Settings& own = *waiting.value();
    SettingsForm form;
    if (group && own.name != record.name)
        form.name = QString::fromStdString(own.name);
    if (group && own.description != record.description)
        form.description = QString::fromStdString(own.description);
    if (own.lifetime != record.lifetime)
        form.lifetime = own.lifetime;
    if (form != SettingsForm())
        details.pending = form;
    return {};
}

Result<void> Summaries::addMembers(ConversationDetails& details) {
    const ConversationId conversation = details.summary.id;
    const auto members = m_conversations.members(conversation);
    if (!members.ok())
        return members.error();
    const auto admins = storedAdmins(m_connection, conversation);
    if (!admins.ok())
        return admins.error();
    const auto leaving = storage::SettingsStore(m_connection)
                             .number(settings::ofConversation(settings::kLeaving, conversation));
    if (!leaving.ok())
        return leaving.error();
    const storage::SettingsStore settings(m_connection);
    const auto strangers = strangersOf(settings, members.value(), conversation);
    if (!strangers.ok())
        return strangers.error();
    for (const UserId& stranger : strangers.value()) {
        auto person = m_people.find(stranger);
        if (!person.ok())
            return person.error();
        details.strangers.push_back(std::move(person).value());
    }
    std::set<UserId> seen;
    for (const auto& member : members.value()) {
        if (!seen.insert(member.user).second)
            continue;
        auto person = m_people.find(member.user);
        if (!person.ok())
            return person.error();
        MemberInfo info;
        info.person = std::move(person).value();
        if (std::ranges::binary_search(admins.value(), member.user))
            info.role = MemberInfo::Role::Admin;
        if (member.user == m_self)
            info.whose = MemberInfo::Whose::Self;
        details.members.push_back(std::move(info));
    }
    std::ranges::sort(details.members, [](const MemberInfo& one, const MemberInfo& other) {
        if (one.whose != other.whose)
            return one.whose == MemberInfo::Whose::Self;
        const int order = one.person.name.localeAwareCompare(other.person.name);
        return order != 0 ? order < 0 : one.person.handle < other.person.handle;
    });
    const bool live = details.summary.state == ConversationState::Live && !leaving.value();
    const bool group = details.summary.kind == ConversationKind::Group;
    const bool admin = group && std::ranges::binary_search(admins.value(), m_self);
    // Whose account is closed has nobody to read it.
    const auto& peer = details.summary.peer;
    details.rights.mayWrite = live && !(peer && peer->standing == Person::Standing::Disabled);
    details.rights.mayAdd = live && group;
    details.rights.mayRemove = live && admin;
    details.rights.mayLeave = live && group;
    details.rights.mayName = live && admin;
    details.rights.mayTime = live && (admin || !group);
    details.rights.mayPromote = live && admin;
    return {};
}

} // namespace kontor
