#include "core/content/poll_result.h"

#include "base/result.h"
#include "core/content/mimi_content.h"
#include "core/content/versioned_map.h"

#include <QString>

#include <algorithm>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { yes = 1, ifNeedBe = 2, voters = 3, lines = 4 };
constexpr std::size_t kGreatestPairs = 32;
constexpr std::size_t kGreatestCommentBytes = kGreatestComment * 4;
constexpr std::size_t kLeastOptions = 2;
constexpr std::size_t kGreatestOptions = 50;
/// More lines than fit a content.
constexpr std::size_t kGreatestLines = 8192;
constexpr std::uint64_t kGreatestCount = std::numeric_limits<std::uint32_t>::max();

std::vector<std::uint32_t> readCounts(CborReader& reader) {
    std::vector<std::uint32_t> counts;
    const std::size_t count = reader.arrayOf(kLeastOptions, kGreatestOptions);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i)
        counts.push_back(static_cast<std::uint32_t>(reader.number(kGreatestCount)));
    reader.leave();
    return counts;
}

PollResult::Line readLine(CborReader& reader) {
    PollResult::Line line;
    const std::size_t items = reader.arrayOf(2, 3);
    const auto user = UserId::parse(reader.bytes(UserId::kSize));
    const Bytes answers = reader.bytes(kGreatestOptions);
    const bool known = std::ranges::all_of(answers, [](std::uint8_t answer) {
        return answer <= static_cast<std::uint8_t>(Answer::IfNeedBe);
    });
    if (!user.ok() || answers.size() < kLeastOptions || !known) {
        reader.fail();
        return line;
    }
    line.user = user.value();
    for (const std::uint8_t answer : answers)
        line.answers.push_back(static_cast<Answer>(answer));
    if (items == 3) {
        line.comment = reader.text(kGreatestCommentBytes);
        if (!isComment(line.comment))
            reader.fail();
    }
    reader.leave();
    return line;
}

std::vector<PollResult::Line> readLines(CborReader& reader) {
    std::vector<PollResult::Line> all;
    const std::size_t count = reader.arrayOf(0, kGreatestLines);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i)
        all.push_back(readLine(reader));
    reader.leave();
    return all;
}

void write(QCborStreamWriter& writer, const std::vector<std::uint32_t>& counts) {
    writer.startArray(counts.size());
    for (const std::uint32_t count : counts)
        writer.append(quint64{count});
    writer.endArray();
}

void write(QCborStreamWriter& writer, const PollResult::Line& line) {
    writer.startArray(line.comment.empty() ? 2 : 3);
    writer.append(QByteArrayView(line.user.bytes.data(), line.user.bytes.size()).toByteArray());
    QByteArray answers;
    for (const Answer answer : line.answers)
        answers.append(static_cast<char>(answer));
    writer.append(answers);
    if (!line.comment.empty())
        writer.appendTextString(line.comment.data(), static_cast<qsizetype>(line.comment.size()));
    writer.endArray();
}

} // namespace

bool isComment(const std::string& text) {
    const auto letters = QString::fromStdString(text).toUcs4().size();
    return letters > 0 && letters <= static_cast<qsizetype>(kGreatestComment);
}

void writePollResult(QCborStreamWriter& writer, const PollResult& result) {
    writer.startMap(result.lines ? 4 : 3);
    writer.append(quint64{Key::yes});
    write(writer, result.yes);
    writer.append(quint64{Key::ifNeedBe});
    write(writer, result.ifNeedBe);
    writer.append(quint64{Key::voters});
    writer.append(quint64{result.voters});
    if (result.lines) {
        writer.append(quint64{Key::lines});
        writer.startArray(result.lines->size());
        for (const auto& line : *result.lines)
            write(writer, line);
        writer.endArray();
    }
    writer.endMap();
}

PollResult readPollResult(CborReader& reader, bool& isNewer) {
    PollResult result;
    bool counted = false;
    readFields(reader, reader.mapOf(kGreatestPairs), [&](std::uint64_t key) {
        if (key == Key::yes) {
            result.yes = readCounts(reader);
        } else if (key == Key::ifNeedBe) {
            result.ifNeedBe = readCounts(reader);
        } else if (key == Key::voters) {
            result.voters = static_cast<std::uint32_t>(reader.number(kGreatestCount));
            counted = true;
        } else if (key == Key::lines) {
            result.lines = readLines(reader);
        } else {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            isNewer = isNewer || key < kFirstAddition;
        }
    });
    if (!counted || result.yes.empty() || result.ifNeedBe.empty())
        reader.fail();
    return result;
}

Bytes encodePollResult(const PollResult& result) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writePollResult(writer, result);
    return {cbor.begin(), cbor.end()};
}

Result<PollResult> parsePollResult(ByteView cbor) {
    CborReader reader(cbor);
    bool isNewer = false;
    auto result = readPollResult(reader, isNewer);
    if (!reader.finished())
        return Error(ErrorCode::Malformed, {"poll result"});
    if (isNewer)
        return Error(ErrorCode::VersionUnknown, {"poll result"});
    return result;
}

} // namespace kontor::content
