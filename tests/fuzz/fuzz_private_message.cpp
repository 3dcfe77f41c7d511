#include "crypto/mls/private_message.h"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace kontor;
using namespace kontor::mls;

HashSecret secretOf(std::uint8_t value) {
    HashSecret secret;
    std::ranges::fill(secret.writable(), value);
    return secret;
}

/// A member who can seal sends whatever it likes as PrivateMessageContent.
void openHostileContent(ByteView plain, ContentType type) {
    SecretTree tree(secretOf(2), LeafCount(1));
    const auto opening = tree.open(LeafIndex(0), ratchetFor(type), 0);
    const MessageKey& key = opening.value().key();
    AeadNonce nonce{};
    std::ranges::copy(key.nonce(), nonce.begin());
    PrivateMessage message;
    message.content_type = type;
    const Bytes sealed = aeadSeal(key.key(), nonce, message.content_aad, plain);
    message.ciphertext = sealed;
    const auto content = openContent(message, SenderData{}, key);
    if (!content.ok())
        return;
    tls::Writer w;
    encodeContent(w, type, content.value().content.content);
    content.value().auth.encode(w, type);
    if (!std::ranges::equal(w.view(), plain.first(std::min(w.size(), plain.size()))))
        std::abort();
}

} // namespace

/// First as a message from the server, then as the content inside of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto message = PrivateMessage::fromMessage(bytes); message.ok())
        (void)openSenderData(message.value(), secretOf(1));
    for (const auto type : {ContentType::application, ContentType::proposal, ContentType::commit})
        openHostileContent(bytes, type);
    return 0;
}
