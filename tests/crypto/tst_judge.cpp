#include "tests/crypto/forger.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::test;
using namespace kontor::mls;

using Work = Forger::Work;

/// Handshakes that break one rule each, signed by a member: PublicGroup::judge must name the rule.
/// Anna is admin; bob, carl are not; dora is outside.
class TestJudge : public QObject {
    Q_OBJECT

private slots:
    void init();
    void honestForgeryPasses();
    void place();
    void signatures();
    void senders();
    void proposalList();
    void proposalsOfOtherKinds();
    void keyPackages();
    void newcomers();
    void path();
    void pathLeaf();
    void extensions();
    void rulesOfTheGroup();
    void pendingProposals();
    void proposalsAlone();
    void groupInfos();
    void directAndSelf();

private:
    std::string judged(ByteView message) { return outcome(story->server().judge(message)); }
    std::string judgedCommit(Person& by, Work work) {
        return judged(Forger(by, story->server()).commit(std::move(work)));
    }
    std::string judgedList(Person& by, std::vector<ProposalOrRef> proposals) {
        return judgedCommit(by, {.proposals = std::move(proposals)});
    }
    /// The list is wrong in itself: nothing of it is applied to the path's tree.
    std::string judgedBadList(Person& by, std::vector<ProposalOrRef> proposals) {
        Work work;
        work.proposals = std::move(proposals);
        work.applied = std::vector<ListedProposal>{};
        return judgedCommit(by, std::move(work));
    }
    ProposalOrRef editedAdd(Person& person, const std::function<void(KeyPackage&)>& edit);

    std::unique_ptr<Person> anna;
    std::unique_ptr<Person> bob;
    std::unique_ptr<Person> carl;
    std::unique_ptr<Person> dora;
    std::unique_ptr<GroupStory> story;
};

void TestJudge::init() {
    anna = std::make_unique<Person>("anna", 1);
    bob = std::make_unique<Person>("bob", 2);
    carl = std::make_unique<Person>("carl", 3);
    dora = std::make_unique<Person>("dora", 4);
    story = std::make_unique<GroupStory>();
    story->gather(*anna, {bob.get(), carl.get()});
    story->commit(*carl, {});
}

/// An Add whose package was changed and signed anew by its device.
ProposalOrRef TestJudge::editedAdd(Person& person, const std::function<void(KeyPackage&)>& edit) {
    KeyPackage package = must(KeyPackage::fromMessage(person.keyPackage()));
    edit(package);
    package.leaf_node.sign(person.deviceKey, {});
    package.sign(person.deviceKey);
    return {Proposal{Add{std::move(package)}}};
}

void TestJudge::honestForgeryPasses() {
    QCOMPARE(judgedCommit(*bob, {}), std::string("ok"));
    QCOMPARE(judgedList(*bob, {Forger::add(dora->keyPackage())}), std::string("ok"));
    QCOMPARE(judgedList(*anna, {Forger::remove(story->leafOf(*bob))}), std::string("ok"));
}

void TestJudge::place() {
    const auto edited = [&](const std::function<void(FramedContent&)>& edit) {
        return judgedCommit(*bob, {.editContent = edit});
    };
    QCOMPARE(edited([](auto& content) { content.group_id.back() ^= 1U; }),
             std::string("GroupInvalid group_id"));
    QCOMPARE(edited([](auto& content) { content.epoch.value -= 1; }), std::string("Stale"));
    QCOMPARE(edited([](auto& content) { content.epoch.value += 1; }), std::string("EpochUnknown"));
    QCOMPARE(judged(Bytes(100, 7)), std::string("VersionUnknown MLS"));
    QCOMPARE(judged({}), std::string("Malformed MLSMessage"));
    // One byte more at the end.
    Bytes longer = Forger(*bob, story->server()).commit();
    longer.push_back(0);
    QCOMPARE(judged(longer), std::string("Malformed PublicMessage"));
}

