#include "crypto/mls/group_messages.h"

#include "base/limits.h"
#include "crypto/mls/private_message.h"
#include "crypto/mls/public_message.h"

#include <algorithm>

namespace kontor::mls {

namespace {

/// The epoch that a message was sent in, as far as we still have it.
struct Source {
    ByteView context;
    const HashSecret& sender_data_secret;
    SecretTree& tree;
    const SecretTreeParts& parts;
};

Result<Source> sourceOf(GroupState& group, const PrivateMessage& message) {
    const GroupContext& present = group.state().context;
    if (!std::ranges::equal(message.group_id, present.group_id))
        return Error(ErrorCode::GroupInvalid, {"group_id"});
    if (message.content_type != ContentType::application)
        return Error(ErrorCode::Malformed, {"private handshake"});
    if (message.epoch > present.epoch)
        return ErrorCode::EpochUnknown;
    if (message.epoch == present.epoch)
        return Source{group.state().sendingContext.view(), group.keys.sender_data_secret,
                      group.tree, kPresentTree};
    if (group.past && message.epoch == group.past->epoch)
        return Source{group.past->context, group.past->sender_data_secret, group.past->tree,
                      kPastTree};
    return ErrorCode::EpochTooOld;
}

/// What has waited too long for its message goes whenever the group is touched.
Result<void> dropExpiredKeys(GroupState& group, Milliseconds now, GroupStore& store) {
    if (group.tree.dropExpired(now))
        if (auto written = group.tree.writeChanges(store, kPresentTree); !written.ok())
            return written;
    if (group.past && group.past->tree.dropExpired(now))
        return group.past->tree.writeChanges(store, kPastTree);
    return {};
}

} // namespace

Result<Bytes> sealApplication(GroupState& group, const OwnDevice& device, ByteView content,
                              Random& random, GroupStore& store) {
    if (content.size() > limits::kContentBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kContentBytes)});
    // RFC 9420, 12.4: whoever knows of a proposal commits it before she says anything.
    if (!group.state().pending.empty())
        return Error(ErrorCode::NotAllowed, {"pending_proposal"});
    auto sealing = group.tree.seal(group.own(), RatchetType::application);
    if (!sealing.ok())
        return sealing.error();
    FramedContent framed{.group_id = group.state().context.group_id,
                         .epoch = group.state().context.epoch,
                         .sender = Sender::member(group.own()),
                         .authenticated_data = {},
                         .content_type = ContentType::application,
                         .content = toBytes(content)};
    const auto message = signContent(WireFormat::mls_private_message, std::move(framed), device.key,
                                     group.state().sendingContext.view());
    auto sealed =
        sealPrivateMessage(message, sealing.value(), group.keys.sender_data_secret, random);
    if (!sealed.ok())
        return sealed;
    if (auto stepped = group.tree.writeChanges(store, kPresentTree); !stepped.ok())
        return stepped.error();
    return sealed;
}

Result<Unprotected> openApplication(GroupState& group, ByteView bytes,
                                    const UnprotectOptions& options, GroupStore& store) {
    const auto message = PrivateMessage::fromMessage(bytes);
    if (!message.ok())
        return message.error();
    auto source = sourceOf(group, message.value());
    if (!source.ok())
        return source.error();
    const auto sender = openSenderData(message.value(), source.value().sender_data_secret);
    if (!sender.ok())
        return sender.error();
    const Member* member = group.state().roster.at(sender.value().leaf_index);
    if (member == nullptr)
        return Error(ErrorCode::CryptoFailed, {"sender_leaf"});
    if (auto dropped = dropExpiredKeys(group, options.now, store); !dropped.ok())
        return dropped.error();
    SecretTree& tree = source.value().tree;
    auto opening = tree.open(member->leaf, RatchetType::application, sender.value().generation,
                             options.greatestForward);
    if (!opening.ok())
        return opening.error();
    auto content = openContent(message.value(), sender.value(), opening.value().key());
    if (!content.ok())
        return content.error();
    if (!signatureVerifies(content.value(), member->certificate.deviceKey.view(),
                           source.value().context))
        return Error(ErrorCode::CryptoFailed, {"signature"});
    if (member->leaf == group.own())
        return Error(ErrorCode::GroupLost, {"own_generation_unknown"});
    // Only now: what is forged must not use up keys of the real sender (trap 13).
    tree.consume(std::move(opening).value(), options.now);
    if (auto written = tree.writeChanges(store, source.value().parts); !written.ok())
        return written.error();
    return Unprotected{*member, message.value().epoch, sender.value().generation,
                       std::move(content.value().content.content)};
}

Result<Bytes> makeSelfRemove(const GroupState& group, const OwnDevice& device) {
    const PublicState& state = group.state();
    if (auto allowed = rules::judgeSelfRemove(state.kontor.rules); !allowed.ok())
        return Error(ErrorCode::NotAllowed, allowed.error().args);
    FramedContent content{.group_id = state.context.group_id,
                          .epoch = state.context.epoch,
                          .sender = Sender::member(group.own()),
                          .authenticated_data = {},
                          .content_type = ContentType::proposal,
                          .content = tls::encode(Proposal{SelfRemove{}})};
    auto message = signContent(WireFormat::mls_public_message, std::move(content), device.key,
                               state.sendingContext.view());
    auto framed = PublicMessage::protect(std::move(message), group.keys.membership_key,
                                         state.sendingContext.view());
    if (!framed.ok())
        return framed.error();
    return framed.value().toMessage();
}

} // namespace kontor::mls
