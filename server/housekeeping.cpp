#include "server/housekeeping.h"

#include "base/limits.h"
#include "server/blobs/blob_desk.h"
#include "server/directory/directory_store.h"
#include "server/server_limits.h"

namespace kontor::server {

namespace {

constexpr std::chrono::minutes kBetweenExpiries{1};
constexpr std::chrono::hours kBetweenRests{1};

} // namespace

Housekeeping::Housekeeping(Context& context, BlobDesk& blobs)
    : m_context(context)
    , m_blobs(blobs) {}

bool Housekeeping::step() {
    endStrangers();
    m_context.groups.writeCursors();
    bool more = m_context.store.settle(limits::kHousekeepingRows);
    more = m_context.groups.dropRead(limits::kHousekeepingRows) || more;
    more = expireEntries() || more;
    dropRest();
    return more;
}

void Housekeeping::endStrangers() {
    const Milliseconds now = m_context.clock.steady();
    m_context.sessions.forEach([&](Session& session) {
        const bool stranger = session.state != Session::State::LoggedIn;
        if (stranger && session.deadline <= now)
            m_context.sessions.end(session, wire::OK);
    });
}

bool Housekeeping::expireEntries() {
    const Milliseconds now = m_context.clock.steady();
    if (now < m_nextExpiry)
        return false;
    const Seconds today = m_context.now();
    const auto expired =
        m_context.store.log().expire({.applicationBefore = today - kontor::limits::kEntryLife,
                                      .handshakeBefore = today - kontor::limits::kHandshakeLife,
                                      .keyBefore = today - kontor::limits::kIdempotencyLife,
                                      .readerBefore = today - kontor::limits::kEntryLife,
                                      .limit = limits::kHousekeepingRows});
    for (const GroupRow group : expired.groups)
        m_context.groups.forget(group);
    const bool moreBlobs =
        m_blobs.expire(today - kontor::limits::kBlobLife, limits::kHousekeepingRows);
    const bool more = expired.more || moreBlobs;
    if (!more)
        m_nextExpiry = now + kBetweenExpiries;
    return more;
}

void Housekeeping::dropRest() {
    const Milliseconds now = m_context.clock.steady();
    if (now < m_nextRest)
        return;
    m_nextRest = now + kBetweenRests;
    m_context.rates.prune(now);
    m_context.store.directory().dropInvites(m_context.now() - kontor::limits::kInviteLife);
    (void)m_context.store.keyPackages().dropExpired(m_context.now(), limits::kHousekeepingRows);
}

} // namespace kontor::server
