#pragma once

#include "server/blobs/blob_folder.h"
#include "server/writer.h"

#include <boost/asio/thread_pool.hpp>

namespace kontor::server {

/// What transfers of blobs work with; outlives them all.
struct BlobRoom {
    Writer& writer;
    BlobFolder folder;
    /// Waits for the disk, so that the io thread never does. Its threads are few, and so are
    /// transfers (limits::kBlobTransfers) and their buffers.
    boost::asio::thread_pool& disk;
};

} // namespace kontor::server
