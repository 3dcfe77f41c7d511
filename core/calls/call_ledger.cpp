#include "core/calls/call_ledger.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr std::uint8_t kVersion = 1;
/// An answer may be on its way when the ring ends.
constexpr Milliseconds kGrace{10'000};

Milliseconds deadlineOf(const PendingCall& call) {
    return call.offeredAt + call.ringFor + kGrace;
}

CallLine lineOf(const PendingCall& call, CallResult result) {
    CallLine line;
    line.conversation = call.conversation;
    line.caller = call.caller;
    line.callerDevice = call.callerDevice;
    line.result = result;
    return line;
}

/// A call that nobody answered.
CallResult resultOf(CallEndReason reason, bool byCaller) {
    if (byCaller)
        return reason == CallEndReason::Failed ? CallResult::Failed : CallResult::Unanswered;
    switch (reason) {
    case CallEndReason::Busy:
        return CallResult::Busy;
    case CallEndReason::Declined:
    case CallEndReason::HungUp:
        return CallResult::Declined;
    default:
        return CallResult::Failed;
    }
}

class Writer {
public:
    void number(std::int64_t value) {
        for (unsigned shift = 64; shift != 0; shift -= 8)
            bytes.push_back(
                static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (shift - 8)));
    }
    void raw(ByteView part) { bytes.insert(bytes.end(), part.begin(), part.end()); }
    Bytes bytes{kVersion};
};

/// Records have one length: the caller has checked that everything is there.
class Reader {
public:
    explicit Reader(ByteView bytes)
        : m_bytes(bytes) {}
    [[nodiscard]] std::int64_t number() {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(8))
            value = (value << 8U) | byte;
        return static_cast<std::int64_t>(value);
    }
    template <typename AnyId>
    [[nodiscard]] AnyId id() {
        return AnyId::parse(take(AnyId::kSize)).value();
    }

private:
    ByteView take(std::size_t count) {
        const ByteView taken = m_bytes.first(count);
        m_bytes = m_bytes.subspan(count);
        return taken;
    }
    ByteView m_bytes;
};

constexpr std::size_t kRecord =
    CallId::kSize + 8 + UserId::kSize + DeviceId::kSize + DtlsFingerprint::kSize + 8 + 8 + 8;
constexpr std::int64_t kNotAnswered = -1;

} // namespace

Bytes CallLine::encode() const {
    Writer writer;
    writer.bytes.push_back(static_cast<std::uint8_t>(result));
    writer.number(talked.count());
    return writer.bytes;
}

Result<CallLineDetail> parseCallLine(ByteView detail) {
    const Error malformed(ErrorCode::Malformed, {"call-line"});
    if (detail.empty())
        return malformed;
    if (detail[0] != kVersion)
        return Error(ErrorCode::VersionUnknown, {"call-line"});
    if (detail.size() != 10 || detail[1] < static_cast<std::uint8_t>(CallResult::Talked) ||
        detail[1] > static_cast<std::uint8_t>(CallResult::Failed))
        return malformed;
    CallLineDetail line;
    line.result = CallResult(detail[1]);
    line.talked = std::chrono::seconds(Reader(detail.subspan(2)).number());
    return line;
}

std::optional<CallLine> CallLedger::offer(const PendingCall& call) {
    if (find(call.call) != nullptr)
        return std::nullopt;
    std::optional<CallLine> ended;
    const auto earlier = std::ranges::find_if(m_pending, [&](const PendingCall& other) {
        return other.conversation == call.conversation && other.caller == call.caller;
    });
    if (earlier != m_pending.end()) {
        ended = lineOf(*earlier, earlier->answeredAt ? CallResult::Talked : CallResult::Unanswered);
        m_pending.erase(earlier);
    }
    if (m_pending.size() < kGreatest)
        m_pending.push_back(call);
    return ended;
}