void TestJudge::signatures() {
    QCOMPARE(judgedCommit(*bob, {.editMessage = [](auto& m) { m.auth.signature[5] ^= 1U; }}),
             std::string("CryptoFailed signature"));
    QCOMPARE(judgedCommit(*bob, {.editMessage = [](auto& m) { m.auth.signature.pop_back(); }}),
             std::string("CryptoFailed signature"));
    // Signed by carl, said to be bob's.
    const auto bobs = story->leafOf(*bob);
    QCOMPARE(
        judgedCommit(*carl, {.editContent = [&](auto& c) { c.sender = Sender::member(bobs); }}),
        std::string("CryptoFailed signature"));
    QCOMPARE(
        judgedCommit(*bob, {.editMessage = [](auto& m) { m.auth.confirmation_tag.pop_back(); }}),
        std::string("GroupInvalid confirmation_tag"));
    // The signature covers the group's state (trap 10).
    const Bytes before = Forger(*bob, story->server()).commit();
    story->commit(*anna, {});
    QCOMPARE(judged(before), std::string("Stale"));
    const auto message = must(PublicMessage::fromMessage(before));
    QCOMPARE(judgedCommit(*bob, {.editMessage =
                                     [&](auto& m) { m.auth.signature = message.auth.signature; }}),
             std::string("CryptoFailed signature"));
}

void TestJudge::senders() {
    const auto from = [&](Sender sender) {
        return judgedCommit(*bob, {.editContent = [=](auto& c) { c.sender = sender; }});
    };
    QCOMPARE(from(Sender::member(LeafIndex(3))), std::string("GroupInvalid sender_leaf"));
    QCOMPARE(from(Sender::member(LeafIndex(0xFFFFFFFF))), std::string("GroupInvalid sender_leaf"));
    QCOMPARE(from(Sender::newMemberCommit()), std::string("GroupInvalid external_commit_form"));
}

void TestJudge::proposalList() {
    const auto bobs = story->leafOf(*bob);
    const auto carls = story->leafOf(*carl);
    const auto annas = story->leafOf(*anna);
    QCOMPARE(judgedBadList(*anna, {Forger::remove(annas)}),
             std::string("GroupInvalid remove_of_committer"));
    QCOMPARE(judgedBadList(*anna, {Forger::remove(bobs), Forger::remove(bobs)}),
             std::string("GroupInvalid leaf_removed_twice"));
    QCOMPARE(judgedBadList(*anna, {Forger::remove(LeafIndex(3))}),
             std::string("GroupInvalid remove_of_blank_leaf"));
    QCOMPARE(judgedBadList(*anna, {Forger::remove(LeafIndex(0x7FFFFFFF))}),
             std::string("GroupInvalid remove_of_blank_leaf"));
    QCOMPARE(judgedBadList(*anna, {{ProposalRef{Bytes(32, 9)}}}),
             std::string("GroupInvalid unknown_proposal"));
    QCOMPARE(judgedBadList(*anna, {{Proposal{SelfRemove{}}}}),
             std::string("GroupInvalid self_remove_by_value"));
    Forger forger(*anna, story->server());
    const auto rules = forger.setRules(story->server().rules(), story->removalKey().publicKey());
    QCOMPARE(judgedBadList(*anna, {rules, rules}),
             std::string("GroupInvalid group_context_extensions_twice"));
    QCOMPARE(judgedList(*anna, {Forger::remove(bobs), Forger::remove(carls)}), std::string("ok"));
}

void TestJudge::proposalsOfOtherKinds() {
    const LeafNode leaf = *Forger(*anna, story->server()).tree().leaf(story->leafOf(*anna));
    QCOMPARE(judgedBadList(*anna, {{Proposal{Update{leaf}}}}),
             std::string("GroupInvalid update_by_committer"));
    QCOMPARE(judgedBadList(*anna, {{Proposal{PreSharedKey{}}}}),
             std::string("GroupInvalid psk_unsupported"));
    QCOMPARE(judgedBadList(*anna, {{Proposal{ReInit{}}}}),
             std::string("GroupInvalid reinit_unsupported"));
    QCOMPARE(judgedBadList(*anna, {{Proposal{ExternalInit{}}}}),
             std::string("GroupInvalid external_init_by_member"));
}

