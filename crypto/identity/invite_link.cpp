#include "crypto/identity/invite_link.h"

#include "crypto/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kontor::identity {
namespace {

constexpr std::string_view kScheme = "kontor://";
constexpr std::string_view kInvite = "/invite/";
/// Longer than any link with the blanks that mail programs add.
constexpr std::size_t kGreatestPaste = 4096;
/// DNS: a name has at most 253 letters.
constexpr std::size_t kGreatestHost = 253;

/// What a mail program or a page puts in or around a link: white space, marks around it, and the
/// invisible characters no-break space, zero-width space and its kin, soft hyphen, byte-order mark.
constexpr std::array<std::string_view, 17> kAround{" ",
                                                   "\t",
                                                   "\n",
                                                   "\r",
                                                   "\v",
                                                   "\f",
                                                   "<",
                                                   ">",
                                                   "\"",
                                                   "'",
                                                   "\xC2\xA0",
                                                   "\xC2\xAD",
                                                   "\xE2\x80\x8B",
                                                   "\xE2\x80\x8C",
                                                   "\xE2\x80\x8D",
                                                   "\xE2\x81\xA0",
                                                   "\xEF\xBB\xBF"};

std::string withoutBlanks(std::string_view pasted) {
    std::string text;
    while (!pasted.empty()) {
        const auto blank = std::ranges::find_if(
            kAround, [&](std::string_view mark) { return pasted.starts_with(mark); });
        if (blank != kAround.end()) {
            pasted.remove_prefix(blank->size());
        } else {
            text.push_back(pasted.front());
            pasted.remove_prefix(1);
        }
    }
    return text;
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool consistsOf(std::string_view text, std::string_view letters) {
    return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

/// `host:port`, `[v6]:port`
bool parseAuthority(std::string_view authority, InviteLink& link) {
    const std::size_t colon = authority.rfind(':');
    if (colon == std::string_view::npos)
        return false;
    const std::string_view digits = authority.substr(colon + 1);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), link.port);
    if (error != std::errc() || end != digits.data() + digits.size() || link.port == 0)
        return false;
    link.host = authority.substr(0, colon);
    std::ranges::transform(link.host, link.host.begin(), lower);
    if (link.host.starts_with('[') && link.host.ends_with(']')) {
        link.host = link.host.substr(1, link.host.size() - 2);
        return link.host.find(':') != std::string::npos &&
               consistsOf(link.host, "0123456789abcdef:.");
    }
    return link.host.size() <= kGreatestHost &&
           consistsOf(link.host, "abcdefghijklmnopqrstuvwxyz0123456789.-");
}

template <typename AnyId>
bool parseId(std::string_view text, AnyId& id) {
    const auto bytes = fromBase64Url(text);
    if (!bytes.ok())
        return false;
    const auto parsed = AnyId::parse(bytes.value());
    if (parsed.ok())
        id = parsed.value();
    return parsed.ok();
}

} // namespace

std::string InviteLink::format() const {
    const bool v6 = host.find(':') != std::string::npos;
    return std::string(kScheme) + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port) +
           std::string(kInvite) + toBase64Url(token.view()) + "#" + toBase64Url(fingerprint.view());
}

Result<InviteLink> InviteLink::parse(std::string_view pasted) {
    if (pasted.size() > kGreatestPaste)
        return ErrorCode::LinkMalformed;
    const std::string text = withoutBlanks(pasted);
    const std::string_view whole = text;
    if (!std::ranges::equal(whole.substr(0, kScheme.size()), kScheme, {}, lower))
        return ErrorCode::LinkMalformed;
    const std::string_view rest = whole.substr(kScheme.size());
    const std::size_t path = rest.find('/');
    const std::size_t hash = rest.find('#');
    if (path == std::string_view::npos || hash == std::string_view::npos || hash < path ||
        !rest.substr(path).starts_with(kInvite))
        return ErrorCode::LinkMalformed;
    InviteLink link;
    const std::size_t token = path + kInvite.size();
    if (token > hash || !parseAuthority(rest.substr(0, path), link) ||
        !parseId(rest.substr(token, hash - token), link.token) ||
        !parseId(rest.substr(hash + 1), link.fingerprint))
        return ErrorCode::LinkMalformed;
    return link;
}

} // namespace kontor::identity
