#include "crypto/mls/key_schedule.h"

#include "crypto/mls/group_info.h"
#include "tools/vectors/vector_types.h"

namespace kontor::vectors {

using namespace mls;

namespace {

void verifySecrets(const VectorCase& epoch, const EpochSecrets& secrets) {
    epoch.equal(secrets.init_secret.view(), "init_secret");
    epoch.equal(secrets.sender_data_secret.view(), "sender_data_secret");
    epoch.equal(secrets.encryption_secret.view(), "encryption_secret");
    epoch.equal(secrets.exporter_secret.view(), "exporter_secret");
    epoch.equal(secrets.epoch_authenticator.view(), "epoch_authenticator");
    epoch.equal(secrets.external_secret.view(), "external_secret");
    epoch.equal(secrets.confirmation_key.view(), "confirmation_key");
    epoch.equal(secrets.membership_key.view(), "membership_key");
    epoch.equal(secrets.resumption_psk.view(), "resumption_psk");
    epoch.equal(deriveExternalKeyPair(secrets.external_secret).publicKey.view(), "external_pub");
    const auto exporter = epoch.object("exporter");
    exporter.equal(exportSecret(secrets.exporter_secret, exporter.text("label"),
                                exporter.hex("context"), exporter.number("length"))
                       .view(),
                   "secret");
}

} // namespace

void verifyKeySchedule(const VectorCase& c) {
    HashSecret init_secret = c.secret("initial_init_secret");
    GroupContext context;
    context.cipher_suite = static_cast<std::uint16_t>(kCipherSuite);
    context.group_id = c.hex("group_id");
    for (const VectorCase& epoch : c.objects("epochs")) {
        context.tree_hash = epoch.hex("tree_hash");
        context.confirmed_transcript_hash = epoch.hex("confirmed_transcript_hash");
        const Bytes group_context = tls::encode(context);
        epoch.equal(group_context, "group_context");
        const auto psk_secret =
            epoch.has("psk_secret") ? epoch.secret("psk_secret") : noPskSecret();
        const auto joiner_secret =
            deriveJoinerSecret(init_secret, epoch.secret("commit_secret"), group_context);
        epoch.equal(joiner_secret.view(), "joiner_secret");
        epoch.equal(deriveWelcomeSecret(joiner_secret, psk_secret).view(), "welcome_secret");
        EpochSecrets secrets = deriveEpochSecrets(joiner_secret, psk_secret, group_context);
        verifySecrets(epoch, secrets);
        init_secret = std::move(secrets.init_secret);
        context.epoch = context.epoch.next();
    }
}

} // namespace kontor::vectors
