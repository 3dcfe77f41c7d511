// What people say in the company in memory and do to it: send, answer, change, delete, react.
#include "base/limits.h"
#include "core/formatting/typed_text.h"
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {

EntryRights FakeClient::rightsOf(const TimelineEntry& entry) {
    EntryRights rights;
    rights.mayDeleteHere = true;
    const bool said = entry.kind == EntryKind::Text || entry.kind == EntryKind::Poll ||
                      entry.kind == EntryKind::Picture || entry.kind == EntryKind::File;
    if (!said)
        return rights;
    rights.mayAnswer =
        entry.delivery != DeliveryState::Waiting && entry.delivery != DeliveryState::Failed;
    rights.mayPin = rights.mayAnswer;
    rights.mayForward = entry.kind == EntryKind::Text || entry.picture.has_value();
    const bool own = entry.side == TimelineEntry::Side::Own;
    rights.mayDeleteForAll = own && rights.mayAnswer;
    rights.mayEdit = rights.mayDeleteForAll && entry.kind == EntryKind::Text;
    return rights;
}

void FakeClient::tellOf(Conversation& in, const TimelineEntry& entry) {
    tellTimeline(in, {TimelineDiff::Change::Updated, entry, std::nullopt});
}

QuoteView FakeClient::quoteOf(const TimelineEntry& entry) {
    QuoteView quote;
    quote.row = entry.row;
    quote.state =
        entry.kind == EntryKind::Deleted ? QuoteView::State::Gone : QuoteView::State::Here;
    if (quote.state == QuoteView::State::Gone)
        return quote;
    quote.sender = entry.sender;
    quote.kind = entry.kind;
    quote.text = entry.text.simplified().left(200);
    return quote;
}

/// Answers say what the message says now.
void FakeClient::requote(Conversation& in, const TimelineEntry& quoted) {
    for (auto& entry : in.entries)
        if (entry.quote && entry.quote->row == quoted.row) {
            entry.quote = quoteOf(quoted);
            tellOf(in, entry);
        }
}

/// As the server and the others would, where the test wants that.
void FakeClient::deliver(MessageRow row) {
    if (m_delivering)
        for (const auto state : {DeliveryState::Sent, DeliveryState::Delivered})
            setDelivery(row, state);
}

/// As the core reads it, with the members of the conversation.
FormattedText FakeClient::wordsIn(const Conversation& conversation, const Draft& draft) {
    if (draft.form == Draft::Form::Plain)
        return {draft.text, {}};
    auto people = conversation.others;
    people.push_back(self());
    const WhoIs who = [&people](const QString& handle) -> std::optional<Mentionable> {
        const auto found = std::ranges::find(people, handle, &Person::handle);
        return found == people.end() ? std::nullopt
                                     : std::optional(Mentionable{found->id, found->name});
    };
    auto words = wordsOf(readTyped(draft.text, who), who);
    for (auto& span : words.spans) {
        const auto found = std::ranges::find(people, span.user, &Person::id);
        if (span.kind != TextSpan::Kind::Mention || found == people.end())
            continue;
        span.handle = found->handle;
        span.me = found->id == self().id ? TextSpan::Me::Yes : TextSpan::Me::No;
    }
    return words;
}

void FakeClient::sendText(ConversationId conversation, const Draft& draft,
                          Reply<MessageRow> reply) {
    work<MessageRow>(reply, [this, conversation, draft]() -> Result<MessageRow> {
        auto& changed = at(conversation);
        auto words = wordsIn(changed, draft);
        TimelineEntry entry;
        entry.sender = self();
        entry.sentAt = m_clock.sinceEpoch();
        entry.text = words.text;
        entry.spans = std::move(words.spans);
        entry.delivery = DeliveryState::Waiting;
        if (draft.lifetime > Milliseconds(0))
            entry.lifetime = draft.lifetime;
        insertAndTell(changed, std::move(entry));
        const auto row = changed.entries.back().row;
        deliver(row);
        return row;
    });
}

void FakeClient::sendReply(ConversationId conversation, const Draft& draft, MessageRow to,
                           Reply<MessageRow> reply) {
    work<MessageRow>(reply, [this, conversation, draft, to]() -> Result<MessageRow> {
        Conversation* in = nullptr;
        const auto* const quoted = find(to, in);
        if (quoted == nullptr || quoted->kind == EntryKind::Deleted)
            return ErrorCode::ConversationUnknown;
        TimelineEntry entry;
        entry.sender = self();
        entry.sentAt = m_clock.sinceEpoch();
        auto& changed = at(conversation);
        auto words = wordsIn(changed, draft);
        entry.text = words.text;
        entry.spans = std::move(words.spans);
        entry.delivery = DeliveryState::Waiting;
        entry.quote = quoteOf(*quoted);
        insertAndTell(changed, std::move(entry));
        const auto row = changed.entries.back().row;
        deliver(row);
        return row;
    });
}

MessageRow FakeClient::receiveReply(ConversationId conversation, const Person& who,
                                    const QString& text, MessageRow to) {
    const auto row = receive(conversation, who, text);
    Conversation* in = nullptr;
    auto quote = quoteOf(*find(to, in));
    auto* const entry = find(row, in);
    entry->quote = std::move(quote);
    tellOf(*in, *entry);
    return row;
}

void FakeClient::changeText(MessageRow row, const QString& text) {
    Conversation* in = nullptr;
    auto* const entry = find(row, in);
    m_revisions[row].push_back({entry->text, entry->editedAt.value_or(entry->sentAt)});
    entry->text = text;
    entry->editedAt = m_clock.sinceEpoch();
    tellOf(*in, *entry);
    requote(*in, *entry);
    tellSummary(*in);
}

void FakeClient::editText(MessageRow row, const Draft& draft, Reply<void> reply) {
    work<void>(reply, [this, row, draft]() -> Result<void> {
        Conversation* in = nullptr;
        auto* const entry = find(row, in);
        if (entry == nullptr || entry->kind == EntryKind::Deleted)
            return ErrorCode::ConversationUnknown;
        if (!entry->rights.mayEdit)
            return ErrorCode::NotAllowed;
        auto words = wordsIn(*in, draft);
        const bool same = entry->text == words.text && entry->spans == words.spans;
        entry->spans = std::move(words.spans);
        if (!same)
            changeText(row, words.text);
        return {};
    });
}

void FakeClient::revisions(MessageRow row, Reply<std::vector<RevisionView>> reply) {
    work<std::vector<RevisionView>>(
        reply, [this, row]() -> Result<std::vector<RevisionView>> { return m_revisions[row]; });
}

void FakeClient::deleteEverywhere(MessageRow row) {
    Conversation* in = nullptr;
    auto* const entry = find(row, in);
    TimelineEntry left;
    left.row = row;
    left.seq = entry->seq;
    left.kind = EntryKind::Deleted;
    left.sender = entry->sender;
    left.side = entry->side;
    left.sentAt = entry->sentAt;
    left.rights = rightsOf(left);
    *entry = left;
    std::erase(in->pins, row);
    tell(ContentErased{{row}});
    tellOf(*in, *entry);
    requote(*in, *entry);
    tellSummary(*in);
}

void FakeClient::deleteForAll(MessageRow row, Reply<void> reply) {
    work<void>(reply, [this, row]() -> Result<void> {
        Conversation* in = nullptr;
        const auto* const entry = find(row, in);
        if (entry == nullptr || entry->kind == EntryKind::Deleted)
            return ErrorCode::ConversationUnknown;
        if (!entry->rights.mayDeleteForAll)
            return ErrorCode::NotAllowed;
        deleteEverywhere(row);
        return {};
    });
}

void FakeClient::deleteHere(MessageRow row, Reply<void> reply) {
    work<void>(reply, [this, row]() -> Result<void> {
        Conversation* in = nullptr;
        if (find(row, in) == nullptr)
            return ErrorCode::ConversationUnknown;
        tell(ContentErased{{row}});
        remove(row);
        return {};
    });
}

void FakeClient::putReaction(MessageRow row, const Person& who, const QString& emoji,
                             ReactionView::Mine put) {
    Conversation* in = nullptr;
    auto* const entry = find(row, in);
    auto found = std::ranges::find(entry->reactions, emoji, &ReactionView::emoji);
    if (found == entry->reactions.end()) {
        entry->reactions.push_back({emoji, {}, ReactionView::Mine::No});
        found = std::prev(entry->reactions.end());
    }
    std::erase(found->people, who);
    if (put == ReactionView::Mine::Yes)
        found->people.push_back(who);
    if (who == self())
        found->mine = put;
    std::erase_if(entry->reactions,
                  [](const ReactionView& reaction) { return reaction.people.empty(); });
    tellOf(*in, *entry);
    if (who != self() && put == ReactionView::Mine::Yes && entry->sender == self())
        tell(ReactionArrived{in->summary.id, *entry, who, emoji});
}

void FakeClient::react(MessageRow row, const QString& emoji, ReactionView::Mine mine,
                       Reply<void> reply) {
    work<void>(reply, [this, row, emoji, mine]() -> Result<void> {
        Conversation* in = nullptr;
        const auto* const entry = find(row, in);
        if (entry == nullptr || entry->kind == EntryKind::Deleted)
            return ErrorCode::ConversationUnknown;
        if (!entry->rights.mayAnswer)
            return ErrorCode::NotAllowed;
        putReaction(row, self(), emoji, mine);
        return {};
    });
}

void FakeClient::findEntry(const QString& id, Reply<TimelineEntry> reply) {
    work<TimelineEntry>(reply, [this, id]() -> Result<TimelineEntry> {
        for (const auto& [number, conversation] : m_conversations)
            for (const auto& entry : conversation.entries)
                if (!id.isEmpty() && entry.id == id)
                    return entry;
        return ErrorCode::ConversationUnknown;
    });
}

} // namespace kontor
