#include "crypto/mls/commit.h"
#include "crypto/mls/group_info.h"
#include "crypto/mls/mls_message.h"
#include "crypto/mls/private_message.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/ratchet_tree.h"
#include "crypto/mls/welcome.h"
#include "tools/vectors/vector_types.h"

namespace kontor::vectors {

using namespace mls;

namespace {

/// Decodes as one T and encodes to the same bytes.
template <typename T>
void verifyStruct(const VectorCase& c, const char* field) {
    const Bytes bytes = c.hex(field);
    const auto decoded = tls::decode<T>(bytes, field);
    c.expect(decoded.ok(), field);
    if (decoded.ok())
        c.equal(tls::encode(decoded.value()), field);
}

template <typename T>
void verifyMessage(const VectorCase& c, const char* field, WireFormat format) {
    const Bytes bytes = c.hex(field);
    const auto body = unwrapMessage(bytes, format);
    c.expect(body.ok(), field);
    if (!body.ok())
        return;
    const auto decoded = tls::decode<T>(body.value(), field);
    c.expect(decoded.ok(), field);
    if (decoded.ok())
        c.equal(wrapMessage(format, tls::encode(decoded.value())), field);
}

void verifySecrets(const VectorCase& c) {
    const Bytes bytes = c.hex("group_secrets");
    const auto decoded = tls::decode<GroupSecrets>(bytes, "group_secrets");
    c.expect(decoded.ok(), "group_secrets");
    if (!decoded.ok())
        return;
    tls::SecretWriter w;
    decoded.value().encode(w);
    c.equal(w.view(), "group_secrets");
}

void verifyTree(const VectorCase& c) {
    const auto decoded = RatchetTree::parse(c.hex("ratchet_tree"));
    c.expect(decoded.ok(), "ratchet_tree");
    if (decoded.ok())
        c.equal(encodeTree(decoded.value()), "ratchet_tree");
}

} // namespace

void verifyMessages(const VectorCase& c) {
    verifyMessage<Welcome>(c, "mls_welcome", WireFormat::mls_welcome);
    verifyMessage<GroupInfo>(c, "mls_group_info", WireFormat::mls_group_info);
    verifyMessage<KeyPackage>(c, "mls_key_package", WireFormat::mls_key_package);
    verifyTree(c);
    verifySecrets(c);
    verifyStruct<Add>(c, "add_proposal");
    verifyStruct<Update>(c, "update_proposal");
    verifyStruct<Remove>(c, "remove_proposal");
    verifyStruct<PreSharedKey>(c, "pre_shared_key_proposal");
    verifyStruct<ReInit>(c, "re_init_proposal");
    verifyStruct<ExternalInit>(c, "external_init_proposal");
    verifyStruct<GroupContextExtensions>(c, "group_context_extensions_proposal");
    verifyStruct<Commit>(c, "commit");
    for (const char* field :
         {"public_message_application", "public_message_proposal", "public_message_commit"})
        verifyMessage<PublicMessage>(c, field, WireFormat::mls_public_message);
    verifyMessage<PrivateMessage>(c, "private_message", WireFormat::mls_private_message);
}

} // namespace kontor::vectors
