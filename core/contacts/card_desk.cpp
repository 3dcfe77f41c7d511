#include "core/contacts/card_desk.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/attachments/avatar_picture.h"
#include "core/send/queue_content.h"

#include <algorithm>
#include <utility>

namespace kontor {
namespace {

void logFault(const Error& error) {
    log::error(log::Category::Send, "cannot tell what one says of oneself",
               {{"code", static_cast<int>(error.code)}});
}

content::Status contentOf(const storage::CardRecord& card) {
    content::Status said;
    said.number = static_cast<std::uint64_t>(card.statusNumber);
    said.availability = static_cast<std::uint8_t>(card.status.availability);
    said.line = card.status.line;
    said.until = std::chrono::ceil<std::chrono::seconds>(card.status.until);
    return said;
}

} // namespace

std::int64_t CardDesk::numberAfter(std::int64_t last) const {
    return std::max(m_parts.clock.sinceEpoch().count(), last + 1);
}

Result<void> CardDesk::setStatus(const Status& status) {
    const QString line = status.line.simplified();
    if (line.toUcs4().size() > static_cast<qsizetype>(limits::kStatusLetters))
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kStatusLetters)});
    if (status.until != Milliseconds(0) && status.until <= m_parts.clock.sinceEpoch())
        return ErrorCode::NotAllowed;
    const UserId& self = m_parts.own.user();
    const auto card = m_parts.stores.cards.find(self);
    if (!card.ok())
        return card.error();
    storage::StatusRecord record;
    record.availability = static_cast<storage::StatusRecord::Availability>(status.availability);
    record.line = line.toStdString();
    if (!record.saysNothing())
        record.until = std::chrono::ceil<std::chrono::seconds>(status.until);
    auto set = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.statuses.insert(self);
        return m_parts.stores.cards.putStatus(transaction, self,
                                              numberAfter(card.value().statusNumber), record);
    });
    if (set.ok())
        tellChange();
    return set;
}

Result<void> CardDesk::setAvatar(const QByteArray& picture) {
    const auto clean = cleanAvatar(viewOf(std::string_view(picture.data(), picture.size())));
    if (!clean.ok())
        return clean.error();
    const UserId& self = m_parts.own.user();
    const auto card = m_parts.stores.cards.find(self);
    if (!card.ok())
        return card.error();
    auto set = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.avatars.insert(self);
        return m_parts.stores.cards.putAvatar(
            transaction, self, numberAfter(card.value().avatarNumber), clean.value());
    });
    if (set.ok())
        tellChange();
    return set;
}

void CardDesk::note(const Aftermath& aftermath) {
    if (!aftermath.details.empty())
        tellWithin(kGreatestPause);
}

void CardDesk::tellChange() {
    const Milliseconds now = m_parts.clock.steady();
    const bool soonAfter = m_toldAt && now - *m_toldAt < kSettling;
    tellBy(soonAfter ? *m_toldAt + kSettling : now);
}

void CardDesk::tellWithin(Milliseconds greatestPause) {
    if (m_timer != Timers::Handle::None)
        return;
    const auto card = m_parts.stores.cards.find(m_parts.own.user());
    if (!card.ok())
        return logFault(card.error());
    if (card.value().statusNumber == 0 && card.value().avatarNumber == 0)
        return;
    const auto bytes = m_parts.random.array<2>();
    const Milliseconds pause(((bytes[0] << 8U) | bytes[1]) % (greatestPause.count() + 1));
    tellBy(m_parts.clock.steady() + pause);
}

void CardDesk::tellBy(Milliseconds deadline) {
    if (m_timer != Timers::Handle::None && m_deadline <= deadline)
        return;
    m_parts.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    m_deadline = deadline;
    m_timer = m_parts.timers.at(deadline, [this] {
        m_timer = Timers::Handle::None;
        m_toldAt = m_parts.clock.steady();
        tell();
    });
}

void CardDesk::tell() {
    using News = storage::CardStore::News;
    const UserId& self = m_parts.own.user();
    const auto card = m_parts.stores.cards.find(self);
    if (!card.ok())
        return logFault(card.error());
    News news;
    news.own = m_parts.own.device();
    if (card.value().statusNumber > 0) {
        news.part = storage::CardPart::Status;
        news.number = card.value().statusNumber;
        news.whom =
            card.value().status.saysNothing() ? News::Whom::WhoWasTold : News::Whom::Everybody;
        if (auto told = tell(news, contentOf(card.value())); !told.ok())
            logFault(told.error());
    }
    if (card.value().avatarNumber == 0)
        return;
    auto picture = m_parts.stores.cards.avatar(self);
    if (!picture.ok())
        return logFault(picture.error());
    news.part = storage::CardPart::Avatar;
    news.number = card.value().avatarNumber;
    news.whom = picture.value().empty() ? News::Whom::WhoWasTold : News::Whom::Everybody;
    content::Avatar avatar;
    avatar.number = static_cast<std::uint64_t>(card.value().avatarNumber);
    avatar.picture = std::move(picture).value();
    if (auto told = tell(news, avatar); !told.ok())
        logFault(told.error());
}

Result<void> CardDesk::tell(const storage::CardStore::News& news, const content::Body& body) {
    while (true) {
        const auto place = m_parts.stores.cards.mostUntold(news);
        if (!place.ok())
            return place.error();
        if (!place.value())
            return {};
        const ConversationId conversation = *place.value();
        const auto record = m_parts.stores.conversations.find(conversation);
        if (!record.ok())
            return record.error();
        const auto sealable =
            content::encode(body, ownOrigin(m_parts, record.value()->group), m_parts.random);
        if (!sealable.ok())
            return sealable.error();
        auto queued =
            write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
                if (auto noted = m_parts.stores.cards.noteTold(transaction, conversation, news.part,
                                                               news.number);
                    !noted.ok())
                    return noted;
                const auto row = queueContent(m_parts, transaction, conversation, sealable.value());
                return row.ok() ? Result<void>() : Result<void>(row.error());
            });
        if (!queued.ok())
            return queued;
        m_queue.pump(conversation);
    }
}

} // namespace kontor
