#include "core/send/send_queue.h"

#include "base/log.h"
#include "core/send/trust_gate.h"
#include "core/sync/passed_over.h"
#include "core/timers/expiry.h"
#include "crypto/hash.h"
#include "protocol/status_code.h"
#include "storage/group_store_sql.h"

namespace kontor {
namespace {

/// The server has not answered, though the connection stands.
constexpr Milliseconds kAskAgain{1'000};

void logFault(const Error& error) {
    log::error(log::Category::Send, "the queue cannot go on",
               {{"code", static_cast<int>(error.code)}});
}

} // namespace

void SendQueue::pump(ConversationId conversation) {
    if (m_sending.contains(conversation) || m_pausing.contains(conversation))
        return;
    auto step = nextStep(conversation);
    if (!step.ok())
        return logFault(step.error());
    if (step.value().what == Step::What::Nothing)
        return;
    const storage::OutgoingRecord& outgoing = step.value().outgoing;
    wire::Append request;
    request.set_group(std::string(textOf(step.value().group.view())));
    request.set_incarnation(std::string(textOf(m_parts.incarnation.view())));
    request.set_idempotency_key(std::string(textOf(outgoing.key.view())));
    request.set_payload(std::string(textOf(outgoing.sealed)));
    m_sending.insert(conversation);
    m_parts.scope.spawn(send(conversation, outgoing.row, std::move(request)));
}

void SendQueue::pumpAll() {
    const auto waiting = m_parts.stores.outbox.waiting();
    if (!waiting.ok())
        return logFault(waiting.error());
    for (const ConversationId conversation : waiting.value())
        pump(conversation);
}

Result<SendQueue::Step> SendQueue::nextStep(ConversationId conversation) {
    if (!m_follower.isCaughtUp(conversation))
        return Step();
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->state != storage::ConversationState::Live ||
        record.value()->cursor == Seq(0))
        return Step();
    auto sealed = m_parts.stores.outbox.sealed(conversation);
    if (!sealed.ok())
        return sealed.error();
    if (const auto stale = m_stale.find(conversation); stale != m_stale.end()) {
        const storage::OutboxRow row = stale->second;
        m_stale.erase(stale);
        // Unless the own hash was met on the way: then it is done.
        if (sealed.value() && sealed.value()->row == row) {
            if (auto back = unseal(row); !back.ok())
                return back.error();
            return sealNext(*record.value());
        }
    }
    if (!sealed.value())
        return sealNext(*record.value());
    Step step;
    step.what = Step::What::Send;
    step.outgoing = std::move(*std::move(sealed).value());
    step.group = record.value()->group;
    return step;
}

Result<SendQueue::Step> SendQueue::sealNext(const storage::ConversationRecord& conversation) {
    const auto queued = m_parts.stores.outbox.firstQueued(conversation.id);
    if (!queued.ok())
        return queued.error();
    if (!queued.value())
        return Step();
    const auto staged = m_parts.stores.commits.stagedHash(conversation.id);
    if (!staged.ok())
        return staged.error();
    if (staged.value())
        return Step();
    const auto group = m_parts.groups.find(conversation.group);
    if (!group.ok())
        return group.error();
    if (group.value() == nullptr || !group.value()->publicState().pending().empty())
        return Step();
    const auto trusted = isTrusted(m_parts.stores, conversation.id);
    if (!trusted.ok())
        return trusted.error();
    if (!trusted.value())
        return Step();
    if (auto done = seal(conversation, *queued.value()); !done.ok())
        return done.error();
    auto sealed = m_parts.stores.outbox.sealed(conversation.id);
    if (!sealed.ok())
        return sealed.error();
    if (!sealed.value())
        return Step();
    Step step;
    step.what = Step::What::Send;
    step.outgoing = std::move(*std::move(sealed).value());
    step.group = conversation.group;
    return step;
}

/// The ratchet's step and the bytes: one transaction, before they leave (delivery.md, rule 5).
Result<void> SendQueue::seal(const storage::ConversationRecord& conversation,
                             const storage::OutgoingRecord& outgoing) {
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        const auto group = m_parts.groups.find(conversation.group);
        if (!group.ok())
            return group.error();
        storage::GroupStoreSql store(transaction, conversation.group);
        const auto bytes =
            group.value()->protect(m_parts.own.forMls(), outgoing.content, m_parts.random, store);
        if (!bytes.ok())
            return bytes.error();
        return m_parts.stores.outbox.seal(transaction, outgoing.row, bytes.value(),
                                          PayloadHash(sha256(bytes.value())),
                                          group.value()->publicState().epoch());
    });
}

