// Creating a group (delivery rule 11): epoch 0 as the creator made it, and the first commit, in one
// append. A direct conversation is found again by a tag that the server makes of its two users, so
// that two who start it at once end in one.

#include "crypto/hash.h"
#include "server/directory/directory_store.h"
#include "server/requests/answers.h"
#include "server/requests/append_steps.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace kontor::server {

namespace {

Digest directTag(const UserId& one, const UserId& other) {
    constexpr std::string_view kLabel = "Kontor 1.0 direct";
    const auto [lower, higher] = std::minmax(one, other);
    return sha256({viewOf(kLabel), lower.view(), higher.view()});
}

/// What the creation says about its peer must fit its kind. Sets `peer` for a direct conversation.
std::optional<wire::Answer> refusePeer(const Appender& appender, rules::GroupKind kind,
                                       std::optional<UserId>& peer) {
    const auto& creation = *appender.append.creation;
    if (kind != rules::GroupKind::Direct) {
        if (!creation.direct_peer().empty() || !creation.replaces().empty())
            return badRequest("direct-peer");
        return std::nullopt;
    }
    peer = idIn<UserId>(creation.direct_peer());
    if (!peer || *peer == appender.session.userId)
        return badRequest("direct-peer");
    const auto user = appender.context.store.directory().userById(*peer);
    if (!user || user->disabled)
        return badRequest("user-disabled");
    return std::nullopt;
}

/// Epoch 0 holds its creator and nobody else, and obeys this server's removal key.
std::optional<wire::Answer> refuseEpochZero(const Appender& appender,
                                            const mls::PublicGroup& state) {
    auto& [context, session, append] = appender;
    if (state.groupId() != append.group || state.epoch() != Epoch(0) ||
        append.header.epoch != Epoch(0))
        return badRequest("creation");
    const auto members = state.members();
    if (members.size() != 1 || members.front().certificate.device != session.deviceId ||
        members.front().leaf != *append.header.sender)
        return badRequest("creator");
    if (auto refused = refuseCertificate(context, members.front().certificate))
        return refused;
    if (!std::ranges::equal(state.removalKey(), context.identity.removalKey.view()))
        return badRequest("removal-key");
    return std::nullopt;
}

/// Direct: the two and nobody else. Self: only the user. These sets are fixed by creation; later
/// commits cannot leave them (crypto/rules).
bool usersFit(const Appender& appender, rules::GroupKind kind, const std::optional<UserId>& peer,
              const mls::JudgedHandshake& judged) {
    if (kind == rules::GroupKind::Group)
        return true;
    std::set<UserId> users{appender.session.userId};
    for (const auto& addition : judged.additions())
        users.insert(addition.member.certificate.user);
    std::set<UserId> expected{appender.session.userId};
    if (peer)
        expected.insert(*peer);
    return users == expected;
}

/// One of the two has no leaf that stays: they cannot talk in it any more.
bool isBroken(Context& context, LiveGroup& group, const UserId& one, const UserId& other) {
    if (group.record.closed)
        return true;
    const auto state = context.groups.state(group);
    if (!state.ok())
        return false;
    std::set<UserId> staying;
    for (const auto& member : state.value()->members()) {
        const bool leaves = std::ranges::any_of(state.value()->pending(), [&](const auto& pending) {
            return pending.target == member.leaf;
        });
        if (!leaves)
            staying.insert(member.certificate.user);
    }
    return !staying.contains(one) || !staying.contains(other);
}

std::optional<wire::Answer> refuseTakenTag(const Appender& appender, const UserId& peer) {
    auto& [context, session, append] = appender;
    const auto row = context.store.log().groupOfTag(directTag(session.userId, peer));
    LiveGroup* there = row ? context.groups.find(*row) : nullptr;
    if (there == nullptr)
        return std::nullopt;
    const auto replaced = idIn<GroupId>(append.creation->replaces());
    if (replaced && *replaced == there->record.id &&
        isBroken(context, *there, session.userId, peer))
        return std::nullopt;
    wire::Answer answer = answerOf(wire::EXISTS);
    answer.mutable_args()->set_group(fieldOf(there->record.id.view()));
    return answer;
}

/// Inside Store::attempt.
Result<void> store(const Appender& appender, mls::PublicGroup state, mls::JudgedHandshake judged,
                   const std::optional<UserId>& peer) {
    auto& [context, session, append] = appender;
    auto& log = context.store.log();
    GroupRecord record;
    record.id = append.group;
    record.kind = state.rules().kind;
    record.row = log.addGroup(record, context.now());
    if (auto saved = state.save(*log.state(record.row)); !saved.ok())
        return saved;
    LiveGroup* group = context.groups.find(append.group);
    if (group == nullptr)
        return ErrorCode::Storage;
    group->state = std::make_unique<mls::PublicGroup>(std::move(state));
    if (peer)
        log.setTag(record.row, directTag(session.userId, *peer));
    context.groups.addReader(*group, {.device = session.device,
                                      .leaf = *append.header.sender,
                                      .start = Seq(1),
                                      .last = std::nullopt,
                                      .cursor = Seq(0)});
    return applyCommit(appender, *group, std::move(judged));
}

} // namespace

wire::Answer createGroup(const Appender& appender) {
    auto& [context, session, append] = appender;
    auto made = mls::PublicGroup::fromGroupInfo(viewOf(append.creation->group_info()),
                                                viewOf(append.creation->tree()));
    if (!made.ok())
        return refusedByJudge(made.error(), nullptr);
    mls::PublicGroup& state = made.value();
    if (auto refused = refuseEpochZero(appender, state))
        return *std::move(refused);
    const rules::GroupKind kind = state.rules().kind;
    std::optional<UserId> peer;
    if (auto refused = refusePeer(appender, kind, peer))
        return *std::move(refused);
    if (peer) {
        if (auto taken = refuseTakenTag(appender, *peer))
            return *std::move(taken);
    }
    auto judged = state.judge(append.payload, viewOf(append.commit->group_info()));
    if (!judged.ok())
        return refusedByJudge(judged.error(), nullptr);
    if (auto refused = refuseCommit(appender, judged.value(), 1))
        return *std::move(refused);
    if (!usersFit(appender, kind, peer, judged.value()))
        return badRequest("users-of-kind");

    const auto stored = context.store.attempt(
        [&] { return store(appender, std::move(made).value(), std::move(judged).value(), peer); });
    if (!stored.ok()) {
        if (const LiveGroup* rolledBack = context.groups.find(append.group))
            context.groups.forget(rolledBack->record.row);
        return refusedByJudge(stored.error(), nullptr);
    }
    return appended(Seq(1));
}

} // namespace kontor::server
