#include "tools/kontor_bench/company_archive.h"

#include "storage/contact_store.h"
#include "storage/conversation_store.h"

#include <array>
#include <cmath>
#include <string_view>

namespace kontor::bench {
namespace {

constexpr std::size_t kWords = 8'000;
constexpr std::uint32_t kPeople = 200;
constexpr std::uint32_t kSlice = 2'000;
constexpr std::uint32_t kTidied = 50'000;
/// 2024-01-01, and a message every half a minute.
constexpr std::int64_t kBegin = 1'704'067'200'000;
constexpr std::int64_t kStep = 30'000;

template <typename AnyId>
AnyId idOf(std::uint64_t number) {
    AnyId id;
    id.bytes.fill(0xA0);
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
    return id;
}

std::size_t below(std::mt19937& chance, std::size_t end) {
    return static_cast<std::size_t>(chance()) % end;
}

/// The first ones much more often than the last ones.
std::size_t skewedBelow(std::mt19937& chance, std::size_t end) {
    const double even = static_cast<double>(chance()) / 4'294'967'296.0;
    return static_cast<std::size_t>(std::pow(even, 3.0) * static_cast<double>(end));
}

} // namespace

Vocabulary::Vocabulary() {
    constexpr std::array<std::string_view, 40> kSyllables{
        "an",  "ber",  "che",  "das", "ent",  "for",  "ge",   "haus", "ich", "kauf",
        "len", "mit",  "neu",  "ord", "plan", "qui",  "rech", "stra", "ter", "und",
        "ver", "wie",  "zeit", "ön",  "über", "mar",  "tag",  "ung",  "ma",  "ne",
        "pro", "jekt", "ser",  "bau", "lich", "tion", "re",   "se",   "to",  "fä"};
    std::mt19937 chance(42);
    while (m_words.size() < kWords) {
        std::string word;
        for (std::size_t syllables = 2 + below(chance, 4); syllables > 0; --syllables)
            word += kSyllables.at(below(chance, kSyllables.size()));
        m_words.push_back(std::move(word));
    }
}

const std::string& Vocabulary::said(std::mt19937& chance) const {
    return m_words[skewedBelow(chance, m_words.size())];
}

const std::string& Vocabulary::any(std::mt19937& chance) const {
    return m_words[below(chance, m_words.size())];
}

std::string CompanyArchive::text() {
    std::string text;
    for (std::size_t words = 2 + below(m_chance, 11); words > 0; --words)
        text += (text.empty() ? "" : " ") + m_vocabulary.said(m_chance);
    return text;
}

ConversationId CompanyArchive::someConversation() {
    return m_conversations[skewedBelow(m_chance, m_conversations.size())];
}

Result<void> CompanyArchive::addPeople(storage::Database& database) {
    auto transaction = storage::Transaction::begin(database);
    if (!transaction.ok())
        return transaction.error();
    for (std::uint32_t number = 1; number <= kPeople; ++number) {
        storage::DirectoryUser person;
        person.id = idOf<UserId>(number);
        person.handle = "p" + std::to_string(number);
        person.displayName = m_vocabulary.any(m_chance) + " " + m_vocabulary.any(m_chance);
        if (const auto put =
                storage::ContactStore(database.writer()).putUser(transaction.value(), person);
            !put.ok())
            return put;
    }
    const auto committed = transaction.value().commit();
    return committed.ok() ? Result<void>() : Result<void>(committed.error());
}

Result<void> CompanyArchive::addConversations(storage::Database& database) {
    auto transaction = storage::Transaction::begin(database);
    if (!transaction.ok())
        return transaction.error();
    for (std::uint32_t number = 1; number <= m_count; ++number) {
        storage::NewConversation fresh;
        fresh.group = idOf<GroupId>(number);
        fresh.name = m_vocabulary.any(m_chance) + " " + m_vocabulary.any(m_chance);
        const auto made =
            storage::ConversationStore(database.writer()).create(transaction.value(), fresh);
        if (!made.ok())
            return made.error();
        m_conversations.push_back(made.value());
    }
    m_heads.assign(m_conversations.size(), 0);
    if (const auto committed = transaction.value().commit(); !committed.ok())
        return committed.error();
    return {};
}

Result<void> CompanyArchive::add(storage::Transaction& transaction,
                                 storage::MessageStore& messages) {
    const std::size_t place = skewedBelow(m_chance, m_conversations.size());
    const std::uint64_t author = below(m_chance, kPeople) + 1;
    storage::NewMessage message;
    message.conversation = m_conversations[place];
    message.seq = Seq(++m_heads[place]);
    message.sender = idOf<UserId>(author);
    message.device = idOf<DeviceId>(author);
    message.sentAt = Milliseconds(kBegin + kStep * ++m_said);
    message.receivedAt = message.sentAt;
    message.messageId = idOf<MessageId>(static_cast<std::uint64_t>(m_said));
    message.text = text();
    message.lifetime = m_lifetime;
    const auto added = messages.add(transaction, message);
    if (!added.ok())
        return added.error();
    return {};
}

Result<void> CompanyArchive::fill(storage::Database& database, std::uint32_t messages) {
    if (const auto made = addPeople(database); !made.ok())
        return made.error();
    if (const auto made = addConversations(database); !made.ok())
        return made.error();
    storage::MessageStore store(database.writer());
    for (std::uint32_t done = 0; done < messages;) {
        auto transaction = storage::Transaction::begin(database);
        if (!transaction.ok())
            return transaction.error();
        const std::uint32_t end = std::min(messages, done + kSlice);
        for (; done < end; ++done)
            if (const auto added = add(transaction.value(), store); !added.ok())
                return added.error();
        if (const auto committed = transaction.value().commit(); !committed.ok())
            return committed.error();
        // As a client does when it is idle.
        while (done % kTidied == 0 || done == messages) {
            const auto tidied = database.tidyStep();
            if (!tidied.ok())
                return tidied.error();
            if (tidied.value() == storage::Database::Tidied::Done)
                break;
        }
    }
    return {};
}

Result<void> CompanyArchive::insertOne(storage::Database& database) {
    auto transaction = storage::Transaction::begin(database);
    if (!transaction.ok())
        return transaction.error();
    storage::MessageStore store(database.writer());
    if (const auto added = add(transaction.value(), store); !added.ok())
        return added.error();
    if (const auto committed = transaction.value().commit(); !committed.ok())
        return committed.error();
    return {};
}

} // namespace kontor::bench
