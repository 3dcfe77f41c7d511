#include "crypto/mls/key_schedule.h"

namespace kontor::mls {

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

SecretBytes exportSecret(const HashSecret& exporter_secret, std::string_view label,
                         ByteView context, std::size_t length) {
    SecretBytes exported(length);
    const auto derived = deriveSecret(exporter_secret.view(), label);
    expandWithLabel(derived.view(), "exported", sha256(context), exported.writable());
    return exported;
}

} // namespace kontor::mls
