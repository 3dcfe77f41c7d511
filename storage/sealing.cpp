#include "storage/sealing.h"

#include "crypto/aead.h"
#include "crypto/kdf.h"

#include <algorithm>

namespace kontor::storage {

namespace {

constexpr std::size_t kNonceBytes = std::tuple_size_v<XAeadNonce>;

Secret<32> keyFor(const Secret<32>& key, SealedFor purpose) {
    Bytes info = toBytes(viewOf("Kontor 1.0 profile "));
    info.push_back(static_cast<std::uint8_t>(purpose));
    Secret<32> derived;
    hkdfExpand(key.view(), info, derived.writable());
    return derived;
}

} // namespace

Bytes sealUnder(const Secret<32>& key, SealedFor purpose, ByteView context, ByteView plain,
                Random& random) {
    const auto nonce = random.array<kNonceBytes>();
    const Bytes sealed = xaeadSeal(keyFor(key, purpose).view(), nonce, context, plain);
    Bytes out(nonce.size() + sealed.size());
    std::ranges::copy(sealed, std::ranges::copy(nonce, out.begin()).out);
    return out;
}

Result<SecretBytes> openUnder(const Secret<32>& key, SealedFor purpose, ByteView context,
                              ByteView sealed) {
    if (sealed.size() < kNonceBytes + kAeadTagBytes)
        return ErrorCode::CryptoFailed;
    XAeadNonce nonce{};
    std::ranges::copy(sealed.first(kNonceBytes), nonce.begin());
    return xaeadOpen(keyFor(key, purpose).view(), nonce, context, sealed.subspan(kNonceBytes));
}

} // namespace kontor::storage
