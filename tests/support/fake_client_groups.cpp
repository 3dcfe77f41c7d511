// Conversations of the company in memory: begun, changed, left, read.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {

void FakeClient::startDirect(const UserId& peer, Reply<ConversationId> reply) {
    work<ConversationId>(reply, [this, &peer]() -> Result<ConversationId> {
        for (const auto& [id, conversation] : m_conversations)
            if (conversation.summary.peer && conversation.summary.peer->id == peer)
                return id;
        const auto who = person(peer);
        if (!who)
            return ErrorCode::UserUnknown;
        const auto id = addDirect(*who);
        tellSummary(at(id));
        return id;
    });
}

void FakeClient::noteToSelf(Reply<ConversationId> reply) {
    work<ConversationId>(reply, [this]() -> Result<ConversationId> {
        for (const auto& [id, conversation] : m_conversations)
            if (conversation.summary.kind == ConversationKind::NoteToSelf)
                return id;
        const auto id = addNotes();
        tellSummary(at(id));
        return id;
    });
}

void FakeClient::createGroup(const QString& name, const std::vector<UserId>& members,
                             Reply<ConversationId> reply) {
    work<ConversationId>(reply, [this, &name, &members]() -> Result<ConversationId> {
        std::vector<Person> others;
        for (const auto& id : members)
            others.push_back(*person(id));
        const auto id = addGroup(name, others);
        const auto now = m_clock.sinceEpoch();
        note(id, EntryKind::GroupCreated, self(), {}, now);
        note(id, EntryKind::MembersAdded, self(), others, now);
        tellSummary(at(id));
        return id;
    });
}

void FakeClient::addMembers(ConversationId conversation, const std::vector<UserId>& members,
                            Reply<void> reply) {
    work<void>(reply, [this, conversation, &members]() -> Result<void> {
        auto& changed = at(conversation);
        std::vector<Person> added;
        for (const auto& id : members)
            added.push_back(*person(id));
        changed.others.insert(changed.others.end(), added.begin(), added.end());
        insertAndTell(changed, {.row = {},
                                .seq = {},
                                .kind = EntryKind::MembersAdded,
                                .sender = self(),
                                .sentAt = m_clock.sinceEpoch(),
                                .text = {},
                                .people = added,
                                .failure = std::nullopt,
                                .call = std::nullopt});
        tell(DetailsChanged{conversation});
        return {};
    });
}

void FakeClient::removeMember(ConversationId conversation, const UserId& member,
                              Reply<void> reply) {
    work<void>(reply, [this, conversation, &member]() -> Result<void> {
        auto& changed = at(conversation);
        std::erase_if(changed.others, [&member](const Person& one) { return one.id == member; });
        insertAndTell(changed, {.row = {},
                                .seq = {},
                                .kind = EntryKind::MembersRemoved,
                                .sender = self(),
                                .sentAt = m_clock.sinceEpoch(),
                                .text = {},
                                .people = {*person(member)},
                                .failure = std::nullopt,
                                .call = std::nullopt});
        tell(DetailsChanged{conversation});
        return {};
    });
}

void FakeClient::mute(ConversationId conversation, Milliseconds until, Reply<void> reply) {
    work<void>(reply, [this, conversation, until]() -> Result<void> {
        at(conversation).summary.mutedUntil = until;
        tellSummary(at(conversation));
        return {};
    });
}

void FakeClient::leave(ConversationId conversation, Reply<void> reply) {
    work<void>(reply, [this, conversation]() -> Result<void> {
        auto& changed = at(conversation);
        changed.summary.state = ConversationState::Left;
        insertAndTell(changed, {.row = {},
                                .seq = {},
                                .kind = EntryKind::MemberLeft,
                                .sender = self(),
                                .sentAt = m_clock.sinceEpoch(),
                                .text = {},
                                .people = {self()},
                                .failure = std::nullopt,
                                .call = std::nullopt});
        tell(DetailsChanged{conversation});
        return {};
    });
}

void FakeClient::sendAgain(MessageRow row, Reply<void> reply) {
    work<void>(reply, [this, row]() -> Result<void> {
        setDelivery(row, DeliveryState::Waiting);
        return {};
    });
}

void FakeClient::discard(MessageRow row, Reply<void> reply) {
    work<void>(reply, [this, row]() -> Result<void> {
        remove(row);
        return {};
    });
}

void FakeClient::markSeen(ConversationId conversation, const std::vector<MessageRow>& onScreen) {
    auto& changed = at(conversation);
    m_allSeen.insert(m_allSeen.end(), onScreen.begin(), onScreen.end());
    if (onScreen.empty())
        return;
    const auto [oldest, newest] = std::ranges::minmax(onScreen);
    int read = 0;
    const auto unread = firstUnread(changed);
    for (std::size_t i = 0; i < changed.entries.size(); ++i) {
        const auto& entry = changed.entries.at(i);
        if (entry.row < oldest || entry.row > newest || !changed.looked.insert(entry.row).second)
            continue;
        if (unread && i >= *unread && entry.side == TimelineEntry::Side::Other)
            ++read;
    }
    const auto before = changed.summary;
    changed.summary.unread = std::max(0, changed.summary.unread - read);
    changed.summary.mark = ConversationSummary::Mark::None;
    if (changed.summary != before)
        tellSummary(changed);
}

void FakeClient::markUnread(ConversationId conversation, Reply<void> reply) {
    work<void>(reply, [this, conversation]() -> Result<void> {
        at(conversation).summary.mark = ConversationSummary::Mark::Unread;
        tellSummary(at(conversation));
        return {};
    });
}

void FakeClient::markRead(ConversationId conversation, Reply<void> reply) {
    work<void>(reply, [this, conversation]() -> Result<void> {
        auto& changed = at(conversation);
        changed.summary.mark = ConversationSummary::Mark::None;
        changed.summary.unread = 0;
        tellSummary(changed);
        return {};
    });
}

void FakeClient::shelve(ConversationId conversation, Shelf shelf, Reply<void> reply) {
    work<void>(reply, [this, conversation, shelf]() -> Result<void> {
        at(conversation).summary.shelf = shelf;
        tellSummary(at(conversation));
        return {};
    });
}

} // namespace kontor
