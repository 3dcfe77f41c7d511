// What windows read of the company in memory.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {

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

} // namespace kontor
