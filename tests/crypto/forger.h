#pragma once

#include "crypto/mls/commit.h"
#include "crypto/mls/group_info.h"
#include "crypto/mls/kontor_extensions.h"
#include "crypto/mls/own_leaf.h"
#include "crypto/mls/proposal_list.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/treekem.h"
#include "tests/crypto/group_story.h"

#include <functional>

namespace kontor::test {

/// What a Forger is to do differently from an honest client.
struct ForgersWork {
    std::vector<mls::ProposalOrRef> proposals = {};
    /// Applied to the tree before the path is made; by default those given by value.
    std::optional<std::vector<mls::ListedProposal>> applied = {};
    std::function<void(mls::LeafNode&)> editLeaf = {}; ///< before it is signed
    std::function<void(mls::LeafNode&)> editSignedLeaf = {};
    std::function<void(mls::Commit&)> editCommit = {}; ///< before it is signed
    std::function<void(mls::FramedContent&)> editContent = {};
    std::function<void(mls::PublicMessage&)> editMessage = {};
};

/// A member whose client keeps no rules: signs whatever a test wants. The judge sees no secrets, so
/// tags are made up. What is not altered is right, so that only one rule is broken.
class Forger {
public:
    using Work = ForgersWork;

    Forger(Person& person, const mls::PublicGroup& state)
        : m_person(person)
        , m_leaf(state.memberOf(person.certificate.device).value().leaf)
        , m_tree(must(mls::RatchetTree::parse(state.ratchetTree())))
        , m_encodedContext(state.groupContext())
        , m_context(must(mls::tls::decode<mls::GroupContext>(m_encodedContext, "context"))) {}

    [[nodiscard]] const mls::RatchetTree& tree() const { return m_tree; }
    [[nodiscard]] const mls::GroupContext& context() const { return m_context; }

    Bytes commit(Work work = {}) {
        mls::StagedTree staged(m_tree);
        std::set<mls::LeafIndex> added;
        for (const auto& addition : mls::applyProposals(staged, listOf(work)).additions)
            added.insert(addition.leaf);
        return commitOn(staged, added, mls::Sender::member(m_leaf), work);
    }

    Bytes commitOn(mls::StagedTree& staged, const std::set<mls::LeafIndex>& added,
                   mls::Sender sender, const Work& work) {
        const auto path =
            mls::makePath(staged, m_leaf, mls::newOwnLeaf(m_person.device(), {}, m_person.random),
                          m_context.group_id, m_person.deviceKey, m_person.random);
        mls::LeafNode leaf = *staged.leaf(m_leaf);
        if (work.editLeaf)
            work.editLeaf(leaf);
        leaf.sign(m_person.deviceKey, {m_context.group_id, m_leaf});
        if (work.editSignedLeaf)
            work.editSignedLeaf(leaf);
        staged.setLeaf(m_leaf, std::move(leaf));
        mls::Commit commit{
            work.proposals,
            must(mls::encryptPath(staged, path, m_leaf, m_encodedContext, added, m_person.random))};
        if (work.editCommit)
            work.editCommit(commit);
        return send(mls::ContentType::commit, mls::tls::encode(commit), work, sender);
    }

    /// The external commit of a device that is a leaf, made by hand.
    Bytes externalCommit(Work work = {}) {
        const mls::LeafIndex old = m_leaf;
        mls::StagedTree staged(m_tree);
        mls::LeafNode before = *staged.leaf(old);
        std::ignore = mls::applyProposals(staged, listOf(work));
        m_leaf = staged.add(std::move(before));
        Bytes message = commitOn(staged, {}, mls::Sender::newMemberCommit(), work);
        m_leaf = old;
        return message;
    }
    static mls::ProposalOrRef externalInit() {
        RepeatableRandom random(12);
        const auto key = HpkeKeyPair::generate(random).publicKey;
        return {mls::Proposal{mls::ExternalInit{key.toBytes()}}};
    }

    Bytes proposal(const mls::Proposal& proposal, const Work& work = {}) {
        return send(mls::ContentType::proposal, mls::tls::encode(proposal), work,
                    mls::Sender::member(m_leaf));
    }

    /// A GroupContextExtensions that sets the rules and is right otherwise.
    mls::ProposalOrRef setRules(const rules::KontorRules& rules,
                                const SignaturePublicKey& removal) {
        return {mls::Proposal{
            mls::GroupContextExtensions{mls::KontorExtensions{rules, removal}.build()}}};
    }
    static mls::ProposalOrRef add(ByteView keyPackage) {
        return {mls::Proposal{mls::Add{must(mls::KeyPackage::fromMessage(keyPackage))}}};
    }
    static mls::ProposalOrRef remove(mls::LeafIndex leaf) {
        return {mls::Proposal{mls::Remove{leaf}}};
    }

private:
    std::vector<mls::ListedProposal> listOf(const Work& work) const {
        if (work.applied)
            return *work.applied;
        std::vector<mls::ListedProposal> list;
        for (const auto& item : work.proposals)
            if (const auto* proposal = std::get_if<mls::Proposal>(&item.content))
                list.push_back({*proposal, mls::Sender::member(m_leaf), false});
        return list;
    }

    Bytes send(mls::ContentType type, Bytes encoded, const Work& work, mls::Sender sender) {
        mls::FramedContent content{.group_id = m_context.group_id,
                                   .epoch = m_context.epoch,
                                   .sender = sender,
                                   .authenticated_data = {},
                                   .content_type = type,
                                   .content = std::move(encoded)};
        if (work.editContent)
            work.editContent(content);
        auto message = mls::signContent(mls::WireFormat::mls_public_message, std::move(content),
                                        m_person.deviceKey, m_encodedContext);
        if (type == mls::ContentType::commit)
            message.auth.confirmation_tag = Bytes(32, 1);
        mls::PublicMessage framed{std::move(message.content), std::move(message.auth), {}};
        if (framed.content.sender.isMember())
            framed.membership_tag = Bytes(32, 2);
        if (work.editMessage)
            work.editMessage(framed);
        return framed.toMessage();
    }

    Person& m_person;
    mls::LeafIndex m_leaf;
    mls::RatchetTree m_tree;
    Bytes m_encodedContext;
    mls::GroupContext m_context;
};

} // namespace kontor::test
