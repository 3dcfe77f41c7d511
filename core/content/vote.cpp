#include "core/content/vote.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <limits>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, poll = 1, choices = 2 };
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
    const auto map = enterVersioned(reader, kGreatestPairs, Vote::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"vote"});
    Vote vote;
    Bytes poll;
    bool chosen = false;
    bool isNewer = false;
    readFields(reader, map.fields, [&](std::uint64_t key) {
        if (key == Key::poll) {
            poll = reader.bytes(MessageId::kSize);
        } else if (key == Key::choices) {
            vote.choices = readChoices(reader);
            chosen = true;
        } else {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            isNewer = isNewer || key < kFirstAddition;
        }
    });
    const auto id = MessageId::parse(poll);
    if (!reader.finished() || !id.ok() || !chosen)
        return Error(ErrorCode::Malformed, {"vote"});
    if (isNewer)
        return Error(ErrorCode::VersionUnknown, {"vote"});
    vote.poll = id.value();
    return vote;
}

} // namespace kontor::content