void TestJudge::keyPackages() {
    const auto edited = [&](const std::function<void(KeyPackage&)>& edit) {
        return judgedList(*bob, {editedAdd(*dora, edit)});
    };
    QCOMPARE(edited([](auto&) {}), std::string("ok"));
    QCOMPARE(edited([](auto& p) { p.cipher_suite = 1; }),
             std::string("GroupInvalid key_package_suite"));
    QCOMPARE(edited([](auto& p) { p.version = ProtocolVersion(2); }),
             std::string("GroupInvalid key_package_suite"));
    QCOMPARE(edited([](auto& p) { p.init_key = p.leaf_node.encryption_key; }),
             std::string("GroupInvalid key_package_keys_equal"));
    QCOMPARE(edited([](auto& p) { p.init_key = Bytes(32, 0); }),
             std::string("GroupInvalid encryption_key"));
    QCOMPARE(edited([](auto& p) { p.init_key.pop_back(); }),
             std::string("GroupInvalid encryption_key"));
    QCOMPARE(edited([](auto& p) { p.leaf_node.leaf_node_source = LeafNodeSource::update; }),
             std::string("GroupInvalid key_package_leaf_source"));
    QCOMPARE(edited([](auto& p) { p.extensions = {{ExtensionType(0xF123), {1}}}; }),
             std::string("GroupInvalid capabilities_key_package_extension"));

    const auto spoilt = [&](const std::function<void(KeyPackage&)>& edit) {
        KeyPackage package = must(KeyPackage::fromMessage(dora->keyPackage()));
        edit(package);
        return judgedList(*bob, {{Proposal{Add{std::move(package)}}}});
    };
    QCOMPARE(spoilt([](auto& p) { p.signature[0] ^= 1U; }),
             std::string("GroupInvalid key_package_signature"));
    QCOMPARE(spoilt([&](auto& p) {
                 p.leaf_node.signature[0] ^= 1U;
                 p.sign(dora->deviceKey);
             }),
             std::string("GroupInvalid leaf_signature"));
}

void TestJudge::newcomers() {
    const auto edited = [&](Person& person, const std::function<void(LeafNode&)>& edit) {
        return judgedList(*bob, {editedAdd(person, [&](KeyPackage& p) { edit(p.leaf_node); })});
    };
    // Capabilities (RFC 9420, 7.3; trap 22).
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.capabilities.cipher_suites = {1}; }),
             std::string("GroupInvalid capabilities_suite"));
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.capabilities.versions.clear(); }),
             std::string("GroupInvalid capabilities_suite"));
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.capabilities.credentials = {2}; }),
             std::string("GroupInvalid capabilities_credential"));
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.capabilities.extensions.clear(); }),
             std::string("GroupInvalid capabilities_group_extension"));
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.capabilities.proposals.clear(); }),
             std::string("GroupInvalid required_capabilities"));
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.extensions = {{ExtensionType(0xF123), {}}}; }),
             std::string("GroupInvalid capabilities_leaf_extension"));
    // Certificates (design.md, 4).
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.credential.identity[0] = 9; }),
             std::string("GroupInvalid certificate"));
    QCOMPARE(
        edited(*dora, [](auto& leaf) { leaf.credential.credential_type = CredentialType::x509; }),
        std::string("GroupInvalid credential"));
    QCOMPARE(edited(*dora, [](auto& leaf) { leaf.credential.identity.back() ^= 1U; }),
             std::string("GroupInvalid certificate_signature"));
    QCOMPARE(
        edited(*dora, [&](auto& leaf) { leaf.credential.identity = anna->certificate.encode(); }),
        std::string("GroupInvalid device_key"));
    // Present already, twice, or with another identity key.
    QCOMPARE(judgedList(*bob, {Forger::add(carl->keyPackage())}),
             std::string("GroupInvalid signature_key_unique"));
    QCOMPARE(judgedList(*bob, {Forger::add(dora->keyPackage()), Forger::add(dora->keyPackage())}),
             std::string("GroupInvalid signature_key_unique"));
    Person carlsOther("carl's other computer", 3, 33);
    QCOMPARE(judgedList(*bob, {Forger::add(carlsOther.keyPackage())}), std::string("ok"));
    carlsOther.certificate =
        identity::DeviceCertificate::issue(carlsOther.certificate, dora->identity);
    QCOMPARE(judgedList(*bob, {Forger::add(carlsOther.keyPackage())}),
             std::string("GroupInvalid identity_key_of_user"));
    Person sameDevice("carl's device with another key", 3, 34);
    sameDevice.certificate.device = carl->certificate.device;
    sameDevice.certificate =
        identity::DeviceCertificate::issue(sameDevice.certificate, carl->identity);
    QCOMPARE(judgedList(*bob, {Forger::add(sameDevice.keyPackage())}),
             std::string("GroupInvalid device_has_two_leaves"));
    dora->certificate.organisation.bytes[0] = 8;
    dora->certificate = identity::DeviceCertificate::issue(dora->certificate, dora->identity);
    QCOMPARE(judgedList(*bob, {Forger::add(dora->keyPackage())}),
             std::string("GroupInvalid organisation"));
    // A client that is there may come anew when its old leaf goes in the same commit (12.2).
    QCOMPARE(
        judgedList(*anna, {Forger::remove(story->leafOf(*carl)), Forger::add(carl->keyPackage())}),
        std::string("ok"));
}

