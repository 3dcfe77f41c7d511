#include "crypto/mls/rejoin.h"

#include "crypto/mls/external_form.h"
#include "crypto/mls/judge.h"
#include "crypto/mls/make_commit.h"
#include "crypto/mls/stored_keys.h"

#include <algorithm>

namespace kontor::mls {

namespace {

constexpr std::uint16_t kStoredVersion = 1;

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

struct StoredMessage {
    Bytes bytes;
    static StoredMessage parse(tls::Reader& r) { return {r.opaque()}; }
};

/// Where a rejoin starts from, as the server gave it: kept, because what the commit does is
/// computed anew after a restart.
struct Source {
    Bytes groupInfo;
    Bytes ratchetTree;
    std::vector<Bytes> selfRemoves;
};

struct StoredRejoin {
    Source source;
    Bytes message;
    Bytes groupInfo;
    SecretBytes init_secret;
    SecretBytes commit_secret;
    std::vector<StoredKey> keys;

    static StoredRejoin parse(tls::Reader& r) {
        StoredRejoin stored;
        stored.source.groupInfo = r.opaque();
        stored.source.ratchetTree = r.opaque();
        for (StoredMessage& message : r.vector<StoredMessage>())
            stored.source.selfRemoves.push_back(std::move(message.bytes));
        stored.message = r.opaque();
        stored.groupInfo = r.opaque();
        stored.init_secret = r.opaqueSecret();
        stored.commit_secret = r.opaqueSecret();
        stored.keys = r.vector<StoredKey>();
        return stored;
    }
};

struct Start {
    PublicGroup before;
    HpkePublicKey external_pub;
};

/// The public group with its pending proposals; everything is checked.
Result<Start> startFrom(const Source& source) {
    const auto info = GroupInfo::fromMessage(source.groupInfo);
    if (!info.ok())
        return info.error();
    const auto external_pub = externalPubOf(info.value());
    if (!external_pub.ok())
        return external_pub.error();
    auto tree = RatchetTree::parse(source.ratchetTree);
    if (!tree.ok())
        return tree.error();
    auto state = PublicState::fromGroupInfo(info.value(), std::move(tree).value());
    if (!state.ok())
        return state.error();
    for (const Bytes& bytes : source.selfRemoves) {
        const auto message = PublicMessage::fromMessage(bytes);
        if (!message.ok())
            return message.error();
        auto judged = judgeHandshake(state.value(), message.value());
        if (!judged.ok())
            return judged.error();
        if (!judged.value().proposal || judged.value().repeatsPending)
            return broken("pending_proposal");
        state.value().pending.push_back(std::move(*judged.value().proposal));
    }
    return Start{PublicAccess::wrap(std::move(state).value()), external_pub.value()};
}

} // namespace

struct StagedRejoin::Inside {
    Source source;
    PublicGroup before;
    JudgedHandshake judged;
    NextEpoch next;
    HashSecret init_secret;
    OwnCommit own;
};

StagedRejoin::StagedRejoin(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside)) {}
StagedRejoin::StagedRejoin(StagedRejoin&&) noexcept = default;
StagedRejoin& StagedRejoin::operator=(StagedRejoin&&) noexcept = default;
StagedRejoin::~StagedRejoin() = default;

const PublicGroup& StagedRejoin::before() const {
    return m_inside->before;
}

const JudgedHandshake& StagedRejoin::judged() const {
    return m_inside->judged;
}

ByteView StagedRejoin::message() const {
    return m_inside->own.message;
}

ByteView StagedRejoin::groupInfo() const {
    return m_inside->own.groupInfo;
}

