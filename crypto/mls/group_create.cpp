#include "base/limits.h"
#include "crypto/mls/group_state.h"
#include "crypto/mls/own_leaf.h"
#include "crypto/mls/transcript_hash.h"

#include <chrono>

namespace kontor::mls {

namespace {

/// The creator's leaf at epoch 0 comes from a key package that nobody ever sees (RFC 9420, 11); the
/// first commit replaces it.
LeafNode creatorsLeaf(const OwnDevice& device, const HpkePublicKey& key, Random& random,
                      Milliseconds now) {
    const auto seconds = [](Milliseconds time) {
        return static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::seconds>(time).count());
    };
    LeafNode leaf = newOwnLeaf(device, key, random);
    leaf.lifetime = {seconds(now), seconds(now + limits::kKeyPackageLife)};
    leaf.sign(device.key, {});
    return leaf;
}

} // namespace

EpochKeys EpochKeys::from(EpochSecrets secrets) {
    return {.sender_data_secret = std::move(secrets.sender_data_secret),
            .exporter_secret = std::move(secrets.exporter_secret),
            .external_secret = std::move(secrets.external_secret),
            .membership_key = std::move(secrets.membership_key),
            .epoch_authenticator = std::move(secrets.epoch_authenticator),
            .init_secret = std::move(secrets.init_secret)};
}

GroupState createGroup(const OwnDevice& device, const GroupId& group,
                       const rules::KontorRules& rules, const SignaturePublicKey& removalKey,
                       Random& random, Milliseconds now) {
    auto leafKey = HpkeKeyPair::generate(random);
    RatchetTree tree(creatorsLeaf(device, leafKey.publicKey, random, now));
    KontorExtensions kontor{rules, removalKey};
    const GroupContext context{.cipher_suite = static_cast<std::uint16_t>(kCipherSuite),
                               .group_id = group.toBytes(),
                               .epoch = Epoch(0),
                               .tree_hash = toBytes(tree.rootHash()),
                               .confirmed_transcript_hash = {},
                               .extensions = kontor.build()};
    // The epoch secret is to be fresh and random (11): so it is when the joiner secret is.
    auto secrets =
        deriveEpochSecrets(random.secret<kHashBytes>(), noPskSecret(), NewContext(context).view());
    const Digest tag = makeConfirmationTag(secrets.confirmation_key, {});
    auto roster = Roster::of(tree, Roster::Genuine::Known);
    SecretTree secretTree(std::move(secrets.encryption_secret), tree.leafCount());
    PublicState state{.context = context,
                      .sendingContext = SendingContext(context),
                      .tree = std::move(tree),
                      .interim_transcript_hash = toBytes(interimTranscriptHash({}, tag)),
                      .confirmation_tag = toBytes(tag),
                      .kontor = std::move(kontor),
                      .roster = std::move(roster).value(),
                      .pending = {},
                      .lastCommitChangedRoster = false};
    PrivatePath path{LeafIndex(0), {}};
    path.keys.emplace(toNode(path.own), std::move(leafKey));
    return {PublicAccess::wrap(std::move(state)), std::move(path),
            EpochKeys::from(std::move(secrets)), std::move(secretTree), std::nullopt};
}

Bytes signGroupInfo(const GroupContext& context, ByteView confirmationTag,
                    const HashSecret& external_secret, LeafIndex signer,
                    const SignatureKeyPair& key) {
    tls::Writer externalKey;
    externalKey.opaque(deriveExternalKeyPair(external_secret).publicKey.bytes);
    GroupInfo info{context,
                   {{ExtensionType::external_pub, std::move(externalKey).take()}},
                   toBytes(confirmationTag),
                   signer,
                   {}};
    info.sign(key);
    return wrapMessage(WireFormat::mls_group_info, tls::encode(info));
}

} // namespace kontor::mls
