#include "core/content/poll_state.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <array>
#include <set>

namespace kontor::content {
namespace {

enum Key : std::uint8_t {
    version = 0,
    as_of = 1,
    poll = 2,
    author = 3,
    device = 4,
    asked = 5,
    votes = 6,
    closed = 7,
    part = kFirstAddition,
    then,
};
constexpr std::size_t kGreatestPairs = 32;

Error malformed() {
    return Error(ErrorCode::Malformed, {"poll-state"});
}

void put(QCborStreamWriter& writer, ByteView bytes) {
    writer.appendByteString(reinterpret_cast<const char*>(bytes.data()),
                            static_cast<qsizetype>(bytes.size()));
}

/// What one pass over the map has found, not yet looked into.
struct Found {
    std::optional<Seq> asOf;
    Bytes poll;
    Bytes author;
    Bytes device;
    std::optional<Bytes> asked;
    struct Cast {
        Bytes user;
        Seq seq;
        Bytes vote;
    };
    std::optional<std::vector<Cast>> votes;
    struct Closed {
        Seq seq;
        Bytes closing;
    };
    std::optional<Closed> closed;
    std::uint64_t part = 0;
    std::uint64_t then = 0;
    bool isNewer = false;
};

std::vector<Found::Cast> readVotes(CborReader& reader) {
    std::vector<Found::Cast> all;
    const std::size_t count = reader.arrayOf(0, PollState::kGreatestVotes);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        Found::Cast cast;
        reader.array(3);
        cast.user = reader.bytes(UserId::kSize);
        cast.seq = readSeq(reader);
        cast.vote = reader.bytes(PollState::kGreatestVote);
        reader.leave();
        all.push_back(std::move(cast));
    }
    reader.leave();
    return all;
}

Found readAll(CborReader& reader, std::size_t fields) {
    Found found;
    readFields(reader, fields, [&](std::uint64_t key) {
        switch (key) {
        case Key::as_of:
            found.asOf = readSeq(reader);
            break;
        case Key::poll:
            found.poll = reader.bytes(MessageId::kSize);
            break;
        case Key::author:
            found.author = reader.bytes(UserId::kSize);
            break;
        case Key::device:
            found.device = reader.bytes(DeviceId::kSize);
            break;
        case Key::asked:
            found.asked = reader.bytes(PollState::kGreatestPoll);
            break;
        case Key::votes:
            found.votes = readVotes(reader);
            break;
        case Key::closed:
            found.closed.emplace();
            reader.array(2);
            found.closed->seq = readSeq(reader);
            found.closed->closing = reader.bytes(PollState::kGreatestPoll);
            reader.leave();
            break;
        case Key::part:
            found.part = reader.number();
            break;
        case Key::then:
            found.then = reader.number();
            break;
        default:
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            found.isNewer = found.isNewer || key < kFirstAddition;
        }
    });
    return found;
}

Result<std::vector<PollState::Cast>> votesOf(const std::vector<Found::Cast>& found,
                                             const PollState& state) {
    std::vector<PollState::Cast> votes;
    std::set<UserId> users;
    for (const Found::Cast& cast : found) {
        const auto user = UserId::parse(cast.user);
        const auto vote = parseVote(cast.vote);
        if (!user.ok() || !users.insert(user.value()).second || cast.seq > state.asOf)
            return malformed();
        if (!vote.ok())
            return vote.error();
        if (vote.value().poll != state.poll)
            return malformed();
        votes.push_back({user.value(), cast.seq, cast.vote});
    }
    return votes;
}

Result<PollState::Closed> closedOf(const Found::Closed& found, const PollState& state) {
    const auto parsed = parsePoll(found.closing);
    if (!parsed.ok())
        return parsed.error();
    const auto* closing = std::get_if<PollClosing>(&parsed.value());
    if (closing == nullptr || closing->poll != state.poll || found.seq > state.asOf)
        return malformed();
    return PollState::Closed{found.seq, *closing};
}

} // namespace

SinglePart encodePollState(const PollState& state) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    const bool more = state.then == PollState::Then::NextPart;
    const std::array<bool, 3> alsoThere{state.closed.has_value(), state.part != 0, more};
    constexpr std::uint64_t kAlways = 7;
    writer.startMap(kAlways + static_cast<std::uint64_t>(std::ranges::count(alsoThere, true)));
    writer.append(quint64{Key::version});
    writer.append(quint64{PollState::kVersion});
    writer.append(quint64{Key::as_of});
    writer.append(quint64{state.asOf.value});
    writer.append(quint64{Key::poll});
    put(writer, state.poll.view());
    writer.append(quint64{Key::author});
    put(writer, state.author.view());
    writer.append(quint64{Key::device});
    put(writer, state.device.view());
    writer.append(quint64{Key::asked});
    put(writer, encodePoll(state.asked).content);
    writer.append(quint64{Key::votes});
    writer.startArray(state.votes.size());
    for (const auto& cast : state.votes) {
        writer.startArray(3);
        put(writer, cast.user.view());
        writer.append(quint64{cast.seq.value});
        put(writer, cast.vote);
        writer.endArray();
    }
    writer.endArray();
    if (state.closed) {
        writer.append(quint64{Key::closed});
        writer.startArray(2);
        writer.append(quint64{state.closed->seq.value});
        put(writer, encodePollClosing(state.closed->closing).content);
        writer.endArray();
    }
    if (state.part != 0) {
        writer.append(quint64{Key::part});
        writer.append(quint64{state.part});
    }
    if (more) {
        writer.append(quint64{Key::then});
        writer.append(quint64{1});
    }
    writer.endMap();
    return {std::string(kPollStateType), Bytes(cbor.begin(), cbor.end())};
}

Result<PollState> parsePollState(ByteView cbor) {
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, PollState::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"poll-state"});
    const Found found = readAll(reader, map.fields);
    const auto poll = MessageId::parse(found.poll);
    const auto author = UserId::parse(found.author);
    const auto device = DeviceId::parse(found.device);
    if (!reader.finished() || !found.asOf || !poll.ok() || !author.ok() || !device.ok() ||
        !found.asked || !found.votes)
        return malformed();
    if (found.isNewer)
        return Error(ErrorCode::VersionUnknown, {"poll-state"});
    PollState state;
    state.asOf = *found.asOf;
    state.poll = poll.value();
    state.author = author.value();
    state.device = device.value();
    auto asked = parsePoll(*found.asked);
    if (!asked.ok())
        return asked.error();
    auto* const question = std::get_if<Poll>(&asked.value());
    if (question == nullptr)
        return malformed();
    state.asked = std::move(*question);
    auto votes = votesOf(*found.votes, state);
    if (!votes.ok())
        return votes.error();
    state.votes = std::move(votes).value();
    if (found.closed) {
        auto closed = closedOf(*found.closed, state);
        if (!closed.ok())
            return closed.error();
        state.closed = std::move(closed).value();
    }
    state.part = found.part;
    if (found.then != 0)
        state.then = PollState::Then::NextPart;
    return state;
}

} // namespace kontor::content
