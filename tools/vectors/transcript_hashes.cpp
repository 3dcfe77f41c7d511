#include "crypto/mls/transcript_hash.h"
#include "tools/vectors/vector_types.h"

namespace kontor::vectors {

using namespace mls;

void verifyTranscriptHashes(const VectorCase& c) {
    const Bytes bytes = c.hex("authenticated_content");
    const auto commit = c.got(tls::decode<AuthenticatedContent>(bytes, "AuthenticatedContent"),
                              "authenticated_content");
    if (!commit)
        return;
    c.expect(commit->content.content_type == ContentType::commit, "carries a commit");
    c.equal(tls::encode(*commit), "authenticated_content");
    const Digest confirmed =
        confirmedTranscriptHash(c.hex("interim_transcript_hash_before"), *commit);
    c.equal(confirmed, "confirmed_transcript_hash_after");
    c.expect(confirmationTagVerifies(c.secret("confirmation_key"), confirmed,
                                     commit->auth.confirmation_tag),
             "confirmation_tag");
    c.equal(interimTranscriptHash(confirmed, commit->auth.confirmation_tag),
            "interim_transcript_hash_after");
}

} // namespace kontor::vectors
