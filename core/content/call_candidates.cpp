#include "core/content/call_candidates.h"

#include "core/content/cbor_reader.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <cassert>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, id = 1, list = 2 };
constexpr std::size_t kGreatestEphemeral = 16U * 1024U;
constexpr std::uint64_t kGreatestLine = 15;

void putBytes(QCborStreamWriter& writer, ByteView bytes) {
    writer.appendByteString(reinterpret_cast<const char*>(bytes.data()),
                            static_cast<qsizetype>(bytes.size()));
}

void putText(QCborStreamWriter& writer, std::string_view text) {
    writer.appendTextString(text.data(), static_cast<qsizetype>(text.size()));
}

std::vector<CallCandidate> readList(CborReader& reader) {
    std::vector<CallCandidate> candidates;
    const std::size_t count = reader.arrayOf(0, CallCandidates::kGreatestCount);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        reader.array(2);
        CallCandidate candidate;
        candidate.mediaLine = static_cast<std::uint32_t>(reader.number(kGreatestLine));
        candidate.text = reader.text(CallCandidates::kGreatestText);
        reader.leave();
        const bool plain = std::ranges::all_of(
            candidate.text, [](char letter) { return letter >= ' ' && letter <= '~'; });
        if (!plain || candidate.text.empty())
            reader.fail();
        candidates.push_back(std::move(candidate));
    }
    reader.leave();
    return candidates;
}

} // namespace

SinglePart encodeCallCandidates(const CallCandidates& candidates) {
    assert(candidates.candidates.size() <= CallCandidates::kGreatestCount);
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(3);
    writer.append(quint64{Key::version});
    writer.append(quint64{CallCandidates::kVersion});
    writer.append(quint64{Key::id});
    putBytes(writer, candidates.call.view());
    writer.append(quint64{Key::list});
    writer.startArray(candidates.candidates.size());
    for (const CallCandidate& candidate : candidates.candidates) {
        writer.startArray(2);
        writer.append(quint64{candidate.mediaLine});
        putText(writer, candidate.text);
        writer.endArray();
    }
    writer.endArray();
    writer.endMap();
    return {std::string(kCallCandidatesType), Bytes(cbor.begin(), cbor.end())};
}

Result<CallCandidates> parseCallCandidates(ByteView cbor) {
    const Error malformed(ErrorCode::Malformed, {"call-candidates"});
    CborReader reader(cbor);
    const std::size_t pairs = reader.mapOf(3);
    if (reader.number() != Key::version)
        reader.fail();
    if (const auto version = reader.number();
        !reader.failed() && version != CallCandidates::kVersion)
        return Error(ErrorCode::VersionUnknown, {"call-candidates"});
    if (pairs != 3 || reader.number() != Key::id)
        return malformed;
    CallCandidates candidates;
    const auto call = CallId::parse(reader.bytes(CallId::kSize));
    if (!call.ok() || reader.number() != Key::list)
        return malformed;
    candidates.call = call.value();
    candidates.candidates = readList(reader);
    reader.leave();
    if (!reader.finished())
        return malformed;
    return candidates;
}

Bytes encodeEphemeral(const SinglePart& part) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startArray(2);
    putText(writer, part.contentType);
    putBytes(writer, part.content);
    writer.endArray();
    return {cbor.begin(), cbor.end()};
}

Result<SinglePart> parseEphemeral(ByteView cbor) {
    CborReader reader(cbor);
    reader.array(2);
    SinglePart part;
    part.contentType = reader.text(kGreatestLabel);
    part.content = reader.bytes(kGreatestEphemeral);
    reader.leave();
    if (!reader.finished())
        return Error(ErrorCode::Malformed, {"ephemeral"});
    return part;
}

} // namespace kontor::content
