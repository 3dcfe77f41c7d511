#include "server/turn_access.h"

#include "crypto/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace kontor::server {

namespace {

std::string base64(ByteView bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

bool isHost(std::string_view host) {
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    const auto plain = [](char letter) {
        const bool word = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9');
        return word || letter == '.' || letter == '-' || letter == ':';
    };
    return !host.empty() && std::ranges::all_of(host, plain);
}

bool isHostAndPort(std::string_view text) {
    if (text.empty())
        return false;
    const auto colon = text.rfind(':');
    const bool bare = colon == std::string_view::npos || text.back() == ']';
    if (bare)
        return isHost(text) && (text.front() == '[' || colon == std::string_view::npos);
    const std::string_view digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const std::string_view host = text.substr(0, colon);
    const bool six = host.find(':') != std::string_view::npos;
    return error == std::errc() && end == digits.data() + digits.size() && port != 0 &&
           isHost(host) && (!six || host.front() == '[');
}

} // namespace

bool isStunAddress(std::string_view address) {
    constexpr std::string_view kScheme = "stun:";
    return address.starts_with(kScheme) && isHostAndPort(address.substr(kScheme.size()));
}

bool isTurnAddress(std::string_view address) {
    const auto colon = address.find(':');
    if (colon == std::string_view::npos)
        return false;
    const std::string_view scheme = address.substr(0, colon);
    const std::string_view rest = address.substr(colon + 1);
    const auto question = rest.find('?');
    const std::string_view transport =
        question == std::string_view::npos ? "" : rest.substr(question);
    const bool known =
        transport.empty() || transport == "?transport=udp" || transport == "?transport=tcp";
    return (scheme == "turn" || scheme == "turns") && known &&
           isHostAndPort(rest.substr(0, question));
}

TurnCredentials turnCredentials(std::string_view secret, Seconds expiresAt, ByteView name) {
    TurnCredentials credentials;
    credentials.username = std::to_string(expiresAt.count()) + ":" + toHex(name);
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(credentials.username.data()),
         credentials.username.size(), digest.data(), &length);
    credentials.password = base64(ByteView(digest).first(length));
    return credentials;
}

} // namespace kontor::server
