#pragma once

#include "storage/contact_store.h"

namespace kontor::storage {

/// The two things that a card has. Numbers stand on disk.
enum class CardPart : std::uint8_t { Status = 1, Avatar = 2 };

/// A card without its picture. Number 0: never set.
struct CardRecord {
    std::int64_t statusNumber = 0;
    StatusRecord status;
    std::int64_t avatarNumber = 0;
};

/// What people say of themselves, and who was told the own card.
class CardStore {
public:
    explicit CardStore(Connection& connection)
        : m_connection(&connection) {}

    /// In the place of what was there; whoever calls has judged the number.
    [[nodiscard]] Result<void> putStatus(Transaction& transaction, const UserId& user,
                                         std::int64_t number, const StatusRecord& status);
    /// Empty: none any more.
    [[nodiscard]] Result<void> putAvatar(Transaction& transaction, const UserId& user,
                                         std::int64_t number, ByteView picture);
    [[nodiscard]] Result<CardRecord> find(const UserId& user) const;
    /// Empty: there is none.
    [[nodiscard]] Result<Bytes> avatar(const UserId& user) const;

    /// Whose status is over.
    [[nodiscard]] Result<std::vector<UserId>> endedBy(Milliseconds now) const;
    [[nodiscard]] Result<std::optional<Milliseconds>> nextEnd() const;
    /// It says nothing any more; its number stays, so that no older one comes back.
    [[nodiscard]] Result<void> endStatus(Transaction& transaction, const UserId& user);

    /// Of the own card: who has to hear it.
    struct News {
        CardPart part = CardPart::Status;
        std::int64_t number = 0;
        DeviceId own;
        /// Who was told something earlier alone: there is nothing to say to the others.
        enum class Whom : std::uint8_t { Everybody, WhoWasTold } whom = Whom::Everybody;
    };
    /// The live conversation with the most devices that were not told.
    [[nodiscard]] Result<std::optional<ConversationId>> mostUntold(const News& news) const;
    /// All that are in it now.
    [[nodiscard]] Result<void> noteTold(Transaction& transaction, ConversationId conversation,
                                        CardPart part, std::int64_t number);
    /// It may have missed what it was told.
    [[nodiscard]] Result<void> forgetTold(Transaction& transaction, const DeviceId& device);
    /// Likewise everybody who was told there (what was on its way is not sent), and each that is in
    /// it no more, or all of them when `own` is not.
    [[nodiscard]] Result<void> forgetToldIn(Transaction& transaction, ConversationId conversation);
    [[nodiscard]] Result<void> forgetToldOutside(Transaction& transaction,
                                                 ConversationId conversation, const DeviceId& own);

private:
    Connection* m_connection;
};

} // namespace kontor::storage
