#include "core/attachments/picture_view.h"

#include "crypto/encoding.h"
#include "storage/rows.h"

namespace kontor::attachments {
namespace {

PictureView::State stateOf(storage::AttachmentState state) {
    switch (state) {
    case storage::AttachmentState::ToSend:
        return PictureView::State::Sending;
    case storage::AttachmentState::Here:
        return PictureView::State::Here;
    case storage::AttachmentState::Gone:
        return PictureView::State::Gone;
    case storage::AttachmentState::Damaged:
        return PictureView::State::Damaged;
    case storage::AttachmentState::Wanted:
        break;
    }
    return PictureView::State::Arriving;
}

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

std::string textOf(const content::Attachment& attachment) {
    if (attachment.caption.empty() || attachment.fileName.empty())
        return attachment.caption + attachment.fileName;
    return attachment.caption + "\n" + attachment.fileName;
}

Result<std::optional<PictureView>> viewOf(storage::Connection& connection,
                                          const storage::MessageRecord& message) {
    const auto record = storage::AttachmentStore(connection).find(message.row);
    if (!record.ok())
        return record.error();
    const auto parsed = content::parseAttachment(message.detail);
    if (!record.value() || !parsed.ok())
        return std::optional<PictureView>();
    const content::Attachment& attachment = parsed.value();
    PictureView view;
    view.row = message.row;
    if (message.messageId)
        view.id = textOf(toHex(message.messageId->view()));
    view.mediaType = textOf(attachment.mediaType);
    view.fileName = textOf(attachment.fileName);
    view.bytes = static_cast<qint64>(attachment.size);
    view.state = stateOf(record.value()->state);
    if (const auto& shape = attachment.picture) {
        view.size = QSize(static_cast<int>(shape->width), static_cast<int>(shape->height));
        view.mosaic = QByteArray(reinterpret_cast<const char*>(shape->mosaic.data()),
                                 static_cast<qsizetype>(shape->mosaic.size()));
    }
    return std::optional(std::move(view));
}

Result<void> addPicture(storage::Connection& connection, TimelineEntry& entry,
                        const storage::MessageRecord& message) {
    auto view = viewOf(connection, message);
    if (!view.ok())
        return view.error();
    if (!view.value())
        return {};
    const auto parsed = content::parseAttachment(message.detail);
    entry.text = textOf(parsed.value().caption);
    entry.kind = parsed.value().picture ? EntryKind::Picture : EntryKind::File;
    entry.picture = std::move(view).value();
    return {};
}

Result<PictureView> find(storage::Connection& connection, const QString& id) {
    const auto bytes = fromHex(id.toStdString());
    const auto name =
        bytes.ok() ? MessageId::parse(bytes.value()) : Result<MessageId>(bytes.error());
    const Error unknown(ErrorCode::ConversationUnknown, {id.toStdString()});
    if (!name.ok())
        return unknown;
    const auto row = storage::AttachmentStore(connection).findById(name.value());
    if (!row.ok())
        return row.error();
    if (!row.value())
        return unknown;
    const auto message = storage::MessageStore(connection).find(*row.value());
    if (!message.ok())
        return message.error();
    if (!message.value())
        return unknown;
    auto view = viewOf(connection, *message.value());
    if (!view.ok())
        return view.error();
    return view.value() ? Result<PictureView>(*std::move(view).value()) : unknown;
}

} // namespace kontor::attachments
