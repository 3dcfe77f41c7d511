#include "storage/commit_store.h"

#include "base/log.h"
#include "storage/rows.h"
#include "storage/slots.h"

#include <array>

namespace kontor::storage {

namespace {

Result<void> runFor(Connection& connection, std::string_view sql, std::int64_t id) {
    Statement statement = connection.prepare(sql);
    return statement.bind(id).run();
}

IntentRecord readIntent(Statement& row) {
    IntentRecord intent;
    intent.row = row.number<IntentRow>();
    intent.conversation = row.number<ConversationId>();
    intent.kind = static_cast<std::uint8_t>(row.integer());
    intent.argument = row.blob();
    intent.keyPackage = row.blob();
    intent.state = row.enumeration<IntentState>();
    intent.failure = row.optionalErrorCode();
    intent.createdAt = row.milliseconds();
    return intent;
}

StagedCommitRecord readCommit(Statement& row) {
    StagedCommitRecord commit;
    commit.conversation = row.number<ConversationId>();
    commit.epoch = row.number<Epoch>();
    commit.key = row.id<IdempotencyKey>();
    commit.hash = row.id<PayloadHash>();
    commit.message = row.blob();
    commit.groupInfo = row.blob();
    commit.encryptedGroupInfo = row.blob();
    commit.staged = secretOfSlot(row);
    const bool creation = row.integer() != 0;
    Bytes creationInfo = row.blob();
    Bytes creationTree = row.blob();
    if (creation)
        commit.creation = {std::move(creationInfo), std::move(creationTree)};
    commit.acceptedAt = row.optionalNumber<Seq>();
    return commit;
}

Result<void> insertParts(Connection& connection, const StagedCommitRecord& commit) {
    std::int64_t ordinal = 0;
    for (const WelcomePartRecord& part : commit.welcomeParts) {
        Statement insert = connection.prepare(
            "INSERT INTO commit_welcomes(conversation, ordinal, device_id, key_package_ref,"
            " secrets) VALUES (?1, ?2, ?3, ?4, ?5)");
        insert.bind(commit.conversation).bind(ordinal++).bind(part.device);
        insert.bind(part.keyPackageRef).bind(part.encryptedGroupSecrets);
        if (const auto made = insert.run(); !made.ok())
            return made.error();
    }
    for (const IntentRow intent : commit.intents) {
        Statement insert =
            connection.prepare("INSERT INTO commit_intents(conversation, intent) VALUES (?1, ?2)");
        const auto made = insert.bind(commit.conversation).bind(intent).run();
        if (!made.ok())
            return made.error();
    }
    return {};
}

Result<void> readParts(Connection& connection, StagedCommitRecord& commit) {
    Statement welcomes = connection.prepare(
        "SELECT device_id, key_package_ref, secrets FROM commit_welcomes WHERE conversation = ?1"
        " ORDER BY ordinal");
    welcomes.bind(commit.conversation);
    auto parts = readAll(welcomes, [](Statement& row) {
        WelcomePartRecord part;
        part.device = row.id<DeviceId>();
        part.keyPackageRef = row.blob();
        part.encryptedGroupSecrets = row.blob();
        return part;
    });
    if (!parts.ok())
        return parts.error();
    commit.welcomeParts = std::move(parts).value();
    Statement ask = connection.prepare(
        "SELECT intent FROM commit_intents WHERE conversation = ?1 ORDER BY intent");
    ask.bind(commit.conversation);
    auto intents = readAll(ask, [](Statement& row) { return row.number<IntentRow>(); });
    if (!intents.ok())
        return intents.error();
    commit.intents = std::move(intents).value();
    return {};
}

Result<std::vector<ConversationId>> readConversations(Statement statement) {
    return readAll(statement, [](Statement& row) { return row.number<ConversationId>(); });
}

} // namespace

Result<IntentRow> CommitStore::addIntent(Transaction& transaction, const IntentRecord& intent) {
    Connection& connection = transaction.connection();
    Statement insert = connection.prepare(
        "INSERT INTO intents(conversation, kind, argument, key_package, state, failure, created_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    insert.bind(intent.conversation).bind(std::int64_t{intent.kind}).bind(intent.argument);
    insert.bind(intent.keyPackage).bind(intent.state).bind(intent.failure);
    if (const auto made = insert.bind(intent.createdAt).run(); !made.ok())
        return made.error();
    return IntentRow(connection.lastRow());
}

Result<void> CommitStore::setKeyPackage(Transaction& transaction, IntentRow intent,
                                        ByteView keyPackage) {
    Statement update =
        transaction.connection().prepare("UPDATE intents SET key_package = ?2 WHERE id = ?1");
    return update.bind(intent).bind(keyPackage).run();
}

Result<void> CommitStore::failIntent(Transaction& transaction, IntentRow intent, ErrorCode reason) {
    Statement update = transaction.connection().prepare(
        "UPDATE intents SET state = ?2, failure = ?3 WHERE id = ?1");
    return update.bind(intent).bind(IntentState::Failed).bind(reason).run();
}

Result<void> CommitStore::removeIntent(Transaction& transaction, IntentRow intent) {
    return runFor(transaction.connection(), "DELETE FROM intents WHERE id = ?1", intent.value);
}

Result<std::vector<IntentRecord>> CommitStore::intents(ConversationId conversation) const {
    Statement statement = m_connection->prepare(
        "SELECT id, conversation, kind, argument, key_package, state, failure, created_at"
        " FROM intents WHERE conversation = ?1 ORDER BY id");
    statement.bind(conversation);
    return readAll(statement, readIntent);
}

Result<std::vector<ConversationId>> CommitStore::withOpenIntents() const {
    Statement statement = m_connection->prepare(
        "SELECT DISTINCT conversation FROM intents WHERE state = ?1 ORDER BY conversation");
    statement.bind(IntentState::Open);
    return readConversations(std::move(statement));
}

Result<void> CommitStore::stage(Transaction& transaction, const StagedCommitRecord& commit) {
    Connection& connection = transaction.connection();
    const auto present = stagedHash(commit.conversation);
    if (!present.ok())
        return present.error();
    if (present.value()) {
        log::error(log::Category::Storage, "two commits staged in one group");
        return ErrorCode::Internal;
    }
    const auto slot = putIntoSlot(connection, commit.staged.view());
    if (!slot.ok())
        return slot.error();
    Statement insert = connection.prepare(
        "INSERT INTO commits(conversation, epoch, idempotency_key, hash, message, group_info,"
        " encrypted_group_info, staged_slot, creation_group_info, creation_tree, accepted_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    insert.bind(commit.conversation).bind(commit.epoch).bind(commit.key).bind(commit.hash);
    insert.bind(commit.message).bind(commit.groupInfo).bind(commit.encryptedGroupInfo);
    insert.bind(slot.value());
    if (commit.creation)
        insert.bind(commit.creation->groupInfo).bind(commit.creation->tree);
    else
        insert.bindNull().bindNull();
    if (const auto made = insert.bind(commit.acceptedAt).run(); !made.ok())
        return made.error();
    return insertParts(connection, commit);
}

Result<void> CommitStore::setAcceptedAt(Transaction& transaction, ConversationId conversation,
                                        std::optional<Seq> seq) {
    Statement update = transaction.connection().prepare(
        "UPDATE commits SET accepted_at = ?2 WHERE conversation = ?1");
    return update.bind(conversation).bind(seq).run();
}

Result<void> CommitStore::unstage(Transaction& transaction, ConversationId conversation) {
    Connection& connection = transaction.connection();
    Statement ask = connection.prepare("SELECT staged_slot FROM commits WHERE conversation = ?1");
    ask.bind(conversation);
    const auto slot = readOne(ask, [](Statement& row) { return row.number<SlotRow>(); });
    if (!slot.ok())
        return slot.error();
    if (!slot.value())
        return {};
    constexpr auto kDeletions = std::to_array<std::string_view>({
        "DELETE FROM commit_welcomes WHERE conversation = ?1",
        "DELETE FROM commit_intents WHERE conversation = ?1",
        "DELETE FROM commits WHERE conversation = ?1",
    });
    for (const std::string_view sql : kDeletions) {
        if (const auto done = runFor(connection, sql, conversation.value); !done.ok())
            return done.error();
    }
    return freeSlot(connection, *slot.value());
}

Result<std::optional<StagedCommitRecord>> CommitStore::staged(ConversationId conversation) const {
    Statement statement = m_connection->prepare(
        "SELECT c.conversation, c.epoch, c.idempotency_key, c.hash, c.message, c.group_info,"
        " c.encrypted_group_info, s.value, c.creation_group_info IS NOT NULL,"
        " c.creation_group_info, c.creation_tree, c.accepted_at FROM commits c"
        " JOIN slots s ON s.id = c.staged_slot WHERE c.conversation = ?1");
    statement.bind(conversation);
    auto commit = readOne(statement, readCommit);
    if (!commit.ok())
        return commit.error();
    if (commit.value()) {
        if (const auto parts = readParts(*m_connection, *commit.value()); !parts.ok())
            return parts.error();
    }
    return commit;
}

Result<std::optional<PayloadHash>> CommitStore::stagedHash(ConversationId conversation) const {
    Statement statement = m_connection->prepare("SELECT hash FROM commits WHERE conversation = ?1");
    statement.bind(conversation);
    return readOne(statement, [](Statement& row) { return row.id<PayloadHash>(); });
}

Result<std::vector<ConversationId>> CommitStore::withStaged() const {
    return readConversations(
        m_connection->prepare("SELECT conversation FROM commits ORDER BY conversation"));
}

} // namespace kontor::storage
