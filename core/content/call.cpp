#include "core/content/call.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <cassert>

namespace kontor::content {
namespace {

enum Key : std::uint8_t {
    version = 0,
    kind = 1,
    id = 2,
    sdp = 3,
    fingerprint = 4,
    ringFor = 5,
    reason = 6
};
enum Kind : std::uint8_t { offer = 1, answer = 2, end = 3 };
constexpr std::size_t kGreatestPairs = 32;

void put(QCborStreamWriter& writer, Key key, std::uint64_t number) {
    writer.append(quint64{key});
    writer.append(quint64{number});
}

void put(QCborStreamWriter& writer, Key key, ByteView bytes) {
    writer.append(quint64{key});
    writer.appendByteString(reinterpret_cast<const char*>(bytes.data()),
                            static_cast<qsizetype>(bytes.size()));
}

void begin(QCborStreamWriter& writer, std::size_t pairs, Kind what, const CallId& call) {
    writer.startMap(3 + pairs);
    put(writer, Key::version, Call::kVersion);
    put(writer, Key::kind, what);
    put(writer, Key::id, call.view());
}

void put(QCborStreamWriter& writer, const CallDescription& description) {
    assert(description.sdp.size() <= Call::kGreatestSdp);
    writer.append(quint64{Key::sdp});
    writer.appendTextString(description.sdp.data(), static_cast<qsizetype>(description.sdp.size()));
    put(writer, Key::fingerprint, description.fingerprint.view());
}

/// Everything that may stand in the map, as it was found.
struct Fields {
    std::uint64_t kind = 0;
    CallId call;
    CallDescription description;
    std::chrono::seconds ringFor{0};
    std::uint64_t reason = 0;
    std::uint32_t seen = 0; ///< bit n: key n

    [[nodiscard]] bool has(Key key) const { return (seen >> key & 1U) != 0; }
    [[nodiscard]] bool describes() const {
        return has(Key::sdp) && has(Key::fingerprint) && !description.sdp.empty();
    }
};

template <typename T>
T readId(CborReader& reader) {
    const auto parsed = T::parse(reader.bytes(T::kSize));
    if (!parsed.ok())
        reader.fail();
    return parsed.ok() ? parsed.value() : T();
}

void readField(CborReader& reader, std::uint64_t key, Fields& fields) {
    switch (key) {
    case Key::kind:
        fields.kind = reader.number();
        break;
    case Key::id:
        fields.call = readId<CallId>(reader);
        break;
    case Key::sdp:
        fields.description.sdp = reader.text(Call::kGreatestSdp);
        break;
    case Key::fingerprint:
        fields.description.fingerprint = readId<DtlsFingerprint>(reader);
        break;
    case Key::ringFor:
        fields.ringFor = std::chrono::seconds(
            reader.number(static_cast<std::uint64_t>(Call::kGreatestRing.count())));
        break;
    case Key::reason:
        fields.reason = reader.number();
        break;
    default:
        (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
    }
    if (key <= Key::reason)
        fields.seen |= 1U << key;
}

CallEndReason reasonOf(std::uint64_t number) {
    const bool known = number >= static_cast<std::uint64_t>(CallEndReason::HungUp) &&
                       number <= static_cast<std::uint64_t>(CallEndReason::Withdrawn);
    return known ? CallEndReason(number) : CallEndReason::HungUp;
}

Result<Call> callOf(Fields fields) {
    const Error malformed(ErrorCode::Malformed, {"call"});
    if (!fields.has(Key::kind) || !fields.has(Key::id))
        return malformed;
    Call call;
    call.signal.call = fields.call;
    switch (fields.kind) {
    case Kind::offer:
        if (!fields.describes() || !fields.has(Key::ringFor))
            return malformed;
        call.signal.what = CallOffer{std::move(fields.description), fields.ringFor};
        return call;
    case Kind::answer:
        if (!fields.describes())
            return malformed;
        call.signal.what = CallAnswer{std::move(fields.description)};
        return call;
    case Kind::end:
        if (!fields.has(Key::reason))
            return malformed;
        call.signal.what = CallEnd{reasonOf(fields.reason)};
        return call;
    default:
        return Error(ErrorCode::VersionUnknown, {"call"});
    }
}

} // namespace

SinglePart encodeCall(const Call& call) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    const CallId& id = call.signal.call;
    if (const auto* offered = std::get_if<CallOffer>(&call.signal.what)) {
        begin(writer, 3, Kind::offer, id);
        put(writer, offered->description);
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(offered->ringFor);
        put(writer, Key::ringFor, static_cast<std::uint64_t>(seconds.count()));
    } else if (const auto* answered = std::get_if<CallAnswer>(&call.signal.what)) {
        begin(writer, 2, Kind::answer, id);
        put(writer, answered->description);
    } else if (const auto* ended = std::get_if<CallEnd>(&call.signal.what)) {
        begin(writer, 1, Kind::end, id);
        put(writer, Key::reason, static_cast<std::uint64_t>(ended->reason));
    }
    writer.endMap();
    return {std::string(kCallType), Bytes(cbor.begin(), cbor.end())};
}

Result<Call> parseCall(ByteView cbor) {
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Call::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"call"});
    Fields fields;
    readFields(reader, map.fields, [&](std::uint64_t key) { readField(reader, key, fields); });
    if (!reader.finished())
        return Error(ErrorCode::Malformed, {"call"});
    return callOf(std::move(fields));
}

} // namespace kontor::content
