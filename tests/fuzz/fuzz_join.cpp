#include "crypto/mls/key_schedule.h"
#include "crypto/mls/welcome.h"
#include "tests/fuzz/fixed_group.h"

#include <cstdlib>

using namespace kontor;
using namespace kontor::mls;
using test::FixedGroup;

namespace {

/// A Welcome to fritz with all its parts, taken apart.
struct Invited {
    FixedGroup fixed;
    Bytes part;
    Bytes encryptedGroupInfo;
    Bytes tree;
    Bytes joiner_secret;
    GroupInfo info;
    Bytes secrets;

    Invited() {
        auto staged =
            test::must(fixed.story.stage(fixed.anna, test::GroupStory::adding({&fixed.fritz})));
        part = staged.welcomeParts()[0].encryptedGroupSecrets;
        encryptedGroupInfo = toBytes(staged.encryptedGroupInfo());
        fixed.story.deliver(fixed.anna, std::move(staged));
        tree = fixed.story.server().ratchetTree();
        const auto opened = test::must(
            openGroupSecrets(test::must(tls::decode<EncryptedGroupSecrets>(part, "part")),
                             package().initKey, encryptedGroupInfo));
        tls::SecretWriter w;
        opened.encode(w);
        secrets = toBytes(w.view());
        joiner_secret = toBytes(opened.joiner_secret.view());
        info = test::must(tls::decode<GroupInfo>(
            test::must(openGroupInfo(welcomeSecret().view(), encryptedGroupInfo)).view(), "info"));
    }
    KeyPackageBundle& package() { return fixed.fritz.packages.back(); }
    [[nodiscard]] HashSecret welcomeSecret() const {
        return deriveWelcomeSecret(test::must(HashSecret::copyOf(joiner_secret)), noPskSecret());
    }

    [[nodiscard]] bool join(ByteView withPart, ByteView withInfo, ByteView withTree) {
        return Group::join(fixed.fritz.device(), {withPart, withInfo, withTree, package(),
                                                  fixed.story.removalKey().publicKey().view()})
            .ok();
    }
    /// Seals `plain` as the group secrets, `groupInfo` beside it.
    bool joinWith(ByteView plain, ByteView groupInfo) {
        const auto keyPackage = test::must(KeyPackage::fromMessage(package().keyPackage));
        auto sealed = test::must(
            encryptWithLabel(keyPackage.init_key, "Welcome", groupInfo, plain, fixed.anna.random));
        return join(tls::encode(EncryptedGroupSecrets{package().ref, std::move(sealed)}), groupInfo,
                    tree);
    }
};

} // namespace

/// Everything that a joiner reads, with the other parts as they should be: the part as it comes,
/// the secrets inside it, the GroupInfo inside (signed anew), the tree, the stored key package.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Invited invited;
    const ByteView bytes(data, size);
    if (invited.join(bytes, invited.encryptedGroupInfo, invited.tree) &&
        toBytes(bytes) != invited.part)
        std::abort();
    if (invited.join(invited.part, invited.encryptedGroupInfo, bytes) &&
        toBytes(bytes) != invited.tree)
        std::abort();
    if (invited.joinWith(bytes, invited.encryptedGroupInfo) && toBytes(bytes) != invited.secrets)
        std::abort();
    (void)KeyPackageBundle::parse(bytes);
    auto info = tls::decode<GroupInfo>(bytes, "GroupInfo");
    if (!info.ok())
        return 0;
    info.value().sign(invited.fixed.anna.deviceKey);
    const Bytes sealed = sealGroupInfo(invited.welcomeSecret().view(), tls::encode(info.value()));
    // Only what is not in the GroupContext may differ: the confirmation tag covers the rest.
    if (invited.joinWith(invited.secrets, sealed) &&
        info.value().group_context != invited.info.group_context)
        std::abort();
    return 0;
}
