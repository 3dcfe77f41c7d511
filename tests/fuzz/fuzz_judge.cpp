#include "crypto/mls/tree_validation.h"
#include "tests/fuzz/fixed_group.h"

#include <cstdlib>

using namespace kontor;
using namespace kontor::mls;
using test::FixedGroup;

namespace {

/// Signatures would stop nearly every mutation at the door: whatever carries a key that we hold is
/// signed anew, so that the rules behind are what is tried.
void signAnew(FixedGroup& fixed, Commit& commit) {
    for (ProposalOrRef& item : commit.proposals) {
        auto* proposal = std::get_if<Proposal>(&item.content);
        auto* add = proposal == nullptr ? nullptr : std::get_if<Add>(&proposal->content);
        if (add == nullptr)
            continue;
        add->key_package.leaf_node.sign(fixed.fritz.deviceKey,
                                        {fixed.story.server().groupId().view(), LeafIndex(0)});
        add->key_package.sign(fixed.fritz.deviceKey);
    }
    if (commit.path)
        commit.path->leaf_node.sign(fixed.anna.deviceKey,
                                    {fixed.story.server().groupId().view(), LeafIndex(0)});
}

/// A commit that is accepted must lead to a state that a newcomer accepts, too.
void checkAccepted(FixedGroup& fixed, JudgedHandshake judged) {
    test::MemoryGroupStore store;
    auto state = test::must(PublicGroup::load(fixed.story.serverStore()));
    test::must(state.advance(std::move(judged), store));
    const auto tree = test::must(RatchetTree::parse(state.ratchetTree()));
    const Bytes encoded = state.groupContext();
    const auto context = test::must(tls::decode<GroupContext>(encoded, "context"));
    test::must(verifyTree(tree, context.group_id, context.extensions));
    if (Bytes(tree.rootHash().begin(), tree.rootHash().end()) != context.tree_hash)
        std::abort();
}

} // namespace

/// PublicGroup::judge on a fixed group. The input is a handshake as it comes, or what a member of
/// the group signed: an encoded Commit or Proposal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static FixedGroup fixed;
    const ByteView bytes(data, size);
    const PublicGroup& state = fixed.story.server();
    (void)peek(bytes);
    (void)state.judge(bytes);
    (void)fixed.anna.in().stageReceived(bytes);

    const auto proposal = tls::decode<Proposal>(bytes, "Proposal");
    if (proposal.ok())
        (void)state.judge(test::Forger(fixed.anna, state).proposal(proposal.value()));
    auto commit = tls::decode<Commit>(bytes, "Commit");
    if (!commit.ok())
        return 0;
    signAnew(fixed, commit.value());
    // As a member's and as an external one of the same device.
    test::ForgersWork work;
    work.editCommit = [&](Commit& honest) { honest = commit.value(); };
    test::Forger forger(fixed.anna, state);
    for (const Bytes& message : {forger.commit(work), forger.externalCommit(work)}) {
        auto judged = state.judge(message);
        if (judged.ok())
            checkAccepted(fixed, std::move(judged).value());
    }
    return 0;
}
