#include "core/content/vote.h"

#include "core/content/poll.h"
#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <limits>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, poll = 1, choices = 2, comment = 3, sealed = 4 };
constexpr std::size_t kGreatestPairs = 32;
constexpr std::size_t kGreatestCommentBytes = kGreatestComment * 4;

std::vector<Ballot::Choice> readChoices(CborReader& reader) {
    std::vector<Ballot::Choice> all;
    const std::size_t count = reader.arrayOf(0, Poll::kGreatestOptions);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        Ballot::Choice choice;
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

/// What votes and ballots have.
struct Found {
    std::optional<Bytes> poll;
    std::optional<std::vector<Ballot::Choice>> choices;
    std::string comment;
    std::optional<Bytes> sealed;
};

Result<Found> readAll(ByteView cbor) {
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Vote::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"vote"});
    Found found;
    bool isNewer = false;
    readFields(reader, map.fields, [&](std::uint64_t key) {
        if (key == Key::poll) {
            found.poll = reader.bytes(MessageId::kSize);
        } else if (key == Key::choices) {
            found.choices = readChoices(reader);
        } else if (key == Key::comment) {
            found.comment = reader.text(kGreatestCommentBytes);
            if (!isComment(found.comment))
                reader.fail();
        } else if (key == Key::sealed) {
            found.sealed = reader.bytes(Vote::kGreatestSealed);
        } else {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            isNewer = isNewer || key < kFirstAddition;
        }
    });
    const bool speaks = found.choices && !found.choices->empty();
    if (!reader.finished() || (!found.comment.empty() && !speaks))
        return Error(ErrorCode::Malformed, {"vote"});
    if (isNewer)
        return Error(ErrorCode::VersionUnknown, {"vote"});
    return found;
}

void putVersion(QCborStreamWriter& writer) {
    writer.append(quint64{Key::version});
    writer.append(quint64{Vote::kVersion});
}

void putBallot(QCborStreamWriter& writer, const Ballot& ballot) {
    writer.append(quint64{Key::choices});
    writer.startArray(ballot.choices.size());
    for (const auto& choice : ballot.choices) {
        writer.startArray(2);
        writer.append(quint64{choice.option.value});
        writer.append(quint64{static_cast<std::uint8_t>(choice.answer)});
        writer.endArray();
    }
    writer.endArray();
    if (ballot.comment.empty())
        return;
    writer.append(quint64{Key::comment});
    writer.appendTextString(ballot.comment.data(), static_cast<qsizetype>(ballot.comment.size()));
}

void putBytes(QCborStreamWriter& writer, Key key, ByteView bytes) {
    writer.append(quint64{key});
    writer.append(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())).toByteArray());
}

} // namespace

SinglePart encodeVote(const Vote& vote) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(vote.sealed || vote.comment.empty() ? 3 : 4);
    putVersion(writer);
    putBytes(writer, Key::poll, vote.poll.bytes);
    if (vote.sealed)
        putBytes(writer, Key::sealed, *vote.sealed);
    else
        putBallot(writer, vote.ballot());
    writer.endMap();
    return {std::string(kVoteType), Bytes(cbor.begin(), cbor.end())};
}

Result<Vote> parseVote(ByteView cbor) {
    auto found = readAll(cbor);
    if (!found.ok())
        return found.error();
    auto& fields = found.value();
    const auto id = MessageId::parse(fields.poll.value_or(Bytes()));
    // In the open or sealed, and never both.
    if (!id.ok() || fields.choices.has_value() == fields.sealed.has_value())
        return Error(ErrorCode::Malformed, {"vote"});
    Vote vote;
    vote.poll = id.value();
    if (fields.choices)
        vote.choices = *std::move(fields.choices);
    vote.comment = std::move(fields.comment);
    vote.sealed = std::move(fields.sealed);
    return vote;
}

Bytes encodeBallot(const Ballot& ballot) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(ballot.comment.empty() ? 2 : 3);
    putVersion(writer);
    putBallot(writer, ballot);
    writer.endMap();
    return {cbor.begin(), cbor.end()};
}

Result<Ballot> parseBallot(ByteView cbor) {
    auto found = readAll(cbor);
    if (!found.ok())
        return found.error();
    auto& fields = found.value();
    if (fields.poll || fields.sealed || !fields.choices)
        return Error(ErrorCode::Malformed, {"vote"});
    return Ballot{*std::move(fields.choices), std::move(fields.comment)};
}

} // namespace kontor::content
