#include "core/content/vote.h"

#include "core/content/cbor_reader.h"

#include <QCborStreamWriter>

#include <limits>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, poll = 1, choices = 2 };
constexpr std::uint64_t kFirstAddition = 64;
constexpr std::size_t kGreatestPairs = 32;

std::vector<Vote::Choice> readChoices(CborReader& reader) {
    std::vector<Vote::Choice> all;
    const std::size_t count = reader.arrayOf(0, Poll::kGreatestOptions);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        Vote::Choice choice;
        reader.array(2);
        choice.option = OptionId(
            static_cast<std::uint32_t>(reader.number(std::numeric_limits<std::uint32_t>::max())));
        choice.answer =
            static_cast<Answer>(reader.number(static_cast<std::uint64_t>(Answer::IfNeedBe)));
        reader.leave();
        if (!all.empty() && choice.option <= all.back().option)
            reader.fail();
        all.push_back(choice);
    }
    reader.leave();
    return all;
}

} // namespace

SinglePart encodeVote(const Vote& vote) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(3);
    writer.append(quint64{Key::version});
    writer.append(quint64{Vote::kVersion});
    writer.append(quint64{Key::poll});
    writer.append(QByteArrayView(vote.poll.bytes.data(), vote.poll.bytes.size()).toByteArray());
    writer.append(quint64{Key::choices});
    writer.startArray(vote.choices.size());
    for (const auto& choice : vote.choices) {
        writer.startArray(2);
        writer.append(quint64{choice.option.value});
        writer.append(quint64{static_cast<std::uint8_t>(choice.answer)});
        writer.endArray();
    }
    writer.endArray();
    writer.endMap();
    return {std::string(kVoteType), Bytes(cbor.begin(), cbor.end())};
}

Result<Vote> parseVote(ByteView cbor) {
    CborReader reader(cbor);
    const std::size_t pairs = reader.mapOf(kGreatestPairs);
    if (reader.number() != Key::version)
        reader.fail();
    if (const auto version = reader.number(); !reader.failed() && version != Vote::kVersion)
        return Error(ErrorCode::VersionUnknown, {"vote"});
    Vote vote;
    Bytes poll;
    bool chosen = false;
    bool isNewer = false;
    std::uint64_t last = Key::version;
    for (std::size_t i = 1; i < pairs && !reader.failed(); ++i) {
        const auto key = reader.number();
        if (key <= last)
            reader.fail();
        last = key;
        if (key == Key::poll) {
            poll = reader.bytes(MessageId::kSize);
        } else if (key == Key::choices) {
            vote.choices = readChoices(reader);
            chosen = true;
        } else {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            isNewer = isNewer || key < kFirstAddition;
        }
    }
    reader.leave();
    const auto id = MessageId::parse(poll);
    if (!reader.finished() || !id.ok() || !chosen)
        return Error(ErrorCode::Malformed, {"vote"});
    if (isNewer)
        return Error(ErrorCode::VersionUnknown, {"vote"});
    vote.poll = id.value();
    return vote;
}

} // namespace kontor::content
