#pragma once

#include "crypto/random.h"
#include "storage/conversation_store.h"
#include "storage/database.h"
#include "storage/message_store.h"
#include "storage/transaction.h"

#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <source_location>
#include <string>

/// What the tests of the store share: a store in a folder of its own, and Anna who writes in it.
namespace kontor::storage::test {

/// The value, or the test ends here with the error's name: for steps that are not what is tested.
template <typename T>
T must(Result<T> result, std::source_location where = std::source_location::current()) {
    if (!result.ok()) {
        std::fprintf(stderr, "%s:%u: %.*s\n", where.file_name(), where.line(),
                     static_cast<int>(nameOf(result.error().code).size()),
                     nameOf(result.error().code).data());
        std::abort();
    }
    return std::move(result).value();
}
inline void must(const Result<void>& result,
                 std::source_location where = std::source_location::current()) {
    must(result.ok() ? Result<int>(0) : Result<int>(result.error()), where);
}

/// Ids that a reader of a failing test recognises.
template <typename AnyId>
AnyId idOf(std::uint32_t number) {
    AnyId id;
    id.bytes.fill(0xA0);
    for (std::size_t i = 0; i < 4; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    return id;
}

inline const UserId kAnna = idOf<UserId>(1);
inline const UserId kBob = idOf<UserId>(2);
inline const DeviceId kAnnasDevice = idOf<DeviceId>(11);
inline const DeviceId kBobsDevice = idOf<DeviceId>(12);

class CompanyStore {
public:
    CompanyStore()
        : key(random.secret<StoreKey::kSize>()) {
        open();
    }
    [[nodiscard]] std::filesystem::path file() const {
        return std::filesystem::path(m_folder.path().toStdString()) / "store.db";
    }
    void open() { m_database = must(Database::open(file(), key)); }
    void close() { m_database.reset(); }
    Database& database() { return *m_database; }
    Connection& writer() { return m_database->writer(); }
    Connection& reader() { return m_database->reader(); }
    Transaction begin() { return must(Transaction::begin(*m_database)); }

    /// A transaction around `work(Transaction&)`, committed.
    template <typename Work>
    auto write(Work work) {
        Transaction transaction = begin();
        if constexpr (std::is_void_v<std::invoke_result_t<Work, Transaction&>>) {
            work(transaction);
            must(transaction.commit());
        } else {
            auto value = work(transaction);
            must(transaction.commit());
            return value;
        }
    }

    ConversationId conversation(std::uint32_t number, const std::string& name = {}) {
        return write([&](Transaction& transaction) {
            NewConversation fresh;
            fresh.group = idOf<GroupId>(number);
            fresh.name = name;
            return must(ConversationStore(writer()).create(transaction, fresh));
        });
    }

    /// A text of Bob's in the log.
    static NewMessage textOfBob(ConversationId conversation, std::uint64_t seq,
                                const std::string& text) {
        NewMessage message;
        message.conversation = conversation;
        message.seq = Seq(seq);
        message.sender = kBob;
        message.device = kBobsDevice;
        message.sentAt = Milliseconds(1'000 * static_cast<std::int64_t>(seq));
        message.receivedAt = message.sentAt + Milliseconds(5);
        message.text = text;
        return message;
    }
    /// A text of Anna's that waits.
    static NewMessage textOfAnna(ConversationId conversation, const std::string& text) {
        NewMessage message;
        message.conversation = conversation;
        message.sender = kAnna;
        message.device = kAnnasDevice;
        message.state = MessageState::Queued;
        message.text = text;
        message.recipients = 1;
        return message;
    }
    MessageRow add(const NewMessage& message) {
        return write([&](Transaction& transaction) {
            return *must(MessageStore(writer()).add(transaction, message));
        });
    }

    SystemRandom random;
    StoreKey key;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
};

} // namespace kontor::storage::test
