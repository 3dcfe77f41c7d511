#include "crypto/mls/group_info.h"
#include "crypto/mls/key_schedule.h"
#include "crypto/mls/mls_message.h"
#include "crypto/mls/proposal_list.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/transcript_hash.h"
#include "crypto/mls/treekem.h"
#include "crypto/mls/welcome.h"
#include "tools/vectors/vector_types.h"

#include <algorithm>

// passive-client-interop-external_join: somebody is welcomed, and then another comes in by an
// external commit. Members of other clients, so without Kontor's certificates and rules: the RFC's
// own steps, from the pieces that groups are made of.
namespace kontor::vectors {

using namespace mls;

namespace {

struct Passive {
    GroupContext context;
    Bytes interim_transcript_hash;
    RatchetTree tree;
    PrivatePath path;
    EpochSecrets secrets;
};

std::optional<GroupSecrets> openSecrets(const VectorCase& c, const Welcome& welcome,
                                        const KeyPackage& package) {
    const auto part =
        std::ranges::find(welcome.secrets, package.ref(), &EncryptedGroupSecrets::new_member);
    c.expect(part != welcome.secrets.end(), "entry of the key package");
    if (part == welcome.secrets.end())
        return std::nullopt;
    auto secrets = openGroupSecrets(*part, HpkeKeyPair::fromPrivate({c.secret("init_priv")}),
                                    welcome.encrypted_group_info);
    c.expect(secrets.ok(), "group secrets open");
    if (!secrets.ok())
        return std::nullopt;
    return std::move(secrets).value();
}

std::optional<GroupInfo> openInfo(const VectorCase& c, const Welcome& welcome,
                                  const HashSecret& joiner_secret) {
    const auto plain = openGroupInfo(deriveWelcomeSecret(joiner_secret, noPskSecret()).view(),
                                     welcome.encrypted_group_info);
    c.expect(plain.ok(), "group info opens");
    if (!plain.ok())
        return std::nullopt;
    return c.got(tls::decode<GroupInfo>(plain.value().view(), "GroupInfo"), "group info decodes");
}

std::optional<PrivatePath> pathOf(const VectorCase& c, const RatchetTree& tree,
                                  const LeafNode& ours, LeafIndex adder,
                                  const GroupSecrets& secrets) {
    const auto leaves = occupiedLeaves(tree);
    const auto own =
        std::ranges::find_if(leaves, [&](LeafIndex leaf) { return *tree.leaf(leaf) == ours; });
    c.expect(own != leaves.end(), "own leaf");
    if (own == leaves.end())
        return std::nullopt;
    PrivatePath path{*own, {}};
    if (secrets.path_secret) {
        auto keys = keysOfJoiner(tree, *own, adder,
                                 HashSecret::copyOf(secrets.path_secret->view()).value());
        c.expect(keys.ok(), "path_secret");
        if (!keys.ok())
            return std::nullopt;
        path.keys = std::move(keys).value();
    }
    path.keys.emplace(toNode(*own), HpkeKeyPair::fromPrivate({c.secret("encryption_priv")}));
    return path;
}

std::optional<Passive> join(const VectorCase& c) {
    const Bytes message = c.hex("welcome");
    const auto body = unwrapMessage(message, WireFormat::mls_welcome);
    const auto package = KeyPackage::fromMessage(c.hex("key_package"));
    c.expect(body.ok() && package.ok(), "messages decode");
    if (!body.ok() || !package.ok())
        return std::nullopt;
    const auto welcome = c.got(tls::decode<Welcome>(body.value(), "Welcome"), "welcome decodes");
    const auto opened =
        welcome ? openSecrets(c, *welcome, package.value()) : std::optional<GroupSecrets>();
    if (!opened)
        return std::nullopt;
    const auto joiner_secret = HashSecret::copyOf(opened->joiner_secret.view()).value();
    const auto info = openInfo(c, *welcome, joiner_secret);
    const Extension* extension =
        info ? find(info->extensions, ExtensionType::ratchet_tree) : nullptr;
    if (extension == nullptr) {
        c.fail("ratchet_tree");
        return std::nullopt;
    }
    auto tree = RatchetTree::parse(extension->extension_data);
    c.expect(tree.ok(), "ratchet_tree decodes");
    if (!tree.ok())
        return std::nullopt;
    auto path = pathOf(c, tree.value(), package.value().leaf_node, info->signer, *opened);
    if (!path)
        return std::nullopt;
    const GroupContext& context = info->group_context;
    auto secrets = deriveEpochSecrets(joiner_secret, noPskSecret(), tls::encode(context));
    c.equal(secrets.epoch_authenticator.view(), "initial_epoch_authenticator");
    return Passive{
        context,
        toBytes(interimTranscriptHash(context.confirmed_transcript_hash, info->confirmation_tag)),
        std::move(tree).value(), std::move(*path), std::move(secrets)};
}

/// The commit of the one who comes: removals, the newcomer's leaf, the path, the new epoch.
void follow(const VectorCase& epoch, const Passive& member) {
    const auto message =
        epoch.got(PublicMessage::fromMessage(epoch.hex("commit")), "commit decodes");
    if (!message)
        return;
    const auto commit =
        epoch.got(tls::decode<Commit>(message->content.content, "Commit"), "commit decodes");
    if (!commit || !commit->path || message->content.sender != Sender::newMemberCommit())
        return epoch.fail("external commit with a path");
    epoch.expect(signatureVerifies(message->authenticated(), commit->path->leaf_node.signature_key,
                                   tls::encode(member.context)),
                 "signature");
    std::vector<ListedProposal> list;
    Bytes kem_output;
    for (const ProposalOrRef& item : commit->proposals) {
        const auto* proposal = std::get_if<Proposal>(&item.content);
        if (proposal == nullptr)
            return epoch.fail("proposals by value");
        list.push_back({*proposal, Sender::newMemberCommit(), false});
        if (const auto* init = proposal->as<ExternalInit>())
            kem_output = init->kem_output;
    }
    StagedTree tree(member.tree);
    std::ignore = applyProposals(tree, list);
    const LeafIndex leaf = tree.add(commit->path->leaf_node);
    const auto steps = epoch.got(mergePath(tree, leaf, *commit->path), "parent hashes");
    if (!steps)
        return;
    GroupContext context = member.context;
    context.epoch = context.epoch.next();
    context.tree_hash = toBytes(tree.rootHash());
    const auto opened =
        openPath(tree, *commit->path, *steps, member.path, tls::encode(context), {});
    const auto init_secret = openExternalInitSecret(member.secrets.external_secret, kem_output);
    epoch.expect(opened.ok() && init_secret.ok(), "path and external init secret open");
    if (!opened.ok() || !init_secret.ok())
        return;
    context.confirmed_transcript_hash =
        toBytes(confirmedTranscriptHash(member.interim_transcript_hash, message->authenticated()));
    const Bytes encoded = tls::encode(context);
    const auto secrets = deriveEpochSecrets(
        deriveJoinerSecret(init_secret.value(), opened.value().commit_secret, encoded),
        noPskSecret(), encoded);
    epoch.expect(confirmationTagVerifies(secrets.confirmation_key,
                                         context.confirmed_transcript_hash,
                                         message->auth.confirmation_tag),
                 "confirmation_tag");
    epoch.equal(secrets.epoch_authenticator.view(), "epoch_authenticator");
}

} // namespace

void verifyExternalJoin(const VectorCase& c) {
    const auto member = join(c);
    const auto epochs = c.objects("epochs");
    // One commit at most: what comes after a first one would need a state to be kept.
    c.expect(epochs.size() <= 1, "one epoch");
    if (member && !epochs.empty())
        follow(epochs.front(), *member);
}

} // namespace kontor::vectors
