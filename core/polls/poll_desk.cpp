#include "core/polls/poll_desk.h"

#include "core/formatting/span_record.h"
#include "core/policies/longest_life.h"
#include "core/polls/poll_form.h"
#include "core/polls/poll_intake.h"
#include "core/polls/poll_reading.h"
#include "core/polls/poll_reminder.h"
#include "core/polls/sealed_ballot.h"
#include "core/send/queue_content.h"
#include "core/setting_names.h"
#include "storage/poll_secrets.h"

#include <algorithm>

namespace kontor {

Result<MessageRow> PollDesk::ask(ConversationId conversation, const PollForm& form) {
    auto asked = polls::pollFrom(form);
    if (!asked.ok())
        return asked.error();
    content::Poll& poll = asked.value();
    if (form.deadline != Milliseconds(0) && form.deadline <= m_parts.clock.sinceEpoch())
        return Error(ErrorCode::Malformed, {"deadline"}); // nobody could vote
    std::optional<HpkeKeyPair> keys;
    if (form.results == PollView::Results::AfterClosing) {
        keys = HpkeKeyPair::generate(m_parts.random);
        poll.sealedTo = keys->publicKey;
    }
    Saying saying;
    saying.body = poll;
    saying.lifetime = form.lifetime;
    saying.kind = storage::MessageKind::Poll;
    saying.text = polls::textOf(poll);
    saying.detail = polls::detailOf(poll);
    saying.along = [&](storage::Transaction& transaction, Aftermath& aftermath,
                       MessageRow row) -> Result<void> {
        if (auto noted = polls::noteAsked(m_parts, transaction, aftermath, row, poll);
            !noted.ok() || !keys)
            return noted;
        return storage::PollSecrets(m_parts.database.writer())
            .putKey(transaction, row, keys->privateKey.bytes.view());
    };
    return m_outgoing.say(conversation, saying);
}

Result<PollDesk::Known> PollDesk::known(MessageRow poll) const {
    auto message = m_parts.stores.messages.find(poll);
    if (!message.ok())
        return message.error();
    auto record = m_parts.stores.polls.find(poll);
    if (!record.ok())
        return record.error();
    if (!message.value() || !record.value() || !message.value()->messageId)
        return Error(ErrorCode::PollClosed, {"gone"});
    auto conversation = m_outgoing.writable(message.value()->conversation);
    if (!conversation.ok())
        return conversation.error();
    auto asked = polls::pollOf(*message.value());
    if (!asked.ok())
        return asked.error();
    return Known{*std::move(message).value(), *std::move(record).value(),
                 std::move(conversation).value(), std::move(asked).value()};
}

bool PollDesk::isOwn(const Known& known) const {
    return known.message.sender == m_parts.own.user();
}

Result<void> PollDesk::queue(const Known& known, const content::Body& body) {
    const ConversationId conversation = known.conversation.id;
    const auto sealable =
        content::encode(body, ownOrigin(m_parts, known.conversation.group), m_parts.random);
    if (!sealable.ok())
        return sealable.error();
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        const auto row = queueAboutPoll(m_parts, transaction, conversation, sealable.value(),
                                        *known.message.messageId);
        return row.ok() ? Result<void>() : Result<void>(row.error());
    });
    if (queued.ok())
        m_queue.pump(conversation);
    return queued;
}

Result<content::Vote> PollDesk::voteFor(const Known& known, const content::Ballot& ballot) const {
    content::Vote vote;
    vote.poll = *known.message.messageId;
    if (!known.poll.sealedTo) {
        vote.choices = ballot.choices;
        vote.comment = ballot.comment;
        return vote;
    }
    auto sealed =
        polls::sealBallot(known.poll, vote.poll, m_parts.own.user(), ballot, m_parts.random);
    if (!sealed.ok())
        return sealed.error();
    vote.sealed = std::move(sealed).value();
    return vote;
}

Result<void> PollDesk::vote(const VoteForm& form) {
    const auto found = known(form.poll);
    if (!found.ok())
        return found.error();
    const auto& record = found.value().record;
    const bool passed =
        record.deadline && (record.passed || *record.deadline <= m_parts.clock.sinceEpoch());
    if (record.closedAt || passed)
        return ErrorCode::PollClosed;
    const auto untold = polls::isOfEarlierTime(m_parts.database.writer(), found.value().message);
    if (!untold.ok())
        return untold.error();
    if (untold.value())
        return ErrorCode::NotAllowed;
    const auto ballot = polls::ballotFrom(found.value().poll, form.vote);
    if (!ballot.ok())
        return ballot.error();
    const auto vote = voteFor(found.value(), ballot.value());
    if (!vote.ok())
        return vote.error();
    const ConversationId conversation = found.value().conversation.id;
    const auto sealable = content::encode(
        vote.value(), ownOrigin(m_parts, found.value().conversation.group), m_parts.random);
    if (!sealable.ok())
        return sealable.error();
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        const auto row = queueContent(m_parts, transaction, conversation, sealable.value());
        if (!row.ok())
            return row.error();
        if (vote.value().sealed)
            if (auto kept = storage::PollSecrets(m_parts.database.writer())
                                .putBallot(transaction, form.poll, *vote.value().sealed,
                                           content::encodeBallot(ballot.value()));
                !kept.ok())
                return kept;
        aftermath.updated(conversation, form.poll);
        return m_parts.stores.polls.notePending(transaction, form.poll, row.value());
    });
    if (queued.ok())
        m_queue.pump(conversation);
    return queued;
}

