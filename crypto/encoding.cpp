#include "crypto/encoding.h"

#include "crypto/sodium_start.h"

namespace kontor {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

} // namespace

std::string toHex(ByteView bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), somewhere(bytes), bytes.size());
    text.pop_back();
    return text;
}

Result<Bytes> fromHex(std::string_view text) {
    Bytes bytes(text.size() / 2 + 1); // one more: an empty vector would point nowhere
    std::size_t size = 0;
    const char* end = nullptr;
    if (text.size() % 2 != 0 ||
        sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                       &end) != 0 ||
        end != text.data() + text.size())
        return Error(ErrorCode::Malformed, {"hex"});
    bytes.resize(size);
    return bytes;
}

std::string toBase64Url(ByteView bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), somewhere(bytes), bytes.size(), kVariant);
    text.pop_back();
    return text;
}

Result<Bytes> fromBase64Url(std::string_view text) {
    Bytes bytes(text.size() / 4 * 3 + 2);
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                          &end, kVariant) != 0 ||
        end != text.data() + text.size())
        return Error(ErrorCode::Malformed, {"base64"});
    bytes.resize(size);
    return bytes;
}

} // namespace kontor