void TestJudge::path() {
    const auto edited = [&](const std::function<void(Commit&)>& edit) {
        return judgedCommit(*bob, {.editCommit = edit});
    };
    const auto annas = story->leafOf(*anna);
    QCOMPARE(edited([](auto& c) { c.path.reset(); }), std::string("GroupInvalid path_required"));
    QCOMPARE(edited([](auto& c) { c.path->nodes.pop_back(); }),
             std::string("GroupInvalid path_length"));
    QCOMPARE(edited([](auto& c) { c.path->nodes.push_back({Bytes(32, 9), {}}); }),
             std::string("GroupInvalid path_length"));
    QCOMPARE(edited([](auto& c) { c.path->nodes.front().encrypted_path_secret.pop_back(); }),
             std::string("GroupInvalid path_ciphertexts"));
    QCOMPARE(edited([](auto& c) { c.path->nodes.front().encrypted_path_secret.emplace_back(); }),
             std::string("GroupInvalid path_ciphertexts"));
    QCOMPARE(edited([](auto& c) { c.path->nodes.back().encryption_key[3] ^= 1U; }),
             std::string("GroupInvalid parent_hash"));
    QCOMPARE(
        edited([](auto& c) { c.path->nodes[0].encryption_key = c.path->nodes[1].encryption_key; }),
        std::string("GroupInvalid encryption_key_unique"));
    QCOMPARE(edited([](auto& c) { c.path->nodes.back().encryption_key = Bytes(32, 0); }),
             std::string("GroupInvalid encryption_key"));
    QCOMPARE(edited([](auto& c) { c.path->nodes.back().encryption_key.pop_back(); }),
             std::string("GroupInvalid encryption_key"));
    // A key that stood on the path before, one of the leaf before, one of somebody else.
    const Forger forger(*bob, story->server());
    const Bytes rootKey = forger.tree().encryptionKey(root(forger.tree().leafCount()));
    QCOMPARE(edited([&](auto& c) { c.path->nodes.back().encryption_key = rootKey; }),
             std::string("GroupInvalid path_key_not_fresh"));
    const Bytes bobsKey = forger.tree().leaf(story->leafOf(*bob))->encryption_key;
    QCOMPARE(judgedCommit(*bob, {.editLeaf = [&](auto& leaf) { leaf.encryption_key = bobsKey; }}),
             std::string("GroupInvalid path_key_not_fresh"));
    const Bytes annasKey = forger.tree().leaf(annas)->encryption_key;
    QCOMPARE(judgedCommit(*bob, {.editLeaf = [&](auto& leaf) { leaf.encryption_key = annasKey; }}),
             std::string("GroupInvalid encryption_key_unique"));
}

