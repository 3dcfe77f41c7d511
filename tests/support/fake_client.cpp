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

FakeClient::FakeClient(Mailbox& owner, std::function<void(const Event&)> onEvent,
                       const Clock& clock)
    : m_owner(owner)
    , m_onEvent(std::move(onEvent))
    , m_clock(clock) {
    m_account = {.self = addPerson(QStringLiteral("anna"), QStringLiteral("Anna Krüger")),
                 .organisation = QStringLiteral("Hansen & Partner"),
                 .server = QStringLiteral("chat.hansen.example:8443"),
                 .keyPlace = KeyPlace::KeyFile};
}

// How answers come

void FakeClient::later(std::function<void()> deliver) {
    if (m_held)
        m_waiting.push_back(std::move(deliver));
    else
        m_owner.post(std::move(deliver));
}

void FakeClient::release() {
    m_held = false;
    for (auto& deliver : std::exchange(m_waiting, {}))
        m_owner.post(std::move(deliver));
}

template <typename T>
void FakeClient::answer(const Reply<T>& reply, Result<T> result) {
    later([reply, result = std::move(result)] { reply(result); });
}

template <typename T>
void FakeClient::work(const Reply<T>& reply, std::function<Result<T>()> done) {
    if (m_error)
        answer<T>(reply, *m_error);
    else
        answer<T>(reply, done());
}

void FakeClient::tell(const Event& event) {
    m_owner.post([tellOwner = m_onEvent, event] { tellOwner(event); });
}

void FakeClient::setConnection(ConnectionState state, std::optional<Error> reason,
                               Milliseconds nextTryIn) {
    tell(ConnectionChanged{state, std::move(reason), nextTryIn});
}

// What a test arranges

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

// The verbs

void FakeClient::open() {
    if (m_openError)
        return tell(OpenFailed{*m_openError});
    if (!m_registered)
        return tell(NeedsRegistration{});
    tell(Ready{m_account});
    setConnection(ConnectionState::Online);
}

void FakeClient::connectNow() {
    ++m_connectTries;
}

void FakeClient::checkInvite(const QString& link, Reply<InviteOffer> reply) {
    m_checkedLinks << link;
    work<InviteOffer>(reply, [this] {
        if (m_offer)
            return *m_offer;
        return InviteOffer{.organisation = m_account.organisation,
                           .suggestedName = m_account.self.name,
                           .handle = {}};
    });
}

void FakeClient::registerAccount(const RegistrationForm& form, Reply<Account> reply) {
    m_forms.push_back(form);
    work<Account>(reply, [this, &form]() -> Result<Account> {
        const auto taken = std::ranges::find(m_people, form.handle, &Person::handle);
        if (taken != m_people.end() && taken->id != m_account.self.id)
            return Error(ErrorCode::HandleTaken, {form.handle.toStdString()});
        m_account.self.name = form.name;
        m_account.self.handle = form.handle;
        m_registered = true;
        tell(Ready{m_account});
        return m_account;
    });
}

std::vector<ConversationSummary> FakeClient::shelved(Shelf least, Shelf greatest) const {
    std::vector<ConversationSummary> all;
    for (const auto& [id, conversation] : m_conversations)
        if (conversation.summary.shelf >= least && conversation.summary.shelf <= greatest)
            all.push_back(conversation.summary);
    std::ranges::sort(all, std::ranges::greater(), [](const ConversationSummary& one) {
        return std::pair(one.shelf, one.lastActivity);
    });
    return all;
}

void FakeClient::archived(std::uint32_t offset, std::uint32_t count,
                          Reply<std::vector<ConversationSummary>> reply) {
    const auto all = shelved(Shelf::Archive, Shelf::Archive);
    std::vector<ConversationSummary> page;
    for (std::size_t i = offset; i < std::min<std::size_t>(offset + count, all.size()); ++i)
        page.push_back(all.at(i));
    answer<std::vector<ConversationSummary>>(reply, page);
}

void FakeClient::countArchived(Reply<std::int64_t> reply) {
    answer<std::int64_t>(reply,
                         static_cast<std::int64_t>(shelved(Shelf::Archive, Shelf::Archive).size()));
}

void FakeClient::conversations(std::uint32_t offset, std::uint32_t count,
                               Reply<std::vector<ConversationSummary>> reply) {
    if (m_readError)
        return answer<std::vector<ConversationSummary>>(reply, *m_readError);
    const auto all = shelved(Shelf::List, Shelf::Favourites);
    std::vector<ConversationSummary> page;
    for (std::size_t i = offset; i < std::min<std::size_t>(offset + count, all.size()); ++i)
        page.push_back(all.at(i));
    answer<std::vector<ConversationSummary>>(reply, page);
}

