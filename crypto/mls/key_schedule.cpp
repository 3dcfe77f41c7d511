#include "crypto/mls/key_schedule.h"

namespace kontor::mls {

namespace {

HashSecret exportInitSecret(const HpkeContext& context) {
    constexpr std::string_view kExporterContext = "MLS 1.0 external init secret";
    return HashSecret::copyOf(context.exportSecret(viewOf(kExporterContext), kHashBytes).view())
        .value();
}

} // namespace

HashSecret deriveJoinerSecret(const HashSecret& init_secret, const HashSecret& commit_secret,
                              ByteView group_context) {
    const auto extracted = hkdfExtract(init_secret.view(), commit_secret.view());
    return expandWithLabel(extracted.view(), "joiner", group_context);
}

HashSecret deriveWelcomeSecret(const HashSecret& joiner_secret, const HashSecret& psk_secret) {
    return deriveSecret(hkdfExtract(joiner_secret.view(), psk_secret.view()).view(), "welcome");
}

EpochSecrets deriveEpochSecrets(const HashSecret& joiner_secret, const HashSecret& psk_secret,
                                ByteView group_context) {
    const auto member_secret = hkdfExtract(joiner_secret.view(), psk_secret.view());
    const auto epoch_secret = expandWithLabel(member_secret.view(), "epoch", group_context);
    const HmacKey epoch(epoch_secret.view());
    const auto derive = [&](std::string_view label) {
        HashSecret secret;
        expandWithLabel(epoch, label, {}, secret.writable());
        return secret;
    };
    return {
        .sender_data_secret = derive("sender data"),
        .encryption_secret = derive("encryption"),
        .exporter_secret = derive("exporter"),
        .external_secret = derive("external"),
        .confirmation_key = derive("confirm"),
        .membership_key = derive("membership"),
        .resumption_psk = derive("resumption"),
        .epoch_authenticator = derive("authentication"),
        .init_secret = derive("init"),
    };
}

Result<ExternalInitSecret> makeExternalInitSecret(const HpkePublicKey& external_pub,
                                                  Random& random) {
    auto sender = hpkeSetupSender(external_pub, {}, random);
    if (!sender.ok())
        return sender.error();
    return ExternalInitSecret{exportInitSecret(sender.value().context),
                              std::move(sender.value().enc)};
}

Result<HashSecret> openExternalInitSecret(const HashSecret& external_secret, ByteView kem_output) {
    const auto context = hpkeSetupReceiver(deriveExternalKeyPair(external_secret), kem_output, {});
    if (!context.ok())
        return context.error();
    return exportInitSecret(context.value());
}

SecretBytes exportSecret(const HashSecret& exporter_secret, std::string_view label,
                         ByteView context, std::size_t length) {
    SecretBytes exported(length);
    const auto derived = deriveSecret(exporter_secret.view(), label);
    expandWithLabel(derived.view(), "exported", sha256(context), exported.writable());
    return exported;
}

} // namespace kontor::mls
