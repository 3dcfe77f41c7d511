#include "core/polls/sealed_ballot.h"

#include <algorithm>

namespace kontor::polls {
namespace {

constexpr std::string_view kLabel = "Kontor 1.0 vote";
constexpr std::size_t kLeastPlain = 256;
constexpr std::uint8_t kEnd = 0x80;
constexpr std::size_t kOverhead = HpkePublicKey::kSize + kAeadTagBytes;

Bytes infoOf(const MessageId& id, const UserId& voter) {
    Bytes info = toBytes(viewOf(kLabel));
    info.insert(info.end(), id.bytes.begin(), id.bytes.end());
    info.insert(info.end(), voter.bytes.begin(), voter.bytes.end());
    return info;
}

std::size_t paddedSize(std::size_t bytes) {
    std::size_t size = kLeastPlain;
    while (size < bytes + 1)
        size *= 2;
    return size;
}

/// One that answers without a comment has this size at least, also where it takes a vote back.
std::size_t sizeOfAnswers(const content::Poll& poll) {
    content::Ballot whole;
    for (const auto& option : poll.options)
        whole.choices.push_back({option.id, content::Answer::Yes});
    return content::encodeBallot(whole).size();
}

} // namespace

Result<Bytes> sealBallot(const content::Poll& poll, const MessageId& id, const UserId& voter,
                         const content::Ballot& ballot, Random& random) {
    Bytes plain = content::encodeBallot(ballot);
    const std::size_t size = paddedSize(std::max(plain.size(), sizeOfAnswers(poll)));
    if (!poll.sealedTo || size + kOverhead > content::Vote::kGreatestSealed)
        return Error(ErrorCode::Malformed, {"vote"});
    plain.push_back(kEnd);
    plain.resize(size);
    const Bytes info = infoOf(id, voter);
    auto sealed = hpkeSeal(*poll.sealedTo, info, {}, plain, random);
    wipe(plain);
    if (!sealed.ok())
        return sealed.error();
    Bytes all = std::move(sealed.value().enc);
    const Bytes& ciphertext = sealed.value().ciphertext;
    all.insert(all.end(), ciphertext.begin(), ciphertext.end());
    return all;
}

Result<content::Ballot> openBallot(ByteView privateKey, const MessageId& id, const UserId& voter,
                                   ByteView sealed) {
    auto secret = Secret<HpkePublicKey::kSize>::copyOf(privateKey);
    if (!secret.ok() || sealed.size() < kOverhead)
        return ErrorCode::CryptoFailed;
    const auto pair = HpkeKeyPair::fromPrivate({std::move(secret).value()});
    const Bytes info = infoOf(id, voter);
    const auto plain = hpkeOpen(pair, sealed.first(HpkePublicKey::kSize), info, {},
                                sealed.subspan(HpkePublicKey::kSize));
    if (!plain.ok())
        return plain.error();
    ByteView bytes = plain.value().view();
    while (!bytes.empty() && bytes.back() == 0)
        bytes = bytes.first(bytes.size() - 1);
    if (bytes.empty() || bytes.back() != kEnd)
        return Error(ErrorCode::Malformed, {"vote"});
    return content::parseBallot(bytes.first(bytes.size() - 1));
}

} // namespace kontor::polls