void TestJudge::pathLeaf() {
    const auto edited = [&](const std::function<void(LeafNode&)>& edit) {
        return judgedCommit(*bob, {.editLeaf = edit});
    };
    QCOMPARE(edited([](auto& leaf) { leaf.leaf_node_source = LeafNodeSource::update; }),
             std::string("GroupInvalid path_leaf_source"));
    QCOMPARE(edited([](auto& leaf) { leaf.parent_hash.back() ^= 1U; }),
             std::string("GroupInvalid parent_hash"));
    QCOMPARE(edited([](auto& leaf) { leaf.parent_hash.clear(); }),
             std::string("GroupInvalid parent_hash"));
    QCOMPARE(edited([](auto& leaf) { leaf.capabilities.proposals.clear(); }),
             std::string("GroupInvalid required_capabilities"));
    QCOMPARE(judgedCommit(*bob, {.editSignedLeaf = [](auto& leaf) { leaf.signature[9] ^= 1U; }}),
             std::string("GroupInvalid leaf_signature"));
    // Same user, device, identity and device key (rule 17): nobody becomes somebody else.
    QCOMPARE(judgedCommit(*bob, {.editLeaf =
                                     [&](auto& leaf) {
                                         leaf.signature_key = carl->deviceKey.publicKey().toBytes();
                                     }}),
             std::string("GroupInvalid leaf_signature"));
    const auto withCertificate = [&](const std::function<void(identity::DeviceCertificate&)>& edit,
                                     const SignatureKeyPair& identityKey) {
        auto certificate = bob->certificate;
        edit(certificate);
        certificate = identity::DeviceCertificate::issue(certificate, identityKey);
        return edited(
            [&](auto& leaf) { leaf.credential = Credential::basic(certificate.encode()); });
    };
    const std::string stranger = "GroupInvalid path_leaf_identity";
    QCOMPARE(withCertificate([](auto& c) { c.user.bytes[0] ^= 1U; }, bob->identity), stranger);
    QCOMPARE(withCertificate([](auto& c) { c.device.bytes[0] ^= 1U; }, bob->identity), stranger);
    QCOMPARE(withCertificate([](auto&) {}, carl->identity), stranger);
    QCOMPARE(withCertificate([](auto& c) { c.notAfter += 1; }, bob->identity), std::string("ok"));
    QCOMPARE(edited([&](auto& leaf) {
                 auto certificate = bob->certificate;
                 certificate.notAfter += 1; // not signed by anybody
                 leaf.credential = Credential::basic(certificate.encode());
             }),
             std::string("GroupInvalid certificate_signature"));
}

void TestJudge::extensions() {
    const auto key = story->removalKey().publicKey();
    const auto rules = story->server().rules();
    const auto changed = [&](const std::function<void(Extensions&)>& edit) {
        Extensions extensions = KontorExtensions{rules, key}.build();
        edit(extensions);
        return judgedList(*anna, {{Proposal{GroupContextExtensions{extensions}}}});
    };
    QCOMPARE(changed([](auto&) {}), std::string("ok"));
    QCOMPARE(changed([](auto& e) { e.pop_back(); }), std::string("GroupInvalid kontor_rules"));
    QCOMPARE(changed([](auto& e) { e.erase(e.begin()); }),
             std::string("GroupInvalid required_capabilities"));
    QCOMPARE(changed([](auto& e) { e[0].extension_data = tls::encode(RequiredCapabilities{}); }),
             std::string("GroupInvalid required_capabilities"));
    QCOMPARE(changed([](auto& e) { e.erase(e.begin() + 1); }),
             std::string("GroupInvalid external_senders"));
    QCOMPARE(changed([](auto& e) { e[1].extension_data = {0}; }),
             std::string("GroupInvalid external_senders"));
    QCOMPARE(changed([](auto& e) { e.push_back({ExtensionType(0xF123), {}}); }),
             std::string("GroupInvalid group_context_extension"));
    QCOMPARE(changed([](auto& e) { std::swap(e[0], e[1]); }),
             std::string("GroupInvalid group_context_extension"));
    QCOMPARE(changed([](auto& e) { e[2].extension_data.push_back(0); }),
             std::string("Malformed kontor_rules"));
    // A newer version is said as such (rule 18).
    QCOMPARE(changed([](auto& e) { e[2].extension_data[1] = 2; }),
             std::string("VersionUnknown group rules"));
    QCOMPARE(
        judgedList(*anna,
                   {Forger(*anna, story->server()).setRules(rules, dora->deviceKey.publicKey())}),
        std::string("GroupInvalid removal_key_is_fixed"));
}

/// Rule 17 as the judge applies it; every branch of the rules themselves is in tst_group_rules.
void TestJudge::rulesOfTheGroup() {
    const auto key = story->removalKey().publicKey();
    const auto with = [&](Person& by, std::vector<UserId> admins) {
        rules::KontorRules rules = story->server().rules();
        rules.admins = std::move(admins);
        return judgedList(by, {Forger(by, story->server()).setRules(rules, key)});
    };
    QCOMPARE(judgedList(*bob, {Forger::remove(story->leafOf(*carl))}),
             std::string("GroupInvalid remove_needs_admin"));
    QCOMPARE(with(*bob, {bob->user()}), std::string("GroupInvalid admin_dropped_by_member"));
    QCOMPARE(with(*bob, {anna->user(), bob->user()}),
             std::string("GroupInvalid admin_named_by_member"));
    QCOMPARE(with(*anna, {anna->user(), bob->user()}), std::string("ok"));
    QCOMPARE(with(*anna, {}), std::string("GroupInvalid no_admin"));
    QCOMPARE(with(*anna, {dora->user()}), std::string("GroupInvalid admin_without_leaf"));
    rules::KontorRules rules = story->server().rules();
    rules.kind = rules::GroupKind::Self;
    rules.admins.clear();
    QCOMPARE(judgedList(*anna, {Forger(*anna, story->server()).setRules(rules, key)}),
             std::string("GroupInvalid kind_is_fixed"));
}