Result<StagedRejoin> StagedRejoin::stage(const OwnDevice& device, const RejoinRequest& request,
                                         Random& random) {
    Source source{toBytes(request.groupInfo),
                  toBytes(request.ratchetTree),
                  {request.selfRemoves.begin(), request.selfRemoves.end()}};
    auto start = startFrom(source);
    if (!start.ok())
        return start.error();
    PublicGroup& before = start.value().before;
    const PublicState& state = PublicAccess::of(before);
    if (before.groupId() != request.group)
        return broken("group_id");
    if (!std::ranges::equal(before.removalKey(), request.removalKey))
        return broken("external_senders");
    const Member* own = state.roster.of(device.certificate.device);
    if (own == nullptr || own->certificate.deviceKey != device.key.publicKey())
        return ErrorCode::NotForUs;

    auto init = makeExternalInitSecret(start.value().external_pub, random);
    if (!init.ok())
        return init.error();
    auto plan = planExternal(state, *own, std::move(init.value().kem_output));
    if (!plan.ok())
        return plan.error();
    StagedTree tree(state.tree);
    ProposalEffects effects;
    const LeafIndex leaf = applyExternal(tree, plan.value().form, effects);
    auto made = makeCommit({.state = state,
                            .tree = tree,
                            .context = state.context,
                            .leaf = leaf,
                            .sender = Sender::newMemberCommit(),
                            .proposals = std::move(plan.value().proposals),
                            .added = {},
                            .init_secret = init.value().init_secret},
                           device, random);
    if (!made.ok())
        return made.error();
    OwnCommit commit;
    const MadeCommit& inEpoch = made.value();
    commit.message = PublicMessage{inEpoch.message.content, inEpoch.message.auth, {}}.toMessage();
    commit.groupInfo = signGroupInfo(inEpoch.context, inEpoch.message.auth.confirmation_tag,
                                     inEpoch.secrets.external_secret, leaf, device.key);
    commit.commit_secret = std::move(made.value().path.secrets.commit_secret);
    auto judged = before.judge(commit.message, commit.groupInfo);
    if (!judged.ok())
        return judged.error();
    return StagedRejoin(std::make_unique<Inside>(
        Inside{std::move(source), std::move(before), std::move(judged).value(),
               nextEpochOf(std::move(made).value(), leaf), std::move(init.value().init_secret),
               std::move(commit)}));
}

SecretBytes StagedRejoin::serialize() const {
    const Inside& inside = *m_inside;
    tls::SecretWriter w;
    w.u16(kStoredVersion);
    w.opaque(inside.source.groupInfo);
    w.opaque(inside.source.ratchetTree);
    w.sized([&] {
        for (const Bytes& message : inside.source.selfRemoves)
            w.opaque(message);
    });
    w.opaque(inside.own.message);
    w.opaque(inside.own.groupInfo);
    w.opaque(inside.init_secret.view());
    w.opaque(inside.own.commit_secret.view());
    writeKeys(w, inside.next.newKeys);
    return std::move(w).takeSecret();
}

Result<StagedRejoin> StagedRejoin::restore(const SecretBytes& bytes) {
    tls::Reader r(bytes.view());
    const auto version = r.u16();
    if (r.ok() && version > kStoredVersion)
        return Error(ErrorCode::VersionUnknown, {"staged rejoin"});
    auto decoded = tls::decode<StoredRejoin>(r.rest(), "staged rejoin");
    if (!decoded.ok())
        return decoded.error();
    StoredRejoin& stored = decoded.value();
    auto init_secret = HashSecret::copyOf(stored.init_secret.view());
    auto commit_secret = HashSecret::copyOf(stored.commit_secret.view());
    auto keys = keysFrom(stored.keys);
    if (!init_secret.ok() || !commit_secret.ok() || !keys.ok())
        return Error(ErrorCode::Malformed, {"staged rejoin"});
    auto start = startFrom(stored.source);
    if (!start.ok())
        return start.error();
    auto judged = start.value().before.judge(stored.message, stored.groupInfo);
    if (!judged.ok())
        return judged.error();
    const auto& changes = PublicAccess::of(judged.value()).commit;
    if (!changes || changes->kem_output.empty())
        return Error(ErrorCode::Malformed, {"staged rejoin"});
    auto derived = deriveNextEpoch(init_secret.value(), *changes, commit_secret.value());
    if (!derived.ok())
        return derived.error();
    derived.value().next.newKeys = std::move(keys).value();
    OwnCommit own;
    own.message = std::move(stored.message);
    own.groupInfo = std::move(stored.groupInfo);
    own.commit_secret = std::move(commit_secret).value();
    return StagedRejoin(std::make_unique<Inside>(
        Inside{std::move(stored.source), std::move(start.value().before), std::move(judged).value(),
               std::move(derived.value().next), std::move(init_secret).value(), std::move(own)}));
}

Result<Group> Group::rejoin(StagedRejoin staged, GroupStore& store) {
    StagedRejoin::Inside& from = *staged.m_inside;
    const LeafIndex own = from.judged.pathLeaf()->leaf;
    if (auto gone = eraseGroup(store); !gone.ok())
        return gone.error();
    if (auto saved = from.before.save(store); !saved.ok())
        return saved.error();
    if (auto advanced = from.before.advance(std::move(from.judged), store); !advanced.ok())
        return advanced.error();
    const LeafCount leaves = PublicAccess::of(from.before).tree.leafCount();
    GroupState group{std::move(from.before), PrivatePath{own, std::move(from.next.newKeys)},
                     std::move(from.next.keys),
                     SecretTree(std::move(from.next.encryption_secret), leaves), std::nullopt};
    if (auto saved = saveSecrets(group, store); !saved.ok())
        return saved.error();
    return Group(std::make_unique<Inside>(Inside{std::move(group)}));
}

} // namespace kontor::mls