void FakeClient::totalUnread(Reply<std::int64_t> reply) {
    std::int64_t unread = 0;
    for (const auto& [id, conversation] : m_conversations)
        if (conversation.summary.mutedUntil == Milliseconds(0))
            unread += conversation.summary.unread;
    answer<std::int64_t>(reply, unread);
}

void FakeClient::details(ConversationId id, Reply<ConversationDetails> reply) {
    if (!m_conversations.contains(id))
        return answer<ConversationDetails>(reply, ErrorCode::ConversationUnknown);
    const auto& conversation = at(id);
    const bool live = conversation.summary.state == ConversationState::Live;
    const bool group = conversation.summary.kind == ConversationKind::Group;
    const bool admin = live && group && conversation.ownRole == MemberInfo::Role::Admin;
    const auto& peer = conversation.summary.peer;
    const bool closed = peer && peer->standing == Person::Standing::Disabled;
    ConversationDetails details{.summary = conversation.summary,
                                .members = {},
                                .rights = {.mayWrite = live && !closed,
                                           .mayAdd = live && group,
                                           .mayRemove = admin,
                                           .mayLeave = live && group,
                                           .mayName = admin,
                                           .mayTime = admin || (live && !group),
                                           .mayPromote = admin},
                                .trouble = std::nullopt,
                                .since = Milliseconds(1'700'000'000'000),
                                .description = conversation.description,
                                .lifetime = conversation.lifetime,
                                .pending = conversation.pending,
                                .strangers = conversation.strangers};
    if (conversation.summary.state != ConversationState::Left)
        details.members.push_back({.person = m_account.self,
                                   .role = conversation.ownRole,
                                   .whose = MemberInfo::Whose::Self});
    auto others = conversation.others;
    std::ranges::sort(others, {}, &Person::name);
    for (const auto& other : others)
        details.members.push_back({.person = other,
                                   .role = conversation.admins.contains(other.id)
                                               ? MemberInfo::Role::Admin
                                               : MemberInfo::Role::Member});
    answer<ConversationDetails>(reply, details);
}

std::optional<std::size_t> FakeClient::firstUnread(const Conversation& conversation) const {
    if (conversation.summary.unread == 0)
        return std::nullopt;
    std::optional<std::size_t> oldest;
    std::int32_t left = conversation.summary.unread;
    for (auto i = conversation.entries.size(); i > 0 && left > 0; --i) {
        const auto& entry = conversation.entries.at(i - 1);
        if (entry.side == TimelineEntry::Side::Own || conversation.looked.contains(entry.row))
            continue;
        oldest = i - 1;
        --left;
    }
    return oldest;
}

void FakeClient::timeline(const TimelineRequest& request, Reply<TimelinePage> reply) {
    if (m_readError)
        return answer<TimelinePage>(reply, *m_readError);
    const auto& conversation = at(request.conversation);
    const auto& entries = conversation.entries; // oldest first: [first, last) is the page
    const auto length = entries.size();
    const auto place = static_cast<std::size_t>(
        std::ranges::find(entries, request.row, &TimelineEntry::row) - entries.begin());
    const auto moment = static_cast<std::size_t>(
        std::ranges::find_if(entries,
                             [&](const auto& one) { return one.sentAt >= request.moment; }) -
        entries.begin());
    std::size_t first = 0;
    std::size_t last = length;
    switch (request.anchor) {
    case TimelineRequest::Anchor::Newest:
        break;
    case TimelineRequest::Anchor::OlderThan:
        last = place;
        break;
    case TimelineRequest::Anchor::NewerThan:
        first = place + 1;
        last = std::min(length, first + request.count);
        break;
    case TimelineRequest::Anchor::Around:
        last = std::min(length, place + request.count / 2);
        break;
    case TimelineRequest::Anchor::FirstUnread:
        if (const auto unread = firstUnread(conversation))
            last = std::min(length, *unread + request.count / 2);
        break;
    case TimelineRequest::Anchor::Moment:
        if (moment < length)
            last = std::min(length, moment + request.count / 2);
        break;
    }
    if (request.anchor != TimelineRequest::Anchor::NewerThan)
        first = last - std::min<std::size_t>(last, request.count);
    TimelinePage page{.conversation = request.conversation,
                      .entries = {},
                      .revision = m_revision,
                      .reachesNewest = last == length,
                      .reachesOldest = first == 0,
                      .firstUnread = std::nullopt};
    for (auto i = last; i > first; --i)
        page.entries.push_back(entries.at(i - 1));
    if (const auto unread = firstUnread(conversation))
        page.firstUnread = entries.at(*unread).row;
    if (request.anchor == TimelineRequest::Anchor::Moment && moment < length)
        page.atMoment = entries.at(moment).row;
    answer<TimelinePage>(reply, page);
}

