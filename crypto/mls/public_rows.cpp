#include "crypto/mls/public_rows.h"

#include "crypto/mls/judge.h"

#include <algorithm>

namespace kontor::mls {

namespace {

constexpr std::uint16_t kRowVersion = 1;

Result<void> putContext(const GroupContext& context, ByteView interim, ByteView tag,
                        std::uint8_t changedRoster, GroupStore& store) {
    tls::Writer w(512);
    w.u16(kRowVersion);
    w.value(context);
    w.opaque(interim);
    w.opaque(tag);
    w.u8(changedRoster);
    return store.put(StatePart::Context, 0, w.view());
}

struct ContextRow {
    GroupContext context;
    Bytes interim_transcript_hash;
    Bytes confirmation_tag;
    std::uint8_t lastCommitChangedRoster = 0;

    static ContextRow parse(tls::Reader& r) {
        return {r.value<GroupContext>(), r.opaque(), r.opaque(), r.u8()};
    }
};

Error damaged(const char* row) {
    return Error(ErrorCode::Malformed, {row});
}

Result<ContextRow> loadContext(const GroupStoreReader& store) {
    const auto row = store.get(StatePart::Context, 0);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return damaged("group context row");
    tls::Reader r(row.value()->view());
    const auto version = r.u16();
    if (r.ok() && version > kRowVersion)
        return Error(ErrorCode::VersionUnknown, {"group row"});
    return tls::decode<ContextRow>(r.rest(), "group context row");
}

Result<RatchetTree> loadTree(const GroupStoreReader& store) {
    std::map<NodeIndex, NodePointer> nodes;
    const auto visited = store.visit(
        StatePart::Node, [&](std::uint64_t index, const SecretBytes& value) -> Result<void> {
            auto node = tls::decode<Node>(value.view(), "tree node row");
            if (!node.ok() || index > std::numeric_limits<std::uint32_t>::max())
                return damaged("tree node row");
            nodes.emplace(static_cast<std::uint32_t>(index),
                          std::make_unique<const Node>(std::move(node).value()));
            return {};
        });
    if (!visited.ok())
        return visited.error();
    return RatchetTree::fromNodes(std::move(nodes));
}

Result<std::vector<PendingProposal>> loadPending(const GroupStoreReader& store) {
    std::vector<PendingProposal> pending;
    const auto visited =
        store.visit(StatePart::Proposal,
                    [&](std::uint64_t /*index*/, const SecretBytes& value) -> Result<void> {
                        const auto message = PublicMessage::fromMessage(value.view());
                        if (!message.ok())
                            return damaged("proposal row");
                        auto proposal = pendingFrom(message.value());
                        if (!proposal.ok())
                            return damaged("proposal row");
                        pending.push_back(std::move(proposal).value());
                        return {};
                    });
    if (!visited.ok())
        return visited.error();
    return pending;
}

} // namespace

Result<PublicState> loadPublicState(const GroupStoreReader& store) {
    auto row = loadContext(store);
    if (!row.ok())
        return row.error();
    ContextRow& loaded = row.value();
    auto tree = loadTree(store);
    if (!tree.ok())
        return tree.error();
    if (!std::ranges::equal(loaded.context.tree_hash, tree.value().rootHash()))
        return damaged("tree rows");
    auto kontor = KontorExtensions::parse(loaded.context.extensions);
    if (!kontor.ok())
        return kontor.error();
    auto roster = Roster::of(tree.value(), Roster::Genuine::Known);
    if (!roster.ok())
        return roster.error();
    auto pending = loadPending(store);
    if (!pending.ok())
        return pending.error();
    SendingContext sending(loaded.context);
    return PublicState{.context = std::move(loaded.context),
                       .sendingContext = std::move(sending),
                       .tree = std::move(tree).value(),
                       .interim_transcript_hash = std::move(loaded.interim_transcript_hash),
                       .confirmation_tag = std::move(loaded.confirmation_tag),
                       .kontor = std::move(kontor).value(),
                       .roster = std::move(roster).value(),
                       .pending = std::move(pending).value(),
                       .lastCommitChangedRoster = loaded.lastCommitChangedRoster != 0};
}

Result<void> savePublicState(const PublicState& state, GroupStore& store) {
    if (auto written = writeContext(state, store); !written.ok())
        return written;
    for (std::uint32_t i = 0; i < nodeCount(state.tree.leafCount()); ++i) {
        const Node* node = state.tree.node(NodeIndex(i));
        if (node == nullptr)
            continue;
        if (auto put = store.put(StatePart::Node, i, tls::encode(*node)); !put.ok())
            return put;
    }
    for (std::size_t i = 0; i < state.pending.size(); ++i)
        if (auto put = writePending(state.pending[i], i, store); !put.ok())
            return put;
    return {};
}

Result<void> writeTreeChanges(const RatchetTree& tree, const TreeChanges& changes,
                              GroupStore& store) {
    const std::uint32_t nodes = nodeCount(changes.leaves);
    for (const auto& [index, node] : changes.nodes) {
        if (index.value >= nodes)
            continue;
        if (node != nullptr) {
            auto put = store.put(StatePart::Node, index.value, tls::encode(*node));
            if (!put.ok())
                return put;
        } else if (tree.node(index) != nullptr) {
            if (auto gone = store.erase(StatePart::Node, index.value); !gone.ok())
                return gone;
        }
    }
    for (std::uint32_t i = nodes; i < nodeCount(tree.leafCount()); ++i)
        if (tree.node(NodeIndex(i)) != nullptr)
            if (auto gone = store.erase(StatePart::Node, i); !gone.ok())
                return gone;
    return {};
}

Result<void> writeContext(const PublicState& state, GroupStore& store) {
    return putContext(state.context, state.interim_transcript_hash, state.confirmation_tag,
                      state.lastCommitChangedRoster ? 1 : 0, store);
}

Result<void> advanceByCommit(PublicState& state, JudgedState& judged, GroupStore& store) {
    CommitChanges& changes = *judged.commit;
    const bool changedRoster = !changes.added.empty() || !changes.removed.empty();
    if (auto nodes = writeTreeChanges(state.tree, changes.tree, store); !nodes.ok())
        return nodes;
    auto context = putContext(changes.context, changes.interim_transcript_hash,
                              changes.confirmation_tag, changedRoster ? 1 : 0, store);
    if (!context.ok())
        return context;
    if (!state.pending.empty())
        if (auto gone = store.eraseAll(StatePart::Proposal); !gone.ok())
            return gone;

    state.context = std::move(changes.context);
    state.sendingContext = SendingContext(state.context);
    state.tree.merge(std::move(changes.tree));
    state.interim_transcript_hash = std::move(changes.interim_transcript_hash);
    state.confirmation_tag = std::move(changes.confirmation_tag);
    if (changes.kontor)
        state.kontor = std::move(*changes.kontor);
    std::vector<Member> added;
    for (const Addition& addition : judged.additions)
        added.push_back(addition.member);
    state.roster.change(added, changes.removed, *judged.pathLeaf);
    state.pending.clear();
    state.lastCommitChangedRoster = changedRoster;
    return {};
}

Result<void> writePending(const PendingProposal& proposal, std::size_t index, GroupStore& store) {
    return store.put(StatePart::Proposal, index, proposal.message);
}

} // namespace kontor::mls
