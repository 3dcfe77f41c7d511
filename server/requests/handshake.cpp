// Commits and proposals: judged by the code that members judge with, and what only a server can see
// besides: that certificates are the registered ones, and that each added device gets its Welcome.

#include "base/limits.h"
#include "base/log.h"
#include "server/directory/directory_store.h"
#include "server/requests/answers.h"
#include "server/requests/append_steps.h"
#include "server/requests/removals.h"
#include "server/server_limits.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kontor::server {

namespace {

using Targets = std::set<std::pair<Bytes, Bytes>>;

/// Each Add has one Welcome part, each part an Add.
bool welcomesFit(const wire::CommitParts& parts, const std::vector<mls::Addition>& additions) {
    Targets added;
    for (const auto& addition : additions)
        added.emplace(addition.member.certificate.device.toBytes(), addition.keyPackageRef);
    Targets welcomed;
    for (const auto& part : parts.welcome())
        welcomed.emplace(toBytes(viewOf(part.device_id())),
                         toBytes(viewOf(part.key_package_ref())));
    return added == welcomed && static_cast<std::size_t>(parts.welcome_size()) == added.size();
}

std::optional<DeviceRow> rowOf(Context& context, const DeviceId& id) {
    const auto device = context.store.directory().deviceById(id);
    return device ? std::optional(device->row) : std::nullopt;
}

/// Is there room for the group in each added device's list and inbox?
std::optional<wire::Answer> refuseFullDevices(Context& context,
                                              const std::vector<mls::Addition>& additions) {
    for (const auto& addition : additions) {
        const auto device = rowOf(context, addition.member.certificate.device);
        if (!device)
            continue;
        if (context.store.log().countGroupsOf(*device) >= limits::kGroupsOfDevice)
            return badRequest("groups-of-device");
        if (context.store.inbox().count(*device) >= limits::kInboxRows)
            return retryLater(limits::kRetryAfter);
    }
    return std::nullopt;
}

void pushWelcome(Context& context, DeviceRow device, std::uint64_t seq) {
    Session* session = context.sessions.of(device);
    if (session == nullptr)
        return;
    for (const auto& entry : context.store.inbox().entries(device, seq - 1, 1)) {
        wire::Frame frame;
        auto& row = *frame.mutable_inbox_push()->mutable_row();
        row.set_seq(entry.seq);
        row.set_group(fieldOf(entry.group.view()));
        row.set_start_seq(entry.start.value);
        row.set_encrypted_group_info(fieldOf(entry.encryptedGroupInfo));
        row.set_encrypted_group_secrets(fieldOf(entry.encryptedGroupSecrets));
        row.set_key_package_ref(fieldOf(entry.keyPackageRef));
        context.sessions.send(*session, frame);
    }
}

void welcome(const Appender& appender, LiveGroup& group, Seq seq, const mls::PublicGroup& state) {
    auto& [context, session, append] = appender;
    const auto& parts = *append.commit;
    if (parts.welcome().empty())
        return;
    auto& inbox = context.store.inbox();
    inbox.addTree(group.record.row, seq, state.ratchetTree(), viewOf(parts.encrypted_group_info()));
    for (const auto& part : parts.welcome()) {
        const auto id = idIn<DeviceId>(part.device_id());
        const auto device = id ? rowOf(context, *id) : std::nullopt;
        if (!device)
            continue;
        const auto row =
            inbox.add(group.record.row, seq,
                      {.device = *device,
                       .keyPackageRef = viewOf(part.key_package_ref()),
                       .encryptedGroupSecrets = viewOf(part.encrypted_group_secrets())});
        pushWelcome(context, *device, row);
    }
}

/// Readers are the leaves (delivery rule 9).
void moveReaders(Context& context, LiveGroup& group, Seq seq, const mls::PublicGroup& state,
                 const std::vector<mls::Removal>& removals,
                 const std::vector<mls::Addition>& additions) {
    for (const auto& removal : removals) {
        if (const auto device = rowOf(context, removal.member.certificate.device))
            context.groups.endReader(group, *device, seq, context.now());
    }
    for (const auto& addition : additions) {
        const auto device = rowOf(context, addition.member.certificate.device);
        const auto member = state.memberOf(addition.member.certificate.device);
        if (device && member)
            context.groups.addReader(group, {.device = *device,
                                             .leaf = member->leaf,
                                             .start = seq,
                                             .last = std::nullopt,
                                             .cursor = Seq(seq.value - 1)});
    }
}

/// An external commit: the device reads on, from another leaf perhaps.
void moveRejoined(Context& context, LiveGroup& group, const mls::JudgedHandshake& judged) {
    if (!judged.replaced())
        return;
    if (const auto device = rowOf(context, judged.pathLeaf()->certificate.device))
        context.groups.moveReader(group, *device, judged.pathLeaf()->leaf);
}

wire::Answer appendProposal(const Appender& appender, LiveGroup& group, mls::PublicGroup& state) {
    auto& [context, session, append] = appender;
    auto judged = state.judge(append.payload);
    if (!judged.ok())
        return refusedByJudge(judged.error(), &group);
    const mls::LeafIndex leaf = *append.header.sender;
    if (judged.value().repeatsPending()) {
        const auto first = context.store.log().pendingRemoval(group.record.row, leaf);
        return appended(first.value_or(group.record.head));
    }
    const GroupRow row = group.record.row;
    const auto applied = context.store.attempt([&]() -> Result<void> {
        const auto rows = context.store.log().state(row);
        auto advanced = state.advance(std::move(judged).value(), *rows);
        if (!advanced.ok())
            return advanced;
        context.store.log().addPendingRemoval(row, leaf, group.record.head.next());
        appendEntry(appender, group);
        return {};
    });
    if (!applied.ok()) {
        context.groups.forget(row);
        return refusedByJudge(applied.error(), nullptr);
    }
    const Seq seq = group.record.head;
    if (everyLeafLeaves(state))
        closeGroup(context, group);
    return appended(seq);
}

wire::Answer appendCommit(const Appender& appender, LiveGroup& group, mls::PublicGroup& state) {
    auto& [context, session, append] = appender;
    auto judged = state.judge(append.payload, viewOf(append.commit->group_info()));
    if (!judged.ok())
        return refusedByJudge(judged.error(), &group);
    if (auto refused = refuseCommit(appender, judged.value(), state.members().size()))
        return *std::move(refused);
    const GroupRow row = group.record.row;
    const Seq seq = group.record.head.next();
    const auto applied = context.store.attempt(
        [&] { return applyCommit(appender, group, std::move(judged).value()); });
    if (!applied.ok()) {
        context.groups.forget(row);
        return refusedByJudge(applied.error(), nullptr);
    }
    return appended(seq);
}

} // namespace