void TestJudge::pendingProposals() {
    const Bytes leaving = must(carl->in().proposeSelfRemove(carl->device()));
    auto proposal = must(story->server().judge(leaving));
    QVERIFY(!proposal.repeatsPending());
    must(story->server().advance(std::move(proposal), story->serverStore()));
    const auto pending = story->server().pending();
    QCOMPARE(pending.size(), std::size_t{1});
    const ProposalOrRef ref{ProposalRef{pending.front().ref}};
    const auto carls = story->leafOf(*carl);
    const ListedProposal listed{{SelfRemove{}}, Sender::member(carls), true};

    QCOMPARE(judgedCommit(*bob, {}), std::string("Stale pending_proposal"));
    QCOMPARE(judgedCommit(*bob, {.proposals = {ref}, .applied = std::vector{listed}}),
             std::string("ok"));
    QCOMPARE(judgedBadList(*bob, {ref, ref}), std::string("GroupInvalid proposal_twice"));
    QCOMPARE(judgedBadList(*anna, {ref, Forger::remove(carls)}),
             std::string("GroupInvalid leaf_removed_twice"));
    // Whoever leaves does not commit.
    QCOMPARE(judgedBadList(*carl, {ref}), std::string("GroupInvalid remove_of_committer"));
    // A second one, and the server's, repeat it.
    QVERIFY(must(story->server().judge(must(carl->in().proposeSelfRemove(carl->device()))))
                .repeatsPending());
    const Bytes byServer = must(story->server().proposeRemoval(carls, story->removalKey()));
    QVERIFY(must(story->server().judge(byServer)).repeatsPending());
    must(story->server().advance(must(story->server().judge(byServer)), story->serverStore()));
    QCOMPARE(story->server().pending().size(), std::size_t{1});
}

void TestJudge::proposalsAlone() {
    Forger forger(*bob, story->server());
    const std::string refused = "GroupInvalid proposal_by_reference";
    QCOMPARE(judged(forger.proposal({Remove{story->leafOf(*carl)}})), refused);
    QCOMPARE(judged(forger.proposal(std::get<Proposal>(Forger::add(dora->keyPackage()).content))),
             refused);
    QCOMPARE(judged(forger.proposal({GroupContextExtensions{}})), refused);
    QCOMPARE(judged(forger.proposal({SelfRemove{}})), std::string("ok"));
    QCOMPARE(judged(forger.proposal({SelfRemove{}},
                                    {.editMessage = [](auto& m) { m.auth.signature[0] ^= 1U; }})),
             std::string("CryptoFailed signature"));
    QCOMPARE(judged(forger.proposal({SelfRemove{}},
                                    {.editContent = [](auto& c) { c.epoch.value -= 1; }})),
             std::string("Stale"));
    // The membership tag is no business of the judge (delivery.md, 6).
    QCOMPARE(judged(forger.proposal({SelfRemove{}},
                                    {.editMessage = [](auto& m) { m.membership_tag.clear(); }})),
             std::string("ok"));
    const auto external = [](std::uint32_t index) {
        return Work{.editContent = [=](auto& c) { c.sender = Sender::external(index); }};
    };
    const Proposal removal{Remove{story->leafOf(*carl)}};
    QCOMPARE(judged(forger.proposal(removal, external(0))), std::string("CryptoFailed signature"));
    QCOMPARE(judged(forger.proposal(removal, external(1))),
             std::string("GroupInvalid external_sender"));
    QCOMPARE(judged(forger.proposal({SelfRemove{}}, external(0))), refused);
    QCOMPARE(judged(forger.proposal(
                 removal, {.editContent =
                               [](auto& c) { c.sender = {SenderType::new_member_proposal, 0}; }})),
             refused);
    QCOMPARE(outcome(story->server().proposeRemoval(LeafIndex(3), story->removalKey())),
             std::string("GroupInvalid remove_of_blank_leaf"));
    QCOMPARE(outcome(story->server().proposeRemoval(LeafIndex(0), bob->deviceKey)),
             std::string("GroupInvalid external_sender"));
}

