#include "core/sync/entry_processor.h"

#include "base/log.h"
#include "core/setting_names.h"
#include "core/sync/notice_row.h"
#include "core/sync/passed_over.h"
#include "core/sync/standing.h"
#include "crypto/hash.h"

namespace kontor {

Result<Taken> EntryProcessor::process(storage::Transaction& transaction,
                                      ConversationId conversation, const LogReader::Step& step,
                                      Aftermath& aftermath) {
    const auto found = m_parts.stores.conversations.find(conversation);
    if (!found.ok())
        return found.error();
    if (!found.value())
        return ErrorCode::Internal;
    const storage::ConversationRecord& record = *found.value();
    const auto group = m_parts.groups.find(record.group);
    if (!group.ok())
        return group.error();
    if (group.value() == nullptr)
        return ErrorCode::Internal;
    if (step.missing != LogReader::Step::Missing::Nothing) {
        const auto passed = passGap(transaction, record, step, aftermath);
        if (!passed.ok() || passed.value() == Taken::Stopped)
            return passed;
    }
    if (step.entry != nullptr) {
        EntryInHand hand{transaction, record, *step.entry, PayloadHash(sha256(step.entry->payload)),
                         aftermath};
        const auto taken = takeEntry(hand);
        if (!taken.ok() || taken.value() == Taken::Stopped)
            return taken;
    }
    const auto checked = checkPassedOver(m_parts, transaction, record, step.upTo, aftermath);
    if (!checked.ok() || checked.value() == Taken::Stopped)
        return checked;
    if (auto moved = m_parts.stores.conversations.setCursor(transaction, conversation, step.upTo);
        !moved.ok())
        return moved.error();
    return Taken::Done;
}

Result<Taken> EntryProcessor::takeEntry(EntryInHand& hand) {
    const auto header = mls::peek(hand.entry.payload);
    if (!header.ok())
        return m_messages.take(hand); // which finds out what is wrong with it
    switch (header.value().kind) {
    case mls::MessageHeader::Kind::Commit:
        return m_handshakes.takeCommit(hand);
    case mls::MessageHeader::Kind::Proposal:
        return m_handshakes.takeProposal(hand);
    case mls::MessageHeader::Kind::Application:
        break;
    }
    const auto own = m_messages.takeOwn(hand);
    if (!own.ok())
        return own.error();
    if (own.value())
        return Taken::Done;
    return m_messages.take(hand);
}

Result<Taken> EntryProcessor::passGap(storage::Transaction& transaction,
                                      const storage::ConversationRecord& conversation,
                                      const LogReader::Step& step, Aftermath& aftermath) {
    if (step.missing == LogReader::Step::Missing::Handshake) {
        if (auto lost = enterLost(m_parts, transaction, conversation, aftermath); !lost.ok())
            return lost.error();
        return Taken::Stopped;
    }
    const Seq last = step.entry != nullptr ? Seq(step.upTo.value - 1) : step.upTo;
    if (auto added = m_parts.stores.conversations.addGap(transaction, conversation.id,
                                                         {step.missingFrom, last});
        !added.ok())
        return added.error();
    const auto group = m_parts.groups.find(conversation.group);
    if (!group.ok())
        return group.error();
    const auto epoch = group.value()->publicState().epoch();
    if (auto noted = m_parts.stores.settings.putNumber(
            transaction, settings::ofConversation(settings::kGapEpoch, conversation.id),
            static_cast<std::int64_t>(epoch.value));
        !noted.ok())
        return noted.error();
    LogEntry place;
    place.seq = last;
    place.receivedAt = m_parts.clock.sinceEpoch();
    EntryInHand hand{transaction, conversation, place, {}, aftermath};
    Notice notice;
    notice.kind = Notice::Kind::MessagesMissing;
    const Author nobody{m_parts.own.user(), m_parts.own.device()};
    if (auto line = addNotice(m_parts, hand, nobody, notice); !line.ok())
        return line.error();
    return Taken::Done;
}

} // namespace kontor