std::optional<PendingCall> CallLedger::answer(const CallId& call, ConversationId conversation,
                                              const UserId& by, Milliseconds at) {
    for (PendingCall& pending : m_pending) {
        if (pending.call != call || pending.conversation != conversation)
            continue;
        if (pending.answeredAt || pending.caller == by || at > deadlineOf(pending))
            return std::nullopt;
        pending.answeredAt = at;
        return pending;
    }
    return std::nullopt;
}

std::optional<CallLine> CallLedger::end(const CallId& call, ConversationId conversation,
                                        const UserId& by, CallEndReason reason, Milliseconds at) {
    const auto pending = std::ranges::find_if(m_pending, [&](const PendingCall& other) {
        return other.call == call && other.conversation == conversation;
    });
    if (pending == m_pending.end())
        return std::nullopt;
    const PendingCall ended = *pending;
    m_pending.erase(pending);
    const bool byCaller = ended.caller == by;
    if (ended.answeredAt) {
        CallLine line = lineOf(ended, CallResult::Talked);
        // Who lost the other, or began anew, does not know how long they talked.
        if (reason != CallEndReason::Lost)
            line.talked = std::chrono::duration_cast<std::chrono::seconds>(
                std::max(at - *ended.answeredAt, Milliseconds(0)));
        return line;
    }
    if (byCaller && reason == CallEndReason::Withdrawn)
        return std::nullopt;
    if (at > deadlineOf(ended))
        return lineOf(ended, CallResult::Unanswered);
    return lineOf(ended, resultOf(reason, byCaller));
}

std::vector<CallLine> CallLedger::expire(Milliseconds now) {
    std::vector<CallLine> lines;
    std::erase_if(m_pending, [&](const PendingCall& call) {
        const bool over = !call.answeredAt && now > deadlineOf(call);
        if (over)
            lines.push_back(lineOf(call, CallResult::Unanswered));
        return over;
    });
    return lines;
}

const PendingCall* CallLedger::find(const CallId& call) const {
    const auto found = std::ranges::find(m_pending, call, &PendingCall::call);
    return found == m_pending.end() ? nullptr : &*found;
}

std::optional<Milliseconds> CallLedger::nextExpiry() const {
    std::optional<Milliseconds> next;
    for (const PendingCall& call : m_pending)
        if (!call.answeredAt)
            next = std::min(next.value_or(deadlineOf(call)), deadlineOf(call));
    return next;
}

Bytes CallLedger::encode() const {
    Writer writer;
    for (const PendingCall& call : m_pending) {
        writer.raw(call.call.view());
        writer.number(call.conversation.value);
        writer.raw(call.caller.view());
        writer.raw(call.callerDevice.view());
        writer.raw(call.callerFingerprint.view());
        writer.number(call.offeredAt.count());
        writer.number(call.ringFor.count());
        writer.number(call.answeredAt ? call.answeredAt->count() : kNotAnswered);
    }
    return writer.bytes;
}

Result<CallLedger> CallLedger::parse(ByteView stored) {
    if (stored.empty() || stored[0] != kVersion || (stored.size() - 1) % kRecord != 0 ||
        (stored.size() - 1) / kRecord > kGreatest)
        return Error(ErrorCode::Malformed, {"calls"});
    CallLedger ledger;
    for (std::size_t at = 1; at < stored.size(); at += kRecord) {
        Reader reader(stored.subspan(at, kRecord));
        PendingCall call;
        call.call = reader.id<CallId>();
        call.conversation = ConversationId(reader.number());
        call.caller = reader.id<UserId>();
        call.callerDevice = reader.id<DeviceId>();
        call.callerFingerprint = reader.id<DtlsFingerprint>();
        call.offeredAt = Milliseconds(reader.number());
        call.ringFor = Milliseconds(reader.number());
        if (const auto answered = reader.number(); answered != kNotAnswered)
            call.answeredAt = Milliseconds(answered);
        ledger.m_pending.push_back(call);
    }
    return ledger;
}

} // namespace kontor
