#include "crypto/mls/welcome.h"

#include "crypto/mls/group_info.h"
#include "crypto/mls/key_schedule.h"
#include "crypto/mls/mls_message.h"
#include "crypto/mls/transcript_hash.h"
#include "tools/vectors/vector_types.h"

#include <algorithm>

namespace kontor::vectors {

using namespace mls;

namespace {

void verifyGroupInfo(const VectorCase& c, const GroupInfo& info, const HashSecret& joiner_secret) {
    c.expect(info.signatureVerifies(c.hex("signer_pub")), "signature of the GroupInfo");
    const auto secrets =
        deriveEpochSecrets(joiner_secret, noPskSecret(), tls::encode(info.group_context));
    c.expect(confirmationTagVerifies(secrets.confirmation_key,
                                     info.group_context.confirmed_transcript_hash,
                                     info.confirmation_tag),
             "confirmation_tag");
}

} // namespace

void verifyWelcome(const VectorCase& c) {
    const Bytes message = c.hex("welcome");
    const auto body = unwrapMessage(message, WireFormat::mls_welcome);
    const auto package = KeyPackage::fromMessage(c.hex("key_package"));
    if (!body.ok() || !package.ok())
        return c.fail("messages decode");
    const auto welcome = c.got(tls::decode<Welcome>(body.value(), "Welcome"), "welcome decodes");
    if (!welcome)
        return;
    const Bytes ref = package.value().ref();
    const auto part = std::ranges::find(welcome->secrets, ref, &EncryptedGroupSecrets::new_member);
    if (part == welcome->secrets.end())
        return c.fail("entry of the key package");
    c.expect(package.value().signatureVerifies(), "signature of the key package");
    const auto initKey = HpkeKeyPair::fromPrivate({c.secret("init_priv")});
    const auto secrets = openGroupSecrets(*part, initKey, welcome->encrypted_group_info);
    c.expect(secrets.ok(), "group secrets open");
    if (!secrets.ok())
        return;
    const auto joiner_secret = HashSecret::copyOf(secrets.value().joiner_secret.view());
    if (!joiner_secret.ok())
        return c.fail("joiner_secret");
    const auto welcome_secret = deriveWelcomeSecret(joiner_secret.value(), noPskSecret());
    const auto plain = openGroupInfo(welcome_secret.view(), welcome->encrypted_group_info);
    c.expect(plain.ok(), "group info opens");
    if (!plain.ok())
        return;
    const auto info =
        c.got(tls::decode<GroupInfo>(plain.value().view(), "GroupInfo"), "group info decodes");
    if (info)
        verifyGroupInfo(c, *info, joiner_secret.value());
}

} // namespace kontor::vectors
