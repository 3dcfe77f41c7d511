#include "crypto/mls/public_group.h"

#include "crypto/mls/judge.h"
#include "crypto/mls/private_message.h"
#include "crypto/mls/public_rows.h"
#include "crypto/mls/public_state.h"

namespace kontor::mls {

JudgedHandshake::JudgedHandshake(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside)) {}
JudgedHandshake::JudgedHandshake(JudgedHandshake&&) noexcept = default;
JudgedHandshake& JudgedHandshake::operator=(JudgedHandshake&&) noexcept = default;
JudgedHandshake::~JudgedHandshake() = default;

JudgedHandshake::Kind JudgedHandshake::kind() const {
    return m_inside->kind;
}

std::optional<Member> JudgedHandshake::sender() const {
    return m_inside->sender;
}

const std::vector<Addition>& JudgedHandshake::additions() const {
    return m_inside->additions;
}

const std::vector<Removal>& JudgedHandshake::removals() const {
    return m_inside->removals;
}

const rules::KontorRules& JudgedHandshake::rulesAfter() const {
    return m_inside->rulesAfter;
}

const std::optional<Member>& JudgedHandshake::pathLeaf() const {
    return m_inside->pathLeaf;
}

const std::optional<LeafIndex>& JudgedHandshake::replaced() const {
    return m_inside->replaced;
}

bool JudgedHandshake::repeatsPending() const {
    return m_inside->repeatsPending;
}

PublicGroup::PublicGroup(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside)) {}
PublicGroup::PublicGroup(PublicGroup&&) noexcept = default;
PublicGroup& PublicGroup::operator=(PublicGroup&&) noexcept = default;
PublicGroup::~PublicGroup() = default;

Result<PublicGroup> PublicGroup::fromGroupInfo(ByteView groupInfo, ByteView ratchetTree) {
    const auto info = GroupInfo::fromMessage(groupInfo);
    if (!info.ok())
        return info.error();
    auto tree = RatchetTree::parse(ratchetTree);
    if (!tree.ok())
        return tree.error();
    auto state = PublicState::fromGroupInfo(info.value(), std::move(tree).value());
    if (!state.ok())
        return state.error();
    return PublicAccess::wrap(std::move(state).value());
}

Result<PublicGroup> PublicGroup::load(const GroupStoreReader& store) {
    auto state = loadPublicState(store);
    if (!state.ok())
        return state.error();
    return PublicAccess::wrap(std::move(state).value());
}

Result<void> PublicGroup::save(GroupStore& store) const {
    return savePublicState(*m_inside, store);
}

GroupId PublicGroup::groupId() const {
    return GroupId::parse(m_inside->context.group_id).value();
}

Epoch PublicGroup::epoch() const {
    return m_inside->context.epoch;
}

const rules::KontorRules& PublicGroup::rules() const {
    return m_inside->kontor.rules;
}

ByteView PublicGroup::removalKey() const {
    return m_inside->kontor.removalKey.view();
}

std::vector<Member> PublicGroup::members() const {
    return m_inside->roster.members();
}

std::optional<Member> PublicGroup::member(LeafIndex leaf) const {
    const Member* found = m_inside->roster.at(leaf);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<Member> PublicGroup::memberOf(const DeviceId& device) const {
    const Member* found = m_inside->roster.of(device);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

const std::vector<PendingProposal>& PublicGroup::pending() const {
    return m_inside->pending;
}

Bytes PublicGroup::ratchetTree() const {
    return encodeTree(m_inside->tree);
}

Bytes PublicGroup::groupContext() const {
    return m_inside->sendingContext.bytes;
}

bool PublicGroup::lastCommitChangedRoster() const {
    return m_inside->lastCommitChangedRoster;
}

Result<JudgedHandshake> PublicGroup::judge(ByteView publicMessage) const {
    const auto message = PublicMessage::fromMessage(publicMessage);
    if (!message.ok())
        return message.error();
    auto judged = judgeHandshake(*m_inside, message.value());
    if (!judged.ok())
        return judged.error();
    return PublicAccess::wrap(std::move(judged).value());
}

Result<JudgedHandshake> PublicGroup::judge(ByteView publicMessage, ByteView groupInfo) const {
    auto judged = judge(publicMessage);
    if (!judged.ok())
        return judged;
    if (auto fits = judgeGroupInfo(*judged.value().m_inside, groupInfo); !fits.ok())
        return fits.error();
    return judged;
}

Result<void> PublicGroup::advance(JudgedHandshake judged, GroupStore& store) {
    JudgedState& verdict = *judged.m_inside;
    if (verdict.judgedAt != m_inside->interim_transcript_hash)
        return Error(ErrorCode::Internal, {"judged in another state"});
    if (verdict.commit)
        return advanceByCommit(*m_inside, verdict, store);
    if (verdict.repeatsPending)
        return {};
    auto written = writePending(*verdict.proposal, m_inside->pending.size(), store);
    if (written.ok())
        m_inside->pending.push_back(std::move(*verdict.proposal));
    return written;
}

Result<Bytes> PublicGroup::proposeRemoval(LeafIndex target,
                                          const SignatureKeyPair& removalKey) const {
    if (removalKey.publicKey() != m_inside->kontor.removalKey)
        return Error(ErrorCode::GroupInvalid, {"external_sender"});
    if (m_inside->roster.at(target) == nullptr)
        return Error(ErrorCode::GroupInvalid, {"remove_of_blank_leaf"});
    FramedContent content{.group_id = m_inside->context.group_id,
                          .epoch = m_inside->context.epoch,
                          .sender = Sender::external(0),
                          .authenticated_data = {},
                          .content_type = ContentType::proposal,
                          .content = tls::encode(Proposal{Remove{target}})};
    auto signedContent = signContent(WireFormat::mls_public_message, std::move(content), removalKey,
                                     m_inside->sendingContext.view());
    return PublicMessage{std::move(signedContent.content), std::move(signedContent.auth), {}}
        .toMessage();
}

Result<MessageHeader> peek(ByteView mlsMessage) {
    tls::Reader r(mlsMessage);
    r.u16();
    const auto format = r.value<WireFormat>();
    if (format == WireFormat::mls_private_message) {
        const auto message = PrivateMessage::fromMessage(mlsMessage);
        if (!message.ok())
            return message.error();
        const auto group = GroupId::parse(message.value().group_id);
        if (!group.ok() || message.value().content_type != ContentType::application)
            return Error(ErrorCode::Malformed, {"private handshake"});
        return MessageHeader{group.value(), message.value().epoch, MessageHeader::Kind::Application,
                             std::nullopt};
    }
    const auto message = PublicMessage::fromMessage(mlsMessage);
    if (!message.ok())
        return message.error();
    const FramedContent& content = message.value().content;
    const auto group = GroupId::parse(content.group_id);
    if (!group.ok() || content.content_type == ContentType::application)
        return Error(ErrorCode::Malformed, {"public application message"});
    return MessageHeader{
        group.value(), content.epoch,
        content.content_type == ContentType::commit ? MessageHeader::Kind::Commit
                                                    : MessageHeader::Kind::Proposal,
        content.sender.isMember() ? std::optional(content.sender.leaf()) : std::nullopt};
}

} // namespace kontor::mls
