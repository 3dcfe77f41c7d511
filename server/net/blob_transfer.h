#pragma once

#include "server/blobs/blob_room.h"
#include "server/net/hub.h"
#include "server/net/tls_stream.h"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <memory>

namespace kontor::server {

/// A request whose header has been read.
struct BlobCall {
    using Parser = boost::beast::http::request_parser<boost::beast::http::empty_body>;
    std::shared_ptr<TlsStream> stream;
    std::shared_ptr<boost::beast::flat_buffer> buffer;
    std::unique_ptr<Parser> header;
    std::shared_ptr<Hub::Place> place;
};

/// Is it about a blob at all?
[[nodiscard]] bool isBlobCall(const BlobCall::Parser& header);

/// Carries out one PUT or GET of a blob, and answers. The stream is of no more use afterwards. io
/// thread.
[[nodiscard]] boost::asio::awaitable<void> serveBlob(std::shared_ptr<BlobCall> call,
                                                     BlobRoom* room);

} // namespace kontor::server
