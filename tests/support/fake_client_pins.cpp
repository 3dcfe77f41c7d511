// What is passed on in the company in memory, what stands on top, who has read, what is listed.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {
namespace {

bool isListed(const TimelineEntry& entry, Listed what) {
    switch (what) {
    case Listed::Files:
        return entry.picture.has_value();
    case Listed::Links:
        return entry.kind == EntryKind::Text && entry.text.contains(QLatin1String("https://"));
    case Listed::Polls:
        return entry.kind == EntryKind::Poll;
    case Listed::Pins:
        break;
    }
    return entry.pin == TimelineEntry::Pin::On;
}

} // namespace

void FakeClient::setPin(MessageRow row, const Person& who, TimelineEntry::Pin pin) {
    Conversation* in = nullptr;
    auto* const entry = find(row, in);
    entry->pin = pin;
    std::erase(in->pins, row);
    if (pin == TimelineEntry::Pin::On)
        in->pins.insert(in->pins.begin(), row);
    tellOf(*in, *entry);
    if (pin == TimelineEntry::Pin::Off)
        return;
    TimelineEntry line;
    line.kind = EntryKind::MessagePinned;
    line.sender = who;
    line.side = who == self() ? TimelineEntry::Side::Own : TimelineEntry::Side::Other;
    line.sentAt = m_clock.sinceEpoch();
    insertAndTell(*in, std::move(line));
}

void FakeClient::pin(MessageRow row, TimelineEntry::Pin pin, Reply<void> reply) {
    work<void>(reply, [this, row, pin]() -> Result<void> {
        Conversation* in = nullptr;
        const auto* const entry = find(row, in);
        if (entry == nullptr || entry->kind == EntryKind::Deleted)
            return ErrorCode::ConversationUnknown;
        if (!entry->rights.mayPin)
            return ErrorCode::NotAllowed;
        setPin(row, self(), pin);
        return {};
    });
}

void FakeClient::forward(MessageRow row, const std::vector<ConversationId>& to,
                         Reply<std::vector<MessageRow>> reply) {
    work<std::vector<MessageRow>>(reply, [this, row, to]() -> Result<std::vector<MessageRow>> {
        Conversation* in = nullptr;
        const auto* const entry = find(row, in);
        if (entry == nullptr || entry->kind == EntryKind::Deleted)
            return ErrorCode::ConversationUnknown;
        if (!entry->rights.mayForward)
            return ErrorCode::NotAllowed;
        const TimelineEntry said = *entry;
        std::vector<MessageRow> rows;
        for (const ConversationId conversation : to) {
            TimelineEntry copy;
            copy.kind = said.kind;
            copy.sender = self();
            copy.side = TimelineEntry::Side::Own;
            copy.sentAt = m_clock.sinceEpoch();
            copy.text = said.text;
            copy.picture = said.picture;
            copy.delivery = DeliveryState::Waiting;
            auto& changed = at(conversation);
            insertAndTell(changed, std::move(copy));
            rows.push_back(changed.entries.back().row);
            deliver(rows.back());
        }
        return rows;
    });
}

void FakeClient::setInfo(MessageRow row, const MessageInfo& info) {
    m_infos[row] = info;
    Conversation* in = nullptr;
    if (const auto* const entry = find(row, in))
        tellOf(*in, *entry);
}

void FakeClient::messageInfo(MessageRow row, Reply<MessageInfo> reply) {
    if (m_readError)
        return answer<MessageInfo>(reply, *m_readError);
    const auto found = m_infos.find(row);
    answer<MessageInfo>(reply, found == m_infos.end()
                                   ? Result<MessageInfo>(ErrorCode::ConversationUnknown)
                                   : Result<MessageInfo>(found->second));
}

void FakeClient::listing(const ListingRequest& request, Reply<ListingPage> reply) {
    if (m_readError)
        return answer<ListingPage>(reply, *m_readError);
    const auto& conversation = at(request.conversation);
    std::vector<TimelineEntry> all;
    if (request.what == Listed::Pins) {
        for (const MessageRow row : conversation.pins)
            std::ranges::copy_if(conversation.entries, std::back_inserter(all),
                                 [row](const TimelineEntry& entry) { return entry.row == row; });
    } else {
        std::copy_if(conversation.entries.rbegin(), conversation.entries.rend(),
                     std::back_inserter(all),
                     [&](const TimelineEntry& entry) { return isListed(entry, request.what); });
    }
    if (request.what == Listed::Polls)
        std::ranges::stable_partition(all, [](const TimelineEntry& entry) {
            return entry.poll && entry.poll->state == PollView::State::Open;
        });
    auto from = all.begin();
    if (request.olderThan)
        from = std::next(std::ranges::find(all, *request.olderThan, &TimelineEntry::row));
    ListingPage page;
    for (; from != all.end() && page.entries.size() < request.count; ++from)
        page.entries.push_back(*from);
    page.reachesOldest = from == all.end();
    answer<ListingPage>(reply, page);
}

} // namespace kontor