bool FakeClient::fits(const QString& text, const QString& words) {
    return text.contains(words, Qt::CaseInsensitive);
}

void FakeClient::directory(const QString& words, Reply<std::vector<Person>> reply) {
    if (m_readError)
        return answer<std::vector<Person>>(reply, *m_readError);
    std::vector<Person> found;
    for (const auto& one : m_people)
        if (one.id != m_account.self.id && (fits(one.name, words) || fits(one.handle, words)))
            found.push_back(one);
    std::ranges::sort(found, {}, &Person::name);
    answer<std::vector<Person>>(reply, found);
}

void FakeClient::search(const SearchQuery& query, Reply<SearchResults> reply) {
    m_searches << query.words;
    if (m_readError)
        return answer<SearchResults>(reply, *m_readError);
    SearchResults results;
    for (const auto& [id, conversation] : m_conversations) {
        const auto& summary = conversation.summary;
        if (fits(summary.title, query.words))
            results.conversations.push_back(summary);
        for (const auto& entry : conversation.entries) {
            const auto start = entry.text.indexOf(query.words, 0, Qt::CaseInsensitive);
            if (start < 0 || results.messages.size() >= 50)
                continue;
            const auto from = std::max<qsizetype>(0, start - 20);
            results.messages.push_back(
                {.row = entry.row,
                 .conversation = id,
                 .conversationTitle = summary.title,
                 .senderName = entry.sender.name,
                 .sentAt = entry.sentAt,
                 .excerpt =
                     (from > 0 ? QStringLiteral("…") : QString()) + entry.text.mid(from, 120),
                 .marks = {{static_cast<int>(start - from + (from > 0 ? 1 : 0)),
                            static_cast<int>(query.words.size())}}});
        }
    }
    for (const auto& one : m_people)
        if (one.id != m_account.self.id && fits(one.name, query.words))
            results.people.push_back(one);
    std::ranges::sort(results.messages, std::ranges::greater(), &SearchHit::sentAt);
    answer<SearchResults>(reply, results);
}

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

void FakeClient::typing(ConversationId /*conversation*/, TypingState state) {
    m_typingTold.push_back(state);
}

void FakeClient::sendCallSignal(ConversationId conversation, const CallSignal& signal,
                                Reply<void> reply) {
    if (!m_error)
        m_callSignals.push_back({conversation, signal});
    answer<void>(reply, m_error ? Result<void>(*m_error) : Result<void>());
}

void FakeClient::sendCallCandidates(ConversationId /*conversation*/, const CallId& /*call*/,
                                    const std::vector<CallCandidate>& /*candidates*/) {
    ++m_candidatesSent;
}

void FakeClient::callServers(Reply<CallServers> reply) {
    answer<CallServers>(reply, m_error ? Result<CallServers>(*m_error)
                                       : Result<CallServers>(m_callServers));
}

void FakeClient::remember(const QString& name, const QString& value) {
    m_settings[name] = value;
    for (auto& [id, conversation] : m_conversations) {
        if (name != QStringLiteral("draft.%1").arg(id.value))
            continue;
        conversation.summary.draft = value.simplified();
        tellSummary(conversation);
    }
}

void FakeClient::recall(const QString& name, Reply<QString> reply) {
    answer<QString>(reply, remembered(name));
}

// fake_client_polls.cpp is another unit of the same class.
template void FakeClient::work<PollView>(const Reply<PollView>&, std::function<Result<PollView>()>);
template void FakeClient::work<MessageRow>(const Reply<MessageRow>&,
                                           std::function<Result<MessageRow>()>);
template void FakeClient::work<TimelineEntry>(const Reply<TimelineEntry>&,
                                              std::function<Result<TimelineEntry>()>);
template void
FakeClient::work<std::vector<RevisionView>>(const Reply<std::vector<RevisionView>>&,
                                            std::function<Result<std::vector<RevisionView>>()>);
template void FakeClient::work<void>(const Reply<void>&, std::function<Result<void>()>);
template void FakeClient::work<QByteArray>(const Reply<QByteArray>&,
                                           std::function<Result<QByteArray>()>);
template void FakeClient::answer<ContactView>(const Reply<ContactView>&, Result<ContactView>);
template void
FakeClient::work<std::vector<MessageRow>>(const Reply<std::vector<MessageRow>>&,
                                          std::function<Result<std::vector<MessageRow>>()>);
template void FakeClient::answer<MessageInfo>(const Reply<MessageInfo>&, Result<MessageInfo>);
template void FakeClient::answer<ListingPage>(const Reply<ListingPage>&, Result<ListingPage>);
template void FakeClient::work<PictureView>(const Reply<PictureView>&,
                                            std::function<Result<PictureView>()>);

} // namespace kontor
