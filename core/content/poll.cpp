#include "core/content/poll.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>
#include <QString>

#include <limits>
#include <optional>
#include <set>

namespace kontor::content {
namespace {

enum Key : std::uint8_t {
    version = 0,
    act = 1,
    title = 2,
    options = 3,
    choices = 4,
    poll = 5,
    third = 6,
    sealedTo = 7,
    counted = 8,
    deadline = 9,
    result = 10,
};
enum Act : std::uint8_t { asks = 0, closes = 1, reopens = 2 };
constexpr std::size_t kGreatestPairs = 32;
constexpr std::size_t kGreatestBytes = Poll::kGreatestLetters * 4;

Error newer() {
    return Error(ErrorCode::VersionUnknown, {"poll"});
}
Error malformed() {
    return Error(ErrorCode::Malformed, {"poll"});
}

void put(QCborStreamWriter& writer, std::string_view text) {
    writer.appendTextString(text.data(), static_cast<qsizetype>(text.size()));
}
void put(QCborStreamWriter& writer, ByteView bytes) {
    writer.append(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())).toByteArray());
}
void putNumber(QCborStreamWriter& writer, Key key, std::uint64_t value) {
    writer.append(quint64{key});
    writer.append(static_cast<quint64>(value));
}

bool isShown(const std::string& text) {
    const auto letters = QString::fromStdString(text).toUcs4();
    return !letters.isEmpty() && letters.size() <= static_cast<qsizetype>(Poll::kGreatestLetters);
}

/// What one pass over the map has found; which of it belongs together is asked afterwards.
struct Found {
    std::optional<std::uint64_t> act;
    std::optional<std::uint64_t> choices;
    std::optional<std::string> title;
    std::optional<std::vector<Poll::Option>> options;
    std::optional<Bytes> poll;
    bool third = false;
    bool counted = false;
    std::optional<Bytes> sealedTo;
    std::optional<std::uint64_t> deadline;
    std::optional<PollResult> result;
    bool isNewer = false;

    [[nodiscard]] bool asksAnything() const {
        return title || options || choices || third || counted || sealedTo || deadline;
    }
};

std::vector<Poll::Option> readOptions(CborReader& reader, Found& found) {
    std::vector<Poll::Option> all;
    const std::size_t count = reader.arrayOf(Poll::kLeastOptions, Poll::kGreatestOptions);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        Poll::Option option;
        (void)reader.arrayOf(2, 2);
        option.id = OptionId(
            static_cast<std::uint32_t>(reader.number(std::numeric_limits<std::uint32_t>::max())));
        if (reader.nextIsText()) {
            option.text = reader.text(kGreatestBytes);
        } else if (reader.nextIsArray()) {
            option.slot = readSlot(reader);
            found.isNewer = found.isNewer || !option.slot;
        } else {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            found.isNewer = true;
        }
        reader.leave();
        all.push_back(std::move(option));
    }
    reader.leave();
    return all;
}

/// There is one way to say no: to leave it out.
bool readFlag(CborReader& reader, Found& found) {
    const auto flag = reader.number();
    if (flag == 0)
        reader.fail();
    found.isNewer = found.isNewer || flag > 1;
    return true;
}

/// False: it is none of what makes a question.
bool readQuestion(CborReader& reader, std::uint64_t key, Found& found) {
    if (key == Key::title) {
        found.title = reader.text(kGreatestBytes);
    } else if (key == Key::options) {
        found.options = readOptions(reader, found);
    } else if (key == Key::choices) {
        found.choices = reader.number();
    } else if (key == Key::third) {
        found.third = readFlag(reader, found);
    } else if (key == Key::sealedTo) {
        found.sealedTo = reader.bytes(HpkePublicKey::kSize);
    } else if (key == Key::counted) {
        found.counted = readFlag(reader, found);
    } else if (key == Key::deadline) {
        found.deadline = reader.number();
    } else {
        return false;
    }
    return true;
}

Found readAll(CborReader& reader, std::size_t fields) {
    Found found;
    readFields(reader, fields, [&](std::uint64_t key) {
        if (key == Key::act) {
            found.act = reader.number();
        } else if (key == Key::poll) {
            found.poll = reader.bytes(MessageId::kSize);
        } else if (key == Key::result) {
            found.result = readPollResult(reader, found.isNewer);
        } else if (!readQuestion(reader, key, found)) {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            found.isNewer = found.isNewer || key < kFirstAddition;
        }
    });
    return found;
}

Result<PollAct> asked(Found found) {
    if (found.choices && *found.choices > static_cast<std::uint64_t>(Poll::Choices::Several))
        return newer();
    if (!found.title || !found.options || !found.choices || found.poll || found.result)
        return malformed();
    Poll poll;
    poll.title = std::move(*found.title);
    poll.options = std::move(*found.options);
    poll.choices = static_cast<Poll::Choices>(*found.choices);
    poll.third = found.third ? Poll::Third::Offered : Poll::Third::None;
    poll.names = found.counted ? Poll::Names::Counted : Poll::Names::Shown;
    if (found.sealedTo) {
        const auto key = HpkePublicKey::parse(*found.sealedTo);
        if (!key.ok())
            return malformed();
        poll.sealedTo = key.value();
    }
    if (found.deadline) {
        if (*found.deadline == 0 || *found.deadline >= static_cast<std::uint64_t>(kMomentsEnd))
            return malformed();
        poll.deadline = std::chrono::seconds(static_cast<std::int64_t>(*found.deadline));
    }
    if (auto checked = checkPoll(poll); !checked.ok())
        return checked.error();
    return PollAct(std::move(poll));
}

