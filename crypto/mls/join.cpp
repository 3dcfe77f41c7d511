#include "crypto/mls/group_state.h"
#include "crypto/mls/transcript_hash.h"
#include "crypto/mls/welcome.h"

#include <algorithm>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

struct Opened {
    HashSecret joiner_secret;
    HashSecret path_secret;
    GroupInfo info;
};

/// The Welcome, opened with the key package's init key (RFC 9420, 12.4.3.1).
Result<Opened> openWelcome(const JoinRequest& request) {
    const auto part =
        tls::decode<EncryptedGroupSecrets>(request.encryptedGroupSecrets, "EncryptedGroupSecrets");
    if (!part.ok())
        return part.error();
    if (!equalInConstantTime(part.value().new_member, request.keyPackage.ref))
        return ErrorCode::NotForUs;
    const auto secrets =
        openGroupSecrets(part.value(), request.keyPackage.initKey, request.encryptedGroupInfo);
    if (!secrets.ok())
        return secrets.error();
    if (!secrets.value().psks.empty())
        return broken("psk_unsupported");
    if (!secrets.value().path_secret)
        return broken("path_secret_missing");
    auto joiner_secret = HashSecret::copyOf(secrets.value().joiner_secret.view());
    auto path_secret = HashSecret::copyOf(secrets.value().path_secret->view());
    if (!joiner_secret.ok() || !path_secret.ok())
        return Error(ErrorCode::Malformed, {"GroupSecrets"});
    const auto welcome_secret = deriveWelcomeSecret(joiner_secret.value(), noPskSecret());
    const auto plain = openGroupInfo(welcome_secret.view(), request.encryptedGroupInfo);
    if (!plain.ok())
        return plain.error();
    auto info = tls::decode<GroupInfo>(plain.value().view(), "GroupInfo");
    if (!info.ok())
        return info.error();
    return Opened{std::move(joiner_secret).value(), std::move(path_secret).value(),
                  std::move(info).value()};
}

/// Our leaf is the one of the key package, byte for byte.
Result<Member> findOwnLeaf(const OwnDevice& device, const JoinRequest& request,
                           const PublicState& state) {
    const auto package = KeyPackage::fromMessage(request.keyPackage.keyPackage);
    if (!package.ok())
        return package.error();
    const Member* own = state.roster.of(device.certificate.device);
    if (own == nullptr || *state.tree.leaf(own->leaf) != package.value().leaf_node)
        return ErrorCode::NotForUs;
    return *own;
}

} // namespace

Result<JoinedState> joinGroup(const OwnDevice& device, const JoinRequest& request) {
    auto opened = openWelcome(request);
    if (!opened.ok())
        return opened.error();
    const GroupInfo& info = opened.value().info;
    auto tree = RatchetTree::parse(request.ratchetTree);
    if (!tree.ok())
        return tree.error();
    auto state = PublicState::fromGroupInfo(info, std::move(tree).value());
    if (!state.ok())
        return state.error();
    const PublicState& pub = state.value();
    if (!std::ranges::equal(pub.kontor.removalKey.bytes, request.removalKey))
        return broken("external_senders");
    const auto own = findOwnLeaf(device, request, pub);
    if (!own.ok())
        return own.error();
    if (own.value().leaf == info.signer)
        return broken("group_info_signer");

    auto secrets = deriveEpochSecrets(opened.value().joiner_secret, noPskSecret(),
                                      NewContext(pub.context).view());
    if (!confirmationTagVerifies(secrets.confirmation_key, pub.context.confirmed_transcript_hash,
                                 pub.confirmation_tag))
        return Error(ErrorCode::CryptoFailed, {"confirmation_tag"});
    auto keys = keysOfJoiner(pub.tree, own.value().leaf, info.signer,
                             std::move(opened.value().path_secret));
    if (!keys.ok())
        return keys.error();
    PrivatePath path{own.value().leaf, std::move(keys).value()};
    path.keys.emplace(toNode(path.own), request.keyPackage.leafKey.clone());

    const Extension* extension = find(info.extensions, ExtensionType::kontor_joiner);
    Bytes joinerExtension = extension == nullptr ? Bytes{} : extension->extension_data;
    Member adder = *pub.roster.at(info.signer);
    SecretTree secretTree(std::move(secrets.encryption_secret), pub.tree.leafCount());
    return JoinedState{{PublicAccess::wrap(std::move(state).value()), std::move(path),
                        EpochKeys::from(std::move(secrets)), std::move(secretTree), std::nullopt},
                       std::move(joinerExtension),
                       std::move(adder)};
}

} // namespace kontor::mls
