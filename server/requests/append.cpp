// Append, in the order of docs/protocol.md ("Append: checked in this order"). The order matters: an
// honest client whose answer was lost repeats itself after the group has moved on, and must be told
// OK, not STALE; and whoever is no member must not learn more than that.

#include "protocol/frame_codec.h"
#include "server/requests/answers.h"
#include "server/requests/append_steps.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

namespace kontor::server {

namespace {

using Kind = mls::MessageHeader::Kind;

constexpr Rate kHandshakes{limits::kHandshakeBurst, limits::kHandshakeEvery};
constexpr Rate kCreations{limits::kCreationBurst, limits::kCreationEvery};
constexpr Rate kMessages{limits::kMessageBurst, limits::kMessageEvery};

wire::Answer alreadyAppended(const KnownAppend& known, const PayloadHash& hash) {
    if (known.hash == hash)
        return appended(known.seq);
    wire::Answer answer = answerOf(wire::KEY_REUSED);
    answer.mutable_args()->set_seq(known.seq.value);
    return answer;
}

/// Delivery rule 2: the epoch orders.
std::optional<wire::Answer> refuseEpoch(const LiveGroup& group, const mls::MessageHeader& header) {
    const Epoch current = group.record.epoch;
    if (header.epoch == current)
        return std::nullopt;
    if (header.epoch > current) {
        wire::Answer answer = answerOf(wire::INVALID);
        answer.mutable_args()->set_rule("epoch-from-the-future");
        return answer;
    }
    if (header.kind == Kind::Application && header.epoch.next() == current &&
        !group.record.rosterChanged)
        return std::nullopt;
    return stale(group);
}

wire::Answer appendNew(const Appender& appender, LiveGroup* group) {
    auto& [context, session, append] = appender;
    const Milliseconds now = context.clock.steady();
    if (append.creation != nullptr) {
        if (group != nullptr) {
            wire::Answer answer = answerOf(wire::EXISTS);
            answer.mutable_args()->set_group(fieldOf(append.group.view()));
            return answer;
        }
        const RateLimits::Key key{RateLimits::Purpose::Creation, session.device.value};
        if (const auto wait = context.rates.refuse(key, kCreations, now))
            return retryLater(*wait);
        return createGroup(appender);
    }
    if (group == nullptr || group->record.closed || group->member(session.device) == nullptr)
        return answerOf(wire::NOT_MEMBER);
    if (append.header.kind != Kind::Application) {
        const RateLimits::Key key{RateLimits::Purpose::Handshake, session.device.value,
                                  group->record.row.value};
        if (const auto wait = context.rates.refuse(key, kHandshakes, now))
            return retryLater(*wait);
    } else {
        const RateLimits::Key key{RateLimits::Purpose::Message, session.device.value};
        if (const auto wait = context.rates.refuse(key, kMessages, now))
            return retryLater(*wait);
    }
    if (auto refused = refuseEpoch(*group, append.header))
        return *std::move(refused);
    if (append.header.kind != Kind::Application)
        return appendHandshake(appender, *group);
    appendEntry(appender, *group);
    return appended(group->record.head);
}

} // namespace

wire::Answer append(Context& context, Session& session, const wire::Append& request) {
    auto checked = checkForm(request);
    if (auto* refused = std::get_if<wire::Answer>(&checked))
        return std::move(*refused);
    const auto& append = std::get<SoundAppend>(checked);
    if (append.incarnation != context.store.incarnation()) {
        wire::Answer answer = answerOf(wire::INCARNATION);
        answer.mutable_args()->set_incarnation(fieldOf(context.store.incarnation().view()));
        return answer;
    }
    LiveGroup* group = context.groups.find(append.group);
    if (group != nullptr) {
        const auto known = context.store.log().known(group->record.row, session.device, append.key);
        if (known)
            return alreadyAppended(*known, append.hash);
    }
    return appendNew({context, session, append}, group);
}

wire::Answer appended(Seq seq) {
    wire::Answer answer = done();
    answer.mutable_appended()->set_seq(seq.value);
    return answer;
}

wire::Answer stale(const LiveGroup& group) {
    wire::Answer answer = answerOf(wire::STALE);
    answer.mutable_args()->set_epoch(group.record.epoch.value);
    answer.mutable_args()->set_head_seq(group.record.head.value);
    return answer;
}

void appendEntry(const Appender& appender, LiveGroup& group) {
    auto& [context, session, append] = appender;
    appendEntry(context, group,
                {.sender = session.device,
                 .key = append.key,
                 .hash = append.hash,
                 .kind = append.header.kind == Kind::Application ? EntryKind::Application
                                                                 : EntryKind::Handshake,
                 .payload = append.payload});
}

void appendEntry(Context& context, LiveGroup& group, const FreshEntry& entry) {
    const Seconds now = context.now();
    const Seq seq = group.record.head.next();
    context.store.log().append({.group = group.record.row,
                                .seq = seq,
                                .sender = entry.sender,
                                .key = entry.key,
                                .hash = entry.hash,
                                .kind = entry.kind,
                                .payload = entry.payload,
                                .at = now});
    group.record.head = seq;
    ++context.appends;

    wire::Frame frame;
    auto& push = *frame.mutable_entry_push();
    push.set_group(fieldOf(group.record.id.view()));
    push.set_epoch(group.record.epoch.value);
    push.mutable_entry()->set_seq(seq.value);
    push.mutable_entry()->set_payload(fieldOf(entry.payload));
    push.mutable_entry()->set_received_at(static_cast<std::uint64_t>(now.count()));
    const auto encoded = protocol::encodeFrame(frame);
    for (const auto& span : group.spans) {
        // Whom this very commit adds begins with its inbox.
        const bool added = span.start == seq && span.device != entry.sender;
        if (added || (span.last && *span.last < seq))
            continue;
        Session* reader = context.sessions.of(span.device);
        if (reader != nullptr && encoded.ok())
            context.sessions.sendEncoded(*reader, encoded.value());
    }
}

} // namespace kontor::server