bool everyLeafLeaves(const mls::PublicGroup& state) {
    return state.pending().size() >= state.members().size();
}

void closeGroup(Context& context, LiveGroup& group) {
    for (auto& span : group.spans) {
        if (!span.last)
            context.groups.endReader(group, span.device, group.record.head, context.now());
    }
    context.store.log().closeGroup(group.record.row);
    group.record.closed = true;
    group.state.reset();
}

wire::Answer appendHandshake(const Appender& appender, LiveGroup& group) {
    auto& [context, session, append] = appender;
    if (append.header.sender && group.member(session.device)->leaf != *append.header.sender)
        return badRequest("sender-leaf");
    const auto state = context.groups.state(group);
    if (!state.ok()) {
        log::error(log::Category::Server, "a group's public state does not load");
        return retryLater(limits::kRetryAfter);
    }
    if (append.header.kind == mls::MessageHeader::Kind::Proposal)
        return appendProposal(appender, group, *state.value());
    return appendCommit(appender, group, *state.value());
}

wire::Answer refusedByJudge(const Error& error, const LiveGroup* group) {
    switch (error.code) {
    case ErrorCode::Stale:
    case ErrorCode::EpochTooOld:
        if (group != nullptr)
            return stale(*group);
        break;
    case ErrorCode::Malformed:
    case ErrorCode::VersionUnknown:
        return badRequest("handshake");
    case ErrorCode::Storage:
        return retryLater(limits::kRetryAfter);
    default:
        break;
    }
    wire::Answer answer = answerOf(wire::INVALID);
    answer.mutable_args()->set_rule(error.args.empty() ? std::string(nameOf(error.code))
                                                       : error.args.front());
    return answer;
}

std::optional<wire::Answer> refuseCertificate(Context& context,
                                              const identity::DeviceCertificate& certificate) {
    const auto device = context.store.directory().deviceById(certificate.device);
    if (!device || device->certificate != certificate.encode())
        return badRequest("certificate-not-registered");
    if (device->revoked)
        return badRequest("device-revoked");
    const auto user = context.store.directory().userByRow(device->user);
    if (!user || user->disabled)
        return badRequest("user-disabled");
    return std::nullopt;
}

std::optional<wire::Answer> refuseCommit(const Appender& appender,
                                         const mls::JudgedHandshake& judged,
                                         std::size_t membersBefore) {
    auto& [context, session, append] = appender;
    if (judged.pathLeaf()) {
        if (judged.pathLeaf()->certificate.device != session.deviceId)
            return badRequest("sender-leaf");
        if (auto refused = refuseCertificate(context, judged.pathLeaf()->certificate))
            return refused;
    }
    for (const auto& addition : judged.additions()) {
        if (auto refused = refuseCertificate(context, addition.member.certificate))
            return refused;
    }
    if (!welcomesFit(*append.commit, judged.additions()))
        return badRequest("welcome-targets");
    const std::size_t after = membersBefore + judged.additions().size() - judged.removals().size();
    if (after > kontor::limits::kGroupMembers)
        return badRequest("group-size");
    return refuseFullDevices(context, judged.additions());
}

Result<void> applyCommit(const Appender& appender, LiveGroup& group, mls::JudgedHandshake judged) {
    auto& [context, session, append] = appender;
    auto& log = context.store.log();
    const GroupRow row = group.record.row;
    const Seq seq = group.record.head.next();
    const auto removals = judged.removals();
    const auto additions = judged.additions();

    moveRejoined(context, group, judged);
    const auto rows = log.state(row);
    auto advanced = group.state->advance(std::move(judged), *rows);
    if (!advanced.ok())
        return advanced;
    log.clearPendingRemovals(row);
    log.setGroupInfo(row, viewOf(append.commit->group_info()));
    group.record.epoch = group.state->epoch();
    group.record.rosterChanged = group.state->lastCommitChangedRoster();
    log.setEpoch(group.record);
    moveReaders(context, group, seq, *group.state, removals, additions);
    appendEntry(appender, group);
    welcome(appender, group, seq, *group.state);
    proposeRemovals(context, group);
    return {};
}

} // namespace kontor::server
