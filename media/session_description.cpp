#include "media/session_description.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kontor::media {
namespace {

constexpr std::size_t kGreatestSdp = 8U * 1024U;
constexpr std::size_t kGreatestLines = 120;

Error malformed(const char* what) {
    return Error(ErrorCode::Malformed, {what});
}

/// Calls `take(line)` for each line, without its end; false from it ends the walk with false.
template <typename Take>
bool eachLine(std::string_view text, Take take) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!take(line))
            return false;
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return true;
}

int digitOf(char letter) {
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    if (letter >= 'a' && letter <= 'f')
        return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F')
        return letter - 'A' + 10;
    return -1;
}

/// 32 pairs of hexadecimal digits with colons between them.
std::optional<std::array<std::uint8_t, 32>> hashIn(std::string_view text) {
    std::array<std::uint8_t, 32> hash{};
    if (text.size() != hash.size() * 3 - 1)
        return std::nullopt;
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const int high = digitOf(text[i * 3]);
        const int low = digitOf(text[i * 3 + 1]);
        if (high < 0 || low < 0 || (i + 1 < hash.size() && text[i * 3 + 2] != ':'))
            return std::nullopt;
        hash.at(i) = static_cast<std::uint8_t>(high * 16 + low);
    }
    return hash;
}

/// Attributes (a=NAME or a=NAME:...) that webrtcbin writes for a call of ours.
bool isKnownAttribute(std::string_view line) {
    static constexpr auto kNames =
        std::to_array<std::string_view>({"bundle-only",   "end-of-candidates",
                                         "extmap",        "extmap-allow-mixed",
                                         "fingerprint",   "fmtp",
                                         "framerate",     "group",
                                         "ice-options",   "ice-pwd",
                                         "ice-ufrag",     "inactive",
                                         "maxptime",      "mid",
                                         "msid",          "msid-semantic",
                                         "ptime",         "rtcp",
                                         "rtcp-fb",       "rtcp-mux",
                                         "rtcp-mux-only", "rtcp-rsize",
                                         "rtpmap",        "sendonly",
                                         "recvonly",      "sendrecv",
                                         "setup",         "ssrc",
                                         "ssrc-group"});
    const std::string_view name = line.substr(0, line.find(':'));
    return std::ranges::find(kNames, name) != kNames.end();
}

bool isKnownLine(std::string_view line) {
    if (line.size() < 2 || line[1] != '=')
        return false;
    const bool plain =
        std::ranges::all_of(line, [](char letter) { return letter >= ' ' && letter <= '~'; });
    if (!plain)
        return false;
    if (line[0] == 'a')
        return isKnownAttribute(line.substr(2));
    return std::string_view("vostcbm").find(line[0]) != std::string_view::npos;
}

bool isAddress(std::string_view text) {
    return !text.empty() && text.size() <= 45 && std::ranges::all_of(text, [](char letter) {
        return digitOf(letter) >= 0 || letter == '.' || letter == ':';
    });
}

/// Up to `greatest`.
bool isNumber(std::string_view text, std::uint64_t greatest) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && number <= greatest;
}

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = text.find(' ');
        words.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return words;
}

bool isIceWord(std::string_view text, std::size_t greatest) {
    return !text.empty() && text.size() <= greatest && std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '+' || letter == '/';
    });
}

} // namespace

Result<std::array<std::uint8_t, 32>> fingerprintOf(std::string_view sdp) {
    constexpr std::string_view kName = "a=fingerprint:";
    std::optional<std::array<std::uint8_t, 32>> found;
    const bool one = eachLine(sdp, [&](std::string_view line) {
        if (!line.starts_with(kName))
            return true;
        line.remove_prefix(kName.size());
        const auto blank = line.find(' ');
        if (blank == std::string_view::npos || line.substr(0, blank) != "sha-256")
            return false;
        const auto hash = hashIn(line.substr(blank + 1));
        if (!hash || (found && *found != *hash))
            return false;
        found = hash;
        return true;
    });
    if (!one || !found)
        return malformed("fingerprint");
    return *found;
}

Result<void> checkDescription(const Description& description) {
    if (description.sdp.empty() || description.sdp.size() > kGreatestSdp)
        return malformed("size");
    std::size_t lines = 0;
    std::size_t media = 0;
    bool opus = false;
    bool ufrag = false;
    bool password = false;
    const bool known = eachLine(description.sdp, [&](std::string_view line) {
        if (++lines > kGreatestLines || !isKnownLine(line))
            return false;
        if (line[0] == 'm') {
            ++media;
            return line.starts_with("m=audio ") &&
                   line.find(" UDP/TLS/RTP/SAVPF ") != std::string_view::npos;
        }
        if (line.starts_with("a=rtpmap:"))
            opus |= line.ends_with(" OPUS/48000/2") || line.ends_with(" opus/48000/2");
        else if (line.starts_with("a=ice-ufrag:"))
            return ufrag = isIceWord(line.substr(12), 64);
        else if (line.starts_with("a=ice-pwd:"))
            return password = isIceWord(line.substr(10), 128);
        return true;
    });
    if (!known)
        return malformed("line");
    if (media != 1 || !opus)
        return malformed("media");
    if (!ufrag || !password)
        return malformed("ice");
    const auto named = fingerprintOf(description.sdp);
    if (!named.ok())
        return named.error();
    if (named.value() != description.fingerprint)
        return malformed("fingerprint");
    return {};
}

bool isCandidate(std::string_view text) {
    const auto words = wordsOf(text);
    if (words.size() < 8 || words[6] != "typ")
        return false;
    const bool transport =
        words[2] == "UDP" || words[2] == "udp" || words[2] == "TCP" || words[2] == "tcp";
    const bool type =
        words[7] == "host" || words[7] == "srflx" || words[7] == "prflx" || words[7] == "relay";
    if (!isIceWord(words[0], 32) || !isNumber(words[1], 2) || !transport ||
        !isNumber(words[3], 0xffffffffU) || !isAddress(words[4]) || !isNumber(words[5], 65'535) ||
        !type || words.size() % 2 != 0)
        return false;
    // Pairs of a name and a value: raddr, rport, tcptype, generation ...
    for (std::size_t i = 8; i < words.size(); i += 2) {
        if (words[i] == "raddr" && !isAddress(words[i + 1]))
            return false;
        if (words[i].empty() || words[i + 1].empty())
            return false;
    }
    return true;
}

} // namespace kontor::media