Result<PollAct> changed(Found found) {
    const bool closing = found.act == std::uint64_t{Act::closes};
    if (!found.poll || found.asksAnything() || (found.result && !closing))
        return malformed();
    const auto id = MessageId::parse(*found.poll);
    if (!id.ok())
        return malformed();
    if (closing)
        return PollAct(PollClosing{id.value(), std::move(found.result)});
    return PollAct(PollReopening{id.value()});
}

SinglePart partOf(const QByteArray& cbor) {
    return {std::string(kPollType), Bytes(cbor.begin(), cbor.end())};
}

/// The beginning of a map about a poll that was asked before.
void beginChange(QCborStreamWriter& writer, std::uint64_t pairs, Act what, const MessageId& poll) {
    writer.startMap(pairs);
    putNumber(writer, Key::version, Poll::kVersion);
    putNumber(writer, Key::act, what);
    writer.append(quint64{Key::poll});
    put(writer, ByteView(poll.bytes));
}

void putOptions(QCborStreamWriter& writer, const std::vector<Poll::Option>& options) {
    writer.startArray(options.size());
    for (const auto& option : options) {
        writer.startArray(2);
        writer.append(quint64{option.id.value});
        if (option.slot)
            writeSlot(writer, *option.slot);
        else
            put(writer, option.text);
        writer.endArray();
    }
    writer.endArray();
}

bool areOptions(const std::vector<Poll::Option>& options) {
    std::set<std::string_view> texts;
    std::set<Slot> dates;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const auto& option = options[i];
        if (i > 0 && options[i - 1].id >= option.id)
            return false;
        const bool sound = option.slot ? option.text.empty() && isSound(*option.slot) &&
                                             dates.insert(*option.slot).second
                                       : isShown(option.text) && texts.insert(option.text).second;
        if (!sound)
            return false;
    }
    return texts.empty() || dates.empty();
}

} // namespace

Result<void> checkPoll(const Poll& poll) {
    const bool counts =
        poll.options.size() >= Poll::kLeastOptions && poll.options.size() <= Poll::kGreatestOptions;
    const auto deadline = poll.deadline.count();
    const bool ends = deadline == 0 || (deadline >= kLeastMoment && deadline < kMomentsEnd);
    const bool seals = !poll.sealedTo || isUsable(*poll.sealedTo);
    if (!counts || !ends || !seals || !isShown(poll.title) || !areOptions(poll.options))
        return malformed();
    return {};
}

SinglePart encodePoll(const Poll& poll) {
    const bool third = poll.third == Poll::Third::Offered;
    const bool counted = poll.names == Poll::Names::Counted;
    const bool ends = poll.deadline.count() != 0;
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(5 + (third ? 1U : 0U) + (poll.sealedTo ? 1U : 0U) + (counted ? 1U : 0U) +
                    (ends ? 1U : 0U));
    putNumber(writer, Key::version, Poll::kVersion);
    putNumber(writer, Key::act, Act::asks);
    writer.append(quint64{Key::title});
    put(writer, poll.title);
    writer.append(quint64{Key::options});
    putOptions(writer, poll.options);
    putNumber(writer, Key::choices, static_cast<std::uint8_t>(poll.choices));
    if (third)
        putNumber(writer, Key::third, 1);
    if (poll.sealedTo) {
        writer.append(quint64{Key::sealedTo});
        put(writer, ByteView(poll.sealedTo->bytes));
    }
    if (counted)
        putNumber(writer, Key::counted, 1);
    if (ends)
        putNumber(writer, Key::deadline, static_cast<std::uint64_t>(poll.deadline.count()));
    writer.endMap();
    return partOf(cbor);
}

SinglePart encodePollClosing(const PollClosing& closing) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    beginChange(writer, closing.result ? 4 : 3, Act::closes, closing.poll);
    if (closing.result) {
        writer.append(quint64{Key::result});
        writePollResult(writer, *closing.result);
    }
    writer.endMap();
    return partOf(cbor);
}

SinglePart encodePollReopening(const PollReopening& reopening) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    beginChange(writer, 3, Act::reopens, reopening.poll);
    writer.endMap();
    return partOf(cbor);
}

Result<PollAct> parsePoll(ByteView cbor) {
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Poll::kVersion);
    if (map.version == MapVersion::Newer)
        return newer();
    Found found = readAll(reader, map.fields);
    if (!reader.finished() || !found.act)
        return malformed();
    if (found.isNewer || *found.act > Act::reopens)
        return newer();
    return *found.act == Act::asks ? asked(std::move(found)) : changed(std::move(found));
}

} // namespace kontor::content
