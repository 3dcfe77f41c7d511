#include "core/actions/action_views.h"

#include "core/attachments/picture_view.h"
#include "crypto/encoding.h"
#include "storage/outbox_store.h"
#include "storage/pin_store.h"
#include "storage/reaction_store.h"
#include "storage/revision_store.h"

#include <algorithm>

namespace kontor::actions {
namespace {

/// Somebody said it, in whatever form.
bool isSaid(storage::MessageKind kind) {
    return storage::isSearched(kind);
}

Result<void> addFile(QuoteView& quote, const storage::MessageRecord& message,
                     storage::Connection& connection) {
    TimelineEntry file;
    file.kind = EntryKind::File;
    if (auto added = attachments::addPicture(connection, file, message); !added.ok())
        return added;
    quote.kind = file.kind;
    const QString caption = file.text.simplified().left(kQuoteLetters);
    quote.text = caption.isEmpty() && file.picture ? file.picture->fileName : caption;
    return {};
}

Result<void> addQuote(TimelineEntry& entry, const storage::MessageRecord& message,
                      storage::Connection& connection, People& people) {
    const storage::MessageStore messages(connection);
    QuoteView quote;
    const auto row = messages.findById(message.conversation, *message.replyTo);
    if (!row.ok())
        return row.error();
    const auto quoted = row.value() ? messages.find(*row.value())
                                    : Result<std::optional<storage::MessageRecord>>(std::nullopt);
    if (!quoted.ok())
        return quoted.error();
    if (quoted.value()) {
        quote.row = quoted.value()->row;
        quote.state = quoted.value()->content == storage::MessageRecord::Content::Whole
                          ? QuoteView::State::Here
                          : QuoteView::State::Gone;
    }
    if (quote.state == QuoteView::State::Here) {
        auto sender = people.find(quoted.value()->sender);
        if (!sender.ok())
            return sender.error();
        quote.sender = std::move(sender).value();
        const bool poll = quoted.value()->kind == storage::MessageKind::Poll;
        const QString text = QString::fromStdString(quoted.value()->text);
        quote.text = (poll ? text.section(u'\n', 0, 0) : text).simplified().left(kQuoteLetters);
        if (poll)
            quote.kind = EntryKind::Poll;
        if (quoted.value()->kind == storage::MessageKind::Attachment)
            if (auto added = addFile(quote, *quoted.value(), connection); !added.ok())
                return added;
    }
    entry.quote = std::move(quote);
    return {};
}

Result<void> addReactions(TimelineEntry& entry, storage::Connection& connection, People& people,
                          const UserId& self) {
    const auto all = storage::ReactionStore(connection).of(entry.row);
    if (!all.ok())
        return all.error();
    for (const storage::ReactionRecord& record : all.value()) {
        const QString emoji = QString::fromStdString(record.emoji);
        auto found = std::ranges::find(entry.reactions, emoji, &ReactionView::emoji);
        if (found == entry.reactions.end()) {
            entry.reactions.push_back({emoji, {}, ReactionView::Mine::No});
            found = std::prev(entry.reactions.end());
        }
        auto person = people.find(record.user);
        if (!person.ok())
            return person.error();
        found->people.push_back(std::move(person).value());
        if (record.user == self)
            found->mine = ReactionView::Mine::Yes;
    }
    return {};
}

} // namespace

EntryRights rightsOf(const storage::MessageRecord& message, const UserId& self) {
    using enum storage::MessageState;
    EntryRights rights;
    rights.mayDeleteHere = message.state != Sealed;
    if (message.content != storage::MessageRecord::Content::Whole || !isSaid(message.kind))
        return rights;
    const bool own = message.sender == self;
    rights.mayAnswer =
        message.seq && message.messageId &&
        (message.state == Received || message.state == Accepted || message.state == Delivered);
    rights.mayPin = rights.mayAnswer;
    rights.mayForward = message.kind == storage::MessageKind::Text;
    rights.mayDeleteForAll = own && rights.mayAnswer;
    rights.mayEdit = rights.mayDeleteForAll && message.kind == storage::MessageKind::Text;
    return rights;
}

Result<void> addTo(TimelineEntry& entry, const storage::MessageRecord& message,
                   storage::Connection& connection, People& people, const UserId& self) {
    entry.rights = rightsOf(message, self);
    if (message.messageId)
        entry.id = QString::fromStdString(toHex(message.messageId->view()));
    const auto waiting = storage::OutboxStore(connection).hasActions(message.row);
    if (!waiting.ok())
        return waiting.error();
    if (waiting.value())
        entry.doing = TimelineEntry::Doing::Waiting;
    if (message.content != storage::MessageRecord::Content::Whole || !isSaid(message.kind))
        return {};
    entry.editedAt = message.editedAt;
    if (entry.picture)
        entry.rights.mayForward = entry.picture->state == PictureView::State::Here ||
                                  entry.picture->state == PictureView::State::Sending;
    const auto pinned = storage::PinStore(connection).has(message.row);
    if (!pinned.ok())
        return pinned.error();
    if (pinned.value())
        entry.pin = TimelineEntry::Pin::On;
    if (message.replyTo)
        if (auto added = addQuote(entry, message, connection, people); !added.ok())
            return added;
    return addReactions(entry, connection, people, self);
}

Result<std::vector<RevisionView>> revisions(storage::Connection& connection, MessageRow row) {
    const auto earlier = storage::RevisionStore(connection).earlier(row);
    if (!earlier.ok())
        return earlier.error();
    std::vector<RevisionView> views;
    for (const storage::EarlierText& revision : earlier.value())
        views.push_back({QString::fromStdString(revision.text), revision.since});
    return views;
}

} // namespace kontor::actions
