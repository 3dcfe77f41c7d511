#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/number.h"
#include "protocol/kontor.pb.h"

#include <optional>
#include <string>
#include <string_view>

/// Shapes of answers, and between protobuf's strings and our bytes.
namespace kontor::server {

[[nodiscard]] wire::Answer answerOf(wire::StatusCode code);
[[nodiscard]] inline wire::Answer done() {
    return answerOf(wire::OK);
}
/// `rule`: a literal that names what was wrong (docs/protocol.md lists them).
[[nodiscard]] wire::Answer badRequest(std::string_view rule);
[[nodiscard]] wire::Answer tooLarge(std::size_t limit);
[[nodiscard]] wire::Answer retryLater(Milliseconds wait);

[[nodiscard]] inline std::string fieldOf(ByteView bytes) {
    return std::string(textOf(bytes));
}
/// Nothing unless the field has exactly the id's length.
template <typename AnyId>
[[nodiscard]] std::optional<AnyId> idIn(const std::string& field) {
    auto parsed = AnyId::parse(viewOf(field));
    if (!parsed.ok())
        return std::nullopt;
    return parsed.value();
}

} // namespace kontor::server
