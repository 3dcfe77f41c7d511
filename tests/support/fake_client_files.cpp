// Pictures and other files of the company in memory.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {
namespace {

TimelineEntry entryOf(const PictureForm& form, const Person& who, Milliseconds at) {
    TimelineEntry entry;
    entry.sender = who;
    entry.sentAt = at;
    entry.text = form.caption;
    entry.picture.emplace();
    entry.picture->mediaType = form.mediaType;
    entry.picture->fileName = form.fileName;
    entry.picture->bytes = form.bytes.size();
    entry.picture->mosaic = form.mosaic;
    entry.kind =
        form.mediaType.startsWith(QLatin1String("image/")) ? EntryKind::Picture : EntryKind::File;
    return entry;
}

} // namespace

void FakeClient::sendPicture(ConversationId conversation, const PictureForm& form,
                             Reply<MessageRow> reply) {
    work<MessageRow>(reply, [this, conversation, form]() -> Result<MessageRow> {
        auto& changed = at(conversation);
        TimelineEntry entry = entryOf(form, self(), m_clock.sinceEpoch());
        entry.side = TimelineEntry::Side::Own;
        entry.delivery = DeliveryState::Waiting;
        if (form.lifetime > Milliseconds(0))
            entry.lifetime = form.lifetime;
        entry.picture->state =
            m_delivering ? PictureView::State::Here : PictureView::State::Sending;
        const MessageRow row = insertFile(changed, std::move(entry), form.bytes);
        if (m_delivering)
            setDelivery(row, DeliveryState::Delivered);
        return row;
    });
}

MessageRow FakeClient::insertFile(Conversation& conversation, TimelineEntry entry,
                                  const QByteArray& bytes) {
    // The row is known once it is there, and the view names it.
    entry.picture->row = MessageRow(m_lastRow + 1);
    entry.picture->id = QString::number(entry.picture->row.value);
    insertAndTell(conversation, std::move(entry));
    m_files[conversation.entries.back().row] = bytes;
    return conversation.entries.back().row;
}

MessageRow FakeClient::receivePicture(ConversationId conversation, const Person& who,
                                      const PictureForm& form, QSize size) {
    auto& changed = at(conversation);
    ++changed.summary.unread;
    TimelineEntry entry = entryOf(form, who, m_clock.sinceEpoch());
    entry.picture->size = size;
    if (who.id == self().id)
        entry.side = TimelineEntry::Side::Own; // of another computer of hers
    const MessageRow row = insertFile(changed, std::move(entry), form.bytes);
    tell(MessageArrived{conversation, changed.entries.back()});
    return row;
}

void FakeClient::setPicture(MessageRow row, PictureView::State state) {
    Conversation* in = nullptr;
    auto* const entry = find(row, in);
    entry->picture->state = state;
    tellTimeline(*in, {TimelineDiff::Change::Updated, *entry, std::nullopt});
}

void FakeClient::picture(MessageRow row, Reply<QByteArray> reply) {
    work<QByteArray>(reply, [this, row]() -> Result<QByteArray> {
        Conversation* in = nullptr;
        const auto* const entry = find(row, in);
        if (entry == nullptr || !entry->picture)
            return ErrorCode::ConversationUnknown;
        switch (entry->picture->state) {
        case PictureView::State::Arriving:
            return ErrorCode::FileMissing;
        case PictureView::State::Gone:
            return ErrorCode::FileGone;
        case PictureView::State::Damaged:
            return ErrorCode::FileDamaged;
        case PictureView::State::Sending:
        case PictureView::State::Here:
            break;
        }
        return m_files[row];
    });
}

void FakeClient::findPicture(const QString& id, Reply<PictureView> reply) {
    work<PictureView>(reply, [this, id]() -> Result<PictureView> {
        Conversation* in = nullptr;
        const auto* const entry = find(MessageRow(id.toLongLong()), in);
        if (entry == nullptr || !entry->picture)
            return Error(ErrorCode::ConversationUnknown, {id.toStdString()});
        return *entry->picture;
    });
}

} // namespace kontor
