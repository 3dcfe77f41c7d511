#include "crypto/mls/group_state.h"
#include "crypto/mls/public_rows.h"

#include <algorithm>

namespace kontor::mls {

namespace {

constexpr std::uint16_t kRowVersion = 1;

Error damaged(const char* row) {
    return Error(ErrorCode::Malformed, {row});
}

void write(tls::Writer& w, const HashSecret& secret) {
    w.raw(secret.view());
}

HashSecret readSecret(tls::Reader& r) {
    HashSecret secret;
    std::ranges::copy(r.raw(kHashBytes), secret.writable().begin());
    return secret;
}

struct EpochRow {
    LeafIndex own;
    EpochKeys keys;

    static EpochRow parse(tls::Reader& r) {
        return {LeafIndex(r.u32()),
                {readSecret(r), readSecret(r), readSecret(r), readSecret(r), readSecret(r),
                 readSecret(r)}};
    }
};

struct PastRow {
    Epoch epoch;
    LeafCount leaves;
    Bytes context;
    HashSecret sender_data_secret;

    static PastRow parse(tls::Reader& r) {
        return {Epoch(r.u64()), LeafCount(r.u32()), r.opaque(), readSecret(r)};
    }
};

Result<void> writeEpoch(LeafIndex own, const EpochKeys& keys, GroupStore& store) {
    tls::SecretWriter w;
    w.u16(kRowVersion);
    w.u32(own.value);
    for (const HashSecret* secret :
         {&keys.sender_data_secret, &keys.exporter_secret, &keys.external_secret,
          &keys.membership_key, &keys.epoch_authenticator, &keys.init_secret})
        write(w, *secret);
    return store.put(StatePart::Epoch, 0, w.view());
}

Result<void> writePast(const PastEpoch& past, GroupStore& store) {
    tls::SecretWriter w;
    w.u16(kRowVersion);
    w.u64(past.epoch.value);
    w.u32(past.tree.leaves().value);
    w.opaque(past.context);
    write(w, past.sender_data_secret);
    return store.put(StatePart::PastEpoch, 0, w.view());
}

Result<void> writeKey(NodeIndex node, const HpkeKeyPair& key, GroupStore& store) {
    return store.put(StatePart::PrivateNode, node.value, key.privateKey.bytes.view());
}

/// A versioned row, or nothing when there is none.
template <typename Row>
Result<std::optional<Row>> loadRow(const GroupStoreReader& store, StatePart part,
                                   const char* what) {
    const auto value = store.get(part, 0);
    if (!value.ok())
        return value.error();
    if (!value.value())
        return std::optional<Row>();
    tls::Reader r(value.value()->view());
    const auto version = r.u16();
    if (r.ok() && version > kRowVersion)
        return Error(ErrorCode::VersionUnknown, {what});
    auto row = tls::decode<Row>(r.rest(), what);
    if (!row.ok())
        return row.error();
    return std::optional<Row>(std::move(row).value());
}

Result<PrivatePath> loadPath(const GroupStoreReader& store, LeafIndex own, const TreeReader& tree) {
    PrivatePath path{own, {}};
    const auto visited = store.visit(
        StatePart::PrivateNode, [&](std::uint64_t index, const SecretBytes& value) -> Result<void> {
            auto bytes = Secret<32>::copyOf(value.view());
            if (!bytes.ok() || index >= nodeCount(tree.leafCount()))
                return damaged("private key row");
            path.keys.emplace(static_cast<std::uint32_t>(index),
                              HpkeKeyPair::fromPrivate({std::move(bytes).value()}));
            return {};
        });
    if (!visited.ok())
        return visited.error();
    const std::size_t stored = path.keys.size();
    path.dropOutdated(tree);
    if (path.keys.size() != stored || !path.keys.contains(toNode(own)))
        return damaged("private key row");
    return path;
}

Result<std::optional<PastEpoch>> loadPast(const GroupStoreReader& store) {
    auto row = loadRow<PastRow>(store, StatePart::PastEpoch, "past epoch row");
    if (!row.ok())
        return row.error();
    if (!row.value())
        return std::optional<PastEpoch>();
    PastRow& past = *row.value();
    if (!std::has_single_bit(past.leaves.value))
        return damaged("past epoch row");
    auto tree = SecretTree::load(store, kPastTree, past.leaves);
    if (!tree.ok())
        return tree.error();
    return std::optional<PastEpoch>(PastEpoch{past.epoch, std::move(past.context),
                                              std::move(past.sender_data_secret),
                                              std::move(tree).value()});
}

/// The keys that a commit changes, in the store; `after` is what will be held.
Result<void> writeKeyChanges(const PrivatePath& before, const PrivatePath& after,
                             GroupStore& store) {
    for (const auto& [node, key] : before.keys)
        if (!after.keys.contains(node))
            if (auto gone = store.erase(StatePart::PrivateNode, node.value); !gone.ok())
                return gone;
    for (const auto& [node, key] : after.keys) {
        const auto old = before.keys.find(node);
        if (old != before.keys.end() && old->second.publicKey == key.publicKey)
            continue;
        if (auto put = writeKey(node, key, store); !put.ok())
            return put;
    }
    return {};
}

/// The epoch that ends: kept for late messages, or wiped.
Result<void> retireEpoch(GroupState& group, PastEpoch ending, GroupStore& store) {
    if (auto gone = SecretTree::eraseAll(store, kPastTree); !gone.ok())
        return gone;
    if (auto gone = SecretTree::eraseAll(store, kPresentTree); !gone.ok())
        return gone;
    if (group.pub.lastCommitChangedRoster()) {
        group.past.reset();
        return store.erase(StatePart::PastEpoch, 0);
    }
    group.past = std::move(ending);
    if (auto written = group.past->tree.writeAll(store, kPastTree); !written.ok())
        return written;
    return writePast(*group.past, store);
}

} // namespace

Result<void> saveGroup(GroupState& group, GroupStore& store) {
    if (auto saved = group.pub.save(store); !saved.ok())
        return saved;
    return saveSecrets(group, store);
}

Result<void> eraseGroup(GroupStore& store) {
    using enum StatePart;
    for (const StatePart part :
         {Context, Node, Proposal, Epoch, PrivateNode, TreeSecret, Ratchet, SkippedKey, PastEpoch,
          PastTreeSecret, PastRatchet, PastSkippedKey})
        if (auto gone = store.eraseAll(part); !gone.ok())
            return gone;
    return {};
}

Result<void> saveSecrets(GroupState& group, GroupStore& store) {
    if (auto epoch = writeEpoch(group.own(), group.keys, store); !epoch.ok())
        return epoch;
    for (const auto& [node, key] : group.path.keys)
        if (auto put = writeKey(node, key, store); !put.ok())
            return put;
    if (group.past) {
        if (auto past = writePast(*group.past, store); !past.ok())
            return past;
        if (auto tree = group.past->tree.writeAll(store, kPastTree); !tree.ok())
            return tree;
    }
    return group.tree.writeAll(store, kPresentTree);
}

Result<GroupState> loadGroup(const GroupStoreReader& store) {
    auto pub = PublicGroup::load(store);
    if (!pub.ok())
        return pub.error();
    auto epoch = loadRow<EpochRow>(store, StatePart::Epoch, "epoch row");
    if (!epoch.ok())
        return epoch.error();
    if (!epoch.value())
        return damaged("epoch row");
    const PublicState& state = PublicAccess::of(pub.value());
    auto path = loadPath(store, epoch.value()->own, state.tree);
    if (!path.ok())
        return path.error();
    auto tree = SecretTree::load(store, kPresentTree, state.tree.leafCount());
    if (!tree.ok())
        return tree.error();
    auto past = loadPast(store);
    if (!past.ok())
        return past.error();
    return GroupState{std::move(pub).value(), std::move(path).value(),
                      std::move(epoch.value()->keys), std::move(tree).value(),
                      std::move(past).value()};
}

Result<void> mergeCommit(GroupState& group, StagedState staged, GroupStore& store) {
    if (!staged.next)
        return Error(ErrorCode::Internal, {"merge of own removal"});
    PastEpoch ending{group.pub.epoch(), group.state().sendingContext.bytes,
                     std::move(group.keys.sender_data_secret), std::move(group.tree)};
    if (auto advanced = group.pub.advance(std::move(staged.judged), store); !advanced.ok())
        return advanced;
    if (auto retired = retireEpoch(group, std::move(ending), store); !retired.ok())
        return retired;

    PrivatePath path = group.path.clone();
    for (auto& [node, key] : staged.next->newKeys)
        path.keys.insert_or_assign(node, std::move(key));
    path.dropOutdated(group.state().tree);
    if (auto keys = writeKeyChanges(group.path, path, store); !keys.ok())
        return keys;
    group.path = std::move(path);
    group.keys = std::move(staged.next->keys);
    if (auto epoch = writeEpoch(group.own(), group.keys, store); !epoch.ok())
        return epoch;
    group.tree =
        SecretTree(std::move(staged.next->encryption_secret), group.state().tree.leafCount());
    return group.tree.writeAll(store, kPresentTree);
}

} // namespace kontor::mls
