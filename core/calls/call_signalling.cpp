#include "core/calls/call_signalling.h"

#include "base/log.h"
#include "core/content/call_candidates.h"
#include "core/content/media_type.h"
#include "core/conversations/people.h"
#include "core/send/queue_content.h"
#include "core/send/trust_gate.h"
#include "core/sync/call_intake.h"
#include "protocol/status_code.h"

#include <algorithm>

namespace kontor {
namespace {

void logFault(const Error& error) {
    log::error(log::Category::Send, "calls cannot go on", {{"code", static_cast<int>(error.code)}});
}

bool isOffer(const CallSignal& signal) {
    return std::holds_alternative<CallOffer>(signal.what);
}

} // namespace

Result<void> CallSignalling::send(ConversationId conversation, const CallSignal& signal) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    if (record.value()->state != storage::ConversationState::Live ||
        record.value()->kind != storage::ConversationKind::Direct)
        return ErrorCode::NotAllowed;
    if (isOffer(signal) && !m_follower.isCaughtUp(conversation))
        return ErrorCode::NotReachable;
    if (!std::holds_alternative<CallEnd>(signal.what)) {
        const auto trusted = isTrusted(m_parts.stores, conversation);
        if (!trusted.ok())
            return trusted.error();
        if (!trusted.value())
            return ErrorCode::IdentityChanged;
    }
    const auto sealable = content::encode(
        content::Call{signal}, ownOrigin(m_parts, record.value()->group), m_parts.random);
    if (!sealable.ok())
        return sealable.error();
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        const auto row = queueContent(m_parts, transaction, conversation, sealable.value());
        return row.ok() ? Result<void>() : Result<void>(row.error());
    });
    if (!queued.ok())
        return queued;
    if (!std::holds_alternative<CallEnd>(signal.what))
        m_begun.insert(signal.call);
    m_queue.pump(conversation);
    return {};
}

Result<void> CallSignalling::sendCandidates(ConversationId conversation, const CallId& call,
                                            const std::vector<CallCandidate>& candidates) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::NotAllowed;
    content::CallCandidates some;
    some.call = call;
    const auto count = std::min(candidates.size(), content::CallCandidates::kGreatestCount);
    some.candidates.assign(candidates.begin(),
                           candidates.begin() + static_cast<std::ptrdiff_t>(count));
    return sendEphemeral(m_parts, *record.value(), content::encodeCallCandidates(some));
}

void CallSignalling::fetchServers(Reply<CallServers> reply) {
    m_parts.scope.spawn(fetch(std::move(reply)));
}

Task<void> CallSignalling::fetch(Reply<CallServers> reply) {
    const auto asked = m_parts.requests.fetchCallServers();
    const auto answer = co_await asked;
    if (!answer.ok()) {
        reply(answer.error());
        co_return;
    }
    CallServers servers;
    for (const std::string& stun : answer.value().stun())
        servers.stun.push_back(stun);
    for (const std::string& turn : answer.value().turn())
        servers.turn.push_back(turn);
    servers.username = answer.value().username();
    servers.password = answer.value().password();
    reply(std::move(servers));
}

void CallSignalling::loggedIn(Milliseconds serverNow) {
    if (serverNow > Milliseconds(0))
        m_serverAhead = serverNow - m_parts.clock.steady();
}

Milliseconds CallSignalling::serverNow() const {
    return m_serverAhead ? m_parts.clock.steady() + *m_serverAhead : m_parts.clock.sinceEpoch();
}

void CallSignalling::takeEphemeral(const HeardEphemeral& heard) {
    if (heard.conversation.kind != storage::ConversationKind::Direct ||
        content::essenceOf(heard.part.contentType) != content::kCallCandidatesType)
        return;
    auto candidates = content::parseCallCandidates(heard.part.content);
    if (candidates.ok())
        m_sink(CallCandidatesArrived{heard.conversation.id, candidates.value().call,
                                     std::move(candidates.value().candidates)});
}

