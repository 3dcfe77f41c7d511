#include "core/send/ephemeral.h"

#include "core/content/call_candidates.h"
#include "crypto/mls/ephemeral_message.h"

namespace kontor {

Result<void> sendEphemeral(const CoreParts& parts, const storage::ConversationRecord& record,
                           const content::SinglePart& part) {
    if (record.state != storage::ConversationState::Live)
        return ErrorCode::NotAllowed;
    const auto group = parts.groups.find(record.group);
    if (!group.ok())
        return group.error();
    if (group.value() == nullptr)
        return ErrorCode::NotAllowed;
    const Bytes content = content::encodeEphemeral(part);
    const auto payload =
        mls::sealEphemeral(*group.value(), parts.own.forMls(), content, parts.random);
    if (!payload.ok())
        return payload.error();
    wire::Ephemeral message;
    message.set_group(std::string(textOf(record.group.view())));
    message.set_epoch(group.value()->publicState().epoch().value);
    message.set_leaf(group.value()->ownLeaf().value);
    message.set_payload(std::string(textOf(payload.value())));
    parts.requests.ephemeral(std::move(message));
    return {};
}

std::optional<HeardEphemeral> openEphemeral(const CoreParts& parts,
                                            const wire::Ephemeral& message) {
    const auto id = GroupId::parse(viewOf(message.group()));
    if (!id.ok())
        return std::nullopt;
    auto record = parts.stores.conversations.findByGroup(id.value());
    if (!record.ok() || !record.value())
        return std::nullopt;
    const auto group = parts.groups.find(id.value());
    if (!group.ok() || group.value() == nullptr)
        return std::nullopt;
    const auto opened =
        mls::openEphemeral(*group.value(), Epoch(message.epoch()), mls::LeafIndex(message.leaf()),
                           viewOf(message.payload()));
    if (!opened.ok() || opened.value().sender.certificate.user == parts.own.user())
        return std::nullopt;
    auto part = content::parseEphemeral(opened.value().content);
    if (!part.ok())
        return std::nullopt;
    HeardEphemeral heard;
    heard.conversation = std::move(*record.value());
    heard.sender = opened.value().sender.certificate.user;
    heard.part = std::move(part).value();
    return heard;
}

} // namespace kontor
