#include "server/requests/removals.h"

#include "base/log.h"
#include "server/directory/directory_store.h"
#include "server/requests/append_steps.h"

#include <algorithm>
#include <vector>

namespace kontor::server {

namespace {

bool isCutOff(Context& context, DeviceRow row) {
    auto& directory = context.store.directory();
    const auto device = directory.deviceByRow(row);
    if (!device || device->revoked)
        return true;
    const auto user = directory.userByRow(device->user);
    return !user || user->disabled;
}

bool pends(const mls::PublicGroup& state, mls::LeafIndex leaf) {
    return std::ranges::count(state.pending(), leaf, &mls::PendingProposal::target) != 0;
}

Result<void> propose(Context& context, LiveGroup& group, mls::PublicGroup& state,
                     mls::LeafIndex leaf) {
    const auto proposal = state.proposeRemoval(leaf, context.removalKey);
    if (!proposal.ok())
        return proposal.error();
    auto judged = state.judge(proposal.value());
    if (!judged.ok())
        return judged.error();
    auto& log = context.store.log();
    const auto rows = log.state(group.record.row);
    if (auto advanced = state.advance(std::move(judged).value(), *rows); !advanced.ok())
        return advanced;
    log.addPendingRemoval(group.record.row, leaf, group.record.head.next());
    appendEntry(context, group,
                {.sender = DeviceRow(0),
                 .key = context.random.id<IdempotencyKey>(),
                 .hash = PayloadHash(sha256(proposal.value())),
                 .kind = EntryKind::Handshake,
                 .payload = proposal.value()});
    return {};
}

} // namespace

void proposeRemovals(Context& context, LiveGroup& group) {
    std::vector<mls::LeafIndex> leaves;
    for (const ReaderSpan& span : group.spans)
        if (!span.last && isCutOff(context, span.device))
            leaves.push_back(span.leaf);
    if (leaves.empty() || group.record.closed)
        return;
    const auto state = context.groups.state(group);
    if (!state.ok()) {
        log::error(log::Category::Server, "a group's public state does not load");
        return;
    }
    for (const mls::LeafIndex leaf : leaves) {
        if (pends(*state.value(), leaf))
            continue;
        if (const auto proposed = propose(context, group, *state.value(), leaf); !proposed.ok())
            log::error(log::Category::Server, "a device that is cut off stays in a group",
                       {{"code", static_cast<int>(proposed.error().code)}});
    }
    if (everyLeafLeaves(*state.value()))
        closeGroup(context, group);
}

void proposeRemovalsOf(Context& context, DeviceRow device) {
    for (const GroupOfDevice& of : context.store.log().groupsOf(device)) {
        if (of.span.last)
            continue;
        if (LiveGroup* const group = context.groups.find(of.group))
            proposeRemovals(context, *group);
    }
}

} // namespace kontor::server
