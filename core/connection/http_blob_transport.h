#pragma once

#include "core/connection/blob_transport.h"

namespace kontor {

/// Over HTTPS on the server's port. Streams from and to the disk in small pieces.
[[nodiscard]] std::unique_ptr<BlobTransport> makeHttpBlobTransport();

} // namespace kontor
