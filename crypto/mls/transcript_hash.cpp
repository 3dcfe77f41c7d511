#include "crypto/mls/transcript_hash.h"

namespace kontor::mls {

Digest confirmedTranscriptHash(ByteView interim_before, const AuthenticatedContent& commit) {
    assert(commit.content.content_type == ContentType::commit);
    tls::Writer w(commit.content.content.size() + 256);
    w.value(commit.wire_format);
    w.value(commit.content);
    w.opaque(commit.auth.signature);
    return sha256({interim_before, w.view()});
}

Digest interimTranscriptHash(ByteView confirmed, ByteView confirmation_tag) {
    tls::Writer w(confirmation_tag.size() + 4);
    w.opaque(confirmation_tag);
    return sha256({confirmed, w.view()});
}

Digest makeConfirmationTag(const HashSecret& confirmation_key, ByteView confirmed) {
    return hmacSha256(confirmation_key.view(), confirmed);
}

bool confirmationTagVerifies(const HashSecret& confirmation_key, ByteView confirmed,
                             ByteView confirmation_tag) {
    return equalInConstantTime(makeConfirmationTag(confirmation_key, confirmed), confirmation_tag);
}

} // namespace kontor::mls
