#include "core/attachments/file_transfers.h"

#include "base/log.h"

namespace kontor {
namespace {

/// Trying the same again may help.
bool isPassing(ErrorCode code) {
    switch (code) {
    case ErrorCode::NotReachable:
    case ErrorCode::TimedOut:
    case ErrorCode::RetryLater:
    case ErrorCode::Storage:
    case ErrorCode::StatementWrong: // of an old connection's key
        return true;
    default:
        return false;
    }
}

void logFault(ErrorCode code) {
    log::error(log::Category::Storage, "the files cannot go on",
               {{"code", static_cast<int>(code)}});
}

} // namespace

FileTransfers::FileTransfers(const CoreParts& parts, Surroundings surroundings,
                             std::function<void(ConversationId)> sent)
    : m_parts(parts)
    , m_surroundings(std::move(surroundings))
    , m_sent(std::move(sent))
    , m_backoff(parts.random) {}

Result<void> FileTransfers::start() {
    if (auto prepared = m_surroundings.vault.prepare(); !prepared.ok())
        return prepared;
    for (const BlobId& blob : m_surroundings.vault.all()) {
        const auto known = m_parts.stores.attachments.knows(blob);
        if (!known.ok())
            return known.error();
        if (!known.value())
            m_surroundings.vault.remove(blob);
    }
    return {};
}

void FileTransfers::loggedIn(const Session& session) {
    m_statement = session.greeting.statement;
    ++m_connection;
    m_backoff.reset();
    pump();
}

void FileTransfers::pump() {
    begin(Way::Gone, &FileTransfers::deleteFiles);
    begin(Way::Up, &FileTransfers::sendFiles);
    begin(Way::Down, &FileTransfers::fetchFiles);
}

void FileTransfers::begin(Way way, Task<void> (FileTransfers::*run)()) {
    if (m_running.insert(way).second)
        m_parts.scope.spawn((this->*run)());
}

// ---- Up

Task<void> FileTransfers::sendFiles() {
    std::uint64_t connection = 0;
    while (m_statement) {
        connection = m_connection;
        const auto record = next(storage::AttachmentState::ToSend);
        if (!record)
            break;
        auto sending = sendFile(*record);
        const auto sent = co_await sending;
        if (m_parts.scope.token().stop_requested())
            break;
        if (sent.ok()) {
            m_backoff.reset();
            continue;
        }
        if (isPassing(sent.error().code)) {
            if (connection != m_connection)
                continue; // it broke with the connection, and there is a new one
            auto pausing = pauseAfter(sent.error());
            const bool goesOn = co_await pausing;
            if (!goesOn)
                break;
            continue;
        }
        if (const auto failed = giveUp(record->message, sent.error().code); !failed.ok()) {
            logFault(failed.error().code);
            break;
        }
    }
    m_running.erase(Way::Up);
}

Task<Result<void>> FileTransfers::sendFile(Record record) {
    const auto attachment = attachmentOf(record.message);
    if (!attachment.ok())
        co_return attachment.error();
    const std::uint64_t size = sealedFileBytes(attachment.value().size);
    const auto asking = m_parts.requests.storeBlob(record.blob, size);
    const auto ticket = co_await asking;
    if (!ticket.ok())
        co_return ticket.error();
    // Without a token it is there already: only the answer was lost.
    if (!ticket.value().token().empty()) {
        const BlobTransfer transfer =
            transferOf(ticket.value(), attachment.value(), vault().pathOf(record.blob));
        const auto moving = transport().store(transfer, m_parts.scope.token());
        const auto moved = co_await moving;
        if (!moved.ok())
            co_return moved.error();
    }
    const auto message = m_parts.stores.messages.find(record.message);
    if (!message.ok())
        co_return message.error();
    const auto wanted = m_parts.stores.attachments.find(record.message);
    if (!wanted.ok())
        co_return wanted.error();
    if (!wanted.value() || !message.value()) {
        // Erased meanwhile: the server was asked to drop it before it had it.
        const auto dropping = m_parts.requests.dropBlob(record.blob);
        (void)co_await dropping;
        co_return Result<void>();
    }
    auto noted = note(record.message, storage::AttachmentState::Here);
    if (noted.ok())
        m_sent(message.value()->conversation);
    co_return noted;
}

/// The message has failed: the person decides, as with every other.
Result<void> FileTransfers::giveUp(MessageRow message, ErrorCode why) {
    log::warning(log::Category::Send, "a file was refused", {{"code", static_cast<int>(why)}});
    const auto record = m_parts.stores.messages.find(message);
    if (!record.ok())
        return record.error();
    const auto outgoing = m_parts.stores.outbox.findByMessage(message);
    if (!outgoing.ok())
        return outgoing.error();
    if (!record.value() || !outgoing.value())
        return note(message, storage::AttachmentState::Here); // nothing leaves any more
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        aftermath.note(record.value()->conversation, message, TimelineDiff::Change::Updated);
        return m_parts.stores.outbox.fail(transaction, outgoing.value()->row, why);
    });
}

// ---- Down