void TestJudge::groupInfos() {
    const auto staged = must(story->stage(*bob));
    const auto with = [&](const std::function<void(GroupInfo&)>& edit) {
        GroupInfo info = must(GroupInfo::fromMessage(staged.groupInfo()));
        edit(info);
        info.sign(bob->deviceKey);
        const Bytes message = wrapMessage(WireFormat::mls_group_info, tls::encode(info));
        return outcome(story->server().judge(staged.message(), message));
    };
    QCOMPARE(with([](auto&) {}), std::string("ok"));
    QCOMPARE(with([](auto& i) { i.group_context.epoch.value += 1; }),
             std::string("GroupInvalid group_info_context"));
    QCOMPARE(with([](auto& i) { i.group_context.tree_hash[0] ^= 1U; }),
             std::string("GroupInvalid group_info_context"));
    QCOMPARE(with([](auto& i) { i.confirmation_tag[0] ^= 1U; }),
             std::string("GroupInvalid group_info_tag"));
    QCOMPARE(with([](auto& i) { i.signer = LeafIndex(0); }),
             std::string("GroupInvalid group_info_signer"));
    QCOMPARE(with([](auto& i) { i.extensions.clear(); }),
             std::string("GroupInvalid group_info_extensions"));
    QCOMPARE(with([](auto& i) { i.extensions[0].extension_data.push_back(0); }),
             std::string("GroupInvalid group_info_extensions"));
    QCOMPARE(with([](auto& i) { i.extensions[0].extension_data = Bytes(33, 0); }),
             std::string("GroupInvalid group_info_extensions"));
    QCOMPARE(with([](auto& i) { i.extensions.push_back({ExtensionType::ratchet_tree, {}}); }),
             std::string("GroupInvalid group_info_extensions"));
    QCOMPARE(with([](auto& i) { i.extensions.push_back({ExtensionType(0x1A1A), {7}}); }),
             std::string("ok"));
    GroupInfo info = must(GroupInfo::fromMessage(staged.groupInfo()));
    info.sign(carl->deviceKey);
    QCOMPARE(outcome(story->server().judge(
                 staged.message(), wrapMessage(WireFormat::mls_group_info, tls::encode(info)))),
             std::string("CryptoFailed group_info_signature"));
    QCOMPARE(outcome(story->server().judge(staged.message(), staged.message())),
             std::string("Malformed wire_format"));
}

void TestJudge::directAndSelf() {
    GroupStory direct(rules::GroupKind::Direct);
    Person eva("eva", 5);
    Person fritz("fritz", 6);
    direct.found(eva);
    QCOMPARE(outcome(direct.stage(eva)), std::string("NotAllowed direct_needs_two_users"));
    QCOMPARE(outcome(direct.stage(eva, GroupStory::adding({&fritz, dora.get()}))),
             std::string("NotAllowed direct_needs_two_users"));
    direct.commit(eva, GroupStory::adding({&fritz}), {&fritz});
    QVERIFY(direct.agrees());
    QCOMPARE(outcome(direct.stage(eva, GroupStory::adding({dora.get()}))),
             std::string("NotAllowed add_to_closed_group"));
    QCOMPARE(outcome(direct.stage(eva, direct.removing(fritz))),
             std::string("NotAllowed remove_in_closed_group"));
    QCOMPARE(outcome(eva.in().proposeSelfRemove(eva.device())),
             std::string("NotAllowed self_remove_in_closed_group"));
    QCOMPARE(outcome(direct.server().judge(Forger(eva, direct.server()).proposal({SelfRemove{}}))),
             std::string("GroupInvalid self_remove_in_closed_group"));

    GroupStory notes(rules::GroupKind::Self);
    Person gerd("gerd", 7);
    Person gerdsOther("gerd's other computer", 7, 77);
    notes.found(gerd);
    QCOMPARE(outcome(notes.stage(gerd, GroupStory::adding({dora.get()}))),
             std::string("NotAllowed add_to_closed_group"));
    notes.commit(gerd, {});
    notes.commit(gerd, GroupStory::adding({&gerdsOther}), {&gerdsOther});
    QVERIFY(notes.agrees());
    QVERIFY(notes.allHear(gerd, "note to self"));
}

QTEST_GUILESS_MAIN(TestJudge)
#include "tst_judge.moc"
