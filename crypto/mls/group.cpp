#include "crypto/mls/group.h"

#include "base/log.h"
#include "crypto/mls/group_messages.h"
#include "crypto/mls/group_state.h"
#include "crypto/mls/judge.h"

namespace kontor::mls {

StagedCommit::StagedCommit(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside)) {}
StagedCommit::StagedCommit(StagedCommit&&) noexcept = default;
StagedCommit& StagedCommit::operator=(StagedCommit&&) noexcept = default;
StagedCommit::~StagedCommit() = default;

const JudgedHandshake& StagedCommit::judged() const {
    return m_inside->judged;
}

bool StagedCommit::removesUs() const {
    return !m_inside->next;
}

ByteView StagedCommit::message() const {
    return m_inside->own ? ByteView(m_inside->own->message) : ByteView();
}

ByteView StagedCommit::groupInfo() const {
    return m_inside->own ? ByteView(m_inside->own->groupInfo) : ByteView();
}

ByteView StagedCommit::encryptedGroupInfo() const {
    return m_inside->own ? ByteView(m_inside->own->encryptedGroupInfo) : ByteView();
}

std::span<const WelcomePart> StagedCommit::welcomeParts() const {
    return m_inside->own ? std::span<const WelcomePart>(m_inside->own->welcomeParts)
                         : std::span<const WelcomePart>();
}

SecretBytes StagedCommit::serialize() const {
    return m_inside->own ? serializeOwnCommit(*m_inside) : SecretBytes();
}

Group::Group(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside)) {}
Group::Group(Group&&) noexcept = default;
Group& Group::operator=(Group&&) noexcept = default;
Group::~Group() = default;

Result<Group> Group::create(const OwnDevice& device, const GroupId& group,
                            const rules::KontorRules& rules, ByteView removalKey, Random& random,
                            Milliseconds now) {
    const auto key = SignaturePublicKey::parse(removalKey);
    if (!key.ok())
        return Error(ErrorCode::Malformed, {"removal key"});
    if (device.certificate.deviceKey != device.key.publicKey())
        return Error(ErrorCode::GroupInvalid, {"device_key"});
    const auto user = device.certificate.user;
    const std::vector<UserId> admins =
        rules.kind == rules::GroupKind::Group ? std::vector{user} : std::vector<UserId>{};
    if (rules.version != rules::KontorRules::kVersion || rules.admins != admins)
        return Error(ErrorCode::NotAllowed, {"creator_is_admin"});
    return Group(std::make_unique<Inside>(
        Inside{createGroup(device, group, rules, key.value(), random, now)}));
}

Result<Group::Joined> Group::join(const OwnDevice& device, const JoinRequest& request) {
    auto joined = joinGroup(device, request);
    if (!joined.ok())
        return joined.error();
    return Joined{Group(std::make_unique<Inside>(Inside{std::move(joined.value().group)})),
                  std::move(joined.value().joinerExtension), std::move(joined.value().adder)};
}

Result<Group> Group::load(const GroupStoreReader& store) {
    auto loaded = loadGroup(store);
    if (!loaded.ok())
        return loaded.error();
    return Group(std::make_unique<Inside>(Inside{std::move(loaded).value()}));
}

Result<void> Group::save(GroupStore& store) const {
    return saveGroup(*m_inside, store);
}

const PublicGroup& Group::publicState() const {
    return m_inside->pub;
}

LeafIndex Group::ownLeaf() const {
    return m_inside->own();
}

Result<Bytes> Group::groupInfo(const OwnDevice& device) const {
    return signGroupInfo(m_inside->state().context, m_inside->state().confirmation_tag,
                         m_inside->keys.external_secret, m_inside->own(), device.key);
}

Result<StagedCommit> Group::stageCommit(const OwnDevice& device, const CommitRequest& request,
                                        Random& random, Milliseconds now) const {
    auto staged = stageOwnCommit(*m_inside, device, request, random, now);
    if (!staged.ok())
        return staged.error();
    return StagedCommit(
        std::make_unique<StagedCommit::Inside>(StagedCommit::Inside{std::move(staged).value()}));
}

Result<StagedCommit> Group::restoreStaged(const SecretBytes& stored) const {
    auto staged = restoreOwnCommit(*m_inside, stored.view());
    if (!staged.ok())
        return staged.error();
    return StagedCommit(
        std::make_unique<StagedCommit::Inside>(StagedCommit::Inside{std::move(staged).value()}));
}

Result<StagedCommit> Group::stageReceived(ByteView commit) const {
    auto staged = stageReceivedCommit(*m_inside, commit);
    if (!staged.ok())
        return staged.error();
    return StagedCommit(
        std::make_unique<StagedCommit::Inside>(StagedCommit::Inside{std::move(staged).value()}));
}

Result<void> Group::merge(StagedCommit staged, GroupStore& store) {
    return mergeCommit(*m_inside, std::move(*staged.m_inside), store);
}

Result<Bytes> Group::proposeSelfRemove(const OwnDevice& device) const {
    return makeSelfRemove(*m_inside, device);
}

Result<JudgedHandshake> Group::receiveProposal(ByteView proposal, GroupStore& store) {
    auto judged = m_inside->pub.judge(proposal);
    if (!judged.ok())
        return judged;
    // Its signature decides (delivery.md, 6): the server, which cannot check tags, took it, and all
    // must come to the same verdict.
    const auto message = PublicMessage::fromMessage(proposal);
    if (!message.ok() || !message.value()
                              .checkMembership(m_inside->keys.membership_key,
                                               m_inside->state().sendingContext.view())
                              .ok())
        log::warning(log::Category::Crypto, "a proposal's membership tag is wrong");
    if (judged.value().kind() != JudgedHandshake::Kind::Proposal)
        return Error(ErrorCode::Malformed, {"Proposal"});
    // advance() takes the verdict; the caller gets it, too.
    JudgedHandshake verdict = PublicAccess::wrap(PublicAccess::copyOfProposal(judged.value()));
    if (auto kept = m_inside->pub.advance(std::move(judged).value(), store); !kept.ok())
        return kept.error();
    return verdict;
}

Result<Bytes> Group::protect(const OwnDevice& device, ByteView content, Random& random,
                             GroupStore& store) {
    return sealApplication(*m_inside, device, content, random, store);
}

Result<Unprotected> Group::unprotect(ByteView message, const UnprotectOptions& options,
                                     GroupStore& store) {
    return openApplication(*m_inside, message, options, store);
}

Result<SecretBytes> Group::exportSecret(std::string_view label, ByteView context,
                                        std::size_t length) const {
    constexpr std::size_t kGreatest = 255 * kHashBytes;
    if (length > kGreatest)
        return Error(ErrorCode::TooLarge, {std::to_string(kGreatest)});
    return mls::exportSecret(m_inside->keys.exporter_secret, label, context, length);
}

Bytes Group::epochAuthenticator() const {
    return toBytes(m_inside->keys.epoch_authenticator.view());
}

} // namespace kontor::mls