Task<void> SendQueue::send(ConversationId conversation, storage::OutboxRow row,
                           wire::Append request) {
    const auto answer = co_await m_parts.requests.append(std::move(request));
    m_sending.erase(conversation);
    if (answer.ok()) {
        takeAnswer(conversation, row, answer.value());
    } else if (answer.error().code == ErrorCode::TimedOut) {
        // It may have arrived: read what there is, then the same bytes again.
        m_follower.probe(conversation);
        pause(conversation, kAskAgain);
    }
    // NotReachable: the next connection catches up and pumps.
}

void SendQueue::takeAnswer(ConversationId conversation, storage::OutboxRow row,
                           const wire::Answer& answer) {
    Result<void> taken;
    switch (answer.code()) {
    case wire::OK:
        taken = accept(conversation, row, Seq(answer.appended().seq()));
        break;
    case wire::KEY_REUSED:
        taken = accept(conversation, row, Seq(answer.args().seq()));
        break;
    case wire::STALE:
        m_stale[conversation] = row;
        m_follower.learnHead(conversation, Seq(answer.args().head_seq()));
        if (m_follower.isCaughtUp(conversation)) {
            // There is nothing to read, so the next would end like this one: not at once.
            m_follower.probe(conversation);
            return pause(conversation, kAskAgain);
        }
        break;
    case wire::RETRY_LATER:
        return pause(conversation,
                     Milliseconds(std::max<std::uint64_t>(answer.args().retry_ms(), 1)));
    case wire::NOT_MEMBER:
        // The log tells by whom, or says the same.
        m_follower.probe(conversation);
        return;
    case wire::INCARNATION:
        return; // the connection begins anew
    default: {
        const Error error = protocol::errorOf(answer);
        log::warning(log::Category::Send, "a message was refused",
                     {{"code", static_cast<int>(answer.code())}});
        taken = fail(conversation, row, error.code);
        break;
    }
    }
    if (!taken.ok())
        return logFault(taken.error());
    pump(conversation);
}

Result<void> SendQueue::accept(ConversationId conversation, storage::OutboxRow row, Seq seq) {
    const auto outgoing = m_parts.stores.outbox.find(row);
    if (!outgoing.ok())
        return outgoing.error();
    // Its hash was met before the answer came.
    if (!outgoing.value() || outgoing.value()->state != storage::OutboxState::Sealed)
        return {};
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    auto checked = Taken::Done;
    auto accepted = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        if (outgoing.value()->message)
            aftermath.note(conversation, *outgoing.value()->message, TimelineDiff::Change::Moved);
        if (auto done = m_parts.stores.outbox.accept(transaction, row, seq); !done.ok())
            return done;
        if (outgoing.value()->message) {
            if (auto begun = beginLife(m_parts, transaction, *outgoing.value()->message, aftermath);
                !begun.ok())
                return begun;
        }
        const auto passed = checkPassedOver(m_parts, transaction, *record.value(),
                                            record.value()->cursor, aftermath);
        if (!passed.ok())
            return passed.error();
        checked = passed.value();
        return {};
    });
    if (accepted.ok() && checked == Taken::Stopped)
        m_follower.unfollow(conversation);
    else if (accepted.ok())
        m_follower.learnHead(conversation, seq);
    return accepted;
}

Result<void> SendQueue::fail(ConversationId conversation, storage::OutboxRow row,
                             ErrorCode reason) {
    const auto outgoing = m_parts.stores.outbox.find(row);
    if (!outgoing.ok())
        return outgoing.error();
    if (!outgoing.value() || outgoing.value()->state != storage::OutboxState::Sealed)
        return {};
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        if (auto failed = m_parts.stores.outbox.fail(transaction, row, reason); !failed.ok())
            return failed;
        if (!outgoing.value()->message) {
            aftermath.details.insert(conversation); // a change of settings may wait no longer
            const auto target = m_parts.stores.outbox.targetOf(row);
            if (!target.ok())
                return target.error();
            if (target.value())
                aftermath.updated(conversation, *target.value());
            return m_parts.stores.outbox.remove(transaction, row);
        }
        aftermath.note(conversation, *outgoing.value()->message, TimelineDiff::Change::Updated);
        return {};
    });
}

Result<void> SendQueue::unseal(storage::OutboxRow row) {
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.outbox.unseal(transaction, row);
    });
}

void SendQueue::pause(ConversationId conversation, Milliseconds length) {
    m_pausing.insert(conversation);
    m_parts.scope.spawn(pumpAfter(conversation, length));
}

Task<void> SendQueue::pumpAfter(ConversationId conversation, Milliseconds length) {
    const auto deadline = m_parts.clock.steady() + length;
    const auto reached = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
    m_pausing.erase(conversation);
    if (reached.ok())
        pump(conversation);
}

} // namespace kontor
