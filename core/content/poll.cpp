#include "core/content/poll.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>
#include <QString>

#include <limits>
#include <optional>
#include <set>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, act = 1, title = 2, options = 3, choices = 4, poll = 5 };
enum Act : std::uint8_t { asks = 0, closes = 1 };
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
    bool isNewer = false;
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

Found readAll(CborReader& reader, std::size_t fields) {
    Found found;
    readFields(reader, fields, [&](std::uint64_t key) {
        if (key == Key::act) {
            found.act = reader.number();
        } else if (key == Key::title) {
            found.title = reader.text(kGreatestBytes);
        } else if (key == Key::options) {
            found.options = readOptions(reader, found);
        } else if (key == Key::choices) {
            found.choices = reader.number();
        } else if (key == Key::poll) {
            found.poll = reader.bytes(MessageId::kSize);
        } else {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            found.isNewer = found.isNewer || key < kFirstAddition;
        }
    });
    return found;
}

Result<std::variant<Poll, PollClosing>> asked(Found found) {
    if (found.choices && *found.choices > static_cast<std::uint64_t>(Poll::Choices::Several))
        return newer();
    if (!found.title || !found.options || !found.choices || found.poll)
        return malformed();
    Poll poll;
    poll.title = std::move(*found.title);
    poll.options = std::move(*found.options);
    poll.choices = static_cast<Poll::Choices>(*found.choices);
    if (auto checked = checkPoll(poll); !checked.ok())
        return checked.error();
    return std::variant<Poll, PollClosing>(std::move(poll));
}

Result<std::variant<Poll, PollClosing>> closed(const Found& found) {
    if (!found.poll || found.title || found.options || found.choices)
        return malformed();
    const auto id = MessageId::parse(*found.poll);
    if (!id.ok())
        return malformed();
    return std::variant<Poll, PollClosing>(PollClosing{id.value()});
}

SinglePart partOf(const QByteArray& cbor) {
    return {std::string(kPollType), Bytes(cbor.begin(), cbor.end())};
}

} // namespace

Result<void> checkPoll(const Poll& poll) {
    const bool counts =
        poll.options.size() >= Poll::kLeastOptions && poll.options.size() <= Poll::kGreatestOptions;
    if (!counts || !isShown(poll.title))
        return malformed();
    std::set<std::string_view> texts;
    for (std::size_t i = 0; i < poll.options.size(); ++i) {
        const auto& option = poll.options[i];
        const bool ascends = i == 0 || poll.options[i - 1].id < option.id;
        if (!ascends || !isShown(option.text) || !texts.insert(option.text).second)
            return malformed();
    }
    return {};
}

SinglePart encodePoll(const Poll& poll) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(5);
    writer.append(quint64{Key::version});
    writer.append(quint64{Poll::kVersion});
    writer.append(quint64{Key::act});
    writer.append(quint64{Act::asks});
    writer.append(quint64{Key::title});
    put(writer, poll.title);
    writer.append(quint64{Key::options});
    writer.startArray(poll.options.size());
    for (const auto& option : poll.options) {
        writer.startArray(2);
        writer.append(quint64{option.id.value});
        put(writer, option.text);
        writer.endArray();
    }
    writer.endArray();
    writer.append(quint64{Key::choices});
    writer.append(quint64{static_cast<std::uint8_t>(poll.choices)});
    writer.endMap();
    return partOf(cbor);
}

SinglePart encodePollClosing(const PollClosing& closing) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(3);
    writer.append(quint64{Key::version});
    writer.append(quint64{Poll::kVersion});
    writer.append(quint64{Key::act});
    writer.append(quint64{Act::closes});
    writer.append(quint64{Key::poll});
    writer.append(
        QByteArrayView(closing.poll.bytes.data(), closing.poll.bytes.size()).toByteArray());
    writer.endMap();
    return partOf(cbor);
}

Result<std::variant<Poll, PollClosing>> parsePoll(ByteView cbor) {
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Poll::kVersion);
    if (map.version == MapVersion::Newer)
        return newer();
    Found found = readAll(reader, map.fields);
    if (!reader.finished() || !found.act)
        return malformed();
    if (found.isNewer || *found.act > Act::closes)
        return newer();
    return *found.act == Act::asks ? asked(std::move(found)) : closed(found);
}

} // namespace kontor::content
