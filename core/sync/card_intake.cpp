#include "core/sync/card_intake.h"

#include "core/attachments/avatar_picture.h"

namespace kontor {
namespace {

/// How far a sender's clock may be ahead.
constexpr Milliseconds kGreatestLead = std::chrono::minutes(10);

std::int64_t heard(const CoreParts& parts, std::uint64_t number) {
    const Milliseconds now = parts.clock.sinceEpoch();
    const auto said = static_cast<std::int64_t>(number);
    return said > (now + kGreatestLead).count() ? now.count() : said;
}

} // namespace

Result<void> takeStatus(const CoreParts& parts, EntryInHand& hand, const Author& author,
                        const content::Status& status) {
    auto& cards = parts.stores.cards;
    const auto known = cards.find(author.user);
    if (!known.ok())
        return known.error();
    const std::int64_t number = heard(parts, status.number);
    if (author.user == parts.own.user())
        hand.aftermath.statuses.insert(author.user); // one's own has gone out
    if (number <= known.value().statusNumber)
        return {};
    storage::StatusRecord record;
    record.availability = static_cast<storage::StatusRecord::Availability>(status.availability);
    record.line = status.line;
    record.until = status.until;
    // It may have waited in the log until it was over.
    const bool over = record.until > Milliseconds(0) && record.until <= parts.clock.sinceEpoch();
    if (over || record.saysNothing())
        record = storage::StatusRecord();
    hand.aftermath.statuses.insert(author.user);
    return cards.putStatus(hand.transaction, author.user, number, record);
}

Result<void> takeAvatar(const CoreParts& parts, EntryInHand& hand, const Author& author,
                        const content::Avatar& avatar) {
    if (!avatar.picture.empty() && !isAvatar(avatar.picture))
        return {};
    auto& cards = parts.stores.cards;
    const auto known = cards.find(author.user);
    if (!known.ok())
        return known.error();
    const std::int64_t number = heard(parts, avatar.number);
    if (author.user == parts.own.user())
        hand.aftermath.avatars.insert(author.user); // one's own has gone out
    if (number <= known.value().avatarNumber)
        return {};
    hand.aftermath.avatars.insert(author.user);
    return cards.putAvatar(hand.transaction, author.user, number, avatar.picture);
}

} // namespace kontor
