// Who is in the company in memory, and what happens there.
#include "tests/support/fake_client.h"

#include <algorithm>
#include <array>

namespace kontor {

namespace {

constexpr std::array kTexts = {
    "Moin! Der Kunde fragt, ob wir die Preisliste bis Freitag schicken können. Hast du sie schon?",
    "Ja, hier ist der Entwurf. Die Zahlen aus Q3 sind drin.",
    "Perfekt 🎉",
    "Donnerstag passt mir gut 👍",
    "I have moved the meeting with the customer to ten, because the train from Kiel arrives late. "
    "The room is the same as last week, and the slides are in the folder; please have a look at "
    "the second part before we start.",
    "Danke dir",
};

} // namespace

Person FakeClient::addPerson(const QString& handle, const QString& name, Trust trust) {
    Person person{.id = {}, .handle = handle, .name = name, .trust = trust};
    const auto number = m_people.size() + 1;
    person.id.bytes.fill(static_cast<std::uint8_t>(number * 37));
    person.id.bytes.back() = static_cast<std::uint8_t>(number);
    m_people.push_back(person);
    return person;
}

void FakeClient::setPerson(const Person& person) {
    *std::ranges::find(m_people, person.id, &Person::id) = person;
}

std::optional<Person> FakeClient::person(const UserId& id) const {
    const auto found = std::ranges::find(m_people, id, &Person::id);
    return found == m_people.end() ? std::nullopt : std::optional(*found);
}

FakeClient::Conversation& FakeClient::at(ConversationId id) {
    return m_conversations.at(id);
}

FakeClient::Conversation& FakeClient::add(ConversationKind kind, const QString& title) {
    const ConversationId id(static_cast<std::int64_t>(m_conversations.size()) + 1);
    auto& conversation = m_conversations[id];
    conversation.summary.id = id;
    conversation.summary.kind = kind;
    conversation.summary.title = title;
    conversation.summary.lastActivity = m_clock.sinceEpoch();
    return conversation;
}

ConversationId FakeClient::addDirect(const Person& peer) {
    auto& conversation = add(ConversationKind::Direct, peer.name);
    conversation.summary.peer = peer;
    conversation.others = {peer};
    summarise(conversation);
    return conversation.summary.id;
}

ConversationId FakeClient::addGroup(const QString& name, const std::vector<Person>& others) {
    auto& conversation = add(ConversationKind::Group, name);
    conversation.others = others;
    summarise(conversation);
    return conversation.summary.id;
}

ConversationId FakeClient::addNotes() {
    return add(ConversationKind::NoteToSelf, {}).summary.id;
}

MessageRow FakeClient::append(Conversation& conversation, TimelineEntry entry) {
    entry.row = MessageRow(++m_lastRow);
    entry.side = entry.sender.id == m_account.self.id ? TimelineEntry::Side::Own
                                                      : TimelineEntry::Side::Other;
    if (entry.side == TimelineEntry::Side::Other ||
        (entry.kind != EntryKind::Text && !entry.picture))
        entry.delivery = DeliveryState::None;
    entry.seq = Seq(conversation.entries.size() + 1);
    entry.id = QStringLiteral("%1").arg(m_lastRow, 64, 16, QLatin1Char('0'));
    entry.rights = rightsOf(entry);
    entry.conversation = conversation.summary.id;
    conversation.entries.push_back(std::move(entry));
    summarise(conversation);
    return conversation.entries.back().row;
}

MessageRow FakeClient::say(ConversationId conversation, const Person& who, const QString& text,
                           Milliseconds at, DeliveryState delivery) {
    return append(this->at(conversation), {.row = {},
                                           .seq = {},
                                           .kind = EntryKind::Text,
                                           .sender = who,
                                           .sentAt = at,
                                           .text = text,
                                           .people = {},
                                           .delivery = delivery,
                                           .failure = std::nullopt,
                                           .call = std::nullopt});
}

MessageRow FakeClient::note(ConversationId conversation, EntryKind kind, const Person& who,
                            const std::vector<Person>& people, Milliseconds at,
                            const QString& text) {
    return append(this->at(conversation), {.row = {},
                                           .seq = {},
                                           .kind = kind,
                                           .sender = who,
                                           .sentAt = at,
                                           .text = text,
                                           .people = people,
                                           .failure = std::nullopt,
                                           .call = std::nullopt});
}

MessageRow FakeClient::call(ConversationId conversation, const Person& caller, const CallView& what,
                            Milliseconds at) {
    TimelineEntry entry;
    entry.kind = EntryKind::Call;
    entry.sender = caller;
    entry.sentAt = at;
    entry.call = what;
    auto& changed = this->at(conversation);
    insertAndTell(changed, std::move(entry));
    return changed.entries.back().row;
}

void FakeClient::fill(ConversationId conversation, std::size_t count) {
    auto people = at(conversation).others;
    people.push_back(m_account.self);
    const auto start = m_clock.sinceEpoch() - std::chrono::minutes(2 * count);
    for (std::size_t i = 1; i <= count; ++i)
        say(conversation, people.at((i / 2 * 7 + i / 9) % people.size()),
            QString::fromUtf8(kTexts.at(i * 5 % 7 % kTexts.size())),
            start + std::chrono::minutes(2 * i));
}

void FakeClient::setUnread(ConversationId conversation, std::int32_t count) {
    auto& changed = at(conversation);
    changed.summary.unread = count;
    changed.summary.mentioned = ConversationSummary::Mentioned::No;
    changed.looked.clear();
    if (const auto length = changed.entries.size(); length > static_cast<std::size_t>(count))
        changed.seen = changed.entries.at(length - static_cast<std::size_t>(count) - 1).row;
}

void FakeClient::setAdmin(ConversationId conversation, const Person& who) {
    at(conversation).admins.insert(who.id);
}

void FakeClient::setState(ConversationId conversation, ConversationState state) {
    at(conversation).summary.state = state;
}

void FakeClient::summarise(Conversation& conversation) {
    auto& summary = conversation.summary;
    summary.memberCount = static_cast<std::int32_t>(conversation.others.size()) + 1;
    if (conversation.entries.empty())
        return;
    const auto& last = conversation.entries.back();
    summary.lastText = last.text.simplified().left(200);
    summary.lastKind = static_cast<std::uint8_t>(last.kind);
    summary.lastSender = last.sender.id;
    summary.lastSenderName = last.sender.name;
    summary.lastCallMissed = last.call ? last.call->missed : CallView::Missed::No;
    summary.lastDelivery = last.delivery;
    summary.lastActivity = last.sentAt;
}

// What happens while the window looks

void FakeClient::tellTimeline(const Conversation& conversation, TimelineDiff diff) {
    tell(TimelineChanged{.conversation = conversation.summary.id,
                         .revision = ++m_revision,
                         .diffs = {std::move(diff)}});
}

void FakeClient::tellSummary(Conversation& conversation) {
    summarise(conversation);
    tell(ConversationsChanged{{conversation.summary}});
}

void FakeClient::insertAndTell(Conversation& conversation, TimelineEntry entry) {
    append(conversation, std::move(entry));
    tellTimeline(conversation, {.change = TimelineDiff::Change::Inserted,
                                .entry = conversation.entries.back(),
                                .newerNeighbour = std::nullopt});
    tellSummary(conversation);
}

MessageRow FakeClient::receive(ConversationId conversation, const Person& who, const Draft& draft) {
    auto& changed = at(conversation);
    auto words = wordsIn(changed, draft);
    ++changed.summary.unread;
    TimelineEntry entry;
    entry.sender = who;
    entry.sentAt = m_clock.sinceEpoch();
    entry.text = words.text;
    entry.spans = std::move(words.spans);
    if (std::ranges::count(entry.spans, TextSpan::Me::Yes, &TextSpan::me) > 0)
        changed.summary.mentioned = ConversationSummary::Mentioned::Yes;
    insertAndTell(changed, std::move(entry));
    tell(MessageArrived{conversation, changed.entries.back()});
    return changed.entries.back().row;
}

TimelineEntry* FakeClient::find(MessageRow row, Conversation*& in) {
    for (auto& [id, conversation] : m_conversations) {
        const auto found = std::ranges::find(conversation.entries, row, &TimelineEntry::row);
        if (found != conversation.entries.end()) {
            in = &conversation;
            return &*found;
        }
    }
    return nullptr;
}

void FakeClient::setDelivery(MessageRow row, DeliveryState state) {
    Conversation* in = nullptr;
    auto* entry = find(row, in);
    entry->delivery = state;
    entry->rights = rightsOf(*entry);
    if (state == DeliveryState::Failed)
        entry->failure = Error(ErrorCode::NotMember);
    tellTimeline(
        *in,
        {.change = TimelineDiff::Change::Updated, .entry = *entry, .newerNeighbour = std::nullopt});
    tellSummary(*in);
}

void FakeClient::setLife(MessageRow row, Milliseconds lifetime,
                         std::optional<Milliseconds> deadline) {
    Conversation* in = nullptr;
    auto* entry = find(row, in);
    entry->lifetime = lifetime;
    entry->deadline = deadline;
    tellTimeline(
        *in,
        {.change = TimelineDiff::Change::Updated, .entry = *entry, .newerNeighbour = std::nullopt});
}

void FakeClient::remove(MessageRow row) {
    Conversation* in = nullptr;
    const auto gone = *find(row, in);
    std::erase_if(in->entries, [row](const TimelineEntry& entry) { return entry.row == row; });
    tellTimeline(
        *in,
        {.change = TimelineDiff::Change::Removed, .entry = gone, .newerNeighbour = std::nullopt});
    tellSummary(*in);
}

// What the window asked for

MessageRow FakeClient::seen(ConversationId conversation) const {
    const auto& in = m_conversations.at(conversation);
    return in.looked.empty() ? in.seen : std::max(in.seen, *in.looked.rbegin());
}

QString FakeClient::remembered(const QString& name) const {
    const auto found = m_settings.find(name);
    return found == m_settings.end() ? QString() : found->second;
}

QString FakeClient::textOf(MessageRow row) const {
    for (const auto& [id, conversation] : m_conversations)
        for (const auto& entry : conversation.entries)
            if (entry.row == row)
                return entry.text;
    return {};
}

std::size_t FakeClient::length(ConversationId conversation) const {
    return m_conversations.at(conversation).entries.size();
}

} // namespace kontor
