#include "crypto/mls/treekem.h"

#include "crypto/encoding.h"
#include "crypto/mls/group_info.h"
#include "tools/vectors/vector_types.h"

#include <QJsonArray>

#include <algorithm>

namespace kontor::vectors {

using namespace mls;

namespace {

/// One member's secrets, as far as the tree of the case goes.
struct Member {
    PrivatePath path;
    SignatureKeyPair signer;
};

GroupContext contextOf(const VectorCase& c, const TreeReader& tree) {
    GroupContext context;
    context.cipher_suite = static_cast<std::uint16_t>(kCipherSuite);
    context.group_id = c.hex("group_id");
    context.epoch = Epoch(c.number("epoch"));
    context.tree_hash = toBytes(tree.rootHash());
    context.confirmed_transcript_hash = c.hex("confirmed_transcript_hash");
    return context;
}

std::vector<Member> membersOf(const VectorCase& c, const TreeReader& tree) {
    std::vector<Member> members;
    for (const VectorCase& leaf : c.objects("leaves_private")) {
        PrivatePath path{LeafIndex(static_cast<std::uint32_t>(leaf.number("index"))), {}};
        path.keys.emplace(toNode(path.own),
                          HpkeKeyPair::fromPrivate({leaf.secret("encryption_priv")}));
        for (const VectorCase& node : leaf.objects("path_secrets")) {
            auto derived = derivePathSecrets(node.secret("path_secret"), 1);
            path.keys.emplace(static_cast<std::uint32_t>(node.number("node")),
                              std::move(derived.keys.front()));
        }
        const std::size_t held = path.keys.size();
        path.dropOutdated(tree);
        c.expect(path.keys.size() == held, "private keys fit the tree");
        members.push_back(
            {std::move(path), SignatureKeyPair::fromSeed(leaf.secret("signature_priv").view())});
    }
    return members;
}

/// A path of somebody's, opened by everybody else.
void verifyGiven(const VectorCase& c, const VectorCase& given, const RatchetTree& before,
                 const std::vector<Member>& members) {
    const LeafIndex sender(static_cast<std::uint32_t>(given.number("sender")));
    const auto path =
        c.got(tls::decode<UpdatePath>(given.hex("update_path"), "UpdatePath"), "path decodes");
    if (!path || before.leaf(sender) == nullptr)
        return c.fail("sender");
    StagedTree tree(before);
    const auto steps = c.got(mergePath(tree, sender, *path), "path is parent-hash valid");
    if (!steps)
        return;
    given.equal(tree.rootHash(), "tree_hash_after");
    c.expect(verifyCiphertextCounts(tree, *path, *steps, {}).ok(), "number of ciphertexts");
    const Bytes context = tls::encode(contextOf(c, tree));
    const QJsonArray secrets = given.array("path_secrets");
    for (const Member& member : members) {
        if (member.path.own == sender)
            continue;
        const auto opened = openPath(tree, *path, *steps, member.path, context, {});
        c.expect(opened.ok(), "path opens");
        if (!opened.ok())
            return;
        const QJsonValue secret = secrets.at(static_cast<qsizetype>(member.path.own.value));
        c.expect(toHex(opened.value().path_secret.view()) == secret.toString().toStdString(),
                 "path_secrets");
        given.equal(opened.value().commit_secret.view(), "commit_secret");
    }
}

/// A path of ours in the sender's place, opened by everybody else.
void verifyOwn(const VectorCase& c, const RatchetTree& before, const std::vector<Member>& members,
               const Member& sender) {
    SystemRandom random;
    StagedTree tree(before);
    const LeafIndex own = sender.path.own;
    const auto made =
        makePath(tree, own, *before.leaf(own), c.hex("group_id"), sender.signer, random);
    const Bytes context = tls::encode(contextOf(c, tree));
    const auto path = c.got(encryptPath(tree, made, own, context, {}, random), "own path seals");
    if (!path)
        return;
    StagedTree theirs(before);
    const auto steps = c.got(mergePath(theirs, own, *path), "own path is parent-hash valid");
    if (!steps)
        return;
    c.expect(theirs.rootHash() == tree.rootHash(), "both come to the same tree");
    for (const Member& member : members) {
        if (member.path.own == own)
            continue;
        const auto opened = openPath(theirs, *path, *steps, member.path, context, {});
        c.expect(opened.ok() && std::ranges::equal(opened.value().commit_secret.view(),
                                                   made.secrets.commit_secret.view()),
                 "own path opens");
    }
}

} // namespace

void verifyTreeKem(const VectorCase& c) {
    const auto parsed = RatchetTree::parse(c.hex("ratchet_tree"));
    c.expect(parsed.ok(), "ratchet_tree decodes");
    if (!parsed.ok())
        return;
    const RatchetTree& tree = parsed.value();
    const auto members = membersOf(c, tree);
    if (c.failure())
        return;
    for (const VectorCase& given : c.objects("update_paths")) {
        verifyGiven(c, given, tree, members);
        const LeafIndex sender(static_cast<std::uint32_t>(given.number("sender")));
        const auto member = std::ranges::find_if(
            members, [&](const Member& candidate) { return candidate.path.own == sender; });
        if (member == members.end())
            return c.fail("sender's secrets");
        verifyOwn(c, tree, members, *member);
    }
}

} // namespace kontor::vectors
