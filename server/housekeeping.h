#pragma once

#include "base/clock.h"
#include "server/requests/context.h"

namespace kontor::server {

class BlobDesk;

/// What is due by time: strangers whose patience is over, cursors that were written behind, the
/// lazy index, retention (delivery.md, 3). In steps of some milliseconds.
class Housekeeping {
public:
    Housekeeping(Context& context, BlobDesk& blobs);

    /// True when more is due at once.
    bool step();

private:
    void endStrangers();
    [[nodiscard]] bool expireEntries();
    void dropRest();

    Context& m_context;
    BlobDesk& m_blobs;
    Milliseconds m_nextExpiry{0};
    Milliseconds m_nextRest{0};
};

} // namespace kontor::server
