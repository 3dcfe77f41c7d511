#pragma once

#include "base/limits.h"
#include "base/number.h"
#include "core/content/cbor_reader.h"

namespace kontor::content {

/// The maps of our own media types: the version under key 0 comes first, and the keys behind it
/// ascend (docs/protocol.md).
enum class MapVersion : std::uint8_t { Known, Newer };

struct VersionedMap {
    MapVersion version = MapVersion::Known;
    std::size_t fields = 0; ///< behind the version
};

/// Enters the map and reads its version; the reader fails where there is none.
[[nodiscard]] inline VersionedMap enterVersioned(CborReader& reader, std::size_t greatestPairs,
                                                 std::uint64_t version) {
    const std::size_t pairs = reader.mapOf(greatestPairs);
    if (reader.number() != 0)
        reader.fail();
    const bool newer = reader.number() != version && !reader.failed();
    return {newer ? MapVersion::Newer : MapVersion::Known, pairs == 0 ? 0 : pairs - 1};
}

/// `read(key)` takes the value of each field; then leaves the map.
template <typename Read>
void readFields(CborReader& reader, std::size_t fields, const Read& read) {
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < fields && !reader.failed(); ++i) {
        const auto key = reader.number();
        if (key <= last)
            reader.fail();
        last = key;
        read(key);
    }
    reader.leave();
}

/// An entry's number, or 0; the reader fails where no log can have it.
[[nodiscard]] inline Seq readSeq(CborReader& reader) {
    return Seq(reader.number(limits::kGreatestSeq));
}

/// Fields from here on do not change what a map means: a program that does not know one passes it.
inline constexpr std::uint64_t kFirstAddition = 64;

} // namespace kontor::content