Task<void> FileTransfers::fetchFiles() {
    std::uint64_t connection = 0;
    while (m_statement) {
        connection = m_connection;
        const auto record = next(storage::AttachmentState::Wanted);
        if (!record)
            break;
        auto fetching = fetchFile(*record);
        const auto fetched = co_await fetching;
        if (m_parts.scope.token().stop_requested())
            break;
        if (!fetched.ok() && isPassing(fetched.error().code)) {
            if (connection != m_connection)
                continue;
            auto pausing = pauseAfter(fetched.error());
            const bool goesOn = co_await pausing;
            if (!goesOn)
                break;
            continue;
        }
        auto state = storage::AttachmentState::Here;
        if (!fetched.ok())
            state = fetched.error().code == ErrorCode::FileGone ? storage::AttachmentState::Gone
                                                                : storage::AttachmentState::Damaged;
        m_backoff.reset();
        if (const auto noted = note(record->message, state); !noted.ok()) {
            logFault(noted.error().code);
            break;
        }
    }
    m_running.erase(Way::Down);
}

Task<Result<void>> FileTransfers::fetchFile(Record record) {
    const auto attachment = attachmentOf(record.message);
    if (!attachment.ok())
        co_return attachment.error();
    const auto asking = m_parts.requests.loadBlob(record.blob);
    const auto ticket = co_await asking;
    if (!ticket.ok())
        co_return ticket.error();
    if (ticket.value().size() != sealedFileBytes(attachment.value().size))
        co_return ErrorCode::FileDamaged;
    const BlobTransfer transfer =
        transferOf(ticket.value(), attachment.value(), vault().arrivingPathOf(record.blob));
    const auto moving = transport().load(transfer, m_parts.scope.token());
    const auto moved = co_await moving;
    if (!moved.ok()) {
        // It begins anew; on a full disk a half would keep words from being written.
        vault().dropArriving(record.blob);
        co_return moved.error();
    }
    const auto checking = inBackground<void>(
        background(),
        [vault = vault(), attachment = attachment.value()] { return vault.accept(attachment); },
        m_parts.scope.token());
    const auto accepted = co_await checking;
    co_return accepted;
}

// ---- Gone

Task<void> FileTransfers::deleteFiles() {
    bool goesOn = true;
    while (goesOn) {
        const auto erased = m_parts.stores.attachments.erasedFiles();
        if (!erased.ok()) {
            logFault(erased.error().code);
            break;
        }
        goesOn = false;
        for (const storage::ErasedFile& file : erased.value()) {
            auto deleting = deleteFile(file);
            const auto deleted = co_await deleting;
            if (m_parts.scope.token().stop_requested())
                break;
            // What stays is tried again with the next connection, or the next erasure.
            goesOn = goesOn || deleted.ok();
        }
        if (m_parts.scope.token().stop_requested())
            break;
    }
    m_running.erase(Way::Gone);
}

Task<Result<void>> FileTransfers::deleteFile(storage::ErasedFile file) {
    const auto known = m_parts.stores.attachments.knows(file.blob);
    if (!known.ok())
        co_return known.error();
    // Another message has the same file: it stays as long as that.
    if (!known.value()) {
        vault().remove(file.blob);
        if (file.whose == storage::ErasedFile::Whose::Own) {
            const auto dropping = m_parts.requests.dropBlob(file.blob);
            const auto dropped = co_await dropping;
            if (!dropped.ok() && dropped.error().code != ErrorCode::FileGone)
                co_return dropped.error();
        }
    }
    auto forgotten = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.attachments.forgetErased(transaction, file.blob);
    });
    co_return forgotten;
}

// ---- What all have in common

std::optional<FileTransfers::Record> FileTransfers::next(storage::AttachmentState state) const {
    const auto waiting = m_parts.stores.attachments.in(state);
    if (!waiting.ok()) {
        logFault(waiting.error().code);
        return std::nullopt;
    }
    if (waiting.value().empty())
        return std::nullopt;
    // What was sent first leaves first; what came last is what somebody looks at.
    return state == storage::AttachmentState::ToSend ? waiting.value().front()
                                                     : waiting.value().back();
}

Result<content::Attachment> FileTransfers::attachmentOf(MessageRow message) const {
    const auto record = m_parts.stores.messages.find(message);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->detail.empty())
        return ErrorCode::FileGone; // erased meanwhile
    return content::parseAttachment(record.value()->detail);
}

BlobTransfer FileTransfers::transferOf(const wire::BlobTicket& ticket,
                                       const content::Attachment& attachment,
                                       const std::filesystem::path& file) {
    BlobTransfer transfer;
    transfer.server = m_surroundings.server;
    transfer.isServer = [this](const identity::TlsKeyHash& peer) {
        return m_statement && m_statement->names(peer);
    };
    transfer.blob = attachment.blob;
    transfer.token = toBytes(viewOf(ticket.token()));
    transfer.file = file;
    transfer.size = sealedFileBytes(attachment.size);
    return transfer;
}

BlobTransport& FileTransfers::transport() {
    if (!m_transport)
        m_transport = m_surroundings.transports();
    return *m_transport;
}

Result<void> FileTransfers::note(MessageRow message, storage::AttachmentState state) {
    const auto record = m_parts.stores.messages.find(message);
    if (!record.ok())
        return record.error();
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        if (record.value())
            aftermath.updated(record.value()->conversation, message);
        return m_parts.stores.attachments.setState(transaction, message, state);
    });
}

Task<bool> FileTransfers::pauseAfter(Error why) {
    auto length = m_backoff.next();
    if (why.code == ErrorCode::RetryLater && !why.args.empty())
        length = std::max(length, Milliseconds(std::atoll(why.args.front().c_str())));
    const auto waiting =
        waitUntil(m_parts.timers, m_parts.clock.steady() + length, m_parts.scope.token());
    const auto waited = co_await waiting;
    co_return waited.ok() && m_statement.has_value();
}

} // namespace kontor
