#include "core/conversations/listings.h"

#include "core/conversations/timeline.h"
#include "storage/pin_store.h"
#include "storage/poll_store.h"
#include "storage/search_index.h"

#include <algorithm>

namespace kontor {
namespace {

using Rows = std::vector<MessageRow>;

Result<Rows> pinned(storage::Connection& connection, const ListingRequest& request) {
    const auto pins = storage::PinStore(connection).of(request.conversation);
    if (!pins.ok())
        return pins.error();
    auto from = pins.value().begin();
    if (request.olderThan) {
        from = std::ranges::find(pins.value(), *request.olderThan, &storage::PinRecord::message);
        if (from == pins.value().end())
            return ErrorCode::ConversationUnknown;
        ++from;
    }
    Rows rows;
    for (; from != pins.value().end() && rows.size() <= request.count; ++from)
        rows.push_back(from->message);
    return rows;
}

Result<Rows> found(storage::Connection& connection, const ListingRequest& request) {
    storage::SearchRequest search;
    search.conversations = {request.conversation};
    search.olderThan = request.olderThan;
    search.count = request.count + 1;
    if (request.what == Listed::Links)
        search.links = storage::SearchRequest::Links::Required;
    else
        search.kind = storage::MessageKind::Attachment;
    auto all = storage::SearchIndex(connection).search(search);
    return all.ok() ? Result<Rows>(std::move(all.value().rows)) : Result<Rows>(all.error());
}

Result<Rows> rowsOf(storage::Connection& connection, const ListingRequest& request) {
    if (request.what == Listed::Pins)
        return pinned(connection, request);
    if (request.what == Listed::Polls)
        return storage::PollStore(connection)
            .list(request.conversation, request.olderThan, request.count + 1);
    return found(connection, request);
}

} // namespace

Result<ListingPage> listing(storage::Connection& connection, const UserId& self,
                            const ListingRequest& asked) {
    ListingRequest request = asked;
    request.count = std::clamp<std::uint32_t>(asked.count, 1, Timeline::kGreatestPage);
    auto snapshot = storage::Snapshot::begin(connection);
    if (!snapshot.ok())
        return snapshot.error();
    auto rows = rowsOf(connection, request);
    if (!rows.ok())
        return rows.error();
    ListingPage page;
    page.reachesOldest = rows.value().size() <= request.count; // one more was asked for
    if (!page.reachesOldest)
        rows.value().pop_back();
    const storage::MessageStore messages(connection);
    Timeline timeline(connection, self);
    for (const MessageRow row : rows.value()) {
        const auto message = messages.find(row);
        if (!message.ok())
            return message.error();
        if (!message.value())
            continue;
        auto entry = timeline.entry(*message.value());
        if (!entry.ok())
            return entry.error();
        page.entries.push_back(std::move(entry).value());
    }
    return page;
}

} // namespace kontor
