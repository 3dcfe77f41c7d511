#pragma once

#include <cstdint>

namespace kontor::protocol {

/// Versions of the wire format that this program speaks. Before Kontor 1.0 there is one at a time.
inline constexpr std::uint32_t kLeastVersion = 1;
inline constexpr std::uint32_t kGreatestVersion = 1;

/// Path of the WebSocket, and of the health page, on the server's one port.
inline constexpr char kSocketPath[] = "/kontor";
inline constexpr char kHealthPath[] = "/health";
/// Blobs are stored (PUT) and loaded (GET) under this path and their id in hexadecimal, with
/// `Authorization: Bearer` and their ticket's token in hexadecimal.
inline constexpr char kBlobPath[] = "/blob/";

} // namespace kontor::protocol