void CallSignalling::note(const Aftermath& aftermath) {
    for (const CallNews& news : aftermath.calls) {
        const CallId& call = news.signal.call;
        const bool own = news.sender == m_parts.own.user();
        const bool ends = std::holds_alternative<CallEnd>(news.signal.what);
        if (!own && isOffer(news.signal)) {
            m_offers.insert_or_assign(call, news);
            continue;
        }
        // Answered here or over before anybody was told of it.
        const bool untold = m_offers.erase(call) != 0;
        if (!own && !(ends && untold))
            tell(news);
        else if (own && std::holds_alternative<CallAnswer>(news.signal.what))
            tell(news);
        // An earlier run of the program queued it, and ended.
        if (own && !ends && !m_begun.contains(call) && m_leftOvers == LeftOvers::Ended)
            endLeftOvers();
    }
    if (!aftermath.calls.empty())
        setExpiryTimer();
}

void CallSignalling::tell(const CallNews& news) {
    const auto sender = People(m_parts.database.writer()).find(news.sender);
    if (!sender.ok())
        return logFault(sender.error());
    CallSignalled event;
    event.conversation = news.conversation;
    event.sender = sender.value();
    event.signal = news.signal;
    if (news.sender == m_parts.own.user())
        event.side = TimelineEntry::Side::Own;
    if (news.words)
        for (const std::string_view word : *news.words)
            event.words.push_back(QLatin1String(word.data(), static_cast<qsizetype>(word.size())));
    if (const auto* offer = std::get_if<CallOffer>(&news.signal.what))
        event.left = offer->ringFor - (serverNow() - news.receivedAt);
    m_sink(event);
}

void CallSignalling::caughtUp(ConversationId conversation) {
    for (auto at = m_offers.begin(); at != m_offers.end();) {
        if (at->second.conversation != conversation) {
            ++at;
            continue;
        }
        const CallNews news = std::move(at->second);
        at = m_offers.erase(at);
        tell(news);
    }
    expire();
}

void CallSignalling::allCaughtUp() {
    if (m_leftOvers == LeftOvers::Ended)
        return;
    m_leftOvers = LeftOvers::Ended;
    endLeftOvers();
    setExpiryTimer();
}

void CallSignalling::endLeftOvers() {
    const auto ledger = storedCalls(m_parts);
    if (!ledger.ok())
        return logFault(ledger.error());
    for (const PendingCall& call : ledger.value().pending()) {
        const bool ours = call.caller == m_parts.own.user() || call.answeredAt.has_value();
        if (!ours || m_begun.contains(call.call))
            continue;
        const CallEnd end{call.answeredAt ? CallEndReason::Lost : CallEndReason::NoAnswer};
        if (auto sent = send(call.conversation, {call.call, end}); !sent.ok())
            log::info(log::Category::Send, "a call of an earlier run was not ended",
                      {{"code", static_cast<int>(sent.error().code)}});
        m_begun.insert(call.call); // said once
    }
}

/// Nobody's message ends a call whose caller was killed. Only where the log is read to its end:
/// an answer may stand in what is not read yet.
void CallSignalling::expire() {
    auto ledger = storedCalls(m_parts);
    if (!ledger.ok())
        return logFault(ledger.error());
    const auto next = ledger.value().nextExpiry();
    if (!next || *next >= serverNow())
        return;
    const auto lines = ledger.value().expire(serverNow());
    if (!std::ranges::all_of(lines, [this](const CallLine& line) {
            return m_follower.isCaughtUp(line.conversation);
        }))
        return; // caughtUp() comes here again
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const CallLine& line : lines) {
            const auto record = m_parts.stores.conversations.find(line.conversation);
            if (!record.ok())
                return record.error();
            if (!record.value())
                continue;
            if (auto added = addCallLine(m_parts, transaction, aftermath, line,
                                         record.value()->cursor, serverNow());
                !added.ok())
                return added;
        }
        return keepCalls(m_parts, transaction, ledger.value());
    });
    if (!written.ok())
        logFault(written.error());
}

void CallSignalling::setExpiryTimer() {
    m_parts.timers.cancel(std::exchange(m_expiry, Timers::Handle::None));
    const auto ledger = storedCalls(m_parts);
    const auto next = ledger.ok() ? ledger.value().nextExpiry() : std::nullopt;
    if (!next)
        return;
    const Milliseconds left = std::max(*next - serverNow(), Milliseconds(0)) + Milliseconds(1);
    m_expiry = m_parts.timers.at(m_parts.clock.steady() + left, [this] {
        m_expiry = Timers::Handle::None;
        expire();
    });
}

} // namespace kontor
