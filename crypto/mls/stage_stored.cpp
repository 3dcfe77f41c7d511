#include "crypto/mls/group_state.h"
#include "crypto/mls/stored_keys.h"

namespace kontor::mls {

namespace {

constexpr std::uint16_t kStoredVersion = 1;

struct StoredPart {
    Bytes device;
    Bytes keyPackageRef;
    Bytes encryptedGroupSecrets;

    static StoredPart parse(tls::Reader& r) { return {r.opaque(), r.opaque(), r.opaque()}; }
};

struct StoredCommit {
    Bytes message;
    Bytes groupInfo;
    Bytes encryptedGroupInfo;
    std::vector<StoredPart> parts;
    SecretBytes commit_secret;
    std::vector<StoredKey> keys;

    static StoredCommit parse(tls::Reader& r) {
        StoredCommit stored;
        stored.message = r.opaque();
        stored.groupInfo = r.opaque();
        stored.encryptedGroupInfo = r.opaque();
        stored.parts = r.vector<StoredPart>();
        stored.commit_secret = r.opaqueSecret();
        stored.keys = r.vector<StoredKey>();
        return stored;
    }
};

Error damaged() {
    return Error(ErrorCode::Malformed, {"staged commit"});
}

Result<std::vector<WelcomePart>> partsFrom(std::vector<StoredPart> stored) {
    std::vector<WelcomePart> parts;
    for (StoredPart& part : stored) {
        const auto device = DeviceId::parse(part.device);
        if (!device.ok())
            return damaged();
        parts.push_back(
            {device.value(), std::move(part.keyPackageRef), std::move(part.encryptedGroupSecrets)});
    }
    return parts;
}

} // namespace

SecretBytes serializeOwnCommit(const StagedState& staged) {
    const OwnCommit& own = *staged.own;
    tls::SecretWriter w;
    w.u16(kStoredVersion);
    w.opaque(own.message);
    w.opaque(own.groupInfo);
    w.opaque(own.encryptedGroupInfo);
    w.sized([&] {
        for (const WelcomePart& part : own.welcomeParts) {
            w.opaque(part.device.view());
            w.opaque(part.keyPackageRef);
            w.opaque(part.encryptedGroupSecrets);
        }
    });
    w.opaque(own.commit_secret.view());
    writeKeys(w, staged.next->newKeys);
    return std::move(w).takeSecret();
}

Result<StagedState> restoreOwnCommit(const GroupState& group, ByteView bytes) {
    tls::Reader r(bytes);
    const auto version = r.u16();
    if (r.ok() && version > kStoredVersion)
        return Error(ErrorCode::VersionUnknown, {"staged commit"});
    auto decoded = tls::decode<StoredCommit>(r.rest(), "staged commit");
    if (!decoded.ok())
        return decoded.error();
    StoredCommit& stored = decoded.value();
    auto commit_secret = HashSecret::copyOf(stored.commit_secret.view());
    auto keys = keysFrom(stored.keys);
    auto parts = partsFrom(std::move(stored.parts));
    if (!commit_secret.ok() || !keys.ok() || !parts.ok())
        return damaged();
    // What the commit does to the tree is computed anew: the bytes say it all.
    auto judged = group.pub.judge(stored.message, stored.groupInfo);
    if (!judged.ok())
        return judged.error();
    auto derived = deriveNextEpoch(group.keys.init_secret, *PublicAccess::of(judged.value()).commit,
                                   commit_secret.value());
    if (!derived.ok())
        return damaged();
    derived.value().next.newKeys = std::move(keys).value();
    OwnCommit own{std::move(stored.message), std::move(stored.groupInfo),
                  std::move(stored.encryptedGroupInfo), std::move(parts).value(),
                  std::move(commit_secret).value()};
    return StagedState{std::move(judged).value(), std::move(derived.value().next), std::move(own)};
}

} // namespace kontor::mls