Result<bool> PollDesk::isLeftToAdmin(const Known& known) const {
    const auto members = polls::membersOf(m_parts.database.writer(), known.conversation.id);
    if (!members.ok())
        return members.error();
    const auto group = m_parts.groups.find(known.conversation.group);
    if (!group.ok())
        return group.error();
    const auto& rules = group.value()->publicState().rules();
    return std::ranges::count(members.value(), known.message.sender) == 0 &&
           rules.kind == rules::GroupKind::Group && rules.isAdmin(m_parts.own.user());
}

Result<void> PollDesk::close(MessageRow poll) {
    const auto found = known(poll);
    if (!found.ok())
        return found.error();
    if (found.value().record.closedAt)
        return Error(ErrorCode::PollClosed, {"closing"});
    const auto left = isOwn(found.value()) ? Result<bool>(true) : isLeftToAdmin(found.value());
    if (!left.ok())
        return left.error();
    if (!left.value())
        return ErrorCode::NotAllowed;
    return queue(found.value(), content::PollClosing{*found.value().message.messageId});
}

Result<void> PollDesk::reopen(MessageRow poll) {
    const auto found = known(poll);
    if (!found.ok())
        return found.error();
    if (!isOwn(found.value()) || !found.value().record.closedAt)
        return ErrorCode::NotAllowed;
    return queue(found.value(), content::PollReopening{*found.value().message.messageId});
}

Result<MessageRow> PollDesk::remind(MessageRow poll, const QString& words) {
    const auto found = known(poll);
    if (!found.ok())
        return found.error();
    const auto& record = found.value().record;
    const Milliseconds now = m_parts.clock.sinceEpoch();
    // A clock that was set back silences nobody for longer than a day.
    const bool quiet = record.quietUntil > now && record.quietUntil <= now + polls::kReminderPause;
    if (!isOwn(found.value()) || record.closedAt)
        return ErrorCode::NotAllowed;
    if (quiet)
        return Error(ErrorCode::NotAllowed, {"reminded"});
    auto text = polls::reminderOf(m_parts, found.value().message, words);
    if (!text.ok())
        return text.error();
    Saying saying;
    saying.text = text.value().text;
    saying.detail = encodeSpans(text.value().spans);
    saying.body = std::move(text).value();
    saying.replyTo = found.value().message.messageId;
    // What answers a poll that disappears is not there for longer.
    saying.lifetime = policies::shortened(found.value().message.lifetime, m_parts.policies);
    saying.along = [&](storage::Transaction& transaction, Aftermath& aftermath,
                       MessageRow /*row*/) {
        aftermath.pollsTimed = true;
        aftermath.updated(found.value().conversation.id, poll);
        return m_parts.stores.polls.keepQuiet(transaction, poll, now + polls::kReminderPause);
    };
    return m_outgoing.say(found.value().conversation.id, saying);
}

Result<void> PollDesk::meetDeadline(storage::Transaction& transaction, Aftermath& aftermath,
                                    MessageRow poll) {
    auto& stores = m_parts.stores;
    const auto message = stores.messages.find(poll);
    if (!message.ok())
        return message.error();
    const auto record = stores.polls.find(poll);
    if (!record.ok())
        return record.error();
    if (!message.value() || !record.value()) // gone: it is met all the same
        return stores.polls.passDeadline(transaction, poll);
    const ConversationId id = message.value()->conversation;
    const auto conversation = stores.conversations.find(id);
    if (!conversation.ok())
        return conversation.error();
    const auto leaving = stores.settings.number(settings::ofConversation(settings::kLeaving, id));
    if (!leaving.ok())
        return leaving.error();
    using enum storage::ConversationState;
    // A LOST one comes back, and sends then what waits (core/sync/rejoining.h).
    const bool maySpeak =
        conversation.value() && !leaving.value() &&
        (conversation.value()->state == Live || conversation.value()->state == Lost);
    const bool isOpen = message.value()->messageId && !record.value()->closedAt;
    if (maySpeak && isOpen && message.value()->sender == m_parts.own.user()) {
        const content::PollClosing closing{*message.value()->messageId};
        const auto sealable = content::encode(
            closing, ownOrigin(m_parts, conversation.value()->group), m_parts.random);
        if (!sealable.ok())
            return sealable.error();
        const auto row = queueAboutPoll(m_parts, transaction, id, sealable.value(), closing.poll);
        if (!row.ok())
            return row.error();
    }
    aftermath.updated(id, poll);
    return stores.polls.passDeadline(transaction, poll);
}

} // namespace kontor
