#include "core/attachments/file_desk.h"

#include "base/limits.h"
#include "core/attachments/clean_picture.h"
#include "core/attachments/picture_view.h"
#include "core/content/media_type.h"

namespace kontor {
namespace {

constexpr char kAnyType[] = "application/octet-stream";

ByteView viewOf(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

/// The last part of it, on whatever system it was written.
QString nameIn(const QString& path) {
    return path.section(QLatin1Char('/'), -1).section(QLatin1Char('\\'), -1).trimmed();
}

/// What the person says of it; the file itself comes when it is sealed.
content::Attachment describe(const PictureForm& form, Random& random) {
    content::Attachment attachment;
    attachment.mediaType = content::essenceOf(form.mediaType.toStdString());
    if (attachment.mediaType.empty())
        attachment.mediaType = kAnyType;
    attachment.blob = random.id<BlobId>();
    attachment.key = std::make_shared<const FileKey>(random.secret<FileKey::kSize>());
    attachment.header = random.array<std::tuple_size_v<FileHeader>>();
    attachment.caption = form.caption.trimmed().toStdString();
    attachment.fileName = nameIn(form.fileName).toStdString();
    return attachment;
}

/// Beside the core thread: cleaned if it is a picture, sealed into the vault.
Result<std::shared_ptr<const content::Attachment>>
cleanAndSeal(const FileVault& vault, content::Attachment attachment, const PictureForm& form) {
    const ByteView file = viewOf(form.bytes);
    Bytes cleaned;
    if (const auto type = pictureTypeOf(file)) {
        auto picture = cleanPicture(file, *type);
        if (!picture.ok())
            return picture.error();
        attachment.mediaType = mediaTypeOf(*type);
        content::PictureShape shape;
        shape.width = picture.value().width;
        shape.height = picture.value().height;
        shape.mosaic = toBytes(viewOf(form.mosaic));
        attachment.picture = std::move(shape);
        cleaned = std::move(picture.value().bytes);
    } else if (attachment.mediaType.starts_with("image/")) {
        // A name that promises a picture, and none that could lose its position.
        attachment.mediaType = kAnyType;
    }
    attachment.size = attachment.picture ? cleaned.size() : file.size();
    if (auto checked = content::checkAttachment(attachment); !checked.ok())
        return checked.error();
    if (auto sealed = vault.seal(attachment, attachment.picture ? ByteView(cleaned) : file);
        !sealed.ok())
        return sealed.error();
    return std::make_shared<const content::Attachment>(std::move(attachment));
}

/// What somebody would have to choose and write to say the same.
PictureForm formOf(const content::Attachment& attachment, const QByteArray& bytes) {
    PictureForm form;
    form.bytes = bytes;
    form.caption = QString::fromStdString(attachment.caption);
    form.fileName = QString::fromStdString(attachment.fileName);
    form.mediaType = QString::fromStdString(attachment.mediaType);
    if (attachment.picture)
        form.mosaic = QByteArray(reinterpret_cast<const char*>(attachment.picture->mosaic.data()),
                                 static_cast<qsizetype>(attachment.picture->mosaic.size()));
    return form;
}

/// Answers once for several: when the last one is there, with the first fault if there was one.
class Copies {
public:
    Copies(std::size_t count, Reply<std::vector<MessageRow>> reply)
        : m_rows(count)
        , m_left(count)
        , m_reply(std::move(reply)) {}
    void take(std::size_t which, const Result<MessageRow>& sent) {
        if (sent.ok())
            m_rows[which] = sent.value();
        else if (!m_fault)
            m_fault = sent.error();
        if (--m_left == 0)
            m_reply(m_fault ? Result<std::vector<MessageRow>>(*m_fault)
                            : Result<std::vector<MessageRow>>(m_rows));
    }

private:
    std::vector<MessageRow> m_rows;
    std::size_t m_left;
    std::optional<Error> m_fault;
    Reply<std::vector<MessageRow>> m_reply;
};

} // namespace

void FileDesk::send(ConversationId conversation, PictureForm form, Reply<MessageRow> reply) {
    if (static_cast<std::size_t>(form.bytes.size()) > limits::kFileBytes)
        return reply(Error(ErrorCode::TooLarge, {std::to_string(limits::kFileBytes)}));
    if (const auto writable = m_outgoing.writable(conversation); !writable.ok())
        return reply(writable.error());
    m_parts.scope.spawn(sealAndSay(conversation, std::move(form), std::move(reply)));
}

Task<void> FileDesk::sealAndSay(ConversationId conversation, PictureForm form,
                                Reply<MessageRow> reply) {
    const content::Attachment described = describe(form, m_parts.random);
    const auto sealing = inBackground<Sealed>(
        m_transfers.background(),
        [vault = m_transfers.vault(), described, form] {
            return cleanAndSeal(vault, described, form);
        },
        m_parts.scope.token());
    const auto sealed = co_await sealing;
    if (!sealed.ok()) {
        reply(sealed.error());
        co_return;
    }
    auto said = say(conversation, *sealed.value(), form.lifetime);
    if (!said.ok())
        m_transfers.vault().remove(sealed.value()->blob);
    reply(said);
    m_transfers.pump();
}

Result<MessageRow> FileDesk::say(ConversationId conversation, const content::Attachment& attachment,
                                 Milliseconds lifetime) {
    Saying saying;
    saying.lifetime = lifetime;
    saying.body = attachment;
    saying.kind = storage::MessageKind::Attachment;
    saying.text = attachments::textOf(attachment);
    saying.detail = content::encodeAttachment(attachment);
    saying.file = attachment.blob;
    return m_outgoing.say(conversation, saying);
}

void FileDesk::open(MessageRow row, Reply<QByteArray> reply) {
    auto attachment = attachmentHere(row);
    if (!attachment.ok())
        return reply(attachment.error());
    m_parts.scope.spawn(openSealed(std::move(attachment).value(), std::move(reply)));
}

Task<void> FileDesk::openSealed(content::Attachment attachment, Reply<QByteArray> reply) {
    const auto opening = inBackground<QByteArray>(
        m_transfers.background(),
        [vault = m_transfers.vault(), attachment] { return vault.open(attachment); },
        m_parts.scope.token());
    auto opened = co_await opening;
    reply(std::move(opened));
}

void FileDesk::forward(MessageRow row, std::vector<ConversationId> to,
                       Reply<std::vector<MessageRow>> reply) {
    auto attachment = attachmentHere(row);
    if (!attachment.ok())
        return reply(attachment.error());
    m_parts.scope.spawn(
        openAndSend(std::move(attachment).value(), std::move(to), std::move(reply)));
}

Task<void> FileDesk::openAndSend(content::Attachment attachment, std::vector<ConversationId> to,
                                 Reply<std::vector<MessageRow>> reply) {
    const auto opening = inBackground<QByteArray>(
        m_transfers.background(),
        [vault = m_transfers.vault(), attachment] { return vault.open(attachment); },
        m_parts.scope.token());
    const auto opened = co_await opening;
    if (!opened.ok()) {
        reply(opened.error());
        co_return;
    }
    const PictureForm form = formOf(attachment, opened.value());
    const auto copies = std::make_shared<Copies>(to.size(), std::move(reply));
    for (std::size_t i = 0; i < to.size(); ++i)
        send(to[i], form, [copies, i](const Result<MessageRow>& sent) { copies->take(i, sent); });
}

Result<content::Attachment> FileDesk::attachmentHere(MessageRow row) const {
    const auto record = m_parts.stores.attachments.find(row);
    if (!record.ok())
        return record.error();
    const auto message = m_parts.stores.messages.find(row);
    if (!message.ok())
        return message.error();
    if (!record.value() || !message.value())
        return ErrorCode::ConversationUnknown;
    switch (record.value()->state) {
    case storage::AttachmentState::Wanted:
        return ErrorCode::FileMissing;
    case storage::AttachmentState::Gone:
        return ErrorCode::FileGone;
    case storage::AttachmentState::Damaged:
        return ErrorCode::FileDamaged;
    case storage::AttachmentState::ToSend:
    case storage::AttachmentState::Here:
        break;
    }
    return content::parseAttachment(message.value()->detail);
}

} // namespace kontor
