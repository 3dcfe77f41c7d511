#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {

QString FakeClient::safetyNumber(const UserId& user) const {
    const auto keys = m_keys.find(user);
    const int key = keys == m_keys.end() ? 0 : keys->second;
    QString number;
    for (int group = 0; group < 12; ++group)
        number +=
            QStringLiteral("%1")
                .arg(user.bytes.front() * 7'919 + group * 4'441 + key * 31, 5, 10, QLatin1Char('0'))
                .right(5);
    return number;
}

void FakeClient::contact(const UserId& user, Reply<ContactView> reply) {
    const auto known = person(user);
    if (!known)
        return answer<ContactView>(reply, ErrorCode::UserUnknown);
    answer<ContactView>(reply, ContactView{*known, safetyNumber(user)});
}

void FakeClient::setTrust(const UserId& user, const QString& number, Trust trust,
                          Reply<void> reply) {
    work<void>(reply, [this, user, number, trust]() -> Result<void> {
        if (number != safetyNumber(user))
            return ErrorCode::SafetyNumberWrong;
        retrust(user, trust);
        return {};
    });
}

void FakeClient::changeKey(const UserId& user) {
    ++m_keys[user];
    retrust(user, Trust::KeyChanged);
    for (auto& [id, conversation] : m_conversations) {
        if (std::ranges::count(conversation.others, user, &Person::id) == 0)
            continue;
        TimelineEntry entry;
        entry.kind = EntryKind::KeyChanged;
        entry.sender = *person(user);
        entry.sentAt = m_clock.sinceEpoch();
        insertAndTell(conversation, std::move(entry));
    }
}

void FakeClient::acceptStrangers(ConversationId conversation, Reply<void> reply) {
    work<void>(reply, [this, conversation]() -> Result<void> {
        at(conversation).strangers.clear();
        tell(DetailsChanged{conversation});
        return {};
    });
}

void FakeClient::comeBackAmong(ConversationId id, const UserId& stranger) {
    Conversation& conversation = at(id);
    conversation.strangers = {*person(stranger)};
    for (const EntryKind kind :
         {EntryKind::Rejoined, EntryKind::MessagesMissing, EntryKind::Strangers}) {
        TimelineEntry entry;
        entry.kind = kind;
        entry.sender = m_account.self;
        entry.side = TimelineEntry::Side::Own;
        entry.people = conversation.strangers;
        entry.sentAt = m_clock.sinceEpoch();
        insertAndTell(conversation, std::move(entry));
    }
    tell(DetailsChanged{id});
}

void FakeClient::closeAccount(const UserId& user) {
    Person& closed = *std::ranges::find(m_people, user, &Person::id);
    closed.standing = Person::Standing::Disabled;
    spread(closed);
    for (auto& [id, conversation] : m_conversations) {
        if (conversation.summary.kind != ConversationKind::Group ||
            std::erase_if(conversation.others,
                          [&](const Person& other) { return other.id == user; }) == 0)
            continue;
        TimelineEntry entry;
        entry.kind = EntryKind::MembersCutOff;
        entry.sender = m_account.self;
        entry.people = {closed};
        entry.sentAt = m_clock.sinceEpoch();
        insertAndTell(conversation, std::move(entry));
        tell(DetailsChanged{id});
    }
}

void FakeClient::retrust(const UserId& user, Trust trust) {
    Person& known = *std::ranges::find(m_people, user, &Person::id);
    known.trust = trust;
    spread(known);
}

void FakeClient::spread(const Person& person) {
    for (auto& [id, conversation] : m_conversations) {
        const auto member = std::ranges::find(conversation.others, person.id, &Person::id);
        if (member == conversation.others.end())
            continue;
        *member = person;
        if (conversation.summary.peer)
            conversation.summary.peer = person;
        tellSummary(conversation);
        tell(DetailsChanged{id});
    }
    tell(DirectoryUpdated{});
}

} // namespace kontor
